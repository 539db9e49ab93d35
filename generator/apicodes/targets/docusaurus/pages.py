"""The pages of a catalog: one of all entries, or an index, and one for each group or entry."""

import json
import re
from collections.abc import Iterator
from datetime import time
from typing import Any, Literal
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.field_row import Field
from apicodes.catalog.groups import Chapter, chapters, key_of
from apicodes.catalog.http_status import PHRASES
from apicodes.catalog.model import Catalog
from apicodes.catalog.naming import NameClash
from apicodes.render import markdown
from apicodes.render.markdown.page_elements import page_title
from apicodes.render.texts import Code, Line, Markdown, Text
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.extensions import of
from apicodes.targets.parts import Part, called, refuse_clashes

Kind = Literal["whole", "index", "group", "code", "category", "redirects"]

LEVELS: dict[Kind, int] = {"whole": 3, "index": 3, "group": 2, "code": 1}
"""The levels of the headings of sections; those of groups are one above."""

CATEGORY = "docusaurus/category.json.jinja"
REDIRECTS = "docusaurus/redirects.json.jinja"


class Page(Struct, frozen=True):
    """One file: its kind, the chapters in it, and its place in the sidebar.

    The whole page and the index have all chapters, a group's page its own, an entry's page that of
    its entry alone.
    """

    kind: Kind
    name: str
    chapters: tuple[Chapter, ...] = ()
    entry: Entry | None = None
    position: int | None = None

    @property
    def has_labels(self) -> bool:
        """Whether the tables of the summary have the titles of their groups above them."""
        return self.kind == "whole" and len(self.chapters) > 1


def page_of(part: Part) -> Page:
    """Return the page that a part is."""
    page: Page | None = part.subject
    return page or Page("whole", "", chapters(part.catalog))


def parts(whole: Part, options: Options) -> tuple[Part, ...]:
    """Return the files of the folder. Raises `NameClash` for names that cannot be."""
    catalog = whole.catalog
    all_chapters = chapters(catalog)
    pages = list(
        _of_entries(catalog, all_chapters)
        if options.pages == "per-code"
        else _of_groups(all_chapters)
    )
    _check_names(pages, whole.path)
    made = [Page("index", "index", all_chapters), *pages]
    files = [Part(f"{whole.path}/{page.name}.md", catalog, page) for page in made]
    files.append(_json_file(whole, Page("category", "_category_"), CATEGORY))
    # The site's configuration loads the redirects, none included.
    if options.pages == "per-code" and ("{anchor}" in path_of(catalog) or _has_aliases(catalog)):
        files.append(_json_file(whole, Page("redirects", "redirects"), REDIRECTS))
    return tuple(files)


def path_of(catalog: Catalog) -> str:
    """Return the path of the URLs of entries, with its placeholders; empty where none is given."""
    try:
        return urlsplit(catalog.docs_url or "").path
    except ValueError:  # The host is none, such as `[docs]`.
        return ""


def _has_aliases(catalog: Catalog) -> bool:
    return any(entry.aliases for entry in catalog.entries)


def _json_file(whole: Part, page: Page, template: str) -> Part:
    return Part(f"{whole.path}/{page.name}.json", whole.catalog, page, template)


def _of_groups(all_chapters: tuple[Chapter, ...]) -> Iterator[Page]:
    for position, chapter in enumerate(all_chapters, 1):
        yield Page("group", chapter.key, (chapter,), position=position)


def _of_entries(catalog: Catalog, all_chapters: tuple[Chapter, ...]) -> Iterator[Page]:
    of = {entry.key: chapter for chapter in all_chapters for entry in chapter.entries}
    for position, entry in enumerate(catalog.entries, 1):
        chapter = replace(of[entry.key], entries=(entry,))
        yield Page("code", naming.anchor_of(entry), (chapter,), entry, position)


