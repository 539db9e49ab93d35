"""YAML and JSON of other tools: every value with its place."""

import re
from typing import Any

from msgspec import Struct

from apicodes.catalog.source import yaml_tree
from apicodes.catalog.source.core_schema import BOOLEANS, FLOAT, INTEGER, NULLS
from apicodes.catalog.source.syntax import explain
from apicodes.catalog.source.yaml_events import YamlError
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
        root = yaml_tree.parse(source, aliases="expand", depth_limit=DEEPEST)
    except YamlError as error:
        if error.rule in _REFUSALS:
            refuse(path, error.line, _REFUSALS[error.rule], error.rule)
        raise ProblemsFound([explain(error, text, path)]) from None
    if root is None:
        refuse(path, 1, "the file holds nothing", "empty")
    return _Values(path, findings).value(root)


_REFUSALS = {
    "several-documents": "a second document",
    "too-deep": f"nested more than {DEEPEST} levels deep",
}

# JSON writes a character beyond U+FFFF as two escapes, which YAML does not know.
_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)


def _joined(match: re.Match[str]) -> str:
    high, low = int(match[2], 16), int(match[3], 16)
    return match[1] + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


class _Values:
    """Makes values with places of the nodes of one file."""

    def __init__(self, path: str, findings: Findings) -> None:
        self.path = path
        self.findings = findings

    def value(self, node: yaml_tree.Node) -> Node:
        """Return the value of a node; keys that come twice are noted, and their values left out."""
        at = Location(self.path, node.line)
        if node.kind == "scalar":
            return Node(_scalar(node), at, node.value, node.style)
        if node.kind == "list":
            return Node([self.value(item) for item in node.items], at)
        return Node(self._mapping(node), at)

    def _mapping(self, node: yaml_tree.Node) -> dict[str, Node]:
        values: dict[str, Node] = {}
        for key, item in zip(node.keys, node.items, strict=True):
            name = key.value if key.kind == "scalar" else str(None)
            value = self.value(item)
            if name in values:
                first = values[name].at.line
                text = f"{shown(name)} is given twice in one mapping, first on line {first}"
                self.findings.note("left out", Location(self.path, key.line), text)
            else:
                values[name] = value
        return _merged(values)


def _scalar(node: yaml_tree.Node) -> Any:
    """Return the value of a scalar, as YAML 1.2 has it where it stands without quotes."""
    text = node.value
    if not node.is_plain:
        return text
    if text in NULLS:
        return None
    if INTEGER.match(text):
        return int(text)
    return float(text) if FLOAT.match(text) and len(text) < 30 else BOOLEANS.get(text, text)


def _merged(values: dict[str, Node]) -> dict[str, Node]:
    """Return a mapping with what its key ``<<`` merges, below what the mapping says itself."""
    merged = values.pop("<<", None)
    for other in [merged, *merged.elements] if merged is not None else ():
        values = {**other.items, **values}
    return values
