"""Tables of a page: cells from typed values, and columns as wide as their cells."""

import re
from collections.abc import Callable, Iterable, Sequence
from types import NoneType
from typing import Any

from msgspec import Struct

from apicodes.render import markdown
from apicodes.render.markdown import page_elements
from apicodes.render.texts import Code, Dialect, Line, Markdown, Text, Words
from apicodes.text.width import padded, width

Value = Text | str | bool | int | tuple[int, ...] | tuple[Markdown, ...] | None
"""What a cell shows: a `str` is Markdown, and so is each text of a list."""


class Cell(Struct, frozen=True):
    """A value with what a cell has around it: old anchors, a link, a line through it."""

    value: Value
    ids: tuple[str, ...] = ()
    link: str = ""
    is_struck: bool = False


Row = Sequence[Value | Cell]


def cell(value: Value | Cell) -> str:
    """Render Markdown, or a value of a view, as one table cell: one line, with HTML elements."""
    return _RENDERERS.get(type(value), str)(value)


def _decorated(decorated: Cell) -> str:
    written = cell(decorated.value)
    if decorated.link:
        # A link ends at a bracket in an element; in a code span it does not.
        if isinstance(decorated.value, Code) and written[0] != "`":
            written = _BRACKET.sub(lambda match: f"{match[1]}&#{ord(match[2])};", written)
        written = f"[{written}]({decorated.link})"
    if decorated.is_struck:
        written = f"~~{written}~~"
    return f"{page_elements.anchors(decorated.ids)}{written}"


_BRACKET = re.compile(r"(?<!\\)((?:\\\\)*)\\?([\[\]])")
"""A bracket, escaped or not, behind backslashes that are text."""


def _several(values: tuple[object, ...]) -> str:
    if any(isinstance(value, Markdown) for value in values):
        return markdown.cell_list(map(str, values))
    return ", ".join(map(str, values))


_MARKDOWN: dict[Dialect, Callable[[str], str]] = {
    "catalog": markdown.cell,
    "first paragraph": markdown.first_cell,
    "text": markdown.text_cell,
}

_RENDERERS: dict[type, Callable[[Any], str]] = {
    str: markdown.cell,
    Markdown: lambda text: _MARKDOWN.get(text.dialect, str)(text.source),
    Code: lambda text: markdown.code_cell(text.source),
    Line: lambda text: markdown.text_cell(text.source),
    Words: lambda text: markdown.text_cell(text.source),
    Cell: _decorated,
    bool: lambda flag: "yes" if flag else "no",
    tuple: _several,
    NoneType: lambda _: "",
}


def table(
    rows: Iterable[Row], headings: Iterable[str | Text], align: bool = True, flush: bool = False
) -> str:
    """Render rows below headings, which are text; each cell as the filter `cell` does.

    With `align` cells are padded to the width of their column; `flush` is the row of dashes without
    spaces.
    """
    cells = [[markdown.text_cell(str(heading)) for heading in headings]]
    cells += [list(map(cell, row)) for row in rows]
    columns = zip(*cells, strict=True)
    widths = [max(3, *map(width, column)) if align else 0 for column in columns]
    head, *body = [f"| {' | '.join(map(padded, row, widths))} |" for row in cells]
    dashes = ["-" * max(3, columns) for columns in widths]
    delimiter = f"| {' | '.join(dashes)} |"
    if flush:
        delimiter = delimiter.replace(" ", "-" if align else "")
    return "\n".join([head, delimiter, *body])