def _check_names(pages: list[Page], folder: str) -> None:
    """Raise `NameClash` for pages that share a name, or take that of the folder's index."""
    files = [
        (
            page.entry or page.chapters[0].entries[0],
            called(page.chapters[0], page.entry),
            page.name,
        )
        for page in pages
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


# What is on a page, and where its links lead


def title(catalog: Catalog, page: Page) -> str:
    """Return the title of a page: of the catalog, of its group, or what its entry is called."""
    if page.entry is not None:
        return label(page.entry) if page.entry.code is None else page.entry.code
    return page.chapters[0].title if page.kind == "group" else catalog.title


def introduction(catalog: Catalog, page: Page) -> str | None:
    """Return the introduction of a page, as Markdown."""
    if page.kind == "group":
        return page.chapters[0].description
    return catalog.description if page.entry is None else None


def address(catalog: Catalog, page: Page, entry: Entry, options: Options) -> str:
    """Return where the section of an entry is, from a page, as Docusaurus resolves links."""
    anchor = naming.anchor_of(entry)
    if options.pages == "per-code":
        return f"./{anchor}.md"
    key = key_of(catalog, entry)
    is_here = page.kind == "whole" or (page.kind == "group" and page.chapters[0].key == key)
    return f"#{anchor}" if is_here else f"./{key}.md#{anchor}"


def group_address(page: Page, chapter: Chapter, options: Options) -> str:
    """Return where a group is, from a page; empty where each entry has a page of its own."""
    if page.kind == "whole":
        return f"#{group_id(chapter)}"
    return "" if options.pages == "per-code" else f"./{chapter.key}.md"


def group_id(chapter: Chapter) -> str:
    """Return the id of the heading of a group."""
    return f"group-{naming.anchor(chapter.key)}"


# Front matter


def front_matter(catalog: Catalog, page: Page, options: Options) -> dict[str, Any]:
    """Return the front matter of a page: the settings', and what it has where they do not say.

    In a folder of pages, that of the settings belongs to the index, and `sidebar_position` to the
    folder.
    """
    matter = _first_keys(page, options)
    matter.setdefault("title", page_title(title(catalog, page)))
    if page.kind != "whole" and (text := _description(catalog, page)):
        matter.setdefault("description", text)
    if options.edit_url is not None:
        matter.setdefault("custom_edit_url", options.edit_url)
    return {name: _as_yaml(value) for name, value in matter.items()}


def _first_keys(page: Page, options: Options) -> dict[str, Any]:
    """Return what the front matter of a page begins with."""
    if page.kind in ("whole", "index"):
        left_out = ("sidebar_position",) if page.kind == "index" else ()
        given = options.front_matter.items()
        return {name: value for name, value in given if name not in left_out}
    # Docusaurus takes a number away, and with it perhaps what tells two pages apart.
    numbered = {"id": page.name} if _NUMBERED.match(page.name) else {}
    # The list of contents of a group has its codes alone, not "Causes" below each of them.
    contents = {"toc_max_heading_level": 2} if page.kind == "group" else {}
    slug = _slug(page, options)
    return {**numbered, "slug": slug, "sidebar_position": page.position, **contents}


# As plugin-content-docs 3.10 has it (numberPrefix.js), or somewhat more.
_NUMBERED = re.compile(r"[0-9]+[-_.]+[^-_.]")


def _slug(page: Page, options: Options) -> str:
    """Return the slug of a page: below that of the index, where the settings give it one."""
    index = options.front_matter.get("slug")
    return f"{index.rstrip('/')}/{page.name}" if isinstance(index, str) else page.name


def _description(catalog: Catalog, page: Page) -> str:
    """Return what search engines show of a page: text on one line, that of its first paragraph."""
    if page.entry is not None:
        described = [page.entry.description, *page.entry.status_descriptions.values()]
        texts = [page.entry.title and markdown.literal(page.entry.title), *described]
    else:
        texts = [introduction(catalog, page)]
    first = next((text for text in texts if text), "")
    return page_title(_cut(markdown.one_line(first.strip(" \n").split("\n\n")[0])))


SHOWN = 160
"""About how many characters of a description search engines show."""


def _cut(text: str) -> str:
    if len(text) <= SHOWN:
        return text
    return f"{text[: SHOWN - 1].rpartition(' ')[0] or text[: SHOWN - 1]}…"


def _as_yaml(value: Any) -> Any:
    """Return a value of the settings as YAML has it, which has no time of day."""
    match value:
        case dict():
            return {name: _as_yaml(item) for name, item in value.items()}
        case list():
            return [_as_yaml(item) for item in value]
        case time():
            return value.isoformat()
        case _:
            return value


# Values of entries as pages show them


def value_of(entry: Entry, row: Field) -> Any:
    """Return a field of an entry with its texts typed; deprecations and data are not for this."""
    if row.kind == "statuses":
        return entry.http_statuses
    value = getattr(entry, row.name)
    if value is None:
        return None
    if row.kind == "text":
        return Line(row.words.get(value, value))
    return Code(value) if row.kind == "code" else row.with_markdown(value, Markdown)


def is_filled(value: object) -> bool:
    """Return whether a value of an entry says anything."""
    return (
        value is not None and value not in ((), {}) and (not isinstance(value, Text) or bool(value))
    )


def extension_fields(entry: Entry, options: Options) -> dict[str, Code]:
    """Return the extension fields that a page shows of an entry, by their names on the page."""
    return {Line(name).normal: Code(display(value)) for name, value in of(entry, options).items()}


def display(value: object) -> str:
    """Return a value on one line: text as it is where it can be, else as JSON has it."""
    if isinstance(value, str) and re.fullmatch(r"\S(?:.*\S)?", value):
        return value
    return json.dumps(value, ensure_ascii=False)


def label(entry: Entry) -> str:
    """Return how an entry without a code is called: by its HTTP statuses, else by its name."""
    return ", ".join(map(with_phrase, entry.http_statuses)) or entry.key


def with_phrase(status: int) -> str:
    """Return an HTTP status with its phrase, such as ``404 Not Found``."""
    return f"{status} {PHRASES.get(status, '')}".rstrip()
