"""OpenAPI documents: the codes of their responses, wherever these say them."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from apicodes.http import PHRASES
from apicodes.importers import Imported, fragment, headings
from apicodes.importers.constants import WORDS, is_code, normalized
from apicodes.importers.findings import Findings, count, is_phrase, shown
from apicodes.importers.references import Files, Load, Node
from apicodes.importers.schemas import (
    CODE_WORDS,
    STRONG,
    Parts,
    Schemas,
    Value,
    listed,
    plausible,
    slot,
    values,
)
from apicodes.problems import Location

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_ERROR = re.compile(r"err|fault|fail|problem|exception", re.I)
_CODES = re.compile(r"(?:err|fail|fault|problem|response|result).*codes?$|^codes?$", re.I)
_DEEPEST = 6
_SPLIT = re.compile(r"([1-5][0-9]{2})\s*[|:]\s*(\S.*)")
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
    coded: bool = False


def read(text: str, path: str, load: Load | None = None) -> Imported:
    """Read a document, in YAML or JSON; `load` reads the files that it refers to.

    Raises `ProblemsFound`.
    """
    findings = Findings(path, "openapi")
    files = Files(findings, text, load)
    document = _Document(findings, files)
    if fragment.TABLE in files.root.items:
        return document.read_fragment()
    return document.read()


class _Document:
    """One pass over a document."""

    def __init__(self, findings: Findings, files: Files) -> None:
        self.findings = findings
        self.files = files
        self.root = files.root
        self.schemas = Schemas(files)
        self.responses: dict[int, Response] = {}
        self.names: dict[int, str] = {}
        """The names of schemas."""
        self.values: dict[tuple[int, ...], list[Value]] = {}
        """The values of the schemas that were looked at."""
        self.grouped: dict[tuple[int, ...], list[tuple[list[Value], frozenset[str]]]] = {}
        self.listed: dict[str, Node] = {}
        """The schemas of errors that list values, by their names."""
        self.lost: dict[int, Location] = {}
        """HTTP statuses whose responses cannot be read."""
        self.by_name: list[Response] = []
        """The responses whose HTTP status is told by their name alone."""
        self.operations = 0

    def read(self) -> Imported:
        """Read the responses, the schemas that no response has, and the description."""
        root = self.root
        info = self.files.items(root.get("info"))
        self.collect()
        for name in info.keys() & {"title", "version"}:
            self.findings.set(name, info[name].text, info[name].at)
        carrier = self._carrier()
        if carrier is not None:
            self._codes(carrier)
            self.envelope(carrier)
        headings.read(self.findings, info.get("description"))
        self._without_code()
        self._left()
        seen = [count(self.operations, "operation"), count(len(self.responses), "response")]
        if not root.items.keys() & {"openapi", "swagger", "paths", "components", "content"}:
            size = f"{len(root.items)} keys" if root.is_mapping else f"{len(root.elements)} items"
            seen.append(f"{size}, none of them openapi, paths or components")
        self.findings.sort()
        return self.findings.imported(", ".join(seen))

    def read_fragment(self) -> Imported:
        """Read what apicodes wrote, where nothing is guessed but the body of errors."""
        fragment.read(self.findings, self.root)
        notes = [*self.findings.notes]
        self.collect()
        carrier = self._carrier()
        if carrier is not None:
            self.envelope(carrier)
        for response in self.responses.values():
            self._headers(response)
            for body in self.files.items(response.node.get("content")).values():
                reference = body.get("schema", "$ref")
                text = (reference.text or "#") if reference is not None else "#"
                if not text.startswith("#") and "envelope" in self.findings.root.fields:
                    self.findings.root.fields["envelope"]["schema"] = text
        self.findings.notes = notes
        return self.findings.imported("a table of responses without rows")

    # What the document holds

    def collect(self) -> None:
        """Find every response, those of operations first, and the schemas of errors."""
        files, components = self.files, self.files.follow(self.root.get("components"))
        wholes = [its for its in (components, self.root) if its is not None]
        for whole in wholes:
            for section in ("paths", "webhooks", "pathItems"):
                for item in files.items(whole.get(section)).values():
                    self._operations(files.items(item))
        for whole in wholes:
            for name, node in files.items(whole.get("responses")).items():
                self._response(name, node, None)
        if self.root.get("content") is not None:
            name = re.sub(r".*/|\.\w+$", "", self.findings.path)
            self._response(name, self.root, None)
        for response in list(self.responses.values()):
            self._bodies(response)
        for whole in wholes:
            for section in ("schemas", "definitions"):
                for name, node in files.items(whole.get(section)).items():
                    self._named(name, node)

    def _named(self, name: str, node: Node) -> None:
        """Look at a schema; one of errors that no response has is like a response."""
        self.names[id(node)] = name
        if node.get("enum") is not None and _ERROR.search(name):
            self.listed[name] = node
        parts = self.schemas.parts(node) if id(node) not in self.schemas.visited else []
        if parts and (_ERROR.search(name) or _CODES.search(name)):
            response = Response(name, node, is_schema=True, parts=parts)
            self.responses[id(node)] = response
            self._statuses_of(response)
            self._look(response, parts, [])
            found = values(parts) if _CODES.search(name) else []
            if found and not response.carriers:
                response.carriers.append(("code", found))

    def _operations(self, item: dict[str, Node]) -> None:
        for operation in (item[method] for method in METHODS if method in item):
            self.operations += 1
            for key, node in self.files.items(self.files.items(operation).get("responses")).items():
                if not key.startswith("x-"):
                    self._response(key, node, key)

    def _response(self, name: str, reference: Node, key: str | None) -> None:
        node = self.files.follow(reference)
        if node is None:
            if key is not None and key.isdecimal() and len(key) == 3:
                self.lost[int(key)] = reference.at
            return
        response = self.responses.setdefault(id(node), Response(name, node))
        if key is None and not response.statuses:
            response.name = name
        elif key is not None and key.isdecimal() and len(key) == 3:
            response.statuses.setdefault(int(key), reference.at)
        elif key is not None:
            text = f"{shown(key)} is no single HTTP status: its codes come without one"
            self.findings.again("guessed", reference.at, text)

    def _statuses_of(self, response: Response) -> None:
        """Take the HTTP status of a response that no operation has from itself, or its name."""
        its = response.node.get("x-http-status")
        nodes = [its, *its.elements] if its is not None else []
        for name, parts in self.schemas.members(response.parts).items():
            if normalized(name) in WORDS["http_status"]:
                nodes += [node for part in parts for node in listed(part, "enum", "const")]
        for node in nodes:
            if type(node.value) is int:
                response.statuses.setdefault(node.value, node.at)
        digits = re.search(r"(?<!\d)[1-5]\d\d(?!\d)", response.name)
        status = int(digits[0]) if digits else _NAMES.get(normalized(response.name))
        if status is not None and not response.statuses:
            response.statuses[status] = response.node.at
            self.by_name.append(response)

    def _bodies(self, response: Response) -> None:
        whole: dict[str | None, Node] = {None: response.node}
        for media_type, body in (self.files.items(response.node.get("content")) or whole).items():
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
            if found := self.values.setdefault(key, []) or values(its):
                self.values[key] = found
                response.carriers.append((word, found))

    def _is_envelope(self, parts: Parts, examples: list[tuple[Node, Node]]) -> bool:
        """Return whether the body of a success says a code and a message, as some APIs do."""
        names = {normalized(name) for name in self.schemas.members(parts)}
        names.update(normalized(name) for example, _ in examples for name in example.items)
        return bool(names & set(STRONG) and names & set(WORDS["message"]))

    # Which property carries the code

    def _carrier(self) -> str | None:
        """Return the property that carries the code: of the likeliest name, with values."""
        found: dict[str, list[Value]] = {}
        seen: set[tuple[str, int]] = set()
        for response in self.responses.values():
            for word, its in response.carriers:
                if (word, id(its)) not in seen:
                    seen.add((word, id(its)))
                    found.setdefault(word, []).extend(its)
            for said in response.said:
                text, integer = str(said.code.text), type(said.code.value) is int
                value = Value(text, said.code.at, said.holder, integer)
                found.setdefault(said.word, []).append(value)
        fitting = [word for word in dict.fromkeys(CODE_WORDS)
                   if word in found and plausible(word, found[word])]  # fmt: skip
        several = [word for word in fitting if len({its.code for its in found[word]}) > 1]
        chosen = next(iter(several or fitting), None)
        for word in fitting:
            first = found[word][0]
            codes = len({its.code for its in found[word]})
            if word == chosen:
                text = f"the property '{word}' carries the code: {count(codes, 'value')} in all"
                self.findings.note("guessed", first.at, text)
            else:
                text = f"the property '{word}', {count(codes, 'value')}: '{chosen}' has the codes"
                self.findings.note("left out", first.at, text)
        if chosen is not None and all(its.integer for its in found[chosen]):
            self.findings.set("code_type", "integer", found[chosen][0].at)
        return chosen

    # What is said of each code

    def _codes(self, carrier: str) -> None:
        lists: dict[frozenset[str], tuple[list[Value], set[int]]] = {}
        for response in self.responses.values():
            for group, its in self._lists(response, carrier):
                lists.setdefault(its, (group, set()))[1].update(response.statuses)
                self.listed.pop(self.names.get(id(group[0].among), ""), None)
        for group, _ in sorted(lists.values(), key=lambda its: -len(its[0])):
            among = group[0].among
            self.findings.set("type_name", self.names.get(id(among)), among.at)
        for group, under in lists.values():
            if len(group) > 1 and len(under) > 1:
                text = (
                    f"a list of {len(group)} codes stands under {len(under)} HTTP statuses:"
                    " which code comes with which is taken from examples alone"
                )
                self.findings.note("guessed", group[0].among.at, text)
        done: dict[tuple[int, tuple[int, ...]], dict[str, Location]] = {}
        for response in self.responses.values():
            codes: dict[str, Location] = {}
            for said in response.said:
                if said.word == carrier:
                    self._example(response, said, codes)
            groups = self._lists(response, carrier)
            for group, its in groups:
                shared = len(group) > 1 and len(lists[its][1]) > 1
                whole = shared or any(other < its for _, other in groups)
                statuses = {} if whole else response.statuses
                key = (id(group[0].among), tuple(statuses))
                if key not in done:
                    done[key] = self._schema(group, statuses)
                codes.update({} if whole else done[key])
            self._response_of(response, codes)

    def _lists(self, response: Response, carrier: str) -> list[tuple[list[Value], frozenset[str]]]:
        """Return the lists of codes that the schemas of a response hold, each also as a set."""
        carriers = [found for word, found in response.carriers if word == carrier]
        key = tuple(map(id, carriers))
        if key not in self.grouped:
            groups: dict[int, list[Value]] = {}
            for value in (value for found in carriers for value in found):
                groups.setdefault(id(value.among), []).append(value)
            self.grouped[key] = [
                (its, frozenset(value.code for value in its)) for its in groups.values()
            ]
        return self.grouped[key]

    def _schema(self, group: list[Value], statuses: dict[int, Location]) -> dict[str, Location]:
        """Say the codes of a list, and return where each stands."""
        codes: dict[str, Location] = {}
        for value in group:
            code = self._say(
                value.code, value.at, statuses, name=value.name, description=value.description
            )
            if code is not None:
                codes[code] = value.at
        return codes

    def _response_of(self, response: Response, codes: dict[str, Location]) -> None:
        """Say what a response says of all its codes: headers, status word, description."""
        response.coded = bool(codes)
        description = response.node.get("description")
        headers, word = self._headers(response), self._status_word(response)
        for code, at in codes.items():
            self.findings.say(at, code, headers=(headers, at), status=(word, at))
        if description is None or response.is_schema or not codes:
            return
        if len(codes) == 1:
            self.findings.fall_back(next(iter(codes)), description.text, description.at)
        elif not is_phrase(description.text):
            text = f"description {shown(description.text)}: its {len(codes)} codes share it"
            self.findings.note("left out", description.at, text)

    def _example(self, response: Response, said: Said, codes: dict[str, Location]) -> None:
        beside: dict[str, Any] = {}
        statuses = response.statuses
        for name, node in said.beside.items.items():
            word = normalized(name)
            if node is said.code or node.text is None:
                continue
            placeholder = slot(name, "", integer=isinstance(node.value, int))
            if placeholder == "{http_status}" and not statuses and type(node.value) is int:
                statuses = {node.value: node.at}
            elif placeholder in ("{status}", "{message}") and isinstance(node.value, str):
                beside.setdefault(placeholder.strip("{}"), (node.text, node.at))
            elif word in WORDS["number"] and isinstance(node.value, int):
                beside["number"] = (node.value, node.at)
        text, summary = said.holder.get("description"), said.holder.get("summary")
        if said.holder.get("value") is not None and text is not None:
            beside["description"] = (text.text, text.at)
        code = self._say(str(said.code.text), said.code.at, statuses, **beside)
        if code is not None:
            codes[code] = said.code.at
            if said.holder.get("value") is not None and summary is not None:
                self.findings.fall_back(code, summary.text, summary.at)

    def _say(
        self, code: str, at: Location, statuses: dict[int, Location], **fields: Any
    ) -> str | None:
        """Say something of a code; one such as ``429|TooMany`` tells its HTTP status."""
        if match := _SPLIT.fullmatch(code):
            under = ", ".join(map(str, statuses))
            where = f"; it stands under {under}" if under and under != match[1] else ""
            text = f"{shown(code)} is read as the code {match[2]} with status {match[1]}{where}"
            self.findings.note("guessed", at, text)
            code, statuses = match[2], {int(match[1]): at}
        if not is_code(code) and not re.fullmatch(r"\S+(?: \S+){0,2}", code):
            self.findings.note("left out", at, f"{shown(code)} does not look like a code")
            return None
        self.findings.say(at, code, statuses, **fields)
        return code

    def _without_code(self) -> None:
        """Say which HTTP statuses come without a code, and with which headers all come."""
        coded = {
            status for its in self.findings.entries.values() if its.code for status in its.statuses
        }
        for status, place in self.lost.items():
            if status not in coded:
                self.findings.say(place, None, {status: place})
        for response in self.responses.values():
            description = response.node.get("description")
            if response.is_schema or response.coded:
                continue
            at = description.at if description is not None else response.node.at
            text = description.text if description is not None else None
            for status, place in response.statuses.items():
                if status not in coded:
                    headers = self._headers(response)
                    self.findings.say(
                        place, None, {status: place}, description=(text, at), headers=(headers, at)
                    )
                elif not is_phrase(text):
                    said = f"response {status} {shown(text)} has no code, others of {status} have"
                    self.findings.again("left out", at, said)
            if not response.statuses:
                said = f"response {shown(response.name)}: neither a code nor an HTTP status"
                self.findings.again("left out", at, said)

    def _status_word(self, response: Response) -> str | None:
        """Return the status word of a body that has only one."""
        for name, parts in self.schemas.members(response.parts).items():
            if normalized(name) in WORDS["status"]:
                words = {node.text for part in parts for node in listed(part, "enum", "const")}
                word = words.pop() if len(words) == 1 else None
                return None if word is None or word.isdecimal() else word
        return None

    def _headers(self, response: Response) -> tuple[str, ...] | None:
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

    def _left(self) -> None:
        """Note the lists of values that were not taken, and the names that told a status."""
        for name, node in self.listed.items():
            text = f"schema {name}, {count(len(values([node])), 'value')}: no property of the code"
            self.findings.note("left out", node.at, text)
        if self.by_name:
            names = ", ".join(
                f"{response.name} {next(iter(response.statuses))}" for response in self.by_name
            )
            text = f"the names of responses tell their HTTP statuses: {names}"
            self.findings.note("guessed", self.by_name[0].node.at, text)

    # The body of errors

    def envelope(self, carrier: str) -> None:
        """Set the envelope: the body that most responses with the code have."""
        bodies: Counter[str] = Counter()
        first: dict[str, tuple[Any, Location, list[str], str | None]] = {}
        for response in self.responses.values():
            said = (*(word for word, _ in response.carriers), *(its.word for its in response.said))
            words = {normalized(name) for name in self.schemas.members(response.parts)}
            if carrier not in (*said, *words):
                continue
            left: list[str] = []
            body = self.schemas.template(response.parts, carrier, left)
            for example in response.examples if not body else ():
                body = body or _as_template(example, carrier)
            if "{code}" in str(body):
                bodies[repr(body)] += 1
                first.setdefault(repr(body), (body, response.node.at, left, response.media_type))
        for chosen, number in bodies.most_common(1):
            body, at, left, media_type = first[chosen]
            its = {"media_type": media_type} if media_type else {}
            self.findings.set("envelope", {**its, "body": body}, at)
            of = f" of {bodies.total()}" if len(bodies) > 1 else ""
            text = f"the body of errors is that of {count(number, 'place')}{of}"
            self.findings.note("guessed", at, text)
            if left:
                names = ", ".join(map(shown, dict.fromkeys(left)))
                self.findings.note("left out", at, f"of the body of errors: {names}")


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


def _as_template(example: Node, carrier: str) -> Any:
    """Return the body that an example shows, with placeholders."""
    if example.elements:
        inner = _as_template(example.elements[0], carrier)
        return [inner] if inner else None
    body = {}
    for name, node in example.items.items():
        integer = isinstance(node.value, int) and not isinstance(node.value, bool)
        if its := _as_template(node, carrier) or slot(name, carrier, integer=integer):
            body[name] = its
    return body or None
