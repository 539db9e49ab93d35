"""What the constants that hold codes say of the entries of a catalog."""

import re
from itertools import pairwise

from msgspec import Struct, field

from apicodes.catalog import naming
from apicodes.catalog.http_status import PHRASES
from apicodes.importers.constants import (
    CONSTANTS,
    ERROR_CLASSES,
    WORDS,
    Literal,
    Member,
    Opaque,
    Symbol,
    Table,
    http_status,
    normalized,
)
from apicodes.importers.findings import Findings, count, excerpt, is_phrase
from apicodes.importers.meanings import Row, cast, columns, rows
from apicodes.importers.notes import NoteKind
from apicodes.problems import Location


class Codes(Struct):
    """The codes of a file, as far as they are known."""

    findings: Findings
    first: dict[str, Member] = field(default_factory=dict)
    """The first member that has a code."""
    by_name: dict[str, str] = field(default_factory=dict)
    """Codes by the names that source has for them, such as ``ErrorCode.GONE``."""
    taken: dict[str, str] = field(default_factory=dict)
    """Codes that were taken, by themselves and by the names of their members."""
    integers: set[str] = field(default_factory=set)

    def resolved(self, table: Table, symbol: Symbol) -> str | None:
        """Return the code that source calls so, if it is one of this file."""
        name, space = symbol.removesuffix(".value"), table.name
        names = (f"{space}.{name}", f"{space.rpartition('.')[0]}.{name}", name)
        return next((self.by_name[each] for each in names if each in self.by_name), None)

    def key(self, table: Table, member: Member) -> str | None:
        """Return the code that the key of a member is or names, if that is known."""
        name = member.name
        return self.resolved(table, name) if isinstance(name, Symbol) else name

    def at(self, line: int) -> Location:
        """Return the location of a line."""
        return Location(self.findings.path, line)

    def note(self, kind: NoteKind, line: int, text: str) -> None:
        """Add a line to the report."""
        self.findings.note(kind, self.at(line), text)


def take(codes: Codes, table: Table, *, is_known: bool) -> None:
    """Add what each member means; what a column holds is told by all the values in it.

    The keys of a mapping may be known to be codes.
    """
    is_known = is_known and any(member.name for member in table.members)
    values = rows(table)
    fields = columns(table, values, is_known=is_known)
    label = table.label
    codes.note("recognised", table.line, f"{label}: {count(len(table.members), 'member')}")
    if fields.get("code") == ["name"] and not is_known:
        names = "keys" if table.is_mapping else "names"
        codes.note("guessed", table.line, f"{label}: its {names} are taken as the codes")
    if "code" not in fields and any(member.name for member in table.members):
        text = f"{label}: its values are HTTP statuses, and its names are no codes"
        codes.note("guessed", table.line, text)
    if table.kind in ("map", CONSTANTS) and fields.get("code") == ["value"]:
        text = f"{label}: values are taken as the codes, by the names and their looks"
        codes.note("guessed", table.line, text)
    before = len(codes.findings.entries)
    _read_headings(codes, table.members)
    members = _Members(codes, table, fields, is_known)
    for member, row in zip(table.members, values, strict=True):
        members.take(member, row)
    for key, line in members.left.items():
        codes.note("left out", line, f"{label}: {key} has no plain value, or no name")
    for key, name in members.extensions.items():
        codes.note("guessed", table.line, f"{label}: {key} as {name}")
    if len(codes.findings.entries) > before and not is_known:
        codes.findings.set("type_name", table.name, codes.at(table.line))


_HEADING = re.compile(r"\b[1-5]xx\b|\b(errors|codes)\b[^.]{0,20}$|^[-=#*\u2500]{2}", re.I)
"""What heads several constants, and explains none."""


def _read_headings(codes: Codes, members: list[Member]) -> None:
    """Tell comments that head several members from those that describe one."""
    members = [member for member in members if not isinstance(member.value.value, Opaque | Symbol)]
    above = [member for member in members if member.above and not member.comments]
    most = len(members) < 3 or 2 * len(above) > len(members)
    close = {
        id(member)
        for member, after in pairwise(members)
        if member.above and not after.above and after.value.line <= member.value.line + 1
    }
    heading, last = None, members[0].value.line if members else 0
    for member in members:
        text = member.above or ""
        is_apart = member.value.line - text.count("\n") - 2 > last and bool(close)
        last = member.value.line
        is_titled = len(above) < len(members) and _HEADING.search(text)
        heads = is_titled or (not most and (id(member) in close or is_apart))
        if text and heads and not text.endswith((".", "!", "?", "。")):
            heading, member.above = text, None
            if "\n" in text or len(text) > LONGEST_HEADING:
                note = f"the comment {excerpt(text)}: it may head {member.name} and the next ones"
                codes.note("left out", member.value.line, note)
                heading = None
        member.heading = heading
    if heading:
        at = codes.at(members[0].value.line)
        codes.findings.note("guessed", at, "comments above several members are their groups")


LONGEST_HEADING = 80
"""How many characters the heading of a group may have."""

_STATUS = re.compile(
    r"(?:HTTP(?: status)?(?: code)?:?\s*)?([1-5]\d\d)\b(?:\s*[-:\u2013\u2014]\s*|\s+|$)"
    r"|.*\((?:HTTP\s*)?([1-5]\d\d)\)$|.*\(HTTP\s*([1-5]\d\d)\b",
    re.I | re.S,
)


