"""``apicodes generate``: render outputs and write those that changed, once or continuously."""

import gc
from collections.abc import Sequence
from typing import NoReturn

from apicodes import outputs
from apicodes.cli import orphan_messages, terminal
from apicodes.cli.options import Chosen
from apicodes.cli.untracked_outputs import untracked_outputs
from apicodes.outputs import read_back, watching, writing
from apicodes.outputs.output_file import File
from apicodes.problems import PROBLEMS_FOUND, ProblemsFound, could_not_run
from apicodes.settings.config import Config

NO_TARGETS = "Nothing to write: the settings name no targets."


def generate(
    chosen: Chosen,
    targets: Sequence[str],
    *,
    force: bool = False,
    exit_code: bool = False,
    tracked: bool = False,
) -> int:
    """Write outputs that are missing or changed; with `exit_code`, return 1 if any were.

    With `tracked`, return 1 for an output that git would leave out of a commit.
    """
    settings = chosen.load()
    files, written = _write(settings, targets, force=force)
    for file in files:
        terminal.print_progress(f"{_action(file)}  {file.label}")
    _print_orphans(files)
    if not files:
        terminal.print_progress(NO_TARGETS)
    new = untracked_outputs(settings, files) if tracked else []
    terminal.print_problems(new)
    return PROBLEMS_FOUND if new or (written and exit_code) else 0


def _write(
    settings: Config, targets: Sequence[str], *, force: bool
) -> tuple[list[File], list[File]]:
    """Write outputs; return all files, and those of them that were written or removed."""
    files = outputs.plan(settings, targets)
    read_back.prove(file for file in files if file.state in ("missing", "changed"))
    return files, writing.write(files, force=force)


def watch(chosen: Chosen, targets: Sequence[str], *, force: bool = False) -> NoReturn:
    """Regenerate whenever a file changes, and print a line for each run; Ctrl-C ends it.

    Problems are printed, and the next change is awaited. Raises `ProblemsFound` where there are no
    settings at the start, or where watchfiles is not installed.
    """
    watching.require()
    gc.enable()  # This run may take hours.
    settings = chosen.load()
    terminal.print_progress("Watching settings, catalogs and templates. Press Ctrl-C to stop.")
    while True:
        before = watching.state(settings)
        try:
            settings = chosen._replace(config_path=settings.path).load()
            # Settings that changed after `before` may name other files: take their state too.
            before = watching.state(settings) | {settings.path: before[settings.path]}
            files, written = _write(settings, targets, force=force)
            before |= watching.stamps(file.full for file in written if file.region is not None)
            terminal.print_progress(_summary(files, written))
            _print_orphans(files)
        except ProblemsFound as error:
            terminal.print_problems(error.problems)
            terminal.print_progress("Nothing was written. Waiting for the next change.")
        watching.wait(settings, before)


def _summary(files: Sequence[File], written: Sequence[File]) -> str:
    if not files:
        return NO_TARGETS
    if not written:
        return "The outputs did not change."
    lists = {
        "Written": [file.label for file in written if file.state != "orphaned"],
        "Removed": [file.path for file in written if file.state == "orphaned"],
    }
    return ". ".join(f"{action}: {', '.join(paths)}" for action, paths in lists.items() if paths)


def _print_orphans(files: Sequence[File]) -> None:
    for line in orphan_messages.messages(files):
        terminal.print_progress(line)


def _action(file: File) -> str:
    if file.state == "orphaned" and file.ours:
        return "removed  "
    return {
        "in sync": "unchanged",
        "changed": "updated  ",
        "missing": "created  ",
        "orphaned": "orphaned ",
    }[file.state]


def print_output(chosen: Chosen, target: str) -> int:
    """Print one output to stdout instead of writing it."""
    settings = chosen.load()
    texts = outputs.rendered(settings, target)
    if len(texts) != 1:
        message = f"{len(texts)} catalogs have a target '{target}'; --stdout prints one"
        names = ", ".join(table.name or "" for table in settings.selected)
        hint = f"choose one of them with --catalog: {names}"
        raise could_not_run(settings.path, "usage", message, hint)
    terminal.print_data(texts[0], newline=False)
    return 0
