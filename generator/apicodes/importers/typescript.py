"""TypeScript and JavaScript with codes: objects, enums, unions and lists, by tree-sitter."""

import re
from collections.abc import Iterator

from tree_sitter import Node

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
    Symbol,
    is_group,
    normalized,
    with_status,
)
from apicodes.importers.exact import exact
from apicodes.importers.findings import Findings, readable, refuse
from apicodes.importers.typescript_syntax import (
    INSIDE,
    Comments,
    children_of,
    key_of,
    literal_of,
    unwrapped,
    value_of,
)
from apicodes.importers.vocabularies import imported
from apicodes.problems import Location
from apicodes.targets.notice import NOTICE
from apicodes.targets.typescript import reader
from apicodes.targets.typescript.typescript_tree import line_of, parse, text_of

_TITLE = r"(.*): the codes that a response body carries\."


def read(text: str, path: str) -> Imported:
    """Read a file of TypeScript or JavaScript. Raises `ProblemsFound`."""
    text = readable(text, path)
    try:
        if NOTICE in text[:1000] and (reading := reader.read(text)).view.entries:
            found = records_of(reading)
            introduction = str(found.root.fields.get("introduction", ""))
            return exact(found, path, "typescript", introduction, _TITLE)
        return _Module(path, parse(text, has_jsx=path.endswith(("x", ".js")))).read()
    except Unreadable as error:
        refuse(path, error.line, error.message, "syntax")
    except RecursionError:
        refuse(path, 1, "no TypeScript that can be read: nested too deep", "syntax")


