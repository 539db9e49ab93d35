"""The Docusaurus page."""

from apicodes.catalog import Catalog
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.table import carries, context, project, read

__all__ = ["Options", "carries", "context", "names", "project", "read", "template"]


def template(_options: Options) -> str:
    """Return the path of the template, below the folder of the built-in ones."""
    return "docusaurus/table.md.jinja"


def names(_catalog: Catalog, _options: Options) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return nothing: the page names entries as the catalog does."""
    return {}
