"""A page with one table, read back: front matter, introduction, and the rows of the table."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from apicodes.catalog.given import given
from apicodes.compare.record import Leftover, Unreadable
from apicodes.compare.view import Reading
from apicodes.render.texts import Line, Markdown
from apicodes.targets.docusaurus import cell_reader
from apicodes.targets.docusaurus.cell_reader import CellReader
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.page_lines import Lines, blocks, has_expression, title
from apicodes.targets.docusaurus.table_view import RowView, TableView, possible_columns
from apicodes.targets.parts import Part


def read(text: str, part: Part, options: Options) -> Reading:
    """Return what a page says; a region has neither front matter nor a title.

    Raises `Unreadable` where there is no table.
    """
    return _Page(text).read(part, options)


class _Page(Lines):
    """A page whose codes are the rows of one table."""

    def read(self, part: Part, options: Options) -> Reading:
        """Read the front matter, then the blocks below it."""
        whole = part.region is None
        matter, start = self.front_matter() if whole else ({}, 0)
        table = _start_of_table(self.lines, start)
        if table is None:
            raise Unreadable(start + 1, "no table")
        heading, description = self._introduction(start, table, whole)
        columns = self._columns(table, possible_columns(part, options))
        end = table
        while end < len(self.lines) and self.lines[end].startswith("|"):
            end += 1
        rows = tuple(self._rows(table + 2, end, [name for name, _ in columns]))
        for index in range(end, len(self.lines)):
            if self.lines[index].strip():
                self.leave(index)
        view = TableView(
            front_matter=matter,
            title=heading,
            description=description,
            columns={name: heading for name, heading in columns if name},
            align=options.align,
            flush=options.delimiter == "flush",
            entries=rows,
        )
        return Reading(view, self.at, self.leftovers)

    def _introduction(
        self, start: int, end: int, whole: bool
    ) -> tuple[Line | None, Markdown | None]:
        """Return the heading, and the blocks between it and the table."""
        content, expressions = blocks("\n".join(self.lines[start:end]))
        for index in expressions:
            self.leave(start + index)
        heading = description = None
        if whole and content and content[0].type == "heading" and content[0].level == 1:
            words = "\n".join(self.lines[start + content[0].start : start + content[0].end])
            heading = Line(title(words))
            self.at[None, "title"] = start + content[0].start + 1
            content = content[1:]
        if content:
            first = start + content[0].start
            description = Markdown("\n".join(self.lines[first : start + content[-1].end]), "page")
            self.at[None, "description"] = first + 1
        return heading, description

    def _columns(
        self, index: int, possible: Sequence[tuple[str, Line]]
    ) -> list[tuple[str | None, Line]]:
        """Return the field and the heading of each column; None for a field that is not known."""
        left = dict(possible)
        columns: list[tuple[str | None, Line]] = []
        for cell in cell_reader.row(self.lines[index]) or ():
            heading = Line(cell_reader.text(cell))
            name = next((name for name, known in left.items() if known == heading), None)
            left.pop(name or "", None)
            columns.append((name, heading))
            if name is None:
                self.leftovers.append(Leftover(index + 1, cell))
        self.at[None, "columns"] = index + 1
        return columns

    def _rows(self, start: int, end: int, names: Sequence[str | None]) -> Iterator[RowView]:
        readers = [(name, cell_reader.of_field(name)) for name in names]
        number = 0
        for index in range(start, end):
            cells = cell_reader.row(self.lines[index])
            if any(map(has_expression, cells or ())):
                self.leave(index)
            if cells is None or len(cells) != len(readers):
                self.leave(index)
                continue
            self.at[number, ""] = index + 1
            number += 1
            yield _row(readers, cells)


_DELIMITER = re.compile(r"\|(?: *:?-+:? *\|)+")


def _start_of_table(lines: Sequence[str], start: int) -> int | None:
    """Return the index of the first line of the table: of one that no other block holds."""
    for index in range(start, len(lines) - 1):
        if _DELIMITER.fullmatch(lines[index + 1]) and lines[index].startswith("|"):
            content, _ = blocks("\n".join(lines[start : index + 2]))
            if content and content[-1].type == "table" and start + content[-1].start == index:
                return index
    return None


def _row(readers: Sequence[tuple[str | None, CellReader]], cells: Sequence[str]) -> RowView:
    """Return what a row says, its anchors and what is struck through included."""
    anchors = _ANCHORS.match(cells[0])
    struck: str | None = None
    fields: dict[str, Any] = {}
    for index, ((name, read_cell), cell) in enumerate(zip(readers, cells, strict=True)):
        text = cell[anchors.end() :] if anchors and not index else cell
        if name in _IDENTITY and (strike := _STRIKE.fullmatch(text)):
            struck, text = name, strike[1]
        if name is not None and text:
            fields[name] = read_cell(text)
    ids = tuple(re.findall('id="(.*?)"', anchors[0])) if anchors else ()
    return RowView(fields=given(fields), anchors=ids, struck=struck)


_ANCHORS = re.compile(r'(?:<a id="[A-Za-z0-9_.-]+"></a>)+')
_IDENTITY = ("http_status", "code")
"""The columns that are struck through."""
_STRIKE = re.compile(r"~~(.+)~~")
