"""JSON Schemas of response bodies: where the code stands in them, and which codes they name."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from apicodes.importers.composing import Node
from apicodes.importers.constants import WORDS, is_code, normalized
from apicodes.importers.findings import is_name
from apicodes.importers.openapi_refs import Files
from apicodes.problems import Location

DEEPEST = 4
"""How deep in a body the code is looked for."""

INNERMOST = 50
"""How deep the members of the body of errors may lie."""

CODE_WORDS = ("code", "errorcode", "errcode", *WORDS["code"], "reason", "status")
"""How properties that carry the code are called, the likeliest first."""

STRONG = ("code", "errorcode", "errcode", "errorkey")
_WORD = re.compile(r"[A-Za-z][A-Za-z_.:/-]*")

Parts = list[Node]
"""The schemas that all speak of the same value."""


class Value(Struct):
    """A code that a schema names; `among` is the list that holds it."""

    code: str
    at: Location
    among: Node
    integer: bool = False
    name: str | None = None
    title: str | None = None
    description: str | None = None


class Schemas:
    """The schemas of a document; what was looked at is remembered."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.visited: set[int] = set()
        self._parts: dict[int, Parts] = {}
        self._carriers: dict[tuple[int, ...], list[tuple[str, Parts]]] = {}
        self._templates: dict[tuple[str, tuple[int, ...]], Any] = {}

    def parts(self, node: Node | None) -> Parts:
        """Return a schema with all that it is made of: references, allOf, anyOf, oneOf."""
        if node is None:
            return []
        if id(node) not in self._parts:
            found: Parts = []
            pending = [node]
            while pending:
                its = self.files.follow(pending.pop(0))
                if its is None or any(its is other for other in found):
                    continue
                found.append(its)
                for keyword in ("allOf", "anyOf", "oneOf"):
                    inner = its.get(keyword)
                    pending += inner.elements if inner is not None else []
            self._parts[id(node)] = found
        found = self._parts[id(node)]
        self.visited.update(map(id, found))
        return found

    def members(self, parts: Parts) -> dict[str, Parts]:
        """Return the properties of an object, each with all that is said of it."""
        members: dict[str, Parts] = {}
        for part in parts:
            properties = part.get("properties")
            for name, node in properties.items.items() if properties is not None else ():
                members.setdefault(name, []).extend(self.parts(node))
        return members

    def items(self, parts: Parts) -> Parts:
        """Return what is said of the items of a list."""
        return [its for part in parts for its in self.parts(part.get("items"))]

    def carriers(self, parts: Parts) -> list[tuple[str, Parts]]:
        """Return the properties that may carry the code, wherever they stand in a body."""
        key = tuple(map(id, parts))
        if key not in self._carriers:
            self._carriers[key] = list(self._below(parts, 0, set()))
        return self._carriers[key]

    def _below(self, parts: Parts, depth: int, seen: set[int]) -> Iterator[tuple[str, Parts]]:
        parts = [part for part in parts if id(part) not in seen]
        seen.update(map(id, parts))
        for name, its in self.members(parts).items():
            if normalized(name) in CODE_WORDS:
                yield normalized(name), its
            if depth < DEEPEST:
                yield from self._below(its, depth + 1, seen)
        if depth < DEEPEST and (items := self.items(parts)):
            yield from self._below(items, depth + 1, seen)

    def template(self, parts: Parts, carrier: str, left: list[str], depth: int = 0) -> Any:
        """Return the body with placeholders; what has none is added to `left`."""
        if depth > INNERMOST:
            return None
        key = (carrier, tuple(map(id, parts)))
        if key in self._templates:
            return self._templates[key]
        self._templates[key] = None
        body: dict[str, Any] = {}
        for name, its in self.members(parts).items():
            items = self.items(its)
            inner = self.template(its, carrier, left, depth + 1) or (
                [each]
                if items and (each := self.template(items, carrier, left, depth + 1))
                else None
            )
            kinds = {kind.text for part in its if (kind := part.get("type")) is not None}
            uri = any("uri" in (form.text or "") for part in its if (form := part.get("format")))
            values = [value for part in its for value in listed(part, "enum", "const")]
            integer = "integer" in kinds or (values and type(values[0].value) is int)
            said = inner or slot(name, carrier, integer=bool(integer), uri=uri)
            if said is None and len(values) == 1:
                said = values[0].value
            if said is None:
                left.append(name)
            else:
                body[name] = said
        self._templates[key] = body
        return body


