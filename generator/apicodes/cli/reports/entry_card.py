"""An entry as `apicodes explain` prints it for people; its rows come from the table of fields."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import click
from msgspec import to_builtins

from apicodes.catalog.entry import Entry
from apicodes.catalog.entry_parts import Example, Link, Parameter
from apicodes.catalog.field_row import Field
from apicodes.catalog.fields import FIELDS
from apicodes.catalog.http_status import PHRASES
from apicodes.catalog.model import Catalog
from apicodes.cli.entry_lookup import Explanation
from apicodes.render import markdown, sentences
from apicodes.text.display import printable
from apicodes.text.folding import fold, unfold
from apicodes.text.width import padded, width

Row = tuple[str, str]
"""A label, and a text of one or more lines."""

IN_PARAGRAPHS = ("deprecated", "removed", "visibility")
"""The fields that are explained in a sentence above the rows."""

REFERENCES: Mapping[str, Callable[[Catalog, str], str | None]] = {
    "group": lambda catalog, key: catalog.groups[key].title if key in catalog.groups else None,
    "headers": lambda catalog, key: catalog.headers[key].description,
}
"""The fields that hold keys of the catalog, and the text about a key."""


def card(explanation: Explanation, columns: int) -> str:
    """Return an entry with all of its fields, folded to a number of columns."""
    paragraphs = [
        "\n".join(f"  {line}" for line in fold(unfold(text), columns - 2))
        for text in _paragraphs(explanation)
    ]
    rows = [row for row in _fields(explanation) if row[1]]
    tables = [rows, list(_names(explanation))]
    label_width = max((width(label) for table in tables for label, _ in table), default=0)
    blocks = ["\n".join(_aligned(table, label_width, columns)) for table in tables if table]
    return "\n\n".join([_head(explanation), *paragraphs, *blocks])


# The head and the paragraphs


def _head(explanation: Explanation) -> str:
    colours = {"removed": "red", "deprecated": "yellow", "internal": "cyan"}
    key = click.style(explanation.entry.key, bold=True)
    states = [click.style(state, colours[state]) for state in _states(explanation.entry)]
    location = printable(str(explanation.location))
    if explanation.table.name is not None:
        location = f"{location}, in the catalog {explanation.table.name}"
    return f"{'  '.join([key, *states])}\n{location}"


def _states(entry: Entry) -> Iterator[str]:
    if entry.removed is not None:
        yield "removed"
    elif entry.deprecation is not None:
        yield "deprecated"
    if entry.visibility == "internal":
        yield "internal"


def _paragraphs(explanation: Explanation) -> Iterator[str]:
    """Return what a removed, deprecated or internal entry means, as Markdown."""
    entry = explanation.entry
    if entry.removed is not None:
        yield sentences.removal(entry.removed)
    elif entry.deprecation is not None:
        internal = explanation.internal_keys
        yield sentences.announcement(
            entry, lambda key: markdown.code(key) + (" (internal)" if key in internal else "")
        )
    if entry.visibility == "internal" and entry.removed is None:
        yield 'Internal: only in outputs of targets with `audience = "internal"`.'


# The rows


def _fields(explanation: Explanation) -> Iterator[Row]:
    """Return a row for each field, then for each extension field; empty where it has no value."""
    catalog, entry = explanation.catalog, explanation.entry
    for field in FIELDS:
        if not field.origin and field.name not in IN_PARAGRAPHS:
            value = field.value_in(catalog, entry)
            yield field.name, "" if value is None else _field_text(field, value, catalog, entry)
    for name, value in entry.extensions.items():
        yield name, value if isinstance(value, str) else _json(value)


def _field_text(field: Field, value: object, catalog: Catalog, entry: Entry) -> str:
    """Return the value of a field for people, by its kind."""
    if about := REFERENCES.get(field.name):
        keys = value if isinstance(value, tuple) else (value,)
        return _list(_with_text(key, about(catalog, key)) for key in keys)
    match field.kind, value:
        case "statuses", _:
            return "\n".join(_statuses(entry))
        case "flag", bool():
            return "yes" if value else "no"
        case "names", tuple():
            return ", ".join(value)
        case "markdown", str():
            return unfold(value)
        case "markdown list", tuple():
            return _list(map(unfold, value))
        case "data", dict():
            return _list(_named(name, item) for name, item in value.items())
        case "data", tuple():
            return _data_list(value)
        case _:
            return value if isinstance(value, str) else _json(value)


def _statuses(entry: Entry) -> Iterator[str]:
    for status in entry.http_statuses:
        phrase = PHRASES.get(status)
        name = f"{status} {phrase}" if phrase else str(status)
        yield _with_text(name, entry.status_descriptions.get(status))


def _named(name: str, item: object) -> str:
    """Return an item of a mapping with its name."""
    if isinstance(item, Parameter):
        text = _with_text(f"{{{name}}}", item.description or item.type)
        return text if item.example is None else f"{text} For example {_json(item.example)}."
    return f"{name}: {_json(item)}"


def _data_list(items: Sequence[object]) -> str:
    """Return the items of a list; bodies are blocks below each other, all else is a list."""
    if all(isinstance(item, Example) for item in items):
        return "\n".join(_example(item) for item in items if isinstance(item, Example))
    return _list(
        _with_text(item.title, item.url) if isinstance(item, Link) else _json(item)
        for item in items
    )


def _example(example: Example) -> str:
    body = json.dumps(example.body, ensure_ascii=False, indent=2)
    block = "\n".join(f"    {line}" for line in body.split("\n"))
    return f"{example.summary or 'A body'}:\n{block}"


def _json(value: object) -> str:
    return json.dumps(to_builtins(value), ensure_ascii=False)


def _with_text(name: str, text: str | None) -> str:
    return f"{name}: {unfold(text)}" if text else name


def _list(items: Iterable[str]) -> str:
    """Return one item as it is, several as a list; further lines of an item are indented."""
    texts = list(items)
    if len(texts) == 1:
        return texts[0]
    return "\n".join("- " + text.replace("\n", "\n  ") for text in texts)


def _names(explanation: Explanation) -> Iterator[Row]:
    """Return where the entry is documented, and its names in each output."""
    if explanation.anchor:
        yield "anchor", f"#{explanation.anchor}"
    if explanation.url:
        yield "url", explanation.url
    for output in explanation.outputs:
        if output.names is None:
            yield output.target, "left out: its audience is public"
        else:
            lines = (f"{what} {', '.join(names)}" for what, names in output.names.items())
            yield output.target, "\n".join(lines)


# The layout


def _aligned(rows: Sequence[Row], label_width: int, columns: int) -> Iterator[str]:
    """Return labels with their texts beside them, or below them on a narrow screen."""
    is_wide = columns >= label_width + 4 + _MINIMUM
    margin = label_width + 4 if is_wide else 4
    for label, text in rows:
        lines = fold(text, columns - margin)
        if not is_wide:
            yield f"  {label}"
        for number, line in enumerate(lines):
            has_label = is_wide and number == 0
            before = f"  {padded(label, label_width)}  " if has_label else " " * margin
            yield (before + line).rstrip()


_MINIMUM = 30
"""The minimum number of columns for a text beside its label."""
