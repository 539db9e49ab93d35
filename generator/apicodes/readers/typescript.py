"""The TypeScript constants, by way of tree-sitter's grammar."""

import re
from typing import Any

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from apicodes.catalog import given
from apicodes.reading import Leftover, Reading, Record, Unreadable, in_words

FIELDS = {
    "httpStatuses": "http_status",
    "statusDescriptions": "status_descriptions",
    "replacedBy": "replaced_by",
}
"""What the fields are called that have other names in TypeScript."""


def read(text: str) -> Reading:
    """Read a file of constants. Raises `Unreadable` where it is no TypeScript."""
    tree = Parser(Language(tree_sitter_typescript.language_typescript())).parse(text.encode())
    if tree.root_node.has_error:
        raise Unreadable(_line(_error(tree.root_node)), "no TypeScript")
    return _Module().read(tree.root_node)


def _error(node: Node) -> Node:
    """Return the innermost node with an error."""
    for child in node.children:
        if child.is_error or child.is_missing:
            return child
        if child.has_error:
            return _error(child)
    return node


def _line(node: Node) -> int:
    return node.start_point[0] + 1


def _text(node: Node | None) -> str:
    return (node.text or b"").decode() if node is not None else ""


class _Module:
    """One pass over the statements of a file."""

    def __init__(self) -> None:
        self.root = Record({}, 1)
        self.keys: dict[Any, Record] = {}
        self.entries: list[Record] = []
        self.leftovers: list[Leftover] = []
        self.comment: Node | None = None
        """The comment right before the statement or property."""

    def read(self, program: Node) -> Reading:
        """Read every statement; the codes that no row has are left over."""
        for node in program.children:
            if node.type == "comment":
                self.comment = node
            elif node.type != "export_statement" or not self._declaration(node):
                self._leave(node)
        first = next(iter(self.keys.values()), self.root)
        self._root("codes", list(self.keys), first.line or 1)
        for record in self.entries:
            key = self.keys.pop(record.fields.get("code"), None)
            if key is not None:
                record.fields.update(key.fields)
                record.lines.update(key.lines)
        self.leftovers += [Leftover(key.line or 1, str(code)) for code, key in self.keys.items()]
        return Reading(self.root, self.entries, self.leftovers)

    def _leave(self, node: Node) -> None:
        self.leftovers.append(Leftover(_line(node), _text(node).split("\n")[0]))

    def _root(self, name: str, value: Any, line: int) -> None:
        self.root.fields[name] = value
        self.root.lines[name] = line

    def _declaration(self, statement: Node) -> bool:
        declaration = statement.child_by_field_name("declaration")
        match declaration.type if declaration is not None else "":
            case "lexical_declaration":
                assert declaration is not None
                return self._constant(declaration.named_children[0])
            case "type_alias_declaration" | "interface_declaration" | "function_declaration":
                return True
            case _:
                return False

    def _constant(self, declarator: Node) -> bool:
        name = _text(declarator.child_by_field_name("name"))
        value = declarator.child_by_field_name("value")
        match value.type if value is not None else "":
            case "as_expression":
                assert value is not None
                self._root("type", name, _line(declarator))
                if self.comment is not None:
                    self._root("introduction", _said(self.comment), _line(self.comment))
                self._codes(value.named_children[0])
            case "array":
                assert value is not None
                self._root("table", name, _line(declarator))
                self.entries += [self._row(row) for row in value.named_children]
            case _:
                return False
        return True

    def _codes(self, node: Node) -> None:
        comment: Node | None = None
        for child in node.named_children:
            if child.type == "comment":
                comment = child
                continue
            if child.type != "pair":
                self._leave(child)
                continue
            name, value = self._pair(child)
            record = Record({"identifier": name}, _line(child), {"identifier": _line(child)})
            if comment is not None:
                record.fields["documentation"] = _said(comment)
                record.lines["documentation"] = _line(comment)
            self.keys[value] = record
            comment = None

    def _row(self, row: Node) -> Record:
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for child in row.named_children if row.type == "object" else ():
            if child.type != "pair":
                self._leave(child)
                continue
            name, value = self._pair(child)
            name = FIELDS.get(name, name)
            values[name] = value
            lines[name] = _line(child)
        if row.type != "object":
            self._leave(row)
        return Record(given(values), _line(row), lines)

    def _pair(self, pair: Node) -> tuple[str, Any]:
        key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
        if key is not None and key.type == "computed_property_name":
            key = key.named_children[0]
        assert key is not None
        assert value is not None
        name = self._value(key) if key.type in ("string", "number") else _text(key)
        return name, self._value(value)

    def _value(self, node: Node) -> Any:
        match node.type:
            case "string":
                return _ESCAPE.sub(_unescaped, _text(node)[1:-1])
            case "number" | "unary_expression":
                return int(_text(node)) if _INTEGER.fullmatch(_text(node)) else _text(node)
            case "true" | "false":
                return node.type == "true"
            case "array":
                return tuple(self._value(item) for item in node.named_children)
            case "object":
                pairs = (self._pair(child) for child in node.named_children)
                return {FIELDS.get(name, name): value for name, value in pairs}
            case _:
                self._leave(node)
                return None


_INTEGER = re.compile(r"-?[0-9]+")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r"}


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return _NAMED.get(match[2], match[2])


def _said(comment: Node) -> str:
    """Return the text of a comment without its frame, in words."""
    first, *rest = _text(comment).removeprefix("/**").removesuffix("*/").split("\n")
    return in_words("\n".join([first, *(_MARGIN.sub("", line) for line in rest)]))


_MARGIN = re.compile(r"^ *\* ?")
