"""What a reference must show of each entry, worked out from its catalog alone."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from apicodes import naming
from tables import MARKDOWN, Fields


def published(catalog: Fields) -> list[Fields]:
    """Return the entries that the public may see."""
    hidden = ({"removed"}, {"visibility"})
    return [entry for entry in catalog["codes"] if all(map(entry.keys().isdisjoint, hidden))]


def anchor(entry: Fields) -> str:
    """Return what the last part of an entry's URL is."""
    return naming.anchor(entry.get("name") or entry.get("code") or "-".join(statuses(entry)))


def statuses(entry: Fields) -> list[str]:
    """Return the HTTP statuses of an entry, as text."""
    value = entry.get("http_status", [])
    return [str(status) for status in (value if isinstance(value, (list, dict)) else [value])]


def section(entry: Fields, catalog: Fields) -> Fields:
    """Return what the heading says, and as HTML what a reader is to see below it."""
    return {
        "headed": entry.get("code") or entry.get("title") or "",
        "html": "".join(_parts(entry, catalog)),
        "bodies": [
            json.dumps(example["body"], ensure_ascii=False) for example in entry.get("examples", [])
        ],
    }


def _parts(entry: Fields, catalog: Fields) -> Iterator[str]:
    for status in statuses(entry):
        yield f"<p>{status}</p>"
    for name in ("title", "message", "since", "number"):
        if name in entry:
            yield f"<p>{escape(str(entry[name]))}</p>"
    yield from map(MARKDOWN.render, _texts(entry, catalog))
    for link in entry.get("links", []):
        yield f"<p>{escape(link['title'])}</p>"
    for example in entry.get("examples", []):
        yield f"<p>{escape(example.get('summary', ''))}</p>"


def _texts(entry: Fields, catalog: Fields) -> Iterator[str]:
    """Return the texts of an entry that are Markdown."""
    if isinstance(entry.get("http_status"), dict):
        yield from entry["http_status"].values()
    yield entry.get("description", "")
    yield from entry.get("causes", [])
    yield from entry.get("solutions", [])
    for name in entry.get("headers", []):
        yield f"`{name}`"
        yield catalog["headers"][name].get("description", "")
    announced: Any = entry.get("deprecated")
    if isinstance(announced, dict):
        replaced = announced.get("replaced_by", [])
        yield from (f"`{key}`" for key in ([replaced] if isinstance(replaced, str) else replaced))
        yield from (announced.get(name, "") for name in ("since", "sunset", "reason"))
