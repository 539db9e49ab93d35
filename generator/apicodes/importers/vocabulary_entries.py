"""What the constants that hold codes say of the entries of a catalog."""

from itertools import pairwise
from typing import Any

from msgspec import Struct, field

from apicodes.importers.constants import (
    CONSTANTS,
    Candidate,
    Literal,
    Member,
    Opaque,
    Symbol,
    http_status,
    normalized,
)
from apicodes.importers.findings import Findings, count, shown
from apicodes.importers.meanings import Row, cast, columns, rows
from apicodes.importers.notes import NoteKind
from apicodes.problems import Location


class Known(Struct):
    """The codes of a file, as far as they are known."""

    findings: Findings
    first: dict[str, Member] = field(default_factory=dict)
    """The first member that has a code."""
    codes: dict[str, str] = field(default_factory=dict)
    """Codes by the names that source has for them, such as ``ErrorCode.GONE``."""
    taken: dict[str, str] = field(default_factory=dict)
    """Codes that were taken, by themselves and by the names of their members."""
    integers: set[str] = field(default_factory=set)

    def resolved(self, candidate: Candidate, symbol: Symbol) -> str | None:
        """Return the code that source calls so, if it is one of this file."""
        name, space = symbol.removesuffix(".value"), candidate.name
        names = (f"{space}.{name}", f"{space.rpartition('.')[0]}.{name}", name)
        return next((self.codes[its] for its in names if its in self.codes), None)

    def at(self, line: int) -> Location:
        """Return the location of a line."""
        return Location(self.findings.path, line)

    def note(self, kind: NoteKind, line: int, text: str) -> None:
        """Add a line to the report."""
        self.findings.note(kind, self.at(line), text)


def take(known: Known, candidate: Candidate, *, is_table: bool) -> None:
    """Say what each member means; what a column holds is told by all the values in it."""
    values = rows(candidate)
    found = columns(candidate, values, is_table=is_table)
    label = candidate.label
    number = count(len(candidate.members), "member")
    known.note("recognised", candidate.line, f"{label}: {number}")
    if found.get("code") == ["name"] and not is_table:
        names = "keys" if candidate.is_mapping else "names"
        known.note("guessed", candidate.line, f"{label}: its {names} are taken as the codes")
    if candidate.kind in ("map", CONSTANTS) and found.get("code") == ["value"]:
        text = f"{label}: values are taken as the codes, by the names and their looks"
        known.note("guessed", candidate.line, text)
    before = len(known.findings.entries)
    _drop_headings(known, candidate.members)
    members = _Members(known, candidate, found, is_table)
    for member, row in zip(candidate.members, values, strict=True):
        members.take(member, row)
    for key, line in members.left.items():
        text = f"{label}: {key} is no field of a catalog, or no plain value"
        known.note("left out", line, text)
    if members.foreign:
        text = f"{label}: the names of {members.foreign[0]} and the like are taken as the codes"
        known.note("guessed", candidate.line, text)
    if len(known.findings.entries) > before and not is_table:
        known.findings.set("type_name", candidate.name, known.at(candidate.line))


def _drop_headings(known: Known, members: list[Member]) -> None:
    """Note comments that may head several members: those whose next member has none."""
    members = [its for its in members if not isinstance(its.value.value, Opaque | Symbol)]
    most = len(members) < 3 or 2 * sum(bool(its.above) for its in members) > len(members)
    for its, after in pairwise(members):
        close = after.above is None and after.value.line <= its.value.line + 1
        if its.above is not None and close and not most:
            text = f"the comment {shown(its.above)}: it may head {its.name} and the next ones"
            known.note("left out", its.value.line, text)
            its.above = None


