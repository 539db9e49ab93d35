"""JSON Schemas of response bodies: where the code stands in them, and which codes they name."""

import re
from collections.abc import Iterator

from msgspec import Struct, field

from apicodes.importers import described_codes
from apicodes.importers.composing import Node
from apicodes.importers.constants import WORDS, is_code, normalized
from apicodes.importers.described_codes import Described
from apicodes.importers.findings import is_name
from apicodes.importers.openapi_refs import Files
from apicodes.problems import Location

DEEPEST = 4
"""How deep in a body the code is looked for."""

CODE_WORDS = ("code", "errorcode", "errcode", *WORDS["code"], "reason", "status")
"""How properties that carry the code are called, the likeliest first."""

STRONG = ("code", "errorcode", "errcode", "errorkey")
_WORD = re.compile(r"[A-Za-z][A-Za-z_.:/-]*")
_LIST = re.compile(r"enum|const|x-[a-z-]*enum")
_STATUS = re.compile("[1-5][0-9]{2}")
_SAMPLES = ("const", "enum", "default", "example", "examples")
_GROUP = re.compile("categor|group|domain", re.I)

Parts = list[Node]
"""The schemas that all speak of the same value."""


class Value(Struct):
    """A code that a schema names, and its fields; `among` is the list that holds it."""

    code: str
    at: Location
    among: Node
    integer: bool = False
    statuses: dict[int, Location] = field(default_factory=dict)
    fields: dict[str, str | None] = field(default_factory=dict)


class Carrier(Struct):
    """A property that may carry the code, and the schemas that have it."""

    word: str
    parts: Parts
    holders: Parts

    @property
    def key(self) -> tuple[int, ...]:
        """What is equal for the same property of the same schemas."""
        return tuple(map(id, self.parts))


