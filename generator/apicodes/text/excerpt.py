"""The line of a file that a message is about, with a caret under its column, as of compilers."""

import os
from shutil import get_terminal_size

from apicodes.problems import Location
from apicodes.text.display import printable
from apicodes.text.width import width


def excerpt(location: Location) -> list[str]:
    """Return the lines to show below a message.

    There are none where the location names no line, or one that cannot be read: the file is gone,
    or stands at a revision of git.
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


LONGEST = 2**20
"""How many characters of a line are looked at."""


def _line(location: Location) -> str | None:
    if location.line is None or not os.path.isfile(location.path):
        return None  # A pipe has been read, and would be waited for.
    try:
        # Lines end where the parser sees them end: CR alone and U+2028 do not end one.
        with open(location.path, encoding="utf-8-sig", errors="replace", newline="\n") as file:
            for _ in range(location.line - 1):
                if not file.readline():
                    return None
            return file.readline(LONGEST).rstrip("\r\n")
    except (OSError, ValueError):
        return None


def _cut(before: str, after: str, room: int) -> tuple[str, str]:
    """Return what a screen has room for on both sides of the caret."""
    left, right = _shown(before[-room:]), _shown(after[:room])
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


def _shown(text: str) -> str:
    return printable(text.replace("\t", "    "))
