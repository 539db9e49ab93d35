"""The options of a Docusaurus target that give an imported page back."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence

from apicodes.catalog.fields import column_headings, kind_of
from apicodes.compare.record import Record
from apicodes.importers import cell_values
from apicodes.importers.column_shapes import Column
from apicodes.importers.front_matter import Matter
from apicodes.importers.page_tables import Table


def options(
    matter: Matter, root: Record, tables: Sequence[Table], entries: Sequence[Record]
) -> dict[str, object]:
    """Return the options for a page with this front matter and these tables."""
    values = {name: value for name, (value, _) in matter.items()}
    if values.get("title") == root.fields.get("title"):
        values.pop("title", None)
    headings: dict[str, str] = {}
    used = {name for entry in entries for name in entry.fields}
    for table in tables:
        values.pop(table.in_matter, None)
        for name, column in _columns(table, used):
            heading = "" if table.source.kind == "headings" else column.heading
            headings.setdefault(name, heading)
    left = column_headings().keys() - {"name", *headings}
    added = [name for name in column_headings() if name in used & left]
    early = [name for name in added if name in ("http_status", "code", "title")]
    late = [name for name in added if name not in early]
    usual = column_headings()
    columns = {
        name: headings.get(name) or usual.get(name, name) for name in [*early, *headings, *late]
    }
    pipes = [table for table in tables if table.source.kind == "pipe"]
    made: dict[str, object] = {
        "front_matter": values,
        "delimiter": "flush" if pipes and pipes[0].is_flush() else "spaced",
        "align": all(table.is_aligned() for table in pipes) and None,
        "columns": list(columns),
        "headings": {
            name: heading
            for name, heading in headings.items()
            if heading and heading != usual.get(name)
        },
        "code_spans": _code_spans(pipes),
        "flag_words": _flag_words(tables),
    }
    if "groups" in root.fields:
        levels = [table.section.level for table in tables if table.group and table.section]
        made |= {"tables": "per-group", "group_level": max(2, min(levels))}
        if made["group_level"] == 2:
            del made["group_level"]
        made["group_columns"] = _group_columns(tables, columns, used)
    return {name: value for name, value in made.items() if value not in ({}, None)}


def _columns(table: Table, used: Container[str]) -> Iterator[tuple[str, Column]]:
    """Return the columns that have a field; an extension field only where an entry has it."""
    for column in table.columns:
        if column.field and (column.field in used or not column.field.startswith("x-")):
            yield column.field, column


def _group_columns(
    tables: Sequence[Table], headings: Mapping[str, str], used: Container[str]
) -> dict[str, dict[str, str]]:
    """Return the columns of tables, by group, that are not those of the tables together."""
    by_group: dict[str, dict[str, str]] = {}
    for table in tables:
        columns = by_group.setdefault(table.group or "", {})
        for name, column in _columns(table, used):
            columns.setdefault(name, column.heading or headings[name])
    return {
        key: columns
        for key, columns in by_group.items()
        if key
        and list(columns.items()) != [pair for pair in headings.items() if pair[0] in columns]
    }


_MARKDOWN = ("markdown", "markdown list", "deprecation")


def _code_spans(tables: Sequence[Table]) -> list[str] | None:
    """Return the columns whose values are code spans; None where these are those of codes."""
    spans: Counter[str] = Counter()
    values: Counter[str] = Counter()
    for table in tables:
        for index, column in enumerate(table.columns):
            if column.field and kind_of(column.field) not in _MARKDOWN:
                filled = [cells[index].text for cells in table.cells if cells[index].text]
                spans[column.field] += sum(table.spans(index))
                values[column.field] += len(filled)
    names = [name for name, number in values.items() if 2 * spans[name] > number > 0]
    usual = [name for name in values if name == "code" or name.startswith("x-")]
    return None if set(names) == set(usual) else names


def _flag_words(tables: Sequence[Table]) -> list[str] | None:
    """Return the commonest words for yes and no of a flag; None where they are the usual ones."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for table in tables:
        for column in table.columns:
            for value in column.values if kind_of(column.field or "") == "flag" else ():
                answer = cell_values.boolean(value)
                if answer is not None:
                    counts[answer][value] += 1
    usual = {True: "yes", False: "no"}
    words = [next(iter(counts[key].most_common(1)), (usual[key], 0))[0] for key in (True, False)]
    return None if words == ["yes", "no"] else words
