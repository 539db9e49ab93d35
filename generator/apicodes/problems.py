"""Problems: what is wrong, where, and how to fix it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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

    @property
    def position(self) -> tuple[str, int, int]:
        """The key to sort by; the whole file comes before its lines."""
        return self.path, self.line or 0, self.column or 0


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


def could_not_run(
    where: Location | str, rule: str, message: str, hint: str | None = None
) -> ProblemsFound:
    """Return the exception for one problem with which apicodes cannot run (exit code 2)."""
    location = Location(where) if isinstance(where, str) else where
    return ProblemsFound([Problem(location, rule, message, hint)], COULD_NOT_RUN)


def raise_any(problems: Iterable[Problem], exit_code: int = PROBLEMS_FOUND) -> None:
    """Raise `ProblemsFound` with problems, each once, if there are any."""
    if unique := dict.fromkeys(problems):
        raise ProblemsFound(unique, exit_code)


class Collector:
    """Collects the problems of several steps, so that all of them are reported at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.exit_code = PROBLEMS_FOUND

    @contextmanager
    def collect(self) -> Iterator[None]:
        """Collect the problems that a step raises."""
        try:
            yield
        except ProblemsFound as error:
            self.problems += error.problems
            self.exit_code = max(self.exit_code, error.exit_code)

    def raise_any(self) -> None:
        """Raise `ProblemsFound` if there are problems, with the highest of their exit codes."""
        raise_any(self.problems, self.exit_code)


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
