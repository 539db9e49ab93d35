"""The two sources of a comparison, and the fields that both carry."""

from collections.abc import Callable
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from apicodes import loading
from apicodes.catalog.model import Catalog
from apicodes.catalog.source.positions import Positions
from apicodes.compare import catalog_reading
from apicodes.compare.record import Record, Records
from apicodes.problems import Location

ImportedKind = Literal["page", "openapi", "python", "typescript"]
Kind = Literal["catalog"] | ImportedKind


class Note(Struct, frozen=True):
    """One line of the report of an import: what was done with a part of the file, and why."""

    kind: Literal["recognised", "guessed", "left out"]
    location: Location
    text: str


DERIVED = ("anchor", "identifiers")
"""The fields that apicodes derives from the name of an entry, else from its code."""


OfOutput = Callable[[loading.Source], Records | None]
"""Returns what a catalog makes an output say; None where it makes no such output."""


class Source(Struct, frozen=True):
    """One side of a comparison: its records, and how messages name it.

    `positions` has the locations of the values of a catalog, `left_out` what an importer left out.
    `catalog` is the catalog itself; `of_output` is given for a file that apicodes wrote.
    """

    label: str
    kind: Kind
    reading: Records
    positions: Positions | None = None
    index: dict[str, int] = {}
    left_out: tuple[Note, ...] = ()
    catalog: loading.Source | None = None
    of_output: OfOutput | None = None

    def locate(self, record: Record, field: str | None = None) -> Location:
        """Return the location of a field of a record, or of the record."""
        if self.positions is None:
            line = record.line_of(field) if field else record.line
            return Location(self.label, line)
        if record.entry is None:
            return self.positions.locate(*(field.split(".") if field else []))
        steps = ("codes", self.index[record.entry])
        if field in DERIVED:
            field = "name" if "name" in record.fields else "code"
        elif field == "status_descriptions":
            field = "http_status"
        return self.positions.locate(*steps, *([field] if field else []))

    def filled(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the filled fields: of the catalog itself, and of any entry."""
        entry = frozenset(name for record in self.reading.entries for name in record.fields)
        return frozenset(self.reading.root.fields), entry


def of_catalog(label: str, source: loading.Source, *, public: bool = False) -> Source:
    """Return a catalog as a source: all of its fields, and those that are derived from them."""
    reading = catalog_reading.of_catalog(source.catalog, public=public)
    index = {entry.key: number for number, entry in enumerate(source.catalog.entries)}
    return Source(label, "catalog", reading, source.positions, index, catalog=source)


def as_output(source: Source, other: Source) -> Source:
    """Return a catalog as what it makes an output say, if the other source is one of apicodes."""
    if source.catalog is None or other.of_output is None:
        return source
    records = other.of_output(source.catalog)
    if records is None:
        return source
    tombstones = [record for record in source.reading.entries if "removed" in record.fields]
    return replace(source, reading=Records(records.root, [*records.entries, *tombstones]))


class Common(Struct, frozen=True):
    """The fields that two sources share, and those that only one of them has."""

    root: frozenset[str]
    entry: frozenset[str]
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()


def aligned(source: Source, other: Source) -> Source:
    """Return a source with its numbers as codes if the codes of the other are integers.

    A column of numbers may hold either.
    """
    is_exact = source.kind == "catalog" or source.of_output is not None
    if is_exact or other.reading.root.fields.get("code_type") != "integer":
        return source
    if "code" in source.filled()[1]:
        return source
    for record in source.reading.entries:
        if "number" in record.fields:
            record.fields["code"] = str(record.fields.pop("number"))
            if "number" in record.lines:
                record.lines["code"] = record.lines.pop("number")
    return source


def common(old: Source, new: Source) -> Common:
    """Return the fields that two sources share.

    Sources of one kind share all fields. A catalog carries every field of an entry, another source
    the fields that some entry fills: a page without such a column does not say what may be retried.
    Of the catalog itself, each carries the fields that it fills.
    """
    (old_root, old_entry), (new_root, new_entry) = old.filled(), new.filled()
    entry = old_entry | new_entry
    if old.kind == new.kind:
        return Common(old_root | new_root, entry)
    root = old_root & new_root
    if old.kind != "catalog":
        entry &= old_entry
    if new.kind != "catalog":
        entry &= new_entry
    entry -= {"name"}  # Source code has it as an identifier.
    return Common(root, entry, _alone(old, root, entry), _alone(new, root, entry))


def _alone(source: Source, root: frozenset[str], entry: frozenset[str]) -> tuple[str, ...]:
    """Return the filled fields of a source that are not compared."""
    filled = {
        name: None
        for name, value in source.reading.root.fields.items()
        if name not in root and value != _defaults().get(name)
    }
    for record in source.reading.entries:
        filled |= {name: None for name in record.fields if name not in entry}
    if all(record.fields.get("visibility") != "internal" for record in source.reading.entries):
        filled.pop("visibility", None)
    return tuple(name for name in filled if name not in (*DERIVED, "name", "removed"))


@cache
def _defaults() -> dict[str, object]:
    """Return the root fields of a catalog that sets none."""
    return catalog_reading.root(Catalog(apicodes=1))


def without_compared(alone: Common, shared: Common) -> Common:
    """Return what two sources share; what each has alone is told of the whole, as it is named."""
    compared = shared.root | shared.entry
    old, new = (
        tuple(name for name in names if name not in compared)
        for names in (alone.only_old, alone.only_new)
    )
    return replace(shared, only_old=old, only_new=new)
