"""Which fields of an entry the values of constants hold, told by names and by all the values."""

import re
from collections.abc import Iterable

from apicodes.catalog import naming
from apicodes.catalog.fields import FIELDS, kind_of
from apicodes.catalog.http_status import PHRASES
from apicodes.importers.constants import (
    WORDS,
    Candidate,
    Literal,
    Member,
    Opaque,
    Pairs,
    Symbol,
    http_status,
    is_code,
    normalized,
)

Row = dict[str, Literal]
"""The values of a member by column: by key, or by position; its name is one too."""

_PREFIX = re.compile(r"^(?:CODE_)?(?:HTTP_)?(?:STATUS_)?(?:[1-5][0-9]{2}_)?")
_STATUS_WORDS = frozenset(("ok", "success", "error", "fail", "failed", "failure", "warning"))
_FLAG = next(row.name for row in FIELDS if row.kind == "flag")
_UNREGISTERED = (420, 430, 440, 444, 449, 498, 499, 509, *range(520, 531), 598, 599)
_VAGUE = frozenset(("text", "template", "reason", "error", "status", "result", "retry"))
_TEXTS = ("message", "title", "description", "status")


def rows(candidate: Candidate) -> list[Row]:
    """Return the values of each member; one value beside lists is the first of a list."""
    several = any(isinstance(its.value.value, list) for its in candidate.members)
    return [_row(its, "value 1" if several else "value") for its in candidate.members]


def _row(member: Member, single: str) -> Row:
    row = {"name": Literal(Symbol(member.name), member.value.line)} if member.name else {}
    match member.value.value:
        case Pairs() as pairs:
            keys = {str(key.value): its for key, its in pairs}
            return {**row, **{"its name" if key == "name" else key: keys[key] for key in keys}}
        case list() as items:
            return row | {f"value {at}": its for at, its in enumerate(items, 1)}
        case None:
            return row
        case _:
            return {**row, single: member.value}


def columns(candidate: Candidate, rows: list[Row], *, is_table: bool) -> dict[str, list[str]]:
    """Return which columns hold which field, the likeliest first.

    The keys of a table are known to be codes.
    """
    values: dict[str, list[object]] = {}
    for row in rows:
        for key, its in row.items():
            values.setdefault(key, []).append(its.value)
    found = {"code": ["name"]} if is_table else {}
    named = {normalized(key.removeprefix("its ")): key for key in values if key != "name"}
    statuses = {key for key, its in values.items() if key != "name" and _all_statuses(its)}
    for name, words in WORDS.items():
        keys = [named[word] for word in words if word in named]
        if name == "code":
            keys = [key for key in keys if all(map(_is_wire, values[key]))]
            others = [key for key in keys if key not in statuses]
            keys = (others or (keys if len(statuses) > 1 else []))[:1]
        elif name == "http_status":
            wide = [named["code"]] if "code" in named else []
            keys = [key for key in [*keys, *wide] if key in statuses]
        elif name in _TEXTS:
            keys = [key for key in keys if any(isinstance(its, str) for its in values[key])]
        taken = {key for its in found.values() for key in its}
        if keys := [key for key in keys if key not in taken]:
            found.setdefault(name, keys)
    hint = _hint(candidate.name)
    for key in [key for key in values if re.fullmatch(r"value( \d+)?", key)]:
        if plain := [value for value in values[key] if not isinstance(value, Opaque)]:
            keyed = key == "value" and candidate.is_mapping
            found.setdefault(_by_values(plain, found, key in statuses, hint, keyed), [key])
    unknown = "value" in values and all(isinstance(its, Opaque) for its in values["value"])
    if "code" not in found and "name" in values and not unknown and not _names_statuses(candidate):
        found["code"] = ["name"]
    return found


def _by_values(
    values: list[object],
    found: dict[str, list[str]],
    is_status: bool,
    hint: str,
    is_keyed: bool,
) -> str:
    """Tell what a column without a name of its own holds."""
    wire = sum(map(is_code, values)) >= 0.9 * len(values)
    texts = all(isinstance(its, str) for its in values) and hint in _TEXTS
    if is_status and "http_status" not in found:
        return "http_status"
    if is_keyed and texts:
        return hint
    distinct = len(set(map(str, values))) >= 0.7 * len(values)
    if "code" not in found and wire and (is_keyed or distinct):
        return "code"
    if any(isinstance(its, Symbol) for its in values):
        return "code"
    if all(isinstance(its, bool) for its in values):
        return hint or _FLAG
    if all(type(its) is int for its in values):
        return "number"
    if all(str(its).lower() in _STATUS_WORDS for its in values):
        return "status"
    if hint in _TEXTS and hint not in found:
        return hint
    return "message" if "description" in found else "description"


def _hint(name: str) -> str:
    """Return the field that the name of a mapping speaks of, such as ``ERROR_MESSAGES``."""
    split = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    hint = ""
    for word in map(str.lower, split):
        if word in ("by", "for", "of"):
            break
        for name, words in WORDS.items():
            singular = word.removesuffix("s")
            fits = {word, singular} - _VAGUE & {*words}
            if name not in ("code", "http_status") and fits & {*words}:
                hint = name
    return hint


def _is_wire(value: object) -> bool:
    return is_code(value) or isinstance(value, Symbol | Opaque)


def status_in(member: Member) -> int | None:
    """Return the HTTP status in the value of a member."""
    value = member.value.value
    if isinstance(value, Pairs):
        value = [its for _, its in value]
    found = map(http_status, [its.value for its in value] if isinstance(value, list) else [value])
    return next((status for status in found if status is not None), None)


def _names_statuses(candidate: Candidate) -> bool:
    """Return whether every constant is an HTTP status under the name that RFC 9110 gives it."""
    return all(
        _PREFIX.sub("", naming.constant(member.name or ""))
        == naming.constant(PHRASES.get(status_in(member) or 0, "?"))
        for member in candidate.members
    )


def _all_statuses(values: Iterable[object]) -> bool:
    """Return whether all values are HTTP statuses, and most of them known ones."""
    known = (value for value in values if value is not None and not isinstance(value, Opaque))
    found = [http_status(value) for value in known]
    usual = sum(status in PHRASES or (status or 0) in _UNREGISTERED for status in found)
    return None not in found and usual > 0.8 * len(found)


def cast(name: str, value: object) -> object:
    """Return a value as a field of an entry takes it; None where it cannot."""
    kind = kind_of(name)
    if kind == "deprecation":
        return ({"reason": value} if isinstance(value, str) else {}) if value else None
    if kind == "flag":
        return value if isinstance(value, bool) else None
    if kind == "number":
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
