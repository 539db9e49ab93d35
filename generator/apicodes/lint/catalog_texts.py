"""The texts of a catalog with their positions, and how messages quote them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import asdict

from apicodes.catalog.field_row import Field
from apicodes.catalog.fields import FIELDS
from apicodes.catalog.model import Catalog
from apicodes.lint import Steps


class Text(NamedTuple):
    """A text in a catalog.

    `kind` says what the text is, such as ``cause`` or ``param description``; its last word is for
    messages.
    """

    kind: str
    steps: Steps
    value: str


def prose(catalog: Catalog, *, removed: bool = False) -> Iterator[Text]:
    """Return the Markdown texts of headers, groups and entries, with `removed` of all entries."""
    for name, header in catalog.headers.items():
        if header.description:
            yield Text("header description", ("headers", name, "description"), header.description)
    for name, group in catalog.groups.items():
        if group.description:
            yield Text("group description", ("groups", name, "description"), group.description)
    yield from _of_entries(catalog, _MARKDOWN_FIELDS, removed)


def _kind(field: Field) -> str:
    """Return the singular of the last word of a field's name, and the key of the Markdown."""
    word = field.name.rpartition("_")[2].removesuffix("s")
    return " ".join((word, *(step for step in field.markdown or () if step != "*")))


_MARKDOWN_FIELDS = tuple(
    (_kind(field), field.name, field.origin or field.name, field.markdown)
    for field in FIELDS
    if field.markdown is not None
)
"""The kinds of Markdown in an entry: its field in the model and in the source, and its path."""


_LINE_FIELDS = (
    ("title", "title", "title", ()),
    ("message", "message", "message", ()),
    ("summary", "examples", "examples", ("*", "summary")),
    ("title", "links", "links", ("*", "title")),
)
"""The same of the texts of one line."""


def _of_entries(
    catalog: Catalog, fields: Iterable[tuple[str, str, str, tuple[str, ...]]], removed: bool
) -> Iterator[Text]:
    for index, entry in enumerate(catalog.entries):
        if entry.removed is None or removed:
            for kind, name, source_name, path in fields:
                if value := getattr(entry, name):
                    yield from _texts(kind, ("codes", index, source_name), value, path)


def _texts(kind: str, steps: Steps, value: object, path: tuple[str, ...]) -> Iterator[Text]:
    """Return the texts at the end of a path into a value; ``*`` stands for any key or index."""
    if path:
        for key, item in _items(value):
            if path[0] in ("*", key):
                yield from _texts(kind, (*steps, key), item, path[1:])
    elif isinstance(value, str) and value:
        yield Text(kind, steps, value)


def _items(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, Struct):
        return asdict(value).items()
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, tuple | list) else ()


def lines(catalog: Catalog, *, removed: bool = False) -> Iterator[Text]:
    """Return the texts of one line: titles, messages, summaries; with `removed` of all entries."""
    yield Text("title", ("title",), catalog.title)
    for name, group in catalog.groups.items():
        yield Text("title", ("groups", name, "title"), group.title)
    yield from _of_entries(catalog, _LINE_FIELDS, removed)


def values(catalog: Catalog) -> Iterator[Text]:
    """Return all texts inside of the envelope's body, headers, and fields with inner values."""
    yield from strings(catalog.error_envelope.body, ("envelope", "body"))
    yield from strings(catalog.headers, ("headers",))
    for index, entry in enumerate(catalog.entries):
        for field in ("params", "examples", "links"):
            yield from strings(getattr(entry, field), ("codes", index, field))
        for name, value in entry.extensions.items():
            yield from strings(value, ("codes", index, name))


def strings(value: object, steps: Steps) -> Iterator[Text]:
    """Return the texts inside a JSON value."""
    if isinstance(value, str):
        yield Text("value", steps, value)
    for key, item in _items(value):
        yield from strings(item, (*steps, key))


_CLOSING = "\"'`*_~)]}>\u2019\u201d\u201c\xbb\u203a\u300d\u300f\uff09\u3011\u300b \t\n\xa0"
_STOPS = tuple(".!?\u2026\u3002\uff01\uff1f\uff61\uff0e\u061f\u06d4\u0964\u0965\u0589")
"""The ends of sentences: in ASCII, the ellipsis, in Chinese and Japanese, Arabic, Urdu, Hindi and
Armenian."""


def ends_sentence(text: str) -> bool:
    """Return whether a text ends in a full stop or the like; quotes or brackets may follow it."""
    return text.rstrip(_CLOSING).endswith(_STOPS)


def shortened(text: str, *, end: bool = False) -> str:
    """Return the beginning, or the `end`, of a text on one line for a message."""
    line = " ".join(text.split())
    if len(line) <= 40:
        return line
    return f"…{line[-39:].lstrip()}" if end else f"{line[:39].rstrip()}…"
