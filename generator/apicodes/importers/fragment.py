"""The OpenAPI fragment that apicodes wrote: the table of all responses in it."""

import re
from typing import Any

from apicodes.catalog.fields import carried_names
from apicodes.catalog.given import given
from apicodes.compare.record import Record
from apicodes.importers.findings import Findings, is_name, shown
from apicodes.importers.openapi_refs import Files
from apicodes.importers.schemas import Schemas
from apicodes.problems import Location
from apicodes.render.markdown import without_html
from apicodes.targets.openapi.reader import TABLE

__all__ = ["TABLE", "read"]


def read(findings: Findings, files: Files) -> None:
    """Take the rows of the table, and what else a catalog has."""
    findings.note("recognised", Location(findings.path, 1), "apicodes wrote this file")
    root = files.root
    names = _root(findings, files)
    table = root.get(TABLE)
    for row in table.elements if table is not None else ():
        fields: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for name, node in row.items.items():
            value = _with_html(node.plain())
            lines[name] = node.at.line or 1
            if name == "http_status":
                statuses = value if isinstance(value, dict | list) else [value]
                fields[name] = tuple(int(its) for its in statuses if _STATUS.fullmatch(str(its)))
                if isinstance(value, dict):
                    fields["status_descriptions"] = dict(
                        zip(fields[name], value.values(), strict=False)
                    )
                    lines["status_descriptions"] = lines[name]
            elif name == "code":
                fields[name] = node.text
            elif name == "deprecated":
                fields[name] = _tupled(value) if isinstance(value, dict) else {}
            elif name.startswith("x-"):
                fields[name] = node.plain()
            elif name in carried_names("document"):
                fields[name] = tuple(value) if isinstance(value, list) else value
            else:
                findings.note("left out", node.at, f"{name}: {shown(value)}")
        identifier = names.get(str(fields.get("code")))
        if identifier and is_name(identifier, fields["code"]):
            fields["name"], lines["name"] = identifier, lines["code"]
        findings.rows.append(Record(given(fields), row.at.line, lines))


_STATUS = re.compile("[1-5][0-9]{2}")


def _with_html(value: Any) -> Any:
    """Return Markdown as the catalog has it, in which HTML is text that needs no escape."""
    if isinstance(value, dict):
        return {key: _with_html(item) for key, item in value.items()}
    if not isinstance(value, str) or "&lt;" not in value:
        return value
    plain = value.replace("&lt;", "<")
    return plain if without_html(plain) == value else value


def _tupled(value: dict[str, object]) -> dict[str, object]:
    return {key: tuple(its) if isinstance(its, list) else its for key, its in value.items()}


def _root(findings: Findings, files: Files) -> dict[str, str]:
    """Set the fields of the catalog; return the name of each code, by the code."""
    root = files.root
    for name in ("title", "description", "version"):
        # A fragment has a version even where its catalog has none: "1".
        if (node := root.get("info", name)) is not None and (name, node.text) != ("version", "1"):
            findings.set(name, node.text, node.at)
    schemas = root.get("components", "schemas")
    names: dict[str, str] = {}
    for type_name, schema in schemas.items.items() if schemas is not None else ():
        if schema.get("x-enum-varnames") is None:
            continue
        findings.set("type_name", type_name, schema.at)
        if (kind := schema.get("type")) is not None and kind.text == "integer":
            findings.set("code_type", "integer", kind.at)
        if (closed := schema.get("enum")) is not None:
            findings.set("extensible", False, closed.at)
        listed = Schemas(files).listed_values([schema])
        names = {value.code: value.fields.get("name") or "" for value in listed}
    return names
