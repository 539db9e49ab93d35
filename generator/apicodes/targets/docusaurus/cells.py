"""The cells of a page's tables, and how wide its columns are."""

from collections.abc import Sequence

from msgspec import Struct

from apicodes import markdown
from apicodes.catalog import Entry
from apicodes.headings import HEADINGS, Column
from apicodes.targets.docusaurus.options import Options
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
    return options.headings.get(name, HEADINGS[name])


def statuses(entry: Entry) -> str:
    """Return the HTTP statuses of an entry as a cell."""
    return ", ".join(map(str, entry.http_statuses))
