"""Edited values of an output, as edits of an entry: texts, flags and numbers."""

from collections.abc import Mapping, Sequence

from apicodes.catalog.entry import Entry
from apicodes.catalog.field_row import Field, Kind
from apicodes.catalog.fields import field
from apicodes.compare.differences import same
from apicodes.compare.record import Record
from apicodes.edit.adopting.edited_text import as_markdown
from apicodes.edit.text_edits import Edit
from apicodes.render import sentences

TYPES: Mapping[Kind, type] = {"text": str, "number": int, "flag": bool, "names": tuple}
"""The kinds of fields whose value goes back as it is, and the type that it must have."""


def edits(entry: Entry, old: Record, new: Record, name: str) -> list[Edit] | None:
    """Return the edits of an entry that give a field its edited value, None where there are none.

    The steps of each edit begin with the field.
    """
    value, kind = new.fields.get(name), field_kind(name)
    if kind == "statuses":
        return _statuses(entry, value)
    if name == "status_descriptions":
        return _texts("http_status", entry.status_descriptions, old, new, name)
    if kind == "markdown list":
        return _texts(name, dict(enumerate(getattr(entry, name))), old, new, name)
    if kind == "deprecation":
        return _deprecation(old.fields.get(name), value)
    if kind == "markdown":
        return _markdown(entry, old, new, name)
    is_plain = kind in TYPES or name.startswith("x-")
    if value is None:
        return [Edit((name,), action="delete")] if is_plain else None
    if kind == "code" and isinstance(value, str | int):
        return [Edit((name,), str(value))]
    if name.startswith("x-") or (is_plain and type(value) is TYPES[kind or "text"]):
        return [Edit((name,), list(value) if isinstance(value, tuple) else value)]
    return None


def field_kind(name: str) -> Kind | None:
    """Return the kind of a field of entries, None for any other name, such as `url`."""
    row: Field | None = field(name)
    is_of_entry = row is not None and (not row.origin or field(row.origin) is not None)
    return row.kind if row and is_of_entry else None


def _statuses(entry: Entry, value: object) -> list[Edit] | None:
    if value is None and not entry.status_descriptions:
        return [Edit(("http_status",), action="delete")]
    statuses = value if isinstance(value, tuple) else ()
    if not statuses or entry.status_descriptions or {*map(type, statuses)} != {int}:
        return None
    return [Edit(("http_status",), _short(statuses))]


def _texts(
    step: str, held: Mapping[int, str], old: Record, new: Record, name: str
) -> list[Edit] | None:
    """Return edits of a list of texts, or of those of HTTP statuses: as many as before, or all."""
    before, after, sources = (
        _keyed(values.get(name)) for values in (old.fields, new.fields, new.texts)
    )
    if before and list(before) != list(after):
        return None
    texts = {
        key: as_markdown(held.get(key), before.get(key), value, sources.get(key))
        for key, value in after.items()
        if not same(before.get(key), value)
    }
    if None in texts.values():
        return None
    if not before:
        is_list = step == name
        return [Edit((step,), list(texts.values()) if is_list else texts)]
    return [Edit((step, key), text) for key, text in texts.items()]


def _keyed(values: object) -> dict[int, str]:
    """Return texts by their HTTP status, or by their index in a list."""
    if isinstance(values, Mapping):
        return dict(values)
    return dict(enumerate(values)) if isinstance(values, Sequence) else {}


def _deprecation(old: object, new: object) -> list[Edit] | None:
    """Return edits of the fields of an announcement; a page has a sentence, which is refused."""
    if new is None and isinstance(old, dict):
        return [Edit(("deprecated",), action="delete")]
    old = {} if old is None else old
    if not isinstance(old, dict) or not isinstance(new, dict):
        return None
    if not old or not new:
        return [Edit(("deprecated",), {name: _short(value) for name, value in new.items()} or True)]
    return [
        Edit(("deprecated", name), _short(new[name]))
        if name in new
        else Edit(("deprecated", name), action="delete")
        for name in dict.fromkeys((*old, *new))
        if not same(old.get(name), new.get(name))
    ]


def _short(value: object) -> object:
    """Return a value as YAML has it: a list of one item is that item."""
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 else list(value)
    return value


def _markdown(entry: Entry, old: Record, new: Record, name: str) -> list[Edit] | None:
    """Return the edit of a description; a row of one HTTP status has that of the status."""
    before, after = old.fields.get(name), new.fields.get(name)
    if after is None:
        return None if entry.status_descriptions else [Edit((name,), action="delete")]
    status = old.statuses[0] if len(old.statuses) == 1 else 0
    text = new.texts.get(name)
    if status not in entry.status_descriptions or "status_descriptions" in old.fields:
        edited = as_markdown(getattr(entry, name), before, after, text)
        return None if edited is None else [Edit((name,), edited)]
    edited = as_markdown(sentences.description_for(entry, status), before, after, text)
    shared = f"{entry.description}\n\n" if entry.description else ""
    if edited is None or not edited.startswith(shared) or edited == shared:
        return None
    return [Edit(("http_status", status), edited.removeprefix(shared))]


def entry_of(record: Record) -> tuple[dict[str, object], list[str]]:
    """Return a new row as an entry of the catalog, and the fields that cannot go back.

    Examples are in neither: outputs make them of most entries.
    """
    entry: dict[str, object] = {}
    left = []
    extensions = record.fields.get("extensions")
    fields = {**record.fields, **(extensions if isinstance(extensions, dict) else {})}
    names = [*Entry.__struct_encode_fields__, "status_descriptions"]
    names += [name for name in fields if name.startswith("x-")]
    for name in names:
        if name in fields and name != "examples":
            row = Record(fields, texts=record.texts)
            wanted = edits(Entry(), Record({}), row, name)
            entry |= {str(edit.steps[0]): edit.value for edit in wanted or ()}
            left += [] if wanted else [name]
    return entry, left
