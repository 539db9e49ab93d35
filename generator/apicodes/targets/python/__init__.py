"""The Python module: an enum of the codes, and a table of all that is documented of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from apicodes.catalog.fields import carried_names
from apicodes.catalog.model import Catalog
from apicodes.compare.record import Records
from apicodes.compare.view import Reading
from apicodes.targets import CatalogTexts
from apicodes.targets.parts import Part
from apicodes.targets.python.options import Options
from apicodes.targets.python.view import PythonEntry, PythonView, build_view, members
from apicodes.targets.reasons import OF_CODE

if TYPE_CHECKING:
    from apicodes.compare.comparable import ImportedKind

__all__ = ["Options", "build_view"]

KIND: "ImportedKind" = "python"
"""The kind of file that the output is."""

MARK = ""
"""What only its outputs hold, by which one without a notice is known; empty where nothing is."""

NOUN = "module"
"""How messages call the output."""

ONLY_IN_FILES = ()
"""The options that say nothing of a region."""

SKELETON = frozenset(
    ("imports", "exported", "base", "classes", "functions", "index", "has_extensions")
)
"""The fields of the view that a user's template may render otherwise: no entry is in them."""

REASONS: Mapping[str, str] = OF_CODE
"""Why an edit of a fact cannot go back to the catalog, by the name of the fact."""


def view_types() -> tuple[type[Struct], ...]:
    """Return the types of the view, for the documentation of templates."""
    return PythonView, PythonEntry


def template(_options: Options) -> str:
    """Return the path of the template, below the folder of the built-in ones."""
    return "python/module.py.jinja"


def carries(options: Options) -> frozenset[str]:
    """Return the fields that the module holds."""
    return carried_names("constants").union(options.extensions)


def read(text: str, _part: Part, _options: Options) -> Reading:
    """Read a module back. Raises `Unreadable`."""
    from apicodes.targets.python import reader

    return reader.read(text)


def records(reading: Reading, _part: Part, _options: Options) -> Records:
    """Return what a reading says in the terms of a catalog, its texts typed as in the view."""
    from apicodes.targets.python import catalog_fields

    return catalog_fields.records(reading)


def names(catalog: Catalog, _options: Options) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the member of each entry with a code. Raises `NameClash`."""
    _, by_key = members(catalog)
    return {key: {"member": (f"{catalog.type_name}.{name}",)} for key, name in by_key.items()}


def catalog_texts(_catalog: Catalog) -> CatalogTexts:
    """Return nothing: the introduction puts the texts of the catalog together."""
    return {}


def comments(text: str, _part: Part) -> list[tuple[int, str]]:
    """Return the comments, each with its line."""
    import io
    import tokenize

    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]
