"""The URLs of entries in files of apicodes, as the one `docs_url` that they are made of."""

from collections import Counter
from collections.abc import Iterable, Sequence

from apicodes.catalog import naming
from apicodes.catalog.docs_url import address
from apicodes.catalog.groups import class_of
from apicodes.compare.record import Record


def docs_url(addressed: Sequence[tuple[Record, str]]) -> str | None:
    """Return the `docs_url` that makes the URL of each of some entries; None where none does."""
    votes = Counter(
        template for record, url in addressed for template in _templates(url, *_parts(record))
    )
    ((template, _),) = votes.most_common(1)
    makes_all = all(address(template, *_parts(record)) == url for record, url in addressed)
    return template if makes_all else None


def _parts(record: Record) -> tuple[str, str]:
    """Return the anchor of an entry, and its group in a catalog that has none of its own."""
    return naming.anchor(str(record.fields.get("name") or record.key)), class_of(record.statuses)


def _templates(url: str, anchor: str, group: str) -> Iterable[str]:
    """Return what makes a URL of its parts, the likeliest first."""
    before, middle, after = url.rpartition(anchor) if anchor else ("", "", "")
    anchored = [f"{before}{{anchor}}{after}", url.replace(anchor, "{anchor}")] if middle else []
    plain = [*anchored, url]
    return dict.fromkeys([*plain, *(each.replace(group, "{group}") for each in plain)])
