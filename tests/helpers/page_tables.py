"""What a page as a table must show, worked out from the YAML of its catalog alone.

Descriptions go through markdown-it to HTML, and the browser that reads the page lays that out as
well, so that text meets text.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

import yaml
from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")

Fields = dict[str, Any]

HEADINGS = {
    "http_status": "HTTP Response Code",
    "status": "Status",
    "code": "Code",
    "name": "Name",
    "number": "Number",
    "title": "Title",
    "description": "Description",
    "message": "Message",
    "retryable": "Retryable",
    "since": "Since",
    "deprecated": "Deprecated",
}


def load(text: str) -> Fields:
    """Load a catalog with every scalar as the text that it is."""
    catalog: Fields = yaml.load(text, yaml.BaseLoader)
    return catalog


def entries(catalog: Fields) -> Iterator[Fields]:
    """Return the fields of each row, one for each status that has a description of its own."""
    for entry in catalog["codes"]:
        if "removed" in entry or entry.get("visibility") == "internal":
            continue
        whole = {**catalog.get("defaults", {}), **entry}
        statuses = whole.get("http_status")
        if not isinstance(statuses, dict):
            yield whole
            continue
        for status, text in statuses.items():
            printed = [whole.get("description"), text]
            description = "\n\n".join(filter(None, printed))
            yield {**whole, "http_status": status, "description": description}


def columns(catalog: Fields) -> list[str]:
    """Return the columns that an entry fills; names, where nothing else tells two entries apart."""
    filled = [name for name in HEADINGS if any(entry.get(name) for entry in entries(catalog))]
    bare = [entry for entry in entries(catalog) if not entry.get("code")]
    known = [status for entry in bare for status in statuses(entry)]
    needs_names = any(
        entry.get("name") and all(known.count(status) > 1 for status in statuses(entry))
        for entry in bare
    )
    return [name for name in filled if name != "name" or needs_names]


def statuses(entry: Fields) -> list[str]:
    value = entry.get("http_status") or []
    return [value] if isinstance(value, str) else list(value)


def cell(entry: Fields, column: str) -> str:
    """Return what a cell shows, as HTML."""
    value = entry.get(column, "")
    match column:
        case "description":
            return str(MARKDOWN.render(value))
        case "deprecated":
            return str(MARKDOWN.render(deprecation(value))) if value else ""
        case "http_status":
            return ", ".join([value] if isinstance(value, str) else value or [])
        case "retryable":
            return {"true": "yes", "false": "no", "": ""}[value]
        case _:
            return escape(value)


def deprecation(value: str | Fields) -> str:
    if isinstance(value, str):
        return "yes"
    replacements = value.get("replaced_by", [])
    names = [
        f"`{name}`" for name in ([replacements] if isinstance(replacements, str) else replacements)
    ]
    sentences = [
        f"Since {value['since']}." if "since" in value else "",
        f"May be gone from {value['sunset']}." if "sunset" in value else "",
        f"Use {' or '.join(filter(None, [', '.join(names[:-1]), names[-1]]))}." if names else "",
        value.get("reason", ""),
    ]
    return " ".join(filter(None, sentences))


def replacements(catalog: Fields) -> list[str]:
    """Return the codes that links lead to, in the order of the page."""
    announced = [entry.get("deprecated") for entry in entries(catalog)]
    named = [each.get("replaced_by", []) for each in announced if isinstance(each, dict)]
    return [key for keys in named for key in ([keys] if isinstance(keys, str) else keys)]


def lines(text: str) -> list[str]:
    """Return the lines of a text: how far apart blocks stand is the style's business."""
    return [line.rstrip() for line in text.split("\n") if line.strip()]
