"""YAML and JSON of other tools: every value with its place."""

import re
from collections.abc import Callable, Iterator
from typing import Any

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

from apicodes.catalog.source.events import Unreadable, events
from apicodes.catalog.source.scalars import BOOLEANS, FLOAT, INTEGER
from apicodes.catalog.source.syntax import syntax
from apicodes.catalog.source.walk import NULLS
from apicodes.importers.findings import Findings, readable, refuse, shown
from apicodes.problems import Location, ProblemsFound

DEEPEST = 200
"""How deep the values of a document may nest."""


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
    def shown(self) -> str:
        """How notes show it: a scalar as it is spelled, else what it is."""
        if self.text is None:
            return "a mapping" if self.is_mapping else "a list"
        return shown(self.text)

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


def compose(text: str, path: str, findings: Findings) -> Node:
    """Return the one value that a document is. Raises `ProblemsFound` with what is wrong."""
    text = readable(text, path)
    source = _PAIR.sub(_joined, text) if text.lstrip()[:1] in ("{", "[") else text
    try:
        return _composed(events(source, path), path, findings)
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
