"""A page of tables, read back: front matter, introduction, and the rows of each table."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from apicodes.catalog.given import given
from apicodes.compare.record import Leftover, Unreadable
from apicodes.compare.view import Reading
from apicodes.render.texts import Line
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.page_lines import (
    Block,
    CellReader,
    Lines,
    blocks,
    cell_text,
    cells_of,
    has_expression,
)
from apicodes.targets.docusaurus.table_columns import TableColumn, group_columns, readable_columns
from apicodes.targets.docusaurus.table_view import (
    GroupTable,
    RowView,
    TableView,
    appearance,
    fact_name,
    tables_of,
)
from apicodes.targets.parts import Part


def read(text: str, part: Part, options: Options) -> Reading:
    """Return what a page says; a region has neither front matter nor a title.

    Raises `Unreadable` where there is no table.
    """
    return _Page(text, part, options).read()


class _Page(Lines):
    """A page whose codes are the rows of a table, or of one for each group."""

    def __init__(self, text: str, part: Part, options: Options) -> None:
        super().__init__(text)
        self.is_whole = part.region is None
        self.look = appearance(options)
        self.level: int = self.look["group_level"]
        self.possible = readable_columns(options)
        self.expected = [each.columns for each in tables_of(part.catalog, options)]
        self.of_groups = [group_columns(key, options) for key in options.group_columns]
        self.groups: list[GroupTable] = []
        self.rows: list[RowView] = []

    def read(self) -> Reading:
        """Read the front matter, then each table with what is above it."""
        matter, end = self.front_matter() if self.is_whole else ({}, 0)
        table = _start_of_table(self.lines, end)
        if table is None:
            raise Unreadable(end + 1, "no table")
        above = self.blocks(end, table)
        title = above[:1] if self.is_whole and above and above[0].level == 1 else []
        levels = [block.level for block in above]
        start = levels.index(self.level) if self.level in levels and self.level else len(above)
        introduction, above = above[len(title) : start], above[start:]
        while table is not None:
            end = self._table(table, above)
            table = _start_of_table(self.lines, end) if self.level else None
            above = self.blocks(end, table) if table is not None else []
        self.leave_lines(end, len(self.lines))
        view = TableView(
            front_matter=matter,
            title=self.heading("title", title),
            description=self.markdown("description", introduction),
            groups=tuple(self.groups),
            entries=tuple(self.rows),
            **self.look,
        )
        return Reading(view, self.at, self.leftovers)

    def _table(self, start: int, above: Sequence[Block]) -> int:
        """Read a table, and the heading and text above it; return the index of the line below."""
        number = len(self.groups)
        columns = self._columns(start, number)
        heading = [block for block in above[:1] if block.level and block.level == self.level]
        self.groups.append(
            GroupTable(
                title=self.heading(fact_name("title", number), heading),
                description=self.markdown(fact_name("description", number), above[len(heading) :]),
                columns={column.key: heading for column, heading in columns if column},
            )
        )
        end = start + 2
        while end < len(self.lines) and self.lines[end].startswith("|"):
            end += 1
        self._rows(range(start + 2, end), [column for column, _ in columns])
        return end

    def _columns(self, index: int, number: int) -> list[tuple[TableColumn | None, Line]]:
        """Return the columns by their headings, those that are expected first; None for unknown."""
        cells = cells_of(self.lines[index]) or []
        headings = [Line(cell_text(cell)) for cell in cells]
        choices = [*self.expected[number : number + 1], *self.of_groups, self.possible]
        expected = max(
            choices,
            key=lambda choice: len({each.heading for each in choice}.intersection(headings)),
        )
        left = [*expected, *(column for column in self.possible if column not in expected)]
        columns: list[tuple[TableColumn | None, Line]] = []
        for cell, heading in zip(cells, headings, strict=True):
            column = next((column for column in left if column.heading == heading), None)
            columns.append((column, heading))
            if column is None:
                self.leftovers.append(Leftover(index + 1, cell))
            else:
                left.remove(column)
        self.at[None, fact_name("columns", number)] = index + 1
        return columns

    def _rows(self, lines: Iterable[int], columns: Sequence[TableColumn | None]) -> None:
        readers = [(column.key, column.reader) if column else None for column in columns]
        for index in lines:
            cells = cells_of(self.lines[index])
            if any(map(has_expression, cells or ())):
                self.leave(index)
            if cells is None or len(cells) != len(readers):
                self.leave(index)
                continue
            self.at[len(self.rows), ""] = index + 1
            self.rows.append(_row(readers, cells, len(self.groups) - 1))


_DELIMITER = re.compile(r"\|(?: *:?-+:? *\|)+")


def _start_of_table(lines: Sequence[str], start: int) -> int | None:
    """Return the index of the first line of the table: of one that no other block holds."""
    for index in range(start, len(lines) - 1):
        if _DELIMITER.fullmatch(lines[index + 1]) and lines[index].startswith("|"):
            content, _ = blocks("\n".join(lines[start : index + 2]), start)
            if content and content[-1].type == "table" and content[-1].start == index:
                return index
    return None


def _row(
    readers: Sequence[tuple[str, CellReader] | None], cells: Sequence[str], table: int
) -> RowView:
    """Return what a row says, its anchors and what is struck through included."""
    anchors = _ANCHORS.match(cells[0])
    struck: str | None = None
    fields: dict[str, Any] = {}
    for index, (reader, cell) in enumerate(zip(readers, cells, strict=True)):
        text = cell[anchors.end() :] if anchors and not index else cell
        if reader is None:
            continue
        name, read_cell = reader
        if name in _IDENTITY and (strike := _STRIKE.fullmatch(text)):
            struck, text = name, strike[1]
        if text:
            fields[name] = read_cell(text)
    ids = tuple(re.findall('id="(.*?)"', anchors[0])) if anchors else ()
    return RowView(fields=given(fields), anchors=ids, struck=struck, table=table)


_ANCHORS = re.compile(r'(?:<a id="[A-Za-z0-9_.-]+"></a>)+')
_IDENTITY = ("http_status", "code")
"""The columns that are struck through."""
_STRIKE = re.compile(r"~~(.+)~~")
