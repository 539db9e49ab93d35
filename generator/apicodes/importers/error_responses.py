"""The responses of an OpenAPI document: their HTTP statuses, and what in their bodies is a code."""

import re
from collections.abc import Iterator

from msgspec import Struct, field

from apicodes.catalog.http_status import PHRASES
from apicodes.importers.bodies import Body
from apicodes.importers.composing import Node
from apicodes.importers.constants import WORDS, is_code, normalized, status_named
from apicodes.importers.findings import Findings, shown
from apicodes.importers.openapi_refs import Files
from apicodes.importers.schemas import (
    CODE_WORDS,
    STRONG,
    Schemas,
    Value,
    listed,
    statuses_in,
)
from apicodes.problems import Location

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
ERROR = re.compile(r"err|fault|fail|problem|exception", re.I)
_CODES = re.compile(r"(?:err|fail|fault|problem|response|result).*codes?$|^codes?$", re.I)
_STATUS = re.compile("[1-5][0-9]{2}")
_SCHEMA = "#/components/schemas/"
_DEEPEST = 6


class ExampleCode(Struct):
    """What may be a code in an example, with what is beside it."""

    word: str
    code: Node
    beside: Node
    holder: Node


class Response(Struct):
    """A response, the HTTP statuses that operations give it, and what its bodies say."""

    name: str
    node: Node
    statuses: dict[int, Location] = field(default_factory=dict)
    is_schema: bool = False
    bodies: list[Body] = field(default_factory=list)
    carriers: list[tuple[str, list[Value]]] = field(default_factory=list)
    examples: list[ExampleCode] = field(default_factory=list)
    vague: list[tuple[str, Location]] = field(default_factory=list)
    """What operations give it instead of an HTTP status, such as ``4XX``."""
    coded: bool = False

    @property
    def is_success(self) -> bool:
        """Whether all its HTTP statuses are below 400."""
        return bool(self.statuses) and max(self.statuses) < 400

    def lists(self, carrier: str) -> list[tuple[frozenset[str], list[Value]]]:
        """Return the lists of codes that its schemas hold, each with its codes as a set."""
        lists: dict[int, list[Value]] = {}
        for word, values in self.carriers:
            for value in values if word == carrier else ():
                lists.setdefault(id(value.among), []).append(value)
        return [(frozenset(value.code for value in values), values) for values in lists.values()]


