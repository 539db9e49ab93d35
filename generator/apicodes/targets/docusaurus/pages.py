"""The pages of a folder: an index, and one for each chapter or entry."""

from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.groups import Chapter, chapters, key_of
from apicodes.catalog.model import Catalog
from apicodes.catalog.naming import NameClash
from apicodes.targets.docusaurus import reference
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.reference import Sheet
from apicodes.targets.docusaurus.sections import label
from apicodes.targets.parts import Part, called, refuse_clashes

Kind = Literal["index", "group", "code", "category", "redirects"]

CATEGORY = "docusaurus/category.json.jinja"
REDIRECTS = "docusaurus/redirects.json.jinja"


class Page(Struct, frozen=True):
    """What one file of the folder is: its kind, the chapters in it, and its place in the sidebar.

    The index has all chapters, a group's page its own, an entry's page that of its entry alone.
    """

    kind: Kind
    name: str
    chapters: tuple[Chapter, ...] = ()
    entry: Entry | None = None
    position: int | None = None


def parts(whole: Part, options: Options) -> tuple[Part, ...]:
    """Return the files of the folder. Raises `NameClash` for names that cannot be."""
    catalog = whole.catalog
    found = chapters(catalog)
    pages = list(_of_entries(catalog, found) if options.pages == "per-code" else _of_groups(found))
    _check_names(pages, whole.path)
    made = [Page("index", "index", found), *pages]
    files = [Part(f"{whole.path}/{its.name}.md", catalog, its) for its in made]
    files.append(_beside(whole, Page("category", "_category_"), CATEGORY))
    # The site's configuration loads the redirects, none included.
    if options.pages == "per-code" and ("{anchor}" in path_of(catalog) or _has_aliases(catalog)):
        files.append(_beside(whole, Page("redirects", "redirects"), REDIRECTS))
    return tuple(files)


def path_of(catalog: Catalog) -> str:
    """Return the path of the URLs of entries, with its placeholders; empty where none is given."""
    try:
        return urlsplit(catalog.docs_url or "").path
    except ValueError:  # A host that is none, such as `[docs]`: no path can be told.
        return ""


def _has_aliases(catalog: Catalog) -> bool:
    return any(entry.aliases for entry in catalog.entries)


def _beside(whole: Part, page: Page, template: str) -> Part:
    return Part(f"{whole.path}/{page.name}.json", whole.catalog, page, template)


def _of_groups(found: tuple[Chapter, ...]) -> Iterator[Page]:
    for position, chapter in enumerate(found, 1):
        yield Page("group", chapter.key, (chapter,), position=position)


def _of_entries(catalog: Catalog, found: tuple[Chapter, ...]) -> Iterator[Page]:
    of = {entry.key: chapter for chapter in found for entry in chapter.entries}
    for position, entry in enumerate(catalog.entries, 1):
        chapter = replace(of[entry.key], entries=(entry,))
        yield Page("code", naming.anchor_of(entry), (chapter,), entry, position)


def _check_names(pages: list[Page], folder: str) -> None:
    """Raise `NameClash` for pages that share a name, or take that of the folder's index."""
    files = [
        (its.entry or its.chapters[0].entries[0], called(its.chapters[0], its.entry), its.name)
        for its in pages
    ]
    refuse_clashes(files)
    # What plugin-content-docs 3.10 takes for the index of a folder (docs.js, isCategoryIndex).
    reserved = ("index", "readme", folder.rpartition("/")[2].casefold())
    message = "{} would be called '{}', which Docusaurus takes for the index of the folder"
    taken = [
        (entry.key, message.format(label, name), "give it another name")
        for entry, label, name in files
        if name.casefold() in reserved
    ]
    if taken:
        raise NameClash(taken)


# What stands on them


def title(catalog: Catalog, page: Page | None) -> str:
    """Return the title of a page: of the catalog, of its chapter, or what its entry is called."""
    if page is None or page.kind == "index":
        return catalog.title
    its = page.entry
    if its is None:
        return page.chapters[0].title
    return label(its) if its.code is None else its.code


def sheet(part: Part, options: Options) -> Sheet:
    """Return what stands on a page, or in a region of one."""
    catalog, page = part.catalog, part.subject
    if page is None:
        sheet = reference.whole(catalog)
        return sheet if part.region is None else replace(sheet, title=None)
    entries = tuple(its for chapter in page.chapters for its in chapter.entries)
    alone = page.entry is not None
    return Sheet(
        catalog,
        title=None if alone else title(catalog, page),
        introduction=_introduction(catalog, page),
        chapters=page.chapters,
        summary=() if alone else entries,
        sections={"index": (), "code": (page.entry,)}.get(page.kind, entries),
        level={"index": 3, "group": 2, "code": 1}[page.kind],
        titled=False,
        link=lambda entry: _address(catalog, page, entry, options),
        chapter_link=lambda chapter: "" if options.pages == "per-code" else f"./{chapter.key}.md",
        of=page.chapters[0] if page.kind == "group" else None,
    )


def _introduction(catalog: Catalog, page: Page) -> str | None:
    if page.kind == "index":
        return catalog.description
    return page.chapters[0].description if page.kind == "group" else None


def _address(catalog: Catalog, page: Page, entry: Entry, options: Options) -> str:
    """Return where the section of an entry is, from a page, as Docusaurus resolves links."""
    anchor = naming.anchor_of(entry)
    if options.pages == "per-code":
        return f"./{anchor}.md"
    key = key_of(catalog, entry)
    is_here = page.kind == "group" and page.chapters[0].key == key
    return f"#{anchor}" if is_here else f"./{key}.md#{anchor}"