class _Module:
    """One pass over the declarations of a file."""

    def __init__(self, path: str, program: Node) -> None:
        self.findings = Findings(path, "typescript")
        self.program = program
        self.comments = Comments(program)
        self.candidates: list[Candidate] = []
        self.constants = Candidate(CONSTANTS, "", 1)
        self.spaces: dict[str, Candidate] = {}
        self.seen = {"enum": 0, "type": 0, "class": 0, "constant": 0, "error class": 0}

    def read(self) -> Imported:
        """Read every declaration."""
        for space, node in _declarations(self.program):
            name = text_of(node.child_by_field_name("name"))
            full = f"{space}.{name}".strip(".")
            match node.type:
                case "enum_declaration":
                    self._enum(full, node)
                case "type_alias_declaration":
                    self._union(full, node)
                case "class_declaration" | "abstract_class_declaration":
                    self._class(full, node)
                case "variable_declarator":
                    self._constant(name, node, node.child_by_field_name("value"), space)
                case "assignment_expression":
                    left, right = map(node.child_by_field_name, ("left", "right"))
                    self._constant(text_of(left).rsplit(".", 1)[-1], node, right)
                case "object" | "array" | "as_expression" | "satisfies_expression":
                    self._constant("default", node, node)
                case "call_expression" if node.parent and node.parent.type == "export_statement":
                    self._constant("default", node, node)
        groups = [self.constants, *self.spaces.values()]
        return imported(self.findings, self.candidates, groups, self.seen)

    def _member(self, name: str | None, value: Node | None, node: Node) -> Member:
        literal = (
            Literal(Opaque(text_of(node)), line_of(node)) if value is None else value_of(value)
        )
        said, above = self.comments.of(node)
        member = Member(name, literal, above=above)
        text, *tags = re.split(r"^@(\w+)", said or "", flags=re.MULTILINE)
        tagged = {
            tag: " ".join(its.split()) for tag, its in zip(tags[::2], tags[1::2], strict=True)
        }
        member.text = text.strip() or tagged.get("description")
        if "since" in tagged:
            member.tags["since"] = tagged["since"]
        if (reason := tagged.get("deprecated")) is not None:
            member.tags["deprecated"] = {"reason": reason} if reason else {}
        return member

    def _enum(self, name: str, node: Node) -> None:
        self.seen["enum"] += 1
        members: list[Member] = []
        for its in children_of(node.child_by_field_name("body")):
            if its.type == "enum_assignment":
                key, value = its.child_by_field_name("name"), its.child_by_field_name("value")
                members.append(self._member(key_of(key), value, its))
                continue
            member = self._member(key_of(its), None, its)
            before = members[-1].value.value if members else None
            if type(before) is int:
                member.value.value = before + 1
            members.append(member)
        self.candidates.append(Candidate("enum", name, line_of(node), members))

    def _union(self, name: str, node: Node) -> None:
        self.seen["type"] += 1
        members: list[Member] = []
        pending = [node.child_by_field_name("value")]
        while pending:
            its = pending.pop()
            if its is not None and its.type in ("union_type", "parenthesized_type"):
                pending += reversed(children_of(its))
            elif its is not None and its.type == "literal_type":
                members.append(self._member(None, next(iter(its.named_children), its), its))
            elif its is not None:
                members.append(self._member(None, None, its))
        if any(not isinstance(its.value.value, Opaque) for its in members):
            self.candidates.append(Candidate("union", name, line_of(node), members))

    def _class(self, name: str, node: Node) -> None:
        self.seen["class"] += 1
        fields = [
            (key_of(its.child_by_field_name("name")), its.child_by_field_name("value"), its)
            for its in children_of(node.child_by_field_name("body"))
            if its.type == "public_field_definition"
        ]
        if any(normalized(key) in TELLING and value for key, value, _ in fields):
            self.seen["error class"] += 1
            at = Location(self.findings.path, line_of(node))
            self.findings.note("left out", at, f"class {name}: enums and constants are read")
        statics = [
            self._member(key, value, its)
            for key, value, its in fields
            if any(child.type == "static" for child in its.children)
        ]
        if len(statics) > 1:
            self.candidates.append(Candidate("class", name, line_of(node), statics))

    def _constant(self, name: str, node: Node, value: Node | None, space: str = "") -> None:
        self.seen["constant"] += 1
        value = unwrapped(value)
        full = f"{space}.{name}".strip(".")
        match value.type if value is not None else "":
            case "object":
                members = list(self._properties(value))
                if name in ("default", "exports"):
                    members = [its for its in members if not isinstance(its.value.value, Symbol)]
                kind = "map" if any(type(its.name) is Symbol for its in members) else "object"
                self.candidates.append(Candidate(kind, full, line_of(node), members))
            case "array":
                rows = [self._member(None, its, its) for its in children_of(value)]
                self.candidates.append(Candidate("list", full, line_of(node), rows))
            case "string" | "number" | "template_string" | "unary_expression":
                group = self.constants
                if space:
                    new = Candidate("namespace", space, line_of(node))
                    group = self.spaces.setdefault(space, new)
                group.members.append(self._member(name, value, node))

    def _properties(self, node: Node | None, prefix: str = "") -> Iterator[Member]:
        """Return the properties of an object, and of those that only group others in it."""
        pairs = children_of(node)
        for pair in pairs:
            key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
            if pair.type == "shorthand_property_identifier":
                yield Member(text_of(pair), Literal(Symbol(text_of(pair)), line_of(pair)))
                continue
            if key is None or value is None:
                name = text_of(pair.child_by_field_name("name")) or None
                yield self._member(name, None, pair)
                continue
            literal, inner = literal_of(key), unwrapped(value)
            if type(literal) is not Symbol and inner and is_group(value_of(inner)):
                yield from self._properties(
                    inner, f"{prefix}{literal}_" if len(pairs) > 1 else prefix
                )
                continue
            name = literal if isinstance(literal, Symbol) else f"{prefix}{literal}"
            yield with_status(self._member(name, value, pair), Literal(literal, line_of(key)))


def _declarations(program: Node) -> Iterator[tuple[str, Node]]:
    """Return the declarations of a file and of its namespaces, each with its namespace."""
    pending = [("", its) for its in reversed(program.children)]
    while pending:
        space, node = pending.pop()
        if node.type in INSIDE:
            if node.type in ("internal_module", "module"):
                space = f"{space}.{text_of(node.child_by_field_name('name'))}".strip(".")
            pending += ((space, its) for its in reversed(node.children))
        else:
            yield space, node
