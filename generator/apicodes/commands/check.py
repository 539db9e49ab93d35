"""``apicodes check``: what `generate` would change, without changing it."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from apicodes import config, outputs, report, reports
from apicodes.outputs import reading_back
from apicodes.outputs.files import File
from apicodes.problems import PROBLEMS_FOUND, Location, Problem
from apicodes.reports import Report, Wanted


def check(
    config_path: str | None,
    catalogs: Sequence[str],
    chosen: Sequence[str],
    *,
    wanted: Sequence[Wanted],
    verify: bool,
) -> int:
    """Report the state of each file and what drifted; return 1 where anything did.

    With `verify`, what the files are to hold is read back first, as `generate` does.
    """
    return reports.deliver(
        "check", wanted, lambda: _checked(config_path, catalogs, chosen, verify=verify)
    )


def _checked(
    config_path: str | None, catalogs: Sequence[str], chosen: Sequence[str], *, verify: bool
) -> Report:
    files = outputs.plan(config.load(config_path, catalogs), chosen)
    if verify:
        reading_back.prove(files)
    drifts = {file.path: reading_back.drift(file) for file in files}
    mend = report.command(config_path, "generate", catalogs)
    problems = [its for file in files for its in _problems(file, drifts[file.path], mend)]
    summary = list(_summary(files, mend))
    return Report(
        "check",
        PROBLEMS_FOUND if problems else 0,
        problems,
        summary="\n".join(summary),
        text=lambda terminal: "\n".join(_text(files, drifts, summary, terminal=terminal)),
        data={"files": [{"path": file.path, "state": file.state} for file in files]},
    )


def _problems(file: File, drift: Sequence[Problem], mend: str) -> list[Problem]:
    """Return what is wrong with a file, each with how to mend it."""
    hint = f"run '{mend}'"
    match file.state:
        case "missing":
            return [Problem(Location(file.path), "missing-output", "the file is missing", hint)]
        case "orphaned":
            message = "no target makes this file any more"
            hint = hint if file.ours else "delete it"
            return [Problem(Location(file.path), "orphan", message, hint)]
        case "changed" if not drift:
            from apicodes.text.unified import first_difference

            where = Location(file.path, first_difference(file.current or "", file.text))
            return [Problem(where, "drift", "spelled otherwise than generate writes it", hint)]
        case _:
            return [replace(its, hint=hint) for its in drift]


def _text(
    files: Sequence[File],
    drifts: dict[str, list[Problem]],
    summary: Sequence[str],
    *,
    terminal: bool,
) -> Iterator[str]:
    """Return the state of each file, what drifted with its diff, and what that adds up to."""
    for file in files:
        yield report.state(file.path, file.state)
    drifted = [file for file in files if file.state in ("changed", "missing")]
    for file in drifted:
        from apicodes.text.unified import unified

        yield ""
        for its in drifts[file.path]:
            yield f"{its.location}: {its.message}"
        for line in unified(file.path, file.current, file.text):
            yield report.painted(line, terminal=terminal)
    if any(file.state != "in sync" for file in files):
        yield ""
    yield from summary


def _summary(files: Sequence[File], mend: str) -> Iterator[str]:
    drifted = [file for file in files if file.state in ("changed", "missing")]
    gone = [file for file in files if file.state == "orphaned" and file.ours]
    orphans = [file.path for file in files if file.state == "orphaned" and not file.ours]
    if drifted:
        yield f"{report.files(len(drifted))} out of sync with the catalog. To mend: {mend}"
    for file in drifted:
        if not file.ours:
            yield f"{file.path} bears no notice of the catalog; --force overwrites it."
    if gone:
        yield f"{report.files(len(gone))} made by no target any more. To remove: {mend}"
    if orphans:
        yield report.orphans(orphans)
    if not files:
        yield "Nothing to check: the settings name no targets."
    elif not drifted and not gone and not orphans:
        yield f"{report.files(len(files))} in sync with the catalog."
