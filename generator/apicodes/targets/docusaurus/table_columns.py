"""The columns of a table: their values, how cells show these, and how cells are read back."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from apicodes.catalog.entry import Entry
from apicodes.catalog.field_row import Field
from apicodes.catalog.fields import FIELDS, Column, carried_by, column_headings
from apicodes.render import markdown, sentences
from apicodes.render.tables import Value
from apicodes.render.texts import Code, Line, Markdown
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.pages import display, value_of

if TYPE_CHECKING:
    from apicodes.targets.docusaurus.page_lines import CellReader

Anchors = Mapping[str, str]
"""The anchors of the rows that links lead to, by the keys of their entries."""


class TableColumn(Struct, frozen=True):
    """A column: what it holds, and how its cells are spelled."""

    name: str
    heading: Line
    row: Field | None
    """The field of the entry; None for an extension field."""
    is_code: bool
    flag_words: tuple[Line, ...]

    @property
    def key(self) -> str:
        """The name of its values in a view."""
        return self.name if self.row else Line(self.name).normal

    def is_filled(self, entry: Entry) -> bool:
        """Return whether an entry has a value for it."""
        if self.row is None:
            return entry.extensions.get(self.name) is not None
        described = self.name == "description" and bool(entry.status_descriptions)
        return described or getattr(entry, self.name) not in (None, ())

    def value(self, entry: Entry, anchors: Anchors) -> Any:
        """Return what a row says; None where its cell is empty."""
        if not self.is_filled(entry):
            return None
        if self.row is None:
            return self._text(display(entry.extensions[self.name]))
        if self.row.kind == "deprecation":
            value = Markdown(
                _announcement(entry, anchors) or markdown.literal(self.flag_words[0].source)
            )
        else:
            value = value_of(entry, self.row)
        match value:
            case Line():
                return self._text(value.source)
            case Markdown():
                return None if value.is_blank else value
            case tuple():
                filled = (
                    text for text in value if not isinstance(text, Markdown) or not text.is_blank
                )
                return tuple(filled) or None
        return value

    def _text(self, text: str) -> Line:
        return Code(text) if self.is_code else Line(text)

    def cell(self, value: Value) -> Value:
        """Return a value as its cell shows it."""
        if isinstance(value, bool):
            return self._text(self.flag_words[not value].source)
        if not self.is_code or not isinstance(value, int | tuple):
            return value
        numbers = value if isinstance(value, tuple) else (value,)
        return ", ".join(f"`{number}`" for number in numbers)

    @property
    def reader(self) -> "CellReader":
        """What reads a cell that is not empty."""
        from apicodes.targets.docusaurus.page_lines import READERS

        kind = self.row.kind if self.row else "text"
        if kind == "flag":
            flags = {word.normal: not at for at, word in enumerate(self.flag_words)}
            return lambda cell: flags.get(text := self._read_text(cell).normal, Line(text))
        read = READERS.get(kind, self._read_text)
        if self.is_code and kind in ("statuses", "number"):
            return lambda cell: read(_NUMBER.sub(r"\1", cell))
        return read

    def _read_text(self, cell: str) -> Line:
        from apicodes.targets.docusaurus.page_lines import cell_code, cell_text

        return Code(cell_code(cell)) if self.is_code else Line(cell_text(cell))


_NUMBER = re.compile(r"`(-?[0-9]+)`")


def _announcement(entry: Entry, anchors: Anchors) -> str:
    """Return the announcement that an entry goes, as Markdown, with links to other rows."""

    def show(key: str) -> str:
        code = markdown.code(key)
        return f"[{code}](#{anchors[key]})" if key in anchors else code

    return sentences.deprecation(entry.deprecation, show) if entry.deprecation else ""


def possible_columns(options: Options) -> list[TableColumn]:
    """Return the columns that a table may have, in their order, but for that of names."""
    usual = [row.name for row in carried_by("table")]
    names = dict.fromkeys((*(options.columns or usual), *options.extension_names))
    return [_column(name, options.headings.get(name), options) for name in names]


def readable_columns(options: Options) -> list[TableColumn]:
    """Return the columns that a page may have, whatever its catalog, the likeliest first."""
    possible = possible_columns(options)
    names = {column.name for column in possible}
    others = [name for name in column_headings() if name not in names]
    return possible + [
        _column(name, options.headings.get(Column(name)), options) for name in others
    ]


def group_columns(key: str | None, options: Options) -> list[TableColumn]:
    """Return the columns that the settings give the table of a group."""
    headings = options.group_columns.get(key or "", {}).items()
    return [_column(name, heading, options) for name, heading in headings]


def spellings(options: Options) -> dict[str, TableColumn]:
    """Return every column that the page may have, by the name of its values in a view."""
    columns = [column for key in options.group_columns for column in group_columns(key, options)]
    return {column.key: column for column in (*columns, *possible_columns(options))}


def _column(name: str, heading: str | None, options: Options) -> TableColumn:
    row = _FIELDS.get(name)
    usual = row.heading if row else name
    in_code = ("code", *options.extension_names)
    if options.code_spans is not None:
        in_code = options.code_spans
    words = tuple(map(Line, options.flag_words))
    return TableColumn(
        name, Line(usual if heading is None else heading), row, name in in_code, words
    )


_FIELDS = {row.name: row for row in FIELDS}


def shown_columns(
    entries: Sequence[Entry], options: Options, group: str | None = None
) -> list[TableColumn]:
    """Return the columns of a table: those that an entry fills, and those of the settings.

    With a table for each group, a table has what its own entries fill, where the settings do not
    say otherwise.
    """
    if columns := group_columns(group, options):
        return columns
    possible = possible_columns(options)
    named = (options.columns or ()) if options.tables == "one" else ()
    if options.columns is None and _needs_names(entries):
        at = next((at for at, each in enumerate(possible, 1) if each.name == "code"), 0)
        possible.insert(at, _column("name", options.headings.get(Column("name")), options))
    empty = {column.name: column for column in possible if column.name not in named}
    for entry in entries:
        for name in [name for name, column in empty.items() if column.is_filled(entry)]:
            del empty[name]
        if not empty:
            break
    filled = [column for column in possible if column.name not in empty]
    return filled or [column for column in possible if column.name == "description"] or possible[:1]


def _needs_names(entries: Sequence[Entry]) -> bool:
    """Return whether neither a code nor HTTP statuses tell some entry that has a name."""
    bare = [entry for entry in entries if entry.code is None]
    counted = Counter(status for entry in bare for status in entry.http_statuses)
    return any(
        entry.name is not None and all(counted[status] > 1 for status in entry.http_statuses)
        for entry in bare
    )
