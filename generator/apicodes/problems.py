"""Problems: what is wrong, where, and how to fix it."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The severities, the most severe first."""

PROBLEMS_FOUND = 1
COULD_NOT_RUN = 2
OUR_BUG = 3


class Location(Struct, frozen=True, order=True):
    """A location in a file: its path as the user wrote it, line and column from 1.

    Line and column are None for a problem of the whole file.
    """

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(
            str(part) for part in (self.path, self.line, self.column) if part is not None
        )


def location_at(path: str, text: str, offset: int) -> Location:
    """Return the location of an offset in the text of a file."""
    return Location(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


class Problem(Struct, frozen=True):
    """One problem that the user has to fix; `hint` says how."""

    location: Location
    rule: str
    message: str
    hint: str | None = None
    severity: Severity = "error"


class ProblemsFound(Exception):
    """The one exception for problems in what the user gave; only the command line catches it.

    `exit_code` is 1 for problems in the input, 2 where apicodes could not run at all,
    3 for a bug in apicodes.
    """

    def __init__(self, problems: Iterable[Problem], exit_code: int = PROBLEMS_FOUND) -> None:
        self.problems = tuple(problems)
        self.exit_code = exit_code
        super().__init__("\n".join(f"{p.location}: {p.message}" for p in self.problems))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the hint ``did you mean '…'?`` with the known word nearest to `word`, or None.

    A word is also near to one that it abbreviates.
    """
    from difflib import get_close_matches

    words = list(known)
    matches = get_close_matches(word, words, n=1, cutoff=0.6)
    if not matches and len(word) > 2:
        matches = [longer for longer in words if longer.startswith(word)]
    return f"did you mean '{matches[0]}'?" if matches else None
