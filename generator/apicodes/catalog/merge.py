"""Merge the files of a catalog.

The merged catalog has the root fields of the first file, and the headers, groups and entries of all
files.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from apicodes.catalog.model import Catalog
from apicodes.catalog.source.positions import Positions
from apicodes.problems import Problem

SHARED = ("apicodes", "defaults", "headers", "groups", "codes")
"""The fields that every file of a catalog may have; the others belong in the first file."""


def merged(files: Sequence[tuple[Catalog, Positions]]) -> tuple[Catalog, Positions, list[Problem]]:
    """Return the merged catalog, the positions of its values, and the problems of the merge."""
    (catalog, positions), *others = files
    problems = [] if catalog.title or positions.has("title") else [_missing_title(positions)]
    for other, other_positions in others:
        problems += _misplaced_fields(other_positions)
        problems += _duplicates(positions, other_positions, "headers")
        problems += _duplicates(positions, other_positions, "groups")
        catalog = replace(
            catalog,
            headers={**catalog.headers, **other.headers},
            groups={**catalog.groups, **other.groups},
            entries=(*catalog.entries, *other.entries),
        )
        positions = _merged_positions(positions, other_positions)
    return catalog, positions, problems


def _missing_title(positions: Positions) -> Problem:
    return Problem(positions.locate(), "missing-field", "the field 'title' is missing here")


def _misplaced_fields(positions: Positions) -> list[Problem]:
    """Return a problem for each root field in a file that is not the first."""
    hint = "move it there; the order of the files is that of 'spec' in the settings"
    return [
        Problem(
            positions.locate(name),
            "root-field",
            f"'{name}' belongs in the first file of the catalog",
            hint,
        )
        for name in positions.children
        if name not in SHARED
    ]


def _duplicates(positions: Positions, other: Positions, table: str) -> list[Problem]:
    """Return a problem for each name in a table of one file that an earlier file defines."""
    first, second = positions.children.get(table), other.children.get(table)
    if not isinstance(first, Positions) or not isinstance(second, Positions):
        return []
    return [
        Problem(
            second.locate(name),
            "duplicate-field",
            f"'{name}' is already defined ({first.locate(name)})",
        )
        for name in second.children
        if name in first.children
    ]


def _merged_positions(positions: Positions, other: Positions) -> Positions:
    children = {
        name: _joined(positions.children.get(name), other.children.get(name))
        for name in ("headers", "groups", "codes")
        if name in positions.children or name in other.children
    }
    return replace(
        positions,
        children={**positions.children, **children},
        wrong=(*positions.wrong, *other.wrong),
    )


def _joined(first: object, second: object) -> object:
    """Return the positions in a table or list that two files have; None if a file lacks it.

    In a file where the field has a wrong type it is a mark, not a `Positions`.
    """
    if isinstance(first, Positions) and isinstance(second, Positions):
        if isinstance(first.children, dict):
            children: object = {**second.children, **first.children}
        else:
            children = [*first.children, *second.children]
        return replace(first, children=children, partial=first.partial or second.partial)
    if first is None or second is None:
        return first or second
    positions = first if isinstance(first, Positions) else second
    return replace(positions, partial=True) if isinstance(positions, Positions) else positions
