"""What the OpenAPI fragment says: the document itself, as data, and the table of all entries."""

import json
from typing import Annotated, Any

from msgspec import Meta, field
from msgspec.structs import asdict

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.error_envelope import Envelope
from apicodes.catalog.fields import FIELDS, filled_fields
from apicodes.catalog.given import given
from apicodes.catalog.model import Catalog
from apicodes.compare.view import EntryView, Origin, View
from apicodes.render import error_bodies, markdown, sentences
from apicodes.targets import extensions
from apicodes.targets.openapi.components import (
    Answers,
    Bodies,
    answers,
    bodies,
    entry_names,
    header_name,
)
from apicodes.targets.openapi.document_paths import flat
from apicodes.targets.openapi.options import Options
from apicodes.targets.parts import Part

VERSIONS = {"3.0": "3.0.3", "3.1": "3.1.0", "3.2": "3.2.0"}

Json = dict[str, Any]
"""An object of the document."""

MORE = " More may follow."
"""What the description of the codes ends with where the catalog is open."""


class OpenAPIView(View, frozen=True, kw_only=True):
    """The document: what stands before its components, these by kind and name, and the entries."""

    head: Annotated[
        Json, Meta(description="What stands above the components, by key; empty in a region.")
    ] = field(default_factory=dict)
    components: Annotated[
        dict[str, Json], Meta(description="The components, by their kind and their name.")
    ] = field(default_factory=dict)

    @property
    def rows(self) -> list[Json]:
        """The table of all entries: their fields, spelled as in a catalog."""
        return [_row(entry.fields) for entry in self.entries]

    def facts(self) -> dict[str, object]:
        """Return each value of the document under its path, such as ``info.title``."""
        return flat({**self.head, "components": self.components} if self.head else self.components)


def build_view(part: Part, options: Options) -> OpenAPIView:
    """Return what the fragment says of a catalog; a region has no head. Raises `NameClash`."""
    catalog = part.catalog
    return OpenAPIView(
        head={} if part.region else _head(catalog, options),
        components=given(_components(catalog, options)),
        entries=tuple(
            EntryView(origin=Origin(entry.key), fields=_fields(catalog, entry, options))
            for entry in catalog.entries
        ),
    )


def _fields(catalog: Catalog, entry: Entry, options: Options) -> Json:
    """Return the fields of an entry, with Markdown that shows the same where raw HTML is live."""
    values = filled_fields("document", catalog, entry)
    for row in FIELDS:
        if row.name in values:
            values[row.name] = row.with_markdown(values[row.name], markdown.without_html)
    return values | extensions.of(entry, options)


def _row(fields: Json) -> Json:
    """Return an entry as the table has it: without tuples of one, and statuses with their texts."""
    statuses = fields.get("http_status", ())
    row = {name: value for name, value in fields.items() if name != "status_descriptions"}
    if statuses:
        row["http_status"] = fields.get("status_descriptions") or (
            statuses[0] if len(statuses) == 1 else statuses
        )
    if row.get("deprecated") == {}:
        row["deprecated"] = True
    return row


def _head(catalog: Catalog, options: Options) -> Json:
    info = {
        "title": catalog.title,
        "description": catalog.description and markdown.without_html(catalog.description),
        "version": catalog.version or "1",
    }
    paths: Json = {"paths": {}} if options.openapi == "3.0" else {}  # required in 3.0 alone
    return {"openapi": VERSIONS[options.openapi], "info": given(info), **paths}


def _components(catalog: Catalog, options: Options) -> dict[str, Json | None]:
    names = entry_names(catalog, options)
    sent = list(error_bodies.sent(catalog))
    examples = bodies(sent, names, catalog, options)
    type_name = options.prefix + catalog.type_name
    envelope_name = f"{options.prefix}{naming.stem(catalog.type_name)}Envelope"
    schemas: dict[str, error_bodies.Schema] = {type_name: _schema_of_codes(catalog, options)}
    if sent and catalog.error_envelope.schema is None:
        coded = any(entry.code is not None for entry in catalog.entries)
        code = {"$ref": f"#/components/schemas/{type_name}"} if coded else {"type": "string"}
        schemas[envelope_name] = error_bodies.schema(catalog, sent, code)
    reference = catalog.error_envelope.schema or f"#/components/schemas/{envelope_name}"
    return {
        "schemas": schemas,
        "responses": {
            name: _response(catalog, answered, examples, reference, options)
            for name, answered in answers(catalog, options, names).items()
        }
        or None,
        "headers": {
            header_name(name, options): error_bodies.header_object(header)
            for name, header in catalog.headers.items()
        }
        or None,
        "examples": {
            each.name: error_bodies.example_object(each.example) | each.extensions
            for named in examples.values()
            for each in named
        }
        or None,
        "x-catalog": _rest_of_catalog(catalog) or None,
    }


