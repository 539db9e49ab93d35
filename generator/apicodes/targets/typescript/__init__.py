"""The TypeScript constants: an object and a union type of the codes, and all that is documented."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from apicodes.catalog.fields import carried_names
from apicodes.catalog.model import Catalog
from apicodes.compare.record import Records
from apicodes.compare.view import Reading
from apicodes.targets import CatalogTexts
from apicodes.targets.parts import Part
from apicodes.targets.reasons import OF_CODE
from apicodes.targets.typescript.options import Options
from apicodes.targets.typescript.view import (
    TypeScriptEntry,
    TypeScriptView,
    as_property,
    build_view,
    keys,
)

if TYPE_CHECKING:
    from apicodes.compare.comparable import ImportedKind

__all__ = ["Options", "build_view"]

KIND: "ImportedKind" = "typescript"
"""The kind of file that the output is."""

MARK = ""
"""What only its outputs hold, by which one without a notice is known; empty where nothing is."""

NOUN = "file"
"""How messages call the output."""

ONLY_IN_FILES = ()
"""The options that say nothing of a region."""

SKELETON = frozenset(("types", "interfaces", "functions", "wire_type", "extensions"))
"""The fields of the view that a user's template may render otherwise: no entry is in them."""

REASONS: Mapping[str, str] = OF_CODE
"""Why an edit of a fact cannot go back to the catalog, by the name of the fact."""


def view_types() -> tuple[type[Struct], ...]:
    """Return the types of the view, for the documentation of templates."""
    return TypeScriptView, TypeScriptEntry


def template(_options: Options) -> str:
    """Return the path of the template, below the folder of the built-in ones."""
    return "typescript/constants.ts.jinja"


def carries(options: Options) -> frozenset[str]:
    """Return the fields that the constants hold."""
    return carried_names("constants").union(options.extensions)


def read(text: str, _part: Part, _options: Options) -> Reading:
    """Read constants back. Raises `Unreadable`."""
    from apicodes.targets.typescript import reader

    return reader.read(text)


def records(reading: Reading, _part: Part, _options: Options) -> Records:
    """Return what a reading says in the terms of a catalog, its texts typed as in the view."""
    from apicodes.targets.typescript import catalog_fields

    return catalog_fields.records(reading)


def names(catalog: Catalog, options: Options) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the property of each entry with a code, as code reads it. Raises `NameClash`."""
    _, names_by_key = keys(catalog, options)
    return {
        key: {"key": (as_property(catalog.type_name, name),)} for key, name in names_by_key.items()
    }


def catalog_texts(_catalog: Catalog) -> CatalogTexts:
    """Return nothing: the introduction puts the texts of the catalog together."""
    return {}


def comments(_text: str, _part: Part) -> list[tuple[int, str]]:
    """Return nothing: `read` reads comments, and leaves others over."""
    return []
