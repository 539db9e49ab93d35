"""``apicodes generate``: render, and write what changed."""

from collections.abc import Sequence

from apicodes import config, outputs, report
from apicodes.outputs import File
from apicodes.problems import (
    COULD_NOT_RUN,
    PROBLEMS_FOUND,
    Location,
    Problem,
    ProblemsFound,
)


def generate(
    config_path: str | None,
    catalogs: Sequence[str],
    chosen: Sequence[str],
    *,
    force: bool = False,
    exit_code: bool = False,
) -> int:
    """Write the outputs that are missing or changed; with `exit_code`, return 1 if any was."""
    files = outputs.plan(config.load(config_path, catalogs), chosen)
    outputs.prove(file for file in files if file.state in ("missing", "changed"))
    written = outputs.write(files, force=force)
    for file in files:
        report.progress(f"{_done(file)}  {file.path}")
    if orphans := [file.path for file in files if file.state == "orphaned"]:
        report.progress(report.orphans(orphans))
    if not files:
        report.progress("Nothing to write: the settings name no targets.")
    return PROBLEMS_FOUND if written and exit_code else 0


def _done(file: File) -> str:
    return {
        "in sync": "unchanged",
        "changed": "updated  ",
        "missing": "created  ",
        "orphaned": "orphaned ",
    }[file.state]


def print_output(config_path: str | None, catalogs: Sequence[str], target: str) -> int:
    """Print the text of one output to stdout, and write nothing."""
    settings = config.load(config_path, catalogs)
    texts = outputs.rendered(settings, target)
    if len(texts) != 1:
        message = f"{len(texts)} catalogs have a target '{target}'; --stdout prints one"
        names = ", ".join(its.name or "" for its in settings.selected)
        hint = f"name one of them with --catalog: {names}"
        problem = Problem(Location(settings.path), "usage", message, hint)
        raise ProblemsFound([problem], COULD_NOT_RUN)
    report.result(texts[0], newline=False)
    return 0
