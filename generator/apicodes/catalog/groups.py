"""The chapters of a catalog: its groups; without groups, the classes of its HTTP statuses."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog

# RFC 9110, section 15: the first digit of a status code is its class.
CLASSES = {
    1: "Informational",
    2: "Successful",
    3: "Redirection",
    4: "Client errors",
    5: "Server errors",
}


class Chapter(Struct, frozen=True):
    """A group of the catalog; in a catalog without groups, a class of HTTP statuses."""

    key: Annotated[
        str, Meta(description="The key of the group, or the class such as `4xx`; else `other`.")
    ]
    title: Annotated[str, Meta(description="The heading.")]
    description: Annotated[
        str | None, Meta(description="The introduction to the group, in Markdown.")
    ]
    entries: Annotated[
        tuple[Entry, ...], Meta(description="The entries, in the order of the catalog.")
    ]


def chapters(catalog: Catalog) -> tuple[Chapter, ...]:
    """Return the chapters that have an entry.

    Groups are in the order of the catalog, classes in the order of their first entries. Entries
    without a group come last.
    """
    entries: dict[str, list[Entry]] = {key: [] for key in catalog.groups}
    for entry in catalog.entries:
        entries.setdefault(key_of(catalog, entry), []).append(entry)
    return tuple(
        Chapter(key, _title(catalog, key), _description(catalog, key), tuple(members))
        for key, members in entries.items()
        if members
    )


def key_of(catalog: Catalog, entry: Entry) -> str:
    """Return the key of the chapter of an entry."""
    if catalog.groups:
        return entry.group if entry.group in catalog.groups else OTHER
    return class_of(entry.http_statuses)


def class_of(http_statuses: Sequence[int]) -> str:
    """Return the class of the first HTTP status, such as ``4xx``."""
    return f"{http_statuses[0] // 100}xx" if http_statuses else OTHER


OTHER = "other"
"""The key of the chapter for entries without a group and without an HTTP status."""


def _title(catalog: Catalog, key: str) -> str:
    if key in catalog.groups:
        return catalog.groups[key].title
    return "Other" if key == OTHER else f"{CLASSES[int(key[0])]} ({key})"


def _description(catalog: Catalog, key: str) -> str | None:
    return catalog.groups[key].description if key in catalog.groups else None
