"""Constants of a program that may hold codes: which of them do, and what their values mean."""

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from msgspec import Struct, field

from apicodes import naming
from apicodes.http import PHRASES
from apicodes.importers.findings import Findings, count
from apicodes.problems import Location


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
    """A constant, or an item of a list; `text` is its comment."""

    name: str | None
    value: Literal
    text: str | None = None
    deprecated: dict[str, Any] | None = None
    since: str | None = None


class Candidate(Struct, eq=False):
    """Constants that belong together: an enum, a class, an object, a list."""

    kind: str
    name: str
    line: int
    members: list[Member] = field(default_factory=list)
    named: bool = True
    """Whether the names of its members are what people call the codes."""

    @property
    def label(self) -> str:
        """How notes name it, such as ``enum ErrorCode``."""
        return f"{self.kind} {self.name}".strip()


WORDS = {
    "code": ("errorcode", "errcode", "code", "defaultcode", "errorkey", "key", "error", "slug",
             "id", "type", "name", "constant"),
    "http_status": ("httpstatus", "statuscode", "httpcode", "httpstatuscode", "http", "status"),
    "status": ("status", "statusword", "result"),
    "message": ("message", "msg", "errormessage", "errmsg", "detail", "defaultdetail",
                "defaultmessage", "errordescription", "text", "template"),
    "description": ("description", "desc", "doc", "documentation", "details", "meaning", "help"),
    "title": ("title", "summary", "label", "reason"),
    "number": ("number", "errno", "numericcode"),
    "retryable": ("retryable", "retriable", "isretryable", "retry"),
    "since": ("since",),
    "deprecated": ("deprecated",),
}  # fmt: skip
"""How people call the fields of an entry, without case and underscores, the likeliest first."""

TELLING = frozenset(("code", "errorcode", "errcode", "defaultcode", "statuscode", "httpstatus"))
"""The attributes that tell an error class from others."""

NAMED = re.compile(r"err|code|fault|fail|problem", re.I)
"""The names of constants that may be codes."""

_TIERS = (
    re.compile(r"err|fault|fail|problem|exception|response|status_?code", re.I),
    re.compile(r"code|status", re.I),
    re.compile(""),
)
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
    return Member(None, Literal(together, key.line), member.text, member.deprecated, member.since)


def gather(findings: Findings, candidates: list[Candidate]) -> None:
    """Say what the candidates that hold codes say, and note which were left out."""
    for candidate in candidates:
        candidate.members = [its for member in candidate.members for its in _flat(member)]
    maps = [its for its in candidates if _has_symbols(its)]
    rest = [its for its in candidates if its.members and its not in maps]
    tiers = [[its for its in rest if _tier(its) == tier] for tier in range(len(_TIERS))]
    best = next(filter(None, tiers), [])
    if best and best is tiers[-1]:
        telling = [
            its for its in best if its.kind in ("enum", "union") or any(map(_status, its.members))
        ]
        best = sorted(telling, key=lambda its: -len(its.members))[:1]
    known: dict[str, str] = {}
    for candidate in [*best, *maps]:
        before = len(findings.entries)
        _take(findings, candidate, known)
        at = Location(findings.path, candidate.line)
        said = f"{candidate.label}: {count(len(candidate.members), 'member')}"
        if len(findings.entries) > before or candidate in maps:
            findings.note("recognised", at, said)
        if len(findings.entries) > before and candidate.name and candidate.kind != "map":
            findings.set("type_name", candidate.name, at)
    for candidate in rest:
        if candidate not in best:
            at = Location(findings.path, candidate.line)
            number = count(len(candidate.members), "member")
            why = "others are likelier to be codes" if best else "nothing tells that they are codes"
            text = f"{candidate.label}, {number}: {why}"
            findings.note("left out", at, text)
    codes = [entry.code for entry in findings.entries.values() if entry.code is not None]
    if codes and all(known.get(f"int {code}") for code in codes):
        findings.set("code_type", "integer", Location(findings.path, best[0].line))


def _flat(member: Member) -> list[Member]:
    """Return the members of a member that only groups others, such as ``AUTH: {EXPIRED: "x"}``."""
    pairs = member.value.value
    if not isinstance(pairs, Pairs) or not member.name or any(map(_is_field, pairs)):
        return [member]
    inner = (
        Member(f"{member.name}_{key.value}", its)
        for key, its in pairs
        if not str(key.value).startswith("...")
    )
    return [its for member in inner for its in _flat(member)]


def _is_field(pair: tuple[Literal, Literal]) -> bool:
    word = normalized(str(pair[0].value))
    return not isinstance(pair[1].value, Pairs) and any(word in words for words in WORDS.values())


def _tier(candidate: Candidate) -> int:
    return next(tier for tier, its in enumerate(_TIERS) if its.search(candidate.label))


def _has_symbols(candidate: Candidate) -> bool:
    """Return whether it is a mapping whose keys are constants from elsewhere."""
    return candidate.kind == "map" and all("." in (its.name or "") for its in candidate.members)


