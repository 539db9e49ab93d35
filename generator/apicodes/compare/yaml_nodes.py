"""YAML that apicodes wrote: the values of its nodes, by the quotes around them."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from yaml import CSafeLoader, MappingNode, Node, ScalarNode, SequenceNode, YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from apicodes.catalog.source.scalars import is_ambiguous
from apicodes.compare.record import Leftover, Unreadable

DEPTH = 100
"""How deep values may lie in each other. PyYAML's own composer ends the process at some 30,000."""


def compose(text: str, *, offset: int = 0) -> MappingNode:
    """Return the mapping that a document is; `offset` lines stand before it in its file.

    Raises `Unreadable`.
    """
    try:
        document = _document(CParser(text).get_event)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Unreadable(offset + (mark.line + 1 if mark else 1), "no YAML") from None
    except Unreadable as error:
        raise Unreadable(offset + error.line, error.message) from None
    if not isinstance(document, MappingNode):
        raise Unreadable(offset + 1, "no mapping")
    return document


Event = Any


def _document(get_event: Callable[[], Event]) -> Node | None:
    """Return the one document of a stream; None where it has none."""
    document = None
    while not isinstance(event := get_event(), StreamEndEvent):
        if isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent):
            found = _node(event, get_event, 0)
            if document is not None:
                raise Unreadable(line(found), "a second document")
            document = found
    return document


def _node(event: Event, get_event: Callable[[], Event], depth: int) -> Node:
    """Return the node that begins with an event."""
    tag, mark = event.tag if not isinstance(event, AliasEvent) else "", event.start_mark
    if depth > DEPTH:
        raise Unreadable(mark.line + 1, f"values lie more than {DEPTH} deep in each other")
    match event:
        case ScalarEvent(value=value, style=style):
            return ScalarNode(tag, value, mark, style=style)
        case SequenceStartEvent():
            return SequenceNode(tag, list(_items(get_event, depth + 1)), mark)
        case MappingStartEvent():
            nodes = _items(get_event, depth + 1)
            return MappingNode(tag, list(zip(nodes, nodes, strict=True)), mark)
        case _:
            raise Unreadable(mark.line + 1, "an alias, which no output has")


def _items(get_event: Callable[[], Event], depth: int) -> Iterator[Node]:
    """Return the nodes up to the end of the collection that they are in."""
    while isinstance(
        event := get_event(), ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent
    ):
        yield _node(event, get_event, depth)


def line(node: Node) -> int:
    """Return the line on which a node begins, from 1."""
    return int(node.start_mark.line) + 1


class Values:
    """The values of nodes.

    Left over are keys that come twice or are no text, and what some reader of YAML takes for
    something else than text.
    """

    def __init__(self, leave: Callable[[Leftover], None]) -> None:
        self._leave = leave

    def items(self, node: MappingNode) -> dict[str, Node]:
        """Return the keys and values of a mapping."""
        items: dict[str, Node] = {}
        for key, value in node.value:
            name = self._name(key)
            if name in items:
                self._leave(Leftover(line(key), name))
            items[name] = value
        return items

    def _name(self, key: Node) -> str:
        name = key.value if isinstance(key, ScalarNode) else "a collection as a key"
        if not isinstance(key, ScalarNode) or (not key.style and is_ambiguous(name)):
            self._leave(Leftover(line(key), name))
        return str(name)

    def value(self, node: Node) -> Any:
        """Return the value of a node: text where it is quoted."""
        match node:
            case ScalarNode():
                return node.value if node.style else self._plain(node)
            case SequenceNode():
                return [self.value(item) for item in node.value]
            case MappingNode():
                return {name: self.value(item) for name, item in self.items(node).items()}
            case _:
                raise TypeError(node)

    def _plain(self, node: ScalarNode) -> Any:
        """Return the value of a plain scalar: what JSON takes it for, a date, infinity, or text."""
        try:
            return json.loads(node.value)
        except ValueError:
            with suppress(ValueError):
                if _DATE_OR_INFINITE.fullmatch(node.value):
                    return CSafeLoader(node.value).get_single_data()
            if is_ambiguous(node.value):
                self._leave(Leftover(line(node), node.value))
            return node.value


_DATE_OR_INFINITE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.+-]+Z?)?|-?\.inf|\.nan")
