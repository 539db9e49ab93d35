"""The Python module, by way of its syntax tree; it is never imported."""

import ast
import builtins
import re
import warnings
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from typing import Any

from apicodes.catalog.given import given
from apicodes.compare.record import Leftover, Reading, Record, Unreadable, in_words, spread
from apicodes.text.lines import without_endings

ENUMS = ("StrEnum", "IntEnum")
IMPORTS: Mapping[str | None, tuple[str, ...]] = {
    "__future__": ("annotations",),
    "collections.abc": ("Mapping",),
    "copy": ("deepcopy",),
    "dataclasses": ("dataclass", "field"),
    "enum": (*ENUMS, "unique"),
    "typing": ("Any", "Final", "Self"),
}
"""What a module may import."""


def read(text: str) -> Reading:
    """Read a module. Raises `Unreadable` where it is no Python that compiles without a warning."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = ast.parse(text)
            compile(tree, "module", "exec", dont_inherit=True)
        return _Module(text).read(tree)
    except SyntaxError as error:
        raise Unreadable(error.lineno or 1, f"no Python: {error.msg}") from None
    except (ValueError, RecursionError, MemoryError) as error:
        message = str(error) or "values lie too deep in each other"
        raise Unreadable(1, f"no Python: {message}") from None


class _Module:
    """One pass over the statements of a module."""

    def __init__(self, text: str) -> None:
        self.lines = without_endings(text)
        self.root = Record({}, 1)
        self.members: dict[str, Record] = {}
        self.classes: dict[str, dict[str, str]] = {}
        """The fields of each dataclass, with their types."""
        self.row = ""
        """The class of the rows."""
        self.entries: list[Record] = []
        self.leftovers: list[Leftover] = []

    def read(self, tree: ast.Module) -> Reading:
        """Read every statement; the members of the enum that no row has are left over."""
        for statement in tree.body:
            if not self._statement(statement):
                self._leave(statement)
        codes = [member.fields["code"] for member in self.members.values()]
        self._say("codes", codes, next(iter(self.members.values()), self.root).line or 1)
        with_row = [record.fields.get("identifier") for record in self.entries]
        self.leftovers += [
            Leftover(member.line or 1, name)
            for name, member in self.members.items()
            if name not in with_row
        ]
        self.leftovers += [Leftover(its.lineno, its.id) for its in _undefined(tree)]
        return Reading(self.root, self.entries, self.leftovers)

    def _leave(self, node: ast.stmt | ast.expr | ast.keyword) -> None:
        self.leftovers.append(Leftover(node.lineno, self.lines[node.lineno - 1].strip()))

    def _say(self, name: str, value: Any, line: int) -> bool:
        """Keep what the module says; return False where it said that already."""
        if name in self.root.fields:
            return False
        self.root.fields[name] = value
        self.root.lines[name] = line
        return True

    def _statement(self, statement: ast.stmt) -> bool:
        line = statement.lineno
        match statement:
            case ast.Expr(value=ast.Constant(value=str(docstring))):
                return self._say("introduction", in_words(docstring), line)
            case ast.ImportFrom(module=module, names=names, level=0):
                known = IMPORTS.get(module, ())
                return all(its.name in known and its.asname is None for its in names)
            case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                exported = self._value(value)
                said = exported if isinstance(exported, list) else [""]
                return all(str(its) and self._say(f"{its} in __all__", True, line) for its in said)
            case ast.ClassDef(name=name, bases=[ast.Name(id=base)]) if base in ENUMS:
                return self._say("type", name, line) and self._enum(statement)
            case ast.ClassDef(bases=[], decorator_list=[ast.Call(func=ast.Name(id="dataclass"))]):
                return self._dataclass(statement)
            case ast.FunctionDef(name=name):
                return self._say(name, "function", line)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                return self._constant(name, statement.annotation, value)
            case _:
                return False

    def _dataclass(self, statement: ast.ClassDef) -> bool:
        """Read the fields, each of which has a default, as rows do without most of them."""
        fields = self.classes[statement.name] = {}
        for its in statement.body:
            match its:
                case ast.AnnAssign(target=ast.Name(id=name), value=value):
                    fields[name] = ast.unparse(its.annotation)
                    if name == "extensions":  # The one that not every module has.
                        self._say(f"{statement.name}.extensions", "field", its.lineno)
                    if value is None or (isinstance(value, ast.Call) and not value.keywords):
                        self._leave(its)
        return self._say(statement.name, "class", statement.lineno)

    def _enum(self, enum: ast.ClassDef) -> bool:
        last: Record | None = None
        for statement in enum.body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if (
                    name not in self.members
                ):
                    last = self.members[name] = self._member(name, value)
                case ast.Expr(value=ast.Constant(value=str(docstring))) if last is not None:
                    last.fields["documentation"] = in_words(cleandoc(docstring))
                    last.lines["documentation"] = statement.lineno
                    last = None
                case ast.Expr(value=ast.Constant(value=str())) if statement is enum.body[0]:
                    pass
                case ast.FunctionDef(name=name):
                    self._say(f"{enum.name}.{name}", "function", statement.lineno)
                case _:
                    self._leave(statement)
        return True

    def _member(self, name: str, value: ast.expr) -> Record:
        fields = {"identifier": name, "code": self._value(value)}
        return Record(fields, value.lineno, dict.fromkeys(fields, value.lineno))

    def _constant(self, name: str, annotation: ast.expr, value: ast.expr) -> bool:
        match value:
            case ast.Tuple(elts=rows) if not name.startswith("_") and _is_table(rows):
                if not self._say("table", name, value.lineno):
                    return False
                found = re.fullmatch(r"Final\[tuple\[(\w+), \.\.\.\]\]", ast.unparse(annotation))
                self.row = found[1] if found else ""
                self.entries += [self._row(row) for row in rows]
                of_code = self.classes.get(self.row, {}).get("code")
                return of_code == f"{self.root.fields.get('type')} | None"
            case ast.DictComp(generators=[ast.comprehension(iter=ast.Name(id=table))]) if (
                table == self.root.fields.get("table")
            ):
                return self._say(name, "index", value.lineno)
            case _:
                return self._say(name, self._value(value), value.lineno)

    def _row(self, row: ast.expr) -> Record:
        if not isinstance(row, ast.Call):
            self._leave(row)
            return Record({}, row.lineno)
        values = self._keywords(row, self.row)
        lines = {str(its.arg): its.value.lineno for its in row.keywords}
        member = values.get("code")
        if isinstance(member, Record):
            values.update(member.fields)
            lines.update(member.lines)
        values["http_status"] = values.pop("http_statuses", ())
        lines["http_status"] = lines.pop("http_statuses", row.lineno)
        spread(values, lines)
        return Record(given(values), row.lineno, lines)

    def _keywords(self, call: ast.Call, expected: str) -> dict[str, Any]:
        """Return what a dataclass is called with; what it does not take is left over."""
        known = self.classes.get(expected, {})
        if not isinstance(call.func, ast.Name) or call.func.id != expected or call.args:
            self._leave(call)
        self.leftovers += [
            Leftover(its.lineno, str(its.arg)) for its in call.keywords if its.arg not in known
        ]
        return {str(its.arg): self._field(str(its.arg), its.value) for its in call.keywords}

    def _field(self, name: str, value: ast.expr) -> Any:
        match value:
            case ast.Attribute(value=ast.Name(id=enum), attr=member) if (
                name == "code" and member in self.members and enum == self.root.fields["type"]
            ):
                return self.members[member]
            case ast.Call() if name == "deprecated":
                of_row = self.classes.get(self.row, {}).get(name, "")
                return self._keywords(value, of_row.removesuffix(" | None"))
            case _:
                return self._value(value)

    def _value(self, value: ast.expr) -> Any:
        """Return the value of a literal; of anything else nothing, and it is left over."""
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value
        try:
            found = ast.literal_eval(value)
            repr(found)  # It fails for a number of more digits than Python prints.
            if any(map(_is_ambiguous, ast.walk(value))):
                self._leave(value)
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            self._leave(value)
            return None
        return found


def _is_table(rows: list[ast.expr]) -> bool:
    return not rows or any(isinstance(row, ast.Call) for row in rows)


def _is_ambiguous(node: ast.AST) -> bool:
    """Return whether a key comes twice in a dictionary."""
    keys = [ast.dump(key) for key in node.keys if key] if isinstance(node, ast.Dict) else []
    return len(set(keys)) < len(keys)


def _undefined(tree: ast.Module) -> Iterator[ast.Name]:
    """Return the names outside of tables that nothing defines before they are looked up."""
    defined = {*dir(builtins)}
    later: list[ast.AST] = []
    for statement in tree.body:
        nodes = list(_evaluated(statement, later))
        defined |= {name for node in nodes for name in _bound(node)}
        yield from _missing(nodes, defined)
        if isinstance(statement, ast.ClassDef | ast.FunctionDef):
            defined.add(statement.name)
    bodies = [node for body in later for node in ast.walk(body)]
    defined |= {name for node in bodies for name in _bound(node)}
    yield from _missing(bodies, defined)


def _evaluated(node: ast.AST, later: list[ast.AST]) -> Iterator[ast.AST]:
    """Return the nodes that are evaluated where they stand.

    Bodies of functions and annotations go to `later`. A tuple is a table, whose rows are read one
    by one.
    """
    yield node
    for child in ast.iter_child_nodes(node):
        if _is_late(child, node):
            later.append(child)
        elif not isinstance(child, ast.Tuple) or not isinstance(node, ast.AnnAssign):
            yield from _evaluated(child, later)


def _is_late(child: ast.AST, parent: ast.AST) -> bool:
    match parent:
        case ast.FunctionDef(body=body, returns=returns):
            return child is returns or child in body
        case ast.arg(annotation=annotation) | ast.AnnAssign(annotation=annotation):
            return child is annotation
    return False


def _bound(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.alias(name=name):
            yield name


def _missing(nodes: list[ast.AST], defined: set[str]) -> Iterator[ast.Name]:
    for node in nodes:
        if isinstance(node, ast.Name) and node.id not in defined:
            yield node
