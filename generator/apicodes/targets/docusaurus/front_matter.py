"""The front matter of a page."""

import re
from datetime import time
from typing import Any

from apicodes.catalog.model import Catalog
from apicodes.render import markdown
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.pages import Page, introduction, title


def front_matter(catalog: Catalog, page: Page, options: Options) -> dict[str, Any]:
    """Return the front matter of a page: the settings', and what it has where they do not say.

    In a folder of pages, that of the settings belongs to the index, and `sidebar_position` to the
    folder.
    """
    matter = _first_keys(page, options)
    matter.setdefault("title", title(catalog, page))
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
    """Return what search engines show of a page: text on one line, that of its first paragraph.

    Where it would not build there is none, and Docusaurus takes its own excerpt of the page.
    """
    if page.entry is not None:
        described = [page.entry.description, *page.entry.status_descriptions.values()]
        texts = [page.entry.title and markdown.literal(page.entry.title), *described]
    else:
        texts = [introduction(catalog, page)]
    first = next((text for text in texts if text), "")
    text = _cut(markdown.one_line(first.strip().split("\n\n")[0]))
    return "" if _ESCAPES.search(text) else text


# mdx-loader 3.10 writes front matter into JavaScript as it stands, and such text does not compile.
_ESCAPES = re.compile(r"\\(?:[ux0-9\\]|$)")

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
