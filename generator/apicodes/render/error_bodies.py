"""The body of an error: what each entry sends, and the JSON Schema of what every entry sends."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from apicodes.catalog.docs_url import url
from apicodes.catalog.entry import Entry
from apicodes.catalog.entry_parts import Example
from apicodes.catalog.error_envelope import PLACEHOLDER
from apicodes.catalog.given import given
from apicodes.catalog.http_status import PHRASES, has_body
from apicodes.catalog.model import Catalog, Header
from apicodes.render import markdown

_ABSENT: Any = object()

Schema = Mapping[str, object]
"""A JSON Schema, as data."""

_TYPES: Mapping[str, Schema] = {
    "status": {"type": "string"},
    "message": {"type": "string"},
    "http_status": {"type": "integer", "minimum": 100, "maximum": 599},
    "number": {"type": "integer"},
    "title": {"type": "string"},
    "description": {"type": "string"},
    "url": {"type": "string", "format": "uri-reference"},
}


class Sent(Struct, frozen=True):
    """One response that carries the envelope: an entry with one of its HTTP statuses, or none.

    `values` are those of the placeholders; None where there is none.
    """

    entry: Entry
    http_status: int | None
    values: dict[str, Any]


def sent(catalog: Catalog) -> Iterator[Sent]:
    """Return every response that carries the envelope: it has a code, or it is an error."""
    for entry in catalog.entries:
        yield from sent_with(catalog, entry)


def sent_with(catalog: Catalog, entry: Entry) -> Iterator[Sent]:
    """Return the responses with an entry that carry the envelope."""
    for http_status in entry.http_statuses or (None,):
        if (http_status is None or has_body(http_status)) and (
            entry.code is not None or (http_status or 0) >= 400
        ):
            yield Sent(entry, http_status, _values(catalog, entry, http_status))


def body(catalog: Catalog, response: Sent) -> object:
    """Return the body of a response; members without a value are left out."""
    return _filled(catalog.error_envelope.body, response.values)


def examples(catalog: Catalog, response: Sent) -> tuple[Example, ...]:
    """Return the bodies that document a response: the entry's own, else the one of the envelope."""
    if response.entry.examples:
        return response.entry.examples
    summary = response.entry.title or response.values["description"]
    return (Example(summary=summary, body=body(catalog, response)),)


def example_object(example: Example) -> dict[str, object]:
    """Return an example as OpenAPI has it (3.1, section 4.8.19)."""
    return {**given({"summary": example.summary}), "value": example.body}


def header_object(header: Header) -> dict[str, object]:
    """Return a header as OpenAPI has it (3.1, section 4.8.21)."""
    description = markdown.without_html(header.description) if header.description else None
    return given({"description": description, "schema": header.schema, "example": header.example})


def _values(catalog: Catalog, entry: Entry, http_status: int | None) -> dict[str, object]:
    text = entry.description or entry.status_descriptions.get(http_status or 0)
    described = (markdown.one_line(text) if text else None) or None
    return {
        "status": entry.status,
        "code": catalog.wire_code(entry),
        "message": _message(entry) or described or entry.title,
        "http_status": http_status,
        "number": entry.number,
        "title": entry.title or PHRASES.get(http_status or 0),
        "description": described,
        "url": url(catalog, entry),
    }


def _message(entry: Entry) -> str | None:
    if entry.message is None:
        return None
    examples = {
        name: _as_text(parameter.example)
        for name, parameter in entry.params.items()
        if parameter.example is not None
    }
    return PLACEHOLDER.sub(lambda match: examples.get(match[1], match[0]), entry.message)


def _as_text(value: object) -> str:
    """Return a value inside a text: JSON's spelling, where it is no text itself."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _filled(template: object, values: dict[str, object]) -> object:
    if isinstance(template, dict):
        items = {key: _filled(item, values) for key, item in template.items()}
        return {key: item for key, item in items.items() if item is not _ABSENT}
    if isinstance(template, list):
        return [
            item for item in (_filled(item, values) for item in template) if item is not _ABSENT
        ]
    if not isinstance(template, str):
        return template
    if name := lone(template):
        return _ABSENT if values[name] is None else values[name]
    return PLACEHOLDER.sub(lambda match: _as_text(values[match[1]]), template)


def lone(template: object) -> str | None:
    """Return the name of the placeholder that a text consists of."""
    match = PLACEHOLDER.fullmatch(template) if isinstance(template, str) else None
    return match[1] if match else None


def schema(catalog: Catalog, responses: Iterable[Sent], code: Schema) -> Schema:
    """Return the JSON Schema of the envelope; `code` is the schema of the code in it.

    A member is required when each of the responses has a value for it; further members may come.
    """
    always = {*_TYPES, "code"}
    for response in responses:
        always -= {name for name in always if response.values[name] is None}
    return _schema(catalog.error_envelope.body, {**_TYPES, "code": code}, always)


def _schema(template: object, types: Mapping[str, Schema], always: set[str]) -> Schema:
    if isinstance(template, dict):
        required = [key for key, item in template.items() if (lone(item) or "") in {"", *always}]
        properties = {key: _schema(item, types, always) for key, item in template.items()}
        return {
            "type": "object",
            **({"required": required} if required else {}),
            **({"properties": properties} if properties else {}),
            "additionalProperties": True,
        }
    if isinstance(template, list):
        items = _schema(template[0], types, always) if len(template) == 1 else {}
        return {"type": "array", "items": items}
    if name := lone(template):
        return types[name]
    if isinstance(template, str):
        return {"type": "string"} if PLACEHOLDER.search(template) else {"enum": [template]}
    return {"enum": [template]}


def code_path(catalog: Catalog) -> tuple[str, ...] | None:
    """Return the names that lead to the code in the body, or None where it carries none."""
    return _path_to_code(catalog.error_envelope.body)


def _path_to_code(template: object) -> tuple[str, ...] | None:
    if lone(template) == "code":
        return ()
    if isinstance(template, dict):
        for key, item in template.items():
            path = _path_to_code(item)
            if path is not None:
                return (key, *path)
    return None
