"""Constants of a program that may hold codes, as its source has them in any language."""

import re
from collections.abc import Iterable, Iterator
from http import HTTPStatus

from msgspec import Struct, field

from apicodes.catalog.fields import FIELDS
from apicodes.catalog.http_status import PHRASES

Point = tuple[int, int]
"""A position in source: the line, from 1, and the column in bytes, from 0."""


class Literal(Struct):
    """A value in source: text, a number, a `Symbol`, a list of literals, or `Pairs`.

    What is none of these, such as a call of unknown meaning, is an `Opaque`.
    """

    value: object
    start: Point
    end: Point

    @property
    def line(self) -> int:
        """The line where it starts."""
        return self.start[0]

    @property
    def parts(self) -> "list[Literal]":
        """The items of a list, or the values of a mapping; none for anything else."""
        match self.value:
            case Pairs() as pairs:
                return [value for _, value in pairs]
            case list() as items:
                return items
        return []

    def at(self, value: object) -> "Literal":
        """Return another value at the same place."""
        return Literal(value, self.start, self.end)


class Symbol(str):
    """A name in source, such as ``ErrorCode.NOT_FOUND``."""

    __slots__ = ()


class Opaque(str):
    """Source text whose value nobody knows without running it."""

    __slots__ = ()


class Pairs(list[tuple[Literal, Literal]]):
    """The keys and values of a mapping or an object."""


class Choices(list[Literal]):
    """The values that a type allows."""


class Arguments(list[Literal]):
    """The arguments of a call to a function, in order."""

    def __init__(self, function: str, values: Iterable[Literal]) -> None:
        super().__init__(values)
        self.function = function


class NamedArguments(Pairs):
    """The arguments of a call to a function, with their names."""

    def __init__(self, function: str, pairs: Iterable[tuple[Literal, Literal]]) -> None:
        super().__init__(pairs)
        self.function = function


class Member(Struct):
    """A constant, or an item of a list or mapping, with the comments that are no other's.

    `above` is a plain comment on the lines above it, which may head several members.
    """

    name: str | None
    value: Literal
    comments: list[str] = field(default_factory=list)
    above: str | None = None
    heading: str | None = None
    """The comment that heads it and others."""
    tags: dict[str, str] = field(default_factory=dict)
    """The texts of the tags in its comment, such as ``@deprecated``, by their names."""


class Table(Struct, eq=False):
    """Constants that belong together: an enum, a class, an object, a list."""

    kind: str
    name: str
    line: int
    members: list[Member] = field(default_factory=list)

    @property
    def label(self) -> str:
        """How notes name it, such as ``enum ErrorCode``."""
        return f"{self.kind} {self.name}".strip()

    @property
    def is_mapping(self) -> bool:
        """Whether its members are keys with their values."""
        return self.kind in ("map", "object")

    def full_name(self, member: Member) -> str:
        """Return the name that source has for a member."""
        return f"{self.name}.{member.name}" if self.name else str(member.name)


CONSTANTS = "constants"
"""The kind of a table with all single constants of a module."""

ERROR_CLASSES = "error classes"
"""The kind of a table with classes, each for one error."""

_MORE = {
    "message": ("phrase", "usermessage", "publicmessage"),
    "causes": ("cause", "causes"),
    "solutions": ("solution", "solutions", "resolution", "fix", "hint", "suggestion", "action"),
}
WORDS = {row.name: words for row in FIELDS if (words := row.spellings + _MORE.get(row.name, ()))}
"""How people call the fields of an entry, without case and underscores, the likeliest first."""

TELLING = frozenset(("code", "errorcode", "errcode", "defaultcode"))
"""The attributes that tell a class for one error from others."""

_CODE = re.compile(r"[A-Za-z0-9](?:[\w.:/|#@+-]*\w)?", re.ASCII)


def normalized(name: str) -> str:
    """Return a name without case and separators: ``statuscode`` for ``STATUS_CODE``."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


STATUS_NAMES = {normalized(phrase): status for status, phrase in PHRASES.items()} | {
    "success": 200, "requestinvalid": 400, "invalidrequest": 400, "unauthenticated": 401,
    "payloadtoolarge": 413, "unprocessableentity": 422, "ratelimit": 429, "ratelimited": 429,
    "ratelimitexceeded": 429, "server": 500, "internalserver": 500, "internal": 500,
    "unavailable": 503,
}  # fmt: skip
"""The HTTP statuses by the names that RFC 9110 and many programs give them."""


def status_named(name: str) -> int | None:
    """Return the HTTP status that a name stands for, such as ``HTTP_404_NOT_FOUND``."""
    word = re.sub(r"^(code|http|status|generic|common)+|([1-5]\d\d)+$", "", normalized(name))
    word = re.sub(r"^[1-5]\d\d", "", word)
    short = re.sub(r"(error|exception|response)+$", "", word)
    return STATUS_NAMES.get(word) or STATUS_NAMES.get(short)


def is_code(value: object) -> bool:
    """Return whether a value looks like a code: one word, or an integer."""
    if isinstance(value, str):
        return type(value) is str and bool(_CODE.fullmatch(value)) and len(value) <= 100
    return isinstance(value, int) and not isinstance(value, bool)


def http_status(value: object) -> int | None:
    """Return the HTTP status that a value is, or that it names, such as ``HTTPStatus.GONE``."""
    if isinstance(value, Symbol):
        *base, name = value.removesuffix(".value").split(".")
        if match := re.fullmatch(r"(?:HTTP|STATUS)_?([1-5][0-9]{2})(?:_\w+)?", name):
            return int(match[1])
        known = HTTPStatus.__members__.get(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper())
        return int(known) if known and re.search("http|status", ".".join(base), re.I) else None
    is_status = isinstance(value, int) and not isinstance(value, bool) and 100 <= value <= 599
    return value if is_status and isinstance(value, int) else None


def items(pairs: Pairs, prefix: str = "") -> Iterator[tuple[str | None, Literal, Literal]]:
    """Return name, key and value of the items of a mapping, and of those that it only groups.

    A key that is an HTTP status is a part of the value, and the item has no name.
    """
    for key, value in pairs:
        inner = value.value
        if type(key.value) is str and isinstance(inner, Pairs) and not any(map(_is_field, inner)):
            yield from items(inner, f"{prefix}{key.value}_" if len(pairs) > 1 else prefix)
            continue
        number = str(key.value)
        digits = type(key.value) is not Symbol and number.isdecimal()
        status = http_status(int(number[:9]) if digits else key.value)
        if key.value is None:
            yield None, key, value
        elif status is None:
            yield Symbol(number) if type(key.value) is Symbol else f"{prefix}{number}", key, value
        elif isinstance(inner, Pairs):
            first = key.at("http_status"), key.at(status)
            yield None, key, Literal(Pairs([first, *inner]), key.start, value.end)
        else:
            others = inner if isinstance(inner, list) else [value]
            yield None, key, Literal([key.at(status), *others], key.start, value.end)


def is_record(pairs: Pairs) -> bool:
    """Return whether a mapping is one error: it has a code, and more that is told of codes."""
    codes = [value.value for key, value in pairs if normalized(str(key.value)) in TELLING]
    return any(map(is_code, codes)) and sum(map(_is_field, pairs)) > 1


def _is_field(pair: tuple[Literal, Literal]) -> bool:
    word = normalized(str(pair[0].value))
    return not isinstance(pair[1].value, Pairs) and any(word in words for words in WORDS.values())
