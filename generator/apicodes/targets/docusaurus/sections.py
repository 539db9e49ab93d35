"""The section of an entry: what its template shows, and what is read of it again."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.http_status import PHRASES
from apicodes.catalog.model import Catalog
from apicodes.render import envelope, markdown
from apicodes.render import sentences as prose
from apicodes.targets.docusaurus import cells
from apicodes.targets.docusaurus.cells import Table, shown, spaced
from apicodes.targets.docusaurus.options import Options

Link = Callable[[Entry], str]
"""Returns the address of the section of an entry, from the page that links to it."""


class Body(Struct, frozen=True):
    """An example: what stands above it, and the value that is sent."""

    title: str
    value: Any


class Section(Struct, frozen=True):
    """What the template shows of an entry beside the entry's own fields."""

    entry: Entry
    anchor: str
    ids: tuple[str, ...]
    """The anchors that stand in its first line, old ones mostly."""
    label: str
    badges: tuple[str, ...]
    deprecation: str
    """The announcement that it goes, as Markdown; empty where there is none."""
    guarded: bool
    """Whether its description begins like a title, which it does not have."""
    statuses: tuple[str, ...]
    """The descriptions of single HTTP statuses, each below its HTTP status, as Markdown."""
    params: Table | None
    headers: Table | None
    examples: tuple[Body, ...]
    extensions: dict[str, str]

    @property
    def parts(self) -> Iterator[str]:
        """The ends of the ids that headings in it have."""
        for end, its in (
            ("statuses", self.statuses),
            ("message", self.entry.message),
            ("causes", self.entry.causes),
            ("solutions", self.entry.solutions),
            ("headers", self.headers),
            ("example", self.examples),
            ("links", self.entry.links),
            ("more", self.extensions),
        ):
            if its:
                yield end


def label(entry: Entry) -> str:
    """Return how an entry without a code is called: by its HTTP status, else by its name."""
    return ", ".join(map(_with_phrase, entry.http_statuses)) or entry.key


def _with_phrase(status: int) -> str:
    return f"{status} {PHRASES.get(status, '')}".rstrip()


def section(
    catalog: Catalog, entry: Entry, link: Link, options: Options, *, is_page: bool
) -> Section:
    """Return the section of an entry; `is_page` says that its heading is that of the page.

    Docusaurus gives the heading of a page no id.
    """
    ids = (naming.anchor_of(entry), *entry.aliases) if is_page else entry.aliases
    badges = tuple(_badges(entry))
    bare = not (entry.title or ids or badges or entry.deprecation)
    description = markdown.mdx(entry.description, headings=False) if entry.description else ""
    return Section(
        entry,
        naming.anchor_of(entry),
        ids,
        label(entry),
        badges,
        _announcement(catalog, entry, link),
        bare and description.startswith("**"),
        tuple(
            f"**{_with_phrase(status)}**\n\n{text}"
            for status, text in entry.status_descriptions.items()
        ),
        _params(entry, options),
        _headers(catalog, entry, options),
        tuple(_examples(catalog, entry)),
        cells.extensions(entry, options),
    )


