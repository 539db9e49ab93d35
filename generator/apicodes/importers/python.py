"""Python modules with codes: enums, classes, constants and tables, by their syntax."""

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from inspect import cleandoc
from itertools import zip_longest

from apicodes.importers import Imported
from apicodes.importers.constant_codes import imported
from apicodes.importers.constants import (
    Arguments,
    Choices,
    Literal,
    Member,
    NamedArguments,
    Opaque,
    Pairs,
    Point,
    Symbol,
)
from apicodes.importers.declarations import Declarations
from apicodes.importers.findings import readable, refuse
from apicodes.importers.source_comments import Comment, Comments

_TYPE = re.compile(r"^type +(\w+) *=", re.MULTILINE)
"""A type statement, which Python 3.11 does not know."""

_COLLECTIONS = frozenset(
    ("dict", "frozenset", "list", "set", "tuple", "MappingProxyType", "OrderedDict")
)
_ENUMS = frozenset(("Enum", "StrEnum", "IntEnum", "Flag", "IntFlag", "TextChoices"))


def read(text: str, path: str) -> Imported:
    """Read a module; it is never run. Raises `ProblemsFound`."""
    text = _TYPE.sub(r"\1 =", readable(text, path))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        module = _Module(Declarations(path, "python", Comments(text, _comments(text)), "map"))
        module.classes(tree.body, "")
        for name, value, node, docstring in _assigned(tree.body):
            if not name.startswith("__"):
                module.declared.add_constant(name, _value(value), _start(node), text=docstring)
    except SyntaxError as error:
        message = error.msg.split(";")[0]
        refuse(path, error.lineno or 1, f"no Python: {message}", "syntax")
    except (RecursionError, MemoryError):
        refuse(path, 1, "no Python that can be read: nested too deep", "syntax")
    except ValueError as error:
        refuse(path, 1, f"no Python that can be read: {error}", "syntax")
    return imported(module.declared)


class _Module:
    """One pass over a module."""

    def __init__(self, declared: Declarations) -> None:
        self.declared = declared
        self.enums = set(_ENUMS)

    def classes(self, body: list[ast.stmt], outer: str) -> None:
        """Add the classes of a body, and those in them."""
        for node, _ in _statements(body):
            if isinstance(node, ast.ClassDef):
                self._class(node, f"{outer}{node.name}")
                self.classes(node.body, f"{outer}{node.name}.")

    def _class(self, node: ast.ClassDef, name: str) -> None:
        bases = {ast.unparse(base).rsplit(".", 1)[-1] for base in node.bases}
        is_enum = bool(self.enums & bases)
        members: list[Member] = []
        for key, value, statement, docstring in _assigned(node.body):
            if key.startswith("__") or (key.startswith("_") and key.endswith("_")):
                continue
            literal = _value(value)
            if isinstance(value, ast.Call) and ast.unparse(value.func).split(".")[-1] == "auto":
                before = members[-1].value.value if members else None
                literal = literal.at(_auto(key, before, bases) or literal.value)
            elif key.startswith("_") and not is_enum:
                literal = literal.at(Opaque(f"{ast.unparse(value)}, a private name"))
            if not is_enum and type(literal.value) is Pairs and "Dict" in type(value).__name__:
                self.declared.add_constant(f"{name}.{key}", literal, _start(statement))
                continue
            start, end = _start(statement), literal.end
            members.append(self.declared.comments.member(key, literal, start, end, docstring))
        if is_enum:
            self.enums.add(node.name)
            _name_items(members, node)
            self.declared.add("enum", name, node.lineno, members)
        else:
            comments = [*filter(None, [ast.get_docstring(node)])]
            made = _made(node)
            self.declared.add_class(name, node.lineno, members, " ".join(bases), comments, made)


def _statements(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, ast.stmt | None]]:
    """Return statements, those under conditions as well, each with the one after it."""
    for node, after in zip_longest(body, body[1:]):
        yield node, after
        if isinstance(node, ast.If | ast.Try | ast.With):
            handlers = [handler.body for handler in getattr(node, "handlers", ())]
            rest = [getattr(node, part, []) for part in ("orelse", "finalbody")]
            for inner in (node.body, *handlers, *rest):
                yield from _statements(inner)


