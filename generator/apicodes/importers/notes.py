"""The notes of an import, as they are collected."""

from collections.abc import Iterable
from typing import Literal, Protocol

from apicodes.compare.comparable import Note
from apicodes.problems import Location

NoteKind = Literal["recognised", "guessed", "left out"]


class Say(Protocol):
    """Takes a note: its kind, its line, its text, and what it is about."""

    def __call__(self, kind: NoteKind, line: int, text: str, subject: str = "") -> None:
        """Note something on a line."""


class Notes:
    """Notes of a file and those that it refers to; what holds for several lines is one note."""

    def __init__(self) -> None:
        self._lines: dict[tuple[NoteKind, str, str], list[tuple[int, str]]] = {}

    def say(self, kind: NoteKind, line: int, text: str, subject: str = "", path: str = "") -> None:
        """Note something on a line; notes that differ by their subject alone are one.

        `path` is that of another file.
        """
        self._lines.setdefault((kind, text, path), []).append((line, subject))

    def made(self, path: str) -> list[Note]:
        """Return the notes in the order of their lines, those of other files last."""
        made = [
            Note(kind, Location(other or path, places[0][0]), text + _subjects(places))
            for (kind, text, other), places in self._lines.items()
        ]
        return sorted(made, key=lambda note: (note.location.path != path, note.location))


def _subjects(places: list[tuple[int, str]]) -> str:
    """Return what a note is about, each subject with its lines where these differ."""
    lines: dict[str, dict[int, None]] = {}
    for line, subject in places:
        lines.setdefault(subject, {})[line] = None
    first, *others = lines.values()
    if all(other == first for other in others):
        words = "; ".join(filter(None, lines))
        also = f" (also {ranges(list(first)[1:])})" if len(first) > 1 else ""
        return f": {words}{also}" if words else also
    return ": " + "; ".join(f"{subject} ({ranges(of)})" for subject, of in lines.items())


def ranges(numbers: Iterable[int]) -> str:
    """Return lines in words, those that follow each other as one range: ``lines 3, 5-8``."""
    ends: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ends and ends[-1][-1] == number - 1:
            ends[-1] = [ends[-1][0], number]
        else:
            ends.append([number])
    words = ", ".join("-".join(map(str, end)) for end in ends)
    single = len(ends) == 1 and len(ends[0]) == 1
    return f"{'line' if single else 'lines'} {words}" if words else ""
