"""Records: the fields of a catalog or file as plain values, in one shape for comparing any two."""

from typing import Any

from msgspec import Struct, field


class Record(Struct):
    """The fields of one entry, or of the catalog itself, with the line of each, from 1.

    A record of a catalog has no lines, but the key of its entry. `texts` has the source of fields
    that hold Markdown in a file; a list for a list of texts.
    """

    fields: dict[str, Any]
    line: int | None = None
    lines: dict[str, int] = field(default_factory=dict)
    entry: str | None = None
    texts: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The identity of the entry: its code, else its HTTP statuses, joined, else its name."""
        code = self.fields.get("code")
        if code is None:
            code = "-".join(map(str, self.statuses)) or self.fields.get("name", "")
        return str(code)

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
        label = " ".join(filter(None, parts)) or str(self.fields.get("name", ""))
        return label or "an entry without code and HTTP status"

    def line_of(self, name: str) -> int | None:
        """Return the line of a field, or of the record if the field has none."""
        return self.lines.get(name, self.line)


class Leftover(Struct, frozen=True):
    """Something in a file that its reader did not understand."""

    line: int
    text: str


class Records(Struct):
    """The records of the catalog itself and of its entries, and what was not understood."""

    root: Record
    entries: list[Record]
    leftovers: list[Leftover] = field(default_factory=list)


class Unreadable(Exception):
    """Raised for a file that cannot be parsed: the line, and what is wrong there."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(f"line {line}: {message}")
