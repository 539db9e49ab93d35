"""Which constants of a program are its codes, and what each of them says of an entry."""

import re
from itertools import pairwise
from typing import Any

from msgspec import Struct, field

from apicodes.importers.constants import (
    Candidate,
    Literal,
    Member,
    Opaque,
    Symbol,
    http_status,
    is_code,
    normalized,
)
from apicodes.importers.findings import Findings, count, shown
from apicodes.importers.meanings import Row, cast, columns, rows, status_in
from apicodes.problems import Location

CONSTANTS = "constants"
"""The kind of a candidate with all single constants of a module."""

_ERRORS = r"err|(?<!de)fault|fail|problem"
_NAMED = re.compile(f"{_ERRORS}|code", re.I)
_TIERS = (
    re.compile(f"{_ERRORS}|exception|response|status_?code", re.I),
    re.compile(f"^{CONSTANTS}| (default|exports)$|code|status", re.I),
    re.compile(""),
)


def gather(findings: Findings, candidates: list[Candidate]) -> None:
    """Say what the candidates that hold codes say, and note which were left out."""
    _Gatherer(findings).gather(sorted(candidates, key=lambda its: its.line))


class _Scope(Struct):
    """What holds for all members of a candidate, and what was found in them so far."""

    candidate: Candidate
    columns: dict[str, list[str]]
    is_table: bool
    names: dict[str, Member] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    foreign: list[str] = field(default_factory=list)


