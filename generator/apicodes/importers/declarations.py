"""What a source file declares, as tables of constants: the part that all languages share."""

import re
from collections import Counter
from collections.abc import Sequence

from apicodes.compare.comparable import ImportedKind
from apicodes.importers.constants import (
    CONSTANTS,
    ERROR_CLASSES,
    TELLING,
    Arguments,
    Choices,
    Literal,
    Member,
    NamedArguments,
    Opaque,
    Pairs,
    Point,
    Symbol,
    Table,
    is_code,
    is_record,
    items,
    normalized,
)
from apicodes.importers.findings import Findings
from apicodes.importers.source_comments import Comments

_ERROR = re.compile(r"(Error|Exception|Fault|Failure)$")
_ERROR_WORD = re.compile("err|fault|fail|problem|exception", re.I)


class Declarations:
    """The tables of a file, in any order, and how many declarations of each kind it has."""

    def __init__(self, path: str, kind: ImportedKind, comments: Comments, mapping: str) -> None:
        self.findings = Findings(path, kind)
        self.comments = comments
        self.mapping = mapping
        """How mappings with plain keys are called."""
        self.tables: list[Table] = []
        self.seen: Counter[str] = Counter()
        self._errors: set[str] = set()
        self._joint: dict[tuple[str, str], Table] = {}

    def add(self, kind: str, name: str, line: int, members: list[Member]) -> None:
        """Add a table of its own."""
        self.seen[kind] += 1
        self.tables.append(Table(kind, name, line, members))

    def add_class(
        self,
        name: str,
        line: int,
        members: list[Member],
        bases: str,
        comments: Sequence[str],
        made: Literal | None,
    ) -> None:
        """Add a class: the row of one error, or several codes in one.

        `made` is what the constructor gives to the one of the base class.
        """
        names = {name, *re.findall(r"\w+", bases)}
        if self._errors & names or any(map(_ERROR.search, names)):
            self._errors.add(name)
        if name in self._errors:
            if any(normalized(str(member.name)) in TELLING for member in members):
                first, last = members[0].value, members[-1].value
                pairs = Pairs((first.at(member.name), member.value) for member in members)
                value = Literal(pairs, (line, 0), last.end)
                self._join(ERROR_CLASSES, "", Member(name, value, [*comments]))
                return
            if made is not None and isinstance(made.value, Arguments | NamedArguments):
                for given in made.parts:
                    if type(given.value) is Symbol and "." not in given.value:
                        given.value = Opaque(given.value)
                self._join(ERROR_CLASSES, bases, Member(name, made, [*comments]))
                return
        self.seen["class"] += 1
        values = [member.value.value for member in members]
        if sum(is_code(value) or isinstance(value, list) for value in values) > 1:
            self.tables.append(Table("class", name, line, members))

    def add_constant(
        self, name: str, value: Literal, start: Point, space: str = "", text: str = ""
    ) -> None:
        """Add a constant: a table, if its value is one, else a member of all constants."""
        full = f"{space}.{name}".strip(".")
        match value.value:
            case Arguments(function=function) | NamedArguments(function=function):
                if _ERROR_WORD.search(function):
                    member = self.comments.member(name, value, start, value.end, text)
                    self._join("calls", function, member)
            case Pairs() as pairs if is_record(pairs):
                outer, _, name = full.rpartition(".")
                member = self.comments.member(name, value, start, value.end, text)
                self._join("error objects", outer, member)
            case Pairs() as pairs:
                members = [
                    self.comments.member(key, item, at.start, item.end)
                    for key, at, item in items(pairs)
                    if name not in ("default", "exports") or type(item.value) is not Symbol
                ]
                is_keyed = any(type(member.name) is Symbol for member in members)
                self.add("map" if is_keyed else self.mapping, full, start[0], members)
            case list() as listed:
                members = [
                    self.comments.member(None, item, item.start, item.end) for item in listed
                ]
                if any(
                    isinstance(item.value, list | Symbol) or is_code(item.value) for item in listed
                ):
                    kind = "union" if isinstance(listed, Choices) else "list"
                    self.add(kind, full, start[0], members)
            case str() | int() as single if not isinstance(single, Opaque | Symbol | bool):
                member = self.comments.member(name, value, start, value.end, text)
                self._join("namespace" if space else CONSTANTS, space, member)

    def _join(self, kind: str, name: str, member: Member) -> None:
        self.seen["constant" if kind == CONSTANTS else kind] += 1
        table = Table(kind, name, member.value.line)
        table = self._joint.setdefault((kind, name), table)
        if not table.members:
            self.tables.append(table)
        table.members.append(member)
