"""The responses of an OpenAPI document: their HTTP statuses, and what in their bodies is a code."""

import re
from collections.abc import Iterator

from msgspec import Struct, field

from apicodes.importers.bodies import Body
from apicodes.importers.composing import Node
from apicodes.importers.constants import WORDS, normalized, status_named
from apicodes.importers.findings import Findings, excerpt
from apicodes.importers.openapi_refs import Files
from apicodes.importers.schemas import STRONG, Examples, Schemas, Sighting, Value, sightings
from apicodes.problems import Location

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_ERROR = re.compile(r"err|fault|fail|problem|exception", re.I)
_CODES = re.compile(r"(?:err|fail|fault|problem|response|result).*codes?$|^codes?$", re.I)
_STATUS = re.compile("[1-5][0-9]{2}")
_SCHEMA = "#/components/schemas/"
_DEEPEST = 6


class Response(Struct):
    """A response, the HTTP statuses that operations give it, and what its bodies say."""

    name: str
    node: Node
    statuses: dict[int, Location] = field(default_factory=dict)
    is_schema: bool = False
    bodies: list[Body] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    vague: list[tuple[str, Location]] = field(default_factory=list)
    """What operations give it instead of an HTTP status, such as ``4XX``."""
    coded: bool = False

    @property
    def is_success(self) -> bool:
        """Whether all its HTTP statuses are below 400."""
        return bool(self.statuses) and max(self.statuses) < 400


class Responses:
    """Every response of a document, and the schemas of errors that no response has."""

    def __init__(self, findings: Findings, files: Files) -> None:
        self.findings = findings
        self.files = files
        self.schemas = Schemas(files)
        self.lost: dict[int, Location] = {}
        """HTTP statuses whose responses cannot be read."""
        self.by_name: list[Response] = []
        """The responses whose HTTP status is told by their name alone."""
        self.operations = 0
        components = files.items(files.root.get("components"))
        self.named = files.items(components.get("schemas"))
        self._found: dict[int, Response] = {}
        self._sightings: dict[tuple[int, ...], list[Sighting]] = {}
        others = [files.root.get("webhooks"), components.get("requestBodies")]
        for section in (files.root.get("paths"), components.get("pathItems")):
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
            is_error = _ERROR.search(name) or _CODES.search(name)
            if is_error and id(node) not in self.schemas.visited and name not in elsewhere:
                self._schema_of_errors(name, node)

    @property
    def all(self) -> list[Response]:
        """All responses, and the schemas of errors that no response has."""
        return [*self._found.values()]

    @property
    def errors(self) -> list[Response]:
        """Those that are no successes."""
        return [response for response in self.all if not response.is_success]

    def envelopes(self) -> list[Response]:
        """Read the bodies of successes; return those with a code and a message."""
        envelopes = []
        for response in self.all:
            if response.is_success:
                self._bodies(response)
                words = {word for each in response.sightings for word in each.beside}
                if words & {*STRONG} and words & {*WORDS["message"]}:
                    envelopes.append(response)
        return envelopes

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
        body = Body(node.at, parts=self.schemas.parts(node))
        response = Response(name, node, is_schema=True, bodies=[body])
        self._found[id(node)] = response
        self._name_status(response)
        self._look(response, body)
        values = self.schemas.values(body.parts, body.parts) if _CODES.search(name) else []
        if values and not response.sightings:
            response.sightings.append(Sighting("code", values, {}, node, self.schemas))

    def _name_status(self, response: Response) -> None:
        """Take the HTTP status of a response that no operation has from its name."""
        digits = re.search(r"(?<!\d)[1-5]\d\d(?!\d)", response.name)
        status = int(digits[0]) if digits else status_named(response.name)
        if status is not None and not response.statuses:
            response.statuses[status] = response.node.at
            self.by_name.append(response)

    def _bodies(self, response: Response) -> None:
        """Read the bodies of a response."""
        self._name_status(response)
        for media_type, reference in self.files.items(response.node.get("content")).items():
            media = self.files.mapping(reference)
            if media is not None:
                parts = self.schemas.parts(media.get("schema"))
                examples = [each for node in (media, *parts) for each in self._examples(node)]
                response.bodies.append(Body(response.node.at, media_type, parts, examples))
                self._look(response, response.bodies[-1])

    def _examples(self, body: Node) -> Iterator[tuple[Node, Node]]:
        """Return the examples of a body, each with what holds it."""
        example = body.get("example")
        if example is not None:
            yield example, example
        examples = self.files.follow(body.get("examples"))
        for node in (examples.elements or examples.items.values()) if examples is not None else ():
            holder = self.files.follow(node)
            if holder is not None and (outside := holder.get("externalValue")) is not None:
                text = f"an example elsewhere: {excerpt(outside.text)}"
                self.findings.note("left out", outside.at, text)
            elif holder is not None:
                yield holder.get("value") or holder, holder

    def _look(self, response: Response, body: Body) -> None:
        """Find what may be codes in a body."""
        for example, holder in body.examples:
            response.sightings += sightings(Examples(), [example], holder)
        key = tuple(map(id, body.parts))
        if key not in self._sightings:
            self._sightings[key] = [*sightings(self.schemas, body.parts)]
        response.sightings += self._sightings[key]

    def named_values(self) -> Iterator[tuple[str, list[Value]]]:
        """Return the values of named schemas that may be codes."""
        for name, node in self.named.items():
            is_new = id(node) not in self.schemas.visited
            parts = self.schemas.parts(node)
            lists = [parts] if _ERROR.search(name) or (len(parts) > 1 and is_new) else []
            members = self.schemas.members(parts).items() if is_new else ()
            lists += [inner for member, inner in members if normalized(member) in STRONG]
            yield name, [value for inner in lists for value in self.schemas.listed_values(inner)]

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
