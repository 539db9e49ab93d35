"""Python modules with codes: enums, constants and tables, by their syntax."""

import ast
import warnings
from collections.abc import Iterator

from apicodes.compare.record import Unreadable
from apicodes.compare.view import records_of
from apicodes.importers import Imported
from apicodes.importers.constants import (
    CONSTANTS,
    TELLING,
    Candidate,
    Literal,
    Member,
    Opaque,
    Pairs,
    Symbol,
    is_code,
    is_group,
    normalized,
    with_status,
)
from apicodes.importers.exact import exact
from apicodes.importers.findings import Findings, readable, refuse
from apicodes.importers.python_syntax import Comments, assigned, statements, unwrapped
from apicodes.importers.vocabularies import imported
from apicodes.problems import Location
from apicodes.targets.notice import NOTICE
from apicodes.targets.python import reader

_TITLE = r"(.*?)\.(?=\n|\Z)"


def read(text: str, path: str) -> Imported:
    """Read a module; it is never run. Raises `ProblemsFound`."""
    text = readable(text, path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
            if NOTICE in text[:1000] and (reading := reader.read(text)).view.entries:
                return exact(
                    records_of(reading), path, "python", ast.get_docstring(tree) or "", _TITLE
                )
        return _Module(text, path).read(tree)
    except SyntaxError as error:
        message = error.msg.split(";")[0]
        refuse(path, error.lineno or 1, f"no Python: {message}", "syntax")
    except (RecursionError, MemoryError):
        refuse(path, 1, "no Python that can be read: nested too deep", "syntax")
    except (ValueError, Unreadable) as error:
        refuse(path, 1, f"no Python that can be read: {error}", "syntax")


class _Module:
    """One pass over a module."""

    def __init__(self, text: str, path: str) -> None:
        self.findings = Findings(path, "python")
        self.comments = Comments(text)
        self.enums = {"Enum", "StrEnum", "IntEnum", "Flag", "IntFlag"}
        self.candidates: list[Candidate] = []
        self.constants = Candidate(CONSTANTS, "", 1)
        self.seen = {"class": 0, "enum": 0, "map": 0, "list": 0, "constant": 0, "error class": 0}

    def read(self, tree: ast.Module) -> Imported:
        """Read every class and every constant."""
        self._classes(tree.body, "")
        for name, value, node, text in assigned(tree.body):
            if not name.startswith("__"):
                self._constant(name, value, node, text)
        return imported(self.findings, self.candidates, [self.constants], self.seen)

    def _classes(self, body: list[ast.stmt], outer: str) -> None:
        for node, _ in statements(body):
            if isinstance(node, ast.ClassDef):
                self._class(node, f"{outer}{node.name}")
                self._classes(node.body, f"{outer}{node.name}.")

    def _class(self, node: ast.ClassDef, name: str) -> None:
        bases = {ast.unparse(base).rsplit(".", 1)[-1] for base in node.bases}
        is_enum = bool(self.enums & bases)
        self.seen["enum" if is_enum else "class"] += 1
        members: list[Member] = []
        for key, value, statement, text in assigned(node.body):
            if key.startswith("__") or (key.startswith("_") and key.endswith("_")):
                continue
            before = members[-1].value.value if members else None
            member = self._member(key, self._value(value), statement, text=text)
            if _is_auto(value):
                member.value.value = _auto(key, before, bases) or member.value.value
            elif key.startswith("_") and not is_enum:
                member.value.value = Opaque(f"{ast.unparse(value)}, a private name")
            if not is_enum and isinstance(unwrapped(value), ast.Dict):
                self._constant(f"{name}.{key}", value, statement, text)
            else:
                members.append(member)
        if is_enum:
            self.enums.add(node.name)
            _name_items(members, node)
            self.candidates.append(Candidate("enum", name, node.lineno, members))
        elif any(normalized(str(its.name)) in TELLING for its in members):
            self.seen["error class"] += 1
            at = Location(self.findings.path, node.lineno)
            self.findings.note("left out", at, f"class {name}: enums and constants are read")
        elif sum(is_code(its.value.value) or type(its.value.value) is list for its in members) > 1:
            self.candidates.append(Candidate("class", name, node.lineno, members))

    def _constant(self, name: str, value: ast.expr, node: ast.stmt, text: str | None) -> None:
        value = unwrapped(value)
        match value:
            case ast.Dict():
                self.seen["map"] += 1
                members = list(self._items(value))
                self.candidates.append(Candidate("map", name, node.lineno, members))
            case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
                self.seen["list"] += 1
                rows = [self._member(None, self._value(item), item) for item in items]
                if any(
                    isinstance(its.value.value, list | Symbol) or is_code(its.value.value)
                    for its in rows
                ):
                    self.candidates.append(Candidate("list", name, node.lineno, rows))
            case ast.Subscript():
                literal = self._value(value)
                if isinstance(literal.value, list):
                    members = [Member(None, its) for its in literal.value]
                    self.candidates.append(Candidate("union", name, node.lineno, members))
            case ast.Constant(value=str() | int()) | ast.UnaryOp():
                literal = self._value(value)
                if isinstance(literal.value, str | int) and not isinstance(literal.value, Opaque):
                    self.seen["constant"] += 1
                    self.constants.members.append(self._member(name, literal, node, text=text))

    def _items(self, node: ast.Dict, prefix: str = "") -> Iterator[Member]:
        """Return the items of a dictionary, and of those that only group others in it."""
        for key, its in zip(node.keys, node.values, strict=True):
            if key is None:
                yield Member(None, Literal(Opaque(f"**{ast.unparse(its)}"), its.lineno))
                continue
            literal, value = self._value(key), self._value(its)
            if isinstance(its, ast.Dict) and isinstance(literal.value, str) and is_group(value):
                yield from self._items(
                    its, f"{prefix}{literal.value}_" if len(node.keys) > 1 else prefix
                )
                continue
            name = literal.value if type(literal.value) is Symbol else f"{prefix}{literal.value}"
            yield with_status(self._member(name, value, key, last=its), literal)

    def _member(
        self,
        name: str | None,
        value: Literal,
        node: ast.stmt | ast.expr,
        *,
        last: ast.expr | None = None,
        text: str | None = None,
    ) -> Member:
        """Return a constant with its docstring, or else the comment that explains it."""
        comment, is_bound = self.comments.of(node.lineno, (last or node).end_lineno or node.lineno)
        if text or is_bound:
            return Member(name, value, text or comment)
        return Member(name, value, above=comment)

    def _value(self, node: ast.expr) -> Literal:
        """Return the value of an expression."""
        node = unwrapped(node)
        match node:
            case ast.Constant(value=str() | int() | float() | None as value):
                return Literal(value, node.lineno)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))):
                return Literal(-value, node.lineno)
            case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
                return Literal([self._value(item) for item in items], node.lineno)
            case ast.Dict(keys=keys, values=values):
                pairs = Pairs()
                for key, its in zip(keys, values, strict=True):
                    if key is None:
                        at = Location(self.findings.path, its.lineno)
                        self.findings.note("left out", at, f"**{ast.unparse(its)}")
                    else:
                        pairs.append((self._value(key), self._value(its)))
                return Literal(pairs, node.lineno)
            case ast.Subscript(value=base, slice=its) if (
                ast.unparse(base).rsplit(".", 1)[-1] == "Literal"
            ):
                items = its.elts if isinstance(its, ast.Tuple) else [its]
                return Literal([self._value(item) for item in items], node.lineno)
            case ast.Call(args=[], keywords=keywords) if keywords:
                return Literal(
                    Pairs(
                        (Literal(str(its.arg), its.value.lineno), self._value(its.value))
                        for its in keywords
                    ),
                    node.lineno,
                )
            case ast.Call(args=arguments, keywords=keywords) if len(arguments) > 1:
                items = [*arguments, *(its.value for its in keywords)]
                return Literal([self._value(item) for item in items], node.lineno)
            case ast.Attribute() | ast.Name():
                return Literal(Symbol(ast.unparse(node)), node.lineno)
            case ast.Call(func=ast.Name(id="_" | "gettext" | "gettext_lazy"), args=[argument]):
                return self._value(argument)
            case _:
                return Literal(Opaque(ast.unparse(node)), node.lineno)


def _is_auto(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "auto"


def _auto(name: str, before: object, bases: set[str]) -> str | int | None:
    """Return what ``auto()`` stands for: text in a ``StrEnum``, else the number after another."""
    if "StrEnum" in bases:
        return name.lower()
    return before + 1 if isinstance(before, int) and "str" not in bases else None


def _name_items(members: list[Member], node: ast.ClassDef) -> None:
    """Name the items of tuples as the parameters of the enum's ``__init__`` or ``__new__`` are."""
    names: list[str] = []
    for its in node.body:
        if isinstance(its, ast.FunctionDef) and its.name in ("__init__", "__new__"):
            names = [argument.arg for argument in its.args.args[1:]]
    most = max(
        (len(its.value.value) for its in members if type(its.value.value) is list), default=0
    )
    for member in members if 0 < most <= len(names) else ():
        given = member.value
        if not isinstance(given.value, Opaque | Symbol):
            items = given.value if type(given.value) is list else [given]
            keys = [Literal(name, given.line) for name in names]
            member.value = Literal(Pairs(zip(keys, items, strict=False)), given.line)
