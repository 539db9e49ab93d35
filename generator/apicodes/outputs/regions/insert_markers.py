"""Turning tables of a hand-written page into a region, by a marker above and below them."""

from collections.abc import Collection

from apicodes.outputs.regions import markers, other_regions
from apicodes.problems import Location, Problem, ProblemsFound
from apicodes.text.lines import split


def around_tables(
    text: str, path: str, name: str, rows: Collection[int], heading: int | None = None
) -> tuple[str, int, int]:
    """Return a Markdown file with markers around the tables that have these rows.

    With it come the numbers of the first and last line that were put between them. Rows are line
    numbers, from 1; the region begins at the line `heading` where it is above them. Raises
    `ProblemsFound` where a row is in no table with pipes, or where the file has a region of this
    name.
    """
    lines = split(text)
    line = other_regions(text, path, ()).get(name)
    if line is not None:
        raise _refused(path, line, f"a region '{name}' already exists", "choose another name")
    tables = [
        (start, end)
        for start, end in markers.tables(text, path)
        if any(start < row <= end for row in rows)
    ]
    stray = [row for row in sorted(rows) if not any(start < row <= end for start, end in tables)]
    for row in stray[:1]:
        raise _refused(path, row, "this code is not in a table with pipes", _BY_HAND)
    first = min(start for start, _ in tables)
    first = min(first, first if heading is None else heading - 1)
    last = max(end for _, end in tables)
    ending = "\r\n" if lines[first].endswith("\r\n") else "\n"
    style = markers.comment_style(path)
    begin, end = (f"{style.marker(side, name)}{ending}" for side in ("begin", "end"))
    inside = [line if line.endswith(("\n", "\r")) else line + ending for line in lines[first:last]]
    above = [ending] if first and lines[first - 1].strip() else []
    below = [ending] if last < len(lines) and lines[last].strip() else []
    new = [*above, begin, ending, *inside, ending, end, *below]
    return "".join([*lines[:first], *new, *lines[last:]]), first + 1, last


_BY_HAND = "run it without --region, and add the markers yourself: see docs/regions.md"


def _refused(path: str, line: int, message: str, hint: str) -> ProblemsFound:
    return ProblemsFound([Problem(Location(path, line), "region", message, hint)])
