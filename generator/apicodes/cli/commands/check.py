"""``apicodes check``: what `generate` would change, without changing it."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from apicodes import outputs
from apicodes.cli import orphan_messages, reports
from apicodes.cli import terminal as report
from apicodes.cli.reports import Report, Wanted
from apicodes.outputs import read_back
from apicodes.outputs.output_file import File, both
from apicodes.problems import PROBLEMS_FOUND, Location, Problem
from apicodes.settings import config


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
        read_back.prove(files)
    drifts = {file.label: read_back.drift(file) for file in files}
    mend = report.command(config_path, "generate", catalogs)
    problems = [its for file in files for its in _problems(file, drifts[file.label], mend)]
    summary = list(_summary(files, mend))
    return Report(
        "check",
        PROBLEMS_FOUND if problems else 0,
        problems,
        summary="\n".join(summary),
        text=lambda terminal: "\n".join(_text(files, drifts, summary, terminal=terminal)),
        data={
            "files": [
                {"path": file.path, "region": file.region, "state": file.state} for file in files
            ]
        },
    )


def _problems(file: File, drift: Sequence[Problem], mend: str) -> list[Problem]:
    """Return what is wrong with a file, each with how to mend it."""
    hint = f"run '{mend}'"
    match file.state:
        case "missing":
            return [Problem(Location(file.path), "missing-output", "the file is missing", hint)]
        case "orphaned":
            if file.region is not None:
                message = f"no target makes the region '{file.region}' any more"
                where = Location(file.path, file.line)
                return [Problem(where, "orphan", message, "delete it with its markers")]
            message = "no target makes this file any more"
            hint = hint if file.ours else "delete it"
            return [Problem(Location(file.path), "orphan", message, hint)]
        case "changed" if not drift:
            from apicodes.text.unified_diff import first_difference

            before, after = both(file)
            where = Location(file.path, first_difference(before or "", after))
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
        yield report.state(file.label, file.state)
    drifted = [file for file in files if file.state in ("changed", "missing")]
    for file in drifted:
        from apicodes.text.unified_diff import unified

        yield ""
        for its in drifts[file.label]:
            yield f"{its.location}: {its.message}"
        for line in unified(file.path, *both(file)):
            yield report.painted(line, terminal=terminal)
    if any(file.state != "in sync" for file in files):
        yield ""
    yield from summary


def _summary(files: Sequence[File], mend: str) -> Iterator[str]:
    drifted = [file for file in files if file.state in ("changed", "missing")]
    gone = [file for file in files if file.state == "orphaned" and file.ours]
    lost = list(orphan_messages.messages(files))
    if drifted:
        yield f"{report.files(_count(drifted))} out of sync with the catalog. To mend: {mend}"
    for file in drifted:
        if not file.ours:
            yield f"{file.path} bears no notice of the catalog; --force overwrites it."
    if gone:
        yield f"{report.files(len(gone))} made by no target any more. To remove: {mend}"
    yield from lost
    if not files:
        yield "Nothing to check: the settings name no targets."
    elif not drifted and not gone and not lost:
        yield f"{report.files(_count(files))} in sync with the catalog."


def _count(files: Sequence[File]) -> int:
    """Return how many files there are; several regions may be of one."""
    return len({file.full for file in files})
