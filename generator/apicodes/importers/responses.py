"""The responses of an OpenAPI document: their HTTP statuses, and what in their bodies is a code."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from apicodes.catalog.http_status import PHRASES
from apicodes.importers.composing import Node
from apicodes.importers.constants import WORDS, is_code, normalized
from apicodes.importers.findings import Findings, shown
from apicodes.importers.openapi_refs import Files
from apicodes.importers.schemas import (
    CODE_WORDS,
    STRONG,
    Parts,
    Schemas,
    Value,
    listed,
    listed_values,
    unfit,
    values,
)
from apicodes.problems import Location

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_ERROR = re.compile(r"err|fault|fail|problem|exception", re.I)
_CODES = re.compile(r"(?:err|fail|fault|problem|response|result).*codes?$|^codes?$", re.I)
_STATUS = re.compile("[1-5][0-9]{2}")
_DEEPEST = 6
_NAMES = {normalized(phrase): status for status, phrase in PHRASES.items()} | {
    "servererror": 500, "internalerror": 500, "unprocessableentity": 422, "payloadtoolarge": 413,
    "ratelimited": 429, "ratelimit": 429, "ratelimitexceeded": 429, "success": 200,
}  # fmt: skip


class Said(Struct):
    """What may be a code in an example, with what stands beside it."""

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
    media_type: str | None = None
    parts: Parts = field(default_factory=list)
    carriers: list[tuple[str, list[Value]]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    examples: list[Node] = field(default_factory=list)
    vague: list[tuple[str, Location]] = field(default_factory=list)
    """What operations give it instead of an HTTP status, such as ``4XX``."""
    coded: bool = False


class Responses:
    """Every response of a document, and the schemas of errors that no response has."""

    def __init__(self, findings: Findings, files: Files) -> None:
        self.findings = findings
        self.files = files
        self.schemas = Schemas(files)
        self.found: dict[int, Response] = {}
        self.names: dict[int, str] = {}
        """The names of schemas."""
        self.listed: dict[str, list[Value]] = {}
        """The values that schemas list which may be codes, by the names of the schemas."""
        self.unfit: dict[str, list[Node]] = {}
        """What stands among codes and can be none, by the property that carries them."""
        self.lost: dict[int, Location] = {}
        """HTTP statuses whose responses cannot be read."""
        self.by_name: list[Response] = []
        """The responses whose HTTP status is told by their name alone."""
        self.operations = 0
        self._values: dict[tuple[int, ...], list[Value]] = {}
        self._collect()

    def _collect(self) -> None:
        """Find every response, those of operations first, and the schemas of errors."""
        files, root = self.files, self.files.root
        components = files.items(root.get("components"))
        for section in (root.get("paths"), root.get("webhooks"), components.get("pathItems")):
            for name, item in files.items(section).items():
                if not name.startswith("x-"):
                    self._operations(files.items(item))
        for name, node in files.items(components.get("responses")).items():
            self._response(name, node, None)
        for response in list(self.found.values()):
            self._bodies(response)
        named = files.items(components.get("schemas"))
        for name, node in named.items():
            self.names[id(node)] = name
            if (_ERROR.search(name) or _CODES.search(name)) and not self._is_visited(node):
                self._schema_of_errors(name, node)
        for name, node in named.items():
            self._list(name, node)

    def _is_visited(self, node: Node) -> bool:
        return id(node) in self.schemas.visited

    def _schema_of_errors(self, name: str, node: Node) -> None:
        """Take a schema of errors that no response has for a response."""
        parts = self.schemas.parts(node)
        response = Response(name, node, is_schema=True, parts=parts)
        self.found[id(node)] = response
        self._statuses_of(response)
        self._look(response, parts, [])
        found = values(parts) if _CODES.search(name) else []
        if found and not response.carriers:
            response.carriers.append(("code", found))

    def _list(self, name: str, node: Node) -> None:
        """Remember the values of a schema that may be codes."""
        seen, is_error = self._is_visited(node), _ERROR.search(name) is not None
        parts = self.schemas.parts(node)
        found = listed_values(parts) if is_error or (len(parts) > 1 and not seen) else []
        if not seen:
            members = self.schemas.members(parts).items()
            codes = [its for member, its in members if normalized(member) in STRONG]
            found += [value for its in codes for value in listed_values(its)]
        if found:
            self.listed[name] = found

    def _operations(self, item: dict[str, Node]) -> None:
        for operation in (item[method] for method in METHODS if method in item):
            self.operations += 1
            for key, node in self.files.items(self.files.items(operation).get("responses")).items():
                if not key.startswith("x-"):
                    self._response(key, node, key)

    def _response(self, name: str, reference: Node, key: str | None) -> None:
        status = int(key) if key is not None and _STATUS.fullmatch(key) else None
        node = self.files.mapping(reference)
        if node is None:
            if status is not None:
                self.lost[status] = reference.at
            return
        response = self.found.setdefault(id(node), Response(name, node))
        if status is not None:
            response.statuses.setdefault(status, reference.at)
        elif key is not None:
            response.vague.append((key, reference.at))
        elif not response.statuses:
            response.name = name

    def _statuses_of(self, response: Response) -> None:
        """Take the HTTP status of a response that no operation has from itself, or its name."""
        nodes = listed(response.node, "x-http-status")
        for node in nodes:
            if not _STATUS.fullmatch(node.text or ""):
                said = f"x-http-status: {node.shown} is no HTTP status"
                self.findings.note("left out", node.at, said)
        for name, parts in self.schemas.members(response.parts).items():
            if normalized(name) in WORDS["http_status"]:
                nodes += [node for part in parts for node in listed(part, "enum", "const")]
        for node in nodes:
            if _STATUS.fullmatch(node.text or ""):
                response.statuses.setdefault(int(str(node.text)), node.at)
        digits = re.search(r"(?<!\d)[1-5]\d\d(?!\d)", response.name)
        status = int(digits[0]) if digits else _NAMES.get(normalized(response.name))
        if status is not None and not response.statuses:
            response.statuses[status] = response.node.at
            self.by_name.append(response)

    def _bodies(self, response: Response) -> None:
        bodies = self.files.items(response.node.get("content"))
        if not bodies:
            self._statuses_of(response)
        for media_type, reference in bodies.items():
            body = self.files.mapping(reference)
            if body is None:
                continue
            examples = list(self._examples(body))
            parts = self.schemas.parts(body.get("schema"))
            for part in parts:
                examples += self._examples(part)
            if response.media_type is None or not response.parts:
                response.media_type, response.parts = media_type, parts
            if not response.statuses:
                self._statuses_of(response)
            self._look(response, parts, examples)

    def _examples(self, body: Node) -> Iterator[tuple[Node, Node]]:
        """Return the examples of a body, each with what holds it."""
        example = body.get("example")
        if example is not None:
            yield example, example
        examples = self.files.follow(body.get("examples"))
        for node in (examples.elements or examples.items.values()) if examples is not None else ():
            holder = self.files.follow(node)
            if holder is not None and (outside := holder.get("externalValue")) is not None:
                said = f"an example elsewhere: {shown(outside.text)}"
                self.findings.note("left out", outside.at, said)
            elif holder is not None:
                yield holder.get("value") or holder, holder

    def _look(self, response: Response, parts: Parts, examples: list[tuple[Node, Node]]) -> None:
        success = response.statuses and max(response.statuses) < 400
        if success and not self._is_envelope(parts, examples):
            return
        response.examples += [example for example, _ in examples]
        response.said += [said for example in examples for said in _said(*example)]
        for word, its in self.schemas.carriers(parts):
            key = tuple(map(id, its))
            if key not in self._values:
                self.unfit.setdefault(word, []).extend(unfit(its))
            if found := self._values.setdefault(key, []) or values(its):
                self._values[key] = found
                response.carriers.append((word, found))

    def _is_envelope(self, parts: Parts, examples: list[tuple[Node, Node]]) -> bool:
        """Return whether the body of a success says a code and a message, as some APIs do."""
        names = {normalized(name) for name in self.schemas.members(parts)}
        names.update(normalized(name) for example, _ in examples for name in example.items)
        return bool(names & set(STRONG) and names & set(WORDS["message"]))

    # What holds of a whole response

    def status_word(self, response: Response) -> str | None:
        """Return the status word of a body that has only one."""
        for name, parts in self.schemas.members(response.parts).items():
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
            header = {its: self._inlined(value) for its in fields if (value := node.get(its))}
            self.findings.root.fields.setdefault("headers", {}).setdefault(name, header)
            self.findings.root.lines.setdefault("headers", self.findings.line(node.at))
        return tuple(names) or None

    def _inlined(self, node: Node | None, depth: int = 0) -> Any:
        """Return a value with what it refers to in the place of references."""
        its = self.files.follow(node)
        if its is None or depth > _DEEPEST:
            return {}
        if its.is_mapping:
            return {key: self._inlined(inner, depth + 1) for key, inner in its.items.items()}
        return [self._inlined(inner, depth + 1) for inner in its.elements] or its.value


def _said(example: Node, holder: Node) -> Iterator[Said]:
    """Return what may be a code in an example."""
    pending = [(example, 0)]
    while pending:
        its, depth = pending.pop(0)
        for name, node in its.items.items():
            if (word := normalized(name)) in CODE_WORDS and is_code(node.value):
                yield Said(word, node, its, holder)
        if depth < _DEEPEST:
            pending += [(node, depth + 1) for node in [*its.items.values(), *its.elements]]
