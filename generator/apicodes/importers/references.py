"""YAML and JSON of other tools: every value with its place, and the references between files."""

import os
import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

from msgspec import Struct
from yaml import YAMLError
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from apicodes.events import Unreadable, events
from apicodes.importers.findings import Findings, readable, refuse, shown
from apicodes.problems import Location, ProblemsFound
from apicodes.scalars import BOOLEANS, FLOAT, INTEGER
from apicodes.syntax import syntax
from apicodes.walk import NULLS

DEEPEST = 200
"""How deep the values of a document may nest."""

CHAIN = 50
"""How many references may lead from one to the next."""

Load = Callable[[str], str]
"""Returns the text of a file by its path, raises `OSError` where it cannot be read."""


class Node(Struct, eq=False):
    """A value with its place; those in a mapping or a list are nodes too.

    `text` is how a scalar is spelled, so that a code such as 0010 keeps its zeros.
    """

    value: Any
    at: Location
    text: str | None = None
    style: str | None = None

    def get(self, *keys: str) -> "Node | None":
        """Return the node under these keys, or None where there is none."""
        node: Node | None = self
        for key in keys:
            node = node.value.get(key) if node is not None and node.is_mapping else None
        return node

    @property
    def is_mapping(self) -> bool:
        """Whether it is a mapping."""
        return isinstance(self.value, dict)

    @property
    def items(self) -> "dict[str, Node]":
        """The nodes of a mapping; none for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def elements(self) -> "list[Node]":
        """The nodes of a list; none for anything else."""
        return self.value if isinstance(self.value, list) else []

    def plain(self) -> Any:
        """Return the value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        return [n.plain() for n in self.value] if isinstance(self.value, list) else self.value


def within(folder: str) -> Load:
    """Return what reads the files of a folder, and no other."""

    def load(path: str) -> str:
        root = os.path.realpath(folder)
        full = os.path.realpath(os.path.join(root, path))
        if os.path.commonpath((root, full)) != root:
            raise PermissionError(f"'{path}' is outside of the project")
        with open(full, encoding="utf-8") as file:
            return file.read()

    return load


class Files:
    """A document and those that it refers to, each read once."""

    def __init__(self, findings: Findings, text: str, load: Load | None) -> None:
        self.findings = findings
        self._load = load
        self.root = compose(text, findings.path, findings)
        self._roots: dict[str, Node | None] = {findings.path: self.root}
        self._targets: dict[tuple[str, str], Node | None] = {}

    def follow(self, node: Node | None) -> Node | None:
        """Return what a node refers to, itself where it is no reference, None where that is lost.

        What cannot be followed is noted once, at the first place that refers to it.
        """
        passed: list[tuple[str, str]] = []
        while node is not None and (reference := _reference(node)) is not None:
            key = (node.at.path, reference)
            if key in passed or len(passed) == CHAIN:
                self._lost(node, reference, "leads back to itself")
                return None
            if key not in self._targets:
                self._targets[key] = self._target(node, reference)
            passed.append(key)
            node = self._targets[key]
        return node

    def items(self, node: Node | None) -> dict[str, Node]:
        """Return the nodes of a mapping, or of the one that a node refers to."""
        its = self.follow(node)
        return its.items if its is not None else {}

    def _lost(self, node: Node, reference: str, why: str) -> None:
        self.findings.note("left out", node.at, f"$ref {shown(reference)} {why}")

    def _target(self, node: Node, reference: str) -> Node | None:
        address, _, fragment = reference.partition("#")
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", address):
            self._lost(node, reference, "is an address; nothing is fetched")
            return None
        path = node.at.path
        if address:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))
        found = self._root(path, node, reference)
        for step in fragment.split("/")[1:] if found is not None else ():
            key = unquote(step).replace("~1", "/").replace("~0", "~")
            target = self.follow(found)
            if target is not None and key.isdecimal() and target.elements:
                found = dict(enumerate(target.elements)).get(int(key[:9]))
            else:
                found = target.get(key) if target is not None else None
            if found is None:
                self._lost(node, reference, f"leads nowhere: there is no {shown(key)}")
                return None
        return found

    def _root(self, path: str, node: Node, reference: str) -> Node | None:
        if path in self._roots:
            return self._roots[path]
        self._roots[path] = None
        self.findings.lines[path] = self.findings.line(node.at)
        if self._load is None or path.startswith(("../", "/")) or path == "..":
            why = "is outside of the project" if self._load else "is another file, and is not read"
            self._lost(node, reference, why)
            return None
        try:
            self._roots[path] = compose(self._load(path), path, self.findings)
        except OSError as error:
            self._lost(node, reference, f"cannot be read: {shown(path)}: {error.strerror or error}")
        except UnicodeError:
            self._lost(node, reference, "is no text in UTF-8")
        except ProblemsFound as error:
            problem = error.problems[0]
            self._lost(node, reference, f"is not read: {problem.location}: {problem.message}")
        return self._roots[path]


