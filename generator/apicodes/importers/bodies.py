"""The body of errors in an OpenAPI document, as the envelope of a catalog."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct, field

from apicodes.importers.composing import Node
from apicodes.importers.constants import WORDS, normalized
from apicodes.importers.findings import Findings, count, shown
from apicodes.importers.schemas import Parts, Schemas, listed
from apicodes.problems import Location

INNERMOST = 50
"""How deep the members of the body of errors may lie."""


class Body(Struct):
    """A body of a response: its media type, its schemas and its examples."""

    at: Location
    media_type: str | None = None
    parts: Parts = field(default_factory=list)
    examples: list[Node] = field(default_factory=list)


def set_envelope(
    findings: Findings, schemas: Schemas, bodies: Iterable[Body], carrier: str
) -> None:
    """Set the envelope: the body that most responses with the code have."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[Body, object, list[str]]] = {}
    template = _Template(schemas, carrier)
    for body in bodies:
        template.left = []
        envelope = template.of_schemas(body.parts)
        for example in body.examples if not envelope else ():
            envelope = envelope or template.of_example(example)
        if "{code}" in str(envelope):
            counts[repr(envelope)] += 1
            first.setdefault(repr(envelope), (body, envelope, template.left))
    for key, number in counts.most_common(1):
        body, envelope, left = first[key]
        media_type = {"media_type": body.media_type} if body.media_type else {}
        findings.set("envelope", {**media_type, "body": envelope}, body.at)
        of = f" of {counts.total()}" if len(counts) > 1 else ""
        findings.note(
            "guessed", body.at, f"the body of errors is that of {count(number, 'place')}{of}"
        )
        if left:
            names = ", ".join(map(shown, dict.fromkeys(left)))
            findings.note("left out", body.at, f"of the body of errors: {names}")


class _Template(Struct):
    """Makes bodies with placeholders; what has none is added to `left`."""

    schemas: Schemas
    carrier: str
    left: list[str] = field(default_factory=list)
    done: dict[tuple[int, ...], object] = field(default_factory=dict)

    def of_schemas(self, parts: Parts, depth: int = 0) -> object:
        """Return the body that schemas describe."""
        key = tuple(map(id, parts))
        if depth > INNERMOST or key in self.done:
            return self.done.get(key)
        self.done[key] = None
        body = {}
        for name, inner in self.schemas.members(parts).items():
            items = self.of_schemas(self.schemas.items(inner), depth + 1)
            value = self.of_schemas(inner, depth + 1) or ([items] if items else None)
            kinds = {kind.text for part in inner if (kind := part.get("type")) is not None}
            uri = any("uri" in (form.text or "") for part in inner if (form := part.get("format")))
            values = [node.value for part in inner for node in listed(part, "enum", "const")]
            integer = "integer" in kinds or type(next(iter(values), None)) is int
            value = value or slot(name, self.carrier, integer=integer, uri=uri)
            if value is None and len(values) == 1:
                value = values[0]
            if value is None:
                self.left.append(name)
            else:
                body[name] = value
        self.done[key] = body
        return body

    def of_example(self, example: Node) -> object:
        """Return the body that an example shows."""
        if example.elements:
            inner = self.of_example(example.elements[0])
            return [inner] if inner else None
        body = {}
        for name, node in example.items.items():
            integer = type(node.value) is int
            if value := self.of_example(node) or slot(name, self.carrier, integer=integer):
                body[name] = value
            else:
                self.left.append(name)
        return body or None


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
    for name in ("status", "message", "title"):
        if word in WORDS[name] or (name == "message" and word == "description"):
            return f"{{{name}}}"
    return None
