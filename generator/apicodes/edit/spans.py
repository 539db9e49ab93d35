"""Edits as replacements of stretches of a text: what is not in one stays byte for byte."""

import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from apicodes.catalog.source.yaml_tree import Node
from apicodes.edit.scalar_style import HEADER, Old, in_flow, rewritten
from apicodes.render.catalog_yaml import flow, item_lines, property_lines


class Unsafe(Exception):
    """An edit that cannot be made by position; says why."""


class Span(Struct, frozen=True, order=True):
    """A stretch of a text, and what comes into its place; those at one place go by `rank`."""

    start: int
    end: int
    rank: tuple[int, ...]
    text: str


class Spans:
    """Makes the spans of edits of one text, whose line breaks are LF."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.gone: set[int] = set()
        """What is deleted, and nothing comes right behind."""

    def value(self, parent: Node, index: int, value: Any) -> Iterator[Span]:
        """Put a value in the place of an item of a mapping or list."""
        old = parent.items[index]
        margin = _column(parent) + 2
        if parent.is_flow:
            yield Span(old.start, old.end, (), self._in_flow(parent, old, value))
            return
        if old.kind == "scalar" and isinstance(value, str) and old.start < old.end:
            first, *rest = rewritten(self._old(old, margin), value)
            if not first.startswith(("|", ">")):
                # A comment stands behind the last line; that of a block, behind its header.
                first, rest = "\n".join((first, *rest)), []
        else:
            first, *rest = _lines(parent, index, value)
        head, body, end = self._stretches(parent, index)
        if not first:
            head = len(self.text[:head].rstrip(" "))
        space = " " if self.text[head - 1 : head] in (":", "-") and first else ""
        yield Span(head, body, (0,), space + first)
        line_end = max(self.line_end(body), body)
        if rest or end > line_end:
            yield Span(line_end, max(end, line_end), (-1,), "".join(f"\n{line}" for line in rest))

    def _stretches(self, parent: Node, index: int) -> tuple[int, int, int]:
        """Return where the first line of a value begins and ends, and where its last line ends."""
        old = parent.items[index]
        if old.kind == "scalar" and old.style in ("|", ">"):
            header = HEADER.match(self.text, old.start)
            assert header is not None
            return old.start, header.end(), old.end
        if old.kind in ("mapping", "list") and not old.is_flow:
            if parent.kind == "list":
                raise Unsafe("a block in a list cannot be replaced as a whole")
            colon = self.text.index(":", parent.keys[index].end)
            return colon + 1, colon + 1, old.end
        return old.start, old.end, old.end

    def _old(self, node: Node, margin: int) -> Old:
        source = self.text[node.start : node.end]
        body = [line for line in source.split("\n")[1:] if line.strip()]
        indent = len(body[0]) - len(body[0].lstrip(" ")) if body else margin
        return Old(node.style, source, node.indent, max(indent, 1))

    def _in_flow(self, parent: Node, old: Node | None, value: Any) -> str:
        if isinstance(value, str) and old is not None and old.kind == "scalar":
            source = self.text[old.start : old.end]
            return rewritten(Old(old.style, source, old.indent, 0, in_flow=True), value)[0]
        return as_flow(value, quoted=_is_json(parent))

    def delete(self, parent: Node, indexes: list[int]) -> Iterator[Span]:
        """Delete items of a mapping or list, with their lines and the comments on them."""
        if len(indexes) == len(parent.items):
            raise Unsafe("nothing would be left beside it; delete the whole that it is in")
        for index in indexes:
            delete = self._delete_in_flow if parent.is_flow else self._delete_lines
            yield delete(parent, index)

    def _delete_in_flow(self, parent: Node, index: int) -> Span:
        start = _begin(parent, index)
        if index + 1 < len(parent.items):
            end = _begin(parent, index + 1)
        else:
            start, end = parent.items[index - 1].end, parent.items[index].end
        between = (
            self.text[parent.items[index].end : end] + self.text[start : _begin(parent, index)]
        )
        if "#" in between:
            raise Unsafe("a comment stands beside it; delete it by hand")
        return Span(start, end, (), "")

    def _delete_lines(self, parent: Node, index: int) -> Span:
        start, end = self.lines(parent, index)
        if start < 0:
            # The first one, behind a dash: the next one comes there, if no comment parts them.
            start, last = _begin(parent, index), self.line_end(parent.items[index].end)
            following = _begin(parent, index + 1)
            if "#" in self.text[last:following]:
                return Span(start, last, (), "")
            return Span(start, following, (), "")
        return Span(start, end, (), "")

    def lines(self, parent: Node, index: int) -> tuple[int, int]:
        """Return where the lines of an item begin and end, with one of the empty lines beside it.

        They begin at -1 where they begin with the dash of an item around them.
        """
        begin = self._dash(parent, index) if parent.kind == "list" else parent.keys[index].start
        start = self.line_start(begin)
        if self.text[start:begin].strip(" "):
            return -1, -1
        end = min(self.line_end(parent.items[index].end) + 1, len(self.text))
        above = self.text.endswith("\n\n", 0, start) or (
            index == 0 and not self._has_comment_above(parent, start)
        )
        if above and self.text.startswith("\n", end):
            end += 1
        elif index > 0 and above and end == len(self.text):
            start -= 0 if id(parent.items[index - 1]) in self.gone else 1
        return start, end

    def _has_comment_above(self, parent: Node, start: int) -> bool:
        comment = " " * _column(parent) + "#"
        return start > 0 and self.text.startswith(comment, self.line_start(start - 1))

    def _dash(self, parent: Node, index: int) -> int:
        """Return where the dash of an item is."""
        start = self.line_start(parent.items[index].start)
        while True:
            line = self.text[start : self.line_end(start)]
            dash = parent.indent
            if line[dash : dash + 1] == "-" and not line[:dash].strip(" -"):
                return start + dash
            if start == 0:
                raise AssertionError("an item of a block list without its dash")
            start = self.line_start(start - 1)

    def add_field(self, parent: Node, index: int, name: str, value: Any, rank: int) -> Span:
        """Add a field to a mapping before the one with an index, or behind the last."""
        if parent.is_flow:
            raise Unsafe(f"'{name}' is not in the mapping on this line; add it by hand")
        order = (0, index, rank)
        while index > 0 and id(parent.items[index - 1]) in self.gone:
            index -= 1
        column = _column(parent)
        added = "\n".join(property_lines(name, value, column))
        if index == 0:
            return Span(parent.start, parent.start, order, f"{added[column:]}\n{' ' * column}")
        at = self.line_end(parent.items[index - 1].end)
        return Span(at, at, order, f"\n{added}")

    def line_start(self, offset: int) -> int:
        """Return where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends, before its line break."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end


