"""Edits as replacements of parts of a text; the rest stays byte for byte."""

import json
from collections.abc import Sequence

from msgspec import Struct

from apicodes.catalog.source.yaml_tree import Node
from apicodes.edit.scalar_style import header, rewritten
from apicodes.render.catalog_yaml import item_lines, property_lines


class Unsafe(Exception):
    """Raised for an edit that cannot be made by position: the node, and why."""

    def __init__(self, node: Node, reason: str) -> None:
        self.node = node
        super().__init__(reason)


class Span(Struct, frozen=True, order=True):
    """A part of a text and what replaces it; `rank` orders those at the same place."""

    start: int
    end: int
    rank: int
    text: str


def set_value(text: str, parent: Node, index: int, value: object) -> Span:
    """Replace an item of a mapping or list; a comment beside it stays on its first line."""
    old = parent.items[index]
    is_text = isinstance(value, str) and old.kind == "scalar" and old.start < old.end
    if parent.is_flow:
        source = text[old.start : old.end]
        in_style = rewritten(old, source, str(value), 0, in_flow=True) if is_text else ""
        return Span(old.start, old.end, 0, in_style or json.dumps(value, ensure_ascii=False))
    start = old.start if is_text else _begin(text, parent, index)
    comment_start = old.end
    if old.kind in ("mapping", "list") and not old.is_flow:
        if parent.kind == "list":
            raise Unsafe(old, "a block in a list cannot be replaced as a whole")
        comment_start = start
    elif old.style in ("|", ">"):
        comment_start = old.start + len(header(text[old.start : old.end]))
    comment_end = _line_end(text, comment_start)
    end = max(old.end, comment_end)
    if is_text:
        source = text[start:comment_start] + text[comment_end:end]
        new = rewritten(old, source, str(value), _column(parent) + 2, in_flow=False)
        is_block = bool(header(new))
    else:
        new, is_block = _lines(parent, value), True
    head, line_break, rest = new.partition("\n") if is_block else (new, "", "")
    return Span(start, end, 0, head + text[comment_start:comment_end] + line_break + rest)


def _lines(parent: Node, value: object) -> str:
    """Return a value as it comes behind the colon of a key, or behind a dash."""
    column = _column(parent)
    if parent.kind == "list":
        return "\n".join(item_lines(value, column))[column + 1 :]
    return "\n".join(property_lines("k", value, column))[column + 2 :]


def delete(text: str, parent: Node, index: int) -> Span:
    """Delete an item of a mapping or list, with its lines and the comment lines right above it."""
    node = parent.items[index]
    if len(parent.items) == 1:
        raise Unsafe(node, "it is the only item; delete all of what it is in")
    delete_item = _delete_in_flow if parent.is_flow else _delete_lines
    return delete_item(text, parent, index)


def _delete_in_flow(text: str, parent: Node, index: int) -> Span:
    node, starts = parent.items[index], parent.keys or parent.items
    is_last = index + 1 == len(parent.items)
    start = parent.items[index - 1].end if is_last else starts[index].start
    end = node.end if is_last else starts[index + 1].start
    if "#" in text[start : starts[index].start] + text[node.end : end]:
        raise Unsafe(node, "there is a comment next to it; delete it by hand")
    return Span(start, end, 0, "")


def _delete_lines(text: str, parent: Node, index: int) -> Span:
    column, node = _column(parent), parent.items[index]
    begin = parent.keys[index].start if parent.keys else _begin(text, parent, index) - 1
    start, end = text.rfind("\n", 0, begin) + 1, _line_end(text, node.end) + 1
    if text[start:begin].strip(" "):
        # It is behind the dash of what is around it: the next item comes there.
        following = (parent.keys or parent.items)[index + 1].start
        if "#" in text[node.end + 1 : following].partition("\n")[2]:
            raise Unsafe(node, "there is a comment below it; delete it by hand")
        return Span(begin, following, 0, "")
    while start > 0 and text.startswith(f"{' ' * column}#", _line_start(text, start - 1)):
        start = _line_start(text, start - 1)
    if index == 0 or text.endswith("\n\n", 0, start):
        # Of the empty lines above and below it, one goes with it.
        end += text.startswith("\n", end)
        start -= end == len(text)
    return Span(start, end, 0, "")


def add_field(text: str, parent: Node, name: str, value: object, order: Sequence[str]) -> Span:
    """Add a field to a mapping where it belongs in the order of fields, else at the end."""
    if parent.is_flow:
        message = f"'{name}' is not in the mapping on this line; add it by hand"
        raise Unsafe(parent, message)
    ranks = {known: rank for rank, known in enumerate(order)}
    rank, column = ranks.get(name, len(ranks)), _column(parent)
    before = [at for at, known in enumerate(parent.names) if ranks.get(known, len(ranks)) <= rank]
    lines = "\n".join(property_lines(name, value, column))
    if not before:
        return Span(parent.start, parent.start, rank, f"{lines[column:]}\n{' ' * column}")
    at = _line_end(text, parent.items[before[-1]].end) + 1
    return Span(at, at, rank, f"{lines}\n")


def _line_end(text: str, offset: int) -> int:
    """Return where the line of an offset ends, before its line break."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _column(parent: Node) -> int:
    """Return the column of the keys or dashes of a block."""
    return parent.keys[0].indent if parent.keys else parent.indent


def _begin(text: str, parent: Node, index: int) -> int:
    """Return where the colon of a key ends, or the dash of an item."""
    if parent.keys:
        return text.index(":", parent.keys[index].end) + 1
    dash = text.rfind(f"\n{' ' * parent.indent}-", 0, parent.items[index].start)
    return max(dash + parent.indent + 1, parent.start) + 1
