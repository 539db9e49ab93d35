"""Columns of tables, and what their values look like."""

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from apicodes.importers import cell_values, heading_words

Shape = Literal["empty", "http", "integer", "boolean", "type", "token", "phrase", "prose"]


class Column(Struct):
    """A column: its heading, the shape of its values, and the field that it is taken for.

    A `weak` one may hold the kinds of errors, such as ``Type``, where another has the codes.
    `leading` is a code with which a description begins, where most of them do.
    """

    heading: str
    values: Sequence[str]
    spans: Sequence[bool]
    """Which of the values stand in code."""
    shape: Shape = "empty"
    words: str = ""
    field: str | None = None
    why: str = ""
    guessed: bool = False
    weak: bool = False
    leading: str = ""
    has_codes: bool = False
    """Whether some values, a quarter where others are short, are in code or identifiers."""

    def __post_init__(self) -> None:
        self.shape = shape_of(self.values, self.spans)
        cells = zip(self.values, self.spans, strict=True)
        codes = sum(is_code or is_identifier(value) for value, is_code in cells)
        least = 1 if self.shape == "prose" else len(self.filled) / 4
        self.has_codes = codes >= max(1, least)
        self.words = heading_words.normal(self.heading)

    @property
    def filled(self) -> list[str]:
        """The values that are there."""
        return [value for value in self.values if not cell_values.NOTHING.match(value)]

    def take(self, name: str, why: str, *, guessed: bool = True) -> None:
        """Take the column for a field."""
        self.field, self.why, self.guessed = name, why, guessed


def are_codes(column: Column, strict: bool = False) -> bool:
    """Return whether the values of a column look like codes, and few of them occur again.

    Where not `strict`, any word in code does. What ends open is a prefix of codes.
    """
    values = [re.sub(r"\s*\(.*\)$", "", value) for value in column.filled]
    if 2 * sum(value.endswith(("_", "*", "-", ".")) for value in values) > len(values):
        return False
    marked = sum(map(is_identifier, values))
    spans = sum(column.spans) if not strict and all(map(_WORD.match, values)) else 0
    most = max(marked, spans) >= 0.7 * len(values)
    return most and 2 * len(set(values)) > len(values)


_WORD = re.compile(r"[^\s{}\"]+$")


def has_statuses(column: Column) -> bool:
    """Return whether most values of a column are HTTP statuses."""
    return bool(column.filled) and 2 * known(column.values) >= len(column.filled)


def is_identifier(text: str) -> bool:
    """Return whether a text looks like the name of a constant or a code, unlike prose."""
    return bool(_IDENTIFIER.match(text))


_IDENTIFIER = re.compile(r"(?=.*(?:_|[a-z0-9][A-Z]|[A-Z]{3}|[a-z]-[a-z]))[A-Za-z][A-Za-z0-9_.-]*$")


def shape_of(values: Sequence[str], spans: Sequence[bool]) -> Shape:
    """Return what most values of a column look like; `spans` says which stand as code."""
    kinds = [
        _kind(value, is_code)
        for value, is_code in zip(values, spans, strict=True)
        if not cell_values.NOTHING.match(value)
    ]
    if not kinds:
        return "empty"
    if _is_http(values, kinds):
        return "http"
    for name, counted in _WIDER:
        if sum(kind in counted for kind in kinds) >= 0.7 * len(kinds):
            return name
    return "prose"


def _is_http(values: Sequence[str], kinds: Sequence[Shape]) -> bool:
    """Return whether values are HTTP statuses; some may be words, but no other numbers."""
    count = kinds.count("http")
    others = len(kinds) - count
    most = count >= 0.7 * len(kinds) or (count > others and others < 3)
    return 2 * known(values) >= count > 0 and most and "integer" not in kinds


def known(values: Sequence[str]) -> int:
    """Return how many values are HTTP statuses that people document, or ranges of them."""
    statuses = map(cell_values.statuses, values)
    return sum(bool(one.values or one.vague) and all(map(cell_values.is_known, one.values))
               for one in statuses)  # fmt: skip


_WIDER: tuple[tuple[Shape, tuple[Shape, ...]], ...] = (
    ("type", ("type",)),
    ("boolean", ("boolean",)),
    ("integer", ("integer", "http")),
    ("token", ("token", "integer", "http", "type", "boolean")),
    ("phrase", ("phrase", "token", "integer", "http", "type", "boolean")),
)

_TYPES = re.compile(
    r"(?:string|str|integer|int|int32|int64|number|float|boolean|bool|object|array|date|uuid|null|"
    r"enum|map|list)(?:\[\]|\s*[(<].*[)>]| or null|\s*\|\s*null)?$",
    re.I,
)


def _kind(value: str, is_code: bool) -> Shape:
    statuses = cell_values.statuses(value)
    if statuses.values and (
        not statuses.words or cell_values.is_phrase(statuses.words, statuses.values)
    ):
        return "http"
    if statuses.values and (len(statuses.words) < 60 or statuses.vague):
        return "http" if all(map(cell_values.is_known, statuses.values)) else "phrase"
    if statuses.vague and not statuses.words:
        return "http"
    if re.match(r"[-−]?\d[\d_,.~～–—-]*$|0x[0-9a-fA-F]+$", value):
        return "integer"
    if cell_values.boolean(value) is not None:
        return "boolean"
    if _TYPES.match(value):
        return "type"
    if is_code or re.match(r"[\x21-\x7e]{1,100}$", value):
        return "token"
    is_sentence = value.endswith((".", "。", "!", "！"))
    is_short = len(value.split()) <= 6 and len(value) <= 60 and not is_sentence
    return "phrase" if is_short and (value.isascii() or len(value) <= 16) else "prose"
