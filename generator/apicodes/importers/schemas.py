"""What the bodies of responses say, by their schemas and their examples."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from apicodes.catalog.http_status import PHRASES
from apicodes.importers import described_codes
from apicodes.importers.composing import Node
from apicodes.importers.constants import WORDS, is_code, normalized
from apicodes.importers.described_codes import Described
from apicodes.importers.findings import is_name
from apicodes.importers.openapi_refs import Files
from apicodes.problems import Location

DEEPEST = 5
"""How deep in a body the code is looked for."""

CODE_WORDS = ("code", "errorcode", "errcode", *WORDS["code"], "reason", "status")
"""How properties that carry the code are called, the likeliest first."""

STRONG = ("code", "errorcode", "errcode", "errorkey")
_WEAK = ("key", "slug", "id", "name", "constant")
_WORD = re.compile(r"[A-Za-z][A-Za-z_.:/-]*")
_LIST = re.compile(r"enum|const|x-[a-z-]*enum")
_SAMPLES = ("example", "examples", "default")
_PASSED = frozenset((*WORDS["http_status"], *WORDS["status"]))
_GROUP = re.compile("categor|group|domain", re.I)

Nodes = list[Node]
"""The schemas that all speak of the same value, or examples of it."""

Members = Mapping[str, Nodes]
"""Properties by their names, without case and separators."""


class Value(Struct):
    """A code that a body names, and its fields; `among` is the list that holds it."""

    code: str
    at: Location
    among: Node
    integer: bool = False
    statuses: dict[int, Location] = field(default_factory=dict)
    fields: dict[str, str | None] = field(default_factory=dict)
    is_sample: bool = False
    """Whether a schema has it as an example alone."""


class Sighting(Struct):
    """A property that may carry the code: its values, what is beside it, and what has all this."""

    word: str
    values: list[Value]
    beside: Members
    holder: Node
    reader: "Examples"

    @property
    def codes(self) -> frozenset[str]:
        """The codes as a set."""
        return frozenset(value.code for value in self.values)

    @property
    def is_open(self) -> bool:
        """Whether under several HTTP statuses nobody knows which code comes with which."""
        return len(self.values) > 1 or self.values[0].is_sample

    @property
    def is_weak(self) -> bool:
        """Whether it may be anything: a name in an example, with no message beside it."""
        is_sample = not self.is_list or self.values[0].is_sample
        return is_sample and self.word in _WEAK and not self.beside.keys() & {*WORDS["message"]}

    @property
    def is_list(self) -> bool:
        """Whether a schema lists the values."""
        return isinstance(self.reader, Schemas)


class Examples:
    """Tells the parts of examples; `Schemas` does so for what schemas describe."""

    def members(self, nodes: Nodes) -> dict[str, Nodes]:
        """Return the members of objects, by name."""
        members: dict[str, Nodes] = {}
        for node in nodes:
            for name, inner in node.items.items():
                members.setdefault(name, []).append(inner)
        return members

    def items(self, nodes: Nodes) -> Nodes:
        """Return the items of lists."""
        return [element for node in nodes for element in node.elements]

    def constants(self, nodes: Nodes) -> Nodes:
        """Return the nodes that are no objects or lists."""
        return [node for node in nodes if node.text is not None and node.value is not None]

    samples = constants

    def values(self, nodes: Nodes, _: Nodes) -> list[Value]:
        """Return the codes that a property names; the second argument is all that is said of it."""
        return [
            Value(str(node.text), node.at, node, type(node.value) is int)
            for node in nodes
            if is_code(node.value) and node.text not in PHRASES.values()
        ]


class Schemas(Examples):
    """Reads schemas; what was looked at is remembered."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.visited: set[int] = set()

    def parts(self, node: Node | None) -> Nodes:
        """Return a schema with all that it is made of: references, allOf, anyOf, oneOf."""
        parts: Nodes = []
        pending = [node] if node is not None else []
        while pending:
            part = self.files.follow(pending.pop(0))
            if part is not None and not any(part is other for other in parts):
                parts.append(part)
                for keyword in ("allOf", "anyOf", "oneOf"):
                    inner = part.get(keyword)
                    pending += inner.elements if inner is not None else []
        self.visited.update(map(id, parts))
        return parts

    def members(self, nodes: Nodes) -> dict[str, Nodes]:
        """Return the properties of an object, each with all that is said of it."""
        members: dict[str, Nodes] = {}
        for part in nodes:
            properties = part.get("properties")
            for name, node in properties.items.items() if properties is not None else ():
                members.setdefault(name, []).extend(self.parts(node))
        return members

    def items(self, nodes: Nodes) -> Nodes:
        """Return what is said of the items of a list."""
        return [inner for part in nodes for inner in self.parts(part.get("items"))]

    def constants(self, nodes: Nodes) -> Nodes:
        """Return the values that schemas list."""
        return [node for part in nodes for node in listed(part, "enum", "const")]

    def samples(self, nodes: Nodes) -> Nodes:
        """Return the values that schemas list, or have as examples."""
        constants = self.constants(nodes)
        return constants or [node for part in nodes for node in listed(part, *_SAMPLES)]

    def values(self, nodes: Nodes, merged: Nodes) -> list[Value]:
        """Return the codes that schemas list, describe or have as examples."""
        if values := self.listed_values(nodes) or self.listed_values(merged):
            return values if any(value.among in nodes for value in values) else []
        described = [
            Value(str(each.code), each.at, part, statuses=each.statuses,
                  fields={"description": each.text})
            for part in nodes
            for each in described_codes.listed_in(part.get("description"))
        ]  # fmt: skip
        samples = super().values(self.samples(nodes), [])
        for value in samples:
            value.is_sample = True
        return described or samples

    def listed_values(self, nodes: Nodes) -> list[Value]:
        """Return the codes that schemas list; titles of several constants are those of codes."""
        values = [value for part in nodes for value in self._closed(part)]
        constants = [value for value in values if value.among.get("const") is not None]
        for value in constants if len(constants) > 1 else ():
            title = value.among.get("title")
            if title is not None and title.text != value.code:
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
                note = f"{value.excerpt} among the codes is none"
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


