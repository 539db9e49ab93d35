"""Views: the content of one output, as values; and what a reader read from a file.

A target makes a view of the catalog, its template renders it, and its reader reads the text back
into a view of the same type. The round trip holds where both are equal.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct, field

from apicodes.catalog.fields import field as field_named
from apicodes.compare.record import Leftover, Record, Records
from apicodes.render.texts import Markdown, Text


class Origin(Struct, frozen=True, eq=False):
    """The key of the entry that a part of a view is made from; it is not compared.

    Readers do not know it.
    """

    key: str | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origin)

    def __hash__(self) -> int:
        return 0


class EntryView(Struct, frozen=True, kw_only=True):
    """An entry in an output: its carried fields by name, and what targets add."""

    origin: Origin = Origin()
    fields: Annotated[
        dict[str, Any],
        Meta(
            description="The fields that the entry fills, by name, in order. Each is at hand as "
            "`entry.code` is, too; none where it is not filled."
        ),
    ] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        if name in self.fields or field_named(name):
            return self.fields.get(name)
        raise AttributeError(name)

    def facts(self) -> dict[str, object]:
        """Return the content of the entry, by the names that messages use."""
        return {**self.fields, **_filled(self, ("origin", "fields"))}


class View(Struct, frozen=True, kw_only=True):
    """What an output says of the entries; subclasses add what it says of the catalog itself."""

    entries: Annotated[tuple[EntryView, ...], Meta(description="The entries, in order.")] = ()

    def facts(self) -> dict[str, object]:
        """Return the content apart from the entries, by the names that messages use."""
        return _filled(self, ("entries",))


def _filled(struct: Struct, left_out: tuple[str, ...]) -> dict[str, object]:
    names = (name for name in struct.__struct_fields__ if name not in left_out)
    values = {name: getattr(struct, name) for name in names}
    return {name: value for name, value in values.items() if value not in (None, (), [], {})}


Lines = Mapping[tuple[int | None, str], int]
"""The line of each fact, from 1, by the index of its entry (None: the catalog itself) and name.

The name of an entry as a whole is empty.
"""


class Reading(Struct, frozen=True):
    """What a reader read: the view, the line of each part, and what it did not understand."""

    view: View
    lines: dict[tuple[int | None, str], int] = field(default_factory=dict)
    leftovers: list[Leftover] = field(default_factory=list)


def records_of(reading: Reading) -> Records:
    """Return what a reader read as plain values, with what it did not understand."""
    flat = records(reading.view, reading.lines)
    flat.leftovers = reading.leftovers
    return flat


def entry_records(reading: Reading) -> list[Record]:
    """Return the entries that a reader read, their texts typed as in the view."""
    at: dict[int | None, dict[str, int]] = {}
    for (index, name), line in reading.lines.items():
        at.setdefault(index, {})[name] = line
    return [
        Record({**entry.fields}, at.get(index, {}).get(""), at.get(index, {}), entry.origin.key)
        for index, entry in enumerate(reading.view.entries)
    ]


def records(view: View, lines: Lines | None = None) -> Records:
    """Return a view as plain values: Markdown in its normal form, other texts as they are read."""
    lines = lines or {}
    at: dict[int | None, dict[str, int]] = {}
    for (index, name), line in lines.items():
        at.setdefault(index, {})[name] = line
    root = _record(view.facts(), at.get(None, {}), 1 if lines else None)
    return Records(
        root,
        [
            _record(entry.facts(), at.get(index, {}), lines.get((index, "")), entry.origin.key)
            for index, entry in enumerate(view.entries)
        ],
    )


def _record(
    facts: Mapping[str, object], lines: dict[str, int], line: int | None, key: str | None = None
) -> Record:
    values = {name: _plain(value) for name, value in facts.items()}
    texts = {name: _sources(value) for name, value in facts.items() if _holds_markdown(value)}
    return Record(values, line, {name: at for name, at in lines.items() if name}, key, texts)


def _holds_markdown(value: object) -> bool:
    """Return whether a value is Markdown in blocks, or nothing but that."""
    if isinstance(value, list | tuple):
        return bool(value) and all(map(_holds_markdown, value))
    if isinstance(value, dict):
        return bool(value) and all(map(_holds_markdown, value.values()))
    return isinstance(value, Markdown)


def _sources(value: object) -> object:
    """Return Markdown as it is written, also in a list or mapping of it."""
    if isinstance(value, list | tuple):
        return [_sources(item) for item in value]
    if isinstance(value, dict):
        return {key: _sources(item) for key, item in value.items()}
    return value.source if isinstance(value, Markdown) else value


def _plain(value: object) -> object:
    match value:
        case Text():
            return value.normal
        case Struct():
            return {name: _plain(item) for name, item in _filled(value, ()).items()}
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case tuple():
            return tuple(map(_plain, value))
        case list():
            return [_plain(item) for item in value]
        case _:
            return value