def _assigned(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr, ast.stmt, str]]:
    """Return names with their values, the statement, and the docstring behind it."""
    for node, after in _statements(body):
        targets: list[ast.expr] = []
        match node:
            case ast.Assign(targets=targets, value=value):
                pass
            case ast.AnnAssign(target=annotated, value=ast.expr() as value):
                targets = [annotated]
            case _:
                continue
        docstring = ""
        match after:
            case ast.Expr(value=ast.Constant(value=str(text))):
                docstring = cleandoc(text)
        for target in targets:
            names = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
            values = [value] * len(names)
            if names != [target] and isinstance(value, ast.Tuple | ast.List):
                values = value.elts if len(value.elts) == len(names) else values
            for name, single in zip(names, values, strict=True):
                if isinstance(name, ast.Name):
                    yield name.id, single, node, docstring


def _value(node: ast.expr) -> Literal:
    """Return the value of an expression."""
    value: object
    match node:
        case ast.Call(
            func=function, args=[ast.Dict() | ast.List() | ast.Tuple() | ast.Set() as one]
        ):
            if ast.unparse(function).rpartition(".")[2] in _COLLECTIONS:
                return _value(one)
            value = Opaque(ast.unparse(node))
        case ast.Constant(value=str() | int() | float() | None as value):
            pass
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))):
            value = -number
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
            value = [_value(item) for item in items]
        case ast.Dict(keys=keys, values=values):
            value = Pairs(map(_pair, keys, values))
        case ast.Subscript(value=base, slice=inner) if ast.unparse(base).endswith("Literal"):
            value = Choices(map(_value, inner.elts if isinstance(inner, ast.Tuple) else [inner]))
        case ast.Call(func=ast.Name(id="_" | "gettext" | "gettext_lazy"), args=[argument]):
            return _value(argument)
        case ast.Call(func=function, args=[], keywords=[_, *_] as named):
            pairs = ((_literal(str(each.arg), each.value), _value(each.value)) for each in named)
            value = NamedArguments(ast.unparse(function), pairs)
        case ast.Call(func=function, args=[_, _, *_] as given, keywords=named):
            literals = map(_value, [*given, *(each.value for each in named)])
            value = Arguments(ast.unparse(function), literals)
        case ast.Attribute() | ast.Name():
            value = Symbol(ast.unparse(node))
        case _:
            value = Opaque(ast.unparse(node))
    return _literal(value, node)


def _made(node: ast.ClassDef) -> Literal | None:
    """Return what the constructor of a class gives to that of the base class."""
    for method in node.body:
        for statement in method.body if isinstance(method, ast.FunctionDef) else ():
            match statement:
                case ast.Expr(value=ast.Call(func=function) as call):
                    if ast.unparse(function) == "super().__init__":
                        return _value(call)
    return None


def _pair(key: ast.expr | None, value: ast.expr) -> tuple[Literal, Literal]:
    if key is not None:
        return _value(key), _value(value)
    return _literal(None, value), _literal(Opaque(f"**{ast.unparse(value)}"), value)


def _start(node: ast.expr | ast.stmt) -> Point:
    return node.lineno, node.col_offset


def _literal(value: object, node: ast.expr) -> Literal:
    end = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
    return Literal(value, _start(node), end)


def _auto(name: str, before: object, bases: set[str]) -> str | int | None:
    """Return what ``auto()`` stands for: text in a ``StrEnum``, else the number after another."""
    if "StrEnum" in bases:
        return name.lower()
    return before + 1 if isinstance(before, int) and "str" not in bases else None


def _name_items(members: list[Member], node: ast.ClassDef) -> None:
    """Name the items of tuples as the parameters of the enum's ``__init__`` or ``__new__`` are."""
    names: list[str] = []
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and method.name in ("__init__", "__new__"):
            names = [argument.arg for argument in method.args.args[1:]]
    values = [member.value.value for member in members]
    most = max((len(value) for value in values if type(value) is list), default=0)
    for member in members if 0 < most <= len(names) else ():
        given = member.value
        if not isinstance(given.value, Opaque | Symbol):
            listed = given.value if type(given.value) is list else [given]
            pairs = zip(map(given.at, names), listed, strict=False)
            member.value = given.at(Pairs(pairs))


def _comments(text: str) -> list[Comment]:
    """Return the comments of a module; those with ``#:`` are docs."""
    comments = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                words = re.sub(
                    r"\s*#?\s*(?:noqa|type:|pylint:|pragma:|fmt:)[^#]*", "", token.string
                )
                column = len(token.line[: token.start[1]].encode())
                start, end = (
                    (token.start[0], column),
                    (token.end[0], column + len(token.string.encode())),
                )
                comment = Comment(words.lstrip("#:").strip(), start, end, words.startswith("#:"))
                comments.append(comment)
    except (tokenize.TokenError, SyntaxError):
        pass
    return [comment for comment in comments if comment.text]
