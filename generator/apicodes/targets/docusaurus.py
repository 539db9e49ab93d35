"""The Docusaurus page: front matter, heading, introduction and the table of codes."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import time
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from apicodes import markdown, prose
from apicodes.catalog import Catalog, Entry, given
from apicodes.config import LineText
from apicodes.headings import HEADINGS, Column
from apicodes.width import width

if TYPE_CHECKING:
    from apicodes.reading import Reading

TEMPLATE = "docusaurus/page.md.jinja"


class Options(Struct, frozen=True, kw_only=True):
    """What a table with ``target = "docusaurus"`` takes."""

    front_matter: Annotated[
        dict[str, Any], Meta(description="Keys of the page's front matter.")
    ] = field(default_factory=dict)
    delimiter: Annotated[
        Literal["spaced", "flush"],
        Meta(description="The row below the headings: spaced, as prettier has it, or flush."),
    ] = "spaced"
    align: Annotated[
        bool, Meta(description="Pad cells to the width of their column; false for small diffs.")
    ] = True
    columns: Annotated[
        Annotated[tuple[Column, ...], Meta(min_length=1)] | None,
        Meta(description="The columns, in order; those that an entry fills where not given."),
    ] = None
    headings: Annotated[
        dict[Column, LineText], Meta(description="The headings of columns, by column.")
    ] = field(default_factory=dict)
    edit_url: Annotated[
        str | None,
        Meta(description="Where the catalog is edited; becomes the page's custom_edit_url."),
    ] = None


def context(catalog: Catalog, options: Options) -> Mapping[str, object]:
    """Return what the template uses: the front matter, and the table as cells and widths."""
    columns = _columns(catalog, options)
    headings = [markdown.text_cell(_heading(name, options)) for name in columns]
    cells = [CELLS[name] for name in columns]
    rows = [
        [cell(shown) for cell in cells] for entry in catalog.entries for shown in _per_status(entry)
    ]
    return {
        "front_matter": _front_matter(catalog, options),
        "headings": headings,
        "rows": rows,
        "widths": _widths([headings, *rows]) if options.align else [0] * len(columns),
        "flush": options.delimiter == "flush",
    }


def carries(options: Options) -> frozenset[str]:
    """Return the fields that the page holds, wherever an entry fills them."""
    return frozenset(options.columns or HEADINGS)


def project(catalog: Catalog, options: Options) -> "Reading":
    """Return what the page says of a catalog, with Markdown in its normal form."""
    from apicodes.reading import Reading, Record

    columns = _columns(catalog, options)
    matter = _as_yaml(_front_matter(catalog, options))
    root = {f"front matter: {name}": value for name, value in matter.items()}
    root["title"] = _spaced(catalog.title)
    if catalog.description:
        root["description"] = markdown.normal(catalog.description)
    root["columns"] = columns
    return Reading(
        Record(root),
        [
            Record(given({name: _shown(shown, name) for name in columns}), entry=entry.key)
            for entry in catalog.entries
            for shown in _per_status(entry)
        ],
    )


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


def _shown(entry: Entry, name: Column) -> Any:
    """Return what a cell says of an entry."""
    if name == "http_status":
        return entry.http_statuses
    if name == "deprecated":
        said = entry.deprecation and (prose.deprecation(entry.deprecation) or "yes")
        return (said and markdown.normal(said)) or None
    value = getattr(entry, name)
    if name == "description" and value is not None:
        return markdown.normal(value) or None
    return _spaced(value) if isinstance(value, str) else value


def _spaced(text: str) -> str:
    """Return text as a cell shows it, every run of spaces as one."""
    return re.sub(r"[ \t]+", " ", text).strip(" ")


def read(text: str, options: Options) -> "Reading":
    """Read a page of these options back. Raises `Unreadable`."""
    from apicodes.readers import page

    names = options.columns or tuple(HEADINGS)
    return page.read(text, [(name, _spaced(_heading(name, options))) for name in names])


def _heading(name: Column, options: Options) -> str:
    return options.headings.get(name, HEADINGS[name])


def _columns(catalog: Catalog, options: Options) -> tuple[Column, ...]:
    return options.columns or _filled(catalog) or ("description",)


def _filled(catalog: Catalog) -> tuple[Column, ...]:
    """Return the columns that an entry fills."""
    empty = {name: CELLS[name] for name in HEADINGS}
    for entry in catalog.entries:
        for name in [name for name in empty if _fills(entry, name)]:
            del empty[name]
        if not empty:
            break
    return tuple(name for name in HEADINGS if name not in empty)


def _fills(entry: Entry, name: Column) -> bool:
    described = name == "description" and bool(entry.status_descriptions)
    return described or getattr(entry, name) not in (None, ())


def _per_status(entry: Entry) -> Iterator[Entry]:
    """Return the entry, or one for each HTTP status that has a description of its own."""
    if not entry.status_descriptions:
        yield entry
    for status in entry.status_descriptions:
        yield replace(entry, http_status=status, description=prose.description_for(entry, status))


def _widths(rows: list[list[str]]) -> list[int]:
    return [max(3, *map(width, column)) for column in zip(*rows, strict=True)]


def _front_matter(catalog: Catalog, options: Options) -> dict[str, Any]:
    matter = {**options.front_matter}
    matter.setdefault("title", catalog.title)
    if options.edit_url is not None:
        matter.setdefault("custom_edit_url", options.edit_url)
    return matter


def _optional(escape: Callable[[str], str], name: Column) -> Callable[[Entry], str]:
    def cell(entry: Entry) -> str:
        value = getattr(entry, name)
        return "" if value is None else escape(str(value))

    return cell


def _retryable(entry: Entry) -> str:
    return "" if entry.retryable is None else "yes" if entry.retryable else "no"


def _deprecated(entry: Entry) -> str:
    if entry.deprecation is None:
        return ""
    return markdown.cell(prose.deprecation(entry.deprecation) or "yes")


CELLS: dict[Column, Callable[[Entry], str]] = {
    "http_status": lambda entry: ", ".join(map(str, entry.http_statuses)),
    "status": _optional(markdown.text_cell, "status"),
    "code": _optional(markdown.code_cell, "code"),
    "number": _optional(str, "number"),
    "title": _optional(markdown.text_cell, "title"),
    "description": _optional(markdown.cell, "description"),
    "message": _optional(markdown.text_cell, "message"),
    "retryable": _retryable,
    "since": _optional(markdown.text_cell, "since"),
    "deprecated": _deprecated,
}
"""How an entry fills each column; text that is not Markdown is escaped as text."""
