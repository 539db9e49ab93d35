"""The types of JSON reports, of which ``apicodes schema --for report`` prints the JSON Schema.

They are public, and so independent of the types that the package works with.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.json import schema_components

from apicodes import problems
from apicodes.catalog.json_schema import DIALECT
from apicodes.problems import Location, Severity

Line = Annotated[int, Meta(ge=1)]


class Place(Struct, frozen=True):
    """A location in a file."""

    path: Annotated[str, Meta(description="The path from the current folder, or REV:path in git.")]
    line: Annotated[Line | None, Meta(description="The line, from 1; null for the whole file.")] = (
        None
    )
    column: Annotated[
        Line | None,
        Meta(description="The column, from 1, in Unicode characters; null for a whole line."),
    ] = None


class Problem(Struct, frozen=True):
    """One problem."""

    severity: Annotated[Severity, Meta(description="How severe it is.")]
    rule: Annotated[str, Meta(description="The id of the rule that is broken.")]
    message: Annotated[str, Meta(description="What is wrong, for people; the wording may change.")]
    hint: Annotated[str | None, Meta(description="How to fix it, for people.")]
    place: Annotated[Place, Meta(description="Where it is.")]


class File(Struct, frozen=True):
    """An output and its state."""

    path: Annotated[str, Meta(description="The path from the current folder.")]
    region: Annotated[
        str | None, Meta(description="The region of the file; null for a whole file.")
    ]
    state: Annotated[
        Literal["in sync", "changed", "missing", "orphaned"],
        Meta(description="The state against the catalog; no target writes an orphaned file."),
    ]


Level = Literal["breaking", "compatible", "docs"]


class Change(Struct, frozen=True):
    """One difference between two sources."""

    level: Annotated[Level, Meta(description="What it means for clients.")]
    kind: Annotated[
        Literal["changed", "renamed", "added", "removed", "moved"],
        Meta(description="What happened to the field or the whole entry."),
    ]
    entry: Annotated[
        str | None, Meta(description="The key of the entry; null for a field of the catalog.")
    ]
    field: Annotated[str | None, Meta(description="The field; null for a whole entry.")]
    why: Annotated[
        str, Meta(description="The reason for the level, for people; the wording may change.")
    ]
    old: Annotated[Any, Meta(description="The old value, or the fields of the old entry.")]
    new: Annotated[Any, Meta(description="The new value, or the fields of the new entry.")]
    old_place: Annotated[Place | None, Meta(description="The location in the old source.")]
    new_place: Annotated[Place | None, Meta(description="The location in the new source.")]


class NotCompared(Struct, frozen=True):
    """The fields that only one of two sources has."""

    only_old: Annotated[
        tuple[str, ...], Meta(description="The fields that only the old source has.")
    ]
    only_new: Annotated[
        tuple[str, ...], Meta(description="The fields that only the new source has.")
    ]


class Comparison(Struct, frozen=True):
    """Two sources and the differences between them."""

    old: Annotated[str | None, Meta(description="The old source; null for a new catalog.")]
    new: Annotated[str, Meta(description="The new source.")]
    changes: Annotated[
        tuple[Change, ...], Meta(description="The differences, the most severe first.")
    ]
    not_compared: Annotated[NotCompared, Meta(description="The fields that could not be compared.")]


class Document(Struct, frozen=True, tag_field="command"):
    """What the report of every command holds."""

    exit_code: Annotated[
        int,
        Meta(
            ge=0,
            le=3,
            description="0 clean, 1 problems found, 2 could not run, 3 a bug of apicodes.",
        ),
    ]
    problems: Annotated[tuple[Problem, ...], Meta(description="All problems.")]


class Lint(Document, frozen=True, tag="lint"):
    """The report of `apicodes lint`."""


class Check(Document, frozen=True, tag="check"):
    """The report of `apicodes check`."""

    files: Annotated[
        tuple[File, ...], Meta(description="Every output; empty where the command could not run.")
    ] = ()


class Levels(Struct, frozen=True):
    """The number of changes of each level."""

    breaking: Annotated[int, Meta(description="Changes that break clients.")] = 0
    compatible: Annotated[int, Meta(description="Changes that do not break clients.")] = 0
    docs: Annotated[int, Meta(description="Changes of the documentation only.")] = 0


class Diff(Document, frozen=True, tag="diff"):
    """The report of `apicodes diff`."""

    semver: Annotated[
        Literal["major", "minor", "patch", "none"] | None,
        Meta(
            description="The version bump that the changes need; null where nothing was compared."
        ),
    ] = None
    counts: Annotated[Levels, Meta(description="The number of changes.")] = Levels()
    comparisons: Annotated[
        tuple[Comparison, ...],
        Meta(description="One, or with --against one for each catalog."),
    ] = ()


DOCUMENTS: dict[str, type[Document]] = {"lint": Lint, "check": Check, "diff": Diff}
"""The type of each command's report."""


def place(location: Location) -> Place:
    """Return a location as reports hold it."""
    return Place(location.path, location.line, location.column)


def problem(source: problems.Problem) -> Problem:
    """Return a problem as reports hold it."""
    location = place(source.location)
    return Problem(source.severity, source.rule, source.message, source.hint, location)


def report_schema() -> dict[str, object]:
    """Return the JSON Schema of a report: one document for each command."""
    documents = tuple(DOCUMENTS.values())
    refs, definitions = schema_components(documents, ref_template="#/$defs/{name}")
    for definition in definitions.values():
        definition["required"] = list(definition["properties"])  # Reports leave out no field.
    return {
        "$schema": DIALECT,
        "$comment": "made by 'apicodes schema --for report'",
        "title": "A report of apicodes in JSON",
        "oneOf": list(refs),
        "$defs": definitions,
    }
