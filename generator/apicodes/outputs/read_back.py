"""Outputs read back: the law for what is to be written, and in words what a file says otherwise."""

from collections.abc import Iterable

from apicodes.outputs.jobs import Rendered
from apicodes.outputs.output_file import File, content
from apicodes.problems import Location, Problem, ProblemsFound


def prove(files: Iterable[File]) -> None:
    """Read back what the files are to hold, and raise `ProblemsFound` where it breaks the law."""
    rendered = [
        (Rendered(file.task, _text(file), file.view), file.path)
        for file in files
        if file.task is not None
    ]
    if rendered:
        refuse(rendered)


def _text(file: File) -> str:
    if file.region is not None:
        return file.at_its_lines(file.text)
    return file.text or content(file.full, file.path) or ""


WORDS_LIMIT = 20
"""How many differences of one file are told in words; the diff below has them all."""


def drift(file: File) -> list[Problem]:
    """Return what a changed file says otherwise than the catalog, in words.

    There is none where only its spelling differs.
    """
    if file.state != "changed" or file.task is None:
        return []
    from apicodes.outputs import round_trip

    found = round_trip.differences(file.task, file.at_its_lines(file.current or ""), file.view)
    told = [(its.line, its.text) for its in found[:WORDS_LIMIT]]
    if more := len(found) - len(told):
        told.append((None, f"and {more} more"))
    return [Problem(Location(file.path, line), "drift", text) for line, text in told]


def refuse(outputs: Iterable[tuple[Rendered, str]]) -> None:
    """Raise `ProblemsFound` where the round trip of an output fails; each comes with its path."""
    from apicodes.outputs import round_trip

    problems: list[Problem] = []
    exit_codes = []
    for rendered, path in outputs:
        found = round_trip.problems(rendered, path)
        if found:
            problems += found
            exit_codes.append(round_trip.exit_code(rendered.task))
    if problems:
        raise ProblemsFound(problems, max(exit_codes))
