"""The built-in targets, a folder each: options, view, reader."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct

from apicodes.catalog.model import Catalog
from apicodes.targets.parts import Part

if TYPE_CHECKING:
    from apicodes.compare.comparable import ImportedKind
    from apicodes.compare.record import Records
    from apicodes.compare.view import Reading, View

NAMES = ("docusaurus", "python", "openapi", "typescript")

OF_USER = "template"
"""The target of a table that has nothing but a template of the user's."""

Names = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Names of entries by the entry's key, and by what bears the name, such as ``response``."""

CatalogTexts = Mapping[str, tuple[tuple[str, ...], str | None]]
"""Texts of a catalog by the fact that shows each: the steps to it, and its source."""


class Target(Protocol):
    """What a module of this package is. A target knows no other target."""

    Options: type[Struct]
    """The keys that its table takes beside those of every table."""
    KIND: "ImportedKind"
    """The kind of file that its output is."""
    MARK: str
    """What only its outputs hold, by which one without a notice is known; else empty."""
    NOUN: str
    """What messages call its output."""
    ONLY_IN_FILES: tuple[str, ...]
    """The options that say nothing of a region."""
    SKELETON: frozenset[str]
    """The fields of its view that a user's template may render otherwise: no entry is in them."""
    REASONS: Mapping[str, str]
    """Why an edit of a fact in its output cannot go back to the catalog, by the fact's name."""

    def view_types(self) -> tuple[type[Struct], ...]:
        """Return the types of its views, for the documentation of templates."""

    def template(self, options: Struct) -> str:
        """Return the path of its template below the folder of the built-in ones."""

    def carries(self, options: Struct) -> frozenset[str]:
        """Return the fields of an entry that come through its output and back."""

    def build_view(self, part: Part, options: Struct) -> "View":
        """Return what a part says of the catalog, for its template. Raises `NameClash`."""

    def read(self, text: str, part: Part, options: Struct) -> "Reading":
        """Read a part back. Raises `Unreadable`."""

    def records(self, reading: "Reading", part: Part, options: Struct) -> "Records":
        """Return what a reading says in the terms of a catalog, its texts typed as in the view."""

    def names(self, catalog: Catalog, options: Struct) -> "Names":
        """Return what its output calls each entry. Raises `NameClash`."""

    def catalog_texts(self, catalog: Catalog) -> "CatalogTexts":
        """Return the texts of the catalog itself that its output shows as they are."""

    def comments(self, text: str, part: Part) -> list[tuple[int, str]]:
        """Return the comments that `read` passes over, each with its line."""


class Splitting(Target, Protocol):
    """A target that makes several files in a folder of its own, where its options say so."""

    def splits(self, options: Struct) -> bool:
        """Return whether it makes several files; its path is then that of their folder."""

    def parts(self, whole: Part, options: Struct) -> tuple[Part, ...]:
        """Return the parts that the whole is made as. Raises `NameClash`."""

    def possible_parts(self, part: Part, options: Struct | None) -> Iterator[tuple[Part, Struct]]:
        """Return what a file may be, without its catalog; no options where they are not known."""


@cache
def module(name: str) -> Target:
    """Return the module of a built-in target."""
    return cast("Target", import_module(f"apicodes.targets.{name}"))


def splitting(name: str) -> Splitting | None:
    """Return the module of a built-in target that may make several files, None for others."""
    return cast("Splitting", module(name)) if hasattr(module(name), "splits") else None