class Schemas:
    """The schemas of a document; what was looked at is remembered."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.visited: set[int] = set()
        self._parts: dict[int, Parts] = {}
        self._carriers: dict[tuple[int, ...], list[Carrier]] = {}

    def parts(self, node: Node | None) -> Parts:
        """Return a schema with all that it is made of: references, allOf, anyOf, oneOf."""
        if node is None:
            return []
        if id(node) not in self._parts:
            parts: Parts = []
            pending = [node]
            while pending:
                part = self.files.follow(pending.pop(0))
                if part is None or any(part is other for other in parts):
                    continue
                parts.append(part)
                for keyword in ("allOf", "anyOf", "oneOf"):
                    inner = part.get(keyword)
                    pending += inner.elements if inner is not None else []
            self._parts[id(node)] = parts
        parts = self._parts[id(node)]
        self.visited.update(map(id, parts))
        return parts

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
        return [inner for part in parts for inner in self.parts(part.get("items"))]

    def carriers(self, parts: Parts) -> list[Carrier]:
        """Return the properties that may carry the code, wherever they stand in a body."""
        key = tuple(map(id, parts))
        if key not in self._carriers:
            self._carriers[key] = list(self._below(parts, 0, set()))
        return self._carriers[key]

    def _below(self, parts: Parts, depth: int, seen: set[int]) -> Iterator[Carrier]:
        parts = [part for part in parts if id(part) not in seen]
        seen.update(map(id, parts))
        for name, inner in self.members(parts).items():
            if normalized(name) in CODE_WORDS:
                yield Carrier(normalized(name), inner, parts)
            if depth < DEEPEST:
                yield from self._below(inner, depth + 1, seen)
        if depth < DEEPEST and (items := self.items(parts)):
            yield from self._below(items, depth + 1, seen)

    def values(self, carrier: Carrier) -> list[Value]:
        """Return the codes that a property names, with what is said of each.

        Where a schema has one code, its HTTP status, texts and description are those of the code.
        """
        values = self.values_of(carrier.parts)
        for holder in carrier.holders:
            members = {normalized(name): parts for name, parts in self.members([holder]).items()}
            own = members.get(carrier.word, [])
            single = [value for value in values if any(value.among is part for part in own)]
            if len(single) != 1:
                continue
            texts = {"description": [*filter(None, [holder.get("description")])]}
            for word, parts in members.items():
                if word in WORDS["http_status"]:
                    single[0].statuses |= statuses_in(parts)
                for name in ("message", "title"):
                    if word in WORDS[name]:
                        nodes = [node for part in parts for node in listed(part, *_SAMPLES)]
                        texts.setdefault(name, nodes)
            for name, nodes in texts.items():
                if nodes and not single[0].fields.get(name):
                    single[0].fields[name] = nodes[0].text
        return values

    def values_of(self, parts: Parts) -> list[Value]:
        """Return the codes that the schemas of a property list, describe or have as examples."""
        return (
            self.listed_values(parts)
            or [
                Value(
                    its.code, its.at, part, statuses=its.statuses, fields={"description": its.text}
                )
                for part in parts
                for its in described_codes.listed_in(part.get("description"))
            ]
            or [
                Value(str(node.text), node.at, part, type(node.value) is int)
                for part in parts
                for node in listed(part, "example", "examples", "default")
                if is_code(node.value)
            ]
        )

    def listed_values(self, parts: Parts) -> list[Value]:
        """Return the codes that schemas list; titles of several constants are those of codes."""
        values = [value for part in parts for value in self._closed(part)]
        constants = [value for value in values if value.among.get("const") is not None]
        for value in constants if len(constants) > 1 else ():
            title = value.among.get("title")
            if title is None or title.text == value.code:
                continue
            is_identifier = value.integer and is_name(str(title.text), None)
            value.fields["name" if is_identifier else "title"] = title.text
        return values

    def _closed(self, part: Node) -> Iterator[Value]:
        nodes = listed(part, *filter(_LIST.fullmatch, part.items))
        more = part.get("x-ms-enum", "values")
        elements = listed(part, "x-enum-elements") + (more.elements if more is not None else [])
        keys = [element.get("value") or element.get("name") or element for element in elements]
        by_name = {key.text: element for key, element in zip(keys, elements, strict=True)}
        nodes = nodes or keys
        names = listed(part, "x-enum-varnames", "x-enumNames", "x-enum-names")
        described = _described(part, [node.text for node in nodes])
        seen = set()
        for index, value in enumerate(nodes):
            code = value.text
            if code is None or isinstance(value.value, bool):
                note = f"{value.shown} among the codes is none"
                self.files.findings.note("left out", value.at, note)
            elif value.value is not None and code not in seen:
                seen.add(code)
                about, element = described.get(code), by_name.get(code)
                fields = {"description": about.text if about is not None else None}
                if len(names) == len(nodes):
                    fields["name"] = names[index].text
                for key, node in element.items.items() if element is not None else ():
                    if key == "description":
                        fields[key] = fields[key] or node.text
                    elif _GROUP.search(key):
                        fields["group"] = node.text
                statuses = dict(about.statuses) if about is not None else {}
                yield Value(code, value.at, part, type(value.value) is int, statuses, fields)


def statuses_in(parts: Parts) -> dict[int, Location]:
    """Return the HTTP statuses that a property allows."""
    nodes = [node for part in parts for node in listed(part, "enum", "const")]
    return {int(str(node.text)): node.at for node in nodes if _STATUS.fullmatch(node.text or "")}


def listed(node: Node, *keywords: str) -> list[Node]:
    """Return the values under keywords that hold a list of values, or one."""
    nodes: list[Node] = []
    for keyword in keywords:
        inner = node.get(keyword)
        if inner is not None and inner.value is not None:
            nodes += inner.elements if isinstance(inner.value, list) else [inner]
    return nodes


def _described(part: Node, codes: list[str | None]) -> dict[str, Described]:
    """Return what is said of each value: beside the list, or line by line in its description."""
    for keyword in ("x-enum-descriptions", "x-enumDescriptions"):
        inner = part.get(keyword)
        if inner is not None:
            by_code = inner.items or dict(zip(map(str, codes), inner.elements, strict=False))
            return {code: Described(code, node.at, node.text) for code, node in by_code.items()}
    description = part.get("description")
    if len(codes) == 1 and part.get("const") is not None and description is not None:
        return {str(codes[0]): Described(str(codes[0]), description.at, description.text)}
    return {each.code: each for each in described_codes.listed_in(description, codes)}


def plausible(word: str, values: list[Value]) -> bool:
    """Return whether values under a property of this name can be codes."""
    codes = {value.code for value in values}
    if all(value.integer and 100 <= int(value.code) <= 599 for value in values):
        return False
    if word in STRONG:
        return True
    fitting = all(_WORD.fullmatch(code) and code != "about:blank" for code in codes)
    return fitting and (len(codes) > 2 if word == "status" else codes != {"error"})
