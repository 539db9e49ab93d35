"""What the syntax of TypeScript says: the values of expressions, and the comments beside them."""

import re

from tree_sitter import Node

from apicodes.importers.constants import Literal, Opaque, Pairs, Symbol
from apicodes.targets.typescript.typescript_tree import line_of, text_of, unescaped

INSIDE = frozenset(
    ("export_statement", "statement_block", "internal_module", "module", "expression_statement",
     "ambient_declaration", "lexical_declaration", "variable_declaration")
)  # fmt: skip
_WRAPPERS = ("as_expression", "satisfies_expression", "parenthesized_expression", "type_assertion")


class Comments:
    """The comments of a file, by their lines."""

    def __init__(self, program: Node) -> None:
        self._source = program.text or b""
        self._ending: dict[int, Node] = {}
        self._beginning: dict[int, Node] = {}
        pending = [program]
        while pending:
            node = pending.pop()
            if node.type == "comment":
                self._ending[node.end_point[0]] = node
                self._beginning[node.start_point[0]] = node
            pending += node.children

    def of(self, node: Node) -> tuple[str | None, str | None]:
        """Return the comment of a node, JSDoc or at the end of its line, and another one above."""
        while node.parent is not None and node.parent.type in INSIDE:
            node = node.parent
        row = node.start_point[0]
        behind = self._beginning.get(node.end_point[0])
        for its in (self._ending.get(row), self._ending.get(row - 1)):
            if its is None or its.start_byte > node.start_byte or text_of(its)[:3] != "/**":
                continue
            if its.end_point[0] == row or self._is_alone(its):
                return _said(text_of(its)), None
        if behind is not None and behind.start_byte >= node.end_byte:
            between = self._source[node.end_byte : behind.start_byte]
            if not re.search(rb"\w", between):
                return _said(text_of(behind)), None
        lines: list[str] = []
        while (its := self._ending.get(row := row - 1)) and self._is_alone(its):
            lines.insert(0, _said(text_of(its)))
            row = its.start_point[0]
        is_header = row < 0
        return None, "\n".join(line for line in lines if line and not is_header) or None

    def _is_alone(self, comment: Node) -> bool:
        before = self._source[comment.start_byte - comment.start_point[1] : comment.start_byte]
        end = self._source.find(b"\n", comment.end_byte)
        after = self._source[comment.end_byte : end if end >= 0 else None]
        return not (before + after).strip()


def _said(comment: str) -> str:
    """Return the text of a comment without its frame."""
    if comment.startswith("//"):
        text = comment.lstrip("/").strip()
        return "" if re.match(r"eslint|@ts-|prettier|biome|istanbul|c8 |v8 ", text) else text
    inner = re.sub(r"^/\*+|\*+/$", "", comment)
    return "\n".join(re.sub(r"^[ \t]*\* ?", "", line) for line in inner.split("\n")).strip()


def children_of(node: Node | None) -> list[Node]:
    """Return the named children of a node, without comments."""
    return [its for its in node.named_children if its.type != "comment"] if node is not None else []


def unwrapped(node: Node | None) -> Node | None:
    """Return a value without what may stand around it, such as ``as const`` or ``new Map``."""
    while node is not None:
        called = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        arguments = node.child_by_field_name("arguments")
        if node.type in _WRAPPERS:
            node = next(iter(node.named_children), None)
        elif (
            text_of(called).rpartition(".")[2] in ("freeze", "seal", "Map", "Set", "enum")
            and arguments is not None
        ):
            node = next(iter(arguments.named_children), None)
        else:
            break
    return node


def key_of(node: Node | None) -> str:
    """Return the name that a property or member has."""
    return str(literal_of(node)) if node is not None else ""


def literal_of(node: Node) -> object:
    """Return what a key is: text, a number, or the name of a constant."""
    if node.type == "computed_property_name":
        node = node.named_children[0]
    if node.type == "property_identifier":
        return text_of(node)
    return value_of(node).value


def value_of(node: Node) -> Literal:
    """Return the value of an expression."""
    node = unwrapped(node) or node
    line, text = line_of(node), text_of(node)
    children = [child for child in node.named_children if child.type != "comment"]
    match node.type:
        case "string" | "template_string" if not any(
            "substitution" in its.type for its in children
        ):
            return Literal(unescaped(text[1:-1]), line)
        case "number" | "unary_expression" if re.fullmatch(r"-?[0-9][0-9_]{0,17}", text):
            return Literal(int(text), line)
        case "true" | "false":
            return Literal(node.type == "true", line)
        case "null" | "undefined":
            return Literal(None, line)
        case "array":
            return Literal([value_of(child) for child in children], line)
        case "object":
            pairs = Pairs()
            for child in children:
                key, its = child.child_by_field_name("key"), child.child_by_field_name("value")
                name = text_of(child) if key is None else literal_of(key)
                value = value_of(its) if its is not None else Literal(Opaque(name), line)
                pairs.append((Literal(name, line_of(child)), value))
            return Literal(pairs, line)
        case "identifier" | "member_expression":
            return Literal(Symbol(text), line)
        case "call_expression" | "new_expression":
            arguments = node.child_by_field_name("arguments")
            inner = arguments.named_children if arguments is not None else []
            given = [value_of(child) for child in inner if child.type != "comment"]
            if len(given) == 1 and isinstance(given[0].value, Pairs):
                return given[0]
            return Literal(given, line) if len(given) > 1 else Literal(Opaque(text), line)
        case _:
            return Literal(Opaque(text), line)
