"""The references of a document, to places in it and in other files of the folder."""

import os
import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote

from apicodes.catalog.files import SIZE_LIMIT
from apicodes.importers.composing import Node, compose
from apicodes.importers.findings import Findings, shown
from apicodes.problems import ProblemsFound

INSIDE = 100
"""How many references may stand on the way of a reference, each on the way of the one before."""

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
        self._ends: dict[tuple[str, str], Node | None] = {}
        self._open: set[tuple[str, str]] = set()
        self._depth = 0

    def follow(self, node: Node | None) -> Node | None:
        """Return what a node refers to, itself where it is no reference, None where that is lost.

        What cannot be followed is noted once, at the first place that refers to it.
        """
        passed: list[tuple[str, str]] = []
        while node is not None and (its := node.get("$ref")) is not None:
            reference = self.text(its, "$ref")
            key = (node.at.path, str(reference))
            if reference is None:
                node = None
            elif key in self._ends:
                node = self._ends[key]
            elif key in self._open:
                self._lost(node, reference, "leads back to itself")
                node = None
            else:
                self._open.add(key)
                passed.append(key)
                node = self._target(node, reference)
        self._open.difference_update(passed)
        self._ends.update(dict.fromkeys(passed, node))
        return node

    def mapping(self, node: Node | None) -> Node | None:
        """Return the mapping that a node is or refers to; what else it says is noted."""
        its = self.follow(node)
        if its is None or its.is_mapping:
            return its
        if its.value is not None:
            self.findings.note("left out", its.at, f"{its.shown} where a mapping belongs")
        return None

    def items(self, node: Node | None) -> dict[str, Node]:
        """Return the nodes of a mapping, or of the one that a node refers to."""
        its = self.mapping(node)
        return its.items if its is not None else {}

    def text(self, node: Node | None, name: str) -> str | None:
        """Return the text of a field, as it is spelled; what is none is noted."""
        if node is None or node.value is None:
            return None
        if node.text is None:
            self.findings.note("left out", node.at, f"{name}: {node.shown} where a text belongs")
        return node.text

    def _lost(self, node: Node, reference: str, why: str) -> None:
        self.findings.note("left out", node.at, f"$ref {shown(reference)} {why}")

    def _target(self, node: Node, reference: str) -> Node | None:
        address, _, fragment = reference.partition("#")
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", address):
            self._lost(node, reference, "is an address; nothing is fetched")
            return None
        path = node.at.path
        if address:
            folder = posixpath.dirname(path.removeprefix(self._base))
            path = self._base + posixpath.normpath(posixpath.join(folder, unquote(address)))
        found = self._root(path, node, reference)
        for step in fragment.split("/")[1:] if found is not None else ():
            key = unquote(step).replace("~1", "/").replace("~0", "~")
            if self._depth == INSIDE:
                self._lost(node, reference, f"leads through more than {INSIDE} others")
                return None
            self._depth += 1
            target = self.follow(found)
            self._depth -= 1
            if target is None:
                return None
            if key.isdecimal() and target.elements:
                found = dict(enumerate(target.elements)).get(int(key[:9]))
            else:
                found = target.get(key)
            if found is None:
                self._lost(node, reference, f"leads nowhere: there is no {shown(key)}")
                return None
        return found

    def _root(self, path: str, node: Node, reference: str) -> Node | None:
        if path in self._roots:
            return self._roots[path]
        self._roots[path] = None
        self.findings.lines[path] = self.findings.line(node.at)
        name = path.removeprefix(self._base)
        if self._load is None or name.startswith(("../", "/")) or name == "..":
            why = "is outside of the project" if self._load else "is another file, and is not read"
            self._lost(node, reference, why)
            return None
        try:
            self._roots[path] = compose(self._load(name), path, self.findings)
        except OSError as error:
            self._lost(node, reference, f"cannot be read: {shown(path)}: {error.strerror or error}")
        except UnicodeError:
            self._lost(node, reference, "is no text in UTF-8")
        except ProblemsFound as error:
            problem = error.problems[0]
            self._lost(node, reference, f"is not read: {problem.location}: {problem.message}")
        return self._roots[path]
