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
                record.fields[row.name] = row.with_markdown(record.fields[row.name], _with_html)
    lines = {
        path.removeprefix("info."): line
        for (index, path), line in reading.lines.items()
        if index is None
    }
    return Records(Record(_root(view, entries, options), 1, lines), entries)


def _root(view: OpenAPIView, entries: list[Record], options: Options) -> Json:
    info = view.head.get("info", {})
    root: Json = {**view.components.get("x-catalog", {})}
    root |= {name: info[name] for name in ("title", "description", "version") if name in info}
    if "description" in root:
        root["description"] = _with_html(root["description"])
    if root.get("version") == "1":  # A document has a version even where its catalog has none.
        del root["version"]
    for name, schema in list(view.components.get("schemas", {}).items())[:1]:
        root["type_name"] = name.removeprefix(options.prefix)
        root["code_type"] = schema.get("type", "string")
        root["extensible"] = str(schema.get("description", "")).endswith(MORE)
    names = {
        header_name(name, options): name
        for record in entries
        for name in record.fields.get("headers", ())
    }
    root["headers"] = {
        names.get(name, name.removeprefix(options.prefix)): _header(header)
        for name, header in view.components.get("headers", {}).items()
    }
    return root


def _header(header: Json) -> Json:
    if "description" not in header:
        return header
    return {**header, "description": _with_html(header["description"])}


def _with_html(text: str) -> str:
    """Return Markdown as the catalog has it, in which HTML is text that needs no escape."""
    plain = text.replace("&lt;", "<")
    return plain if without_html(plain) == text else text
