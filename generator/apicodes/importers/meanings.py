"""Which fields of an entry the values of constants hold, told by names and by all the values."""

import re
from collections.abc import Iterable, Sequence

from apicodes.catalog.fields import FIELDS, kind_of
from apicodes.importers.cell_values import is_known
from apicodes.importers.constants import (
    ERROR_CLASSES,
    WORDS,
    Literal,
    Member,
    Opaque,
    Pairs,
    Symbol,
    Table,
    http_status,
    is_code,
    normalized,
    status_named,
)
from apicodes.importers.findings import NAME

Row = dict[str, Literal]
"""The values of a member by column: by key, or by position; its name is one too."""

_STATUS_WORDS = frozenset(("ok", "success", "error", "fail", "failed", "failure", "warning"))
_FLAG = next(row.name for row in FIELDS if row.kind == "flag")
_VAGUE = frozenset(("text", "template", "reason", "error", "status", "result", "retry"))
_TEXTS = ("message", "title", "description", "status")


def rows(table: Table) -> list[Row]:
    """Return the values of each member; one value beside lists is the first of a list."""
    several = any(isinstance(member.value.value, list) for member in table.members)
    return [_row(member, "value 1" if several else "value") for member in table.members]


def _row(member: Member, single: str) -> Row:
    row = {"name": member.value.at(Symbol(member.name))} if member.name else {}
    match member.value.value:
        case Pairs() as pairs:
            named = {str(key.value or value.value): value for key, value in pairs}
            return row | {"own name" if key == "name" else key: named[key] for key in named}
        case list() as listed:
            return row | {f"value {at}": value for at, value in enumerate(listed, 1)}
        case None:
            return row
        case _:
            return {**row, single: member.value}


def columns(table: Table, rows: Sequence[Row], *, is_known: bool) -> dict[str, list[str]]:
    """Return which columns hold which field, the likeliest first.

    The keys of a mapping of known codes are codes.
    """
    values: dict[str, list[object]] = {}
    for row in rows:
        for key, literal in row.items():
            values.setdefault(key, []).append(literal.value)
    is_numbered = table.is_mapping and all(map(is_number, values.get("name", [""])))
    fields = {"code": ["name"]} if is_known or is_numbered else {}
    named = {normalized(key.removeprefix("own ")): key for key in values if key != "name"}
    statuses = {key for key in values if key != "name" and are_statuses(values[key])}
    for name, words in WORDS.items():
        keys = [named[word] for word in words if word in named]
        if name == "code":
            wire = [key for key in keys if all(map(_is_wire, values[key]))]
            others = [key for key in wire if key not in statuses]
            keys = (others or (wire if len(statuses) > 1 else []))[:1]
        elif name == "http_status":
            wide = [named["code"]] if "code" in named else []
            keys = [key for key in [*keys, *wide] if key in statuses]
        elif name in _TEXTS:
            keys = [key for key in keys if any(isinstance(value, str) for value in values[key])]
        taken = [key for columns in fields.values() for key in columns]
        if keys := [key for key in keys if key not in taken]:
            fields.setdefault(name, keys)
    if "own name" in values and ["own name"] not in fields.values():
        is_identifier = all(NAME.fullmatch(str(value)) for value in values["own name"])
        fields.setdefault("name" if is_identifier else "title", ["own name"])
    hint = _hint(table.name)
    for key in [key for key in values if re.fullmatch(r"value( \d+)?", key)]:
        if plain := [value for value in values[key] if not isinstance(value, Opaque)]:
            is_keyed = key == "value" and table.is_mapping
            is_name = is_numbered and all(isinstance(each, str) and is_code(each) for each in plain)
            name = "name" if is_name else _by_values(plain, fields, key in statuses, hint, is_keyed)
            fields.setdefault(name, [key])
    is_opaque = all(isinstance(value, Opaque) for value in values.get("value", [""]))
    is_coded = "code" in fields or is_opaque or table.kind == ERROR_CLASSES
    if "name" in values and not is_coded and not _names_statuses(table):
        fields["code"] = ["name"]
    return fields


def _by_values(
    values: list[object],
    fields: dict[str, list[str]],
    is_status: bool,
    hint: str,
    is_keyed: bool,
) -> str:
    """Return the field that a column without a name of its own holds."""
    if is_status and "http_status" not in fields:
        return "http_status"
    if is_keyed and hint in _TEXTS and all(isinstance(value, str) for value in values):
        return hint
    is_wire = sum(map(is_code, values)) >= 0.9 * len(values)
    is_distinct = len(set(map(str, values))) >= 0.7 * len(values)
    is_code_column = "code" not in fields and is_wire and (is_keyed or is_distinct)
    if is_code_column or any(isinstance(value, Symbol) for value in values):
        return "code"
    if all(isinstance(value, bool) for value in values):
        return hint or _FLAG
    if all(type(value) is int for value in values):
        return "number"
    if all(str(value).lower() in _STATUS_WORDS for value in values):
        return "status"
    if hint in _TEXTS and hint not in fields:
        return hint
    return "message" if "description" in fields else "description"


def _hint(name: str) -> str:
    """Return the field that the name of a mapping speaks of, such as ``ERROR_MESSAGES``."""
    hint = ""
    for word in map(str.lower, re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)):
        if word in ("by", "for", "of"):
            break
        spellings = {word, word.removesuffix("s")} - _VAGUE
        fields = [field for field, words in WORDS.items() if spellings & {*words}]
        hint = next((field for field in reversed(fields) if field not in _KEYS), hint)
    return hint


_KEYS = ("code", "http_status", "causes", "solutions")


def is_number(value: object) -> bool:
    """Return whether a name or a code is a number."""
    return str(value).lstrip("-").isdecimal()


def _is_wire(value: object) -> bool:
    return is_code(value) or isinstance(value, Symbol | Opaque)


def status_in(member: Member) -> int | None:
    """Return the HTTP status in the value of a member."""
    values = [literal.value for literal in member.value.parts or [member.value]]
    return next((status for status in map(http_status, values) if status is not None), None)


def _names_statuses(table: Table) -> bool:
    """Return whether most constants are HTTP statuses by the names that these have."""
    usual = [
        status_named(str(member.name)) == status
        for member in table.members
        if (status := status_in(member)) is not None
    ]
    return 2 * sum(usual) >= len(table.members)


def are_statuses(values: Iterable[object]) -> bool:
    """Return whether all values are HTTP statuses, and most of them known ones."""
    known = (value for value in values if value is not None and not isinstance(value, Opaque))
    statuses = [http_status(value) for value in known]
    usual = sum(status is not None and is_known(status) for status in statuses)
    return None not in statuses and usual > 0.8 * len(statuses)


def cast(name: str, value: object) -> object:
    """Return a value as a field of an entry takes it; None where it cannot."""
    kind = kind_of(name)
    if kind == "deprecation":
        return ({"reason": value} if isinstance(value, str) else {}) if value else None
    if kind == "markdown list":
        return (value,) if isinstance(value, str) else None
    if kind == "flag":
        return value if isinstance(value, bool) else None
    if kind == "number":
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
