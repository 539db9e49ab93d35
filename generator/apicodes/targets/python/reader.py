"""The Python module, read from its syntax tree; it is never imported."""

import ast
import re
import warnings
from collections.abc import Sequence
from typing import Any

from apicodes.catalog.fields import python_names
from apicodes.catalog.given import given
from apicodes.compare.record import Leftover, Unreadable
from apicodes.compare.view import Reading
from apicodes.render.texts import Words
from apicodes.targets.python.view import PythonEntry, PythonView
from apicodes.text.lines import without_endings


def read(text: str) -> Reading:
    """Read a module. Raises `Unreadable` where it is no Python that compiles without a warning."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = ast.parse(text)
            compile(tree, "module", "exec", dont_inherit=True)
        return _Module(text).read(tree)
    except SyntaxError as error:
        raise Unreadable(error.lineno or 1, f"not Python: {error.msg}") from None
    except (ValueError, RecursionError, MemoryError) as error:
        message = str(error) or "values nest too deeply"
        raise Unreadable(1, f"not Python: {message}") from None


class _Module:
    """One pass over the statements of a module."""

    def __init__(self, text: str) -> None:
        self.text = without_endings(text)
        self.values: dict[str, Any] = {"imports": {}, "classes": (), "functions": (), "helper": {}}
        """The fields of the view."""
        self.lines: dict[tuple[int | None, str], int] = {}
        self.members: dict[str, tuple[Any, int]] = {}
        """The value of each member of the enum, and its line."""
        self.docstrings: dict[str, tuple[Words, int]] = {}
        self.leftovers: list[Leftover] = []

    def read(self, tree: ast.Module) -> Reading:
        """Read every statement; the members of the enum that no row has are left over."""
        for statement in tree.body:
            if not self._statement(statement):
                self._leave(statement)
        self.values["codes"] = tuple(value for value, _ in self.members.values())
        self.lines[None, "codes"] = next((line for _, line in self.members.values()), 1)
        view = PythonView(**self.values)
        with_row = {entry.identifier for entry in view.entries if isinstance(entry, PythonEntry)}
        self.leftovers += [
            Leftover(line, name) for name, (_, line) in self.members.items() if name not in with_row
        ]
        return Reading(view, self.lines, self.leftovers)

    def _leave(self, node: ast.stmt | ast.expr) -> None:
        self.leftovers.append(Leftover(node.lineno, self.text[node.lineno - 1].strip()))

    def _set(self, name: str, value: Any, line: int) -> bool:
        """Set a field of the view, unless it has a value."""
        if name in self.values:
            return False
        self.values[name] = value
        self.lines[None, name] = line
        return True

    def _statement(self, statement: ast.stmt) -> bool:
        line = statement.lineno
        match statement:
            case ast.Expr(value=ast.Constant(value=str(docstring))):
                return self._set("introduction", Words(docstring), line)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                self.values["imports"][module] = tuple(map(ast.unparse, names))
                self.lines.setdefault((None, "imports"), line)
            case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                exported = self._value(value)
                return isinstance(exported, list) and self._set("exported", (*exported,), line)
            case ast.ClassDef(name=name, bases=[ast.Name(id=base)]):
                self._enum(statement)
                return self._set("type_name", name, line) and self._set("base", base, line)
            case ast.ClassDef(name=name, bases=[]):
                self.values["classes"] += (name,)
                self.lines.setdefault((None, "classes"), line)
                self._dataclass(statement)
            case ast.FunctionDef(name=name):
                self.values["functions"] += (name,)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                return self._constant(name, statement.annotation, value)
            case _:
                return False
        return True

    def _dataclass(self, statement: ast.ClassDef) -> None:
        for each in statement.body:
            match each:
                case ast.AnnAssign(target=ast.Name(id="extensions")):
                    self._set("has_extensions", True, each.lineno)

    def _enum(self, enum: ast.ClassDef) -> None:
        last = ""
        for statement in enum.body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if (
                    name not in self.members
                ):
                    self.members[name] = self._value(value), statement.lineno
                    last = name
                case ast.Expr(value=ast.Constant(value=str(docstring))) if last:
                    self.docstrings[last] = Words(docstring), statement.lineno
                    last = ""
                case ast.Expr(value=ast.Constant(value=str())) if statement is enum.body[0]:
                    pass
                case ast.FunctionDef(name=name):
                    self.values["functions"] += (f"{enum.name}.{name}",)
                    self.lines.setdefault((None, "functions"), statement.lineno)
                case _:
                    self._leave(statement)

    def _constant(self, name: str, annotation: ast.expr, value: ast.expr) -> bool:
        match value:
            case ast.Tuple(elts=rows) if not name.startswith("_"):
                row = re.fullmatch(r"Final\[tuple\[(\w+), \.\.\.\]\]", ast.unparse(annotation))
                if not row or not self._set("table", name, value.lineno):
                    return False
                return self._set("entries", self._entries(rows, row[1]), value.lineno)
            case ast.DictComp(generators=[ast.comprehension(iter=ast.Name(id=table))]):
                return self._set("index", table, value.lineno)
            case _ if name in self.values["helper"]:
                return False
        self.values["helper"][name] = self._value(value)
        self.lines[None, name] = value.lineno
        return True

    def _entries(self, rows: Sequence[ast.expr], of: str) -> tuple[PythonEntry, ...]:
        """Return the rows of the table; what is no call of their class is left over."""
        return tuple(self._entry(index, row, of) for index, row in enumerate(rows))

    def _entry(self, index: int, row: ast.expr, of: str) -> PythonEntry:
        self.lines[index, ""] = row.lineno
        arguments = self._arguments(row, of)
        names = {name: key for key, name in python_names().items()}
        fields: dict[str, Any] = {}
        identifier = None
        for name, value in arguments.items():
            key = names.get(name, name)
            self.lines[index, key] = value.lineno
            match value:
                case ast.Attribute(value=ast.Name(id=enum), attr=member) if key == "code":
                    if member not in self.members or enum != self.values.get("type_name"):
                        self._leave(value)
                        continue
                    identifier = member
                    fields[key], line = self.members[member]
                    self.lines[index, key] = self.lines[index, "identifier"] = line
                case ast.Call() if key == "deprecated":
                    announcement = self._arguments(value, self.values["classes"][0])
                    fields[key] = {each: self._value(item) for each, item in announcement.items()}
                case _ if name == "extensions":
                    fields |= self._extensions(index, value)
                case _:
                    fields[key] = self._value(value)
        documentation, line = self.docstrings.get(identifier or "", (None, 0))
        if documentation:
            self.lines[index, "documentation"] = line
        return PythonEntry(fields=given(fields), identifier=identifier, documentation=documentation)

    def _extensions(self, index: int, value: ast.expr) -> dict[str, Any]:
        extensions = self._value(value)
        if not isinstance(extensions, dict) or not all(
            str(name).startswith("x-") for name in extensions
        ):
            self._leave(value)
            return {}
        line = self.lines.pop((index, "extensions"))
        self.lines.update({(index, str(name)): line for name in extensions})
        return extensions

    def _arguments(self, call: ast.expr, of: str) -> dict[str, ast.expr]:
        """Return the keyword arguments of a call of a class; any other expression is left over."""
        match call:
            case ast.Call(func=ast.Name(id=name), args=[]) if name == of:
                return {str(each.arg): each.value for each in call.keywords}
        self._leave(call)
        return {}

    def _value(self, value: ast.expr) -> Any:
        """Return the value of a literal; anything else is left over."""
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value
        try:
            literal = ast.literal_eval(value)
            repr(literal)  # It fails for a number of more digits than Python prints.
            if any(map(_has_duplicate_keys, ast.walk(value))):
                self._leave(value)
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            self._leave(value)
            return None
        return literal


def _has_duplicate_keys(node: ast.AST) -> bool:
    keys = [ast.dump(key) for key in node.keys if key] if isinstance(node, ast.Dict) else []
    return len(set(keys)) < len(keys)
