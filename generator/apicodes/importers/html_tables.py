"""Tables and definition lists in HTML, with their cells as a page's own source."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from apicodes.importers.outline import Line, Row, Table, TableKind

TERMS = ("Code", "Description")
"""The headings of a list of codes and their descriptions."""

_ROW = re.compile(r"<(?:tr|dt)\b", re.IGNORECASE)
_CELL = re.compile(
    r"<(?P<tag>td|th|dt|dd)\b(?P<attributes>[^>]*)>(?P<source>.*?)(?=</?(?:td|th|dt|dd|tr)\b|$)",
    re.IGNORECASE | re.DOTALL,
)
_SPAN = re.compile(r"\b(rowspan|colspan)=[\"']?(\d{1,2})\b", re.IGNORECASE)


def table(lines: Sequence[Line], start: int) -> tuple[Table | None, int]:
    """Return the table or definition list that begins on a line, None without rows, and its end.

    The end is the index below its end tag, or below the page.
    """
    is_list = "<dl" in lines[start].text.lower()
    ends = "</dl" if is_list else "</table"
    last = (index for index in range(start, len(lines)) if ends in lines[index].text.lower())
    block = lines[start : next(last, len(lines) - 1) + 1]
    rows = list(_rows(block))
    if not rows:
        return None, start + len(block)
    header, below = rows[0], rows[1:]
    if is_list:
        header, below = Row(header.line, TERMS), rows
    elif header.source != "th" and re.match(r"\W*\d", header.cells[0]):
        header, below = Row(header.line, ("",) * len(header.cells)), rows
    kind: TableKind = "list" if is_list else "HTML"
    return Table(kind, header, below, [line.number for line in block]), start + len(block)


def _rows(block: Sequence[Line]) -> Iterator[Row]:
    """Return the rows of a table, the name of their first element as source.

    A cell that spans several rows stands in each; one that spans several columns in the first.
    """
    text = "\n".join(line.text for line in block)
    starts = [0, *(match.start() for match in _ROW.finditer(text)), len(text)]
    below: dict[int, tuple[int, str]] = {}
    number = block[0].number
    for start, end in pairwise(starts):
        cells: list[str] = []
        first = ""
        for cell in _CELL.finditer(text, start, end):
            spans = {name.lower(): int(count) for name, count in _SPAN.findall(cell["attributes"])}
            first = first or cell["tag"].lower()
            _fill(cells, below)
            source = " ".join(cell["source"].split())
            below[len(cells)] = spans.get("rowspan", 1) - 1, source
            cells += [source, *[""] * (spans.get("colspan", 1) - 1)]
        if cells:
            _fill(cells, below)
            yield Row(number, tuple(cells), first)
        number += text.count("\n", start, end)


def _fill(cells: list[str], below: dict[int, tuple[int, str]]) -> None:
    """Add the cells that reach into a row from above."""
    while below.get(len(cells), (0, ""))[0]:
        count, source = below[len(cells)]
        below[len(cells)] = count - 1, source
        cells.append(source)
