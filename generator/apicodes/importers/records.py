"""One row of a table, and the entries that it makes."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from apicodes.catalog.field_row import Kind
from apicodes.catalog.fields import FIELDS, kind_of
from apicodes.compare.record import Record
from apicodes.importers import cell_values, columns
from apicodes.importers.columns import Column
from apicodes.importers.markup import Cell
from apicodes.importers.notes import NoteKind, Notes
from apicodes.importers.outline import Row


class Context(Struct, frozen=True):
    """What rows of a table share.

    `inherited` are the HTTP statuses of the heading above.
    """

    columns: Sequence[Column]
    notes: Notes
    group: str | None
    inherited: tuple[int, ...]


def records(context: Context, source: Row, row: Sequence[Cell]) -> list[Record]:
    """Return the entries that a row makes, one for each of its codes; none is noted as left out."""
    return _Row(context, source, row).records()


class _Row:
    """A row, and the fields that it fills; `unsure` is what its cells say of no exact value."""

    def __init__(self, context: Context, source: Row, row: Sequence[Cell]) -> None:
        self.context = context
        self.source = source
        self.fields: dict[str, Any] = {}
        self.codes: tuple[str, ...] = ()
        self.unsure: list[str] = []
        for index, column in enumerate(context.columns):
            if column.field is not None:
                raw = "".join(source.cells[index : index + 1])
                self.fill(column.field, raw, row[index])

    def say(self, kind: NoteKind, text: str) -> None:
        """Note something of this row."""
        self.context.notes.say(kind, self.source.line, text)

    def records(self) -> list[Record]:
        """Return the entries that the row makes."""
        leads = any(column.leading for column in self.context.columns)
        if leads and (leading := columns.LEADING.match(self.fields.get("description", ""))):
            self.codes = (leading[1],)
            self.fields["description"] = leading[2]
        if self.context.inherited:
            self.fields.setdefault("http_status", self.context.inherited)
        if not self.codes and "http_status" not in self.fields:
            words = " | ".join(self.source.cells)
            why = f" ({'; '.join(self.unsure)})" if self.unsure else ""
            said = f"a row with neither code nor HTTP status{why}: {words[:200]}"
            self.say("left out", said if words.strip(" |") else "an empty row")
            return []
        for unsure in self.unsure:
            self.say("left out", unsure)
        if len(self.codes) > 1:
            self.say("guessed", f"an entry for each of the codes {', '.join(self.codes)}")
        if self.context.group:
            self.fields["group"] = self.context.group
        if not self.fields.get("description", True):
            del self.fields["description"]
        return [self.record(code) for code in self.codes or (None,)]

    def record(self, code: str | None) -> Record:
        """Return an entry, its fields in the order that catalogs have."""
        made = {**self.fields} if code is None else {**self.fields, "code": code}
        fields = {name: made[name] for name in (*_ORDER, *made) if name in made}
        return Record(fields, self.source.line, dict.fromkeys(fields, self.source.line))

    def fill(self, name: str, raw: str, cell: Cell) -> None:
        """Fill a field from a cell."""
        for note in cell.notes:
            self.say("guessed", f"{name}: {note}")
        struck = name != "description" and re.fullmatch(r"~~(.+)~~", cell.markdown)
        if struck and not self.has("deprecated"):
            self.say("guessed", f"deprecated: its {name} is struck through")
            self.fields["deprecated"] = {}
        if name == "http_status":
            self.fill_http_status(cell.text)
        elif name == "code":
            self.fill_code(raw, cell.text)
        elif not cell.text and name == "description" and "](" in cell.markdown:
            self.fields[name] = cell.markdown
        elif cell.text and (name == "message" or not cell_values.NOTHING.match(cell.text)):
            kind = kind_of(name)
            value = _VALUES[kind](cell) if kind in _VALUES else cell.text
            if value is None:
                self.say("left out", f"{name}: '{cell.text}' is no value of it")
            else:
                self.fields[name] = value
                if kind == "flag" and cell_values.boolean(cell.text) is None:
                    self.say("guessed", f"{name}: {str(value).lower()}, of '{cell.text}'")

    def fill_http_status(self, text: str) -> None:
        """Take the exact HTTP statuses of a cell; words of their own are a title."""
        found = cell_values.statuses(text)
        if found.found:
            self.fields["http_status"] = found.found
        if found.vague:
            self.unsure.append(f"'{', '.join(found.vague)}' is no single HTTP status")
        if not found.found and text and cell_values.NOTHING.match(text):
            self.say("recognised", f"'{text}' as the word for no HTTP status")
        elif found.words and cell_values.is_phrase(found.words, found.found):
            self.say("recognised", "phrases of RFC 9110 beside HTTP statuses are not kept")
        elif found.words and found.found and not self.has("title"):
            self.fields["title"] = found.words
            self.say("guessed", "the words beside HTTP statuses, as titles")
        elif found.words:
            self.unsure.append(f"'{found.words}' is no HTTP status")

    def has(self, field: str) -> bool:
        """Return whether a column holds a field."""
        return any(column.field == field for column in self.context.columns)

    def fill_code(self, raw: str, text: str) -> None:
        """Take the codes of a cell: its text, without the link or the marks around it."""
        if marked := _MARKED.fullmatch(text):
            self.say("guessed", f"deprecated: the word stands beside the code {marked[1]}")
            self.fields["deprecated"] = {}
            text = marked[1]
        found = cell_values.codes(raw, text)
        if text and not found:
            self.say("recognised", f"'{text}' as the word for no code")
        ranges = [code for code in found if cell_values.is_range(code)]
        self.unsure += [f"'{code}' stands for several codes" for code in ranges]
        self.codes = tuple(code for code in found if code not in ranges)
        if "](" in raw and found:
            self.say("recognised", "codes that are links, without their addresses")


_MARKED = re.compile(
    r"(.+?)\s*[(\[（](?:deprecated|obsolete|已?废弃|弃用|非推奨|veraltet|obsoleto|obsolète)[)\]）]",
    re.IGNORECASE,
)

_ORDER = tuple(row.name for row in FIELDS if row.name in columns.FIELDS)


def _list(cell: Cell) -> tuple[str, ...]:
    """Return the items of a list, or the cell as its one item."""
    source = cell.markdown
    nests = re.search(r"^\s+(?:[-*]|\d+[.)])(?: |$)", source, re.MULTILINE)
    before, *items = re.split(r"^(?:[-*]|\d+[.)])(?: |$)", source, flags=re.MULTILINE)
    if before or nests:
        return (source,)
    return tuple(re.sub(r"\n +", "\n", item).strip() for item in items if item.strip())


_ROW = re.compile(r"\[(`[^`]*`)\]\(#[A-Za-z0-9_-]+\)")
"""A link to another row of the page."""


def _deprecation(cell: Cell) -> dict[str, str] | None:
    said = cell_values.boolean(cell.text)
    if said is None:
        return {"reason": _ROW.sub(r"\1", cell.markdown)}
    return {} if said else None


_VALUES: Mapping[Kind | None, Callable[[Cell], Any]] = {
    "markdown": lambda cell: cell.markdown,
    "markdown list": _list,
    "number": lambda cell: cell_values.number(cell.text),
    "flag": lambda cell: cell_values.answer(cell.text),
    "deprecation": _deprecation,
}
"""How the cells of a column are read; those of other kinds hold text."""
