"""A table of a page: what its columns are taken for, and the entries that its rows make."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from apicodes.catalog.http_status import PHRASES
from apicodes.compare.record import Record
from apicodes.importers import columns, markup, outline, words
from apicodes.importers.column_shapes import Column
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
        cells = [markup.read(cell, self.references) for cell in row.cells[: self.source.width]]
        return cells + [markup.Cell("", "")] * (self.source.width - len(cells))

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

    def has(self, name: str) -> bool:
        """Return whether a column is taken for a field."""
        return self.column(name) is not None

    def codes(self, *, weak: bool) -> set[str]:
        """Return the values of the column of codes, if it is as weak as that."""
        code = self.column("code")
        return set(code.filled) if code and code.weak == weak else set()

    def take(self, strong: Collection[str]) -> bool:
        """Return whether the table holds codes, and note it.

        `strong` are codes of which no doubt is. A column that may hold kinds of errors is no column
        of codes beside them, unless most of its values are among them.
        """
        weak = self.codes(weak=True)
        why = ""
        if self.source.width > COLUMN_LIMIT:
            why = f"it has more than {COLUMN_LIMIT} columns"
        elif not self.has("code") and not self.has("http_status"):
            why = (
                "no column of codes or HTTP statuses"
                if any(self.headings)
                else "it has no headings"
            )
        elif not self.has("code") and self._is_of_requests():
            why = "its HTTP statuses are those of requests, or nothing describes them"
        elif weak and strong and 2 * len(weak & set(strong)) < len(weak):
            why = "the codes are in other tables"
        if why:
            hint = next((f"; --map {_quoted(text)} takes it" for text in self.headings if text), "")
            rows = count(len(self.source.rows), "row")
            self.refusal = f"the table '{self.named}' with {rows}: {why}{hint}"
            self.notes.say("left out", self.line, self.refusal)
        else:
            self._say_columns()
        return not why

    def _is_of_requests(self) -> bool:
        """Return whether the HTTP statuses of a table are those of methods and paths."""
        requests = any(words.REQUESTS.match(column.words) for column in self.columns)
        described = any(column.field in _DESCRIBING for column in self.columns)
        mapped = any(column.why == columns.MAPPED for column in self.columns)
        return (requests or not described) and not mapped and len(self.columns) > 1

    def _say_columns(self) -> None:
        kind = self.source.kind
        if self.source.fault:
            text = f"the table '{self.named}' has {self.source.fault}, so that pages show none"
            self.notes.say("guessed", self.line, f"{text}; it is read")
        if self.in_matter:
            text = f"a table in the front matter, under '{self.in_matter}'"
            self.notes.say("recognised", self.line, text)
        if kind in ("list", "headings"):
            self.notes.say("guessed", self.line, f"the {kind} that begin with codes" if kind ==
                           "headings" else "a list of codes")  # fmt: skip
        certain = [column for column in self.columns if column.field and not column.guessed]
        if certain:
            text = ", ".join(f"'{column.heading}' as {column.field}" for column in certain)
            by_map = any(column.why == columns.MAPPED for column in certain)
            self.notes.say("recognised", self.line, f"columns: {text}{' (--map)' * by_map}")
        for column in self.columns:
            if column.field and column.guessed:
                text = f"the column '{column.heading}' as {column.field}, {column.why}"
                hint = f"; --map '{_escaped(column.heading)}=…' takes it as another"
                extra = hint if column.field.startswith("x-") else ""
                self.notes.say("guessed", self.line, text + extra)
            elif not column.field and (column.filled or column.heading):
                values = count(len(column.filled), "value")
                text = f"the column '{column.heading}' with {values}"
                text += f"; --map '{_escaped(column.heading)}=…' takes it" if column.heading else ""
                self.notes.say("left out", self.line, text)
            if column.leading:
                text = f"codes such as {column.leading}: descriptions begin with them"
                self.notes.say("guessed", self.line, text)

    def is_flush(self) -> bool:
        """Return whether the delimiters touch the pipes."""
        return not re.search(r"\|\s|\s\|", self.source.delimiter.source.strip())

    def is_aligned(self) -> bool:
        """Return whether the cells of each column are padded to one width."""
        rows = (self.source.header, *self.source.rows)
        return len({tuple(map(width, outline.parts(row.source))) for row in rows}) == 1

    def records(self) -> Iterator[Record]:
        """Return the entries of the rows; what makes none is noted."""
        context = Context(self.columns, self.notes, self.group, self._inherited())
        for source, row in zip(self.source.rows, self.cells, strict=True):
            if len(source.cells) > self.source.width:
                more = " | ".join(source.cells[self.source.width :])
                self.notes.say("left out", source.line, "what stands beyond the last column", more)
            texts = tuple(cell.text for cell in row)
            if self.source.kind == "pipe" and len(self.columns) > 1 and "|" not in source.source:
                self.notes.say("left out", source.line, "text below a table, no row", texts[0])
            elif texts != self.headings:
                yield from records(context, source, row)
            else:
                self.notes.say("left out", source.line, "the headings again, as a row")

    def _inherited(self) -> tuple[int, ...]:
        """Return the HTTP status of the nearest heading that has one, where no column does."""
        above = () if self.has("http_status") else reversed(self.source.above)
        for heading in above:
            numbers = re.findall(r"(?<![\w.-])[1-5]\d\d(?![\w.-])", self.title_of(heading))
            statuses = tuple(int(number) for number in numbers if int(number) in PHRASES)
            if len(statuses) == 1:
                text = "the HTTP status of a table, from the heading above it"
                self.notes.say("guessed", heading.line, text, str(statuses[0]))
                return statuses
        return ()

    def title_of(self, heading: Heading) -> str:
        """Return the text of a heading."""
        return title_of(heading, self.references)


_DESCRIBING = ("title", "description", "message", "status", "name", "solutions")

_SPAN = re.compile(r"(?:`[^`]+`|<code>[^<]*</code>)(?:\s*\(.*\))?$")


def _quoted(heading: str) -> str:
    return f"'{_escaped(heading)}=code'"


def _escaped(text: str) -> str:
    return text.replace("'", "'\\''")


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
