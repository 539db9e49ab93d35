"""YAML that apicodes wrote: the values of its nodes, by the quotes around them."""

import json
from collections.abc import Callable
from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError

from apicodes.reading import Leftover, Unreadable


def compose(text: str, *, offset: int = 0) -> MappingNode:
    """Return the mapping that a document is; `offset` lines stand before it in its file.

    Raises `Unreadable`.
    """
    try:
        document = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise Unreadable(offset + (mark.line + 1 if mark else 1), "no YAML") from None
    if not isinstance(document, MappingNode):
        raise Unreadable(offset + 1, "no mapping")
    return document


def line(node: Node) -> int:
    """Return the line on which a node begins, from 1."""
    return int(node.start_mark.line) + 1


class Values:
    """The values of nodes; keys that come twice are left over."""

    def __init__(self, leave: Callable[[Leftover], None]) -> None:
        self._leave = leave

    def items(self, node: MappingNode) -> dict[str, Node]:
        """Return the keys and values of a mapping."""
        items: dict[str, Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in items:
                self._leave(Leftover(line(key), name))
            items[name] = value
        return items

    def value(self, node: Node) -> Any:
        """Return the value of a node: text where it is quoted."""
        match node:
            case ScalarNode():
                return node.value if node.style else _plain(node.value)
            case SequenceNode():
                return [self.value(item) for item in node.value]
            case MappingNode():
                return {name: self.value(item) for name, item in self.items(node).items()}
            case _:
                raise TypeError(node)


def _plain(text: str) -> Any:
    """Return the value of a plain scalar: a number, a boolean, nothing, else text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def flat(value: Any, path: str = "") -> dict[str, Any]:
    """Return what a document says under the path of each value, such as ``info.title``."""
    if not isinstance(value, dict) or not value:
        return {path: value}
    found: dict[str, Any] = {}
    for key, item in value.items():
        found.update(flat(item, f"{path}.{key}" if path else str(key)))
    return found
