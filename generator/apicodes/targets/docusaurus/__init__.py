"""The Docusaurus page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from apicodes.catalog import Catalog
from apicodes.targets.docusaurus import matter, reference, table
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.parts import Part

if TYPE_CHECKING:
    from apicodes.reading import Reading

__all__ = ["Options", "carries", "context", "names", "project", "read", "template"]


def template(options: Options) -> str:
    """Return the path of the template, below the folder of the built-in ones."""
    return f"docusaurus/{options.layout}.md.jinja"


def context(part: Part, options: Options) -> Mapping[str, object]:
    """Return what the template uses: the front matter, and what stands below it."""
    if options.layout == "table":
        return table.context(part, options)
    return {
        "front_matter": matter.front_matter(part.catalog, options),
        **reference.context(_sheet(part), options),
    }


def carries(options: Options) -> frozenset[str]:
    """Return the fields that the page holds, wherever an entry fills them."""
    return table.carries(options) if options.layout == "table" else reference.CARRIED


def project(part: Part, options: Options) -> "Reading":
    """Return what the page says of a catalog, with Markdown in its normal form."""
    if options.layout == "table":
        return table.project(part, options)
    reading = reference.project(_sheet(part))
    if part.region is None:
        reading.root.fields = {**matter.read_back(part.catalog, options), **reading.root.fields}
    return reading


def read(text: str, part: Part, options: Options) -> "Reading":
    """Read a page of these options back. Raises `Unreadable`."""
    if options.layout == "table":
        return table.read(text, part, options)
    return reference.read(text, _sheet(part), options)


def _sheet(part: Part) -> reference.Sheet:
    return reference.whole(part.catalog, in_region=part.region is not None)


def names(_catalog: Catalog, _options: Options) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return nothing: the page names entries as the catalog does."""
    return {}
