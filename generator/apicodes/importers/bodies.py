"""The body of errors in an OpenAPI document, as the envelope of a catalog."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct, field

from apicodes.importers.composing import Node
from apicodes.importers.constants import WORDS, normalized
from apicodes.importers.findings import Findings, count, excerpt
from apicodes.importers.schemas import Examples, Nodes, Schemas, listed
from apicodes.problems import Location


class Body(Struct):
    """A body of a response: its media type, its schemas and its examples with what holds each."""

    at: Location
    media_type: str = "application/json"
    parts: Nodes = field(default_factory=list)
    examples: list[tuple[Node, Node]] = field(default_factory=list)


def set_envelope(
    findings: Findings, schemas: Schemas, bodies: Iterable[Body], carrier: str
) -> None:
    """Set the envelope: the body that most responses with the code have."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[Body, object, list[str]]] = {}
    templates = _Templates(carrier)
    for body in bodies:
        samples = [(Examples(), [example]) for example, _ in body.examples]
        for reader, nodes in ((schemas, body.parts), *samples):
            if envelope := templates.of(reader, nodes):
                if "{code}" in str(envelope):
                    counts[repr(envelope)] += 1
                    left = templates.left[tuple(map(id, nodes))]
                    first.setdefault(repr(envelope), (body, envelope, left))
                break
    for chosen, number in counts.most_common(1):
        body, envelope, left = first[chosen]
        findings.set("envelope", {"media_type": body.media_type, "body": envelope}, body.at)
        of = f" of {counts.total()}" if len(counts) > 1 else ""
        text = f"the body of errors is that of {count(number, 'place')}{of}"
        findings.note("guessed", body.at, text)
        if left:
            names = ", ".join(map(excerpt, dict.fromkeys(left)))
            findings.note("left out", body.at, f"of the body of errors: {names}")


class _Templates(Struct):
    """Makes bodies with placeholders, each once; what has none is in `left`."""

    carrier: str
    done: dict[tuple[int, ...], object] = field(default_factory=dict)
    left: dict[tuple[int, ...], list[str]] = field(default_factory=dict)

    def of(self, reader: Examples, nodes: Nodes) -> object:
        """Return the body that schemas or an example describe; None where there is none."""
        key = tuple(map(id, nodes))
        if key in self.done:
            return self.done[key]
        self.done[key] = None
        left = self.left.setdefault(key, [])
        body = {}
        for name, inner in reader.members(nodes).items():
            items = reader.items(inner)[: 1 if not isinstance(reader, Schemas) else None]
            each = self.of(reader, items)
            constants = reader.constants(inner)
            kinds = {kind.text for node in inner for kind in listed(node, "type")}
            is_integer = "integer" in kinds or (constants and type(constants[0].value) is int)
            is_uri = any(
                "uri" in (form.text or "") for node in inner for form in listed(node, "format")
            )
            value = self.of(reader, inner) or ([each] if each else None)
            value = value or slot(name, self.carrier, integer=bool(is_integer), uri=is_uri)
            if value is None and len(constants) == 1 and isinstance(reader, Schemas):
                value = constants[0].value
            if value is not None:
                body[name] = value
            else:
                left += [name, *self.left.get(tuple(map(id, inner)), ())]
        self.done[key] = body or None
        return self.done[key]


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
