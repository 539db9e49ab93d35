"""The body of errors in an OpenAPI document, as the envelope of a catalog."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from apicodes.importers.composing import Node
from apicodes.importers.constants import normalized
from apicodes.importers.findings import Findings, count, shown
from apicodes.importers.responses import Response
from apicodes.importers.schemas import Schemas, slot
from apicodes.problems import Location


def envelope(findings: Findings, schemas: Schemas, found: Iterable[Response], carrier: str) -> None:
    """Set the envelope: the body that most responses with the code have."""
    bodies: Counter[str] = Counter()
    first: dict[str, tuple[Any, Location, list[str], str | None]] = {}
    for response in found:
        said = (*(word for word, _ in response.carriers), *(its.word for its in response.said))
        words = {normalized(name) for name in schemas.members(response.parts)}
        if carrier not in (*said, *words):
            continue
        left: list[str] = []
        body = schemas.template(response.parts, carrier, left)
        for example in response.examples if not body else ():
            body = body or _as_template(example, carrier)
        if "{code}" in str(body):
            bodies[repr(body)] += 1
            first.setdefault(repr(body), (body, response.node.at, left, response.media_type))
    for chosen, number in bodies.most_common(1):
        body, at, left, media_type = first[chosen]
        its = {"media_type": media_type} if media_type else {}
        findings.set("envelope", {**its, "body": body}, at)
        of = f" of {bodies.total()}" if len(bodies) > 1 else ""
        text = f"the body of errors is that of {count(number, 'place')}{of}"
        findings.note("guessed", at, text)
        if left:
            names = ", ".join(map(shown, dict.fromkeys(left)))
            findings.note("left out", at, f"of the body of errors: {names}")


def _as_template(example: Node, carrier: str) -> object:
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
