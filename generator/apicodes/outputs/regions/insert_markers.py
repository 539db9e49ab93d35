"""Turning a table of a hand-written page into a region, by a marker above and below it."""

from collections.abc import Collection

from apicodes.outputs.regions import markers, other_regions
from apicodes.problems import Location, Problem, ProblemsFound
from apicodes.text.lines import split


def around_table(text: str, path: str, name: str, rows: Collection[int]) -> str:
    """Return a Markdown file with markers above and below the table that has these rows.

    Rows are line numbers, from 1. Raises `ProblemsFound` where they are not in one table with
    pipes, or where the file has a region of this name.
    """
    lines = split(text)
    line = other_regions(text, path, ()).get(name)
    if line is not None:
        raise _refused(path, line, f"a region '{name}' already exists", "choose another name")
    first, last = _table(text, path, min(rows) - 1)
    stray = next((row for row in sorted(rows) if not first < row <= last), None)
    if stray is not None:
        message = f"this code is not in a table with pipes, or not in that of line {first + 1}"
        raise _refused(path, stray, message, _BY_HAND)
    ending = "\r\n" if lines[first].endswith("\r\n") else "\n"
    style = markers.comment_style(path)
    begin, end = (f"{style.marker(side, name)}{ending}" for side in ("begin", "end"))
    table = [line if line.endswith(("\n", "\r")) else line + ending for line in lines[first:last]]
    above = [ending] if first and lines[first - 1].strip() else []
    below = [ending] if last < len(lines) and lines[last].strip() else []
    new = [*above, begin, ending, *table, ending, end, *below]
    return "".join([*lines[:first], *new, *lines[last:]])


_BY_HAND = "run it without --region, and add the markers yourself: see docs/regions.md"


def _refused(path: str, line: int, message: str, hint: str) -> ProblemsFound:
    return ProblemsFound([Problem(Location(path, line), "region", message, hint)])


def _table(text: str, path: str, line: int) -> tuple[int, int]:
    """Return (start, end) of the lines of the table around a line, which may be empty.

    Tables inside of another block, such as a list or a quotation, do not count.
    """
    tables = markers.tables(text, path)
    return next(((start, end) for start, end in tables if start <= line < end), (line, line))
