"""The tables of a page, split into cells as GFM splits them, and the headings above them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field


class Line(Struct, frozen=True):
    """A line of the file, its number from 1."""

    number: int
    text: str


class Heading(Struct, frozen=True):
    """A heading: its line, its level and its source."""

    line: int
    level: int
    text: str


class Row(Struct, frozen=True):
    """A row of a table; `source` is its line as it stands there."""

    line: int
    cells: tuple[str, ...]
    source: str


class Table(Struct):
    """A table with the headings above it, the nearest last; `fault` is why GFM shows none."""

    header: Row
    delimiter: Row
    rows: list[Row]
    above: tuple[Heading, ...]
    fault: str | None = None

    @property
    def width(self) -> int:
        """The number of its columns."""
        return max(len(self.header.cells), len(self.delimiter.cells))


class Outline(Struct):
    """What a page consists of, as far as its import goes.

    `hidden` are the numbers of the lines in blocks of code and comments.
    """

    tables: list[Table] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)


def outline(lines: Sequence[Line]) -> Outline:
    """Find the tables and headings of a page; what stands in code and comments is none."""
    found = Outline()
    above: tuple[Heading, ...] = ()
    index = 0
    while index < len(lines):
        end = _hidden(lines, index)
        if end > index:
            found.hidden.update(line.number for line in lines[index:end])
            index = end
        elif heading := _heading(lines, index):
            found.headings.append(heading)
            above = (*(one for one in above if one.level < heading.level), heading)
            index += 1
        elif table := _table(lines, index, above):
            found.tables.append(table)
            index += 2 + len(table.rows)
        else:
            index += 1
    return found


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


def _bare(line: Line) -> str:
    """Return a line without the marks of quotations around it."""
    return re.sub(r"^[\s>]+", "", line.text).rstrip()


def _hidden(lines: Sequence[Line], start: int) -> int:
    """Return the index below a block of code or a comment that begins here; else `start`."""
    text = _bare(lines[start])
    fence = re.match(r"(`{3,})[^`]*$|(~{3,})", text)
    if fence:
        mark = fence[1] or fence[2]
        ends = re.compile(rf"{mark[0]}{{{len(mark)},}}$").match
        begins = start + 1
    elif text.startswith(("<!--", "{/*")):
        mark = "-->" if text.startswith("<") else "*/}"
        ends, begins = re.compile(rf".*{re.escape(mark)}").match, start
    else:
        return start
    for index in range(begins, len(lines)):
        if ends(_bare(lines[index])):
            return index + 1
    return len(lines)


def _heading(lines: Sequence[Line], index: int) -> Heading | None:
    text = _bare(lines[index])
    if marked := re.match(r"(#{1,6})(?:\s+(.*))?$", text):
        return Heading(lines[index].number, len(marked[1]), marked[2] or "")
    below = _bare(lines[index + 1]) if text and index + 1 < len(lines) else ""
    if below and re.match(r"(?:=+|-+)$", below) and not _is_row_below(lines, index):
        return Heading(lines[index].number, 1 if below[0] == "=" else 2, text)
    return None


def _is_row_below(lines: Sequence[Line], index: int) -> bool:
    """Return whether a line with a pipe, and one without, are followed by one with a pipe."""
    return "|" in lines[index].text and any(
        "|" in line.text for line in lines[index + 2 : index + 3]
    )


def _table(lines: Sequence[Line], index: int, above: tuple[Heading, ...]) -> Table | None:
    if index + 1 == len(lines) or not set(lines[index + 1].text) <= set("|-: \t>"):
        return None
    header, delimiter = _row(lines[index]), _row(lines[index + 1])
    if not all(re.match(r":?-+:?$", cell) for cell in delimiter.cells) or not _bare(lines[index]):
        return None
    if "|" not in delimiter.source and not _is_row_below(lines, index):
        return None
    fault = None
    if len(header.cells) != len(delimiter.cells):
        fault = f"{len(header.cells)} headings over {len(delimiter.cells)} delimiters"
    return Table(header, delimiter, list(_rows(lines, index + 2)), above, fault)


def _row(line: Line) -> Row:
    return Row(line.number, split(_bare(line)), line.text)


def _rows(lines: Sequence[Line], start: int) -> Iterator[Row]:
    """Return the rows below a delimiter: up to an empty line, or where another block begins."""
    for index in range(start, len(lines)):
        text = _bare(lines[index])
        if not text or ("|" not in text and _BLOCK.match(text)):
            return
        yield _row(lines[index])


_BLOCK = re.compile(
    r"#{1,6}(?:\s|$)|```|~~~|<[A-Za-z/!]|:::|[-*+]\s|\d+[.)]\s|(?:\*{3,}|-{3,}|_{3,})$"
)
