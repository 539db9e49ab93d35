"""Several imported files as one catalog: what agrees is one entry, what disagrees is told.

The first file wins, or the one that is preferred. Nothing is picked in silence.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any

from msgspec import Struct, field
from msgspec.structs import fields as fields_of

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import kind_of
from apicodes.catalog.http_status import status_name
from apicodes.catalog.model import Catalog
from apicodes.compare.comparable import Note
from apicodes.compare.record import Record
from apicodes.importers import Imported
from apicodes.importers.notes import Notes
from apicodes.problems import Location
from apicodes.render import markdown


class Value(Struct, frozen=True):
    """A value, and where a file has it."""

    location: Location
    value: Any


class Conflict(Struct, frozen=True):
    """A field that two files say differently; the first of the two was kept."""

    label: str
    field: str
    kept: Value
    other: Value


class Merged(Struct):
    """A catalog, its fields as the format spells them, and what the files disagree in.

    `notes` tell the names that entries get.
    """

    fields: dict[str, Any]
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def merged(files: Sequence[Imported], preferred: str | None = None) -> Merged:
    """Merge files in their order, the one of the preferred path before all others."""
    ordered = sorted(files, key=lambda file: file.path != preferred)
    conflicts: list[Conflict] = []
    root: dict[str, Value] = {}
    entries: dict[tuple[str, int], dict[str, Value]] = {}
    for file in ordered:
        _take(root, file.reading.root, file.path, "the catalog", conflicts)
        seen: Counter[str] = Counter()
        for record in file.reading.entries:
            key = record.key, seen[record.key]
            seen[record.key] += 1
            _take(entries.setdefault(key, {}), record, file.path, record.label, conflicts)
    notes = _names(list(entries.values()))
    return Merged(_catalog(root, list(entries.values())), conflicts, notes)


_NAMING = ("title", "message", "description")
"""The texts that names of entries are made of."""


def _names(entries: Sequence[dict[str, Value]]) -> list[Note]:
    """Name the entries that code or HTTP statuses alone do not tell from others; note it.

    Those that have a name keep it, then those that have a code.
    """
    taken: dict[str, str] = {}
    notes = Notes()
    for entry in sorted(entries, key=lambda fields: ("name" not in fields, "code" not in fields)):
        base = entry.get("name") or entry.get("code") or entry.get("http_status")
        if base is None:
            continue
        is_status = base is entry.get("http_status")
        statuses = base.value if is_status else ()
        text = ", ".join(map(str, statuses)) or str(base.value)
        other = "Or".join(map(status_name, statuses))
        if why := _unfit(text, taken, other):
            title = _title(entry)
            stem = title or f"Http{text}" if is_status else naming.pascal(text) or title or "Code"
            name = next(name for name in numbered(naming.pascal(stem)) if not _unfit(name, taken))
            entry["name"] = Value(base.location, name)
            path, line = base.location.path, base.location.line or 1
            subject = f"{name} for '{text}', as {why}"
            notes.say("guessed", line, "names of entries", subject, path)
            text, other = name, ""
        taken |= dict.fromkeys(_made(text, other), text)
    return notes.made("")


def _title(entry: Mapping[str, Value]) -> str:
    """Return a name made of the first short text of an entry; empty where there is none."""
    texts = (str(entry[name].value) for name in _NAMING if name in entry)
    return next(filter(None, (naming.pascal(text) for text in texts if len(text) <= 40)), "")


def _made(text: str, other: str = "") -> tuple[str, ...]:
    """Return the identifiers that are made of a name or a code, or of HTTP statuses."""
    return naming.constant(text), naming.pascal(text), *filter(None, [other])


def _unfit(text: str, taken: Mapping[str, str], other: str = "") -> str:
    """Return why a text cannot stand for an entry in code; empty where it can."""
    made = _made(text, other)
    if not all(made):
        return "no letter or digit of it can stand in code"
    first = next((taken[name] for name in made if name in taken), None)
    return f"'{first}' makes the same name in code" if first is not None else ""


def numbered(stem: str, between: str = "") -> Iterator[str]:
    """Return a name, then the name with each number from 2 on."""
    yield stem
    for number in count(2):
        yield f"{stem}{between}{number}"


def _take(
    known: dict[str, Value], record: Record, path: str, label: str, conflicts: list[Conflict]
) -> None:
    """Add what a record says to what is known; what differs from it is a conflict."""
    for name, value in record.fields.items():
        other = Value(Location(path, record.line_of(name)), value)
        kept = known.setdefault(name, other)
        if kept is other or _agree(name, kept.value, value):
            continue
        if name in ("headers", "groups") and isinstance(kept.value, dict):
            known[name] = Value(kept.location, {**value, **kept.value})
        else:
            conflicts.append(Conflict(label, name, kept, other))


def _agree(name: str, left: Any, right: Any) -> bool:
    if kind_of(name) == "markdown":
        return markdown.normal(left) == markdown.normal(right)
    if name == "http_status":
        return set(left) == set(right)
    return bool(left == right)


def _catalog(root: dict[str, Value], entries: list[dict[str, Value]]) -> dict[str, object]:
    """Return a catalog as its file spells it, the fields in the order of the format."""
    codes = [_entry(entry) for entry in entries]
    defaults = _defaults(codes)
    for entry in codes:
        for name, value in defaults.items():
            if entry.get(name) == value:
                del entry[name]
    values = {name: value.value for name, value in root.items()}
    values |= {"apicodes": 1, "title": values.get("title", "Response codes"), "codes": codes}
    if defaults:
        values["defaults"] = defaults
    return _in_order(Catalog, values)


def _entry(entry: dict[str, Value]) -> dict[str, object]:
    values = {name: value.value for name, value in entry.items()}
    statuses = values.pop("http_status", ())
    descriptions = values.pop("status_descriptions", None)
    if descriptions or statuses:
        values["http_status"] = descriptions or (statuses[0] if len(statuses) == 1 else statuses)
    if (deprecated := values.get("deprecated")) is not None:
        values["deprecated"] = {
            name: value[0] if isinstance(value, tuple) and len(value) == 1 else value
            for name, value in deprecated.items()
        } or True
    return _in_order(Entry, values)


def _in_order(struct: type[Struct], values: dict[str, object]) -> dict[str, object]:
    known = [name for name in _names_of(struct) if name in values]
    others = [name for name in values if name not in known]
    return {name: values[name] for name in (*known, *others)}


@cache
def _names_of(struct: type[Struct]) -> tuple[str, ...]:
    return tuple(field.encode_name for field in fields_of(struct))


def _defaults(codes: list[dict[str, object]]) -> dict[str, str]:
    """Return the status word that most entries have, where each of them has one."""
    words = Counter(entry.get("status") for entry in codes)
    if None in words or not words:
        return {}
    word, count = words.most_common(1)[0]
    return {"status": str(word)} if count > 1 and count > len(codes) / 2 else {}