def _rest_of_catalog(catalog: Catalog) -> Json:
    """Return how bodies are made, where that is not the default: their examples do not tell."""
    envelope, usual = asdict(catalog.error_envelope), asdict(Envelope())
    rest = {name: value for name, value in envelope.items() if value != usual[name]}
    has_url = "{url}" in json.dumps(catalog.error_envelope.body)
    return given({"envelope": rest or None, "docs_url": catalog.docs_url if has_url else None})


def _schema_of_codes(catalog: Catalog, options: Options) -> Json:
    coded = [entry for entry in catalog.entries if entry.code is not None]
    codes = [catalog.wire_code(entry) for entry in coded]
    description = "The codes that a response body carries."
    if catalog.extensible:
        description += MORE
    schema: Json = {"description": description, "type": catalog.code_type}
    if not codes:
        return schema
    if not catalog.extensible:
        schema["enum"] = codes
    else:
        # OpenAPI 3.0 knows one example alone.
        schema |= {"example": codes[0]} if options.openapi == "3.0" else {"examples": codes}
        schema["x-extensible-enum"] = codes
    varnames = naming.identifiers(coded, naming.constant, "the OpenAPI varname")
    schema["x-enum-varnames"] = list(varnames.values())
    schema["x-enum-descriptions"] = [
        markdown.without_html(sentences.announced(entry)) for entry in coded
    ]
    return schema


def _response(
    catalog: Catalog, answered: Answers, examples: Bodies, reference: str, options: Options
) -> Json:
    """Return a reusable response (OpenAPI 3.1, section 4.8.17)."""
    names = [
        named.name for entry, status in answered for named in examples.get((entry.key, status), ())
    ]
    statuses = list(dict.fromkeys(status for _, status in answered if status is not None))
    headers = dict.fromkeys(header for entry, _ in answered for header in entry.headers)
    content = {
        "schema": _schema_of_body(catalog, answered, reference),
        "examples": {name: {"$ref": f"#/components/examples/{name}"} for name in names},
    }
    return given(
        {
            "description": markdown.without_html(_description(answered)),
            "x-http-status": (statuses[0] if len(statuses) == 1 else statuses) or None,
            "headers": {
                name: {"$ref": f"#/components/headers/{header_name(name, options)}"}
                for name in headers
            }
            or None,
            "content": {catalog.error_envelope.media_type: content} if names else None,
        }
    )


def _schema_of_body(catalog: Catalog, answered: Answers, reference: str) -> Json:
    """Return the schema of a body; where the catalog is closed it has the codes of its status."""
    codes = [catalog.wire_code(entry) for entry, _ in answered if entry.code is not None]
    path = error_bodies.code_path(catalog)
    if not codes or not path or catalog.extensible:
        return {"$ref": reference}
    narrowed: Json = {"enum": list(dict.fromkeys(codes))}
    for step in reversed(path):
        narrowed = {"properties": {step: narrowed}}
    return {"allOf": [{"$ref": reference}, narrowed]}


def _description(answered: Answers) -> str:
    """Return the description of a response: its entry's, or a paragraph for each of several."""
    statuses: dict[str, list[int]] = {}
    for entry, status in answered:
        statuses.setdefault(entry.key, []).extend(() if status is None else (status,))
    entries = {entry.key: entry for entry, _ in answered}
    texts = {key: sentences.response(entries[key], each) for key, each in statuses.items()}
    if len(texts) == 1:
        return next(iter(texts.values()))
    return "\n\n".join(f"{markdown.code(key)}: {text}" for key, text in texts.items())
