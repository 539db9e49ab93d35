"""The page as one table: heading, introduction and a row for each entry."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import Column, column_headings
from apicodes.catalog.given import given
from apicodes.catalog.model import Catalog
from apicodes.render import markdown, sentences
from apicodes.render.markdown import page_elements
from apicodes.targets.docusaurus import front_matter
from apicodes.targets.docusaurus.cells import extensions, heading, spaced, statuses, widths
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.extensions import names, of
from apicodes.targets.parts import Part

if TYPE_CHECKING:
    from apicodes.compare.record import Reading


def context(part: Part, options: Options) -> Mapping[str, object]:
    """Return what the template uses: the front matter, and the table as cells and widths."""
    catalog = part.catalog
    columns = _columns(catalog, options)
    own = _own_columns(catalog, options)
    headings = [markdown.text_cell(heading(name, options)) for name in columns]
    headings += map(markdown.text_cell, own)
    anchors = _anchors(catalog, columns)
    rows = [
        [*_row(shown, columns, anchors, ids), *_own_cells(shown, own, options)]
        for entry in catalog.entries
        for shown, ids in _anchored(entry, anchors)
    ]
    return {
        "front_matter": front_matter.front_matter(catalog, None, options),
        "headings": headings,
        "rows": rows,
        "widths": widths([headings, *rows]) if options.align else [0] * len(headings),
        "flush": options.delimiter == "flush",
    }


def carries(options: Options) -> frozenset[str]:
    """Return the fields that the page holds, wherever an entry fills them."""
    return frozenset((*(options.columns or column_headings()), "extensions"))


def project(part: Part, options: Options) -> "Reading":
    """Return what the page says of a catalog, with Markdown in its normal form."""
    from apicodes.compare.record import Reading, Record

    catalog = part.catalog
    columns = _columns(catalog, options)
    root: dict[str, Any] = {}
    if part.region is None:
        root = front_matter.read_back(catalog, None, options)
        root["title"] = spaced(catalog.title)
    if catalog.description:
        root["description"] = markdown.normal(catalog.description)
    own = _own_columns(catalog, options)
    root["columns"] = (*columns, *map(spaced, own))
    anchors = _anchors(catalog, columns)
    return Reading(
        Record(root),
        [
            Record(_said(shown, columns, anchors, ids) | _own_said(shown, options), entry=entry.key)
            for entry in catalog.entries
            for shown, ids in _anchored(entry, anchors)
        ],
    )


def read(text: str, part: Part, options: Options) -> "Reading":
    """Read a page of these options back. Raises `Unreadable`."""
    from apicodes.targets.docusaurus import table_reader

    # Those that the page has come first: another may have the same heading.
    known = options.columns or dict.fromkeys((*_columns(part.catalog, options), *column_headings()))
    headings: list[tuple[str, str]] = [(its, spaced(heading(its, options))) for its in known]
    headings += [(name, name) for name in map(spaced, _own_columns(part.catalog, options))]
    return table_reader.read(text, headings, whole=part.region is None)


Anchors = dict[str, str]
"""The anchors of the rows that links lead to, by the keys of their entries."""

Ids = tuple[str, ...]
"""The anchor of a row, if it has one, and the old ones that lead to it."""


def _anchors(catalog: Catalog, columns: Sequence[Column]) -> Anchors:
    """Return an anchor for each entry that links may lead to, if it has one of its own.

    Those are the ones that take the place of another or have old anchors; all where the fragment of
    `docs_url` names them.
    """
    linked = "{anchor}" in (catalog.docs_url or "").partition("#")[2]
    keys = {entry.key for entry in catalog.entries if linked or entry.aliases} | {
        key
        for entry in catalog.entries
        if entry.deprecation and "deprecated" in columns
        for key in entry.deprecation.replacements
    }
    anchors = {entry.key: naming.anchor_of(entry) for entry in catalog.entries if entry.key in keys}
    counted = Counter(anchors.values())
    return {key: anchor for key, anchor in anchors.items() if anchor and counted[anchor] == 1}


def _anchored(entry: Entry, anchors: Anchors) -> Iterator[tuple[Entry, Ids]]:
    """Return what the rows of an entry show, the first one with the anchors of the entry."""
    ids = (*filter(None, [anchors.get(entry.key)]), *entry.aliases)
    for shown in _per_status(entry):
        yield shown, ids
        ids = ()


def _said(entry: Entry, columns: Sequence[Column], anchors: Anchors, ids: Ids) -> dict[str, Any]:
    """Return what a row says of an entry."""
    struck = entry.deprecation is not None and _identity(entry) in columns
    fields: dict[str, Any] = {name: _shown(entry, name, anchors) for name in columns}
    return given({**fields, "anchor": ids, "struck through": struck or None})


def _identity(entry: Entry) -> Column | None:
    """Return the column that tells an entry from others, which is struck where it goes."""
    return "code" if entry.code is not None else "http_status" if entry.http_statuses else None


def _shown(entry: Entry, name: Column, anchors: Anchors) -> Any:
    """Return what a cell says of an entry."""
    if name == "http_status":
        return entry.http_statuses
    if name == "deprecated":
        said = _announcement(entry, anchors)
        return (said and markdown.normal(said)) or None
    value = getattr(entry, name)
    if name == "description" and value is not None:
        return markdown.normal(value) or None
    return spaced(value) if isinstance(value, str) else value


def _announcement(entry: Entry, anchors: Anchors) -> str:
    """Return the announcement that an entry goes, as Markdown, with links to other rows."""

    def show(key: str) -> str:
        code = markdown.code(key)
        return f"[{code}](#{anchors[key]})" if key in anchors else code

    return sentences.deprecation(entry.deprecation, show) or "yes" if entry.deprecation else ""


def _columns(catalog: Catalog, options: Options) -> tuple[Column, ...]:
    return options.columns or _filled(catalog) or ("description",)


def _own_columns(catalog: Catalog, options: Options) -> list[str]:
    """Return the fields of the team's own that an entry fills; their columns are last."""
    filled = {name for entry in catalog.entries for name in of(entry, options)}
    return [name for name in names(options) if name in filled]


