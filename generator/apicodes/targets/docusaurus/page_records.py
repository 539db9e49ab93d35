"""What a page says of its catalog."""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import groupby
from typing import Any, Literal

from msgspec.structs import replace

from apicodes.catalog import naming
from apicodes.catalog.fields import stored
from apicodes.catalog.given import given
from apicodes.catalog.groups import OTHER, Chapter
from apicodes.compare.record import Record, Records
from apicodes.compare.view import Reading, entry_records
from apicodes.render import markdown
from apicodes.render.texts import Line, Markdown, Text
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.pages import Kind, Page, display, page_of
from apicodes.targets.docusaurus.reference_view import ReferenceView
from apicodes.targets.docusaurus.section_view import DetailView, SectionView
from apicodes.targets.docusaurus.table_view import GroupTable, TableView
from apicodes.targets.parts import Part

Fields = dict[str, Any]


def possible_parts(part: Part, options: Options | None) -> Iterator[tuple[Part, Options]]:
    """Return what a file may be, without its catalog; no options where they are not known."""
    if options is None:
        yield part, Options()
        yield part, Options(layout="reference")
    elif options.pages == "one":
        yield part, options
    stem = posixpath.basename(part.path).removesuffix(".md")
    chapter = Chapter(stem, "", None, ())
    kinds: dict[Literal["per-group", "per-code"], Kind] = {"per-code": "code", "per-group": "group"}
    for layout, kind in kinds.items():
        if options is None or options.pages == layout:
            page = Page("index" if stem == "index" else kind, stem, (chapter,))
            known = options or Options(layout="reference", pages=layout)
            yield replace(part, subject=page), known


def records(reading: Reading, part: Part) -> Records:
    """Return what a page says in the terms of a catalog."""
    lines = {name: line for (index, name), line in reading.lines.items() if index is None}
    entries = entry_records(reading)
    for record in entries:
        for name, value in record.fields.items():
            record.fields[name] = _json(value) if name.startswith("x-") else stored(name, value)
    root: Fields = {}
    match reading.view:
        case TableView() as view:
            column = view.spellings.get("deprecated")
            bare = Markdown(markdown.literal(column.flag_words[0].source)) if column else None
            groups = dict(_titled(view.groups)) if view.group_level else {}
            keys = {group["title"]: key for key, group in groups.items()}
            root = {"title": view.title, "description": view.description, "groups": groups or None}
            for row, record in zip(view.entries, entries, strict=True):
                record.fields |= _of_anchors(row.anchors, record.fields)
                group = keys.get(view.groups[row.table].title)
                record.fields |= given({"group": group})
                if row.struck or "deprecated" in record.fields:
                    announcement = record.fields.get("deprecated")
                    is_bare = announcement in (None, bare)
                    record.fields["deprecated"] = {} if is_bare else announcement
            entries = list(_merged(entries))
        case ReferenceView() as view:
            page = page_of(part)
            root = _root(view, page)
            for section, record in zip(view.entries, entries, strict=True):
                root.setdefault("headers", {}).update(_details(record.fields.get("headers", {})))
                record.fields = _fields(section, record.fields)
                group = _group_of(section, view, page)
                record.fields |= {"group": group} if group in root.get("groups", ()) else {}
    return Records(Record(given(root), 1, lines), entries)


def _json(value: Text) -> object:
    """Return the value that a page shows as code: text, unless it is JSON in its only spelling."""
    text = value.normal
    try:
        parsed = json.loads(text)
        return parsed if display(parsed) == text else text
    except (ValueError, RecursionError):
        return text


def _of_anchors(anchors: Sequence[str], fields: Fields) -> Fields:
    """Return the name and the old anchors of an entry, as far as the ids of a row or section tell.

    The first id is made from the name, else from the code or the HTTP statuses.
    """
    if not anchors:
        return {}
    code, statuses = fields.get("code"), fields.get("http_status", ())
    key = code.normal if code else "-".join(map(str, statuses))
    is_name = anchors[0][:1].isalpha() and anchors[0] != naming.anchor(key)
    name = anchors[0] if is_name and "name" not in fields else None
    return given({"name": name, "aliases": tuple(anchors[1:])})


