"""Edited values of an output, as edits of the catalog: texts, flags and numbers."""

from collections.abc import Callable, Iterator
from typing import Any

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.field_row import Field, Kind
from apicodes.catalog.fields import field
from apicodes.catalog.model import Catalog
from apicodes.compare.differences import same
from apicodes.compare.record import Record
from apicodes.edit.adopting import edited_text
from apicodes.edit.adopting.rows import Row
from apicodes.edit.text_edits import Edit
from apicodes.render import sentences

Steps = tuple[str | int, ...]

TYPES: dict[Kind, type] = {"text": str, "number": int, "flag": bool, "names": tuple}
"""The kinds of fields whose value goes back as it is, and the type that it must have."""

Source = Callable[[str | None, Record, str, Any], str | None]
"""Returns an edited text as the Markdown of the catalog, from the old text and the record."""


def edits(entry: Entry, row: Row, name: str, source: Source) -> list[Edit] | None:
    """Return the edits of an entry that give a field its edited value, None where there are none.

    The steps of each edit begin with the field.
    """
    old, new = row.old.fields.get(name), row.new.fields.get(name)
    kind = field_kind(name)
    if kind == "statuses":
        return _statuses(entry, new)
    if name == "status_descriptions":
        return _by_status(entry, row)
    if kind == "markdown list":
        return _items(entry, row, name)
    if kind == "deprecation":
        return _deprecation(old, new)
    if kind == "markdown":
        return _markdown(entry, row, name, source)
    if new is None:
        return [Edit((name,), action="delete")] if kind in TYPES or name.startswith("x-") else None
    if kind == "code":
        return [Edit((name,), str(new))] if isinstance(new, str | int) else None
    if name.startswith("x-") or (kind in TYPES and type(new) is TYPES[kind]):
        return [Edit((name,), list(new) if isinstance(new, tuple) else new)]
    return None


def field_kind(name: str) -> Kind | None:
    """Return the kind of a field of entries, None for any other name, such as `url`."""
    row: Field | None = field(name)
    is_of_entry = row is not None and (not row.origin or field(row.origin) is not None)
    return row.kind if row and is_of_entry else None


def _statuses(entry: Entry, new: Any) -> list[Edit] | None:
    statuses = new if isinstance(new, tuple) else ()
    if entry.status_descriptions or not all(type(status) is int for status in statuses):
        return None
    if not statuses:
        return [Edit(("http_status",), action="delete")] if new is None else None
    value = statuses[0] if len(statuses) == 1 else list(statuses)
    return [Edit(("http_status",), value)]


def _by_status(entry: Entry, row: Row) -> list[Edit] | None:
    """Return edits of the descriptions of single HTTP statuses, whose statuses stay."""
    name = "status_descriptions"
    old, new = row.old.fields.get(name) or {}, row.new.fields.get(name) or {}
    if list(old) != list(new):
        return None
    sources = row.new.texts.get(name, {})
    edits = []
    for status in new:
        if same(old[status], new[status]):
            continue
        held, text = entry.status_descriptions.get(status), sources.get(status)
        edited = new[status] if text is None else edited_text.of_blocks(held, text)
        if edited is None:
            return None
        edits.append(Edit(("http_status", status), edited))
    return edits


def _items(entry: Entry, row: Row, name: str) -> list[Edit] | None:
    """Return edits of the items of a list of Markdown texts, as many as before."""
    old, new = row.old.fields.get(name) or (), row.new.fields.get(name) or ()
    held = getattr(entry, name)
    if len(new) != len(held):
        return None
    edits = []
    for number, text in enumerate(row.new.texts.get(name, ())):
        if not same(old[number], new[number]):
            edited = edited_text.of_blocks(held[number], text)
            if edited is None:
                return None
            edits.append(Edit((name, number), edited))
    return edits


def _deprecation(old: Any, new: Any) -> list[Edit] | None:
    """Return edits of the fields of an announcement; a page has a sentence, which is refused."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return None
    return [
        Edit(("deprecated", name), _plain(new[name]))
        if name in new
        else Edit(("deprecated", name), action="delete")
        for name in dict.fromkeys((*old, *new))
        if not same(old.get(name), new.get(name))
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 else list(value)
    return value


def _markdown(entry: Entry, row: Row, name: str, source: Source) -> list[Edit] | None:
    """Return the edit of a description; a row of one HTTP status has that of the status."""
    new = row.new.fields.get(name)
    if new is None:
        return None if entry.status_descriptions else [Edit((name,), action="delete")]
    status = row.old.statuses[0] if len(row.old.statuses) == 1 else None
    if status not in entry.status_descriptions or "status_descriptions" in row.old.fields:
        edited = source(getattr(entry, name), row.new, name, row.old.fields.get(name))
        return None if edited is None else [Edit((name,), edited)]
    whole = sentences.description_for(entry, status)
    edited = source(whole, row.new, name, row.old.fields.get(name))
    shared = f"{entry.description}\n\n" if entry.description else ""
    if edited is None or not edited.startswith(shared) or edited == shared:
        return None
    return [Edit(("http_status", status), edited.removeprefix(shared))]


def of_catalog(catalog: Catalog, old: Record, new: Record) -> Iterator[tuple[str, Edit | None]]:
    """Return the edited texts of the catalog itself: what outputs call each, and its edit."""
    for name, steps, held in _texts(catalog):
        before, after = old.fields.get(name), new.fields.get(name)
        if after is None or same(before, after):
            continue
        edited: str | None = str(after)
        if name in new.texts:
            edited = edited_text.of_blocks(held, new.texts[name])
        elif steps[-1] == "description":
            edited = edited_text.of_text(held, before, str(after))
        yield name, None if edited is None else Edit(steps, edited)


ROOT = {
    "title": "title",
    "description": "description",
    "info.title": "title",
    "info.description": "description",
    "info.version": "version",
}
"""What outputs call the texts of the catalog that they show as they are."""


def _texts(catalog: Catalog) -> Iterator[tuple[str, Steps, str | None]]:
    for name, field_name in ROOT.items():
        yield name, (field_name,), getattr(catalog, field_name)
    for key, group in catalog.groups.items():
        yield f"group-{naming.anchor(key)}: title", ("groups", key, "title"), group.title
        yield (
            f"group-{naming.anchor(key)}: description",
            ("groups", key, "description"),
            group.description,
        )
