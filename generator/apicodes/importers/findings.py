"""What an importer found so far: fields from several places, put together into entries."""

import re
from collections.abc import Mapping
from typing import NoReturn

from msgspec import Struct, field

from apicodes.catalog import naming
from apicodes.catalog.fields import FIELDS
from apicodes.catalog.http_status import PHRASES
from apicodes.compare.comparable import ImportedKind
from apicodes.compare.record import Record, Records
from apicodes.importers import Imported, cell_values
from apicodes.importers.notes import NoteKind, Notes
from apicodes.problems import Location, Problem, ProblemsFound

LONGEST = 200
"""How many characters a code may have."""

SHOWN = 60
"""How many characters of a text a note shows."""

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
TYPE_NAME = re.compile(r"(?=.*[a-z])[A-Z][A-Za-z0-9]{0,29}")
_NAMED = 3
"""How many of the things left out an error names, where nothing was found."""

_ON_ONE_LINE = frozenset(row.name for row in FIELDS if row.kind == "text" and row.heading)

Statuses = Mapping[int, Location]
"""HTTP statuses, each with its place."""


class Places(Struct):
    """The places that speak of one entry: its HTTP statuses, and each field's values in order."""

    code: str | None
    at: Location
    statuses: dict[int, Location] = field(default_factory=dict)
    fields: dict[str, list[tuple[object, Location]]] = field(default_factory=dict)
    fallback: list[tuple[str, Location]] = field(default_factory=list)
    """Descriptions of the response, which hold where nothing describes the code itself."""


