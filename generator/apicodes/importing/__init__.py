"""From files that people wrote to a catalog's file, with a report of what was done on the way."""

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from apicodes import inputs, report, spec, writing
from apicodes.importers import Imported, Note
from apicodes.importing import merging
from apicodes.importing.merging import Conflict
from apicodes.problems import Problem, ProblemsFound
from apicodes.rules.index import is_optional
from apicodes.text import shown


def catalog(
    paths: Sequence[str],
    mapping: Mapping[str, str],
    preferred: str | None = None,
    heading: str = "",
    without: Collection[str] = (),
) -> tuple[str, list[Imported]]:
    """Return the text of a catalog of the files, and what was found in each; report on the way.

    `mapping` names the fields of columns by their headings, `preferred` the file that is right
    where several disagree, `without` the fields of the catalog to leave out. Raises
    `ProblemsFound` with every file that cannot be read, or holds no codes.
    """
    found: list[Imported] = []
    problems: list[Problem] = []
    exit_codes = []
    for path in paths:
        try:
            found.append(inputs.imported(path, mapping))
        except ProblemsFound as error:
            problems += error.problems
            exit_codes.append(error.exit_code)
    if problems:
        raise ProblemsFound(problems, max(exit_codes))
    merged = merging.merged(found, preferred)
    for its in found:
        _report(its)
    for conflict in merged.conflicts:
        report.progress(f"  {_told(conflict)}")
    for note in merged.notes:
        _tell(note)
    fields = {name: its for name, its in merged.fields.items() if name not in without}
    return writing.catalog(fields, heading), found


def broken_rules(path: str, text: str) -> list[Problem]:
    """Return what the rules find in an imported catalog; `path` is how messages name it.

    What outputs do not rely on, such as a description, is a warning: a page that lacks one is read
    as it should be.
    """
    try:
        spec.assemble([path], lambda _: text, "errors")
    except ProblemsFound as error:
        return [
            replace(its, severity="warning") if is_optional(its.rule) else its
            for its in error.problems
        ]
    return []


def _report(found: Imported) -> None:
    count = len(found.reading.entries)
    report.progress(f"{found.path}: {count} {'entry' if count == 1 else 'entries'}")
    for note in found.notes:
        _tell(note)


def _tell(note: Note) -> None:
    report.progress(f"  {note.location}: {note.kind}: {note.text}")


def _told(conflict: Conflict) -> str:
    kept, other = shown.pair(conflict.kept.value, conflict.other.value)
    name = conflict.field.replace("_", " ")
    return (
        f"{conflict.other.location}: conflict: {conflict.label}: {name}: {other} here, "
        f"{kept} at {conflict.kept.location}, which was kept"
    )
