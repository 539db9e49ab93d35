"""What a file says of the codes: the same shape whatever the file, so that readings compare.

A catalog, as far as a target carries it, has this shape too: the law is that the reading of what
was rendered equals it.
"""

from typing import Any

from msgspec import Struct, field


class Record(Struct):
    """Fields with their values, and the lines on which they stand, from 1.

    One made from a catalog has no lines, but the key of its entry. `texts` are those that are
    Markdown, as they stand in the file; a list where they are its items.
    """

    fields: dict[str, Any]
    line: int | None = None
    lines: dict[str, int] = field(default_factory=dict)
    entry: str | None = None
    texts: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells an entry from others: its code, else its HTTP statuses, joined."""
        code = self.fields.get("code")
        return str(code) if code is not None else "-".join(map(str, self.statuses))

    @property
    def statuses(self) -> tuple[int, ...]:
        """The HTTP statuses of an entry."""
        statuses = self.fields.get("http_status", ())
        return statuses if isinstance(statuses, tuple) else (statuses,)

    @property
    def label(self) -> str:
        """How messages name an entry: ``429 TooManyRequests``."""
        code = self.fields.get("code")
        parts = [", ".join(map(str, self.statuses)), "" if code is None else str(code)]
        return " ".join(filter(None, parts)) or "an entry without code and HTTP status"

    def line_of(self, name: str) -> int | None:
        """Return the line of a field, or of the whole where it has none of its own."""
        return self.lines.get(name, self.line)


class Leftover(Struct, frozen=True):
    """Something in a file that its reader did not understand."""

    line: int
    text: str


class Reading(Struct):
    """What a file says: of the catalog, of each entry in order, and what was not understood."""

    root: Record
    entries: list[Record]
    leftovers: list[Leftover] = field(default_factory=list)


class Unreadable(Exception):
    """A file that is not of its kind at all: a line, and what is wrong there."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(f"line {line}: {message}")


def spread(values: dict[str, Any], lines: dict[str, int]) -> None:
    """Put the fields of the team's own, which a row holds together, beside its others."""
    extensions = values.get("extensions")
    if isinstance(extensions, dict) and all(str(name).startswith("x-") for name in extensions):
        values.update(values.pop("extensions"))
        lines.update(dict.fromkeys(extensions, lines.pop("extensions")))


def in_words(text: str) -> str:
    """Return text as its words, for comments, which are wrapped to their lines."""
    return " ".join(text.split())