def said(catalog: Catalog, entry: Entry, link: Link, options: Options) -> dict[str, Any]:
    """Return what a section says of its entry, by field; what it does not say may be empty."""
    announcement = _announcement(catalog, entry, link)
    return {
        "anchor": naming.anchor_of(entry),
        "http_status": entry.http_statuses,
        "phrases": tuple(PHRASES.get(status) for status in entry.http_statuses),
        "code": None if entry.code is None else spaced(entry.code),
        "label": None if entry.code is not None else spaced(label(entry)),
        "title": entry.title and spaced(entry.title),
        "status": entry.status and spaced(entry.status),
        "retryable": entry.retryable,
        "since": entry.since and spaced(entry.since),
        "number": entry.number,
        "aliases": entry.aliases,
        "deprecated": normal(announcement) if entry.deprecation else None,
        "description": entry.description and normal(entry.description),
        "status_descriptions": {
            status: normal(text) for status, text in entry.status_descriptions.items()
        },
        "message": entry.message and spaced(entry.message),
        "params": {
            name: (its.type, markdown.normal(its.description or ""), _example(its.example))
            for name, its in entry.params.items()
        }
        if entry.message
        else {},
        "causes": [normal(text) for text in entry.causes],
        "solutions": [normal(text) for text in entry.solutions],
        "headers": entry.headers,
        "header descriptions": [
            (markdown.normal(its.description or ""), _example(its.example))
            for its in (catalog.headers[name] for name in entry.headers)
        ],
        "examples": [
            {"title": spaced(its.title), "body": its.value} for its in _examples(catalog, entry)
        ],
        "links": [
            {"title": spaced(its.title), "url": markdown.address(its.url)} for its in entry.links
        ],
        "extensions": {
            spaced(name): spaced(value) for name, value in cells.extensions(entry, options).items()
        },
    }


def normal(text: str) -> str:
    """Return the normal form of Markdown as a page holds it, where nothing is a no-break space."""
    form = markdown.normal(text)
    return "" if form == "\N{NO-BREAK SPACE}" else form


def _badges(entry: Entry) -> Iterator[str]:
    """Return what a client looks for first; each begins with a word that tells what it is."""
    yield from map(_with_phrase, entry.http_statuses)
    if entry.status:
        yield f"Status {entry.status}"
    if entry.retryable is not None:
        yield "Retryable" if entry.retryable else "Not retryable"
    if entry.since:
        yield f"Since {entry.since}"
    if entry.number is not None:
        yield f"Number {entry.number}"


def _announcement(catalog: Catalog, entry: Entry, link: Link) -> str:
    """Return the announcement that an entry goes, as Markdown, with links to other sections."""
    if entry.deprecation is None:
        return ""
    known = {other.key: other for other in catalog.entries}

    def show(key: str) -> str:
        code = markdown.code(key)
        return f"[{code}]({link(known[key])})" if key in known else code

    sentences = prose.deprecation(replace(entry.deprecation, reason=None), show)
    paragraphs = filter(None, (sentences, entry.deprecation.reason))
    return "\n\n".join(paragraphs) or prose.BARE


def _params(entry: Entry, options: Options) -> Table | None:
    rows = [
        [
            markdown.code_cell(name),
            its.type,
            _code(_example(its.example)),
            markdown.cell(its.description or ""),
        ]
        for name, its in entry.params.items()
    ]
    headings = ("Placeholder", "Type", "Example", "Description")
    return cells.table(headings, rows, options) if rows and entry.message else None


def _headers(catalog: Catalog, entry: Entry, options: Options) -> Table | None:
    rows = [
        [
            markdown.code_cell(name),
            _code(_example(catalog.headers[name].example)),
            markdown.cell(catalog.headers[name].description or ""),
        ]
        for name in entry.headers
    ]
    headings = ("Header", "Example", "Description")
    return cells.table(headings, rows, options) if rows else None


def _code(text: str) -> str:
    return markdown.code_cell(text) if text else ""


def _example(value: Any) -> str:
    """Return an example of a value as a cell shows it; empty where there is none."""
    return "" if value is None else spaced(shown(value))


def _examples(catalog: Catalog, entry: Entry) -> Iterator[Body]:
    """Return the bodies that an entry comes with: its own, else the ones of the envelope."""
    for example in entry.examples:
        yield Body(example.summary or "", example.body)
    if entry.examples:
        return
    sent = list(envelope.sent_with(catalog, entry))
    bodies = [envelope.body(catalog, response) for response in sent]
    if len({json.dumps(body) for body in bodies}) <= 1:
        yield from (Body(catalog.error_envelope.media_type, body) for body in bodies[:1])
        return
    for response, body in zip(sent, bodies, strict=True):
        yield Body(_with_phrase(response.http_status or 0), body)
