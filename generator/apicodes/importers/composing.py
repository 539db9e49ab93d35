"""YAML and JSON of other tools: every value with its place."""

import re

from msgspec import Struct

from apicodes.catalog.source import core_schema, yaml_tree
from apicodes.catalog.source.syntax import explain
from apicodes.catalog.source.yaml_events import YamlError
from apicodes.importers.findings import Findings, excerpt, readable, refuse
from apicodes.problems import Location, ProblemsFound

DEEPEST = 200
"""How deep the values of a document may nest."""

_REFUSALS = {
    "several-documents": "a second document",
    "too-deep": f"nested more than {DEEPEST} levels deep",
}

_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)
"""A character beyond U+FFFF: JSON writes it as two escapes, which YAML does not know."""


class Node(Struct, eq=False):
    """A value with its place; those in a mapping or a list are nodes too.

    `text` is how a scalar is spelled, so that a code such as 0010 keeps its zeros.
    """

    value: object
    at: Location
    text: str | None = None
    style: str | None = None

    def get(self, *keys: str) -> "Node | None":
        """Return the node under these keys, or None where there is none."""
        node: Node | None = self
        for key in keys:
            node = node.items.get(key) if node is not None else None
        return node

    @property
    def excerpt(self) -> str:
        """How notes show it: a scalar as it is spelled, else what it is."""
        if self.text is None:
            return "a mapping" if self.is_mapping else "a list"
        return excerpt(self.text)

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


def compose(text: str, path: str, findings: Findings) -> Node:
    """Return the one value that a document is; keys that come twice are noted.

    Raises `ProblemsFound` with what is wrong.
    """
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
    return _node(root, path, findings)


def _joined(match: re.Match[str]) -> str:
    high, low = int(match[2], 16), int(match[3], 16)
    return match[1] + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _node(node: yaml_tree.Node, path: str, findings: Findings) -> Node:
    at = Location(path, node.line)
    if node.kind == "scalar":
        value = core_schema.value_of(node.value) if node.is_plain else node.value
        return Node(value, at, node.value, node.style)
    inner = [_node(item, path, findings) for item in node.items]
    if node.kind == "list":
        return Node(inner, at)
    values: dict[str, Node] = {}
    for key, value in zip(node.keys, inner, strict=True):
        if values.setdefault(key.value, value) is not value:
            first = values[key.value].at.line
            text = f"{excerpt(key.value)} is given twice in one mapping, first on line {first}"
            findings.note("left out", Location(path, key.line), text)
    merged = values.pop("<<", None)
    for other in [merged, *merged.elements] if merged is not None else ():
        values = {**other.items, **values}
    return Node(values, at)
