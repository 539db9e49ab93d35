"""Match the rows of an edited output to those that the catalog makes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import carried_names
from apicodes.compare.record import Record
from apicodes.render.catalog_yaml import item_lines


class Row(Struct, frozen=True):
    """A row as the catalog makes it, and as the edited output has it."""

    old: Record
    new: Record


class Refused(Struct, frozen=True):
    """An edit that adopt does not take: its line, and in words what it is and what to do."""

    line: int | None
    message: str
    hint: str


def match(old: Sequence[Record], new: Sequence[Record]) -> list[Row] | list[Refused]:
    """Return the rows in pairs; where rows were added, removed or moved, what to do about each."""
    if refused := list(_structure(old, new)):
        return refused
    return [Row(*pair) for pair in zip(old, new, strict=True)]


def _structure(old: Sequence[Record], new: Sequence[Record]) -> Iterator[Refused]:
    before, after = (Counter(record.key for record in records) for records in (old, new))
    if len(old) == len(new):
        if before == after:
            yield from _moved(old, new)
        return
    added, removed = after - before, before - after
    for record in new:
        if added[record.key] > 0:
            added[record.key] -= 1
            message = f"{record.label}: the row was added, and adopt adds no entries"
            yield Refused(record.line, message, f"paste it below 'codes:':\n{_yaml(record)}")
    for record in old:
        if removed[record.key] > 0:
            removed[record.key] -= 1
            message = f"{record.label}: the row was removed, and adopt removes no entries"
            yield Refused(None, message, "delete the entry in the catalog")


def _moved(old: Sequence[Record], new: Sequence[Record]) -> Iterator[Refused]:
    for record, other in zip(old, new, strict=True):
        if record.key != other.key:
            message = f"{other.label}: the row was moved, and adopt moves no entries"
            yield Refused(other.line, message, "move the entry in the catalog")


def _yaml(record: Record) -> str:
    """Return an added row as an entry in YAML."""
    values: dict[str, Any] = {**record.fields, **record.texts}
    statuses = values.get("http_status", ())
    values["http_status"] = values.get("status_descriptions") or (
        statuses[0] if len(statuses) == 1 else list(statuses)
    )
    if isinstance(values.get("deprecated"), dict):
        values["deprecated"] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in values["deprecated"].items()
        } or True
    else:
        values.pop("deprecated", None)  # A page has a sentence there, made from several fields.
    carried = carried_names("document")
    names = [field.encode_name for field in fields(Entry) if field.encode_name in carried]
    names += [name for name in values if name.startswith("x-")]
    entry = {
        name: list(value) if isinstance(value := values[name], tuple) else value
        for name in names
        if values.get(name) not in (None, [], ())
    }
    return "\n".join(item_lines(entry, 0))
