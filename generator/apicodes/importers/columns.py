"""What the columns of a table hold: by their headings and by their values."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from apicodes.catalog import fields
from apicodes.importers import cell_values, words

FIELDS = tuple(words.WHOLE)
"""The fields of an entry that a column can fill; beside them any ``x-…``."""

Shape = Literal["empty", "http", "integer", "boolean", "type", "token", "phrase", "prose"]

# How well the shape of a column's values suits a field; what is not named here does not.
_FITS: Mapping[str, Mapping[str, int]] = {
    "http_status": {"http": 9},
    "code": {"token": 6, "integer": 6, "http": 3, "phrase": 1},
    "status": {"token": 3, "phrase": 1, "boolean": 1},
    "number": {"integer": 4, "http": 1},
    "title": {"phrase": 4, "token": 2, "prose": 1},
    "description": {"prose": 4, "phrase": 3, "token": 1, "boolean": 0, "integer": 0},
    "message": {"prose": 3, "phrase": 3, "token": 2},
    "causes": {"prose": 2, "phrase": 2, "token": 1},
    "solutions": {"prose": 2, "phrase": 2, "token": 1},
    "retryable": {"boolean": 5},
    "since": {"token": 3, "phrase": 3, "integer": 2},
    "deprecated": {"boolean": 3, "phrase": 3, "prose": 3, "token": 3},
}

_TEXTS = frozenset(row.name for row in fields.FIELDS if row.kind in ("text", "markdown"))
"""Fields that take any value, where the heading leaves no doubt."""


class Column(Struct):
    """A column: its heading, the shape of its values, and the field that it is taken for.

    A `weak` one may hold the kinds of errors, such as ``Type``, where another has the codes.
    `leading` is a code with which a description begins, where most of them do. `taken` is the field
    of its heading, where another column is taken for that.
    """

    heading: str
    shape: Shape
    values: Sequence[str]
    field: str | None = None
    why: str = ""
    weak: bool = False
    leading: str = ""
    taken: str | None = None


def recognised(column: Column) -> Literal["recognised", "guessed"]:
    """Return whether a column is taken for its field by its heading, or by its values alone."""
    by_heading = "heading" in column.why or column.why == "as told"
    return "recognised" if by_heading else "guessed"


def recognise(columns: Sequence[Column], mapping: Mapping[str, str], section: str) -> None:
    """Give columns their fields: those of `mapping` first, then the best match each.

    `section` is what stands above the table. A field has one column.
    """
    taken = set()
    for column in columns:
        name = mapping.get(column.heading)
        if name is not None and name not in taken:
            column.field, column.why = name, "as told"
            taken.add(name)
    settings = any(words.SETTINGS.search(_words(column)) for column in columns[:1])
    about = bool(words.ABOUT_CODES.search(section)) and not settings
    has_http = any(_named("http_status", column, about=about) for column in columns)
    scored = [
        (name in ("http_status", "code"), score, -index, name)
        for index, column in enumerate(columns)
        for name, fits in _FITS.items()
        if (score := _score(name, fits, column, about=about, has_http=has_http))
    ]
    # A value is the code where nothing else is: codes are looked for before numbers.
    for _, _, index, name in sorted(scored, reverse=True):
        column = columns[-index]
        heading = _words(column)
        by_heading = words.WHOLE[name].match(heading) or words.PART[name].search(heading)
        if name in taken:
            column.taken = column.taken or (name if by_heading else None)
        elif column.field is None:
            taken.add(name)
            column.weak = not by_heading
            column.field = name
            column.why = "by its heading and its values" if by_heading else "by its values"
    _number(columns)
    _describe(columns)
    for column in columns:
        if column.field == "description" and all(one.field != "code" for one in columns):
            column.leading = _leading(column)


def _leading(column: Column) -> str:
    values = [value for value in column.values if value]
    found = [match[1] for value in values if (match := LEADING.match(value))]
    return found[0] if len(found) > 1 and len(found) >= 0.8 * len(values) else ""


LEADING = re.compile(
    r"`?((?=[A-Za-z0-9_.-]*(?:[a-z0-9][A-Z]|_|[A-Z]{4}))[A-Za-z][A-Za-z0-9_.-]{3,80}?)`?"
    r"(?:\s*[:：–—-]+\s+|[:：]\s*|\s+)(.*)$",
    re.DOTALL,
)
"""A description that begins with a code, and what follows it."""


def _number(columns: Sequence[Column]) -> None:
    """Take a column of numbers for the codes, where rows have them and no HTTP status."""
    of = {column.field: column for column in columns}
    if "code" in of or not {"number", "http_status"} <= of.keys():
        return
    pairs = zip(of["number"].values, of["http_status"].values, strict=True)
    if any(cell_values.number(number) is not None and not cell_values.statuses(http).found
           for number, http in pairs):  # fmt: skip
        of["number"].field = "code"
        of["number"].why = "by its heading, as rows without an HTTP status have nothing else"


def _describe(columns: Sequence[Column]) -> None:
    """Take a column of prose for the description where none has its heading."""
    taken = {column.field for column in columns}
    if "description" in taken:
        return
    free = [
        one
        for one in columns
        if one.shape in ("prose", "phrase")
        and (one.field is None or (one.field == "causes" and not taken & {"title", "message"}))
    ]
    if free:
        best = max(free, key=lambda one: (one.shape == "prose", one.field is None))
        best.field, best.why = "description", "by its values, which are prose"


def _words(column: Column) -> str:
    return re.sub(r"[`*_:\s]+", " ", column.heading).strip()


def _score(
    name: str, fits: Mapping[str, int], column: Column, *, about: bool, has_http: bool
) -> int:
    """Return how likely a column holds a field; 0 where it cannot."""
    named = _named(name, column, about=about, has_http=has_http)
    if name == "status" and len(set(column.values)) > max(5, len(column.values) // 3):
        return 0
    if column.shape in fits:
        return named and named + fits[column.shape]
    if named != _WHOLE:
        return 0
    if name == "http_status":
        return _WHOLE if any(cell_values.statuses(value).found for value in column.values) else 0
    if fields.kind_of(name) == "flag":
        answers = map(cell_values.answer, column.values)
        return _WHOLE if any(answer is not None for answer in answers) else 0
    return 1 if column.shape == "empty" or (name in _TEXTS and column.shape != "http") else 0


_WHOLE, _PART, _WEAKLY = 6, 3, 2


def _named(name: str, column: Column, *, about: bool, has_http: bool = False) -> int:
    """Return how much the heading of a column speaks for a field."""
    heading = _words(column)
    if name == "code" and words.OTHER_CODES.search(heading):
        return 0
    if words.WHOLE[name].match(heading):
        return _WHOLE
    if words.PART[name].search(heading):
        return _PART
    if words.SETTINGS.search(heading):
        return 0
    if not heading:
        return int(name in ("http_status", "code", "description"))
    if name == "http_status" and column.shape == "http":
        others = any(words.WHOLE[other].match(heading) for other in ("code", "status"))
        weak = words.KINDS.match(heading) or words.WHOLE["number"].match(heading)
        return _WEAKLY if others or (about and weak) else 0
    if name == "code" and words.KINDS.match(heading):
        is_word = column.shape == "token" and not words.WHOLE["number"].match(heading)
        return _WEAKLY if (column.shape == "integer" and about) or (has_http and is_word) else 0
    if name == "code" and has_http and column.shape == "token":
        distinct = len(set(column.values)) == len(column.values)
        return int(distinct and not any(one.search(heading) for one in words.PART.values()))
    return 0


def shape(values: Sequence[str], spans: Sequence[bool]) -> Shape:
    """Return what most values of a column look like; `spans` says which stand as code."""
    kinds = [
        _kind(value, is_code)
        for value, is_code in zip(values, spans, strict=True)
        if not cell_values.NOTHING.match(value)
    ]
    if not kinds:
        return "empty"
    statuses = [cell_values.statuses(value).found for value in values]
    known = sum(1 for found in statuses if found and all(map(cell_values.is_known, found)))
    if _most(kinds, "http") and 2 * known >= kinds.count("http"):
        return "http"
    for name, counted in _WIDER:
        if _most(kinds, *counted):
            return name
    return "prose"


_WIDER: tuple[tuple[Shape, tuple[Shape, ...]], ...] = (
    ("type", ("type",)),
    ("boolean", ("boolean",)),
    ("integer", ("integer", "http")),
    ("token", ("token", "integer", "http", "type", "boolean")),
    ("phrase", ("phrase", "token", "integer", "http", "type", "boolean")),
)


def _most(kinds: Sequence[Shape], *counted: Shape) -> bool:
    return sum(kind in counted for kind in kinds) >= 0.7 * len(kinds)


_TYPES = re.compile(
    r"(?:string|integer|int|int32|int64|number|float|boolean|bool|object|array|date|uuid|null|enum)"
    r"(?:\[\]|\s*\(.*\)| or null|\s*\|\s*null)?$",
    re.I,
)


def _kind(value: str, is_code: bool) -> Shape:
    found = cell_values.statuses(value)
    if found.found and (not found.words or cell_values.is_phrase(found.words, found.found)):
        return "http"
    if found.found and (len(found.words) < 60 or found.vague):
        return "http" if all(map(cell_values.is_known, found.found)) else "phrase"
    if found.vague and not found.words:
        return "http"
    if re.match(r"-?\d[\d_,.~～–—-]*$", value):
        return "integer"
    if cell_values.boolean(value) is not None:
        return "boolean"
    if _TYPES.match(value):
        return "type"
    if is_code or re.match(r"[\x21-\x7e]{1,100}$", value):
        return "token"
    short = (
        len(value.split()) <= 6 and len(value) <= 60 and not value.endswith((".", "。", "!", "！"))
    )
    return "phrase" if short and (value.isascii() or len(value) <= 16) else "prose"
