"""The rows and sections of a catalog's entries on a reference page."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import carried_by
from apicodes.catalog.http_status import PHRASES
from apicodes.catalog.model import Catalog
from apicodes.compare.view import Origin
from apicodes.render import envelope, markdown, sentences
from apicodes.render.texts import Address, Code, Line, Markdown
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.page_values import (
    display,
    extension_fields,
    is_filled,
    label,
    value_of,
    with_phrase,
)
from apicodes.targets.docusaurus.section_view import (
    DetailView,
    ExampleView,
    LinkView,
    SectionView,
    SummaryRow,
)

EntryLink = Callable[[Entry], str]
"""Returns the address of the section of an entry, from the page that links to it."""


def summary_row(entry: Entry, number: int, link: str) -> SummaryRow:
    """Return the row of an entry in the table with this number."""
    text = entry.description or next(iter(entry.status_descriptions.values()), "")
    meaning = Markdown(entry.title, "text") if entry.title else Markdown(text, "first paragraph")
    return SummaryRow(
        table=number,
        http_status=entry.http_statuses or None,
        code=None if entry.code is None else Code(entry.code),
        label=Line(label(entry)) if entry.code is None else None,
        link=link,
        meaning=None if meaning.is_blank else meaning,
        is_struck=entry.deprecation is not None,
    )


def section(catalog: Catalog, entry: Entry, link: EntryLink, options: Options) -> SectionView:
    """Return an entry with its section, without its row and its group."""
    return SectionView(
        origin=Origin(entry.key),
        fields=_fields(catalog, entry, link) | extension_fields(entry, options),
        anchor=naming.anchor_of(entry),
        label=Line(label(entry)) if entry.code is None else None,
        phrases=tuple(PHRASES.get(status) for status in entry.http_statuses),
    )


def _fields(catalog: Catalog, entry: Entry, link: EntryLink) -> dict[str, Any]:
    """Return the fields that an entry fills, as a section shows them."""
    special: dict[str, Any] = {
        "params": _params(entry),
        "headers": {
            name: DetailView(
                example=_example(catalog.headers[name].example),
                description=Markdown(catalog.headers[name].description or ""),
            )
            for name in entry.headers
        },
        "examples": tuple(_examples(catalog, entry)),
        "links": tuple(LinkView(Line(link.title), Address(link.url)) for link in entry.links),
        "deprecated": _announcement(catalog, entry, link),
    }
    values = {
        row.name: special[row.name] if row.name in special else value_of(entry, row)
        for row in carried_by("reference")
    }
    return {name: value for name, value in values.items() if is_filled(value)}


def _params(entry: Entry) -> dict[str, DetailView]:
    """Return the placeholders of the message, if there is one."""
    return {
        name: DetailView(
            type=Line(param.type),
            example=_example(param.example),
            description=Markdown(param.description or ""),
        )
        for name, param in (entry.params if entry.message else {}).items()
    }


def _example(value: object) -> Code | None:
    return None if value is None else Code(Line(display(value)).normal)


def _announcement(catalog: Catalog, entry: Entry, link: EntryLink) -> Markdown | None:
    """Return the announcement that an entry goes, with links to other sections."""
    if entry.deprecation is None:
        return None
    known = {other.key: other for other in catalog.entries}

    def show(key: str) -> str:
        code = markdown.code(key)
        return f"[{code}]({link(known[key])})" if key in known else code

    first = sentences.deprecation(replace(entry.deprecation, reason=None), show)
    paragraphs = filter(None, (first, entry.deprecation.reason))
    return Markdown("\n\n".join(paragraphs) or sentences.BARE)


def _examples(catalog: Catalog, entry: Entry) -> Iterator[ExampleView]:
    """Return the bodies that an entry comes with: its own, else the ones of the envelope."""
    for example in entry.examples:
        yield ExampleView(Line(example.summary or ""), example.body)
    if entry.examples:
        return
    sent = list(envelope.sent_with(catalog, entry))
    bodies = [envelope.body(catalog, response) for response in sent]
    if len({json.dumps(body) for body in bodies}) <= 1:
        media_type = Line(catalog.error_envelope.media_type)
        yield from (ExampleView(media_type, body) for body in bodies[:1])
        return
    for response, body in zip(sent, bodies, strict=True):
        yield ExampleView(Line(with_phrase(response.http_status or 0)), body)
