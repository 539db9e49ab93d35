"""What a fragment says of its catalog."""

from typing import cast

from apicodes.catalog.fields import FIELDS
from apicodes.compare.record import Record, Records
from apicodes.compare.view import Reading, entry_records
from apicodes.render.markdown import without_html
from apicodes.targets.openapi.components import header_name
from apicodes.targets.openapi.options import Options
from apicodes.targets.openapi.view import MORE, Json, OpenAPIView


def records(reading: Reading, options: Options) -> Records:
    """Return what a fragment says in the terms of a catalog."""
    view = cast("OpenAPIView", reading.view)
    entries = entry_records(reading)
    for record in entries:
        for row in FIELDS:
            if row.name in record.fields:
                record.fields[row.name] = row.with_markdown(record.fields[row.name], _unescaped)
    lines = {
        path.removeprefix("info."): line
        for (index, path), line in reading.lines.items()
        if index is None
    }
    return Records(Record(_root(view, entries, options), 1, lines), entries)


def _root(view: OpenAPIView, entries: list[Record], options: Options) -> Json:
    info, components = _mapping(view.head.get("info")), _mapping(view.components)
    root = _mapping(components.get("x-catalog"))
    root |= {name: info[name] for name in ("title", "description", "version") if name in info}
    root = _with_html(root)
    if root.get("version") == "1":  # A document has a version even where its catalog has none.
        del root["version"]
    for name, schema in list(_mapping(components.get("schemas")).items())[:1]:
        root["type_name"] = name.removeprefix(options.prefix)
        root["code_type"] = _mapping(schema).get("type", "string")
        root["extensible"] = str(_mapping(schema).get("description")).endswith(MORE)
    headers = (record.fields.get("headers") for record in entries)
    names = {
        header_name(name, options): name
        for listed in headers
        if isinstance(listed, tuple)
        for name in listed
        if isinstance(name, str)
    }
    root["headers"] = {
        names.get(name, name.removeprefix(options.prefix)): _with_html(_mapping(header))
        for name, header in _mapping(components.get("headers")).items()
    }
    return root


def _mapping(value: object) -> Json:
    """Return a mapping; an empty one where somebody made another value of it."""
    return {**value} if isinstance(value, dict) else {}


def _with_html(fields: Json) -> Json:
    """Return fields with the description as the catalog has it."""
    return {
        name: _unescaped(value) if name == "description" and isinstance(value, str) else value
        for name, value in fields.items()
    }


def _unescaped(text: str) -> str:
    """Return Markdown as the catalog has it, in which HTML is text that needs no escape."""
    plain = text.replace("&lt;", "<")
    return plain if without_html(plain) == text else text
