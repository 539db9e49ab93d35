"""What a page of tables says: heading, introduction, and a row for each entry."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Annotated, Any

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.given import given
from apicodes.catalog.model import Catalog, Group
from apicodes.compare.view import EntryView, Origin, View
from apicodes.render import sentences
from apicodes.render.tables import Cell, Row, Value
from apicodes.render.texts import Line, Markdown
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.pages import Page, front_matter
from apicodes.targets.docusaurus.table_columns import (
    Anchors,
    TableColumn,
    shown_columns,
    spellings,
)
from apicodes.targets.parts import Part


class RowView(EntryView, frozen=True, kw_only=True):
    """One row of the table: an entry, or an entry with one of its HTTP statuses."""

    anchors: Annotated[
        tuple[str, ...], Meta(description="The ids of the row: links lead to it.")
    ] = ()
    struck: Annotated[
        str | None, Meta(description="The column that is struck through, as the entry goes.")
    ] = None
    table: Annotated[int, Meta(description="The number of its table on the page, from 0.")] = 0

    def facts(self) -> dict[str, Any]:
        """Return all that is said of the entry, by the names that messages use."""
        own = {name: value for name, value in self.fields.items() if name.startswith("x-")}
        shared = {name: value for name, value in self.fields.items() if name not in own}
        struck = True if self.struck else None
        extra = {
            "anchor": self.anchors or None,
            "struck through": struck,
            "table": self.table or None,
            "extensions": own or None,
        }
        return shared | given(extra)


class TableView(View, frozen=True, kw_only=True):
    """A page: its front matter, title and introduction, and a table, or one for each group."""

    entries: Annotated[tuple[RowView, ...], Meta(description="The rows, in order.")] = ()
    front_matter: Annotated[
        dict[str, Any], Meta(description="The front matter; empty in a region.")
    ] = field(default_factory=dict)
    title: Annotated[Line | None, Meta(description="The heading; none in a region.")] = None
    description: Annotated[Markdown | None, Meta(description="The introduction. Markdown.")] = None
    groups: Annotated[
        tuple["GroupTable", ...], Meta(description="What is above each table, and its columns.")
    ] = ()
    spellings: dict[str, TableColumn] = field(default_factory=dict)
    group_level: Annotated[
        int, Meta(description="The level of the headings of groups; 0 where there is one table.")
    ] = 0
    align: Annotated[bool, Meta(description="Whether cells are padded.")] = True
    flush: Annotated[bool, Meta(description="Whether the row of dashes has no spaces.")] = False

    @property
    def columns(self) -> dict[str, Line]:
        """The heading of each column, by the name of its field."""
        return {name: heading for each in self.groups for name, heading in each.columns.items()}

    @property
    def headings(self) -> list[Line]:
        """The headings of the columns."""
        return list(self.columns.values())

    @property
    def rows(self) -> Iterator[Row]:
        """The cells of all rows, for the filter `table`."""
        return (self._cells(row, self.columns) for row in self.entries)

    @property
    def tables(self) -> list["GroupTable"]:
        """Each table with its rows and what is above it."""
        rows: dict[int, list[Row]] = {}
        for row in self.entries:
            columns = self.groups[row.table].columns
            rows.setdefault(row.table, []).append(self._cells(row, columns))
        return [replace(group, rows=rows.get(at, [])) for at, group in enumerate(self.groups)]

    def _cells(self, row: RowView, columns: Iterable[str]) -> Row:
        cells = [self._cell(name, row.fields.get(name)) for name in columns]
        if row.anchors or row.struck:
            return [
                Cell(cell, ids=() if at else row.anchors, is_struck=name == row.struck)
                for at, (name, cell) in enumerate(zip(columns, cells, strict=True))
            ]
        return cells

    def _cell(self, name: str, value: Any) -> Value:
        spelling = self.spellings.get(name)
        return spelling.cell(value) if spelling else value

    def facts(self) -> dict[str, Any]:
        """Return what the page says of the catalog itself, by the names that messages use."""
        facts = {f"front matter: {name}": value for name, value in self.front_matter.items()}
        facts |= {"title": self.title, "description": self.description}
        for number, group in enumerate(self.groups):
            facts[fact_name("columns", number)] = tuple(group.columns)
            facts[fact_name("title", number)] = group.title
            facts[fact_name("description", number)] = group.description
        return given(facts)


def fact_name(name: str, number: int) -> str:
    """Return what messages call a fact of a table, by the number of the table, from 0."""
    return name if name == "columns" and not number else f"table {number + 1}: {name}"


class GroupTable(Struct, frozen=True, kw_only=True):
    """A table, and the heading and text above it."""

    title: Annotated[Line | None, Meta(description="The title of its group.")] = None
    description: Annotated[Markdown | None, Meta(description="The introduction. Markdown.")] = None
    columns: Annotated[
        dict[str, Line], Meta(description="The heading of each column, by the name of its field.")
    ]
    rows: Annotated[
        list[Row], Meta(description="Its cells, for the filter `table`; in `tables` alone.")
    ] = []

    @property
    def headings(self) -> list[Line]:
        """The headings of its columns."""
        return list(self.columns.values())


def build_view(part: Part, options: Options) -> TableView:
    """Return what the page says of a catalog; a region has neither front matter nor title."""
    catalog, whole = part.catalog, part.region is None
    tables = tables_of(catalog, options)
    anchors = _anchors(catalog, {column.name for each in tables for column in each.columns})
    return TableView(
        front_matter=front_matter(catalog, Page("whole", ""), options) if whole else {},
        title=Line(catalog.title) if whole else None,
        description=Markdown(catalog.description) if catalog.description else None,
        groups=tuple(
            GroupTable(
                title=Line(each.group.title) if each.group else None,
                description=_introduction(each.group),
                columns={column.key: column.heading for column in each.columns},
            )
            for each in tables
        ),
        entries=tuple(
            row for number, each in enumerate(tables) for row in _rows(each, number, anchors)
        ),
        **appearance(options),
    )


def appearance(options: Options) -> dict[str, Any]:
    """Return how the options of a page have its tables look."""
    return {
        "spellings": spellings(options),
        "group_level": options.group_level if options.tables == "per-group" else 0,
        "align": options.align,
        "flush": options.delimiter == "flush",
    }


def _introduction(group: Group | None) -> Markdown | None:
    return Markdown(group.description) if group and group.description else None


class GroupEntries(Struct, frozen=True):
    """A table: its group and the key of that, if it has one, its entries and its columns."""

    key: str | None
    group: Group | None
    entries: tuple[Entry, ...]
    columns: list[TableColumn]


def tables_of(catalog: Catalog, options: Options) -> list[GroupEntries]:
    """Return the tables of a page; the entries without a group come first."""
    grouped: dict[str | None, list[Entry]] = {None: [], **{key: [] for key in catalog.groups}}
    if options.tables == "one":
        grouped = {None: list(catalog.entries)}
    else:
        for entry in catalog.entries:
            grouped[entry.group if entry.group in catalog.groups else None].append(entry)
    filled = {key: tuple(entries) for key, entries in grouped.items() if entries}
    return [
        GroupEntries(
            key, catalog.groups.get(key or ""), entries, shown_columns(entries, options, key)
        )
        for key, entries in (filled or {None: ()}).items()
    ]


# Rows


def _rows(table: GroupEntries, number: int, anchors: Anchors) -> Iterator[RowView]:
    names = {column.name for column in table.columns}
    for entry in table.entries:
        ids = (*filter(None, [anchors.get(entry.key)]), *entry.aliases)
        for single in _per_status(entry):
            values = {column.key: column.value(single, anchors) for column in table.columns}
            yield RowView(
                origin=Origin(entry.key),
                fields=given(values),
                anchors=ids,
                struck=_struck(entry, names),
                table=number,
            )
            ids = ()  # The first row alone has the anchors of the entry.


def _struck(entry: Entry, names: Collection[str]) -> str | None:
    """Return the column that tells a deprecated entry from others."""
    if entry.deprecation is None:
        return None
    identity = "code" if entry.code is not None else "http_status" if entry.http_statuses else ""
    return identity if identity in names else None


def _per_status(entry: Entry) -> Iterator[Entry]:
    """Return the entry, or one for each HTTP status that has a description of its own."""
    if not entry.status_descriptions:
        yield entry
    for status in entry.status_descriptions:
        yield replace(
            entry, http_status=status, description=sentences.description_for(entry, status)
        )


def _anchors(catalog: Catalog, names: Collection[str]) -> Anchors:
    """Return an anchor for each entry that links may lead to, if it has one of its own.

    Those are the ones that take the place of another or have old anchors; all where the fragment of
    `docs_url` names them.
    """
    linked = "{anchor}" in (catalog.docs_url or "").partition("#")[2]
    keys = {entry.key for entry in catalog.entries if linked or entry.aliases} | {
        key
        for entry in catalog.entries
        if entry.deprecation and "deprecated" in names
        for key in entry.deprecation.replacements
    }
    anchors = {entry.key: naming.anchor_of(entry) for entry in catalog.entries if entry.key in keys}
    counted = Counter(anchors.values())
    return {key: anchor for key, anchor in anchors.items() if anchor and counted[anchor] == 1}
