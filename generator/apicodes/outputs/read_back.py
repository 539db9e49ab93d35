"""Outputs read back: the round trip of what will be written, and the drift of files in words."""

from collections.abc import Iterable

from apicodes.outputs.output_file import File, content
from apicodes.outputs.rendering import Rendered
from apicodes.problems import Collector, Location, Problem, raise_any


def prove(files: Iterable[File]) -> None:
    """Read back the new texts of files. Raises `ProblemsFound` where a round trip fails."""
    rendered = [
        (Rendered(file.output, _text(file), file.view), file.path)
        for file in files
        if file.output is not None
    ]
    if rendered:
        refuse(rendered)


def _text(file: File) -> str:
    if file.region is not None:
        return file.at_its_lines(file.text)
    return file.text or content(file.full, file.path) or ""


WORDS_LIMIT = 20
"""The most differences of one file that are reported in words; the diff has them all."""


def drift(file: File) -> list[Problem]:
    """Return the differences of a changed file from the catalog, in words.

    There are none if only its formatting differs.
    """
    if file.state != "changed" or file.output is None:
        return []
    from apicodes.outputs import round_trip

    differences = round_trip.differences(
        file.output, file.at_its_lines(file.current or ""), file.view
    )
    words = [(each.line, each.text) for each in differences[:WORDS_LIMIT]]
    if more := len(differences) - len(words):
        words.append((None, f"and {more} more"))
    return [Problem(Location(file.path, line), "drift", text) for line, text in words]


def refuse(outputs: Iterable[tuple[Rendered, str]]) -> None:
    """Raise `ProblemsFound` where the round trip of an output fails; each comes with its path."""
    from apicodes.outputs import round_trip

    collector = Collector()
    for rendered, path in outputs:
        with collector.collect():
            raise_any(round_trip.problems(rendered, path), round_trip.exit_code(rendered.output))
    collector.raise_any()
