"""The notes of an import, as they are collected."""

from collections.abc import Callable
from typing import Literal

from apicodes.compare.comparable import Note
from apicodes.problems import Location

NoteKind = Literal["recognised", "guessed", "left out"]

Say = Callable[[NoteKind, int, str], None]
"""Takes a note: its kind, its line and its text."""


class Notes:
    """Notes of one file; what holds for several lines is said once."""

    def __init__(self) -> None:
        self._lines: dict[tuple[NoteKind, str], list[int]] = {}

    def say(self, kind: NoteKind, line: int, text: str) -> None:
        """Note something on a line."""
        self._lines.setdefault((kind, text), []).append(line)

    def made(self, path: str) -> list[Note]:
        """Return the notes in the order of their lines."""
        made = [
            Note(kind, Location(path, lines[0]), text + _more(list(dict.fromkeys(lines))[1:]))
            for (kind, text), lines in self._lines.items()
        ]
        return sorted(made, key=lambda note: note.location.line or 0)


def _more(lines: list[int]) -> str:
    if not lines:
        return ""
    shown = ", ".join(map(str, lines[:7]))
    return f" (also {'line' if len(lines) == 1 else 'lines'} {shown}{', …' * (len(lines) > 7)})"
