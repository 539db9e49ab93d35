"""YAML text to a tree of nodes with their positions."""

from bisect import bisect
from collections.abc import Iterator
from itertools import chain
from operator import attrgetter
from typing import Literal

from msgspec import Struct
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from apicodes.catalog.source.text_problems import replace_forbidden
from apicodes.catalog.source.yaml_events import ALIAS_HINT, Event, NextEvent, YamlError, read_events
from apicodes.text.lines import SPACES

Aliases = Literal["expand", "keep", "refuse"]
"""What an alias becomes: the value that it names, a node of its own, or an error."""

Step = str | int
"""The key of a value in its mapping, or its index in its list."""


class Node(Struct, frozen=True, eq=False, gc=False):
    """One value of a text: a scalar, a mapping, a list or an alias, and where it is.

    `start` and `end` are offsets in the text, `line` and `column` count from 1. A block ends where
    its last value does, before the empty lines and comments that follow.
    """

    kind: Literal["scalar", "mapping", "list", "alias"]
    start: int
    end: int
    line: int
    column: int
    value: str = ""
    """The text of a scalar, or the anchor that an alias names."""
    style: str | None = None
    """The quote of a scalar, or the sign of its block; None for one without."""
    is_plain: bool = False
    """Whether a scalar may be anything but text: it has neither quotes nor a tag."""
    tag: str | None = None
    anchor: str | None = None
    is_flow: bool = False
    """Whether a mapping or list is within brackets."""
    keys: "tuple[Node, ...]" = ()
    """The keys of a mapping, in order."""
    items: "tuple[Node, ...]" = ()
    """The values of a mapping, or the items of a list."""

    @property
    def indent(self) -> int:
        """The number of characters before the node on its line."""
        return self.column - 1

    @property
    def names(self) -> list[str]:
        """The keys of a mapping as text."""
        return [key.value for key in self.keys]

    def index(self, step: Step) -> int | None:
        """Return the index in `items` of the value at a step, or None."""
        if self.kind == "mapping":
            return self.names.index(str(step)) if str(step) in self.names else None
        inside = self.kind == "list" and isinstance(step, int) and 0 <= step < len(self.items)
        return step if inside and isinstance(step, int) else None

    def at(self, offset: int) -> "Node":
        """Return the innermost node in it that holds an offset, or ends there."""
        node = self
        while node.items:
            index = bisect(node.keys or node.items, offset, key=_start) - 1
            if index < 0:
                break
            child = node.items[index]
            if node.keys and child.start > offset:
                child = node.keys[index]
            if child.end < offset:
                break
            node = child
        return node

    def walk(self) -> "Iterator[Node]":
        """Return the node and all nodes in it, in the order of the text."""
        pending: list[Iterator[Node]] = [iter((self,))]
        while pending:
            for node in pending[-1]:
                yield node
                if node.items:
                    pairs = zip(node.keys, node.items, strict=False)
                    pending.append(chain.from_iterable(pairs) if node.keys else iter(node.items))
                    break
            else:
                pending.pop()


_start = attrgetter("start")


def parse(
    text: str, *, aliases: Aliases, depth_limit: int | None = None, only_first: bool = False
) -> Node | None:
    """Return the root of the one document in a text, or None where it has none.

    Mappings and lists nest at most `depth_limit` deep. With `only_first`, what follows the first
    document is not read. Raises `YamlError`.
    """
    return read_events(
        text,
        lambda next_event: _root(next_event, text, aliases, depth_limit, only_first),
        expand=aliases == "expand",
    )


def parse_catalog(text: str, path: str) -> Node:
    """Return the tree of a file from which `build` returned a value; aliases are kept."""
    root = parse(replace_forbidden(text, path)[0], aliases="keep", only_first=True)
    assert root is not None
    return root


def _root(
    next_event: NextEvent, text: str, aliases: Aliases, depth_limit: int | None, only_first: bool
) -> Node | None:
    outer: list[tuple[Event, list[Node]]] = []
    nodes: list[Node] = []
    while (kind := type(event := next_event())) is not StreamEndEvent:
        if kind is ScalarEvent:
            nodes.append(_scalar(event, text))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            outer.append((event, nodes))
            nodes = []
            if depth_limit is not None and len(outer) > depth_limit:
                message = f"values nest more than {depth_limit} levels deep here"
                raise YamlError("too-deep", message, event.start_mark)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            start, siblings = outer.pop()
            siblings.append(_collection(start, nodes, event))
            nodes = siblings
        elif kind is AliasEvent:
            nodes.append(_alias(event, aliases))
        elif kind is DocumentEndEvent and only_first:
            break
        elif kind is DocumentStartEvent and nodes:
            message = "a second YAML document starts here"
            raise YamlError("several-documents", message, event.start_mark)
    return nodes[0] if nodes else None


def _scalar(event: Event, text: str) -> Node:
    mark, end, style = event.start_mark, event.end_mark.index, event.style or None
    if style in _BLOCKS:
        end = mark.index + len(text[mark.index : end].rstrip(SPACES))
    return Node(
        "scalar",
        mark.index,
        end,
        mark.line + 1,
        mark.column + 1,
        event.value,
        style,
        event.implicit[0],
        event.tag,
        event.anchor,
    )


_BLOCKS = ("|", ">")


def _collection(event: Event, nodes: list[Node], end: Event) -> Node:
    mark, is_flow = event.start_mark, bool(event.flow_style)
    is_mapping = type(event) is MappingStartEvent
    return Node(
        "mapping" if is_mapping else "list",
        mark.index,
        nodes[-1].end if nodes and not is_flow else end.end_mark.index,
        mark.line + 1,
        mark.column + 1,
        is_flow=is_flow,
        tag=event.tag,
        anchor=event.anchor,
        keys=tuple(nodes[::2]) if is_mapping else (),
        items=tuple(nodes[1::2] if is_mapping else nodes),
    )


def _alias(event: Event, aliases: Aliases) -> Node:
    mark, name = event.start_mark, event.anchor
    if aliases == "refuse":
        raise YamlError("alias", f"the alias '*{name}'", mark, hint=ALIAS_HINT)
    return Node("alias", mark.index, event.end_mark.index, mark.line + 1, mark.column + 1, name)
