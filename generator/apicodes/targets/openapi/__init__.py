"""The OpenAPI fragment: a document of components for an API's own document to refer to."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from apicodes.catalog.fields import carried_names
from apicodes.catalog.model import Catalog
from apicodes.compare.record import Records
from apicodes.compare.view import EntryView, Reading
from apicodes.targets import CatalogTexts
from apicodes.targets.openapi import components
from apicodes.targets.openapi.options import Options
from apicodes.targets.openapi.view import OpenAPIView, build_view
from apicodes.targets.parts import Part

if TYPE_CHECKING:
    from apicodes.compare.comparable import ImportedKind

__all__ = ["Options", "build_view"]

KIND: "ImportedKind" = "openapi"
"""The kind of file that the output is."""

MARK = "x-response-codes"
"""What only its outputs hold, by which one without a notice is known; empty where nothing is."""

NOUN = "fragment"
"""How messages call the output."""

ONLY_IN_FILES = ()
"""The options that say nothing of a region."""

SKELETON = frozenset[str]()
"""The fields of the view that a user's template may render otherwise: no entry is in them."""

REASONS: Mapping[str, str] = {}
"""Why an edit of a fact cannot go back to the catalog, by the name of the fact."""


def view_types() -> tuple[type[Struct], ...]:
    """Return the types of the view, for the documentation of templates."""
    return OpenAPIView, EntryView


def template(_options: Options) -> str:
    """Return the path of the template, below the folder of the built-in ones."""
    return "openapi/components.yaml.jinja"


def carries(options: Options) -> frozenset[str]:
    """Return the fields that the fragment holds."""
    return carried_names("document").union(options.extensions)


def read(text: str, part: Part, _options: Options) -> Reading:
    """Read a fragment back. Raises `Unreadable`."""
    from apicodes.targets.openapi import reader

    return reader.read(text, whole=part.region is None)


def records(reading: Reading, _part: Part, options: Options) -> Records:
    """Return what a reading says in the terms of a catalog, its texts typed as in the view."""
    from apicodes.targets.openapi import catalog_fields

    return catalog_fields.records(reading, options)


def names(catalog: Catalog, options: Options) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the responses and examples of each entry among the components. Raises `NameClash`."""
    return components.names_of_entries(catalog, options)


def catalog_texts(catalog: Catalog) -> CatalogTexts:
    """Return the texts of the document's head."""
    names = ("title", "description", "version")
    return {f"info.{name}": ((name,), getattr(catalog, name)) for name in names}


def comments(text: str, _part: Part) -> list[tuple[int, str]]:
    """Return the lines that are comments, each with its number."""
    lines = ((number, line.strip()) for number, line in enumerate(text.split("\n"), 1))
    return [(number, line) for number, line in lines if line.startswith("#")]
