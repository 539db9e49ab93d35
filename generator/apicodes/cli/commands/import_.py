"""``apicodes import``: make a catalog from existing source files."""

import os
from collections.abc import Mapping, Sequence

from apicodes import disk
from apicodes.cli import terminal
from apicodes.importers import import_files
from apicodes.problems import PROBLEMS_FOUND, Location, Problem, ProblemsFound, could_not_run

STDOUT = "<stdout>"


def import_(
    paths: Sequence[str],
    output: str | None,
    *,
    mapping: Mapping[str, str],
    preferred: str | None = None,
    force: bool = False,
) -> int:
    """Print a catalog made from files, or write it, and report how each file was read.

    Returns 1 where the catalog breaks a rule; it is written anyway, with everything that was read.
    """
    if preferred is not None and preferred not in paths:
        message = f"--prefer names '{preferred}', which is not one of the files"
        raise could_not_run(preferred, "usage", message)
    if output is not None and any(_same(output, path) for path in paths):
        message = "the output is one of the imported files"
        raise could_not_run(output, "usage", message, "name another file")
    if output is not None and not output.lower().endswith((".yaml", ".yml")):
        message = "the catalog is written as YAML"
        raise could_not_run(output, "usage", message, "name a .yaml file")
    if output is not None and os.path.lexists(output) and not force:
        hint = "name another file, or overwrite it with --force"
        message = "the file already exists"
        raise ProblemsFound([Problem(Location(output), "file-exists", message, hint)])
    imported = import_files.catalog(paths, mapping, preferred)
    for line in imported.report:
        terminal.print_progress(line)
    if output is None:
        terminal.print_data(imported.text, newline=False)
    else:
        path = os.path.abspath(output)
        disk.write({path: imported.text}, by_people=[path])
        terminal.print_progress(f"wrote  {output}")
    problems = import_files.broken_rules(output or STDOUT, imported.text)
    terminal.print_problems(problems)
    return PROBLEMS_FOUND if any(problem.severity == "error" for problem in problems) else 0


def _same(left: str, right: str) -> bool:
    return os.path.realpath(left) == os.path.realpath(right)
