"""The nodes of a YAML text with the offsets at which they stand, from libyaml's events."""

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct, field
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

Step = str | int


class Node(Struct, eq=False):
    """One value: a scalar, a mapping, a list or an alias, and where it stands.

    `end` is where what it says ends: before the empty lines and comments that follow it.
    """

    kind: Literal["scalar", "mapping", "list", "alias"]
    start: int
    end: int
    line: int
    column: int
    value: str = ""
    style: str | None = None
    is_flow: bool = False
    anchor: str | None = None
    keys: list["Node"] = field(default_factory=list)
    """The keys of a mapping, in order."""
    items: list["Node"] = field(default_factory=list)
    """The values of a mapping, or the items of a list."""

    @property
    def names(self) -> list[str]:
        """The keys of a mapping as text."""
        return [key.value for key in self.keys]

    def index(self, step: Step) -> int | None:
        """Return which of the items a step leads to."""
        if self.kind == "mapping":
            return self.names.index(str(step)) if str(step) in self.names else None
        inside = self.kind == "list" and isinstance(step, int) and 0 <= step < len(self.items)
        return step if inside and isinstance(step, int) else None

    def walk(self) -> Iterator["Node"]:
        """Return the node, and all in it."""
        yield self
        for child in (*self.keys, *self.items):
            yield from child.walk()


def parse(text: str) -> Node:
    """Return the root of a text that is known to be one document of YAML."""
    get_event = CParser(text).get_event
    event = get_event()
    while isinstance(event, StreamStartEvent | DocumentStartEvent):
        event = get_event()
    return _node(event, get_event, text)


def _node(event: Any, get_event: Any, text: str) -> Node:
    start, end = event.start_mark, event.end_mark
    node = Node("scalar", start.index, end.index, start.line, start.column)
    match event:
        case AliasEvent():
            node.kind, node.value = "alias", event.anchor or ""
            return node
        case ScalarEvent():
            node.value, node.style = event.value, event.style or None
            if node.style in ("|", ">"):
                node.end = node.start + len(text[node.start : node.end].rstrip())
        case MappingStartEvent() | SequenceStartEvent():
            node.kind = "mapping" if isinstance(event, MappingStartEvent) else "list"
            node.is_flow = bool(event.flow_style)
            _fill(node, get_event, text)
    node.anchor = event.anchor
    return node


def _fill(node: Node, get_event: Any, text: str) -> None:
    """Read the keys and items of a collection, up to its end."""
    event: Any
    while not isinstance(event := get_event(), MappingEndEvent | SequenceEndEvent):
        if node.kind == "mapping":
            node.keys.append(_node(event, get_event, text))
            event = get_event()
        node.items.append(_node(event, get_event, text))
    end: Any = event.end_mark
    node.end = end.index if node.is_flow else node.items[-1].end
