"""The blocks of a page that may hold codes: headings, and tables in pipes, HTML and lists."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct, field


class Line(Struct, frozen=True):
    """A line of the file, with its number from 1."""

    number: int
    text: str

    @property
    def bare(self) -> str:
        """The line without the marks of quotations and the spaces around it."""
        return _QUOTED.sub("", self.text).rstrip()


_QUOTED = re.compile(r"^[\s>]+")


class Heading(Struct, frozen=True):
    """A heading: its line, its level and its source."""

    line: int
    level: int
    text: str


class Row(Struct, frozen=True):
    """A row of a table; `source` is its line, where it is one."""

    line: int
    cells: tuple[str, ...]
    source: str = ""


TableKind = Literal["pipe", "HTML", "list", "headings"]


class Table(Struct):
    """A table with the headings above it, the nearest last; `fault` is why GFM shows none.

    `lines` are the numbers of all its lines. The delimiter is empty where it has no pipes.
    """

    kind: TableKind
    header: Row
    rows: list[Row]
    lines: Sequence[int]
    delimiter: Row = Row(0, ())
    fault: str | None = None
    above: tuple[Heading, ...] = ()

    @property
    def width(self) -> int:
        """The number of its columns."""
        widest = () if self.kind == "pipe" else self.rows
        return max(len(row.cells) for row in (self.header, self.delimiter, *widest))


class Outline(Struct):
    """The tables and headings of a page.

    `hidden` are the numbers of the lines in blocks of code and comments, `unclosed` is the line of
    one that is never closed.
    """

    lines: Sequence[Line]
    tables: list[Table] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    unclosed: int | None = None

    def above(self, line: int) -> tuple[Heading, ...]:
        """Return the headings that a line stands below, the nearest last."""
        above: tuple[Heading, ...] = ()
        for heading in self.headings:
            if heading.line < line:
                above = (*(other for other in above if other.level < heading.level), heading)
        return above


def outline(lines: Sequence[Line]) -> Outline:
    """Find the tables and headings of a page outside of blocks of code and comments."""
    page = Outline(lines)
    above: tuple[Heading, ...] = ()
    index = without_rows = 0
    while index < len(lines):
        table = None
        end = _hidden(lines, index)
        if end is not None:
            page.hidden.update(line.number for line in lines[index:end])
            if end > len(lines):
                page.unclosed = lines[index].number
            index = end
            continue
        if heading := _heading(lines, index):
            page.headings.append(heading)
            above = (*(other for other in above if other.level < heading.level), heading)
        elif index >= without_rows and _HTML.search(lines[index].text):
            from apicodes.importers import html_tables

            table, without_rows = html_tables.table(lines, index)
        else:
            table = _table(lines, index)
        if table:
            table.above = above
            page.tables.append(table)
        index += len(table.lines) if table else 1
    return page


_HTML = re.compile(r"<(?:table|dl|TABLE|DL)\b")


def split(text: str) -> tuple[str, ...]:
    """Split a row into its cells."""
    return tuple(part.strip() for part in parts(text))


def parts(text: str) -> tuple[str, ...]:
    """Split a row at every pipe that no backslash stands before, the spaces of cells with them."""
    row = text.strip()
    cuts = [match.start() for match in re.finditer(r"\\.|\|", row) if match[0] == "|"]
    edges = [-1, *cuts, len(row)]
    edges = edges[1:] if cuts[:1] == [0] else edges
    edges = edges[:-1] if cuts[-1:] == [len(row) - 1] else edges
    return tuple(row[start + 1 : end] for start, end in pairwise(edges))


def _hidden(lines: Sequence[Line], start: int) -> int | None:
    """Return the index below a block of code or a comment that begins here; None if none does.

    It is beyond the last line and one more where the block is never closed.
    """
    text = lines[start].bare
    if fence := re.match(r"(`{3,})[^`]*$|(~{3,})", text):
        mark = fence[1] or fence[2]
        ends, begins = rf"{mark[0]}{{{len(mark)},}}$", start + 1
    elif text.startswith(("<!--", "{/*")):
        ends, begins = r".*-->" if text.startswith("<") else r".*\*/\}", start
    else:
        return None
    closing = re.compile(ends).match
    below = (index + 1 for index in range(begins, len(lines)) if closing(lines[index].bare))
    return next(below, len(lines) + 1)


def _heading(lines: Sequence[Line], index: int) -> Heading | None:
    text = lines[index].bare
    if marked := re.match(r"(#{1,6})(?:\s+(.*))?$", text):
        return Heading(lines[index].number, len(marked[1]), marked[2] or "")
    below = lines[index + 1].bare if text and index + 1 < len(lines) else ""
    if below and re.match(r"(?:=+|-+)$", below) and not _is_row_below(lines, index):
        return Heading(lines[index].number, 1 if below[0] == "=" else 2, text)
    return None


def _is_row_below(lines: Sequence[Line], index: int) -> bool:
    """Return whether a line with a pipe, and one without, are followed by one with a pipe."""
    below = lines[index + 2 : index + 3]
    return "|" in lines[index].text and any("|" in line.text for line in below)


def _table(lines: Sequence[Line], index: int) -> Table | None:
    if index + 1 == len(lines) or not set(lines[index + 1].text) <= set("|-: \t>"):
        return None
    header, delimiter = _row(lines[index]), _row(lines[index + 1])
    if not all(re.match(r":?-+:?$", cell) for cell in delimiter.cells) or not lines[index].bare:
        return None
    if "|" not in delimiter.source and not _is_row_below(lines, index):
        return None
    fault = None
    if len(header.cells) != len(delimiter.cells):
        fault = f"{len(header.cells)} headings over {len(delimiter.cells)} delimiters"
    rows = list(_rows(lines, index + 2))
    numbers = [row.line for row in (header, delimiter, *rows)]
    return Table("pipe", header, rows, numbers, delimiter, fault)


def _row(line: Line) -> Row:
    return Row(line.number, split(line.bare), line.text)


def _rows(lines: Sequence[Line], start: int) -> Iterator[Row]:
    """Return the rows below a delimiter: up to an empty line, or where another block begins."""
    for index in range(start, len(lines)):
        text = lines[index].bare
        if not text or ("|" not in text and _BLOCK.match(text)):
            return
        yield _row(lines[index])


_BLOCK = re.compile(
    r"#{1,6}(?:\s|$)|```|~~~|<[A-Za-z/!]|:::|[-*+]\s|\d+[.)]\s|(?:\*{3,}|-{3,}|_{3,})$"
)