def as_flow(value: Any, *, quoted: bool = False) -> str:
    """Return a value on one line, for a place within brackets; JSON where `quoted`."""
    match value:
        case str():
            return json.dumps(value, ensure_ascii=False) if quoted else in_flow(value)
        case dict():
            items = (
                f"{as_flow(str(name), quoted=quoted)}: {as_flow(item, quoted=quoted)}"
                for name, item in value.items()
            )
            return f"{{{', '.join(items)}}}"
        case list() | tuple():
            return f"[{', '.join(as_flow(item, quoted=quoted) for item in value)}]"
        case _:
            return flow(value)


def _is_json(node: Node) -> bool:
    """Return whether a collection is written as JSON has it."""
    if node.kind == "mapping":
        return bool(node.keys) and all(key.style == '"' for key in node.keys)
    inner = [item for item in node.items if item.kind != "scalar" or item.style]
    return bool(inner) and all(item.style == '"' or _is_json(item) for item in inner)


def _column(parent: Node) -> int:
    """Return the column at which the keys or dashes of a block stand."""
    return parent.keys[0].indent if parent.keys else parent.indent


def _begin(parent: Node, index: int) -> int:
    return (parent.keys or parent.items)[index].start


def _lines(parent: Node, index: int, value: Any) -> list[str]:
    """Return the lines of a value as behind its key or dash, the first without these."""
    column = _column(parent)
    if parent.kind == "list":
        lines = item_lines(value, column)
        return [lines[0][column + 2 :], *lines[1:]]
    name = parent.keys[index].value
    first, *rest = property_lines(name, value, column)
    written = re.match(r" *(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^:]*): ?", first)
    assert written is not None
    return [first[written.end() :], *rest]