def _reference(node: Node) -> str | None:
    reference = node.get("$ref")
    return reference.text if reference is not None else None


def compose(text: str, path: str, findings: Findings) -> Node:
    """Return the one value that a document is. Raises `ProblemsFound` with what is wrong."""
    text = readable(text, path)
    if text.lstrip()[:1] in ("{", "["):
        text = _PAIR.sub(_joined, text)
    try:
        return _composed(events(text, path), path, findings)
    except YAMLError as error:
        raise ProblemsFound([syntax(error, text, path)]) from None
    except Unreadable as error:
        raise ProblemsFound([error.problem]) from None


# JSON writes a character beyond U+FFFF as two escapes, which YAML does not know.
_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)


def _joined(match: re.Match[str]) -> str:
    high, low = int(match[2], 16), int(match[3], 16)
    return match[1] + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _composed(next_event: Callable[[], Any], path: str, findings: Findings) -> Node:
    root: Node | None = None
    parents: list[Node] = []
    keys: list[Node | None] = []
    for event in _until_end(next_event):
        kind = type(event)
        if kind is DocumentStartEvent and root is not None:
            refuse(path, event.start_mark.line + 1, "a second document", "several-documents")
        if kind in (MappingEndEvent, SequenceEndEvent):
            _merge(parents.pop())
            keys.pop()
            continue
        if kind not in _VALUES:
            continue
        at = Location(path, event.start_mark.line + 1)
        node = Node(_VALUES[kind](event), at, *_spelling(event))
        if not parents:
            root = node
        elif not parents[-1].is_mapping:
            parents[-1].value.append(node)
        elif keys[-1] is None:
            keys[-1] = node
        else:
            key, keys[-1] = keys[-1], None
            name = str(key.text)
            if name in parents[-1].value:
                first = parents[-1].value[name].at.line
                text = f"{shown(name)} stands twice in one mapping, first on line {first}"
                findings.note("left out", key.at, text)
            else:
                parents[-1].value[name] = node
        if kind is not ScalarEvent:
            parents.append(node)
            keys.append(None)
            if len(parents) > DEEPEST:
                refuse(path, at.line or 1, f"nested more than {DEEPEST} levels deep", "too-deep")
    if root is None:
        refuse(path, 1, "the file holds nothing", "empty")
    return root


def _until_end(next_event: Callable[[], Any]) -> Iterator[Any]:
    try:
        while (event := next_event()) is not None:
            yield event
    except StopIteration:
        return


def _spelling(event: Any) -> tuple[str | None, str | None]:
    return (event.value, event.style) if type(event) is ScalarEvent else (None, None)


def _scalar(event: Any) -> Any:
    """Return the value of a scalar, as YAML 1.2 has it where it stands without quotes."""
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in NULLS:
        return None
    if INTEGER.match(text):
        return int(text)
    return float(text) if FLOAT.match(text) and len(text) < 30 else BOOLEANS.get(text, text)


_VALUES: dict[type, Callable[[Any], Any]] = {
    ScalarEvent: _scalar,
    MappingStartEvent: lambda _: {},
    SequenceStartEvent: lambda _: [],
}


def _merge(node: Node) -> None:
    """Put what the key ``<<`` merges into a mapping, below what the mapping says itself."""
    merged = node.items.pop("<<", None)
    for other in [merged, *merged.elements] if merged is not None else ():
        node.value = {**other.items, **node.value}
