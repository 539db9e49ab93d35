"""A table of a page: what its columns are taken for, and the entries that its rows make."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from apicodes.catalog.http_status import PHRASES
from apicodes.compare.record import Record
from apicodes.importers import columns, heading_words, markup, outline
from apicodes.importers.column_shapes import Column
from apicodes.importers.findings import count
from apicodes.importers.notes import NoteKind, Notes
from apicodes.importers.outline import Heading, Row
from apicodes.importers.records import records
from apicodes.text.width import width

COLUMN_LIMIT = 100
"""How many columns a table may have."""


class Table:
    """One table of a page; `in_matter` is the key of the front matter where it stands."""

    def __init__(
        self,
        source: outline.Table,
        references: Mapping[str, object],
        notes: Notes,
        in_matter: str = "",
    ) -> None:
        self.source = source
        self.references = references
        self.notes = notes
        self.in_matter = in_matter
        self.width = source.width
        self.line = source.header.line
        self.section = source.above[-1] if source.above else None
        self.group: str | None = None
        self.refusal = ""
        self.columns: list[Column] = []
        read = [] if self.width > COLUMN_LIMIT else [source.header, *source.rows]
        header, *self.cells = map(self._cells, read) if read else [[]]
        self.headings = tuple(cell.text for cell in header)
        self.named = ", ".join(heading or "(empty)" for heading in self.headings)

    def _cells(self, row: Row) -> list[markup.Cell]:
        """Return the cells of a row, as many as there are columns."""
        cells = [markup.read(cell, self.references) for cell in row.cells[: self.width]]
        return cells + [markup.Cell("", "")] * (self.width - len(cells))

    def kind(self) -> tuple[object, ...]:
        """Return what tables of one kind share: the headings, and where HTTP statuses stand."""
        return self.headings, *(column.shape == "http" for column in shared_columns([self]))

    def spans(self, index: int) -> list[bool]:
        """Return which cells of a column are code spans."""
        cut = ["".join(row.cells[index : index + 1]) for row in self.source.rows]
        return [bool(_SPAN.match(cell)) for cell in cut]

    def column(self, name: str) -> Column | None:
        """Return the column of a field."""
        return next((column for column in self.columns if column.field == name), None)

    def codes(self, *, weak: bool) -> set[str]:
        """Return the values of the column of codes, if it is as weak as that."""
        code = self.column("code")
        return set(code.filled) if code and code.weak == weak else set()

    def take(self, strong: Collection[str]) -> bool:
        """Return whether the table holds codes, and note it.

        `strong` are codes of which no doubt is. A column that may hold kinds of errors is no column
        of codes beside them, unless most of its values are among them.
        """
        why = self._refusal(strong)
        if why:
            rows = count(len(self.source.rows), "row")
            hint = next((f"; {_map(text)} takes it" for text in self.headings if text), "")
            self.refusal = f"the table '{self.named}' with {rows}: {why}{hint}"
            self.notes.say("left out", self.line, self.refusal)
        for kind, text, subject in () if why else self._notes():
            self.notes.say(kind, self.line, text, subject)
        return not why

    def _refusal(self, strong: Collection[str]) -> str:
        """Return why the table holds no codes; empty where it does."""
        code, weak = self.column("code"), self.codes(weak=True)
        if self.width > COLUMN_LIMIT:
            return f"more than {COLUMN_LIMIT} columns"
        if not any(self.headings):
            return "" if self.column("http_status") else "no headings"
        if code is None and self.column("http_status") is None:
            return "no column of codes or HTTP statuses"
        if code is None and self._is_of_requests():
            return "HTTP statuses of requests, or nothing that describes them"
        if weak and strong and 2 * len(weak & set(strong)) < len(weak):
            return "kinds of errors, as other tables have codes"
        return ""

    def _is_of_requests(self) -> bool:
        """Return whether the HTTP statuses of a table are those of methods and paths."""
        requests = any(heading_words.REQUESTS.match(column.words) for column in self.columns)
        described = any(column.field in _DESCRIBING for column in self.columns)
        mapped = any(column.why == columns.MAPPED for column in self.columns)
        return (requests or not described) and not mapped and len(self.columns) > 1

    def _notes(self) -> Iterator[tuple[NoteKind, str, str]]:
        """Return notes of what the table and its columns are taken for."""
        if self.source.fault:
            text = "tables that pages do not show, which are read"
            yield "guessed", text, f"'{self.named}' has {self.source.fault}"
        if self.in_matter:
            yield "recognised", "tables in the front matter", self.in_matter
        if self.source.kind in ("list", "headings"):
            yield "guessed", "lists or headings that begin with codes", ""
        for column in self.columns:
            subject = f"'{column.heading}' as {column.field}"
            if column.field and column.guessed:
                text = "columns (--map 'Heading=field' takes them as others)"
                yield "guessed", text, f"{subject}, {column.why}"
            elif column.field:
                yield "recognised", "columns", subject
            elif column.filled or column.heading:
                values = count(len(column.filled), "value")
                text = "columns (--map 'Heading=field' takes them)"
                yield "left out", text, f"'{column.heading}' with {values}"
            if column.leading:
                yield "guessed", "codes that descriptions begin with", f"as {column.leading}"

    def is_flush(self) -> bool:
        """Return whether the delimiters touch the pipes."""
        return not re.search(r"\|\s|\s\|", self.source.delimiter.source.strip())

    def is_aligned(self) -> bool:
        """Return whether the cells of each column are padded to one width."""
        rows = (self.source.header, *self.source.rows)
        return len({tuple(map(width, outline.parts(row.source))) for row in rows}) == 1

    def records(self) -> Iterator[Record]:
        """Return the entries of the rows; what makes none is noted."""
        inherited = self._inherited()
        for source, row in zip(self.source.rows, self.cells, strict=True):
            if len(source.cells) > self.width:
                more = " | ".join(source.cells[self.width :])
                self.notes.say("left out", source.line, "what stands beyond the last column", more)
            texts = tuple(cell.text for cell in row)
            if self.source.kind == "pipe" and len(self.columns) > 1 and "|" not in source.source:
                self.notes.say("left out", source.line, "text below a table, no row", texts[0])
            elif texts != self.headings:
                yield from records(self, inherited, source, row)
            else:
                self.notes.say("left out", source.line, "the headings again, as a row")

    def _inherited(self) -> tuple[int, ...]:
        """Return the HTTP status of the nearest heading that has one, where no column does."""
        above = () if self.column("http_status") else reversed(self.source.above)
        for heading in above:
            title = self.title_of(heading)
            numbers = re.findall(r"(?<![\w.-])[1-5]\d\d(?![\w.-])", title)
            statuses = tuple(int(number) for number in numbers if int(number) in PHRASES)
            if len(statuses) == 1:
                text = "the HTTP status of a table, from the heading above it"
                self.notes.say("guessed", heading.line, text, title)
                return statuses
        return ()

    def title_of(self, heading: Heading) -> str:
        """Return the text of a heading."""
        return title_of(heading, self.references)


_DESCRIBING = ("title", "description", "message", "status", "name", "solutions", "retryable")

_SPAN = re.compile(r"(?:`[^`]+`|<code>[^<]*</code>)(?:\s*\(.*\))?$")


def _map(heading: str) -> str:
    escaped = heading.replace("'", "'\\''")
    return f"--map '{escaped}=code'"


def title_of(heading: Heading, references: Mapping[str, object]) -> str:
    """Return the text of a heading, without closing marks, components and Docusaurus' id."""
    text = re.sub(r"\s*(?:\\?\{\s*(?:/\*)?\s*#[^{}]*\}|\s#+)$", "", heading.text.strip())
    text = re.sub(r"<[A-Z][^<>]*>", "", text).strip()
    return markup.read(text, references).text


def recognise(tables: Sequence[Table], mapping: Mapping[str, str], title: str) -> None:
    """Recognise the columns of tables, those of the same kind together.

    A page's `title` says what tables without another heading above are about.
    """
    kinds: dict[tuple[object, ...], list[Table]] = {}
    for table in tables:
        kinds.setdefault(table.kind(), []).append(table)
    for same in kinds.values():
        shared = shared_columns(same)
        columns.assign(shared, mapping, "\n".join(about(table, title) for table in same))
        for table in same:
            table.columns = shared


def about(table: Table, title: str) -> str:
    """Return the headings above a table; the page's title only where it has no other."""
    above = [table.title_of(heading) for heading in table.source.above]
    return "\n".join([text for text in above if text != title] or [title])


def shared_columns(same: Sequence[Table]) -> list[Column]:
    """Return the columns of tables with the same headings, with the values of them all."""
    shared = []
    for index, heading in enumerate(same[0].headings):
        values = [row[index].text for table in same for row in table.cells]
        spans = [span for table in same for span in table.spans(index)]
        shared.append(Column(heading, values, spans))
    return shared