def _own_cells(entry: Entry, own: Sequence[str], options: Options) -> list[str]:
    values = extensions(entry, options)
    return [markdown.code_cell(values[name]) if name in values else "" for name in own]


def _own_said(entry: Entry, options: Options) -> dict[str, Any]:
    said = {spaced(name): spaced(value) for name, value in extensions(entry, options).items()}
    return {"extensions": said} if said else {}


def _filled(catalog: Catalog) -> tuple[Column, ...]:
    """Return the columns that an entry fills."""
    empty = dict.fromkeys(column_headings())
    for entry in catalog.entries:
        for name in [name for name in empty if _fills(entry, name)]:
            del empty[name]
        if not empty:
            break
    return tuple(name for name in column_headings() if name not in empty)


def _fills(entry: Entry, name: Column) -> bool:
    described = name == "description" and bool(entry.status_descriptions)
    return described or getattr(entry, name) not in (None, ())


def _per_status(entry: Entry) -> Iterator[Entry]:
    """Return the entry, or one for each HTTP status that has a description of its own."""
    if not entry.status_descriptions:
        yield entry
    for status in entry.status_descriptions:
        yield replace(
            entry, http_status=status, description=sentences.description_for(entry, status)
        )


def _row(entry: Entry, columns: Sequence[Column], anchors: Anchors, ids: Ids) -> list[str]:
    """Return the cells of a row."""
    cells = {name: _cell(entry, name, anchors) for name in columns}
    identity = _identity(entry)
    if entry.deprecation and identity in cells:
        cells[identity] = f"~~{cells[identity]}~~"
    first, *others = cells.values()
    return [f"{page_elements.anchors(ids)}{first}", *others]


def _cell(entry: Entry, name: Column, anchors: Anchors) -> str:
    """Return a cell; text that is not Markdown is escaped as text."""
    value = getattr(entry, name)
    if name == "http_status":
        return statuses(entry)
    if name == "deprecated":
        return markdown.cell(_announcement(entry, anchors))
    if value is None:
        return ""
    match name:
        case "retryable":
            return "yes" if value else "no"
        case "code":
            return markdown.code_cell(value)
        case "description":
            return markdown.cell(value)
        case _:
            return markdown.text_cell(str(value))