class _Members(Struct):
    """What holds for all members of a table, and what was found in them so far."""

    codes: Codes
    table: Table
    columns: dict[str, list[str]]
    is_known: bool
    left: dict[str, int] = field(default_factory=dict)
    extensions: dict[str, str] = field(default_factory=dict)

    def take(self, member: Member, row: Row) -> None:
        """Add what a member means."""
        chosen = {
            name: key
            for name, keys in self.columns.items()
            if (key := next((key for key in keys if key in row), None))
        }
        literals = {name: row[key] for name, key in chosen.items()}
        literals = {
            name: literal for name, literal in literals.items() if type(literal.value) is not Opaque
        }
        given, code = literals.pop("http_status", None), literals.pop("code", None)
        status = None if given is None else http_status(given.value)
        value = None if code is None else self._code(member, code)
        line = member.value.line
        if value is None and (status is None or self.table.kind == ERROR_CLASSES):
            source = excerpt((member.value.parts or [member.value])[0].value)
            text = (
                f"{member.name} has no code: {source}" if member.name else f"{source} has no code"
            )
            self.codes.note("left out", line, text)
            return
        fields: dict[str, object] = {}
        if member.name and not self.is_known:
            fields["name"] = member.name if value is None else self._name(member, value)
        values = {name: cast(name, literal.value) for name, literal in literals.items()}
        fields |= {name: (values[name], self.codes.at(literals[name].line)) for name in literals}
        for key, literal in row.items():
            used = any(chosen[name] == key and values[name] is not None for name in literals)
            is_key = key in (chosen.get("code"), chosen.get("http_status"), "name")
            if type(literal.value) is not Opaque and (used or is_key or literal.value is None):
                continue
            name = f"x-{naming.kebab(key.removeprefix('own '))}"
            is_plain = type(literal.value) in (str, int, bool) and name != "x-"
            if is_plain and not re.fullmatch(r"value( \d+)?", key):
                fields[name] = literal.value, self.codes.at(literal.line)
                self.extensions[key] = name
            else:
                self.left.setdefault(key, literal.line)
        statuses = {status: self.codes.at(given.line)} if given is not None and status else {}
        self._comments(member, value or str(status), fields, statuses)
        if value is not None:
            self.codes.taken[value] = value
        place = self.codes.at(line if code is None else code.line)
        self.codes.findings.add(place, value, statuses, **fields)

    def _code(self, member: Member, code: Literal) -> str | None:
        """Return the code that a value is, or that it names; None where nobody knows."""
        given = code.value
        if not isinstance(given, Symbol):
            if isinstance(given, int):
                self.codes.integers.add(str(given))
            return str(given)
        if self.columns["code"] == ["name"] and type(member.name) is not Symbol:
            return self.codes.taken.get(given, str(given)) if self.is_known else str(given)
        known = self.codes.resolved(self.table, given)
        if known is not None or (code is member.value and self.table.kind != "list"):
            return known
        text = "the names of constants from elsewhere are taken as the codes"
        self.codes.findings.note("guessed", self.codes.at(code.line), text)
        return given.removesuffix(".value").rsplit(".", 1)[-1]

    def _name(self, member: Member, code: str) -> str | None:
        """Return the name that an entry gets from a member: the first that its code has.

        A name that another code has already is none.
        """
        name = str(member.name)
        self.codes.by_name[self.table.full_name(member)] = code
        is_own = self.codes.taken.setdefault(name, code) == code
        first = self.codes.first.setdefault(code, member)
        if first is member:
            return name if is_own else None
        is_known = self.table.kind == ERROR_CLASSES or normalized(str(first.name)) == normalized(
            name
        )
        if not is_known:
            text = f"{name} is another name of {excerpt(code)}, which is {first.name} at line "
            self.codes.note("left out", member.value.line, f"{text}{first.value.line}")
        return None

    def _comments(
        self,
        member: Member,
        label: str,
        fields: dict[str, object],
        statuses: dict[int, Location],
    ) -> None:
        """Take what the comments of a member say: its description, its HTTP status, its tags."""
        at = self.codes.at(member.value.line)
        texts = []
        if member.heading:
            fields["group"] = self.codes.findings.group(member.heading, at)
            numbers = [int(number) for number in re.findall(r"\b[1-5]\d\d\b", member.heading)]
            if len(numbers) == 1 and "http_status" not in self.columns:
                statuses.setdefault(numbers[0], at)
        for text in member.comments or filter(None, [member.above]):
            match = _STATUS.match(text)
            status = int(match[1] or match[2] or match[3]) if match else 0
            if match and status in PHRASES and "http_status" not in self.columns:
                statuses.setdefault(status, at)
                note = "the number in the comment of a code is its HTTP status"
                self.codes.findings.note("guessed", at, note)
                text = text[match.end() :] if match[1] else text
            if text and not (match and is_phrase(text)):
                texts.append(text)
        for tag, text in member.tags.items():
            name = next((name for name, words in WORDS.items() if normalized(tag) in words), "")
            if name == "http_status" and text[:3].isdecimal():
                statuses.setdefault(int(text[:3]), at)
            elif name and name not in ("code", "http_status", "description"):
                fields[name] = cast(name, text or True), at
        comment = "\n".join(texts)
        description = fields.get("description")
        if isinstance(description, tuple) and description[0] is not None:
            if comment and comment != description[0]:
                text = f"{label}: the comment {excerpt(comment)}; its value has a description"
                self.codes.findings.note("left out", at, text)
        elif comment:
            fields["description"] = comment
            if not member.comments:
                text = "the comment above a member is taken as its description"
                self.codes.findings.note("guessed", at, text)
