"""What a page with one table says: heading, introduction and a row for each entry."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from msgspec import Meta, field
from msgspec.structs import replace

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.field_row import Field
from apicodes.catalog.fields import carried_by
from apicodes.catalog.given import given
from apicodes.catalog.model import Catalog
from apicodes.compare.view import EntryView, Origin, View
from apicodes.render import markdown, sentences
from apicodes.render.tables import Cell, Row
from apicodes.render.texts import Line, Markdown
from apicodes.targets.docusaurus.front_matter import front_matter
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.page_values import extension_fields, heading, is_filled, value_of
from apicodes.targets.docusaurus.pages import Page
from apicodes.targets.extensions import names, of
from apicodes.targets.parts import Part


class RowView(EntryView, frozen=True, kw_only=True):
    """One row of the table: an entry, or an entry with one of its HTTP statuses."""

    anchors: Annotated[
        tuple[str, ...], Meta(description="The ids of the row: links lead to it.")
    ] = ()
    struck: Annotated[
        str | None, Meta(description="The column that is struck through, as the entry goes.")
    ] = None

    def facts(self) -> dict[str, Any]:
        """Return all that is said of the entry, by the names that messages use."""
        own = {name: value for name, value in self.fields.items() if name.startswith("x-")}
        shared = {name: value for name, value in self.fields.items() if name not in own}
        struck = True if self.struck else None
        extra = {
            "anchor": self.anchors or None,
            "struck through": struck,
            "extensions": own or None,
        }
        return shared | given(extra)


class TableView(View, frozen=True, kw_only=True):
    """A page: its front matter, title and introduction, and a table."""

    entries: Annotated[tuple[RowView, ...], Meta(description="The rows, in order.")] = ()
    front_matter: Annotated[
        dict[str, Any], Meta(description="The front matter; empty in a region.")
    ] = field(default_factory=dict)
    title: Annotated[Line | None, Meta(description="The heading; none in a region.")] = None
    description: Annotated[Markdown | None, Meta(description="The introduction. Markdown.")] = None
    columns: Annotated[
        dict[str, Line], Meta(description="The heading of each column, by the name of its field.")
    ] = field(default_factory=dict)
    align: Annotated[bool, Meta(description="Whether cells are padded.")] = True
    flush: Annotated[bool, Meta(description="Whether the row of dashes has no spaces.")] = False

    @property
    def headings(self) -> list[Line]:
        """The headings of the columns."""
        return list(self.columns.values())

    @property
    def rows(self) -> Iterator[Row]:
        """The cells of the table, for the filter `table`."""
        for row in self.entries:
            if row.anchors or row.struck:
                first = next(iter(self.columns))
                yield [
                    Cell(
                        row.fields.get(name),
                        ids=row.anchors if name == first else (),
                        is_struck=name == row.struck,
                    )
                    for name in self.columns
                ]
            else:
                yield [row.fields.get(name) for name in self.columns]

    def facts(self) -> dict[str, Any]:
        """Return what the page says of the catalog itself, by the names that messages use."""
        matter = {f"front matter: {name}": value for name, value in self.front_matter.items()}
        texts = given({"title": self.title, "description": self.description})
        return {**matter, **texts, "columns": tuple(self.columns)}


def build_view(part: Part, options: Options) -> TableView:
    """Return what the page says of a catalog; a region has neither front matter nor title."""
    catalog, whole = part.catalog, part.region is None
    headings = _headings(catalog, options)
    return TableView(
        front_matter=front_matter(catalog, Page("whole", ""), options) if whole else {},
        title=Line(catalog.title) if whole else None,
        description=Markdown(catalog.description) if catalog.description else None,
        columns=headings,
        align=options.align,
        flush=options.delimiter == "flush",
        entries=tuple(_rows(catalog, headings, options)),
    )


def possible_columns(part: Part, options: Options) -> list[tuple[str, Line]]:
    """Return the columns that a page may have, with their headings, the likeliest first."""
    filled = _columns(part.catalog, options)
    others = [] if options.columns else [row for row in carried_by("table") if row not in filled]
    columns = [(row.name, heading(row, options)) for row in (*filled, *others)]
    return columns + [(Line(name).normal, Line(name)) for name in names(options)]


def _headings(catalog: Catalog, options: Options) -> dict[str, Line]:
    columns = {row.name: heading(row, options) for row in _columns(catalog, options)}
    filled = {name for entry in catalog.entries for name in of(entry, options)}
    own = (name for name in names(options) if name in filled)
    return columns | {Line(name).normal: Line(name) for name in own}


def _columns(catalog: Catalog, options: Options) -> tuple[Field, ...]:
    """Return the columns before those of extension fields: the settings', else those filled."""
    possible = {row.name: row for row in carried_by("table")}
    if options.columns is not None:
        return tuple(possible[name] for name in options.columns)
    empty = dict(possible)
    for entry in catalog.entries:
        for name in [name for name in empty if _fills(entry, name)]:
            del empty[name]
        if not empty:
            break
    filled = tuple(row for name, row in possible.items() if name not in empty)
    return filled or (possible["description"],)