class _Gatherer:
    """One pass over the candidates of a file."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.first: dict[str, Member] = {}
        """The first member that has a code."""
        self.codes: dict[str, str] = {}
        """Codes by the names that source has for them, such as ``ErrorCode.GONE``."""
        self.taken: dict[str, str] = {}
        """Codes that were taken, by themselves and by the names of their members."""
        self.integers: set[str] = set()

    def gather(self, candidates: list[Candidate]) -> None:
        for candidate in candidates:
            for member in candidate.members:
                if type(member.name) is str and is_code(member.value.value):
                    value = str(member.value.value)
                    self.codes.setdefault(_qualified(candidate, member), value)
            if candidate.kind == CONSTANTS:
                self._single(candidate)
        valued = [its for its in candidates if not self._is_empty(its)]
        tables = [its for its in valued if all(type(it.name) is Symbol for it in its.members)]
        best = self._best([its for its in valued if its not in tables])
        for candidate in best:
            self._take(candidate, is_table=self._is_keyed(candidate) and self._is_known(candidate))
        for candidate in valued:
            if candidate not in best and self._is_known(candidate):
                self._take(candidate, is_table=True)
            elif candidate not in best:
                self._leave(candidate, "others are likelier to be codes")
        found = {entry.code for entry in self.findings.entries.values()} - {None}
        if found and found <= self.integers:
            at = Location(self.findings.path, best[0].line if best else 1)
            self.findings.set("code_type", "integer", at)

    def _best(self, candidates: list[Candidate]) -> list[Candidate]:
        """Return the likeliest candidates, those first that are not keyed by what others hold."""
        tier = min((_tier(its) for its in candidates if not self._is_keyed(its)), default=2)
        if tier == 2:
            tier = min(map(_tier, candidates), default=2)
        best = [
            its
            for its in candidates
            if _tier(its) == tier or (_tier(its) < tier and self._is_keyed(its))
        ]
        if tier == 2:
            telling = [
                its
                for its in best
                if its.kind in ("enum", "union") or any(map(status_in, its.members))
            ]
            best = sorted(telling, key=lambda its: -len(its.members))[:1]
            for its in best:
                text = f"{its.label} is taken as the codes: no name speaks of codes or errors"
                self._note("guessed", its.line, text)
        return sorted(best, key=lambda its: (self._is_keyed(its), its.kind != "enum"))

    def _is_empty(self, candidate: Candidate) -> bool:
        """Note a candidate with nothing to take in it; return whether it is one."""
        if all(_is_opaque(its.value) for its in candidate.members):
            if candidate.members:
                self._leave(candidate, "none has a value that is known")
            return True
        is_reference = all(its.name is None and _is_symbol(its.value) for its in candidate.members)
        if is_reference:
            self._leave(candidate, "it says no more of the codes that it names")
        return is_reference

    def _leave(self, candidate: Candidate, why: str) -> None:
        text = f"{candidate.label}, {count(len(candidate.members), 'member')}: {why}"
        self._note("left out", candidate.line, text)

    def _note(self, kind: Any, line: int, text: str) -> None:
        self.findings.note(kind, Location(self.findings.path, line), text)

    def _single(self, candidate: Candidate) -> None:
        """Keep those constants of a module that are named or spelled like codes."""
        members = candidate.members
        candidate.members = [its for its in members if _may_be_code(its)]
        others = [f"{its.name} (line {its.value.line})" for its in members if not _may_be_code(its)]
        if others:
            text = f"neither named nor spelled like codes: {', '.join(others)}"
            self._note("left out", candidate.line, text)

    def _is_keyed(self, candidate: Candidate) -> bool:
        """Return whether the keys of a mapping are its codes, and its values say more of them."""
        found = columns(candidate, rows(candidate), is_table=False).get("code")
        return candidate.kind in ("map", "object") and found in (["name"], None)

    def _is_known(self, candidate: Candidate) -> bool:
        """Return whether a mapping is one of codes that were taken, or that stand elsewhere."""
        known = 0
        for its in candidate.members:
            code = self._resolved(candidate, its.name) if type(its.name) is Symbol else its.name
            known += code is None or code in self.taken
        return candidate.kind in ("map", "object") and 2 * known > len(candidate.members)

    def _resolved(self, candidate: Candidate, symbol: Symbol) -> str | None:
        """Return the code that source calls so, if it is one of this file."""
        name, space = symbol.removesuffix(".value"), candidate.name
        names = (f"{space}.{name}", f"{space.rpartition('.')[0]}.{name}", name)
        return next((self.codes[its] for its in names if its in self.codes), None)

    def _take(self, candidate: Candidate, *, is_table: bool) -> None:
        """Say what each member means; what a column holds is told by all the values in it."""
        values = rows(candidate)
        found = columns(candidate, values, is_table=is_table)
        number = count(len(candidate.members), "member")
        self._note("recognised", candidate.line, f"{candidate.label}: {number}")
        if found.get("code") == ["name"] and not is_table:
            names = "keys" if candidate.kind in ("map", "object") else "names"
            text = f"{candidate.label}: its {names} are taken as the codes"
            self._note("guessed", candidate.line, text)
        if candidate.kind in ("map", CONSTANTS) and found.get("code") == ["value"]:
            text = f"{candidate.label}: values are taken as the codes, by the names and their looks"
            self._note("guessed", candidate.line, text)
        before = len(self.findings.entries)
        self._headings(candidate.members)
        scope = _Scope(candidate, found, is_table)
        for member, row in zip(candidate.members, values, strict=True):
            self._member(scope, member, row)
        for key, line in scope.left.items():
            text = f"{candidate.label}: {key} is no field of a catalog, or no plain value"
            self._note("left out", line, text)
        if scope.foreign:
            text = f"{candidate.label}: the names of {scope.foreign[0]} and the like are taken as"
            self._note("guessed", candidate.line, f"{text} the codes")
        if len(self.findings.entries) > before and not is_table:
            at = Location(self.findings.path, candidate.line)
            self.findings.set("type_name", candidate.name, at)

    def _headings(self, members: list[Member]) -> None:
        """Note comments that may head several members: those whose next member has none."""
        members = [its for its in members if not isinstance(its.value.value, Opaque | Symbol)]
        most = len(members) < 3 or 2 * sum(bool(its.above) for its in members) > len(members)
        for its, after in pairwise(members):
            close = after.above is None and after.value.line <= its.value.line + 1
            if its.above is not None and close and not most:
                text = f"the comment {shown(its.above)}: it may head {its.name} and the next ones"
                self._note("left out", its.value.line, text)
                its.above = None

    def _member(self, scope: _Scope, member: Member, row: Row) -> None:
        chosen = {
            name: key
            for name, keys in scope.columns.items()
            if (key := next((key for key in keys if key in row), None))
        }
        said = {name: row[key] for name, key in chosen.items()}
        said = {name: its for name, its in said.items() if not _is_opaque(its)}
        given, code = said.pop("http_status", None), said.pop("code", None)
        status = None if given is None else http_status(given.value)
        value = None if code is None else self._code(scope, member, code)
        source = member.value.value
        while isinstance(source, list) and source and isinstance(source[0], Literal):
            source = source[0].value
        quoted = shown(source) if isinstance(source, str | int) else ""
        label = member.name or (shown(value) if value else quoted or "a member")
        if value is None and status is None:
            reason = f": {quoted}" if member.name and quoted else ""
            self._note("left out", member.value.line, f"{label} has no code{reason}")
            return
        name = None if scope.is_table or value is None else member.name
        if name and value is not None:
            if (first := scope.names.setdefault(name, member)) is not member:
                text = f"{name} is there already, at line {first.value.line}"
                self._note("left out", member.value.line, text)
                return
            self.codes[_qualified(scope.candidate, member)] = value
            self.taken.setdefault(name, value)
            if self._is_alias(scope, member, value):
                return
            name = name if self.first[value] is member else None
        fields: dict[str, Any] = {"name": name, "deprecated": None, **member.tags}
        for key, its in said.items():
            fields[key] = (cast(key, its.value), self._at(its.line))
        for key, its in row.items():
            used = any(chosen[its] == key and fields[its][0] is not None for its in said)
            unread = not used and key not in (chosen.get("code"), chosen.get("http_status"), "name")
            if _is_opaque(its) or (unread and its.value is not None):
                scope.left.setdefault(key, its.line)
        fields["description"] = self._description(member, label, fields.get("description"))
        statuses = {status: self._at(given.line)} if given is not None and status else {}
        place = self._at(member.value.line if code is None else code.line)
        if value is not None:
            self.taken[value] = value
            self._joined(value, statuses)
        self.findings.say(place, value, statuses, **fields)

    def _code(self, scope: _Scope, member: Member, code: Literal) -> str | None:
        """Return the code that a value is, or that it names; None where nobody knows."""
        given = code.value
        if not isinstance(given, Symbol):
            if isinstance(given, int):
                self.integers.add(str(given))
            return str(given)
        if scope.columns["code"] == ["name"] and type(member.name) is not Symbol:
            if scope.is_table and given not in self.taken:
                scope.foreign.append(given)
            return self.taken.get(given, str(given)) if scope.is_table else str(given)
        known = self._resolved(scope.candidate, given)
        if known is not None or (code is member.value and scope.candidate.kind != "list"):
            return known
        scope.foreign.append(given)
        return given.removesuffix(".value").rsplit(".", 1)[-1]

    def _is_alias(self, scope: _Scope, member: Member, value: str) -> bool:
        """Note a second name of a code; return whether it is no more than that."""
        first = self.first.setdefault(value, member)
        if first is member or normalized(str(first.name)) == normalized(str(member.name)):
            return False
        text = f"{member.name} is another name of {shown(value)}, which is {first.name} at line "
        alias = (
            isinstance(member.value.value, str | int) and scope.names.get(str(first.name)) is first
        )
        self._note(
            "left out" if alias else "guessed",
            member.value.line,
            f"{text}{first.value.line}; the first name is kept",
        )
        return alias

    def _joined(self, code: str, statuses: dict[int, Location]) -> None:
        """Note an HTTP status that is not the only one of its code."""
        known = self.findings.entries.get(f"code {code}")
        for status, at in statuses.items():
            if known is not None and known.statuses and status not in known.statuses:
                others = ", ".join(f"{its} at {place}" for its, place in known.statuses.items())
                text = f"{shown(code)} has the HTTP status {status} here, beside {others}"
                self.findings.note("guessed", at, text)

    def _description(self, member: Member, label: str, said: Any) -> Any:
        """Return what describes a member: its value, else its comment."""
        at = self._at(member.value.line)
        comment = member.text or member.above
        if said is not None or comment is None:
            if comment is not None and comment != said[0]:
                text = f"{label}: the comment {shown(comment)}; its value has a description"
                self.findings.note("left out", at, text)
            return said
        if member.text is None:
            text = "the comment above a member is taken as its description"
            self.findings.again("guessed", at, text)
        return comment

    def _at(self, line: int) -> Location:
        return Location(self.findings.path, line)


def _may_be_code(member: Member) -> bool:
    value, name = member.value.value, str(member.name)
    spelled = isinstance(value, str) and normalized(value) == normalized(name)
    return is_code(value) and (spelled or bool(_NAMED.search(name)))


def _qualified(candidate: Candidate, member: Member) -> str:
    return f"{candidate.name}.{member.name}" if candidate.name else str(member.name)


def _tier(candidate: Candidate) -> int:
    return next(tier for tier, its in enumerate(_TIERS) if its.search(candidate.label))


def _is_opaque(value: Literal) -> bool:
    return isinstance(value.value, Opaque)


def _is_symbol(value: Literal) -> bool:
    return isinstance(value.value, Symbol)
