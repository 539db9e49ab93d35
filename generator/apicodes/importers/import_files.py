"""From files that people wrote to a catalog's file, with a report of what was done on the way."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from apicodes import loading
from apicodes.compare.comparable import Note
from apicodes.importers import Imported, merge_files, sources
from apicodes.importers.merge_files import Conflict
from apicodes.importers.notes import ranges
from apicodes.lint.index import is_optional
from apicodes.problems import Problem, ProblemsFound
from apicodes.render import catalog_yaml
from apicodes.text import display


class Import(Struct, frozen=True):
    """The text of a catalog, the files that it comes from, and what was done with each."""

    text: str
    files: list[Imported]
    report: list[str]
    """One line a file, below it one for each note; then the conflicts between files."""


def catalog(
    paths: Sequence[str],
    mapping: Mapping[str, str],
    preferred: str | None = None,
    heading: str = "",
    without: Collection[str] = (),
) -> Import:
    """Return the catalog that some files make, what each holds, and a report in lines.

    `mapping` names the fields of columns by their headings, `preferred` the file that is right
    where several disagree, `without` the fields of the catalog to leave out. Raises
    `ProblemsFound` with every file that cannot be read, or holds no codes.
    """
    files: list[Imported] = []
    problems: list[Problem] = []
    exit_codes = []
    for path in paths:
        try:
            files.append(sources.imported(path, mapping))
        except ProblemsFound as error:
            problems += error.problems
            exit_codes.append(error.exit_code)
    if problems:
        raise ProblemsFound(problems, max(exit_codes))
    merged = merge_files.merged(files, preferred)
    report = [
        *(line for file in files for line in _file_lines(file)),
        *(f"  {_conflict_line(conflict)}" for conflict in merged.conflicts),
        *map(_note_line, merged.notes),
    ]
    fields = {name: value for name, value in merged.fields.items() if name not in without}
    return Import(catalog_yaml.catalog(fields, heading), files, report)


def broken_rules(path: str, text: str) -> list[Problem]:
    """Return what the rules find in an imported catalog; `path` is how messages name it.

    What outputs do not rely on, such as a description, is a warning: a page that lacks one is read
    as it should be.
    """
    try:
        loading.assemble([path], lambda _: text, "errors")
    except ProblemsFound as error:
        errors = [problem for problem in error.problems if not is_optional(problem.rule)]
        optional = [problem for problem in error.problems if is_optional(problem.rule)]
        rules = dict.fromkeys(problem.rule for problem in optional)
        return [
            *(
                _together([problem for problem in optional if problem.rule == rule])
                for rule in rules
            ),
            *errors,
        ]
    return []


def _together(problems: Sequence[Problem]) -> Problem:
    """Return problems of one rule as one warning, with the lines of the others."""
    first, *others = problems
    lines = ranges(problem.location.line or 1 for problem in others)
    more = f"; {len(others)} more like this, {lines}" if others else ""
    return replace(first, message=first.message + more, severity="warning")


def _file_lines(file: Imported) -> Iterator[str]:
    count = len(file.reading.entries)
    yield f"{file.path}: {count} {'entry' if count == 1 else 'entries'}"
    yield from map(_note_line, file.notes)


def _note_line(note: Note) -> str:
    return f"  {note.location}: {note.kind}: {note.text}"


def _conflict_line(conflict: Conflict) -> str:
    kept, other = display.pair(conflict.kept.value, conflict.other.value)
    name = conflict.field.replace("_", " ")
    return (
        f"{conflict.other.location}: conflict: {conflict.label}: {name}: {other} here, "
        f"{kept} at {conflict.kept.location}, which was kept"
    )
