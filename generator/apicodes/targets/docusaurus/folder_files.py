"""The files in a folder of pages that are none: `_category_.json` and `redirects.json`."""

import json
from math import isfinite
from typing import Annotated, Any
from urllib.parse import urlsplit

from msgspec import Meta

from apicodes.catalog import docs_url, naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.groups import key_of
from apicodes.catalog.model import Catalog
from apicodes.catalog.naming import NameClash
from apicodes.compare.record import Unreadable
from apicodes.compare.view import Reading, View
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.pages import page_of, path_of
from apicodes.targets.parts import Part


class FolderFileView(View, frozen=True, kw_only=True):
    """A file of JSON in a folder of pages, without its notice."""

    content: Annotated[dict[str, Any], Meta(description="What it holds, by key.")]

    def facts(self) -> dict[str, Any]:
        """Return what the file says, by the names that messages use."""
        return self.content


def build_view(part: Part, options: Options) -> FolderFileView:
    """Return what a file of a folder says. Raises `NameClash`."""
    if page_of(part).kind == "category":
        return FolderFileView(content=_category(part.catalog, options))
    return FolderFileView(content={"redirects": _redirects(part.catalog, options)})


def _category(catalog: Catalog, options: Options) -> dict[str, Any]:
    """Return what `_category_.json` says of the folder in the sidebar, but for the notice.

    A label is text and a position a number (plugin-content-docs 3.10, categoryMetadataFile), where
    TOML has dates and `inf` as well; what is neither is left out.
    """
    matter = options.front_matter
    labels = (matter.get("sidebar_label"), matter.get("title"), catalog.title)
    label = next(text for text in labels if text and isinstance(text, str))
    position = matter.get("sidebar_position")
    if isinstance(position, int | float) and isfinite(position):
        return {"label": label, "position": position}
    return {"label": label}


def _redirects(catalog: Catalog, options: Options) -> list[dict[str, str]]:
    """Return where the old anchors lead, as @docusaurus/plugin-client-redirects takes it.

    Raises `NameClash` where the catalog does not say at which URLs its pages are.
    """
    renamed = [entry for entry in catalog.entries if entry.aliases]
    if renamed and "{anchor}" not in path_of(catalog):
        message = "the old pages of '{}' cannot be redirected: the URLs of the new ones are unknown"
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


def read(text: str) -> Reading:
    """Return what a file of JSON says, without its notice. Raises `Unreadable`."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(error.lineno, f"not JSON: {error.msg}") from None
    if not isinstance(content, dict):
        raise Unreadable(1, "not an object")
    content.pop("notice", None)
    properties = content.get("customProps")
    if isinstance(properties, dict) and properties.keys() == {"notice"}:
        del content["customProps"]
    return Reading(FolderFileView(content=content))