class Findings:
    """Entries and notes of one file, and of those that it refers to."""

    def __init__(self, path: str, kind: ImportedKind) -> None:
        self.path = path
        self.kind: ImportedKind = kind
        self.root = Record({}, 1)
        self.notes = Notes()
        self.entries: dict[str, Places] = {}
        self.lines: dict[str, int] = {}
        """Where this file first refers to another, by that one's path."""

    def line(self, at: Location) -> int:
        """Return the line of a place in this file; of one elsewhere, the line that refers to it."""
        return (at.line or 1) if at.path == self.path else self.lines.get(at.path, 1)

    def note(self, kind: NoteKind, at: Location, text: str) -> None:
        """Add a line to the report; one line for all places of which it holds."""
        self.notes.say(kind, at.line or 1, text, path=at.path)

    def set(self, name: str, value: object, at: Location) -> None:
        """Set a field of the catalog itself, if it has no value yet."""
        if name == "type_name" and not TYPE_NAME.fullmatch(str(value)):
            return
        if name in ("title", "version") and value is not None:
            value = " ".join(str(value).split())
        if value not in (None, "", {}) and name not in self.root.fields:
            self.root.fields[name] = value
            self.root.lines[name] = self.line(at)

    def group(self, title: str, at: Location) -> str:
        """Set a group of the catalog; return its key."""
        title = re.sub(r"^[\W_]+|[^\w)]+$", "", title)
        groups = self.root.fields.setdefault("groups", {})
        short = naming.kebab(re.sub(r"\(.*?\)", "", title))
        keys = (title, short, f"group-{len(groups) + 1}")
        known = (key for key, group in groups.items() if group["title"] == title)
        key = next(known, None) or next(key for key in keys if NAME.fullmatch(key))
        groups.setdefault(key, {"title": title})
        self.root.lines.setdefault("groups", self.line(at))
        return key

    def add(
        self, at: Location, code: str | None, statuses: Statuses | None = None, **fields: object
    ) -> None:
        """Add what a place says of an entry: by its code, else its name, else its statuses.

        A field is a value, or a pair of a value and its place.
        """
        valid = {status: at for status, at in (statuses or {}).items() if 100 <= status <= 599}
        key = "-".join(map(str, valid))
        if code is not None:
            code = code.strip()
            if not code or len(code) > LONGEST or "\n" in code:
                self.note("left out", at, f"{excerpt(code)} can be no code")
                return
            key = f"code {code}"
        elif not valid:
            return
        elif fields.get("name"):
            key = f"name {fields['name']}"
        entry = self.entries.setdefault(key, Places(code, at))
        entry.statuses = (
            {**valid, **entry.statuses}
            if not entry.statuses
            else entry.statuses
            | {status: place for status, place in valid.items() if status not in entry.statuses}
        )
        for name, given in fields.items():
            value, place = given if isinstance(given, tuple) else (given, at)
            if isinstance(value, str):
                is_line = name in _ON_ONE_LINE
                value = " ".join(value.split()) if is_line else value.strip("\n").rstrip()
            if value in (None, "") or (name == "name" and not is_name(str(value), code)):
                continue
            entry.fields.setdefault(name, []).append((value, place))

    def fall_back(self, code: str, description: str | None, at: Location) -> None:
        """Give the description of a code's response."""
        entry = self.entries.get(f"code {code}")
        if entry is not None and description and description.strip():
            entry.fallback.append((description.strip("\n").rstrip(), at))

    def sort(self) -> None:
        """Put the entries in the order of their HTTP statuses; those without come last."""
        entries = self.entries.items()
        self.entries = dict(sorted(entries, key=lambda item: min(item[1].statuses, default=999)))

    def imported(self, seen: str) -> Imported:
        """Return what was found. Raises `ProblemsFound`, with what was seen, where it is nothing.

        The first value of a field is taken, and the places of the others are noted.
        """
        records = [*map(self._record, self.entries.values())]
        notes = self.notes.made(self.path)
        if not records:
            lost = [f"{note.location}: {note.text}" for note in notes if note.kind == "left out"]
            more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
            hint = f"left out: {'; '.join(lost[:_NAMED])}{more}" if lost else None
            refuse(self.path, 1, f"no codes found; seen: {seen}", "nothing-found", hint)
        return Imported(self.path, self.kind, Records(self.root, records), notes)

    def _record(self, entry: Places) -> Record:
        record = Record({}, self.line(entry.at))
        if entry.statuses:
            record.fields["http_status"] = tuple(entry.statuses)
            record.lines["http_status"] = self.line(next(iter(entry.statuses.values())))
        if entry.code is not None:
            record.fields["code"] = entry.code
            record.lines["code"] = self.line(entry.at)
        if "description" not in entry.fields and entry.fallback:
            entry.fields["description"] = [*entry.fallback]
        texts = [text for text, _ in entry.fields.get("description", ())]
        lost = [at for text, at in entry.fallback if text not in texts and not is_phrase(text)]
        if lost:
            places = ", ".join(map(str, dict.fromkeys(lost)))
            text = f"{record.label} has a description of its own; its responses' at {places}"
            self.note("left out", lost[0], text)
        for name, values in entry.fields.items():
            value, at = values[0]
            record.fields[name], record.lines[name] = value, self.line(at)
            others = [place for other, place in values if other != value]
            if others:
                places = ", ".join(map(str, dict.fromkeys(others)))
                text = f"{record.label}: {name} {excerpt(value)} is taken; others stand at {places}"
                self.note("guessed", at, text)
        return record


def is_phrase(text: str | None) -> bool:
    """Return whether a text says no more than an HTTP status does."""
    return not text or cell_values.is_phrase(text, tuple(PHRASES))


def is_name(name: str, code: str | None) -> bool:
    """Return whether an identifier can be a `name`, and says more than its code does."""
    return bool(NAME.fullmatch(name)) and naming.constant(name) != naming.constant(code or "")


def excerpt(value: object) -> str:
    """Return a value as notes show it: quoted, on one line, and not too long."""
    text = " ".join(str(value).split())
    return f"'{text[:SHOWN]}…'" if len(text) > SHOWN else f"'{text}'"


def count(number: int, noun: str) -> str:
    """Return ``1 class`` or ``2 classes``."""
    plural = f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return f"{number} {noun if number == 1 or noun.endswith('es') else plural}"


def refuse(path: str, line: int, message: str, rule: str, hint: str | None = None) -> NoReturn:
    """Raise the one error for a file that cannot be imported."""
    raise ProblemsFound([Problem(Location(path, line), rule, message, hint)])


def readable(text: str, path: str) -> str:
    """Return a text without the mark at its start; refuse one that is no text."""
    text = text.removeprefix("\ufeff")
    if match := _NO_TEXT.search(text):
        line = text.count("\n", 0, match.start()) + 1
        refuse(path, line, f"the character U+{ord(match.group()):04X}: no text file", "not-text")
    return text
