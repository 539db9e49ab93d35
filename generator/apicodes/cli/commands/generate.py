"""``apicodes generate``: render, and write what changed; once, or at every change."""

import gc
from collections.abc import Sequence
from typing import NoReturn

from apicodes import outputs
from apicodes.cli import orphan_messages, terminal
from apicodes.outputs import read_back, watching, writing
from apicodes.outputs.output_file import File
from apicodes.problems import COULD_NOT_RUN, PROBLEMS_FOUND, Location, Problem, ProblemsFound
from apicodes.settings import config
from apicodes.settings.config import Config

NO_TARGETS = "Nothing to write: the settings name no targets."


def generate(
    config_path: str | None,
    catalogs: Sequence[str],
    chosen: Sequence[str],
    *,
    force: bool = False,
    exit_code: bool = False,
) -> int:
    """Write the outputs that are missing or changed; with `exit_code`, return 1 if any was."""
    files, written = _written(config.load(config_path, catalogs), chosen, force=force)
    for file in files:
        terminal.progress(f"{_done(file)}  {file.label}")
    _tell_orphans(files)
    if not files:
        terminal.progress(NO_TARGETS)
    return PROBLEMS_FOUND if written and exit_code else 0


def _written(
    settings: Config, chosen: Sequence[str], *, force: bool
) -> tuple[list[File], list[File]]:
    """Return the files, and those of them that were written."""
    files = outputs.plan(settings, chosen)
    read_back.prove(file for file in files if file.state in ("missing", "changed"))
    return files, writing.write(files, force=force)


def watch(
    config_path: str | None, catalogs: Sequence[str], chosen: Sequence[str], *, force: bool = False
) -> NoReturn:
    """Write what changed, again and again, with a line for each run; Ctrl-C ends it.

    Problems are printed, and the next change may mend them. Raises `ProblemsFound` where there
    are no settings to begin with, or where watchfiles is not installed.
    """
    watching.require()
    gc.enable()  # This run is not short.
    settings = config.load(config_path, catalogs)
    terminal.progress("Watching the settings, the catalogs and the templates. Ctrl-C ends it.")
    while True:
        before = watching.state(settings)
        try:
            settings = config.load(settings.path, catalogs)
            # The settings are read already, and may have changed since; what they name is not.
            before = watching.state(settings) | {settings.path: before[settings.path]}
            files, written = _written(settings, chosen, force=force)
            before |= watching.stamps(file.full for file in written if file.region is not None)
            terminal.progress(_in_a_line(files, written))
            _tell_orphans(files)
        except ProblemsFound as error:
            terminal.problems(error.problems)
            terminal.progress("Nothing written. Waiting for the next change.")
        watching.wait(settings, before)


def _in_a_line(files: Sequence[File], written: Sequence[File]) -> str:
    if not files:
        return NO_TARGETS
    if not written:
        return "Nothing changed in the outputs."
    said = {
        "Written": [file.label for file in written if file.state != "orphaned"],
        "Removed": [file.path for file in written if file.state == "orphaned"],
    }
    return ". ".join(f"{what}: {', '.join(paths)}" for what, paths in said.items() if paths)


def _tell_orphans(files: Sequence[File]) -> None:
    for line in orphan_messages.messages(files):
        terminal.progress(line)


def _done(file: File) -> str:
    if file.state == "orphaned" and file.ours:
        return "removed  "
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
    terminal.result(texts[0], newline=False)
    return 0
