"""The TypeScript constants, read by tree-sitter's grammar."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from tree_sitter import Node

from apicodes.catalog.fields import typescript_names
from apicodes.catalog.given import given
from apicodes.compare.record import Leftover, Unreadable
from apicodes.compare.view import Reading
from apicodes.render.texts import Words
from apicodes.targets.typescript.typescript_tree import line_of, parse, text_of, unescaped
from apicodes.targets.typescript.view import TypeScriptEntry, TypeScriptView

NAMES = {"replacedBy": "replaced_by"}
"""The names of the fields of an announcement that differ in TypeScript."""

KINDS = {
    "type_alias_declaration": "types",
    "interface_declaration": "interfaces",
    "function_declaration": "functions",
}
"""The declarations whose names the view has, and its fields."""


def read(text: str) -> Reading:
    """Read a file of constants. Raises `Unreadable` where it is no TypeScript."""
    if "\0" in text:
        raise Unreadable(text[: text.index("\0")].count("\n") + 1, "not TypeScript: a NUL")
    try:
        return _Module().read(parse(text))
    except RecursionError:
        raise Unreadable(1, "not TypeScript: values nest too deeply") from None


class _Module:
    """One pass over the statements of a file."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        """The fields of the view."""
        self.lines: dict[tuple[int | None, str], int] = {}
        self.keys: dict[str | int, tuple[str, Node | None, int]] = {}
        """The key of each code, its comment, and its line."""
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
        self.values["codes"] = tuple(self.keys)
        self.lines[None, "codes"] = next((line for _, _, line in self.keys.values()), 1)
        view = TypeScriptView(**self.values)
        with_row = {_code(entry.fields.get("code")) for entry in view.entries}
        self.leftovers += [
            Leftover(line, str(code))
            for code, (_, _, line) in self.keys.items()
            if code not in with_row
        ]
        return Reading(view, self.lines, self.leftovers)

    def _comment(self, node: Node) -> None:
        """Keep a comment for what follows; a pragma between them does not count."""
        if text_of(node).startswith("//"):
            return
        if self.comment is not None:
            self._leave(self.comment)
        self.comment = node

    def _leave(self, node: Node) -> None:
        self.leftovers.append(Leftover(line_of(node), text_of(node).split("\n")[0]))

    def _set(self, name: str, value: Any, line: int) -> bool:
        """Set a field of the view, unless it has a value."""
        if name in self.values:
            return False
        self.values[name] = value
        self.lines[None, name] = line
        return True

    def _declaration(self, statement: Node) -> bool:
        declaration = statement.child_by_field_name("declaration")
        if declaration is None:
            return False
        if declaration.type == "lexical_declaration":
            return self._constant(declaration.named_children[0])
        has_comment = "/*" in text_of(declaration.child_by_field_name("body"))
        if declaration.type not in KINDS or (
            has_comment and declaration.type == "function_declaration"
        ):
            return False
        field, name = KINDS[declaration.type], text_of(declaration.child_by_field_name("name"))
        self.values[field] = (*self.values.get(field, ()), name)
        self.lines.setdefault((None, field), line_of(statement))
        wire = re.search(r"\((\w+) & \{\}\)", text_of(declaration.child_by_field_name("value")))
        if field == "types" and wire:
            self._set("wire_type", wire[1], line_of(statement))
        if field == "interfaces" and (own := _extensions(declaration)):
            self._set("extensions", own, line_of(statement))
        return True

    def _constant(self, declarator: Node) -> bool:
        name, line = text_of(declarator.child_by_field_name("name")), line_of(declarator)
        value = declarator.child_by_field_name("value")
        children = value.named_children if value is not None else []
        match value.type if value is not None else "":
            case "as_expression" if children[0].type == "object":
                if self.comment is not None:
                    self._set("introduction", _words(self.comment), line_of(self.comment))
                return self._set("type_name", name, line) and self._codes(children[0])
            case "array":
                row = text_of(declarator.child_by_field_name("type"))
                if not self._set("table", name, line):
                    return False
                if row != f": readonly {self._details()}[]":
                    self._leave(declarator)
                entries = tuple(self._entry(index, each) for index, each in enumerate(children))
                return self._set("entries", entries, line)
        return False

    def _details(self) -> str:
        return next(iter(self.values.get("interfaces", ())[1:]), "")

    def _codes(self, node: Node) -> bool:
        self.comment = None
        for child in node.named_children:
            if child.type == "comment":
                self._comment(child)
                continue
            name, value = self._pair(child)
            code = _code(value)
            if code is None or code in self.keys:
                self._leave(child)
            else:
                self.keys[code] = str(name), self.comment, line_of(child)
                self.comment = None
        return True

    def _entry(self, index: int, row: Node) -> TypeScriptEntry:
        self.lines[index, ""] = line_of(row)
        if row.type == "as_expression":
            row, of_type = row.named_children
            if text_of(of_type) != self._details():
                self._leave(of_type)
        names = {name: key for key, name in typescript_names().items()}
        fields: dict[str, Any] = {}
        for name, (value, line) in self._properties(row).items():
            if name == "extensions" and isinstance(value, dict):
                fields |= value
                self.lines |= {(index, str(own)): line for own in value}
                continue
            if name not in names:
                self.leftovers.append(Leftover(line, str(name)))
            key = names.get(str(name), str(name))
            is_announcement = key == "deprecated" and isinstance(value, dict)
            fields[key] = (
                {NAMES.get(each, each): item for each, item in value.items()}
                if is_announcement
                else value
            )
            self.lines[index, key] = line
        identifier, comment, line = self._key(fields.get("code"))
        if identifier is not None:
            self.lines[index, "identifier"] = line
        if comment is not None:
            self.lines[index, "documentation"] = line_of(comment)
        return TypeScriptEntry(
            fields=given(fields),
            identifier=identifier,
            documentation=None if comment is None else _words(comment),
        )

    def _key(self, code: object) -> tuple[str | None, Node | None, int]:
        """Return the key of a code, its comment and its line."""
        known = _code(code)
        return (None, None, 0) if known is None else self.keys.get(known, (None, None, 0))

    def _properties(self, node: Node) -> dict[Any, tuple[Any, int]]:
        """Return the properties of an object, each with its line; any other child is left over."""
        if node.type != "object":
            self._leave(node)
            return {}
        values: dict[Any, tuple[Any, int]] = {}
        for child in node.named_children:
            name, value = self._pair(child)
            if name is None or name in values:
                self._leave(child)
            else:
                values[name] = value, line_of(child)
        return values

    def _pair(self, pair: Node, read: Callable[[Node], Any] | None = None) -> tuple[Any, Any]:
        """Return the name and the value of a property; None for any other node."""
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
                return {name: value for name, (value, _) in self._properties(node).items()}
        self._leave(node)
        return None

    def _json(self, node: Node) -> Any:
        """Return the value of an extension field: any JSON."""
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


def _extensions(interface: Node) -> tuple[str, ...]:
    """Return the extension fields that an interface declares."""
    names = []
    for declared in _members(interface.child_by_field_name("body")):
        if text_of(declared.child_by_field_name("name")) == "extensions":
            annotation = declared.child_by_field_name("type")
            of_type = annotation.named_children[0] if annotation else None
            names = [text_of(each.child_by_field_name("name")) for each in _members(of_type)]
    return tuple(unescaped(name[1:-1]) if name[0] in "'\"" else name for name in names if name)


def _members(node: Node | None) -> Iterator[Node]:
    """Return the properties that an interface or a type declares."""
    children = node.named_children if node is not None else ()
    return (child for child in children if child.type == "property_signature")


def _code(value: object) -> str | int | None:
    """Return a value that can be a code, None for any other."""
    return value if isinstance(value, str | int) and not isinstance(value, bool) else None


_INTEGER = re.compile(r"-?[0-9]{1,20}")


def _words(comment: Node) -> Words:
    """Return the text of a comment without its frame."""
    first, *rest = text_of(comment).removeprefix("/**").removesuffix("*/").split("\n")
    return Words("\n".join([first, *(_MARGIN.sub("", line) for line in rest)]))


_MARGIN = re.compile(r"^ *\* ?")