class _Members(Struct):
    """What holds for all members of a candidate, and what was found in them so far."""

    known: Known
    candidate: Candidate
    columns: dict[str, list[str]]
    is_table: bool
    names: dict[str, Member] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    foreign: list[str] = field(default_factory=list)

    def take(self, member: Member, row: Row) -> None:
        """Say what a member means."""
        chosen = {
            name: key
            for name, keys in self.columns.items()
            if (key := next((key for key in keys if key in row), None))
        }
        said = {name: row[key] for name, key in chosen.items()}
        said = {name: its for name, its in said.items() if not is_opaque(its)}
        given, code = said.pop("http_status", None), said.pop("code", None)
        status = None if given is None else http_status(given.value)
        value = None if code is None else self._code(member, code)
        source = member.value.value
        while isinstance(source, list) and source and isinstance(source[0], Literal):
            source = source[0].value
        quoted = shown(source) if isinstance(source, str | int) else ""
        label = member.name or (shown(value) if value else quoted or "a member")
        if value is None and status is None:
            reason = f": {quoted}" if member.name and quoted else ""
            self.known.note("left out", member.value.line, f"{label} has no code{reason}")
            return
        name = None if self.is_table or value is None else member.name
        if name and value is not None:
            if (first := self.names.setdefault(name, member)) is not member:
                text = f"{name} is there already, at line {first.value.line}"
                self.known.note("left out", member.value.line, text)
                return
            self.known.codes[qualified(self.candidate, member)] = value
            self.known.taken.setdefault(name, value)
            if self._is_alias(member, value):
                return
            name = name if self.known.first[value] is member else None
        fields: dict[str, Any] = {"name": name, "deprecated": None, **member.tags}
        for key, its in said.items():
            fields[key] = (cast(key, its.value), self.known.at(its.line))
        for key, its in row.items():
            used = any(chosen[its] == key and fields[its][0] is not None for its in said)
            unread = not used and key not in (chosen.get("code"), chosen.get("http_status"), "name")
            if is_opaque(its) or (unread and its.value is not None):
                self.left.setdefault(key, its.line)
        fields["description"] = self._description(member, label, fields.get("description"))
        statuses = {status: self.known.at(given.line)} if given is not None and status else {}
        place = self.known.at(member.value.line if code is None else code.line)
        if value is not None:
            self.known.taken[value] = value
            self._joined(value, statuses)
        self.known.findings.say(place, value, statuses, **fields)

    def _code(self, member: Member, code: Literal) -> str | None:
        """Return the code that a value is, or that it names; None where nobody knows."""
        given = code.value
        if not isinstance(given, Symbol):
            if isinstance(given, int):
                self.known.integers.add(str(given))
            return str(given)
        if self.columns["code"] == ["name"] and type(member.name) is not Symbol:
            if self.is_table and given not in self.known.taken:
                self.foreign.append(given)
            return self.known.taken.get(given, str(given)) if self.is_table else str(given)
        known = self.known.resolved(self.candidate, given)
        if known is not None or (code is member.value and self.candidate.kind != "list"):
            return known
        self.foreign.append(given)
        return given.removesuffix(".value").rsplit(".", 1)[-1]

    def _is_alias(self, member: Member, value: str) -> bool:
        """Note a second name of a code; return whether it is no more than that."""
        first = self.known.first.setdefault(value, member)
        if first is member or normalized(str(first.name)) == normalized(str(member.name)):
            return False
        text = f"{member.name} is another name of {shown(value)}, which is {first.name} at line "
        alias = (
            isinstance(member.value.value, str | int) and self.names.get(str(first.name)) is first
        )
        self.known.note(
            "left out" if alias else "guessed",
            member.value.line,
            f"{text}{first.value.line}; the first name is kept",
        )
        return alias

    def _joined(self, code: str, statuses: dict[int, Location]) -> None:
        """Note an HTTP status that is not the only one of its code."""
        known = self.known.findings.entries.get(f"code {code}")
        for status, at in statuses.items():
            if known is not None and known.statuses and status not in known.statuses:
                others = ", ".join(f"{its} at {place}" for its, place in known.statuses.items())
                text = f"{shown(code)} has the HTTP status {status} here, beside {others}"
                self.known.findings.note("guessed", at, text)

    def _description(self, member: Member, label: str, said: Any) -> Any:
        """Return what describes a member: its value, else its comment."""
        at = self.known.at(member.value.line)
        comment = member.text or member.above
        if said is not None or comment is None:
            if comment is not None and comment != said[0]:
                text = f"{label}: the comment {shown(comment)}; its value has a description"
                self.known.findings.note("left out", at, text)
            return said
        if member.text is None:
            text = "the comment above a member is taken as its description"
            self.known.findings.again("guessed", at, text)
        return comment


def qualified(candidate: Candidate, member: Member) -> str:
    """Return the name that source has for a member of a candidate."""
    return f"{candidate.name}.{member.name}" if candidate.name else str(member.name)


def is_opaque(value: Literal) -> bool:
    """Return whether nobody knows a value without running its source."""
    return isinstance(value.value, Opaque)