def _take(findings: Findings, candidate: Candidate, known: dict[str, str]) -> None:
    """Say what each member means; what a column holds is told by all the values in it."""
    rows = [_row(member) for member in candidate.members]
    columns = _columns(candidate, rows)
    is_map = _has_symbols(candidate)
    left: dict[str, int] = {}
    foreign: list[str] = []
    for member, row in zip(candidate.members, rows, strict=True):
        at = Location(findings.path, member.value.line)
        chosen = {name: key for name, keys in columns.items() if (key := _first(keys, row))}
        for key, its in row.items():
            if isinstance(its.value, Opaque) or (key not in chosen.values() and key != "name"):
                left.setdefault(key, its.line)
        said = {name: row[key] for name, key in chosen.items()}
        said = {name: its for name, its in said.items() if not isinstance(its.value, Opaque)}
        statuses: dict[int, Location] = {}
        if "http_status" in said:
            given = said.pop("http_status")
            status = http_status(given.value)
            statuses = {status: Location(findings.path, given.line)} if status else {}
        code = said.pop("code", None)
        value = None if code is None else _wire(code.value, known)
        if code is not None and isinstance(code.value, Symbol) and "." in code.value:
            foreign += [] if code.value.removesuffix(".value") in known else [code.value]
        if member.name and value is not None:
            known[f"{candidate.name}.{member.name}"] = value
        if value is None and not statuses:
            findings.note("left out", at, f"{member.name or 'a member'} has no code")
            continue
        named = value is not None and candidate.named and not is_map
        fields: dict[str, Any] = {
            "name": member.name if named else None,
            "deprecated": member.deprecated,
            "since": member.since,
        }
        for name, its in said.items():
            fields[name] = (_cast(name, its.value), Location(findings.path, its.line))
        if "description" not in said:
            fields["description"] = member.text
        line = member.value.line if code is None else code.line
        place = Location(findings.path, line)
        findings.say(place, value, statuses, **fields)
    for key, line in left.items():
        text = f"{candidate.label}: {key} is no field of a catalog, or no plain value"
        findings.note("left out", Location(findings.path, line), text)
    if foreign:
        text = f"{candidate.label}: the names of {foreign[0]} and the like are taken as the codes"
        findings.note("guessed", Location(findings.path, candidate.line), text)
    if columns.get("code") == ["name"] and not is_map:
        names = "keys" if candidate.kind in ("map", "object") else "names"
        text = f"{candidate.label}: its {names} are taken as the codes"
        findings.note("guessed", Location(findings.path, candidate.line), text)


def _first(keys: list[str], row: dict[str, Literal]) -> str | None:
    return next((key for key in keys if key in row), None)


def _wire(value: Any, known: dict[str, str]) -> str:
    """Return the code that a value is, or that it names."""
    if isinstance(value, Symbol):
        name = value.removesuffix(".value")
        return known.get(name, name.rsplit(".", 1)[-1])
    if isinstance(value, int):
        known[f"int {value}"] = str(value)
    return str(value)


def _cast(name: str, value: Any) -> Any:
    """Return a value as a field of an entry takes it; None where it cannot."""
    if name == "deprecated":
        return ({"reason": value} if isinstance(value, str) else {}) if value else None
    if name == "retryable":
        return value if isinstance(value, bool) else None
    if name == "number":
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


def _row(member: Member) -> dict[str, Literal]:
    """Return the values of a member by column: by key, or by position; its name is one too."""
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
            return {**row, "value": member.value}


def _columns(candidate: Candidate, rows: list[dict[str, Literal]]) -> dict[str, list[str]]:
    """Return which columns hold which field, the likeliest first."""
    values: dict[str, list[Any]] = {}
    for row in rows:
        for key, its in row.items():
            values.setdefault(key, []).append(its.value)
    found: dict[str, list[str]] = {}
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
        elif name in ("status", "message", "title", "description"):
            keys = [key for key in keys if any(isinstance(its, str) for its in values[key])]
        taken = {key for its in found.values() for key in its}
        if keys := [key for key in keys if key not in taken]:
            found[name] = keys
    _by_position(candidate, values, found, statuses)
    return found


def _is_wire(value: object) -> bool:
    return is_code(value) or isinstance(value, Symbol | Opaque)


def _by_position(
    candidate: Candidate,
    values: dict[str, list[Any]],
    found: dict[str, list[str]],
    statuses: set[str],
) -> None:
    """Tell columns without a name of their own by their values."""
    if _has_symbols(candidate):
        found["code"] = ["name"]
    for key, its in values.items():
        its = [value for value in its if not isinstance(value, Opaque)]
        if not key.startswith("value") or not its:
            continue
        wire = sum(map(is_code, its)) >= 0.9 * len(its)
        if key in statuses and "http_status" not in found:
            name = "http_status"
        elif (
            "code" not in found and wire and (key == "value" or len(set(map(str, its))) == len(its))
        ) or any(isinstance(value, Symbol) for value in its):
            name = "code"
        elif all(type(value) is int for value in its):
            name = "number"
        elif wire and "code" in found:
            name = "status"
        else:
            sent = "description" in found or _SENT.search(candidate.name)
            name = "message" if sent else "description"
        found.setdefault(name, [key])
    unknown = "value" in values and all(isinstance(its, Opaque) for its in values["value"])
    if "code" not in found and "name" in values and not unknown and not _names_statuses(candidate):
        found["code"] = ["name"]


_SENT = re.compile(r"me?ssa?ge?|_msg|msg_", re.I)


def _status(member: Member) -> int | None:
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
        == naming.constant(PHRASES.get(_status(member) or 0, "?"))
        for member in candidate.members
    )


_PREFIX = re.compile(r"^(?:CODE_)?(?:HTTP_)?(?:STATUS_)?(?:[1-5][0-9]{2}_)?")


def _all_statuses(values: Iterable[object]) -> bool:
    """Return whether all values are HTTP statuses, and most of them known ones."""
    known = (value for value in values if value is not None and not isinstance(value, Opaque))
    found = [http_status(value) for value in known]
    usual = sum(status in PHRASES or (status or 0) in _UNREGISTERED for status in found)
    return None not in found and usual > 0.8 * len(found)


_UNREGISTERED = (420, 430, 440, 444, 449, 498, 499, 509, *range(520, 531), 598, 599)
