"""Rows of tables that say the same code several times, made one entry."""

from collections.abc import Sequence

from apicodes.catalog.http_status import PHRASES
from apicodes.compare.record import Record
from apicodes.importers.notes import Say
from apicodes.render import markdown

_FIRST = frozenset(("http_status", "status_descriptions", "group", "code"))
"""Fields that say no text: those of the first row are kept."""

_LISTS = ("causes", "solutions")

_ALIKE = {
    "name": ("name", "title"),
    "title": ("name", "title"),
    "description": ("description", "status_descriptions"),
}
"""Fields of which an entry has one: another row that has the other says something else."""


def merged(rows: Sequence[Record], say: Say) -> list[Record]:
    """Return the entries that rows make; each row is in one.

    Rows of one code become one entry: their HTTP statuses come together, each with its text where
    only the texts differ. What else another row says of a code is kept as a cause.
    """
    entries: dict[object, list[Record]] = {}
    for row in rows:
        key = row.fields.get("code")
        if key is None:
            key = (row.key, repr({**row.fields, "group": None}))
        entries.setdefault(key, []).append(row)
    return [_entry(same, say) for same in entries.values()]


def _entry(rows: list[Record], say: Say) -> Record:
    entry, *more = rows
    texts = dict.fromkeys(entry.statuses, entry.fields.get("description"))
    kept: list[Record] = []
    others: list[tuple[Record, dict[str, object]]] = []
    for row in more:
        text = row.fields.get("description")
        names = [name for name, value in row.fields.items() if entry.fields.get(name) != value]
        other = {name: row.fields[name] for name in names if name not in _FIRST}
        own = bool(row.statuses and entry.statuses)
        clashes = any(texts.get(status, text) != text for status in row.statuses)
        subject = f"{row.label}, as line {entry.line}"
        if not other and row.statuses == entry.statuses:
            say("recognised", row.line or 0, "rows that repeat another one", subject)
        elif own and not clashes and set(other) <= {"description"}:
            texts.update(dict.fromkeys(row.statuses, text))
            kept.append(row)
        else:
            texts.update({status: texts.get(status) for status in row.statuses})
            others.append((row, other))
    if kept:
        _spread(entry, texts)
        same = "one text" if "status_descriptions" not in entry.fields else "a text for each status"
        for row in kept:
            text = "rows of one code with several HTTP statuses are one entry"
            say("recognised", row.line or 0, f"{text}, with {same}", row.label)
    elif len(texts) > len(entry.statuses):
        _set(entry, "http_status", tuple(texts))
    for row, other in others:
        _add(entry, row, other, say)
    return entry


def _add(entry: Record, row: Record, other: dict[str, object], say: Say) -> None:
    """Add to an entry what another row says of its code: new fields, and other texts as causes."""
    subject = f"{row.label}, as line {entry.line}"
    moved: list[str] = []
    for name, value in other.items():
        if name in _LISTS and isinstance(value, tuple):
            _set(entry, name, _joined(entry.fields.get(name), value))
        elif not any(known in entry.fields for known in _ALIKE.get(name, (name,))):
            _set(entry, name, value)
        elif isinstance(value, str):
            moved.append(value if name == "description" else markdown.literal(value))
        else:
            say("left out", row.line or 0, f"another {name} of a code", f"{row.label}: {value}")
    if moved:
        _set(entry, "causes", _joined(entry.fields.get("causes"), tuple(moved)))
        text = "rows that say a code again, their texts as causes; import tables that mean others"
        say("guessed", row.line or 0, f"{text} apart", subject)
    else:
        say("recognised", row.line or 0, "rows that say more of a code", subject)


def _joined(before: object, added: tuple[object, ...]) -> tuple[object, ...]:
    items = before if isinstance(before, tuple) else ()
    return tuple(dict.fromkeys((*items, *added)))


def _set(entry: Record, name: str, value: object) -> None:
    entry.fields[name] = value
    entry.lines.setdefault(name, entry.line or 0)


def _spread(entry: Record, texts: dict[int, object]) -> None:
    """Give an entry HTTP statuses, and a text for each where these differ."""
    _set(entry, "http_status", tuple(texts))
    different = {text for text in texts.values() if text}
    if len(different) == 1:
        _set(entry, "description", different.pop())
    elif different:
        entry.fields.pop("description", None)
        entry.lines.pop("description", None)
        values = {status: text or PHRASES.get(status, f"HTTP {status}")
                  for status, text in texts.items()}  # fmt: skip
        _set(entry, "status_descriptions", values)
