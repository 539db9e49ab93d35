"""Merge the files of a catalog.

The merged catalog has the root fields of the first file, and the headers, groups and entries of all
files.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from apicodes.catalog.model import Catalog
from apicodes.catalog.source.walk import Place
from apicodes.problems import Problem

SHARED = ("apicodes", "defaults", "headers", "groups", "codes")
"""The fields that every file of a catalog may have; the others belong in the first file."""


def merged(files: Sequence[tuple[Catalog, Place]]) -> tuple[Catalog, Place, list[Problem]]:
    """Return the merged catalog, the positions of its values, and the problems of the merge."""
    (catalog, place), *others = files
    problems = [] if catalog.title or place.gives("title") else [_missing_title(place)]
    for other, other_place in others:
        problems += _misplaced_fields(other_place)
        problems += _duplicates(place, other_place, "headers")
        problems += _duplicates(place, other_place, "groups")
        catalog = replace(
            catalog,
            headers={**catalog.headers, **other.headers},
            groups={**catalog.groups, **other.groups},
            entries=(*catalog.entries, *other.entries),
        )
        place = _merged_places(place, other_place)
    return catalog, place, problems


def _missing_title(place: Place) -> Problem:
    return Problem(place.locate(), "missing-field", "the field 'title' is missing here")


def _misplaced_fields(place: Place) -> list[Problem]:
    """Return a problem for each root field in a file that is not the first."""
    hint = "move it there; the order of the files is that of 'spec' in the settings"
    return [
        Problem(
            place.locate(name),
            "root-field",
            f"'{name}' belongs in the first file of the catalog",
            hint,
        )
        for name in place.children
        if name not in SHARED
    ]


def _duplicates(place: Place, other: Place, table: str) -> list[Problem]:
    """Return a problem for each name in a table of one file that an earlier file defines."""
    first, second = place.children.get(table), other.children.get(table)
    if not isinstance(first, Place) or not isinstance(second, Place):
        return []
    return [
        Problem(
            second.locate(name),
            "duplicate-field",
            f"'{name}' is already defined at {first.locate(name)}",
        )
        for name in second.children
        if name in first.children
    ]


def _merged_places(place: Place, other: Place) -> Place:
    children = {
        name: _joined(place.children.get(name), other.children.get(name))
        for name in ("headers", "groups", "codes")
        if name in place.children or name in other.children
    }
    return replace(
        place, children={**place.children, **children}, wrong=(*place.wrong, *other.wrong)
    )


def _joined(first: object, second: object) -> object:
    """Return the positions in a table or list that two files have; None if a file lacks it.

    In a file where the field has a wrong type it is a mark, not a `Place`.
    """
    if isinstance(first, Place) and isinstance(second, Place):
        if isinstance(first.children, dict):
            children: object = {**second.children, **first.children}
        else:
            children = [*first.children, *second.children]
        return replace(first, children=children, partial=first.partial or second.partial)
    if first is None or second is None:
        return first or second
    place = first if isinstance(first, Place) else second
    return replace(place, partial=True) if isinstance(place, Place) else place
