"""Rows of tables that say the same code several times, made one entry."""

from collections.abc import Iterable, Sequence
from typing import Any

from apicodes.catalog import naming
from apicodes.catalog.http_status import PHRASES, status_name
from apicodes.compare.record import Record
from apicodes.importers.notes import Say

_MERGED = frozenset(("http_status", "description", "group"))


def merged(rows: Sequence[Record], say: Say) -> list[Record]:
    """Return the entries that rows make; each row is in one, or named as left out.

    Rows of one code become one entry: their HTTP statuses come together, each with its text where
    the texts differ. A row that contradicts an earlier one is left out.
    """
    entries: dict[Any, list[Record]] = {}
    for row in rows:
        key = row.fields.get("code") or (row.key, repr(_others(row)), row.fields.get("description"))
        entries.setdefault(key, []).append(row)
    return _named([_entry(same, say) for same in entries.values()], say)


def _others(row: Record) -> dict[str, object]:
    return {name: value for name, value in row.fields.items() if name not in _MERGED}


def _entry(rows: list[Record], say: Say) -> Record:
    first, *more = rows
    if not more:
        return first
    texts: dict[int, str | None] = dict.fromkeys(first.statuses, first.fields.get("description"))
    kept = [first]
    for row in more:
        text = row.fields.get("description")
        again = f"line {row.line} says {row.label} again, which line {first.line} has"
        contradicts = not (row.statuses and first.statuses) or any(
            texts.get(status, text) != text for status in row.statuses
        )
        if row.fields == first.fields:
            say("recognised", row.line or 0, f"{again}, in the same words: one entry")
        elif differing := _differing(first, row) or ("description" if contradicts else ""):
            say("left out", row.line or 0, f"{again}, with another {differing}; the first is kept")
            say("guessed", first.line or 0, f"line {row.line} contradicts this row of {row.label}")
        else:
            texts.update(dict.fromkeys(row.statuses, text))
            kept.append(row)
    if len(kept) > 1:
        _join(first, kept, texts, say)
    return first


def _differing(first: Record, row: Record) -> str:
    one, other = _others(first), _others(row)
    names = [name for name in {**one, **other} if one.get(name) != other.get(name)]
    return " and ".join(names)


def _join(first: Record, rows: list[Record], texts: dict[int, str | None], say: Say) -> None:
    """Give the first of several rows the HTTP statuses of them all, and their texts."""
    lines = ", ".join(str(row.line) for row in rows[1:])
    others = f"row of line {lines}" if len(rows) == 2 else f"rows of lines {lines}"
    different = set(texts.values())
    first.fields["http_status"] = tuple(texts)
    if len(different) == 1:
        how = "the same text for each HTTP status"
    elif None in different and len(different) == 2:
        how = "a text for one HTTP status, taken for all"
        first.fields["description"] = next(text for text in texts.values() if text)
        first.lines.setdefault("description", first.line or 0)
    else:
        how = "a text for each HTTP status"
        how += ", the phrase of RFC 9110 where it has none" if None in different else ""
        first.fields.pop("description", None)
        first.fields["status_descriptions"] = {
            status: text or PHRASES.get(status, f"HTTP {status}") for status, text in texts.items()
        }
        first.lines["status_descriptions"] = first.lines.pop("description", first.line or 0)
    say("recognised", first.line or 0, f"one entry with the {others}: {how}")


def _named(entries: list[Record], say: Say) -> list[Record]:
    """Give names to entries without a code whose HTTP statuses do not tell them from others."""
    taken = {entry.key for entry in entries if "code" in entry.fields}
    names = Names(naming.pascal(entry.key) for entry in entries if "code" in entry.fields)
    for entry in entries:
        names.counts |= dict.fromkeys(map(status_name, entry.statuses[:1]), 1)
    for entry in entries:
        if "code" in entry.fields:
            continue
        if entry.key in taken:
            wanted = naming.pascal(entry.fields.get("title", "")) or status_name(entry.statuses[0])
            name = entry.fields["name"] = names.free(wanted)
            entry.lines["name"] = entry.line or 0
            text = f"the name {name}: without a code, {entry.key} alone does not tell it"
            say("guessed", entry.line or 0, text)
        taken.add(entry.key)
    return entries


class Names:
    """Names that are taken."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.counts = dict.fromkeys(taken, 1)

    def free(self, name: str, between: str = "") -> str:
        """Return a name, with a number behind it where it is taken, and take it."""
        found = name
        while found in self.counts:
            self.counts[name] = self.counts.get(name, 1) + 1
            found = f"{name}{between}{self.counts[name]}"
        self.counts[found] = 1
        return found
