"""The page as a reference: a summary, and a section for each entry.

A `Sheet` says what stands on one page. What is here knows of no other page but by its links.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.given import given
from apicodes.catalog.groups import Chapter, chapters
from apicodes.catalog.model import Catalog
from apicodes.catalog.naming import NameClash
from apicodes.targets.docusaurus import sections, summary
from apicodes.targets.docusaurus.cells import spaced
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.sections import Link, Section

if TYPE_CHECKING:
    from apicodes.compare.record import Reading


class Sheet(Struct, frozen=True):
    """What stands on one page: below its front matter, from the top down.

    `level` is that of the headings of sections; those of chapters, shown where it is `titled`, are
    one above. At level 1 the heading of the one section is that of the page.
    """

    catalog: Catalog
    title: str | None
    introduction: str | None
    chapters: tuple[Chapter, ...]
    """The chapters in the page's order, each with all of its entries."""
    summary: tuple[Entry, ...]
    """The entries that have a row in a table above the sections, in which order they may be."""
    sections: tuple[Entry, ...]
    """The entries that have a section, in which order they may be."""
    level: int
    titled: bool
    link: Link
    chapter_link: Callable[[Chapter], str]
    """Where the name of a chapter in the summary leads; empty for nowhere."""
    of: Chapter | None = None
    """The chapter that the page is of: its title and introduction are the chapter's."""

    @property
    def is_index(self) -> bool:
        """Whether sections are on other pages; then chapters have their headings above tables."""
        return not self.sections


def whole(catalog: Catalog) -> Sheet:
    """Return all of a catalog as one page."""
    return Sheet(
        catalog,
        catalog.title,
        catalog.description,
        chapters(catalog),
        summary=catalog.entries,
        sections=catalog.entries,
        level=3,
        titled=True,
        link=lambda entry: f"#{naming.anchor_of(entry)}",
        chapter_link=lambda chapter: f"#{chapter_id(chapter)}",
    )


def chapter_id(chapter: Chapter) -> str:
    """Return the id of a chapter's heading."""
    return f"group-{naming.anchor(chapter.key)}"


def context(sheet: Sheet, options: Options) -> Mapping[str, object]:
    """Return what the template uses beside the front matter. Raises `NameClash`."""
    found = {
        its.key: sections.section(sheet.catalog, its, sheet.link, options, is_page=sheet.level == 1)
        for its in sheet.sections
    }
    _refuse_clashes(sheet, found)
    names = summary.columns(sheet.summary)
    return {
        "title": sheet.title,
        "introduction": sheet.introduction,
        "summary": [
            {
                "chapter": chapter if sheet.is_index or _labelled(sheet) else None,
                "id": chapter_id(chapter),
                "link": sheet.chapter_link(chapter),
                "table": summary.table(entries, names, sheet.link, options),
            }
            for chapter, entries in _among(sheet, sheet.summary)
        ],
        "chapters": [
            {
                "chapter": chapter if sheet.titled else None,
                "id": chapter_id(chapter),
                "sections": [found[entry.key] for entry in entries],
            }
            for chapter, entries in _among(sheet, sheet.sections)
        ],
        "is_index": sheet.is_index,
        "above": "#" * (sheet.level - 1),
        "heading": "#" * sheet.level,
        "below": "#" * (sheet.level + 1),
        "has_id": sheet.level > 1,
        "flush": options.delimiter == "flush",
    }


def project(sheet: Sheet, options: Options) -> "Reading":
    """Return what a page says of a catalog, without its front matter."""
    from apicodes.compare.record import Reading, Record

    root = Record(given(dict(_root(sheet))))
    records: dict[str, Record] = {}
    for number, (_, entries) in enumerate(_among(sheet, sheet.summary)):
        for entry in entries:
            row = {"table": number, **summary.said(entry, sheet.link)}
            fields: dict[str, Any] = {
                name: row[name] for name in ("http_status", "code") if name in row
            }
            records[entry.key] = Record({**fields, "row": row}, entry=entry.key)
    for chapter, entries in _among(sheet, sheet.sections):
        for entry in entries:
            record = records.setdefault(entry.key, Record({}, entry=entry.key))
            fields = sections.said(sheet.catalog, entry, sheet.link, options)
            record.fields.update((name, its) for name, its in fields.items() if its not in _EMPTY)
            if sheet.titled:
                record.fields["chapter"] = chapter_id(chapter)
    return Reading(root, list(records.values()))


