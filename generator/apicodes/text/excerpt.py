"""The line of a file at a location, with a caret under its column, as compilers print it."""

import os
from shutil import get_terminal_size

from apicodes.problems import Location
from apicodes.text.display import printable
from apicodes.text.width import width


def excerpt(location: Location) -> list[str]:
    """Return the line at a location, and a line with the caret if it has a column.

    Returns nothing where the location has no line, or the file cannot be read: it may be deleted,
    or at a git revision.
    """
    line = _line(location)
    if line is None:
        return []
    margin = f"{location.line:>5} | "
    room = max(get_terminal_size().columns - len(margin) - 1, 20)
    if location.column is None:
        return [margin + _cut("", line, room)[1]]
    before, after = line[: location.column - 1], line[location.column - 1 :]
    before, after = _cut(before, after, room)
    return [f"{margin}{before}{after}", f"{'|':>{len(margin) - 1}} {' ' * width(before)}^"]


MAX_LINE = 2**20
"""How many characters of a line are read."""


def _line(location: Location) -> str | None:
    if location.line is None or not os.path.isfile(location.path):
        return None  # A pipe was read already, and would block.
    try:
        # Lines end as for the YAML parser: not at a lone CR or U+2028.
        with open(location.path, encoding="utf-8-sig", errors="replace", newline="\n") as file:
            for _ in range(location.line - 1):
                if not file.readline():
                    return None
            return file.readline(MAX_LINE).rstrip("\r\n")
    except (OSError, ValueError):
        return None


def _cut(before: str, after: str, room: int) -> tuple[str, str]:
    """Return the texts on both sides of the caret, cut to a number of columns."""
    left, right = _visible(before[-room:]), _visible(after[:room])
    kept = max(room // 2, room - width(right))
    if len(before) > room or width(left) > kept:
        while width(left) >= kept:
            left = left[1:]
        left = f"…{left}"
    kept = room - width(left)
    if len(after) > room or width(right) > kept:
        while width(right) >= kept:
            right = right[:-1]
        right = f"{right}…"
    return left, right


def _visible(text: str) -> str:
    return printable(text.replace("\t", "    "))
