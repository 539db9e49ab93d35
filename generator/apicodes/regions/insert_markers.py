"""A region for what stands in a file already: two markers around some of its lines."""

from collections.abc import Collection

from apicodes.problems import Location, Problem, ProblemsFound
from apicodes.regions import markers, others
from apicodes.text.lines import split


def around_table(text: str, path: str, name: str, rows: Collection[int]) -> str:
    """Return a Markdown file with markers above and below the one table that has these rows.

    Rows are numbers of lines, from 1. Raises `ProblemsFound` where they are not rows of one table
    between pipes, or where the file has a region of this name.
    """
    lines = split(text)
    known = others(text, path, ()).get(name)
    if known is not None:
        raise _refused(path, known, f"there is a region '{name}' already", "choose another name")
    first, last = _table(text, path, min(rows) - 1)
    stray = next((row for row in sorted(rows) if not first < row <= last), None)
    if stray is not None:
        message = f"this code stands in no table with pipes, or not in that of line {first + 1}"
        raise _refused(path, stray, message, _BY_HAND)
    ending = "\r\n" if lines[first].endswith("\r\n") else "\n"
    shape = markers.shape(path)
    begin, end = (f"{shape.line(side, name)}{ending}" for side in ("begin", "end"))
    table = [line if line.endswith(("\n", "\r")) else line + ending for line in lines[first:last]]
    above = [ending] if first and lines[first - 1].strip() else []
    below = [ending] if last < len(lines) and lines[last].strip() else []
    new = [*above, begin, ending, *table, ending, end, *below]
    return "".join([*lines[:first], *new, *lines[last:]])


_BY_HAND = "run it without --region, and put the markers where you want the codes: docs/regions.md"


def _refused(path: str, line: int, message: str, hint: str) -> ProblemsFound:
    return ProblemsFound([Problem(Location(path, line), "region", message, hint)])


def _table(text: str, path: str, at: int) -> tuple[int, int]:
    """Return the first and the last but one of the lines of the table around one.

    There are none of a table in another block: in a list or a quotation.
    """
    tables = markers.tables(text, path)
    return next((its for its in tables if its[0] <= at < its[1]), (at, at))
