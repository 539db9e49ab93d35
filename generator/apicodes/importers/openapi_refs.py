"""The references of a document, to places in it and in other files of the folder."""

import os
import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

from apicodes.catalog.files import SIZE_LIMIT
from apicodes.importers.composing import Node, compose
from apicodes.importers.findings import Findings, excerpt
from apicodes.problems import ProblemsFound

Load = Callable[[str], str]
"""Returns the text of a file by its path in a folder, raises `OSError` where it cannot be read."""


def within(folder: str) -> Load:
    """Return what reads the files of a folder, and no other."""

    def load(path: str) -> str:
        root = os.path.realpath(folder)
        full = os.path.realpath(os.path.join(root, path))
        if os.path.commonpath((root, full)) != root:
            raise PermissionError(f"'{path}' is outside of the project")
        if os.path.exists(full) and not os.path.isfile(full):
            raise OSError("no regular file")
        if os.path.getsize(full) > SIZE_LIMIT:
            raise OSError(f"more than {SIZE_LIMIT:,} bytes")
        with open(full, encoding="utf-8") as file:
            return file.read()

    return load


class Lost(Exception):
    """Raised for a reference that cannot be followed, with the reason."""


class Files:
    """A document and those that it refers to, each read once.

    `base` is how the names of all of them begin, such as ``main:``, or the path of their folder.
    """

    def __init__(self, findings: Findings, text: str, load: Load | None, base: str = "") -> None:
        self.findings = findings
        self._load = load
        self._base = base
        self.root = compose(text, findings.path, findings)
        self._roots: dict[str, Node | None] = {findings.path: self.root}
        self._targets: dict[tuple[str, str], Node | None] = {}

    def follow(self, node: Node | None) -> Node | None:
        """Return what a node refers to, itself where it is no reference, None where that is lost.

        What cannot be followed is noted once, at the first place that refers to it.
        """
        passed: dict[tuple[str, str], None] = {}
        while node is not None and (inner := node.get("$ref")) is not None:
            reference = self.text(inner, "$ref")
            if reference is None:
                return None
            key = (node.at.path, reference)
            if key not in self._targets:
                try:
                    self._targets[key] = self._target(node, reference)
                except Lost as lost:
                    self._targets[key] = None
                    self.findings.note("left out", node.at, f"$ref {excerpt(reference)} {lost}")
            if key in passed:
                note = f"$ref {excerpt(reference)} leads back to itself"
                self.findings.note("left out", node.at, note)
                self._targets[key] = None
            passed[key] = None
            node = self._targets[key]
        self._targets |= dict.fromkeys(passed, node)
        return node

    def mapping(self, node: Node | None) -> Node | None:
        """Return the mapping that a node is or refers to; what else it says is noted."""
        target = self.follow(node)
        if target is None or target.is_mapping:
            return target
        if target.value is not None:
            self.findings.note("left out", target.at, f"{target.excerpt} where a mapping belongs")
        return None

    def items(self, node: Node | None) -> dict[str, Node]:
        """Return the nodes of a mapping, or of the one that a node refers to."""
        target = self.mapping(node)
        return target.items if target is not None else {}

    def text(self, node: Node | None, name: str) -> str | None:
        """Return the text of a field, as it is spelled; what is none is noted."""
        if node is None or node.value is None:
            return None
        if node.text is None:
            self.findings.note("left out", node.at, f"{name}: {node.excerpt} where a text belongs")
        return node.text

    def _target(self, node: Node, reference: str) -> Node:
        """Return the value that a reference names, in its file. Raises `Lost`."""
        address, _, fragment = reference.partition("#")
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", address):
            raise Lost("is an address; nothing is fetched")
        path = node.at.path
        if address:
            folder = posixpath.dirname(path.removeprefix(self._base))
            path = self._base + posixpath.normpath(posixpath.join(folder, unquote(address)))
        target = self._root(path, node)
        for step in fragment.split("/")[1:]:
            key = unquote(step).replace("~1", "/").replace("~0", "~")
            by_number = {str(number): inner for number, inner in enumerate(target.elements)}
            inner = (target.items or by_number).get(key)
            if inner is None:
                raise Lost(f"leads nowhere: there is no {excerpt(key)}")
            target = inner
        return target

    def _root(self, path: str, node: Node) -> Node:
        """Return the value that a file holds. Raises `Lost`."""
        name = path.removeprefix(self._base)
        if path not in self._roots:
            self._roots[path] = None
            self.findings.lines[path] = self.findings.line(node.at)
            if self._load is None:
                raise Lost("is another file, and is not read")
            if name.startswith(("../", "/")) or name == "..":
                raise Lost("is outside of the project")
            try:
                self._roots[path] = compose(self._load(name), path, self.findings)
            except OSError as error:
                raise Lost(f"cannot be read: {excerpt(path)}: {error.strerror or error}") from None
            except UnicodeError:
                raise Lost("is no text in UTF-8") from None
            except ProblemsFound as error:
                problem = error.problems[0]
                raise Lost(f"is not read: {problem.location}: {problem.message}") from None
        if (root := self._roots[path]) is None:
            raise Lost(f"is in {excerpt(path)}, which is not read")
        return root
