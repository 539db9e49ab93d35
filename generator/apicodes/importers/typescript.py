"""TypeScript and JavaScript with codes: objects, enums, unions and lists, by tree-sitter."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from apicodes.compare.record import Unreadable
from apicodes.importers import Imported
from apicodes.importers.constant_codes import imported
from apicodes.importers.constants import (
    Arguments,
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
from apicodes.targets.typescript.typescript_tree import line_of, parse, text_of, unescaped

_INSIDE = frozenset(
    ("export_statement", "statement_block", "internal_module", "module", "expression_statement",
     "ambient_declaration", "lexical_declaration", "variable_declaration")
)  # fmt: skip
_WRAPPERS = ("as_expression", "satisfies_expression", "parenthesized_expression", "type_assertion")
_COLLECTIONS = ("freeze", "seal", "Map", "Set", "enum")


def read(text: str, path: str) -> Imported:
    """Read a file of TypeScript or JavaScript. Raises `ProblemsFound`."""
    text = readable(text, path)
    try:
        program = parse(text, has_jsx=path.endswith(("x", ".js")))
        comments = Comments(text, list(_comments(program)))
        declared = Declarations(path, "typescript", comments, "object")
        for space, node in _declarations(program):
            _declare(declared, space, node)
    except Unreadable as error:
        refuse(path, error.line, error.message, "syntax")
    except RecursionError:
        refuse(path, 1, "no TypeScript that can be read: nested too deep", "syntax")
    return imported(declared)


def _declarations(program: Node) -> Iterator[tuple[str, Node]]:
    """Return the declarations of a file and of its namespaces, each with its namespace."""
    pending = [("", child) for child in reversed(program.children)]
    while pending:
        space, node = pending.pop()
        if node.type in _INSIDE:
            if node.type in ("internal_module", "module"):
                space = f"{space}.{text_of(node.child_by_field_name('name'))}".strip(".")
            pending += ((space, child) for child in reversed(node.children))
        else:
            yield space, node


def _declare(declared: Declarations, space: str, node: Node) -> None:
    """Add what a declaration declares."""
    name, body, value = map(node.child_by_field_name, ("name", "body", "value"))
    full = f"{space}.{text_of(name)}".strip(".")
    line = line_of(node)
    match node.type:
        case "enum_declaration":
            declared.add("enum", full, line, _enum(declared.comments, body))
        case "type_alias_declaration":
            types = list(_union(value))
            if any(not isinstance(each.value, Opaque) for each in types):
                members = [_member(declared.comments, None, each) for each in types]
                declared.add("union", full, line, members)
        case "class_declaration" | "abstract_class_declaration":
            fields = [child for child in _children(body) if child.type == "public_field_definition"]
            members = [
                _member(declared.comments, _key(child), _value(inner), child)
                for child in fields
                if (inner := child.child_by_field_name("value"))
            ]
            about = _member(declared.comments, None, Literal("", *_span(node)), node)
            bases = [text_of(child) for child in node.children if child.type == "class_heritage"]
            made = next(map(_value, _super_calls(body)), None)
            declared.add_class(full, line, members, " ".join(bases), about.comments, made)
        case "variable_declarator":
            declared_type = node.child_by_field_name("type")
            if value is None and declared_type is not None:
                value = next(iter(_children(declared_type)), None)
            if value is not None:
                declared.add_constant(text_of(name), _value(value), _statement(node), space)
        case "assignment_expression":
            left, right = map(node.child_by_field_name, ("left", "right"))
            if right is not None:
                name_of = text_of(left).rsplit(".", 1)[-1]
                declared.add_constant(name_of, _value(right), _statement(node))
        case "object" | "array" | "as_expression" | "satisfies_expression" | "call_expression":
            if node.parent is not None and node.parent.type == "export_statement":
                declared.add_constant("default", _value(node), _statement(node))


def _super_calls(body: Node | None) -> Iterator[Node]:
    """Return the calls of the constructor of the base class in that of a class."""
    for method in _children(body):
        for statement in _children(method.child_by_field_name("body")):
            for call in _children(statement):
                if text_of(call.child_by_field_name("function")) == "super":
                    yield call


def _enum(comments: Comments, body: Node | None) -> list[Member]:
    """Return the members of an enum; one without a value counts on from the one before."""
    members: list[Member] = []
    for child in _children(body):
        value = child.child_by_field_name("value")
        before = members[-1].value.value if members else None
        if value is not None:
            literal = _value(value)
        elif type(before) is int:
            literal = Literal(before + 1, *_span(child))
        else:
            literal = Literal(Opaque(text_of(child)), *_span(child))
        members.append(_member(comments, _key(child), literal, child))
    return members


def _union(node: Node | None) -> Iterator[Literal]:
    """Return the values of a union of literal types."""
    if node is not None and node.type in ("union_type", "parenthesized_type"):
        for child in _children(node):
            yield from _union(child)
    elif node is not None:
        yield _value(node) if node.type == "literal_type" else _literal(Opaque(text_of(node)), node)


def _member(
    comments: Comments, name: str | None, value: Literal, node: Node | None = None
) -> Member:
    start, end = (value.start, value.end) if node is None else (_statement(node), _span(node)[1])
    return comments.member(name, value, start, end)


def _statement(node: Node) -> Point:
    """Return where the statement of a declaration starts."""
    while node.parent is not None and node.parent.type in _INSIDE - {"statement_block", "module"}:
        node = node.parent
    return _span(node)[0]


def _span(node: Node) -> tuple[Point, Point]:
    (first, column), (last, end) = node.start_point, node.end_point
    return (first + 1, column), (last + 1, end)


def _literal(value: object, node: Node) -> Literal:
    return Literal(value, *_span(node))


def _children(node: Node | None) -> list[Node]:
    """Return the named children of a node, without comments."""
    children = node.named_children if node is not None else []
    return [child for child in children if child.type != "comment"]


def _unwrapped(node: Node) -> Node:
    """Return a value without what may stand around it, such as ``as const`` or ``new Map``."""
    called = node.child_by_field_name("function") or node.child_by_field_name("constructor")
    arguments = node.child_by_field_name("arguments")
    is_collection = text_of(called).rpartition(".")[2] in _COLLECTIONS
    inner = arguments if is_collection else node if node.type in _WRAPPERS else None
    children = _children(inner)
    return _unwrapped(children[0]) if children else node


def _key(node: Node) -> str:
    """Return the name of a member."""
    name = node.child_by_field_name("name") or node
    return str(_name(name).value)


def _name(node: Node) -> Literal:
    """Return what a key is: text, a number, or the name of a constant."""
    if node.type == "computed_property_name":
        node = node.named_children[0]
    is_plain = node.type in ("property_identifier", "shorthand_property_identifier")
    return _literal(text_of(node), node) if is_plain else _value(node)


def _pair(node: Node) -> tuple[Literal, Literal]:
    """Return the key and the value of a property; that of a type is its literal type."""
    key = node.child_by_field_name("key") or node.child_by_field_name("name")
    value = node.child_by_field_name("value") or node.child_by_field_name("type")
    if node.type == "shorthand_property_identifier":
        return _name(node), _literal(Symbol(text_of(node)), node)
    if key is None or value is None:
        return _literal(key and text_of(key), node), _literal(Opaque(text_of(node)), node)
    return _name(key), _value(value)


def _value(node: Node) -> Literal:
    """Return the value of an expression, or of a type that has one value."""
    node = _unwrapped(node)
    text, children = text_of(node), _children(node)
    value: object = Opaque(text)
    match node.type:
        case "type_annotation" | "literal_type" | "readonly_type" if len(children) == 1:
            return _value(children[0])
        case "string" | "template_string" if not any(
            "substitution" in child.type for child in children
        ):
            value = unescaped(text[1:-1])
        case "number" | "unary_expression" if re.fullmatch(r"-?[0-9][0-9_]{0,17}", text):
            value = int(text)
        case "true" | "false":
            value = node.type == "true"
        case "null" | "undefined":
            value = None
        case "array" | "tuple_type":
            value = [_value(child) for child in children]
        case "object" | "object_type":
            value = Pairs(map(_pair, children))
        case "identifier" | "member_expression":
            value = Symbol(text)
        case "call_expression" | "new_expression":
            function = node.child_by_field_name("function") or node.child_by_field_name(
                "constructor"
            )
            given = [_value(each) for each in _children(node.child_by_field_name("arguments"))]
            if given and isinstance(given[0].value, Pairs):
                value = NamedArguments(text_of(function), given[0].value)
            elif len(given) > 1:
                value = Arguments(text_of(function), given)
    return _literal(value, node)


def _comments(program: Node) -> Iterator[Comment]:
    """Return the comments of a file in their order; JSDoc documents what is below it."""
    pending = [program]
    while pending:
        node = pending.pop()
        if node.type == "comment":
            text = text_of(node)
            start, end = _span(node)
            yield Comment(_unframed(text), start, end, text.startswith("/**"))
        pending += reversed(node.children)


def _unframed(comment: str) -> str:
    if comment.startswith("//"):
        return comment.lstrip("/").strip()
    inner = re.sub(r"^/\*+|\*+/$", "", comment)
    return "\n".join(re.sub(r"^[ \t]*\* ?", "", line) for line in inner.split("\n")).strip()
