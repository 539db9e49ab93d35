"""Entries of all catalogs by their codes, names, aliases, numbers and HTTP statuses."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from apicodes import loading
from apicodes.catalog import docs_url, naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog
from apicodes.compare import catalog_reading
from apicodes.compare.comparable import DERIVED
from apicodes.outputs import rendering, target_tables
from apicodes.outputs.rendering import ConfiguredTarget
from apicodes.problems import Location
from apicodes.settings.config import CatalogTable, Config
from apicodes.targets import Names


class OutputNames(Struct, frozen=True):
    """The names of an entry in one output; None where the audience may not see the entry."""

    target: str
    path: str
    names: Mapping[str, tuple[str, ...]] | None


class Explanation(Struct, frozen=True):
    """One entry with its catalog, its location, and its names in outputs."""

    catalog: Catalog
    table: CatalogTable
    entry: Entry
    location: Location
    fields: dict[str, object]
    """The fields of the entry as plain data."""
    outputs: tuple[OutputNames, ...]
    internal_keys: frozenset[str]
    """The keys of the internal entries of the catalog."""

    @property
    def anchor(self) -> str | None:
        """The fragment of its URL; None for a removed entry, or one without a letter for it."""
        return None if self.entry.removed else naming.anchor_of(self.entry) or None

    @property
    def url(self) -> str | None:
        """Where it is documented, if the catalog has a `docs_url`."""
        return docs_url.url(self.catalog, self.entry) if self.anchor else None


class EntryIndex(Struct):
    """Every entry of every selected catalog, by the words that users look it up with."""

    entries: list[Explanation]
    levels: tuple[dict[str, list[int]], ...] = field(default_factory=lambda: ({}, {}, {}))
    """By code, name and alias; by number; by HTTP status. The first level with a word wins."""

    spellings: dict[str, str] = field(default_factory=dict)
    """Codes, names and aliases by their letters and digits alone."""

    def add(self, entry: Explanation) -> None:
        """Add an entry under each of its words."""
        for level, words in zip(self.levels, _words(entry.entry), strict=True):
            for word in dict.fromkeys(words):
                level.setdefault(word, []).append(len(self.entries))
        self.entries.append(entry)

    def find(self, word: str) -> list[Explanation]:
        """Return the entries of a word, in the order of the catalogs."""
        indexes = next((level[word] for level in self.levels if word in level), [])
        return [self.entries[index] for index in indexes]

    def nearest(self, word: str) -> list[str]:
        """Return at most three codes, names or aliases with a similar spelling."""
        from difflib import get_close_matches

        letters = get_close_matches(_letters(word), self.spellings, n=3)
        return [self.spellings[match] for match in letters]


def _letters(text: str) -> str:
    """Return the letters and digits of a code in lower case; the code itself if it has none."""
    return re.sub(r"[\W_]", "", text).casefold() or text


def index(config: Config) -> EntryIndex:
    """Return the entries of the selected catalogs. Raises `ProblemsFound` with all problems."""
    configured = target_tables.configured_targets(config)
    entries = EntryIndex([])
    for table in config.selected:
        jobs_of_table = [target for target in configured if target.catalog is table]
        for explanation in _explanations(config, table, jobs_of_table):
            entries.add(explanation)
    for word in entries.levels[0]:
        entries.spellings.setdefault(_letters(word), word)
    return entries


def _words(entry: Entry) -> tuple[list[str], list[str], list[str]]:
    statuses = [str(status) for status in entry.http_statuses]
    names = list(filter(None, (entry.code, entry.name, *entry.aliases)))
    if len(statuses) != 1 or names:
        names.append(entry.key)
    return names, [] if entry.number is None else [str(entry.number)], statuses


def _explanations(
    config: Config, table: CatalogTable, configured: Sequence[ConfiguredTarget]
) -> Iterator[Explanation]:
    source = loading.examine(config, table, "required").require_valid()
    entries = source.catalog.entries
    records = catalog_reading.of_catalog(source.catalog).entries
    names_by_job = [(target, rendering.names(target, source)) for target in configured]
    internal_keys = frozenset(entry.key for entry in entries if entry.visibility == "internal")
    for number, (entry, record) in enumerate(zip(entries, records, strict=True)):
        yield Explanation(
            source.catalog,
            table,
            entry,
            source.positions.locate("codes", number),
            {name: value for name, value in record.fields.items() if name not in DERIVED},
            tuple(_output_names(entry, names_by_job)) if entry.removed is None else (),
            internal_keys,
        )


def _output_names(
    entry: Entry, names_by_job: Iterable[tuple[ConfiguredTarget, Names]]
) -> Iterator[OutputNames]:
    for target, names in names_by_job:
        if target.common.audience == "public" and entry.visibility == "internal":
            yield OutputNames(target.table.name, target.path, None)
        elif of_entry := {what: each for what, each in names.get(entry.key, {}).items() if each}:
            yield OutputNames(target.table.name, target.path, of_entry)


def as_json(explanation: Explanation) -> dict[str, object]:
    """Return an entry as `--format json` prints it."""
    location = explanation.location
    return {
        "key": explanation.entry.key,
        "catalog": explanation.table.name,
        "location": {"path": location.path, "line": location.line, "column": location.column},
        "fields": explanation.fields,
        "anchor": explanation.anchor,
        "url": explanation.url,
        "identifiers": [
            {"target": output.target, "path": output.path, **output.names}
            for output in explanation.outputs
            if output.names is not None
        ],
    }