def _merged(rows: Sequence[Record]) -> Iterator[Record]:
    """Return one record for the rows of a code, each of which describes one HTTP status."""
    for _, same in groupby(rows, lambda row: row.fields.get("code") or id(row)):
        first, *others = same
        if others:
            fields = first.fields
            text = fields.pop("description", None)
            texts = {first.statuses: text} | {
                row.statuses: row.fields.get("description") for row in others
            }
            fields["http_status"] = tuple(status for statuses in texts for status in statuses)
            fields["status_descriptions"] = {
                status: text for statuses, text in texts.items() for status in statuses if text
            }
        yield first


def _titled(tables: Iterable[GroupTable]) -> Iterator[tuple[str, Fields]]:
    """Return the groups of tables that have a title; their keys are made from it."""
    for table in tables:
        if table.title:
            key = naming.kebab(table.title.normal)
            key = key if key[:1].isalpha() else f"group-{key}".rstrip("-")
            yield key, given({"title": table.title, "description": table.description})


# The sections of a reference page


def _root(view: ReferenceView, page: Page) -> Fields:
    """Return the fields of the catalog itself that a page has."""
    if page.kind == "code":
        return {}
    own = given({"title": view.title, "description": view.description})
    if page.kind == "group":
        return {"groups": dict(_groups([(page.name, own)]))}
    groups = [
        (_key(heading.id), given({"title": heading.title, "description": heading.description}))
        for heading in view.headings
    ]
    return own | given({"groups": dict(_groups(groups)) or None})


def _key(heading_id: str) -> str:
    return heading_id.removeprefix("group-")


def _groups(groups: Iterable[tuple[str, Fields]]) -> Iterator[tuple[str, Fields]]:
    """Return the groups without classes of HTTP statuses, and without that for all others."""
    for key, fields in groups:
        is_rest = key == OTHER and fields == {"title": Line("Other")}
        if not is_rest and not re.match("[1-5]xx", key):
            yield key, fields


def _group_of(section: SectionView, view: ReferenceView, page: Page) -> str:
    if view.anchors or not view.headings:  # No index.
        return _key(section.group) or page.name
    table = section.row.table if section.row else len(view.headings)
    return _key(view.headings[table].id) if table < len(view.headings) else ""


def _fields(section: SectionView, fields: Fields) -> Fields:
    """Return the fields of a section; it has the name of an entry as its anchor alone."""
    link = section.row.link if section.row else ""
    anchor = section.anchor or re.sub(r"^.*[/#]|\.md$", "", link)
    special: Fields = {
        "headers": tuple(section.headers or ()),
        "params": _details(section.params or {}) or None,
        "examples": tuple(
            {**given({"summary": example.title or None}), "body": example.body}
            for example in section.examples or ()
        ),
        "links": tuple(
            {"title": link.title, "url": _url(link.url.normal)} for link in section.links or ()
        ),
    }
    own = given({**fields, **special, **_of_anchors([anchor, *(section.aliases or ())], fields)})
    label = section.label or (section.row and section.row.label)
    if label and naming.anchor(label.normal) == own.get("name"):
        own["name"] = label.normal  # An anchor has fewer characters.
    return own


def _url(destination: str) -> str:
    """Return an address without the escapes that it has between parentheses."""
    return re.sub("%(28|29|2A|7C)", lambda match: chr(int(match[1], 16)), unescape(destination))


def _details(details: dict[str, DetailView]) -> dict[str, Fields]:
    """Return the fields of placeholders or headers, as far as the cells of their rows show them."""
    return {name: dict(_detail(detail)) for name, detail in details.items()}


def _detail(detail: DetailView) -> Iterator[tuple[str, object]]:
    if detail.type:
        yield "type", detail.type
    if detail.description:
        yield "description", detail.description
    if detail.example:
        yield "example", detail.example if detail.type == Line("string") else _json(detail.example)