def _fills(entry: Entry, name: str) -> bool:
    described = name == "description" and bool(entry.status_descriptions)
    return described or getattr(entry, name) not in (None, ())


# Rows

Anchors = Mapping[str, str]
"""The anchors of the rows that links lead to, by the keys of their entries."""


def _rows(catalog: Catalog, headings: Mapping[str, Line], options: Options) -> Iterator[RowView]:
    rows = {row.name: row for row in carried_by("table")}
    columns = [rows[name] for name in headings if name in rows]
    anchors = _anchors(catalog, headings)
    for entry in catalog.entries:
        ids = (*filter(None, [anchors.get(entry.key)]), *entry.aliases)
        for single in _per_status(entry):
            fields = {row.name: _value(single, row, anchors) for row in columns}
            yield RowView(
                origin=Origin(entry.key),
                fields=_filled(fields) | extension_fields(entry, options),
                anchors=ids,
                struck=_struck(entry, headings),
            )
            ids = ()  # The first row alone has the anchors of the entry.


def _value(entry: Entry, row: Field, anchors: Anchors) -> Any:
    if row.kind == "deprecation":
        return Markdown(_announcement(entry, anchors))
    return value_of(entry, row)


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the values that a cell shows."""
    return {
        name: value
        for name, value in fields.items()
        if is_filled(value) and not (isinstance(value, Markdown) and value.is_blank)
    }


def _struck(entry: Entry, headings: Mapping[str, Line]) -> str | None:
    """Return the column that tells a deprecated entry from others."""
    if entry.deprecation is None:
        return None
    identity = "code" if entry.code is not None else "http_status" if entry.http_statuses else ""
    return identity if identity in headings else None


def _per_status(entry: Entry) -> Iterator[Entry]:
    """Return the entry, or one for each HTTP status that has a description of its own."""
    if not entry.status_descriptions:
        yield entry
    for status in entry.status_descriptions:
        yield replace(
            entry, http_status=status, description=sentences.description_for(entry, status)
        )


def _anchors(catalog: Catalog, headings: Mapping[str, Line]) -> Anchors:
    """Return an anchor for each entry that links may lead to, if it has one of its own.

    Those are the ones that take the place of another or have old anchors; all where the fragment of
    `docs_url` names them.
    """
    linked = "{anchor}" in (catalog.docs_url or "").partition("#")[2]
    keys = {entry.key for entry in catalog.entries if linked or entry.aliases} | {
        key
        for entry in catalog.entries
        if entry.deprecation and "deprecated" in headings
        for key in entry.deprecation.replacements
    }
    anchors = {entry.key: naming.anchor_of(entry) for entry in catalog.entries if entry.key in keys}
    counted = Counter(anchors.values())
    return {key: anchor for key, anchor in anchors.items() if anchor and counted[anchor] == 1}


def _announcement(entry: Entry, anchors: Anchors) -> str:
    """Return the announcement that an entry goes, as Markdown, with links to other rows."""

    def show(key: str) -> str:
        code = markdown.code(key)
        return f"[{code}](#{anchors[key]})" if key in anchors else code

    return sentences.deprecation(entry.deprecation, show) or "yes" if entry.deprecation else ""