def listed(node: Node, *keywords: str) -> Nodes:
    """Return the values under keywords that hold a list of values, or one."""
    nodes: Nodes = []
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


def sightings(reader: Examples, nodes: Nodes, holder: Node | None = None) -> Iterator[Sighting]:
    """Return the properties that may carry the code, wherever they are in a body.

    HTTP statuses and status words of an object hold for those in it as well.
    """
    seen: set[int] = set()
    pending: list[tuple[Nodes, Members, int]] = [(nodes, {}, 0)]
    while pending:
        nodes, outer, depth = pending.pop(0)
        nodes = [node for node in nodes if id(node) not in seen]
        seen.update(map(id, nodes))
        merged = reader.members(nodes)
        passed = {normalized(name): inner for name, inner in merged.items()}
        is_choice = any(node.get("oneOf") or node.get("anyOf") for node in nodes)
        words = [word for word in _PASSED if word in passed and not is_choice]
        passed = {**outer, **{word: passed[word] for word in words}}
        for node in nodes:
            own = reader.members([node])
            beside = {**passed, **{normalized(name): inner for name, inner in own.items()}}
            for name in own:
                word = normalized(name)
                values = reader.values(own[name], merged[name]) if word in CODE_WORDS else []
                if values:
                    yield Sighting(word, values, beside, holder or node, reader)
        if depth < DEEPEST and nodes:
            deeper = [*merged.values(), reader.items(nodes)]
            pending += ((inner, passed, depth + 1) for inner in deeper)


def plausible(word: str, values: list[Value]) -> bool:
    """Return whether values under a property of this name can be codes."""
    codes = {value.code for value in values}
    if all(value.integer and 100 <= int(value.code) <= 599 for value in values):
        return False
    if word in STRONG:
        return True
    fitting = all(_WORD.fullmatch(code) and code != "about:blank" for code in codes)
    return fitting and (len(codes) > 2 if word == "status" else codes != {"error"})