def slot(name: str, carrier: str, *, integer: bool, uri: bool = False) -> str | None:
    """Return the placeholder that stands for a property, by its name and its type."""
    word = normalized(name)
    if word == carrier:
        return "{code}"
    if integer:
        status = word in WORDS["http_status"] or word == "code"
        return "{http_status}" if status else "{number}" if word in WORDS["number"] else None
    if uri or word.endswith("url"):
        return None if word == "instance" else "{url}"
    for field in ("status", "message", "title"):
        if word in WORDS[field] or (field == "message" and word == "description"):
            return f"{{{field}}}"
    return None


def listed(node: Node, *keywords: str) -> list[Node]:
    """Return the values under keywords that hold a list of values, or one."""
    found: list[Node] = []
    for keyword in keywords:
        its = node.get(keyword)
        if its is not None and its.value is not None:
            found += its.elements if isinstance(its.value, list) else [its]
    return found


def values(parts: Parts) -> list[Value]:
    """Return the codes that the schemas of a property name, with what is said of each."""
    return listed_values(parts) or [
        Value(str(node.text), node.at, part, type(node.value) is int)
        for part in parts
        for node in listed(part, "example", "examples")
        if is_code(node.value)
    ]


def listed_values(parts: Parts) -> list[Value]:
    """Return the codes that schemas list; the titles of several constants are those of codes."""
    found = [value for part in parts for value in _closed(part)]
    consts = [value for value in found if value.among.get("const") is not None]
    for value in consts if len(consts) > 1 else ():
        title = value.among.get("title")
        if title is None or title.text == value.code:
            continue
        if value.integer and is_name(str(title.text), None):
            value.name = title.text
        else:
            value.title = title.text
    return found


def unfit(parts: Parts) -> list[Node]:
    """Return what stands in lists of codes, and can be none: null, true, a list."""
    nodes = (node for part in parts for name in _LISTS for node in _all(part.get(name)))
    return [node for node in nodes if node.text is None or _is_no_text(node)]


_LISTS = ("enum", "const", "x-extensible-enum")


def _all(node: Node | None) -> list[Node]:
    return [] if node is None else node.elements if isinstance(node.value, list) else [node]


def _is_no_text(node: Node) -> bool:
    return node.value is None or isinstance(node.value, bool)


def _closed(part: Node) -> Iterator[Value]:
    nodes = listed(part, *_LISTS)
    others = part.get("x-ms-enum", "values")
    elements = listed(part, "x-enum-elements") + (others.elements if others is not None else [])
    by_name = {key.text: its for its in elements if (key := _key(its)) is not None}
    nodes = nodes or [key for its in elements if (key := _key(its)) is not None]
    names = listed(part, "x-enum-varnames", "x-enumNames", "x-enum-names")
    names = names if len(names) == len(nodes) else []
    texts = _texts(part, nodes)
    seen: set[str] = set()
    for index, node in enumerate(nodes):
        code = node.text
        if code is None or _is_no_text(node) or code in seen:
            continue
        seen.add(code)
        text = by_name[code].get("description") if code in by_name else None
        yield Value(
            code,
            node.at,
            part,
            type(node.value) is int,
            names[index].text if index < len(names) else None,
            None,
            texts.get(code) or (text.text if text is not None else None),
        )


def _key(element: Node) -> Node | None:
    return element.get("value") or element.get("name")


def _texts(part: Node, nodes: list[Node]) -> dict[str, str]:
    """Return what is said of each value: beside the list, or line by line in its description."""
    for keyword in ("x-enum-descriptions", "x-enumDescriptions"):
        its = part.get(keyword)
        if its is not None and its.is_mapping:
            return {code: text.text for code, text in its.items.items() if text.text}
        if its is not None:
            pairs = zip(nodes, its.elements, strict=False)
            return {node.text: text.text for node, text in pairs if node.text and text.text}
    description = part.get("description")
    text = (description.text or "") if description is not None else ""
    if len(nodes) == 1:
        return {str(nodes[0].text): text} if part.get("const") is not None and text else {}
    codes = {node.text for node in nodes}
    return {match[1]: match[2].strip() for match in _LINE.finditer(text) if match[1] in codes}


_LINE = re.compile(r"^[ \t]*(?:[*+-][ \t]+)?[`\"'*_]{0,2}([^\s`\"'*]+?)[`\"'*]{0,2}"
                   r"[ \t]*(?::|=|-|\u2013|\u2014)[ \t]+(\S.*)$", re.MULTILINE)  # fmt: skip


def plausible(word: str, found: list[Value]) -> bool:
    """Return whether values under a property of this name can be codes."""
    codes = {value.code for value in found}
    if all(value.integer and 100 <= int(value.code) <= 599 for value in found):
        return False
    if word in STRONG:
        return True
    fitting = all(_WORD.fullmatch(code) and code != "about:blank" for code in codes)
    return fitting and (len(codes) > 2 if word == "status" else codes != {"error"})
