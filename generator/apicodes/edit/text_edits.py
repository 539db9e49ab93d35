"""Edits of a catalog's file by position: all that they do not touch stays byte for byte.

An edit replaces the part of the text where libyaml finds a value, in the style of the old value.
Then the text is parsed again: it must hold what the edits ask for and nothing else.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog
from apicodes.catalog.source import build
from apicodes.catalog.source.core_schema import BOOLEANS, FLOAT, INTEGER, NULLS
from apicodes.catalog.source.yaml_events import YamlError
from apicodes.catalog.source.yaml_tree import Node, Step, parse, parse_catalog
from apicodes.edit import spans
from apicodes.edit.spans import Span, Unsafe
from apicodes.problems import Location, Problem, ProblemsFound


class Edit(Struct, frozen=True):
    """One edit of one file; its steps lead to a value, as `Positions.locate` takes them.

    - ``set``: the value is replaced; a missing field is added, in the order of the format.
    - ``delete``: the field or the item is removed, with its lines.

    All steps and indexes are those before any edit.
    """

    steps: tuple[Step, ...]
    value: object = None
    action: Literal["set", "delete"] = "set"


def apply(text: str, path: str, edits: Sequence[Edit]) -> str:
    """Return the text of a file with edits; messages call the file by its path.

    Raises `ProblemsFound` with each edit that cannot be made without touching something else.
    """
    edited, refused = apply_possible(text, path, edits)
    if refused:
        raise ProblemsFound(
            Problem(
                Location(path, error.node.line, error.node.column),
                "unsafe-edit",
                f"'{'.'.join(map(str, edits[number].steps))}' cannot be edited here: {error}",
                _BY_HAND,
            )
            for number, error in refused.items()
        )
    return edited


_BY_HAND = "nothing was written; edit the catalog by hand"


def apply_possible(text: str, path: str, edits: Sequence[Edit]) -> tuple[str, Mapping[int, Unsafe]]:
    """Return the text of a file with the edits that can be made, and why others cannot.

    Raises `ProblemsFound` if the text would say anything else than what the edits ask for.
    """
    end = "" if text.endswith("\n") else "\n"
    text += end
    root = parse_catalog(text, path)
    made: list[tuple[Span, int]] = []
    refused: dict[int, Unsafe] = {}
    for number, edit in enumerate(edits):
        try:
            made.append((_span(text, root, edit), number))
        except Unsafe as error:
            refused[number] = error
    pieces: list[str] = []
    offset = 0
    for span, number in sorted(made):
        if span.start < offset:
            reason = "it overlaps another edit; make one after the other"
            refused[number] = Unsafe(_target(root, edits[number].steps)[-1], reason)
            continue
        pieces += [text[offset : span.start], span.text]
        offset = span.end
    edited = "".join(pieces) + text[offset:]
    _prove(edited, path, text, [edit for at, edit in enumerate(edits) if at not in refused])
    return edited.removesuffix(end), dict(sorted(refused.items()))


def _target(root: Node, steps: Sequence[Step]) -> list[Node]:
    """Return the nodes on the way to a value, as far as there are any."""
    nodes = [root]
    for step in steps:
        index = nodes[-1].index(step)
        if index is None:
            break
        nodes.append(nodes[-1].items[index])
    return nodes


def _span(text: str, root: Node, edit: Edit) -> Span:
    nodes = _target(root, edit.steps)
    for node in nodes:
        if node.kind == "alias":
            raise Unsafe(node, f"the value is the alias '*{node.value}'; write it out")
        if node.anchor is not None:
            raise Unsafe(node, f"other values may refer to it as '*{node.anchor}'; write it out")
    depth, name = len(edit.steps), edit.steps[-1]
    if len(nodes) > depth:
        parent = nodes[-2]
        index = parent.index(name)
        assert index is not None
        if edit.action == "delete":
            return spans.delete(text, parent, index)
        return spans.set_value(text, parent, index, edit.value)
    if len(nodes) < depth or nodes[-1].kind != "mapping" or edit.action == "delete":
        raise Unsafe(nodes[-1], "the file does not set it; it may come from 'defaults'")
    return spans.add_field(text, nodes[-1], str(name), edit.value, _ORDERS.get(depth, ()))


_ORDERS = {1: Catalog.__struct_encode_fields__, 3: Entry.__struct_encode_fields__}
"""The order of fields, by the number of steps that lead to one: of the catalog, of its entries."""


def _prove(edited: str, path: str, text: str, edits: Sequence[Edit]) -> None:
    """Check that a text says what its edits ask for. Raises `ProblemsFound` if it does not."""
    try:
        is_right = _meaning(parse(edited, aliases="expand")) == _expected(text, edits)
    except YamlError:
        is_right = False
    _, _, problems = build(edited, path, Catalog)
    message, hint = "the edits cannot be made without changing something else", _BY_HAND
    if is_right and problems:  # They would be at other lines of the file as it is.
        message = f"the edited catalog would be invalid: {problems[0].message}"
        hint = problems[0].hint or _BY_HAND
    if problems or not is_right:
        raise ProblemsFound([Problem(Location(path), "unsafe-edit", message, hint)])


def _expected(text: str, edits: Sequence[Edit]) -> object:
    """Return what a text means after edits."""
    root = _meaning(parse(text, aliases="expand"))
    # Deletions come last, those of later items first: all steps are those before any edit.
    for edit in sorted(edits, key=_order):
        parent: Any = root
        *steps, name = edit.steps
        for step in steps:
            parent = parent[step if isinstance(parent, list) else str(step)]
        name = name if isinstance(parent, list) else str(name)
        if edit.action == "delete":
            del parent[name]
        else:
            parent[name] = _meaning(
                parse(json.dumps(edit.value, ensure_ascii=False), aliases="refuse")
            )
    return root


def _order(edit: Edit) -> tuple[bool, int, int]:
    last = edit.steps[-1]
    return edit.action == "delete", -len(edit.steps), -last if isinstance(last, int) else 0


def _meaning(node: Node | None) -> object:
    """Return what a node says: of a scalar its text, and whether it may be anything but text."""
    if node is None or node.kind == "scalar":
        text = node.value.rstrip("\n") if node else ""
        is_other = text in NULLS or text in BOOLEANS or INTEGER.match(text) or FLOAT.match(text)
        return text, bool(node and node.is_plain and is_other)
    values = [_meaning(item) for item in node.items]
    return dict(zip(node.names, values, strict=True)) if node.kind == "mapping" else values
