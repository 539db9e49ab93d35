"""One row of a table, and the entries that it makes."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from apicodes.catalog.field_row import Kind
from apicodes.catalog.fields import kind_of, stored
from apicodes.compare.record import Record
from apicodes.importers import cell_values, columns
from apicodes.importers.column_shapes import is_identifier
from apicodes.importers.markup import Cell
from apicodes.importers.notes import NoteKind
from apicodes.importers.outline import Row

if TYPE_CHECKING:
    from apicodes.importers.page_tables import Table


def records(
    table: "Table", inherited: tuple[int, ...], source: Row, row: Sequence[Cell]
) -> list[Record]:
    """Return the entries that a row makes, one for each of its codes; none is noted as left out.

    `inherited` are the HTTP statuses of the heading above.
    """
    return _Row(table, source, row).records(inherited)


class _Row:
    """A row, and the fields that it fills; `odd` is what is no code or HTTP status, and why."""

    def __init__(self, table: "Table", source: Row, row: Sequence[Cell]) -> None:
        self.table = table
        self.source = source
        self.row = row
        self.fields: dict[str, object] = {}
        self.codes: tuple[str, ...] = ()
        self.odd: list[tuple[str, str]] = []
        for index, column in enumerate(table.columns):
            if column.field is not None:
                raw = "".join(source.cells[index : index + 1])
                self.fill(column.field, raw, row[index])

    def say(self, kind: NoteKind, text: str, subject: str = "") -> None:
        """Note something of this row."""
        self.table.notes.say(kind, self.source.line, text, subject)

    def records(self, inherited: tuple[int, ...]) -> list[Record]:
        """Return the entries that the row makes."""
        leads = any(column.leading for column in self.table.columns)
        if leads and (leading := columns.LEADING.match(str(self.fields.get("description", "")))):
            self.codes = (leading[1],)
            self.fields["description"] = leading[2]
        if inherited:
            self.fields.setdefault("http_status", inherited)
        if not self.codes and "http_status" not in self.fields:
            words = " | ".join(cell.text for cell in self.row if cell.text)
            why, _ = self.odd[0] if self.odd else (" with neither code nor HTTP status", "")
            self.say("left out", f"a row{why}" if words else "an empty row", words)
            return []
        for why, text in self.odd:
            self.say("left out", f"a value{why}", text)
        if len(self.codes) > 1:
            self.say("guessed", "an entry for each code of a cell", ", ".join(self.codes))
        if self.table.group:
            self.fields["group"] = self.table.group
        return [self.record(code) for code in self.codes or (None,)]

    def record(self, code: str | None) -> Record:
        """Return an entry with a code, or without."""
        made = {**self.fields} if code is None else {**self.fields, "code": code}
        return Record(made, self.source.line, dict.fromkeys(made, self.source.line))

    def fill(self, name: str, raw: str, cell: Cell) -> None:
        """Fill a field from a cell."""
        for note in cell.notes:
            self.say("guessed", note)
        kind = kind_of(name)
        is_markdown = kind in ("markdown", "markdown list", "deprecation")
        for address in () if is_markdown else _ADDRESS.findall(raw):
            self.say("left out", f"the addresses of links in the column of {name}", address)
        if name != "description" and re.fullmatch(r"~~(.+)~~", cell.markdown):
            self.deprecate(cell.text)
        if name == "http_status":
            self.fill_http_status(cell.text)
        elif name == "code":
            self.fill_code(raw, cell.text)
        elif (
            name == "message"
            or (kind == "flag" and cell_values.boolean(cell.text) is not None)
            or not cell_values.NOTHING.match(cell.text or cell.markdown)
        ):
            value = _VALUES[kind](cell) if kind in _VALUES else cell.text
            value = stored(name, value)
            if value is None:
                self.say("left out", f"{name}: no value of it", cell.text)
            elif value not in ("", ()):
                self.fields[name] = value
                if kind == "flag" and cell_values.boolean(cell.text) is None:
                    self.say("guessed", f"{name} as {str(value).lower()}", cell.text)

    def deprecate(self, text: str) -> None:
        """Take the entry for deprecated, where no column says so."""
        if not self.table.column("deprecated"):
            self.fields["deprecated"] = {}
            self.say("guessed", "deprecated, as it is struck through or called so", text)

    def fill_http_status(self, text: str) -> None:
        """Take the exact HTTP statuses of a cell; words of their own are a code or a title."""
        statuses = cell_values.statuses(text)
        words = statuses.words
        if statuses.values:
            self.fields["http_status"] = statuses.values
        if statuses.vague:
            self.odd.append((" whose HTTP status is no single one", ", ".join(statuses.vague)))
        if cell_values.is_phrase(words, statuses.values):
            self.say("left out", "phrases of RFC 9110 beside HTTP statuses", words)
            return
        if cell_values.NOTHING.match(words):
            return
        if not statuses.values:
            self.odd.append((" whose HTTP status is none", words))
        elif not self.table.column("code") and is_identifier(words):
            self.codes = (words,)
            self.say("guessed", "the words beside HTTP statuses as codes", words)
        elif not self.table.column("title"):
            self.fields["title"] = words
            self.say("guessed", "the words beside HTTP statuses as titles", words)
        else:
            self.odd.append((" that stands beside an HTTP status", words))

    def fill_code(self, raw: str, text: str) -> None:
        """Take the codes of a cell: its text, without the link or the marks around it."""
        if remark := _REMARK.fullmatch(text):
            raw, text = self.without_remark(raw, remark[1], remark[2])
        unmarked = cell_values.without_mark(raw)
        if unmarked != raw and not raw.startswith(("*", "_")):
            mark = raw.removeprefix(unmarked).strip()
            text = text.removesuffix(mark.replace("\\", "")).strip()
            self.say("guessed", "codes without the marks behind them", raw)
        codes = cell_values.codes(unmarked, text)
        is_remark = cell_values.REMARK.match(text) or self.is_prose(raw, text)
        if cell_values.is_range(raw, text):
            self.odd.append((" whose code stands for several", text))
        elif self.is_heading(raw, text):
            self.odd.append((" that heads those below it", text))
        elif len(codes) == 1 and is_remark:
            self.odd.append((" whose code is a remark", text))
        else:
            self.codes = codes

    def without_remark(self, raw: str, code: str, remark: str) -> tuple[str, str]:
        """Return a code without the remark in parentheses behind it, where it is none of it."""
        statuses = cell_values.statuses(remark).values
        if _DEPRECATED.match(remark):
            self.deprecate(code)
        elif min(statuses, default=0) >= 400 and not self.table.column("http_status"):
            self.fields["http_status"] = statuses
            self.say("guessed", "the numbers beside codes as HTTP statuses", remark)
        elif (number := cell_values.number(remark)) is not None and code != raw:
            self.fields.setdefault("number", number)
            self.say("guessed", "the numbers beside codes as numbers", remark)
        elif raw.startswith("`"):
            self.say("left out", "the remark beside a code", f"{code} ({remark})")
        else:
            return raw, f"{code} ({remark})"
        return code, code

    def is_prose(self, raw: str, text: str) -> bool:
        """Return whether a text is no code, but says something where others have one."""
        code = self.table.column("code")
        is_mixed = self.table.column("http_status") and code and code.has_codes
        if is_mixed and not raw.startswith("`") and not is_identifier(text):
            return not text.isascii() or (" " in text and text != text.upper())
        return len(text.split()) > (
            2 if code and code.shape in ("token", "integer", "http") else 10
        )

    def is_heading(self, raw: str, text: str) -> bool:
        """Return whether the one cell of the row that is filled is no code but a heading."""
        filled = [cell for cell in self.row if cell.text]
        is_bold = raw.startswith(("**", "__", "<b>", "<strong>"))
        return len(self.row) > 1 and len(filled) == 1 and (is_bold or " " in text)


_ADDRESS = re.compile(r"\]\(([^)\s]*)")
_REMARK = re.compile(r"(.+?)\s*[(（\[](.+)[)）\]]")
"""A code, and a remark beside it."""

_DEPRECATED = re.compile(
    r"(?:deprecated|obsolete|已?废弃|弃用|非推奨|veraltet|obsoleto|obsolète)$", re.IGNORECASE
)


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
    answer = cell_values.boolean(cell.text)
    if answer is None:
        return {"reason": _ROW.sub(r"\1", cell.markdown)}
    return {} if answer else None


_VALUES: Mapping[Kind | None, Callable[[Cell], object]] = {
    "markdown": lambda cell: cell.markdown,
    "markdown list": _list,
    "number": lambda cell: cell_values.number(cell.text),
    "flag": lambda cell: cell_values.answer(cell.text),
    "deprecation": _deprecation,
}
"""How the cells of a column are read; those of other kinds hold text."""
