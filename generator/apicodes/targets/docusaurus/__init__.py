"""The Docusaurus page, or a folder of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from apicodes.catalog.fields import carried_names
from apicodes.catalog.model import Catalog
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.parts import Part

if TYPE_CHECKING:
    from apicodes.compare.record import Reading
    from apicodes.compare.view import Reading as ViewReading
    from apicodes.compare.view import View
    from apicodes.targets.docusaurus.pages import Page

__all__ = ["Options"]


def splits(options: Options) -> bool:
    """Return whether there is a folder of pages."""
    return options.pages != "one"


def parts(whole: Part, options: Options) -> tuple[Part, ...]:
    """Return the files of the folder. Raises `NameClash` for names that cannot be."""
    from apicodes.targets.docusaurus import pages

    return pages.parts(whole, options)


def view_types() -> tuple[type[Struct], ...]:
    """Return the types of the views, for the documentation of templates."""
    from apicodes.targets.docusaurus.table_view import RowView, TableView

    return TableView, RowView


def template(options: Options) -> str:
    """Return the path of the template, below the folder of the built-in ones."""
    return f"docusaurus/{options.layout}.md.jinja"


def context(part: Part, options: Options) -> Mapping[str, object]:
    """Return what the template uses: the front matter, and what stands below it.

    Raises `NameClash`.
    """
    from apicodes.targets.docusaurus import folder_files, front_matter, pages, reference

    if page := _beside(part):
        return {"content": folder_files.content(part.catalog, page, options)}
    return {
        "front_matter": front_matter.front_matter(part.catalog, part.subject, options),
        **reference.context(pages.sheet(part, options), options),
    }


def build_view(part: Part, options: Options) -> "View | None":
    """Return what a page with one table says of a catalog; None for other files."""
    if options.layout != "table":
        return None
    from apicodes.targets.docusaurus import table_view

    return table_view.build_view(part, options)


def carries(options: Options) -> frozenset[str]:
    """Return the fields that the page holds, wherever an entry fills them."""
    if options.layout == "table":
        return frozenset(options.columns or carried_names("table")) | {"extensions"}
    return carried_names("reference") | {"groups"}


def project(part: Part, options: Options) -> "Reading":
    """Return what a page says of the catalog, with Markdown in its normal form."""
    from apicodes.targets.docusaurus import folder_files, front_matter, pages, reference

    if page := _beside(part):
        return folder_files.project(part.catalog, page, options)
    reading = reference.project(pages.sheet(part, options), options)
    if part.region is None:
        matter = front_matter.front_matter(part.catalog, part.subject, options)
        own = {f"front matter: {name}": value for name, value in matter.items()}
        reading.root.fields = {**own, **reading.root.fields}
    return reading


def read(text: str, part: Part, options: Options) -> "Reading | ViewReading":
    """Read a page of these options back. Raises `Unreadable`."""
    if options.layout == "table":
        from apicodes.targets.docusaurus import table_reader

        return table_reader.read(text, part, options)
    from apicodes.targets.docusaurus import folder_files, pages, reference

    if _beside(part):
        return folder_files.read(text)
    return reference.read(text, pages.sheet(part, options), options)


def _beside(part: Part) -> "Page | None":
    """Return what a file beside the pages is, None for a page."""
    return part.subject if part.template is not None else None


def names(_catalog: Catalog, _options: Options) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return nothing: the page names entries as the catalog does."""
    return {}
