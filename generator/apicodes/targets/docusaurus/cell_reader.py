"""The cells of a page's tables.

markdown-it drops a cell too many without a word, and splits at other pipes than the parser of
Docusaurus does; so the rows are split here, strictly.
"""

import re
from collections.abc import Callable, Mapping
from html import unescape

from apicodes.catalog.field_row import Kind
from apicodes.render import markdown
from apicodes.render.tables import Value
from apicodes.render.texts import Line, Markdown


def row(line: str) -> list[str] | None:
    """Return the cells of a row; None where it does not stand between two pipes."""
    row = re.fullmatch(r"\|((?:[^|\\]|\\.)*\|)+", line)
    return [cell.strip(" ") for cell in _CELL.findall(line[1:])] if row else None


_CELL = re.compile(r"((?:[^|\\]|\\.)*)\|")


def text(cell: str) -> str:
    """Return the text of a cell that is not Markdown; its normal form, where it has elements."""
    return unescaped(markdown.normal_cell(cell))


def unescaped(form: str) -> str:
    """Return a normal form as text, if it is nothing but text."""
    return form if _ELEMENT.search(form) else unescape(form)


_ELEMENT = re.compile(r"<[a-z/]")


def code(cell: str) -> str:
    """Return the code in a cell, every run of spaces as one, as a page shows it."""
    if simple := _SIMPLE_CODE.fullmatch(cell):
        return re.sub(" +", " ", simple[1])
    form = markdown.normal_cell(cell)
    words = code_of(form)
    return form if words is None else words


def code_of(form: str) -> str | None:
    """Return the code that a normal form is, every run of spaces as one; None for any other."""
    match = re.fullmatch(r"<code>([^<]*)</code>", form)
    return re.sub(" +", " ", unescaped(match[1])) if match else None


_SIMPLE_CODE = re.compile(r"`([^`|\s](?:[^`|]*[^`|\s])?)`")


def statuses(cell: str) -> tuple[int, ...] | Line:
    """Return the HTTP statuses in a cell, its text where it has others."""
    numbers = re.fullmatch(r"[0-9]{3}(?:, [0-9]{3})*", cell)
    return tuple(map(int, cell.split(", "))) if numbers else Line(text(cell))


def _number(cell: str) -> int | Line:
    return int(cell) if re.fullmatch(r"-?[0-9]{1,20}", cell) else Line(text(cell))


def _markdown(cell: str) -> Markdown:
    return Markdown(cell, "cell")


def _list(cell: str) -> tuple[Markdown, ...]:
    items = markdown.cell_items(cell)
    return tuple(map(_markdown, [cell] if items is None else items))


CellReader = Callable[[str], Value]
"""Returns what a cell says, which is not empty."""

READERS: Mapping[Kind, CellReader] = {
    "statuses": statuses,
    "number": _number,
    "markdown": _markdown,
    "markdown list": _list,
    "deprecation": _markdown,
}
"""What reads a cell whose spelling no option changes, by the kind of its field."""
