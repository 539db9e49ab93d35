"""A catalog as records: all of its fields as plain values, and those derived from them."""

from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from apicodes.catalog import naming
from apicodes.catalog.audience import published
from apicodes.catalog.entry import Entry
from apicodes.catalog.given import given
from apicodes.catalog.model import Catalog
from apicodes.compare.record import Record, Records


def of_catalog(catalog: Catalog, *, public: bool = False) -> Records:
    """Return the records of a catalog; with `public`, without internal entries and fields."""
    catalog = _public(catalog) if public else catalog
    records = [Record(_fields(entry), entry=entry.key) for entry in catalog.entries]
    return Records(Record(root(catalog)), records)


def _public(catalog: Catalog) -> Catalog:
    """Return the public part of a catalog, with public tombstones and without extension fields."""
    public = published(catalog, "public")
    tombs = (entry for entry in catalog.entries if entry.removed and entry.visibility == "public")
    entries = (replace(entry, extensions={}) for entry in (*public.entries, *tombs))
    return replace(public, entries=tuple(entries))


_ROOT = ("title", "description", "version", "type_name", "code_type", "extensible", "docs_url",
         "headers", "groups")  # fmt: skip


def root(catalog: Catalog) -> dict[str, object]:
    """Return the fields of the catalog itself, with their defaults."""
    fields = {name: getattr(catalog, name) for name in _ROOT}
    return _with_schema_apart(_plain({**fields, "envelope": catalog.error_envelope}))


def _with_schema_apart(root: dict[str, Any]) -> dict[str, object]:
    """Return root fields with the envelope's schema as a field: only a catalog names it."""
    envelope = {**root.get("envelope", {})}
    schema = envelope.pop("schema", None)
    return root | given({"envelope": envelope or None, "envelope.schema": schema})


def _fields(entry: Entry) -> dict[str, object]:
    values = asdict(entry)
    extensions = values.pop("extensions")
    values["http_status"] = entry.http_statuses
    values["status_descriptions"] = entry.status_descriptions
    values["deprecated"] = entry.deprecation
    return _plain({**values, **extensions, **_derived(entry)})


def _derived(entry: Entry) -> dict[str, object]:
    """Return the names that outputs derive from an entry, with default options."""
    base = entry.name or entry.code
    if base is None:
        return {}
    names = {"OpenAPI": naming.pascal(base)}
    if entry.code is not None:
        names |= {"Python": naming.constant(base), "TypeScript": naming.pascal(base)}
    return {"anchor": naming.anchor(base), "identifiers": names}


def _plain(fields: dict[str, object]) -> dict[str, object]:
    """Return fields that have a value, as plain data: mappings, tuples and scalars."""
    plain = {name: _data(value) for name, value in given(fields).items()}
    return {name: value for name, value in plain.items() if value != {} or name in _MAY_BE_EMPTY}


_MAY_BE_EMPTY = ("deprecated", "removed")
"""The fields that say something even when they are empty."""


def _data(value: object) -> object:
    match value:
        case Struct():
            return {name: _data(item) for name, item in given(asdict(value)).items()}
        case dict():
            return {name: _data(item) for name, item in value.items()}
        case list() | tuple():
            return tuple(map(_data, value))
        case _:
            return value


def of_imported(reading: Records) -> Records:
    """Return the records of an importer with the values that a catalog would have."""
    for record in (reading.root, *reading.entries):
        record.fields = _plain(record.fields)
    reading.root.fields = _with_schema_apart(reading.root.fields)
    return reading
