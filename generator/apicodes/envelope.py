"""The body of an error: what an entry sends, and the JSON Schema of what every entry sends."""

import re
from collections.abc import Iterable
from typing import Any

from apicodes import markdown, naming
from apicodes.catalog import Catalog, Entry
from apicodes.http import PHRASES, has_body

_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_ABSENT: Any = object()

_TYPES: dict[str, dict[str, Any]] = {
    "status": {"type": "string"},
    "message": {"type": "string"},
    "http_status": {"type": "integer", "minimum": 100, "maximum": 599},
    "number": {"type": "integer"},
    "title": {"type": "string"},
    "description": {"type": "string"},
    "url": {"type": "string", "format": "uri-reference"},
}


def sends_body(entry: Entry, http_status: int | None) -> bool:
    """Return whether an entry's response carries the envelope: it has a code, or it is an error."""
    if http_status is not None and not has_body(http_status):
        return False
    return entry.code is not None or (http_status or 0) >= 400


def url(catalog: Catalog, entry: Entry) -> str | None:
    """Return the URL of an entry's documentation."""
    if not catalog.docs_url:
        return None
    return catalog.docs_url.replace("{anchor}", naming.anchor(entry.name or entry.key))


def wire_code(catalog: Catalog, entry: Entry) -> str | int | None:
    """Return the code as the wire carries it."""
    return int(entry.code) if entry.code and catalog.code_type == "integer" else entry.code


def body(catalog: Catalog, entry: Entry, http_status: int | None = None) -> Any:
    """Return the body that an entry sends; members without a value are left out."""
    http_status = http_status or (entry.http_statuses or (None,))[0]
    values = _values(catalog, entry, http_status)
    return _filled(catalog.error_envelope.body, values)


def _values(catalog: Catalog, entry: Entry, http_status: int | None) -> dict[str, Any]:
    text = entry.description or entry.status_descriptions.get(http_status or 0)
    described = markdown.one_line(text) if text else None
    return {
        "status": entry.status,
        "code": wire_code(catalog, entry),
        "message": _message(entry) or described or entry.title,
        "http_status": http_status,
        "number": entry.number,
        "title": entry.title or PHRASES.get(http_status or 0),
        "description": described,
        "url": url(catalog, entry),
    }


def _filled_by(catalog: Catalog, entry: Entry) -> set[str]:
    """Return the placeholders that an entry fills, whatever HTTP status it is sent with."""
    described = entry.description or entry.status_descriptions
    phrases = [status in PHRASES for status in entry.http_statuses]
    fills = {
        "status": entry.status,
        "code": entry.code,
        "message": entry.message or described or entry.title,
        "http_status": entry.http_statuses,
        "number": entry.number is not None,
        "title": entry.title or (phrases and all(phrases)),
        "description": described,
        "url": catalog.docs_url,
    }
    return {name for name, filled in fills.items() if filled}


def _message(entry: Entry) -> str | None:
    if entry.message is None:
        return None

    def example(match: re.Match[str]) -> str:
        parameter = entry.params.get(match[1])
        return (
            match[0] if parameter is None or parameter.example is None else str(parameter.example)
        )

    return _PLACEHOLDER.sub(example, entry.message)


def _filled(template: Any, values: dict[str, Any]) -> Any:
    if isinstance(template, dict):
        items = {key: _filled(item, values) for key, item in template.items()}
        return {key: item for key, item in items.items() if item is not _ABSENT}
    if isinstance(template, list):
        return [
            item for item in (_filled(item, values) for item in template) if item is not _ABSENT
        ]
    if not isinstance(template, str):
        return template
    if lone := _lone(template):
        return _ABSENT if values[lone] is None else values[lone]
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]] or ""), template)


def _lone(template: object) -> str | None:
    """Return the name of the placeholder that a text consists of."""
    match = _PLACEHOLDER.fullmatch(template) if isinstance(template, str) else None
    return match[1] if match else None


def schema(catalog: Catalog, entries: Iterable[Entry], code: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of the envelope; `code` is the schema of the code in it.

    A member is required when each of the entries, which are those that send a body, fills it.
    """
    always = {*_TYPES, "code"}
    for entry in entries:
        always &= _filled_by(catalog, entry)
    return _schema(catalog.error_envelope.body, {**_TYPES, "code": code}, always)


def _schema(template: Any, types: dict[str, dict[str, Any]], always: set[str]) -> dict[str, Any]:
    if isinstance(template, dict):
        required = [key for key, item in template.items() if (_lone(item) or "") in {"", *always}]
        properties = {key: _schema(item, types, always) for key, item in template.items()}
        return {
            "type": "object",
            **({"required": required} if required else {}),
            **({"properties": properties} if properties else {}),
        }
    if isinstance(template, list):
        items = _schema(template[0], types, always) if len(template) == 1 else {}
        return {"type": "array", "items": items}
    if lone := _lone(template):
        return types[lone]
    if isinstance(template, str):
        return {"type": "string"} if _PLACEHOLDER.search(template) else {"enum": [template]}
    return {"enum": [template]}


def code_path(catalog: Catalog) -> tuple[str, ...] | None:
    """Return the names that lead to the code in the body, or None where it carries none."""
    return _path_to_code(catalog.error_envelope.body)


def _path_to_code(template: Any) -> tuple[str, ...] | None:
    if _lone(template) == "code":
        return ()
    if isinstance(template, dict):
        for key, item in template.items():
            path = _path_to_code(item)
            if path is not None:
                return (key, *path)
    return None
