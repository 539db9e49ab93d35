"""The shapes of reports in JSON: their types are what ``apicodes schema --for report`` prints.

They are public, and stand apart from the types that the package works with.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.json import schema_components

from apicodes import problems
from apicodes.catalog.json_schema import DIALECT
from apicodes.problems import Location, Severity

Line = Annotated[int, Meta(ge=1)]


class Place(Struct, frozen=True):
    """A place in a file."""

    path: Annotated[
        str, Meta(description="The path as seen from the current folder, or REV:path in git.")
    ]
    line: Annotated[
        Line | None, Meta(description="The line, from 1; null where it is the file itself.")
    ] = None
    column: Annotated[
        Line | None,
        Meta(description="The column, from 1, in characters of Unicode; null where it is a line."),
    ] = None


class Problem(Struct, frozen=True):
    """One thing that was found."""

    severity: Annotated[Severity, Meta(description="How grave it is.")]
    rule: Annotated[str, Meta(description="The id of the rule that found it.")]
    message: Annotated[str, Meta(description="What is wrong, for people; may be worded otherwise.")]
    hint: Annotated[str | None, Meta(description="What to do about it, for people.")]
    place: Annotated[Place, Meta(description="Where it is.")]


class File(Struct, frozen=True):
    """An output, and how it stands to the catalog."""

    path: Annotated[str, Meta(description="The path as seen from the current folder.")]
    region: Annotated[
        str | None, Meta(description="The region of the file that it is; null for a whole file.")
    ]
    state: Annotated[
        Literal["in sync", "changed", "missing", "orphaned"],
        Meta(description="How the file stands to the catalog; no target makes an orphaned one."),
    ]


Level = Literal["breaking", "compatible", "docs"]


class Change(Struct, frozen=True):
    """One difference between two sources."""

    level: Annotated[Level, Meta(description="What it means for clients.")]
    kind: Annotated[
        Literal["changed", "renamed", "added", "removed", "moved"],
        Meta(description="What happened to the field, or to the whole entry."),
    ]
    entry: Annotated[
        str | None, Meta(description="The key of the entry; null for a field of the catalog.")
    ]
    field: Annotated[str | None, Meta(description="The field; null where it is a whole entry.")]
    why: Annotated[
        str, Meta(description="Why it is classed so, for people; may be worded otherwise.")
    ]
    old: Annotated[Any, Meta(description="The older value, or the fields of the older entry.")]
    new: Annotated[Any, Meta(description="The newer value, or the fields of the newer entry.")]
    old_place: Annotated[Place | None, Meta(description="Where it stood in the older source.")]
    new_place: Annotated[Place | None, Meta(description="Where it stands in the newer source.")]


class NotCompared(Struct, frozen=True):
    """The fields that only one of two sources says anything of."""

    only_old: Annotated[tuple[str, ...], Meta(description="Those that only the older has.")]
    only_new: Annotated[tuple[str, ...], Meta(description="Those that only the newer has.")]


class Comparison(Struct, frozen=True):
    """Two sources, and what is different between them."""

    old: Annotated[str | None, Meta(description="The older source; null where the catalog is new.")]
    new: Annotated[str, Meta(description="The newer source.")]
    changes: Annotated[tuple[Change, ...], Meta(description="The differences, gravest first.")]
    not_compared: Annotated[NotCompared, Meta(description="What could not be compared.")]


class Document(Struct, frozen=True, tag_field="command"):
    """What every command says."""

    exit_code: Annotated[
        int,
        Meta(
            ge=0,
            le=3,
            description="0 clean, 1 problems found, 2 could not run, 3 a bug of apicodes.",
        ),
    ]
    problems: Annotated[tuple[Problem, ...], Meta(description="All that was found.")]


class Lint(Document, frozen=True, tag="lint"):
    """What `apicodes lint` found."""


class Check(Document, frozen=True, tag="check"):
    """What `apicodes check` found."""

    files: Annotated[
        tuple[File, ...], Meta(description="Every output; none where it could not be told.")
    ] = ()


class Levels(Struct, frozen=True):
    """How many changes there are of each level."""

    breaking: Annotated[int, Meta(description="Changes that break clients.")] = 0
    compatible: Annotated[int, Meta(description="Changes that clients need not know of.")] = 0
    docs: Annotated[int, Meta(description="Changes of the documentation alone.")] = 0


class Diff(Document, frozen=True, tag="diff"):
    """What `apicodes diff` found."""

    semver: Annotated[
        Literal["major", "minor", "patch", "none"] | None,
        Meta(description="The version that the changes ask for; null where nothing was compared."),
    ] = None
    counts: Annotated[Levels, Meta(description="How many changes there are.")] = Levels()
    comparisons: Annotated[
        tuple[Comparison, ...],
        Meta(description="One, or with --against one for each catalog."),
    ] = ()


DOCUMENTS: dict[str, type[Document]] = {"lint": Lint, "check": Check, "diff": Diff}
"""The document of each command."""


def place(location: Location) -> Place:
    """Return the place that a location names."""
    return Place(location.path, location.line, location.column)


def problem(found: problems.Problem) -> Problem:
    """Return a problem as documents have it."""
    where = place(found.location)
    return Problem(found.severity, found.rule, found.message, found.hint, where)


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of a report: one document for each command."""
    documents = tuple(DOCUMENTS.values())
    refs, definitions = schema_components(documents, ref_template="#/$defs/{name}")
    for definition in definitions.values():
        definition["required"] = list(definition["properties"])  # A report says all that it can.
    return {
        "$schema": DIALECT,
        "$comment": "made by 'apicodes schema --for report'",
        "title": "A report of apicodes in JSON",
        "oneOf": list(refs),
        "$defs": definitions,
    }
