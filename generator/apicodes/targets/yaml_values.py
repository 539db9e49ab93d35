"""YAML that apicodes wrote: its tree, and the values of its nodes by the quotes around them."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from yaml import CSafeLoader

from apicodes.catalog.source.core_schema import is_ambiguous
from apicodes.catalog.source.yaml_events import YamlError
from apicodes.catalog.source.yaml_tree import Node, parse
from apicodes.compare.record import Leftover, Unreadable

DEPTH_LIMIT = 100
"""How deep mappings and lists may nest."""


def mapping(text: str) -> Node:
    """Return the mapping that a document is. Raises `Unreadable`."""
    try:
        root = parse(text, aliases="refuse", depth_limit=DEPTH_LIMIT)
    except YamlError as error:
        raise Unreadable(error.line, _MESSAGES[error.rule]) from None
    if root is None or root.kind != "mapping":
        raise Unreadable(1 if root is None else root.line, "no mapping")
    return root


_MESSAGES = {
    "yaml-syntax": "no YAML",
    "alias": "an alias, which no output has",
    "several-documents": "a second document",
    "too-deep": f"values nest more than {DEPTH_LIMIT} levels deep",
}


class Values:
    """The values of nodes.

    Left over are keys that come twice or are no text, and what some reader of YAML takes for
    something else than text.
    """

    def __init__(self, leave: Callable[[Leftover], None]) -> None:
        self._leave = leave

    def items(self, node: Node) -> dict[str, Node]:
        """Return the keys and values of a mapping."""
        items: dict[str, Node] = {}
        for key, value in zip(node.keys, node.items, strict=True):
            name = self._name(key)
            if name in items:
                self._leave(Leftover(key.line, name))
            items[name] = value
        return items

    def _name(self, key: Node) -> str:
        name = key.value if key.kind == "scalar" else "a collection as a key"
        if key.kind != "scalar" or (not key.style and is_ambiguous(name)):
            self._leave(Leftover(key.line, name))
        return name

    def value(self, node: Node) -> Any:
        """Return the value of a node: text where it is quoted."""
        match node.kind:
            case "mapping":
                return {name: self.value(item) for name, item in self.items(node).items()}
            case "list":
                return [self.value(item) for item in node.items]
            case _:
                return node.value if node.style else self._plain(node)

    def _plain(self, node: Node) -> Any:
        """Return the value of a plain scalar: what JSON takes it for, a date, infinity, or text."""
        try:
            return json.loads(node.value, parse_constant=_refuse)
        except ValueError:
            with suppress(ValueError):
                if _DATE_OR_INFINITE.fullmatch(node.value):
                    return CSafeLoader(node.value).get_single_data()
            if is_ambiguous(node.value):
                self._leave(Leftover(node.line, node.value))
            return node.value


def _refuse(word: str) -> float:
    """Refuse ``Infinity`` and ``NaN``: numbers to the json module, text to YAML."""
    raise ValueError(word)


_DATE_OR_INFINITE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.+-]+Z?)?|-?\.inf|\.nan")
