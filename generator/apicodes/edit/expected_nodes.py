"""What a text is to say after its edits: the same nodes, edited, in a spelling of its own."""

import json
from collections.abc import Sequence
from typing import Any

from apicodes.catalog.source.core_schema import BOOLEANS, FLOAT, INTEGER, NULLS
from apicodes.catalog.source.yaml_tree import Node, Step

Item = tuple[str | None, str]
"""The key, in a mapping, and the value, as flow YAML."""


def text(root: Node, edits: Sequence[tuple[tuple[Step, ...], Any]]) -> str:
    """Return the document as one line of YAML, with edits; each with the steps left to it."""
    return _Writer(root).node(root, edits)


class _Writer:
    def __init__(self, root: Node) -> None:
        self.anchored = {node.anchor: node for node in root.walk() if node.anchor is not None}

    def node(self, node: Node, edits: Sequence[tuple[tuple[Step, ...], Any]]) -> str:
        """Return what a node says after the edits in it."""
        match node.kind:
            case "alias":
                return self.node(self.anchored[node.value], [])
            case "scalar":
                return _scalar(node)
        inside: dict[Any, list[tuple[tuple[Step, ...], Any]]] = {}
        here: dict[Any, list[Any]] = {}
        for steps, edit in edits:
            step = str(steps[0]) if node.kind == "mapping" else steps[0]
            if len(steps) > 1:
                inside.setdefault(step, []).append((steps[1:], edit))
            else:
                here.setdefault(step, []).append(edit)
        kept: list[Any] = node.names if node.kind == "mapping" else list(range(len(node.items)))
        values: dict[Any, str] = {
            step: self.node(item, inside.get(step, []))
            for step, item in zip(kept, node.items, strict=True)
        }
        return _mapping(values, here) if node.kind == "mapping" else _list(values, here)


def _mapping(values: dict[str, str], edits: dict[str, list[Any]]) -> str:
    items = []
    for name in [*values, *(name for name in edits if name not in values)]:
        value = _edited(values.get(name), edits.get(name, ()))
        if value is not None:
            items.append(f"{json.dumps(name, ensure_ascii=False)}: {value}")
    return f"{{{', '.join(items)}}}"


def _list(values: dict[int, str], edits: dict[int, list[Any]]) -> str:
    items = (_edited(value, edits.get(index, ())) for index, value in values.items())
    return f"[{', '.join(item for item in items if item is not None)}]"


def _edited(value: str | None, edits: Sequence[Any]) -> str | None:
    """Return a value after its edits, None where it is deleted."""
    for edit in edits:
        value = _flow(edit.value) if edit.action == "set" else None
    return value


def _flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _scalar(node: Node) -> str:
    """Return a scalar: without quotes only where its spelling may mean something but text."""
    plain = node.style is None and (
        node.value in NULLS
        or node.value in BOOLEANS
        or INTEGER.match(node.value)
        or FLOAT.match(node.value)
    )
    return (node.value or "~") if plain else json.dumps(node.value, ensure_ascii=False)
