"""Tables and definition lists in HTML, with their cells as a page's own source."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from apicodes.importers.outline import Line, Row, Table

TERMS = ("Code", "Description")
"""The headings of a list of codes and their descriptions."""


def table(lines: Sequence[Line], start: int) -> Table | None:
    """Return the table or definition list that begins on a line; None where it has no row."""
    parser = _Parser()
    end = start
    while end < len(lines) and (end == start or parser.depth):
        parser.number = lines[end].number
        parser.feed(lines[end].text + "\n")
        end += 1
    parser.close()
    rows = [Row(number, tuple(map(_spaced, cells))) for number, cells in parser.rows if cells]
    if not rows:
        return None
    numbers = [line.number for line in lines[start:end]]
    if parser.is_list:
        return Table("list", Row(rows[0].line, TERMS), rows, numbers)
    if parser.has_headings or not re.match(r"\W*\d", rows[0].cells[0]):
        return Table("HTML", rows[0], rows[1:], numbers)
    return Table("HTML", Row(rows[0].line, ("",) * len(rows[0].cells)), rows, numbers)


def _spaced(cell: str) -> str:
    return " ".join(cell.split())


class _Parser(HTMLParser):
    """Collects the rows of one table; `depth` is how many tables are open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.rows: list[tuple[int, list[str]]] = []
        self.number = 0
        self.depth = 0
        self.is_list = False
        self.is_open = False
        self.has_headings = False
        self.below: dict[int, tuple[int, str]] = {}
        """Cells that reach into rows below: how many rows, and the text, by column."""
        self.rowspan: tuple[int, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("table", "dl"):
            self.depth += 1
            self.is_list = tag == "dl" and self.depth == 1 and not self.rows
        if self.depth == 1 and (tag == "tr" or tag == "dt"):
            self._end_cell()
            self.rows.append((self.number, []))
        if self.depth == 1 and tag in ("td", "th", "dt", "dd"):
            if not self.rows:
                self.rows.append((self.number, []))
            self._end_cell()
            self._begin_cell(dict(attrs))
            self.has_headings = self.has_headings or (tag == "th" and len(self.rows) == 1)
        elif tag not in _STRUCTURE:
            self._add(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _STRUCTURE and attrs is not None:
            self._add(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self.depth == 1 and tag in ("td", "th", "dt", "dd", "tr", "table", "dl"):
            self._end_cell()
            if tag == "tr" and self.rows:
                self._fill_from_above(self.rows[-1][1])
        elif tag not in _STRUCTURE:
            self._add(f"</{tag}>")
        if tag in ("table", "dl"):
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        self._add(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._add(f"&#{name};")

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        cells = self.rows[-1][1]
        self._fill_from_above(cells)
        self.is_open = True
        rows, columns = (_count(attributes.get(name)) for name in ("rowspan", "colspan"))
        self.rowspan = (len(cells), rows) if rows > 1 else None
        self.empty = columns - 1
        cells.append("")

    def _fill_from_above(self, cells: list[str]) -> None:
        """Add the cells that reach into this row from above."""
        while len(cells) in self.below:
            count, text = self.below.pop(len(cells))
            if count > 1:
                self.below[len(cells)] = count - 1, text
            cells.append(text)

    def _end_cell(self) -> None:
        if self.is_open:
            cells = self.rows[-1][1]
            if self.rowspan:
                index, count = self.rowspan
                self.below[index] = count - 1, cells[index]
            cells += [""] * self.empty
        self.is_open = False

    def _add(self, text: str) -> None:
        if self.is_open:
            self.rows[-1][1][-1] += text


_STRUCTURE = frozenset(
    ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "col", "caption", "dl", "dt",
     "dd")
)  # fmt: skip


def _count(text: str | None) -> int:
    return min(int(text), 1_000) if text and text.isdecimal() else 1
