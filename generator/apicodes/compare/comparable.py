"""What is compared: two sources of any kind, in the fields that both carry."""

from functools import cache
from typing import Any, Literal

from msgspec import Struct

from apicodes import loading
from apicodes.catalog.model import Catalog
from apicodes.catalog.source.walk import Place
from apicodes.compare import catalog_reading
from apicodes.compare.record import Reading, Record
from apicodes.problems import Location

ImportedKind = Literal["page", "openapi", "python", "typescript"]
Kind = Literal["catalog"] | ImportedKind


class Note(Struct, frozen=True):
    """One line of the report: what was done with something in the file, and why."""

    kind: Literal["recognised", "guessed", "left out"]
    location: Location
    text: str


DERIVED = ("anchor", "identifiers")
"""The fields of an entry that apicodes makes of its name, else of its code."""


class Source(Struct, frozen=True):
    """One side of a comparison: what it says, and how messages name it.

    `place` is where the values of a catalog stand, `left_out` what an importer did not understand.
    """

    label: str
    kind: Kind
    reading: Reading
    place: Place | None = None
    index: dict[str, int] = {}
    left_out: tuple[Note, ...] = ()

    def locate(self, record: Record, field: str | None = None) -> Location:
        """Return where a field of a record stands, else the record."""
        if self.place is None:
            line = record.line_of(field) if field else record.line
            return Location(self.label, line)
        if record.entry is None:
            return self.place.locate(*(field.split(".") if field else []))
        steps = ("codes", self.index[record.entry])
        if field in DERIVED:
            field = "name" if "name" in record.fields else "code"
        elif field == "status_descriptions":
            field = "http_status"
        return self.place.locate(*steps, *([field] if field else []))

    def says(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the fields that it has a value for: of the catalog itself, and of any entry."""
        ours = frozenset(name for record in self.reading.entries for name in record.fields)
        return frozenset(self.reading.root.fields), ours


def of_catalog(label: str, source: loading.Source, *, public: bool = False) -> Source:
    """Return a catalog as a source: every field of it, and what apicodes derives from them."""
    reading = catalog_reading.of_catalog(source.catalog, public=public)
    index = {entry.key: number for number, entry in enumerate(source.catalog.entries)}
    return Source(label, "catalog", reading, source.place, index)


class Common(Struct, frozen=True):
    """The fields that two sources can be compared in, and those that only one of them has."""

    root: frozenset[str]
    entry: frozenset[str]
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()


def aligned(source: Source, other: Source) -> Source:
    """Return a source with its numbers as the codes, where those of the other are integers.

    A column of numbers does not tell which of the two it is.
    """
    if other.reading.root.fields.get("code_type") != "integer" or source.kind == "catalog":
        return source
    if "code" in source.says()[1]:
        return source
    for record in source.reading.entries:
        if "number" in record.fields:
            record.fields["code"] = str(record.fields.pop("number"))
            if "number" in record.lines:
                record.lines["code"] = record.lines.pop("number")
    return source


def common(old: Source, new: Source) -> Common:
    """Return what two sources both carry.

    Two of one kind carry the same. Of an entry a catalog carries every field, another source those
    that it says anything of: a page without such a column says nothing of what may be retried. Of
    the whole, each carries what it says: every OpenAPI document has a version, a catalog need not.
    """
    (old_root, old_entry), (new_root, new_entry) = old.says(), new.says()
    entry = old_entry | new_entry
    if old.kind == new.kind:
        return Common(old_root | new_root, entry)
    root = old_root & new_root
    if old.kind != "catalog":
        entry &= old_entry
    if new.kind != "catalog":
        entry &= new_entry
    entry -= {"name"}  # In code it is spelled as identifiers are.
    return Common(root, entry, _alone(old, root, entry), _alone(new, root, entry))


def _alone(source: Source, root: frozenset[str], entry: frozenset[str]) -> tuple[str, ...]:
    """Return the fields in which a source says something that is not compared."""
    said = {
        name: None
        for name, value in source.reading.root.fields.items()
        if name not in root and value != _unsaid().get(name)
    }
    for record in source.reading.entries:
        said |= {name: None for name in record.fields if name not in entry}
    if all(its.fields.get("visibility") != "internal" for its in source.reading.entries):
        said.pop("visibility", None)
    return tuple(name for name in said if name not in (*DERIVED, "name", "removed"))


@cache
def _unsaid() -> dict[str, Any]:
    """Return the root fields of a catalog that gives none."""
    return catalog_reading.root(Catalog(apicodes=1))
