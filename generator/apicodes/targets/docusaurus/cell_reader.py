"""The cells of a page's tables.

markdown-it drops a cell too many without a word, and splits at other pipes than the parser of
Docusaurus does; so the rows are split here, strictly.
"""

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

from apicodes.render import markdown


def row(line: str) -> list[str] | None:
    """Return the cells of a row; None where it does not stand between two pipes."""
    found = re.fullmatch(r"\|((?:[^|\\]|\\.)*\|)+", line)
    return [cell.strip(" ") for cell in _CELL.findall(line[1:])] if found else None


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
    found = code_of(form)
    return form if found is None else found


def code_of(form: str) -> str | None:
    """Return the code that a normal form is, every run of spaces as one; None for any other."""
    found = re.fullmatch(r"<code>([^<]*)</code>", form)
    return re.sub(" +", " ", unescaped(found[1])) if found else None


_SIMPLE_CODE = re.compile(r"`([^`|\s](?:[^`|]*[^`|\s])?)`")


def _statuses(cell: str) -> Any:
    numbers = re.fullmatch(r"[0-9]{3}(?:, [0-9]{3})*", cell)
    return tuple(map(int, cell.split(", "))) if numbers else text(cell)


def _number(cell: str) -> Any:
    return int(cell) if re.fullmatch(r"-?[0-9]{1,20}", cell) else text(cell)


def _boolean(cell: str) -> Any:
    return {"yes": True, "no": False}.get(cell, cell)


FIELDS: Mapping[str, Callable[[str], Any]] = {
    "http_status": _statuses,
    "code": code,
    "number": _number,
    "description": markdown.normal_cell,
    "retryable": _boolean,
    "deprecated": markdown.normal_cell,
}
"""How the cells of a column are read; the others hold text."""
