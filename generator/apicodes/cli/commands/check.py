"""``apicodes check``: report what `generate` would change, without changing it."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from apicodes import outputs
from apicodes.cli import orphan_messages, reports, terminal
from apicodes.cli.options import Chosen, ReportFile
from apicodes.cli.reports import Report
from apicodes.cli.untracked_outputs import untracked_outputs
from apicodes.outputs import read_back, writing
from apicodes.outputs.output_file import File, old_and_new
from apicodes.problems import PROBLEMS_FOUND, Location, Problem


def check(
    chosen: Chosen,
    targets: Sequence[str],
    *,
    report_files: Sequence[ReportFile],
    verify: bool,
    tracked: bool,
) -> int:
    """Report the state of each output and what drifted; return 1 where anything did.

    With `verify`, what would be written is read back first, as `generate` does. With `tracked`, an
    output that git would leave out of a commit is a problem too.
    """
    return reports.deliver(
        "check",
        report_files,
        lambda: _check(chosen, targets, verify=verify, tracked=tracked),
        chosen,
    )


def _check(chosen: Chosen, targets: Sequence[str], *, verify: bool, tracked: bool) -> Report:
    settings = chosen.load()
    files = outputs.plan(settings, targets)
    if verify:
        read_back.prove(files)
    fix = chosen.command_line("generate")
    by_file = {file.label: _problems(file, fix) for file in files}
    problems = [problem for each in by_file.values() for problem in each]
    new = untracked_outputs(settings, files) if tracked else []
    problems += new
    summary = [*_summary(files, fix), *(f"{each.message}: {each.hint}" for each in new)]
    return Report(
        "check",
        PROBLEMS_FOUND if problems else 0,
        problems,
        summary="\n".join(summary),
        text=lambda for_terminal: "\n".join(
            _text(files, by_file, summary, for_terminal=for_terminal)
        ),
        data={
            "files": [
                {"path": file.path, "region": file.region, "state": file.state} for file in files
            ]
        },
    )


def _problems(file: File, fix: str) -> list[Problem]:
    """Return what is wrong with a file, with the command that fixes it as a hint."""
    hint = f"run '{fix}'"
    match file.state:
        case "missing":
            return [Problem(Location(file.path), "missing-output", "the file is missing", hint)]
        case "orphaned":
            if file.region is not None:
                message = f"no target writes the region '{file.region}' any more"
                location = Location(file.path, file.line)
                return [Problem(location, "orphan", message, "delete the region and its markers")]
            message = "no target writes this file any more"
            hint = hint if file.ours else "delete the file"
            return [Problem(Location(file.path), "orphan", message, hint)]
        case "changed" if not file.ours:
            return [writing.not_generated(file)]
        case "changed" if drift := read_back.drift(file):
            return [replace(problem, hint=hint) for problem in drift]
        case "changed":
            from apicodes.text.unified_diff import first_difference

            current, text = old_and_new(file)
            location = Location(file.path, first_difference(current or "", text))
            message = "only the formatting differs from what 'apicodes generate' writes"
            return [Problem(location, "drift", message, hint)]
    return []


def _text(
    files: Sequence[File],
    problems: dict[str, list[Problem]],
    summary: Sequence[str],
    *,
    for_terminal: bool,
) -> Iterator[str]:
    """Return the state of each file, the drift and diff of those that differ, and the summary."""
    for file in files:
        yield terminal.state_line(file.label, file.state)
    for file in filter(_is_out_of_sync, files):
        from apicodes.text.unified_diff import unified

        yield ""
        for problem in problems[file.label] if file.state == "changed" else ():
            yield f"{problem.location}: {problem.message}"
        for line in unified(file.path, *old_and_new(file)):
            yield terminal.coloured_diff_line(line, for_terminal=for_terminal)
    if any(file.state != "in sync" for file in files):
        yield ""
    yield from summary


def _summary(files: Sequence[File], fix: str) -> Iterator[str]:
    out_of_sync = list(filter(_is_out_of_sync, files))
    others = [file for file in files if file.state == "changed" and not file.ours]
    removable = [file for file in files if file.state == "orphaned" and file.ours]
    other_orphans = list(orphan_messages.messages(files))
    if out_of_sync:
        yield f"{_files_are(out_of_sync)} out of sync with the catalog. Fix it with: {fix}"
    for problem in map(writing.not_generated, others):
        yield f"{problem.location}: {problem.message}; {problem.hint}."
    if removable:
        yield f"{orphan_messages.orphaned_files(len(removable))} with: {fix}"
    yield from other_orphans
    if not files:
        yield "Nothing to check: the settings name no targets."
    elif not (out_of_sync or others or removable or other_orphans):
        yield f"{_files_are(files)} in sync with the catalog."


def _is_out_of_sync(file: File) -> bool:
    return file.ours and file.state in ("changed", "missing")


def _files_are(files: Sequence[File]) -> str:
    """Return how many files there are, with a verb; regions of one file count once."""
    return terminal.files_are(len({file.full for file in files}))
