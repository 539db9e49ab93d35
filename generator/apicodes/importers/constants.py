"""Constants of a program that may hold codes, as their source has them."""

import re
from http import HTTPStatus
from typing import Any

import msgspec
from msgspec import Struct, field

from apicodes.catalog.fields import FIELDS


class Literal(Struct):
    """A value in source, with its line: text, a number, a `Symbol`, literals, or pairs of them.

    What is none of these, such as a call of unknown meaning, is an `Opaque`.
    """

    value: Any
    line: int


class Symbol(str):
    """A name in source, such as ``ErrorCode.NOT_FOUND``."""

    __slots__ = ()


class Opaque(str):
    """Source text whose value nobody knows without running it."""

    __slots__ = ()


class Pairs(list[tuple[Literal, Literal]]):
    """The keys and values of a mapping, or of an object."""


class Member(Struct):
    """A constant, or an item of a list or mapping; `text` is what its comment says.

    `above` is the text of a plain comment on the lines above it, which may head several members.
    """

    name: str | None
    value: Literal
    text: str | None = None
    above: str | None = None
    tags: dict[str, Any] = field(default_factory=dict)
    """The fields of an entry that its comment gives by their names."""


CONSTANTS = "constants"
"""The kind of a candidate with all single constants of a module."""


class Candidate(Struct, eq=False):
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


WORDS = {row.name: row.spellings for row in FIELDS if row.spellings}
"""How people call the fields of an entry, without case and underscores, the likeliest first."""

TELLING = frozenset(("code", "errorcode", "errcode", "defaultcode"))
"""The attributes that tell a class for one error from others."""

_CODE = re.compile(r"[A-Za-z0-9](?:[\w.:/|#@+-]*\w)?", re.ASCII)


def normalized(name: str) -> str:
    """Return a name without case and separators: ``statuscode`` for ``STATUS_CODE``."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


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


def with_status(member: Member, key: Literal) -> Member:
    """Return the item of a mapping; a key that is an HTTP status is a part of its value."""
    if isinstance(key.value, Symbol) or not str(key.value).isdecimal():
        status = http_status(key.value)
    else:
        status = http_status(int(str(key.value)[:9]))
    if status is None:
        return member
    item, value = Literal(status, key.line), member.value.value
    if isinstance(value, Pairs):
        together: Any = Pairs([(Literal("http_status", key.line), item), *value])
    else:
        together = [item, *(value if isinstance(value, list) else [member.value])]
    return msgspec.structs.replace(member, name=None, value=Literal(together, key.line))


def is_group(value: Literal) -> bool:
    """Return whether a mapping only groups constants, such as ``{EXPIRED: "x"}``."""
    pairs = value.value
    return isinstance(pairs, Pairs) and not any(map(_is_field, pairs))


def _is_field(pair: tuple[Literal, Literal]) -> bool:
    word = normalized(str(pair[0].value))
    return not isinstance(pair[1].value, Pairs) and any(word in words for words in WORDS.values())
