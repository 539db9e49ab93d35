"""Entries as one looks them up: found by what people call them, and all that is to know of each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from apicodes import loading
from apicodes.catalog import docs_url, naming
from apicodes.catalog.model import Catalog, Entry
from apicodes.compare import catalog_reading
from apicodes.compare.comparable import DERIVED
from apicodes.outputs import jobs as outputs_jobs
from apicodes.outputs import target_tables
from apicodes.outputs.jobs import Job
from apicodes.problems import Location
from apicodes.settings.config import CatalogTable, Config
from apicodes.targets import Names


class Naming(Struct, frozen=True):
    """What one output calls an entry; `names` is None where its audience may not read of it."""

    target: str
    path: str
    names: Mapping[str, tuple[str, ...]] | None


class Explained(Struct, frozen=True):
    """One entry: its catalog, where it stands there, and what is derived from it."""

    catalog: Catalog
    table: CatalogTable
    entry: Entry
    location: Location
    fields: dict[str, Any]
    namings: tuple[Naming, ...]
    hidden: frozenset[str]
    """The keys of the internal entries of the catalog."""

    @property
    def anchor(self) -> str | None:
        """The fragment of its URL; none where the entry is removed, or has no letter for one."""
        gone = self.entry.removed is not None
        return None if gone else naming.anchor_of(self.entry) or None

    @property
    def url(self) -> str | None:
        """Where it is documented, if the catalog says so and the entry is."""
        return docs_url.url(self.catalog, self.entry) if self.anchor else None


class Book(Struct):
    """Every entry of every catalog, by what people call it."""

    entries: list[Explained]
    levels: tuple[dict[str, list[int]], ...] = field(default_factory=lambda: ({}, {}, {}))
    """By code, name and alias, by number, by HTTP status: the first that has a word wins."""

    spelled: dict[str, str] = field(default_factory=dict)
    """The codes, names and aliases by their letters and digits alone."""

    def find(self, word: str) -> list[Explained]:
        """Return the entries that a word stands for, in the order of the catalogs."""
        found = next((level[word] for level in self.levels if word in level), [])
        return [self.entries[index] for index in found]

    def nearest(self, word: str) -> list[str]:
        """Return at most three codes, names or aliases that are spelled nearly as a word is."""
        from difflib import get_close_matches

        return [self.spelled[its] for its in get_close_matches(_letters(word), self.spelled, n=3)]


def _letters(text: str) -> str:
    """Return what is left of a code when its style is taken away."""
    return re.sub(r"[\W_]", "", text).casefold() or text


def read(config: Config) -> Book:
    """Read the selected catalogs of the settings. Raises `ProblemsFound` with all that is wrong."""
    jobs = target_tables.jobs(config)
    book = Book([])
    for table in config.selected:
        for explained in _explained(config, table, [job for job in jobs if job.catalog is table]):
            for level, words in zip(book.levels, _words(explained.entry), strict=True):
                for word in dict.fromkeys(words):
                    level.setdefault(word, []).append(len(book.entries))
            book.entries.append(explained)
    for known in book.levels[0]:
        book.spelled.setdefault(_letters(known), known)
    return book


def _words(entry: Entry) -> tuple[list[str], list[str], list[str]]:
    statuses = [str(status) for status in entry.http_statuses]
    called = list(filter(None, (entry.code, entry.name, *entry.aliases)))
    if len(statuses) != 1 or called:
        called.append(entry.key)
    return called, [] if entry.number is None else [str(entry.number)], statuses


def _explained(config: Config, table: CatalogTable, tables: Sequence[Job]) -> Iterator[Explained]:
    source = loading.examine(config, table, "required").sure
    readings = catalog_reading.of_catalog(source.catalog).entries
    named = [(job, outputs_jobs.names(job, source)) for job in tables]
    entries = source.catalog.entries
    hidden = frozenset(entry.key for entry in entries if entry.visibility == "internal")
    for index, (entry, record) in enumerate(zip(entries, readings, strict=True)):
        fields = {name: its for name, its in record.fields.items() if name not in DERIVED}
        yield Explained(
            source.catalog,
            table,
            entry,
            source.place.locate("codes", index),
            fields,
            tuple(_namings(entry, named)) if entry.removed is None else (),
            hidden,
        )


def _namings(entry: Entry, named: Iterable[tuple[Job, Names]]) -> Iterator[Naming]:
    for job, names in named:
        public = job.common.audience == "public"
        if public and entry.visibility == "internal":
            yield Naming(job.table.name, job.path, None)
        elif its := {what: said for what, said in names.get(entry.key, {}).items() if said}:
            yield Naming(job.table.name, job.path, its)


def as_data(its: Explained) -> dict[str, Any]:
    """Return an entry as `--format json` prints it."""
    where = its.location
    return {
        "key": its.entry.key,
        "catalog": its.table.name,
        "location": {"path": where.path, "line": where.line, "column": where.column},
        "fields": its.fields,
        "anchor": its.anchor,
        "url": its.url,
        "identifiers": [
            {"target": each.target, "path": each.path, **each.names}
            for each in its.namings
            if each.names is not None
        ],
    }