_EMPTY: tuple[Any, ...] = (None, (), [], {})


def _root(sheet: Sheet) -> Iterator[tuple[str, Any]]:
    """Return what a page says of the catalog itself."""
    yield _at_top(sheet, "title"), sheet.title and spaced(sheet.title)
    yield (
        _at_top(sheet, "description"),
        sheet.introduction and sections.normal(sheet.introduction),
    )
    if _labelled(sheet):
        shown = (chapter for chapter, _ in _among(sheet, sheet.summary))
        links = [(spaced(its.title), sheet.chapter_link(its)) for its in shown]
        yield "chapters in the summary", links
    found = _among(sheet, sheet.summary if sheet.is_index else sheet.sections)
    for chapter, _ in found if sheet.titled or sheet.is_index else ():
        name = chapter_id(chapter)
        yield f"{name}: title", spaced(chapter.title)
        yield f"{name}: link", (sheet.is_index and sheet.chapter_link(chapter)) or None
        yield f"{name}: description", chapter.description and sections.normal(chapter.description)
    below = _among(sheet, sheet.sections)
    yield "sections", tuple(naming.anchor_of(its) for _, entries in below for its in entries)


def _at_top(sheet: Sheet, name: str) -> str:
    """Return what readings call the title and the introduction of a page."""
    return name if sheet.of is None else f"{chapter_id(sheet.of)}: {name}"


def read(text: str, sheet: Sheet, options: Options) -> "Reading":
    """Read a page of these options back. Raises `Unreadable`."""
    from apicodes.targets.docusaurus import reference_reader

    names = summary.columns(sheet.summary)
    headings = map(spaced, summary.headings(names, options))
    columns = list(zip((*names, "meaning"), headings, strict=True))
    reading = reference_reader.read(text, columns, sheet.level, labelled=_labelled(sheet))
    its = reading.root
    for held in (its.fields, its.lines, its.texts):
        held |= {_at_top(sheet, name): held.pop(name) for name in _AT_TOP if name in held}
    return reading


_AT_TOP = ("title", "description")


def _labelled(sheet: Sheet) -> bool:
    """Return whether the tables of the summary stand below the names of their chapters."""
    return not sheet.is_index and len(_among(sheet, sheet.summary)) > 1


def _among(sheet: Sheet, entries: tuple[Entry, ...]) -> list[tuple[Chapter, list[Entry]]]:
    """Return the chapters that some of these entries are of, each with those."""
    keys = {entry.key for entry in entries}
    found = ((its, [each for each in its.entries if each.key in keys]) for its in sheet.chapters)
    return [(chapter, its) for chapter, its in found if its]


def _refuse_clashes(sheet: Sheet, found: dict[str, Section]) -> None:
    """Raise `NameClash` where an id would be empty, or stand twice on the page."""
    taken: dict[str, str] = {}
    complaints = []
    for key, name, what in _ids(sheet, found):
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


def _ids(sheet: Sheet, found: dict[str, Section]) -> Iterator[tuple[str, str, str]]:
    """Return each id of a page: the key of an entry, the id, and what messages call it."""
    anchors = {""}
    for chapter, entries in _among(sheet, sheet.sections):
        if sheet.titled:
            yield entries[0].key, chapter_id(chapter), f"the group '{chapter.key}'"
        for section in (found[entry.key] for entry in entries):
            key = section.entry.key
            yield key, section.anchor, f"'{key}'"
            for alias in section.entry.aliases:
                yield key, alias, f"the alias of '{key}'"
            # Those of parts go with it where it clashes.
            for part in section.parts if section.anchor not in anchors else ():
                yield key, f"{section.anchor}-{part}", f"the {part} of '{key}'"
            anchors.add(section.anchor)
