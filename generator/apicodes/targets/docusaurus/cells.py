"""The cells of a page's tables, and how wide its columns are."""

import json
import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import Column, column_headings
from apicodes.render import markdown
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.extensions import of
from apicodes.text.width import width


class Table(Struct, frozen=True):
    """A table: its headings and rows as cells of Markdown, and the widths of its columns."""

    headings: list[str]
    rows: list[list[str]]
    widths: list[int]


def table(headings: Sequence[str], rows: list[list[str]], options: Options) -> Table:
    """Return a table whose headings are text, and whose rows are cells of Markdown."""
    cells = [markdown.text_cell(heading) for heading in headings]
    return Table(cells, rows, widths([cells, *rows]) if options.align else [0] * len(cells))


def widths(rows: list[list[str]]) -> list[int]:
    """Return the widths of the columns of cells."""
    return [max(3, *map(width, column)) for column in zip(*rows, strict=True)]


def heading(name: Column, options: Options) -> str:
    """Return what stands above a column."""
    return options.headings.get(name, column_headings()[name])


def extensions(entry: Entry, options: Options) -> dict[str, str]:
    """Return the fields of the team's own that a page shows of an entry, as it shows them."""
    return {name: shown(value) for name, value in of(entry, options).items()}


def shown(value: Any) -> str:
    """Return a value on one line: text as it is where it can be, else as JSON has it."""
    if isinstance(value, str) and re.fullmatch(r"\S(?:.*\S)?", value):
        return value
    return json.dumps(value, ensure_ascii=False)


def spaced(text: str) -> str:
    """Return text as a page shows it, every run of spaces as one."""
    return re.sub(r"[ \t]+", " ", text).strip(" ")


def statuses(entry: Entry) -> str:
    """Return the HTTP statuses of an entry as a cell."""
    return ", ".join(map(str, entry.http_statuses))
