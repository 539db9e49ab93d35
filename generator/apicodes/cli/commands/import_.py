"""``apicodes import``: a catalog from what a team already has."""

import os
from collections.abc import Mapping, Sequence

from apicodes import disk
from apicodes.cli import terminal
from apicodes.importers import import_files
from apicodes.problems import COULD_NOT_RUN, PROBLEMS_FOUND, Location, Problem, ProblemsFound

STDOUT = "<stdout>"


def import_(
    paths: Sequence[str],
    output: str | None,
    *,
    mapping: Mapping[str, str],
    preferred: str | None = None,
    force: bool = False,
) -> int:
    """Print a catalog of the files, or write it, and report what was done with each of them.

    Returns 1 where the catalog breaks a rule; it is written all the same, as nothing is dropped.
    """
    if preferred is not None and preferred not in paths:
        message = f"--prefer names '{preferred}', which is none of the files"
        raise ProblemsFound([Problem(Location(preferred), "usage", message)], COULD_NOT_RUN)
    if output is not None and any(_same(output, path) for path in paths):
        message = "the output is one of the files that are imported"
        problem = Problem(Location(output), "usage", message, "name another file")
        raise ProblemsFound([problem], COULD_NOT_RUN)
    if output is not None and not output.lower().endswith((".yaml", ".yml")):
        problem = Problem(Location(output), "usage", "the catalog is YAML", "name a .yaml file")
        raise ProblemsFound([problem], COULD_NOT_RUN)
    if output is not None and os.path.lexists(output) and not force:
        hint = "name another file, or overwrite it with --force"
        message = "the file is there already"
        raise ProblemsFound([Problem(Location(output), "file-exists", message, hint)])
    imported = import_files.catalog(paths, mapping, preferred)
    for line in imported.report:
        terminal.progress(line)
    text = imported.text
    if output is None:
        terminal.result(text, newline=False)
    else:
        disk.write({os.path.abspath(output): text})
        terminal.progress(f"wrote  {output}")
    problems = import_files.broken_rules(output or STDOUT, text)
    terminal.problems(problems)
    return PROBLEMS_FOUND if any(its.severity == "error" for its in problems) else 0


def _same(left: str, right: str) -> bool:
    return os.path.realpath(left) == os.path.realpath(right)
