"""What a reference page says of an entry: its row in the summary, and its section."""

import json
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import badges, carried_by
from apicodes.catalog.given import given
from apicodes.catalog.http_status import PHRASES
from apicodes.catalog.model import Catalog
from apicodes.compare.view import EntryView, Origin
from apicodes.render import error_bodies, markdown, sentences
from apicodes.render.tables import Cell, Row
from apicodes.render.texts import Address, Code, Line, Markdown
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.pages import (
    display,
    extension_fields,
    is_filled,
    label,
    value_of,
    with_phrase,
)


class SummaryRow(Struct, frozen=True, kw_only=True):
    """The row of an entry in a table of the summary."""

    table: Annotated[int, Meta(description="The number of its table on the page, from 0.")] = 0
    http_status: tuple[int, ...] | Line | None = None
    code: Code | None = None
    label: Line | None = None
    link: str = ""
    meaning: Markdown | None = None
    is_struck: bool = False

    @property
    def cells(self) -> dict[str, Any]:
        """Its cells, by column."""
        link = Cell(self.code or self.label, link=self.link, is_struck=self.is_struck)
        return {"http_status": self.http_status, "code": link, "meaning": self.meaning}


class DetailView(Struct, frozen=True, kw_only=True):
    """A placeholder of the message, which has a type, or a header that the entry comes with."""

    type: Line | None = None
    description: Markdown
    example: Code | None

    def cells(self, name: str) -> Row:
        """Return the cells of its row."""
        kind = [self.type] if self.type else []
        return [Code(name), *kind, self.example, self.description]


PARAMS = ("Placeholder", "Type", "Example", "Description")
"""The headings of the table of placeholders."""

HEADERS = ("Header", "Example", "Description")
"""The headings of the table of headers."""


class ExampleView(Struct, frozen=True):
    """An example of a body."""

    title: Annotated[Line, Meta(description="What it shows; may be empty.")]
    body: Annotated[Any, Meta(description="The body, for the filter `json_block`.")]


class LinkView(Struct, frozen=True):
    """A link."""

    title: Annotated[Line, Meta(description="Its text.")]
    url: Annotated[Address, Meta(description="Where it leads, for the filter `link`.")]


class SectionView(EntryView, frozen=True, kw_only=True):
    """An entry on a reference page."""

    row: Annotated[SummaryRow | None, Meta(description="Its row in the summary.")] = None
    anchor: Annotated[str | None, Meta(description="The id of its section; none on an index.")] = (
        None
    )
    group: Annotated[str, Meta(description="The id of the heading that it is below.")] = ""
    label: Annotated[Line | None, Meta(description="What it is called without a code.")] = None
    phrases: Annotated[
        tuple[str | None, ...], Meta(description="The phrases of its HTTP statuses.")
    ] = ()
    is_page: Annotated[
        bool, Meta(description="Whether its heading is that of the page, which has no id.")
    ] = False

    @property
    def ids(self) -> list[str]:
        """The ids that are not at its heading: those of old links, mostly."""
        own = [self.anchor] if self.is_page and self.anchor else []
        return [*own, *(self.aliases or ())]

    @property
    def badges(self) -> list[str]:
        """What a client looks for first; each begins with a word that tells what it is."""
        statuses = zip(self.http_status or (), self.phrases, strict=False)
        labels = [f"{status} {phrase or ''}".rstrip() for status, phrase in statuses]
        for row in badges():
            value = self.fields.get(row.name)
            if row.kind == "flag" and value is not None:
                labels.append(row.heading if value else negated(row.heading))
            elif row.kind in ("text", "number") and value is not None:
                is_word = str(value) in row.words.values()
                labels.append(str(value) if is_word else f"{row.heading} {value}")
        return labels

    @property
    def is_bare(self) -> bool:
        """Whether its description is first below the heading, and begins like a title."""
        if self.title or self.ids or self.badges or self.deprecated or not self.description:
            return False
        return markdown.mdx(self.description.source, headings=False).startswith("**")

    @property
    def suffixes(self) -> list[str]:
        """The ends of the ids of the headings in it."""
        own = ["more"] if self.extensions else []
        return [end for name, end in SUFFIXES.items() if name in self.fields] + own

    @property
    def status_texts(self) -> list[str]:
        """The descriptions of single HTTP statuses, each below its HTTP status, as Markdown."""
        texts: dict[int, Markdown] = self.status_descriptions or {}
        return [f"**{with_phrase(status)}**\n\n{text}" for status, text in texts.items()]

    @property
    def param_rows(self) -> list[Row]:
        """The cells of the placeholders: name, type, example, description."""
        return [detail.cells(name) for name, detail in (self.params or {}).items()]

    @property
    def header_rows(self) -> list[Row]:
        """The cells of the headers: name, example, description."""
        return [detail.cells(name) for name, detail in (self.headers or {}).items()]

    @property
    def extensions(self) -> dict[str, Code]:
        """The extension fields, by name."""
        return {name: value for name, value in self.fields.items() if name.startswith("x-")}

    def facts(self) -> dict[str, Any]:
        """Return all that is said of the entry, by the names that messages use."""
        own = self.extensions
        facts = {name: value for name, value in self.fields.items() if name not in own}
        if self.headers:
            facts["headers"] = tuple(self.headers)
            facts["header descriptions"] = tuple(self.headers.values())
        extra = {
            "row": self.row,
            "anchor": self.anchor,
            "phrases": self.phrases or None,
            "label": self.label,
            "extensions": own or None,
            "group of the section": self.group or None,
        }
        return facts | given(extra)


def negated(heading: str) -> str:
    """Return the badge of a flag that is false, the heading after "Not"."""
    return f"Not {heading[:1].lower()}{heading[1:]}"


SUFFIXES = {
    "status_descriptions": "statuses",
    "message": "message",
    "causes": "causes",
    "solutions": "solutions",
    "headers": "headers",
    "examples": "example",
    "links": "links",
}
"""The ends of the ids of the headings in a section, by the field below them."""


# Built from the catalog


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
    sent = list(error_bodies.sent_with(catalog, entry))
    bodies = [error_bodies.body(catalog, response) for response in sent]
    if len({json.dumps(body) for body in bodies}) <= 1:
        media_type = Line(catalog.error_envelope.media_type)
        yield from (ExampleView(media_type, body) for body in bodies[:1])
        return
    for response, body in zip(sent, bodies, strict=True):
        yield ExampleView(Line(with_phrase(response.http_status or 0)), body)
