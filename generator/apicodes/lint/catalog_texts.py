"""The texts of a catalog, and where each stands."""

from collections.abc import Iterator
from typing import NamedTuple

from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog
from apicodes.lint import Steps


class Text(NamedTuple):
    """A text for readers: what it is in a word or two, the steps that lead to it, and itself."""

    kind: str
    steps: Steps
    value: str


def prose(catalog: Catalog, *, removed: bool = False) -> Iterator[Text]:
    """Return the Markdown that is said of headers, groups and entries; of removed ones if asked."""
    for name, header in catalog.headers.items():
        if header.description:
            yield Text("header", ("headers", name, "description"), header.description)
    for name, group in catalog.groups.items():
        if group.description:
            yield Text("group", ("groups", name, "description"), group.description)
    for index, entry in enumerate(catalog.entries):
        if entry.removed is None or removed:
            yield from _of_entry(index, entry)


def _of_entry(index: int, entry: Entry) -> Iterator[Text]:
    steps = ("codes", index)
    if entry.description:
        yield Text("description", (*steps, "description"), entry.description)
    for http_status, value in entry.status_descriptions.items():
        yield Text("description", (*steps, "http_status", http_status), value)
    for number, value in enumerate(entry.causes):
        yield Text("cause", (*steps, "causes", number), value)
    for number, value in enumerate(entry.solutions):
        yield Text("solution", (*steps, "solutions", number), value)
    for name, parameter in entry.params.items():
        if parameter.description:
            yield Text("parameter", (*steps, "params", name, "description"), parameter.description)
    if entry.deprecation and entry.deprecation.reason:
        yield Text("reason", (*steps, "deprecated", "reason"), entry.deprecation.reason)
    if entry.removed and entry.removed.reason:
        yield Text("reason", (*steps, "removed", "reason"), entry.removed.reason)


def lines(catalog: Catalog, *, removed: bool = False) -> Iterator[Text]:
    """Return the texts on one line: titles, messages, summaries; of removed entries if asked."""
    yield Text("title", ("title",), catalog.title)
    for name, group in catalog.groups.items():
        yield Text("title", ("groups", name, "title"), group.title)
    for index, entry in enumerate(catalog.entries):
        if entry.removed is not None and not removed:
            continue
        steps = ("codes", index)
        if entry.title:
            yield Text("title", (*steps, "title"), entry.title)
        if entry.message:
            yield Text("message", (*steps, "message"), entry.message)
        for number, example in enumerate(entry.examples):
            if example.summary:
                yield Text("summary", (*steps, "examples", number, "summary"), example.summary)
        for number, link in enumerate(entry.links):
            yield Text("title", (*steps, "links", number, "title"), link.title)


def values(catalog: Catalog) -> Iterator[Text]:
    """Return the texts inside values of open type: bodies and fields of the team's own."""
    yield from _strings(catalog.error_envelope.body, ("envelope", "body"))
    for index, entry in enumerate(catalog.entries):
        for number, example in enumerate(entry.examples):
            yield from _strings(example.body, ("codes", index, "examples", number, "body"))
        for name, value in entry.extensions.items():
            yield from _strings(value, ("codes", index, name))


def _strings(value: object, steps: Steps) -> Iterator[Text]:
    if isinstance(value, str):
        yield Text("value", steps, value)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, (*steps, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, (*steps, index))


_CLOSING = "\"'`*_~)]}>\u2019\u201d\u201c\xbb\u203a\u300d\u300f\uff09\u3011\u300b \t\n\xa0"
_STOPS = tuple(".!?\u2026\u3002\uff01\uff1f\uff61\uff0e\u061f\u06d4\u0964\u0965\u0589")
"""The ends of sentences: ASCII's, the ellipsis; those of Chinese and Japanese, Arabic, Urdu,
Hindi and Armenian."""


def ends_sentence(text: str) -> bool:
    """Return whether a text ends in a full stop or the like, be it inside quotes or brackets."""
    return text.rstrip(_CLOSING).endswith(_STOPS)


def shortened(text: str, *, end: bool = False) -> str:
    """Return how a message shows a text: its beginning, or its end, on one line."""
    line = " ".join(text.split())
    if len(line) <= 40:
        return line
    return f"…{line[-39:].lstrip()}" if end else f"{line[:39].rstrip()}…"
