"""A table of a page: what its columns are taken for, and the entries that its rows make."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from apicodes.catalog.fields import column_headings
from apicodes.catalog.http_status import PHRASES
from apicodes.compare.record import Record
from apicodes.importers import cell_values, columns, markup, outline
from apicodes.importers.columns import Column
from apicodes.importers.findings import count
from apicodes.importers.notes import Notes
from apicodes.importers.outline import Heading, Row
from apicodes.importers.records import Context, records
from apicodes.text.width import width

COLUMN_LIMIT = 100
"""How many columns a table may have."""


class Table:
    """One table of a page; `in_matter` is the key of the front matter where it stands."""

    def __init__(
        self, source: outline.Table, references: Mapping[str, object], notes: Notes, in_matter: str
    ) -> None:
        self.source = source
        self.references = references
        self.notes = notes
        self.in_matter = in_matter
        self.line = source.header.line
        self.section = source.above[-1] if source.above else None
        self.group: str | None = None
        self.refusal = ""
        self.columns: list[Column] = []
        read = [] if source.width > COLUMN_LIMIT else [source.header, *source.rows]
        header, *self.cells = map(self._cells, read) if read else [[]]
        self.headings = tuple(cell.text for cell in header)
        self.named = ", ".join(heading or "(empty)" for heading in self.headings)

    def _cells(self, row: Row) -> list[markup.Cell]:
        """Return the cells of a row, as many as there are columns."""
        found = [markup.read(cell, self.references) for cell in row.cells[: self.source.width]]
        return found + [markup.Cell("", "")] * (self.source.width - len(found))

    def kind(self) -> tuple[tuple[str, ...], tuple[bool, ...]]:
        """Return what tables of one kind share: the headings, and where HTTP statuses stand."""
        return self.headings, tuple(column.shape == "http" for column in shared_columns([self]))

    def spans(self, index: int) -> list[bool]:
        """Return which cells of a column are code spans."""
        cut = ["".join(row.cells[index : index + 1]) for row in self.source.rows]
        return [len(cell) > 2 and cell[0] == cell[-1] == "`" for cell in cut]

    def has(self, name: str, *, weak: bool = True) -> bool:
        """Return whether a column is taken for a field; one that is weak where `weak` says so."""
        return any(one.field == name and (weak or not one.weak) for one in self.columns)

    def take(self, *, weak: bool) -> bool:
        """Return whether the table holds codes, and note it; `weak` columns are enough or not."""
        why = ""
        if self.source.width > COLUMN_LIMIT:
            why = f"it has more than {COLUMN_LIMIT} columns"
        elif not self.has("code") and not self.has("http_status"):
            why = "no column of codes or HTTP statuses"
        elif not weak and self.has("code") and not self.has("code", weak=False):
            why = "the codes are in other tables"
        if why:
            self.refusal = f"the table '{self.named}' with {len(self.source.rows)} rows: {why}"
            self.notes.say("left out", self.line, self.refusal)
        else:
            self._say_columns()
        return not why

    def _say_columns(self) -> None:
        if self.source.fault:
            text = f"the table '{self.named}' has {self.source.fault}, so that pages show none"
            self.notes.say("guessed", self.line, f"{text}; it is read")
        if self.in_matter:
            text = f"a table in the front matter, under '{self.in_matter}'"
            self.notes.say("recognised", self.line, text)
        for index, column in enumerate(self.columns):
            shown = f"the column '{column.heading}'"
            filled = sum(not cell_values.NOTHING.match(row[index].text) for row in self.cells)
            if column.field is not None:
                hidden = (
                    ""
                    if column.field in column_headings()
                    else "; the table of a page does not show it"
                )
                kind = columns.recognised(column)
                text = f"{shown} as {column.field}, {column.why}{hidden}"
                self.notes.say(kind, self.line, text)
                if column.leading:
                    text = f"codes such as {column.leading}: descriptions begin with them"
                    self.notes.say("guessed", self.line, text)
            elif filled or column.heading:
                told = column.heading.replace("'", "'\\''")
                hint = f"--map '{told}=…' takes it" if column.heading else "it has no heading"
                text = f"{shown} with {count(filled, 'value')}: {self._unfit(column)}; {hint}"
                self.notes.say("left out", self.line, text)

    def _unfit(self, column: Column) -> str:
        """Return why a column is taken for no field."""
        others = (one.heading for one in self.columns if one.field == column.taken)
        other = next(others, None) if column.taken else None
        return "no field fits" if other is None else f"'{other}' is the {column.taken}"

    def is_flush(self) -> bool:
        """Return whether the delimiters touch the pipes."""
        return not re.search(r"\|\s|\s\|", self.source.delimiter.source.strip())

    def is_aligned(self) -> bool:
        """Return whether the cells of each column are padded to one width."""
        rows = (self.source.header, *self.source.rows)
        return len({tuple(map(width, outline.parts(row.source))) for row in rows}) == 1

    def records(self) -> list[Record]:
        """Return the entries of the rows; what makes none is noted."""
        context = Context(self.columns, self.notes, self.group, self._inherited())
        found: list[Record] = []
        for source, row in zip(self.source.rows, self.cells, strict=True):
            if len(source.cells) > self.source.width:
                more = " | ".join(source.cells[self.source.width :])
                text = f"what stands beyond the last column: {more}"
                self.notes.say("left out", source.line, text)
            if len(self.columns) > 1 and "|" not in source.source:
                text = f"a line of text, not a row: {row[0].text}"
                self.notes.say("left out", source.line, text)
            else:
                found += records(context, source, row)
        return found

    def _inherited(self) -> tuple[int, ...]:
        """Return the HTTP status of the nearest heading that has one, where no column does."""
        above = () if self.has("http_status") else reversed(self.source.above)
        for heading in above:
            numbers = re.findall(r"(?<![\w.])[1-5]\d\d(?![\w.])", self.title_of(heading))
            found = tuple(int(one) for one in numbers if int(one) in PHRASES)
            if len(found) == 1:
                text = f"the HTTP status of the table below is {found[0]}, as this heading says"
                self.notes.say("guessed", heading.line, text)
                return found
        return ()

    def title_of(self, heading: Heading) -> str:
        """Return the text of a heading."""
        return title_of(heading, self.references)


def title_of(heading: Heading, references: Mapping[str, object]) -> str:
    """Return the text of a heading, without closing marks, components and Docusaurus' id."""
    text = re.sub(r"\s*(?:\\?\{\s*(?:/\*)?\s*#[^{}]*\}|\s#+)$", "", heading.text.strip())
    text = re.sub(r"<[A-Z][^<>]*>", "", text).strip()
    return markup.read(text, references).text


def recognise(tables: Sequence[Table], mapping: Mapping[str, str]) -> None:
    """Recognise the columns of tables, those of the same kind together."""
    kinds: dict[Any, list[Table]] = {}
    for table in tables:
        kinds.setdefault(table.kind(), []).append(table)
    for same in kinds.values():
        found = shared_columns(same)
        sections = [table.section.text for table in same if table.section]
        columns.recognise(found, mapping, "\n".join(sections))
        for table in same:
            table.columns = found


def shared_columns(same: Sequence[Table]) -> list[Column]:
    """Return the columns of tables with the same headings, with the values of them all."""
    found = []
    for index, heading in enumerate(same[0].headings):
        values = [row[index].text for table in same for row in table.cells]
        spans = [span for table in same for span in table.spans(index)]
        found.append(Column(heading, columns.shape(values, spans), values))
    return found
