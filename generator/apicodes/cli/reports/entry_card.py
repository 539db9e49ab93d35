"""An entry as a person reads it in the terminal."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from apicodes.catalog.http_status import PHRASES
from apicodes.catalog.model import Example, Parameter
from apicodes.cli.entry_lookup import Explained
from apicodes.render import markdown, sentences
from apicodes.text.display import printable
from apicodes.text.folding import fold, unfolded
from apicodes.text.width import padded, width

Row = tuple[str, str]
"""A label, and a text of one line or several."""


def card(its: Explained, columns: int) -> str:
    """Return what is to know of an entry, folded to the width of the screen."""
    blocks = [_head(its)]
    blocks += [
        "\n".join(f"  {line}" for line in fold(unfolded(text), columns - 2)) for text in _life(its)
    ]
    rows = [row for row in _fields(its) if row[1]], list(_places(its))
    labels = max((width(label) for part in rows for label, _ in part), default=0)
    blocks += ["\n".join(_aligned(part, labels, columns)) for part in rows if part]
    return "\n\n".join(blocks)


def _head(its: Explained) -> str:
    marks = {
        "removed": ("removed", "red"),
        "deprecated": ("deprecated", "yellow"),
        "internal": ("internal", "cyan"),
    }
    said = [click.style(*marks[name]) for name in _states(its)]
    where = printable(str(its.location))
    if its.table.name is not None:
        where = f"{where}, in the catalog {its.table.name}"
    return f"{'  '.join([click.style(its.entry.key, bold=True), *said])}\n{where}"


def _states(its: Explained) -> Iterator[str]:
    if its.entry.removed is not None:
        yield "removed"
    elif its.entry.deprecation is not None:
        yield "deprecated"
    if its.entry.visibility == "internal":
        yield "internal"


def _life(its: Explained) -> Iterator[str]:
    """Return what is to say of its life, a paragraph each, as Markdown."""
    entry = its.entry
    if entry.removed is not None:
        since = f" since {markdown.literal(entry.removed.since)}" if entry.removed.since else ""
        reason = entry.removed.reason or ""
        yield f"Removed{since}: in no output, and its code is never used again. {reason}".rstrip()
    elif entry.deprecation is not None:
        yield sentences.announcement(
            entry, lambda key: markdown.code(key) + (" (internal)" if key in its.hidden else "")
        )
    if entry.visibility == "internal" and entry.removed is None:
        yield 'Internal: only in the outputs of targets that say `audience = "internal"`.'


def _fields(its: Explained) -> Iterator[Row]:
    entry, catalog = its.entry, its.catalog
    yield "http_status", "\n".join(_statuses(its))
    yield "status", entry.status or ""
    yield "code", entry.code or ""
    yield "name", entry.name or ""
    yield "number", "" if entry.number is None else str(entry.number)
    yield "title", entry.title or ""
    yield "description", unfolded(entry.description or "")
    yield "message", entry.message or ""
    yield "params", _listed(_parameter(*pair) for pair in entry.params.items())
    group = catalog.groups.get(entry.group or "")
    yield "group", _with(entry.group or "", group.title if group else None)
    yield "causes", _listed(map(unfolded, entry.causes))
    yield "solutions", _listed(map(unfolded, entry.solutions))
    yield "retryable", {True: "yes", False: "no", None: ""}[entry.retryable]
    headers = ((name, catalog.headers[name].description) for name in entry.headers)
    yield "headers", _listed(_with(*header) for header in headers)
    yield "examples", "\n".join(map(_example, entry.examples))
    yield "links", _listed(_with(link.title, link.url) for link in entry.links)
    yield "since", entry.since or ""
    yield "aliases", ", ".join(entry.aliases)
    for name, value in entry.extensions.items():
        yield name, value if isinstance(value, str) else _json(value)


def _places(its: Explained) -> Iterator[Row]:
    """Return where it is documented, and what each output calls it."""
    if its.anchor:
        yield "anchor", f"#{its.anchor}"
    if its.url:
        yield "url", its.url
    for naming in its.namings:
        said = "left out: its audience is public"
        if naming.names is not None:
            said = "\n".join(f"{what} {', '.join(its)}" for what, its in naming.names.items())
        yield naming.target, said


def _statuses(its: Explained) -> Iterator[str]:
    for status in its.entry.http_statuses:
        phrase = PHRASES.get(status)
        named = f"{status} {phrase}" if phrase else str(status)
        yield _with(named, its.entry.status_descriptions.get(status))


def _parameter(name: str, its: Parameter) -> str:
    said = _with(f"{{{name}}}", its.description or its.type)
    return said if its.example is None else f"{said} For example {_json(its.example)}."


def _example(its: Example) -> str:
    body = json.dumps(its.body, ensure_ascii=False, indent=2)
    block = "\n".join(f"    {line}" for line in body.split("\n"))
    return f"{its.summary or 'A body'}:\n{block}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _with(name: str, more: str | None) -> str:
    return f"{name}: {unfolded(more)}" if more else name


def _listed(items: Iterable[str]) -> str:
    """Return one item as it is, several as a list; what has lines of its own stands below each."""
    found = list(items)
    if len(found) == 1:
        return found[0]
    return "\n".join("- " + item.replace("\n", "\n  ") for item in found)


def _aligned(rows: Sequence[Row], labels: int, columns: int) -> Iterator[str]:
    """Return labels and texts beside each other; below them, where the screen is too narrow."""
    for label, text in rows:
        beside = columns >= labels + 4 + _NARROWEST
        margin = labels + 4 if beside else 4
        lines = fold(text, columns - margin)
        if not beside:
            yield f"  {label}"
        for number, line in enumerate(lines):
            before = f"  {padded(label, labels)}  " if beside and number == 0 else " " * margin
            yield (before + line).rstrip()


_NARROWEST = 30
"""How many columns a text has at least beside its label."""