class Responses:
    """Every response of a document, and the schemas of errors that no response has."""

    def __init__(self, findings: Findings, files: Files) -> None:
        self.findings = findings
        self.files = files
        self.schemas = Schemas(files)
        self.named: dict[str, Node] = {}
        """The schemas that have names."""
        self.lost: dict[int, Location] = {}
        """HTTP statuses whose responses cannot be read."""
        self.by_name: list[Response] = []
        """The responses whose HTTP status is told by their name alone."""
        self.operations = 0
        self._found: dict[int, Response] = {}
        self._values: dict[tuple[int, ...], list[Value]] = {}
        self._collect()

    @property
    def all(self) -> list[Response]:
        """All responses, and the schemas of errors that no response has."""
        return [*self._found.values()]

    @property
    def errors(self) -> list[Response]:
        """Those that are no successes."""
        return [response for response in self.all if not response.is_success]

    def name_of(self, schema: Node) -> str | None:
        """Return the name of a schema."""
        return next((name for name, node in self.named.items() if node is schema), None)

    def envelopes(self) -> list[Response]:
        """Read the bodies of successes; return those with a code and a message."""
        envelopes = []
        for response in self.all:
            if response.is_success:
                self._bodies(response)
                names = [
                    name for body in response.bodies for name in self.schemas.members(body.parts)
                ]
                names += [name for each in response.examples for name in each.beside.items]
                words = set(map(normalized, names))
                if words & {*STRONG} and words & {*WORDS["message"]}:
                    envelopes.append(response)
        return envelopes

    def _collect(self) -> None:
        files, root = self.files, self.files.root
        components = files.items(root.get("components"))
        self.named = files.items(components.get("schemas"))
        others = [
            root.get("webhooks"),
            components.get("requestBodies"),
            components.get("parameters"),
        ]
        for section in (root.get("paths"), components.get("pathItems")):
            for name, item in files.items(section).items():
                if not name.startswith("x-"):
                    others += self._operations(files.items(item))
        for name, node in files.items(components.get("responses")).items():
            self._response(name, node, None)
        for response in self.errors:
            self._bodies(response)
        others += [response.node for response in self.all if response.is_success]
        elsewhere = _referred(others, self.named)
        for name, node in self.named.items():
            is_named = ERROR.search(name) or _CODES.search(name)
            if is_named and id(node) not in self.schemas.visited and name not in elsewhere:
                self._schema_of_errors(name, node)

    def _operations(self, item: dict[str, Node]) -> Iterator[Node]:
        """Add the responses of operations; return what else they have."""
        for operation in (item[method] for method in METHODS if method in item):
            self.operations += 1
            fields = self.files.items(operation)
            for key, node in self.files.items(fields.get("responses")).items():
                if not key.startswith("x-"):
                    self._response(key, node, key)
            yield from (node for name, node in fields.items() if name != "responses")

    def _response(self, name: str, reference: Node, key: str | None) -> None:
        status = int(key) if key is not None and _STATUS.fullmatch(key) else None
        node = self.files.mapping(reference)
        if node is None:
            if status is not None:
                self.lost[status] = reference.at
            return
        response = self._found.setdefault(id(node), Response(name, node))
        if status is not None:
            response.statuses.setdefault(status, reference.at)
        elif key is not None:
            response.vague.append((key, reference.at))
        elif not response.statuses:
            response.name = name

    def _schema_of_errors(self, name: str, node: Node) -> None:
        """Take a schema of errors that no response has for a response."""
        parts = self.schemas.parts(node)
        response = Response(name, node, is_schema=True, bodies=[Body(node.at, None, parts)])
        self._found[id(node)] = response
        self._find_statuses(response)
        self._look(response, response.bodies[0], [])
        values = self.schemas.values_of(parts) if _CODES.search(name) else []
        if values and not response.carriers:
            response.carriers.append(("code", values))

    def named_values(self) -> Iterator[tuple[str, list[Value]]]:
        """Return the values of named schemas that may be codes."""
        for name, node in self.named.items():
            is_new = id(node) not in self.schemas.visited
            parts = self.schemas.parts(node)
            lists = [parts] if ERROR.search(name) or (len(parts) > 1 and is_new) else []
            members = self.schemas.members(parts).items() if is_new else ()
            lists += [inner for member, inner in members if normalized(member) in STRONG]
            yield name, [value for inner in lists for value in self.schemas.listed_values(inner)]

    def _find_statuses(self, response: Response) -> None:
        """Take the HTTP status of a response that no operation has from itself, or its name."""
        for body in response.bodies:
            is_choice = any(part.get(word) for part in body.parts for word in ("oneOf", "anyOf"))
            for name, parts in self.schemas.members(body.parts).items():
                if normalized(name) in WORDS["http_status"] and not is_choice:
                    response.statuses = statuses_in(parts) | response.statuses
        digits = re.search(r"(?<!\d)[1-5]\d\d(?!\d)", response.name)
        status = int(digits[0]) if digits else status_named(response.name)
        if status is not None and not response.statuses:
            response.statuses[status] = response.node.at
            self.by_name.append(response)

    def _bodies(self, response: Response) -> None:
        """Read the bodies of a response."""
        looked = []
        for media_type, reference in self.files.items(response.node.get("content")).items():
            media = self.files.mapping(reference)
            if media is not None:
                parts = self.schemas.parts(media.get("schema"))
                examples = [each for node in (media, *parts) for each in self._examples(node)]
                body = Body(response.node.at, media_type, parts, [node for node, _ in examples])
                response.bodies.append(body)
                looked.append((body, examples))
        if not response.statuses:
            self._find_statuses(response)
        for body, examples in looked:
            self._look(response, body, examples)

    def _examples(self, body: Node) -> Iterator[tuple[Node, Node]]:
        """Return the examples of a body, each with what holds it."""
        example = body.get("example")
        if example is not None:
            yield example, example
        examples = self.files.follow(body.get("examples"))
        for node in (examples.elements or examples.items.values()) if examples is not None else ():
            holder = self.files.follow(node)
            if holder is not None and (outside := holder.get("externalValue")) is not None:
                text = f"an example elsewhere: {shown(outside.text)}"
                self.findings.note("left out", outside.at, text)
            elif holder is not None:
                yield holder.get("value") or holder, holder

    def _look(self, response: Response, body: Body, examples: list[tuple[Node, Node]]) -> None:
        """Find what may be codes in a body."""
        response.examples += [code for example in examples for code in _codes(*example)]
        for carrier in self.schemas.carriers(body.parts):
            if carrier.key not in self._values:
                self._values[carrier.key] = self.schemas.values(carrier)
            if values := self._values[carrier.key]:
                response.carriers.append((carrier.word, values))

    # What holds of a whole response

    def status_word(self, response: Response) -> str | None:
        """Return the status word of a body that has only one."""
        for body in response.bodies:
            for name, parts in self.schemas.members(body.parts).items():
                if normalized(name) in WORDS["status"]:
                    words = {node.text for part in parts for node in listed(part, "enum", "const")}
                    word = words.pop() if len(words) == 1 else None
                    return None if word is None or word.isdecimal() else word
        return None

    def headers(self, response: Response) -> tuple[str, ...] | None:
        """Return the names of a response's headers, and set the headers of the catalog."""
        names = []
        for name, reference in self.files.items(response.node.get("headers")).items():
            node = self.files.follow(reference)
            if node is None or name.lower() == "content-type":
                continue
            names.append(name)
            fields = ("description", "schema", "example")
            header = {key: self._inlined(value) for key in fields if (value := node.get(key))}
            self.findings.root.fields.setdefault("headers", {}).setdefault(name, header)
            self.findings.root.lines.setdefault("headers", self.findings.line(node.at))
        return tuple(names) or None

    def _inlined(self, node: Node | None, depth: int = 0) -> object:
        """Return a value with what it refers to in the place of references."""
        target = self.files.follow(node)
        if target is None or depth > _DEEPEST:
            return {}
        if target.is_mapping:
            return {key: self._inlined(inner, depth + 1) for key, inner in target.items.items()}
        return [self._inlined(inner, depth + 1) for inner in target.elements] or target.value


def _codes(example: Node, holder: Node) -> Iterator[ExampleCode]:
    """Return what may be a code in an example."""
    pending = [(example, 0)]
    while pending:
        node, depth = pending.pop(0)
        for name, value in node.items.items():
            is_known = (word := normalized(name)) in CODE_WORDS and is_code(value.value)
            if is_known and (word in STRONG or value.text not in PHRASES.values()):
                yield ExampleCode(word, value, node, holder)
        if depth < _DEEPEST:
            pending += [(inner, depth + 1) for inner in [*node.items.values(), *node.elements]]


def _referred(nodes: list[Node | None], named: dict[str, Node]) -> set[str]:
    """Return the names of the schemas that some values refer to, or that those refer to."""
    names: set[str] = set()
    pending = [node for node in nodes if node is not None]
    while pending:
        node = pending.pop()
        pending += [*node.items.values(), *node.elements]
        reference = node.get("$ref")
        name = (reference.text or "").removeprefix(_SCHEMA) if reference is not None else ""
        if name in named and name not in names:
            names.add(name)
            pending.append(named[name])
    return names
