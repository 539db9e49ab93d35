"""The URL at which an entry is documented, from the catalog's `docs_url`."""

from apicodes.catalog import groups, naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog


def url(catalog: Catalog, entry: Entry) -> str | None:
    """Return the URL of an entry's documentation, None where the catalog has no `docs_url`."""
    if not catalog.docs_url:
        return None
    key = groups.key_of(catalog, entry)
    return address(catalog.docs_url, naming.anchor_of(entry), key)


def address(docs_url: str, anchor: str, group: str) -> str:
    """Return the URL that a `docs_url` gives for an anchor and the key of its group."""
    return docs_url.replace("{anchor}", anchor).replace("{group}", group)
