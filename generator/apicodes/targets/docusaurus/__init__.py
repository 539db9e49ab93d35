"""The Docusaurus page, or a folder of them."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from apicodes.catalog.fields import carried_names
from apicodes.catalog.model import Catalog
from apicodes.catalog.naming import anchor
from apicodes.targets import CatalogTexts
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.parts import Part

if TYPE_CHECKING:
    from apicodes.compare.comparable import ImportedKind
    from apicodes.compare.record import Records
    from apicodes.compare.view import Reading, View

__all__ = ["Options"]

KIND: "ImportedKind" = "page"
"""The kind of file that the output is."""

MARK = ""
"""What only its outputs hold, by which one without a notice is known; empty where nothing is."""

NOUN = "page"
"""What messages call the output."""

ONLY_IN_FILES = ("front_matter", "edit_url")
"""The options that say nothing of a region."""

SKELETON = frozenset[str]()
"""The fields of the view that a user's template may render otherwise: no entry is in them."""

REASONS: Mapping[str, str] = {
    "front matter": "it comes from the settings",
    "columns": "headings and columns come from the settings",
    "struck through": "a row is struck through where its entry is deprecated",
    "anchor": "a row has an anchor where links lead to it",
    "row": "the summary repeats the sections; edit the section",
    "group of the section": "the group of the entry in the catalog gives it",
    "deprecated": "it is put together from several fields; edit them in the catalog",
}
"""Why an edit of a fact cannot go back to the catalog, by the name of the fact."""


def splits(options: Options) -> bool:
    """Return whether there is a folder of pages."""
    return options.pages != "one"


def parts(whole: Part, options: Options) -> tuple[Part, ...]:
    """Return the files of the folder. Raises `NameClash` for names that cannot be."""
    from apicodes.targets.docusaurus import pages

    return pages.parts(whole, options)


def possible_parts(part: Part, options: Options | None) -> Iterator[tuple[Part, Options]]:
    """Return what a file may be, without its catalog; no options where they are not known."""
    from apicodes.targets.docusaurus import page_records

    return page_records.possible_parts(part, options)


def view_types() -> tuple[type[Struct], ...]:
    """Return the types of the views, for the documentation of templates."""
    from apicodes.targets.docusaurus import reference_view, section_view, table_view

    return (
        table_view.TableView,
        table_view.RowView,
        table_view.GroupTable,
        reference_view.ReferenceView,
        reference_view.GroupView,
        reference_view.HeadingView,
        section_view.SectionView,
        section_view.ExampleView,
        section_view.LinkView,
    )


def template(options: Options) -> str:
    """Return the path of the template, below the folder of the built-in ones."""
    return f"docusaurus/{options.layout}.md.jinja"


def carries(options: Options) -> frozenset[str]:
    """Return the fields that the page holds, wherever an entry fills them."""
    if options.layout == "table":
        return frozenset(options.columns or carried_names("table")) | {"extensions"}
    return carried_names("reference") | {"groups"}


def build_view(part: Part, options: Options) -> "View":
    """Return what a file says of the catalog. Raises `NameClash`."""
    if options.layout == "table":
        from apicodes.targets.docusaurus import table_view

        return table_view.build_view(part, options)
    if part.template is not None:
        from apicodes.targets.docusaurus import folder_files

        return folder_files.build_view(part, options)
    from apicodes.targets.docusaurus import reference_view

    return reference_view.build_view(part, options)


def read(text: str, part: Part, options: Options) -> "Reading":
    """Read a file of these options back. Raises `Unreadable`."""
    from apicodes.targets.docusaurus import folder_files, reference_reader, table_reader

    if options.layout == "table":
        return table_reader.read(text, part, options)
    if part.template is not None:
        return folder_files.read(text)
    return reference_reader.read(text, part, options)


def records(reading: "Reading", part: Part, _options: Options) -> "Records":
    """Return what a reading says in the terms of a catalog, its texts typed as in the view."""
    from apicodes.targets.docusaurus import page_records

    return page_records.records(reading, part)


def names(_catalog: Catalog, _options: Options) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return nothing: the page names entries as the catalog does."""
    return {}


def catalog_texts(catalog: Catalog) -> CatalogTexts:
    """Return the texts of the page's head, and of its groups."""
    from apicodes.targets.docusaurus import table_view

    texts: dict[str, tuple[tuple[str, ...], str | None]] = {
        name: ((name,), getattr(catalog, name)) for name in ("title", "description")
    }
    tables = enumerate(table_view.tables_of(catalog, Options(tables="per-group")), 1)
    prefixes = {f"table {number}": table.key for number, table in tables if table.key}
    prefixes |= {f"group-{anchor(key)}": key for key in catalog.groups}
    for prefix, key in prefixes.items():
        for name in ("title", "description"):
            text = getattr(catalog.groups[key], name)
            texts[f"{prefix}: {name}"] = (("groups", key, name), text)
    return texts


def comments(text: str, part: Part) -> list[tuple[int, str]]:
    """Return the comments in the front matter, each with its line."""
    lines = text.split("\n")
    is_headed = part.region is None and "---" in lines[1:]
    head = lines[: lines.index("---", 1)] if is_headed else []
    return [(at, line.strip()) for at, line in enumerate(head, 1) if line.lstrip().startswith("#")]
