"""The TypeScript constants, by way of tree-sitter's grammar."""

import json
import re
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any

from tree_sitter import Node

from apicodes.catalog.given import given
from apicodes.compare.record import Leftover, Reading, Record, Unreadable, in_words, spread
from apicodes.targets.typescript.typescript_tree import line_of, parse, text_of, unescaped

FIELDS = {
    "httpStatuses": "http_status",
    "statusDescriptions": "status_descriptions",
    "replacedBy": "replaced_by",
}
"""What the fields are called that have other names in TypeScript."""


def read(text: str) -> Reading:
    """Read a file of constants. Raises `Unreadable` where it is no TypeScript."""
    if "\0" in text:
        raise Unreadable(text[: text.index("\0")].count("\n") + 1, "no TypeScript: a NUL")
    try:
        return _Module().read(parse(text))
    except RecursionError:
        raise Unreadable(1, "no TypeScript: values lie too deep in each other") from None


class _Module:
    """One pass over the statements of a file."""

    def __init__(self) -> None:
        self.root = Record({}, 1)
        self.keys: dict[Any, Record] = {}
        self.interfaces: dict[str, frozenset[str]] = {}
        """The properties of each interface."""
        self.entries: list[Record] = []
        self.leftovers: list[Leftover] = []
        self.comment: Node | None = None
        """The comment right before the statement or property."""

    def read(self, program: Node) -> Reading:
        """Read every statement; the codes that no row has are left over."""
        for node in program.children:
            if node.type == "comment":
                self._comment(node)
                continue
            if node.type != "export_statement" or not self._declaration(node):
                self._leave(node)
            self.comment = None
        first = next(iter(self.keys.values()), self.root)
        self._say("codes", list(self.keys), first.line or 1)
        for record in self.entries:
            key = self.keys.pop(_hashable(record.fields.get("code")), None)
            if key is not None:
                record.fields.update(key.fields)
                record.lines.update(key.lines)
        self.leftovers += [Leftover(key.line or 1, str(code)) for code, key in self.keys.items()]
        return Reading(self.root, self.entries, self.leftovers)

    def _comment(self, node: Node) -> None:
        """Keep a comment for what follows; of two right after each other the first is left over.

        Comments of one line say nothing: the notice, and what formatters and linters obey.
        """
        if text_of(node).startswith("//"):
            return
        if self.comment is not None:
            self._leave(self.comment)
        self.comment = node

    def _leave(self, node: Node) -> None:
        self.leftovers.append(Leftover(line_of(node), text_of(node).split("\n")[0]))

    def _say(self, name: str, value: Any, line: int) -> bool:
        """Keep what the file says; return False where it said that already."""
        if name in self.root.fields:
            return False
        self.root.fields[name] = value
        self.root.lines[name] = line
        return True

    def _declaration(self, statement: Node) -> bool:
        declaration = statement.child_by_field_name("declaration")
        match declaration.type if declaration is not None else "":
            case "lexical_declaration":
                assert declaration is not None
                return self._constant(declaration.named_children[0])
            case "type_alias_declaration" | "interface_declaration" | "function_declaration":
                assert declaration is not None
                kind = declaration.type.partition("_")[0]
                name = text_of(declaration.child_by_field_name("name"))
                if kind == "interface":
                    self.interfaces[name] = _properties(declaration)
                return self._say(f"{kind} {name}", True, line_of(statement))
            case _:
                return False

    def _constant(self, declarator: Node) -> bool:
        name = text_of(declarator.child_by_field_name("name"))
        value = declarator.child_by_field_name("value")
        children = value.named_children if value is not None else []
        match value.type if value is not None else "":
            case "as_expression" if children[0].type == "object":
                if not self._say("type", name, line_of(declarator)):
                    return False
                if self.comment is not None:
                    self._say("introduction", _said(self.comment), line_of(self.comment))
                self._codes(children[0])
            case "array" if not children or any(its.type == "object" for its in children):
                if not self._say("table", name, line_of(declarator)):
                    return False
                known = self.interfaces.get(_element(declarator))
                if known is None:
                    self._leave(declarator)
                self.entries += [self._row(row, known or ()) for row in children]
            case _:
                return False
        return True

    def _codes(self, node: Node) -> None:
        self.comment = None
        for child in node.named_children:
            if child.type == "comment":
                self._comment(child)
                continue
            name, value = self._pair(child)
            code = _hashable(value)
            if code is None or code in self.keys:
                self._leave(child)
                continue
            record = Record({"identifier": name}, line_of(child), {"identifier": line_of(child)})
            if self.comment is not None:
                record.fields["documentation"] = _said(self.comment)
                record.lines["documentation"] = line_of(self.comment)
            self.keys[code] = record
            self.comment = None

    def _row(self, row: Node, known: Collection[str]) -> Record:
        if row.type != "object":
            self._leave(row)
            return Record({}, line_of(row))
        lines: dict[str, int] = {}
        values = self._object(row, lines)
        self.leftovers += [
            Leftover(its, str(name)) for name, its in lines.items() if name not in known
        ]
        spread(values, lines)
        return Record(
            given({str(name): value for name, value in values.items()}), line_of(row), lines
        )

    def _object(self, node: Node, lines: dict[str, int]) -> dict[Any, Any]:
        """Return the properties of an object; what is none, and what comes twice, is left over."""
        values: dict[Any, Any] = {}
        for child in node.named_children:
            name, value = self._pair(child)
            name = FIELDS.get(name, name)
            if name is None or name in values:
                self._leave(child)
                continue
            values[name] = value
            lines[name] = line_of(child)
        return values

    def _pair(self, pair: Node, read: Callable[[Node], Any] | None = None) -> tuple[Any, Any]:
        """Return the name and the value of a property; None for what is none."""
        key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
        if pair.type != "pair" or key is None or value is None:
            return None, None
        if key.type == "computed_property_name":
            key = key.named_children[0]
        name = self._value(key) if key.type in ("string", "number") else text_of(key)
        read = read or (self._json if name == "extensions" else self._value)
        return name, read(value)

    def _value(self, node: Node) -> Any:
        match node.type:
            case "string":
                return unescaped(text_of(node)[1:-1])
            case "number" | "unary_expression":
                return int(text_of(node)) if _INTEGER.fullmatch(text_of(node)) else text_of(node)
            case "true" | "false":
                return node.type == "true"
            case "array":
                return tuple(self._value(item) for item in node.named_children)
            case "object":
                return self._object(node, {})
            case _:
                self._leave(node)
                return None

    def _json(self, node: Node) -> Any:
        """Return a value of a field of the team's own: any of JSON."""
        match node.type:
            case "number" | "unary_expression":
                with suppress(ValueError):
                    return json.loads(text_of(node))
            case "null":
                return None
            case "array":
                return [self._json(item) for item in node.named_children]
            case "object":
                values: dict[Any, Any] = {}
                for pair in node.named_children:
                    name, value = self._pair(pair, self._json)
                    if name is None or name in values:
                        self._leave(pair)
                    values[name] = value
                return values
        return self._value(node)


def _properties(interface: Node) -> frozenset[str]:
    """Return the names of the properties of an interface, as a reading has them."""
    body = interface.child_by_field_name("body")
    children = body.named_children if body is not None else ()
    names = (text_of(its.child_by_field_name("name")) for its in children)
    return frozenset(FIELDS.get(name, name) for name in names)


def _element(declarator: Node) -> str:
    """Return the type of the elements of a constant: ``X`` of ``readonly X[]``."""
    found = re.fullmatch(r": *readonly (\w+)\[\]", text_of(declarator.child_by_field_name("type")))
    return found[1] if found else ""


def _hashable(value: Any) -> str | int | None:
    """Return a value that can be a code, None for any other."""
    return value if isinstance(value, str | int) and not isinstance(value, bool) else None


_INTEGER = re.compile(r"-?[0-9]{1,20}")


def _said(comment: Node) -> str:
    """Return the text of a comment without its frame, in words."""
    first, *rest = text_of(comment).removeprefix("/**").removesuffix("*/").split("\n")
    return in_words("\n".join([first, *(_MARGIN.sub("", line) for line in rest)]))


_MARGIN = re.compile(r"^ *\* ?")
