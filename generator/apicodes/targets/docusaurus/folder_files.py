"""What lies beside the pages of a folder: its place in the sidebar, and where old pages lead."""

import json
from math import isfinite
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from apicodes.catalog import docs_url, naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.groups import key_of
from apicodes.catalog.model import Catalog
from apicodes.catalog.naming import NameClash
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.pages import Page, path_of

if TYPE_CHECKING:
    from apicodes.compare.record import Reading


def content(catalog: Catalog, page: Page, options: Options) -> dict[str, Any]:
    """Return what a file of JSON holds beside the notice. Raises `NameClash`."""
    if page.kind == "category":
        return category(catalog, options)
    return {"redirects": redirects(catalog, options)}


def category(catalog: Catalog, options: Options) -> dict[str, Any]:
    """Return what `_category_.json` says of the folder in the sidebar, but for the notice.

    A label is text and a position a number (plugin-content-docs 3.10, categoryMetadataFile), where
    TOML has dates and `inf` as well; what is neither is left out.
    """
    matter = options.front_matter
    labels = (matter.get("sidebar_label"), matter.get("title"), catalog.title)
    said: dict[str, Any] = {"label": next(its for its in labels if its and isinstance(its, str))}
    position = matter.get("sidebar_position")
    if isinstance(position, int | float) and isfinite(position):
        said["position"] = position
    return said


def redirects(catalog: Catalog, options: Options) -> list[dict[str, str]]:
    """Return where the old anchors lead, as @docusaurus/plugin-client-redirects takes it.

    Raises `NameClash` where the catalog does not say at which URLs its pages are.
    """
    renamed = [entry for entry in catalog.entries if entry.aliases]
    if renamed and "{anchor}" not in path_of(catalog):
        message = "the old pages of '{}' cannot be redirected: nobody knows where pages are"
        hint = "set docs_url: in the catalog, with {anchor} in its path"
        raise NameClash([(entry.key, message.format(entry.key), hint) for entry in renamed])
    return [
        {
            "from": _route(catalog, entry, alias, options),
            "to": _route(catalog, entry, naming.anchor_of(entry), options),
        }
        for entry in renamed
        for alias in entry.aliases
    ]


def _route(catalog: Catalog, entry: Entry, anchor: str, options: Options) -> str:
    """Return the path of an entry's page on the site, under an anchor."""
    key = key_of(catalog, entry)
    path = urlsplit(docs_url.address(catalog.docs_url or "", anchor, key)).path
    base = options.base_url.rstrip("/")
    return path.removeprefix(base) if path.startswith(f"{base}/") else path


def project(catalog: Catalog, page: Page, options: Options) -> "Reading":
    """Return what a file of JSON says."""
    from apicodes.compare.record import Reading, Record

    return Reading(Record(content(catalog, page, options)), [])


def read(text: str) -> "Reading":
    """Read a file of JSON back, without its notice. Raises `Unreadable`."""
    from apicodes.compare.record import Reading, Record, Unreadable

    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(error.lineno, f"not JSON: {error.msg}") from None
    if not isinstance(found, dict):
        raise Unreadable(1, "not an object")
    found.pop("notice", None)
    properties = found.get("customProps")
    if isinstance(properties, dict) and properties.keys() == {"notice"}:
        del found["customProps"]
    return Reading(Record(found, 1), [])
