"""The summary of a page: tables whose rows lead to the sections of entries."""

from collections.abc import Sequence
from typing import Any

from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import Column, column_headings
from apicodes.catalog.given import given
from apicodes.render import markdown
from apicodes.targets.docusaurus import cells
from apicodes.targets.docusaurus.cells import Table, spaced
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.sections import Link, label

MEANING = "Meaning"
"""What stands above the last column: the title, else the beginning of the description."""

SHORT: dict[Column, str] = {"http_status": "HTTP"}
"""Headings that are shorter than elsewhere, so that the meaning has room on a phone."""


def columns(entries: Sequence[Entry]) -> tuple[Column, ...]:
    """Return the columns that all tables of a page have before the last one."""
    return ("http_status", "code") if any(its.http_statuses for its in entries) else ("code",)


def headings(names: Sequence[Column], options: Options) -> list[str]:
    """Return the headings of a table."""
    words = {**column_headings(), **SHORT, **options.headings}
    return [*(words[name] for name in names), MEANING]


def table(entries: Sequence[Entry], names: Sequence[Column], link: Link, options: Options) -> Table:
    """Return the rows of entries."""
    rows = [[*(_cell(entry, name, link) for name in names), _meaning(entry)] for entry in entries]
    return cells.table(headings(names, options), rows, options)


def said(entry: Entry, link: Link) -> dict[str, Any]:
    """Return what a row says of its entry."""
    return given(
        {
            "http_status": entry.http_statuses,
            "code": None if entry.code is None else spaced(entry.code),
            "label": None if entry.code is not None else spaced(label(entry)),
            "link": link(entry),
            "struck through": True if entry.deprecation else None,
            "meaning": _said_meaning(entry) or None,
        }
    )


def _cell(entry: Entry, name: Column, link: Link) -> str:
    if name == "http_status":
        return cells.statuses(entry)
    linked = f"[{_name(entry)}]({link(entry)})"
    return f"~~{linked}~~" if entry.deprecation else linked


def _name(entry: Entry) -> str:
    if entry.code is None:
        return markdown.text_cell(label(entry))
    code = markdown.code_cell(entry.code)
    # What is an element instead of a code span does not keep brackets from ending the link.
    return code if code[0] == "`" else code.replace("[", "&#91;").replace("]", "&#93;")


def _meaning(entry: Entry) -> str:
    if entry.title:
        return markdown.text_cell(entry.title)
    return markdown.first_cell(_described(entry))


def _said_meaning(entry: Entry) -> str:
    from html import escape

    if entry.title:
        return escape(spaced(entry.title), quote=False)
    return markdown.normal_first(_described(entry))


def _described(entry: Entry) -> str:
    return entry.description or next(iter(entry.status_descriptions.values()), "")
