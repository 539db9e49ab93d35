"""The part of a catalog that an audience may read."""

from msgspec.structs import replace

from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog


def published(catalog: Catalog, audience: str) -> Catalog:
    """Return the catalog without removed entries and, for ``public``, without internal ones.

    It contains no trace of them: neither their keys as replacements, nor headers and groups that
    only they use.
    """
    entries = [
        entry
        for entry in catalog.entries
        if entry.removed is None and (entry.visibility == "public" or audience == "internal")
    ]
    if len(entries) < len(catalog.entries):
        keys = {entry.key for entry in entries}
        entries = [_with_published_replacements(entry, keys) for entry in entries]
    headers = {name for entry in entries for name in entry.headers}
    groups = {entry.group for entry in entries}
    return replace(
        catalog,
        entries=tuple(entries),
        headers={name: value for name, value in catalog.headers.items() if name in headers},
        groups={name: value for name, value in catalog.groups.items() if name in groups},
    )


def _with_published_replacements(entry: Entry, keys: set[str]) -> Entry:
    deprecation = entry.deprecation
    if deprecation is None or keys.issuperset(deprecation.replacements):
        return entry
    replacements = tuple(key for key in deprecation.replacements if key in keys)
    return replace(entry, deprecated=replace(deprecation, replaced_by=replacements))
