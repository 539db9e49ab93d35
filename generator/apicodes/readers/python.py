"""The Python module, by way of its syntax tree; it is never imported."""

import ast
from inspect import cleandoc
from typing import Any

from apicodes.catalog import given
from apicodes.reading import Leftover, Reading, Record, Unreadable, in_words

ENUMS = ("StrEnum", "IntEnum")


def read(text: str) -> Reading:
    """Read a module. Raises `Unreadable` where it is no Python."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise Unreadable(error.lineno or 1, f"no Python: {error.msg}") from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise Unreadable(1, f"no Python: {error}") from None
    return _Module().read(tree)


class _Module:
    """One pass over the statements of a module."""

    def __init__(self) -> None:
        self.root = Record({}, 1)
        self.members: dict[str, Record] = {}
        self.entries: list[Record] = []
        self.leftovers: list[Leftover] = []

    def read(self, tree: ast.Module) -> Reading:
        """Read every statement; the members of the enum that no row has are left over."""
        for statement in tree.body:
            if not self._statement(statement):
                self._leave(statement)
        codes = [member.fields["code"] for member in self.members.values()]
        self._root("codes", codes, next(iter(self.members.values()), self.root).line or 1)
        with_row = {record.fields.get("identifier") for record in self.entries}
        self.leftovers += [
            Leftover(member.line or 1, name)
            for name, member in self.members.items()
            if name not in with_row
        ]
        return Reading(self.root, self.entries, self.leftovers)

    def _leave(self, node: ast.stmt | ast.expr) -> None:
        self.leftovers.append(Leftover(node.lineno, ast.unparse(node).split("\n")[0]))

    def _root(self, name: str, value: Any, line: int) -> None:
        self.root.fields[name] = value
        self.root.lines[name] = line

    def _statement(self, statement: ast.stmt) -> bool:
        match statement:
            case ast.Expr(value=ast.Constant(value=str(docstring))):
                self._root("introduction", in_words(docstring), statement.lineno)
            case ast.ImportFrom(level=0):
                return statement.module in (
                    "collections.abc",
                    "copy",
                    "dataclasses",
                    "enum",
                    "typing",
                )
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                pass
            case ast.ClassDef(bases=[ast.Name(id=base)]) if base in ENUMS:
                self._root("type", statement.name, statement.lineno)
                self._enum(statement)
            case ast.ClassDef(bases=[], decorator_list=[ast.Call(func=ast.Name(id="dataclass"))]):
                pass
            case ast.FunctionDef(name="openapi_responses"):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                return self._constant(name, value)
            case _:
                return False
        return True

    def _enum(self, enum: ast.ClassDef) -> None:
        last: Record | None = None
        for statement in enum.body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    last = self.members[name] = self._member(name, value)
                case ast.Expr(value=ast.Constant(value=str(docstring))):
                    if last is not None:
                        last.fields["documentation"] = in_words(cleandoc(docstring))
                        last.lines["documentation"] = statement.lineno
                    last = None
                case ast.FunctionDef():
                    pass
                case _:
                    self._leave(statement)

    def _member(self, name: str, value: ast.expr) -> Record:
        fields = {"identifier": name, "code": self._value(value)}
        return Record(fields, value.lineno, dict.fromkeys(fields, value.lineno))

    def _constant(self, name: str, value: ast.expr) -> bool:
        match value:
            case ast.Tuple(elts=rows) if not name.startswith("_"):
                self._root("table", name, value.lineno)
                self.entries += [self._row(row) for row in rows]
            case ast.DictComp():
                pass
            case _:
                self._root(name, self._value(value), value.lineno)
        return True

    def _row(self, row: ast.expr) -> Record:
        if not isinstance(row, ast.Call):
            self._leave(row)
            return Record({}, row.lineno)
        values = {str(its.arg): self._field(str(its.arg), its.value) for its in row.keywords}
        lines = {str(its.arg): its.value.lineno for its in row.keywords}
        member = values.pop("code", None)
        if isinstance(member, Record):
            values.update(member.fields)
            lines.update(member.lines)
        values["http_status"] = values.pop("http_statuses", ())
        lines["http_status"] = lines.pop("http_statuses", row.lineno)
        return Record(given(values), row.lineno, lines)

    def _field(self, name: str, value: ast.expr) -> Any:
        match value:
            case ast.Attribute(attr=member) if name == "code" and member in self.members:
                return self.members[member]
            case ast.Call(func=ast.Name(), args=[], keywords=keywords):
                return {str(its.arg): self._value(its.value) for its in keywords}
            case _:
                return self._value(value)

    def _value(self, value: ast.expr) -> Any:
        """Return the value of a literal; of anything else its source, which no catalog holds."""
        try:
            return ast.literal_eval(value)
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            self._leave(value)
            return ABSENT


ABSENT = None
