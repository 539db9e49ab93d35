"""What a reference page says: a summary, and a section for each entry."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import column_headings
from apicodes.catalog.given import given
from apicodes.catalog.naming import NameClash
from apicodes.compare.view import Origin, View
from apicodes.render.tables import Row
from apicodes.render.texts import Address, Line, Markdown
from apicodes.targets.docusaurus import pages, section_view
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.pages import Page, front_matter
from apicodes.targets.docusaurus.section_view import LinkView, SectionView
from apicodes.targets.parts import Part


class HeadingView(Struct, frozen=True, kw_only=True):
    """The heading of a group."""

    id: Annotated[str, Meta(description="Its id.")]
    title: Annotated[Line, Meta(description="Its text.")]
    url: Annotated[Address | None, Meta(description="Where it leads, on an index.")] = None
    description: Annotated[Markdown | None, Meta(description="The introduction. Markdown.")] = None


class GroupView(Struct, frozen=True, kw_only=True):
    """A group in the summary, or below it."""

    heading: Annotated[
        HeadingView | LinkView | None,
        Meta(description="What is above it; none where it is the only one."),
    ] = None
    rows: Annotated[
        list[Row],
        Meta(description="The cells of its table, for the filter `table`; none below a summary."),
    ] = []
    sections: Annotated[
        list[SectionView], Meta(description="Its sections; none in a summary and on an index.")
    ] = []


class ReferenceView(View, frozen=True, kw_only=True):
    """A page of all entries; or one of a folder: an index, a group, or an entry."""

    entries: Annotated[tuple[SectionView, ...], Meta(description="The entries, in order.")] = ()
    front_matter: Annotated[
        dict[str, Any], Meta(description="The front matter; empty in a region.")
    ] = field(default_factory=dict)
    title: Annotated[Line | None, Meta(description="The heading; none on an entry's page.")] = None
    description: Annotated[Markdown | None, Meta(description="The introduction. Markdown.")] = None
    columns: Annotated[
        dict[str, Line], Meta(description="The headings of the tables of the summary, by column.")
    ] = field(default_factory=dict)
    labels: Annotated[
        tuple[LinkView, ...], Meta(description="The names of the groups above tables.")
    ] = ()
    headings: Annotated[tuple[HeadingView, ...], Meta(description="The headings of groups.")] = ()
    anchors: Annotated[
        tuple[str, ...], Meta(description="The ids of the sections, in their order.")
    ] = ()
    group: Annotated[str, Meta(description="The id of the group that the page is of.")] = ""
    level: Annotated[int, Meta(description="The level of the headings of sections.")] = 3
    align: Annotated[bool, Meta(description="Whether cells are padded.")] = True
    flush: Annotated[bool, Meta(description="Whether the row of dashes has no spaces.")] = False

    @property
    def is_index(self) -> bool:
        """Whether the sections are on other pages."""
        return bool(self.headings) and not self.anchors

    @property
    def column_headings(self) -> list[Line]:
        """The headings of the tables of the summary."""
        return list(self.columns.values())

    @property
    def summary(self) -> list[GroupView]:
        """The tables above the sections; none on an index."""
        labels = dict(enumerate(self.labels))
        tables = {} if self.is_index else self._tables()
        return [GroupView(heading=labels.get(at), rows=rows) for at, rows in tables.items()]

    @property
    def groups(self) -> list[GroupView]:
        """The groups below the summary, or on an index the groups with their rows."""
        tables = self._tables() if self.is_index else {}
        sections: dict[str, list[SectionView]] = {}
        for entry in self.entries:
            if entry.anchor is not None:
                sections.setdefault(entry.group, []).append(entry)
        if not self.headings:
            return [GroupView(sections=sections.get("", []))]
        return [
            GroupView(
                heading=heading, rows=tables.get(at, []), sections=sections.get(heading.id, [])
            )
            for at, heading in enumerate(self.headings)
        ]

    def _tables(self) -> dict[int, list[Row]]:
        """Return the rows of the summary by the number of their table."""
        tables: dict[int, list[Row]] = {}
        for entry in self.entries:
            if entry.row is not None:
                cells = entry.row.cells
                tables.setdefault(entry.row.table, []).append([cells[it] for it in self.columns])
        return tables

    def facts(self) -> dict[str, Any]:
        """Return what the page says of the catalog itself, by the names that messages use."""
        facts = {f"front matter: {name}": value for name, value in self.front_matter.items()}
        prefix = f"{self.group}: " if self.group else ""
        facts |= {f"{prefix}title": self.title, f"{prefix}description": self.description}
        facts["columns of the summary"] = tuple(self.columns) or None
        labels = tuple((label.title, label.url) for label in self.labels)
        facts["groups in the summary"] = labels or None
        for heading in self.headings:
            facts[f"{heading.id}: title"] = heading.title
            facts[f"{heading.id}: link"] = heading.url
            facts[f"{heading.id}: description"] = heading.description
        facts["sections"] = self.anchors or None
        return given(facts)


MEANING = "Meaning"
"""The heading of the last column: the title, else the beginning of the description."""

SHORT = {"http_status": "HTTP"}
"""Headings that are shorter than elsewhere, so that the meaning has room on a phone."""


def possible_columns(options: Options) -> dict[str, Line]:
    """Return the headings of the summary; `http_status` is left out where no entry has one."""
    words = {**column_headings(), **SHORT, "meaning": MEANING}
    words.update(options.headings.items())
    return {name: Line(words[name]) for name in ("http_status", "code", "meaning")}


def build_view(part: Part, options: Options) -> ReferenceView:
    """Return what a page says of a catalog; a region has no title. Raises `NameClash`."""
    catalog, page = part.catalog, pages.page_of(part)
    entries = tuple(_entries(part, page, options))
    introduction = pages.introduction(catalog, page)
    has_title = page.entry is None and part.region is None
    view = ReferenceView(
        entries=entries,
        front_matter={} if part.region else front_matter(catalog, page, options),
        title=Line(pages.title(catalog, page)) if has_title else None,
        description=Markdown(introduction) if introduction else None,
        columns=_columns(entries, options),
        labels=tuple(
            LinkView(Line(chapter.title), Address(pages.group_address(page, chapter, options)))
            for chapter in (page.chapters if page.has_labels else ())
        ),
        headings=tuple(_headings(page, options)) if page.kind in ("whole", "index") else (),
        anchors=tuple(entry.anchor for entry in entries if entry.anchor is not None),
        group=pages.group_id(page.chapters[0]) if page.kind == "group" else "",
        level=pages.LEVELS[page.kind],
        align=options.align,
        flush=options.delimiter == "flush",
    )
    _refuse_clashes(page, view)
    return view


def _entries(part: Part, page: Page, options: Options) -> Iterator[SectionView]:
    def link(entry: Entry) -> str:
        return pages.address(part.catalog, page, entry, options)

    for number, chapter in enumerate(page.chapters):
        for entry in chapter.entries:
            row = section_view.summary_row(entry, number, link(entry))
            if page.kind == "index":
                fields = given({"http_status": row.http_status, "code": row.code})
                yield SectionView(origin=Origin(entry.key), fields=fields, row=row)
                continue
            yield replace(
                section_view.section(part.catalog, entry, link, options),
                row=None if page.entry else row,
                group=pages.group_id(chapter) if page.kind == "whole" else "",
                is_page=page.entry is not None,
            )


def _columns(entries: Sequence[SectionView], options: Options) -> dict[str, Line]:
    """Return the columns of the summary, none where there is no row."""
    rows = [entry.row for entry in entries if entry.row is not None]
    has_status = any(row.http_status for row in rows)
    columns = possible_columns(options).items() if rows else ()
    return {name: line for name, line in columns if has_status or name != "http_status"}


def _headings(page: Page, options: Options) -> Iterator[HeadingView]:
    for chapter in page.chapters:
        url = pages.group_address(page, chapter, options) if page.kind == "index" else ""
        yield HeadingView(
            id=pages.group_id(chapter),
            title=Line(chapter.title),
            url=Address(url) if url else None,
            description=Markdown(chapter.description) if chapter.description else None,
        )


def _refuse_clashes(page: Page, view: ReferenceView) -> None:
    """Raise `NameClash` where an id would be empty, or stand twice on the page."""
    taken: dict[str, str] = {}
    complaints = []
    for key, name, what in _ids(page, view):
        if not name:
            message = f"no letter or digit of '{key}' can stand in the anchor"
            complaints.append((key, message, "set name: on this entry"))
        elif name in taken:
            message = f"{what} and {taken[name]} are both the anchor '{name}'"
            complaints.append((key, message, "set name: on one of them"))
        else:
            taken[name] = what
    if complaints:
        raise NameClash(complaints)


def _ids(page: Page, view: ReferenceView) -> Iterator[tuple[str, str, str]]:
    """Return each id of a page: the key of an entry, the id, and what messages call it."""
    anchors = {""}
    groups = {pages.group_id(chapter): chapter for chapter in page.chapters}
    for section in view.entries:
        key = section.origin.key or ""
        if (chapter := groups.pop(section.group, None)) is not None:
            yield key, section.group, f"the group '{chapter.key}'"
        if section.anchor is None:
            continue
        yield key, section.anchor, f"'{key}'"
        for alias in section.aliases or ():
            yield key, alias, f"the alias of '{key}'"
        # Those of parts go with it where it clashes.
        for suffix in section.suffixes if section.anchor not in anchors else ():
            yield key, f"{section.anchor}-{suffix}", f"the {suffix} of '{key}'"
        anchors.add(section.anchor)
