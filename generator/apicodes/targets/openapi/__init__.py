"""The OpenAPI fragment: a document of components for an API's own document to refer to."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from apicodes.catalog import naming
from apicodes.catalog.fields import carried_names, filled_fields
from apicodes.catalog.http_status import status_name
from apicodes.catalog.model import Catalog, Entry, Example, given
from apicodes.render import envelope, markdown, sentences
from apicodes.render.envelope import Sent
from apicodes.targets import extensions
from apicodes.targets.extensions import Extended
from apicodes.targets.parts import Part

if TYPE_CHECKING:
    from apicodes.compare.record import Reading


Prefix = Annotated[str, Meta(pattern=r"^[A-Za-z0-9._-]*\Z")]


class Options(Extended, frozen=True, kw_only=True):
    """What a table with ``target = "openapi"`` takes."""

    openapi: Annotated[
        Literal["3.0", "3.1", "3.2"], Meta(description="The version of OpenAPI.")
    ] = "3.1"
    responses: Annotated[
        Literal["per-status", "per-code"],
        Meta(description="One response for each HTTP status, or one for each code."),
    ] = "per-status"
    prefix: Annotated[Prefix, Meta(description="What the names of all components start with.")] = ""


VERSIONS = {"3.0": "3.0.3", "3.1": "3.1.0", "3.2": "3.2.0"}


class Response(Struct, frozen=True):
    """One reusable response."""

    name: str
    description: str
    http_statuses: tuple[int, ...]
    headers: tuple[str, ...]
    schema: dict[str, Any] | None
    examples: tuple[str, ...]


class Named(Struct, frozen=True):
    """One example of a body, its name among the components, and the ``x-`` fields beside it."""

    name: str
    example: Example
    extensions: dict[str, Any] = {}


Bodies = dict[tuple[str, int | None], tuple[Named, ...]]
"""The examples of each body that is sent, by the entry's key and the HTTP status."""


def template(_options: Options) -> str:
    """Return the path of the template, below the folder of the built-in ones."""
    return "openapi/components.yaml.jinja"


def context(part: Part, options: Options) -> Mapping[str, Any]:
    """Return what the template uses: the components, and the table of all entries."""
    catalog = part.catalog
    coded = [entry for entry in catalog.entries if entry.code is not None]
    names = _components(catalog, options)
    sent = list(envelope.sent(catalog))
    bodies = _bodies(sent, names, catalog, options)
    type_name = options.prefix + catalog.type_name
    envelope_name = f"{options.prefix}{naming.stem(catalog.type_name)}Envelope"
    reference = catalog.error_envelope.schema or f"#/components/schemas/{envelope_name}"
    grouped = _grouped(catalog, options, names)
    return {
        "version": VERSIONS[options.openapi],
        "type": type_name,
        "codes": [catalog.wire_code(entry) for entry in coded],
        "varnames": list(
            naming.identifiers(coded, naming.constant, "the OpenAPI varname").values()
        ),
        "descriptions": [markdown.without_html(sentences.announced(entry)) for entry in coded],
        "example_keyword": "example" if options.openapi == "3.0" else "examples",
        "envelope": envelope_name if sent and catalog.error_envelope.schema is None else None,
        "envelope_schema": envelope.schema(
            catalog,
            sent,
            {"$ref": f"#/components/schemas/{type_name}"} if coded else {"type": "string"},
        ),
        "media_type": catalog.error_envelope.media_type,
        "responses": [
            _response(catalog, name, shown, bodies, reference) for name, shown in grouped.items()
        ],
        "headers": {
            _component(options.prefix + name): header for name, header in catalog.headers.items()
        },
        "header_names": {name: _component(options.prefix + name) for name in catalog.headers},
        "examples": list(
            {named.name: named for made in bodies.values() for named in made}.values()
        ),
        "rows": [_row(catalog, entry) | extensions.of(entry, options) for entry in catalog.entries],
    }


def carries(options: Options) -> frozenset[str]:
    """Return the fields that the fragment holds."""
    return carried_names("document").union(options.extensions)


def project(part: Part, options: Options) -> "Reading":
    """Return what the fragment says of a catalog, each value under its path in the document."""
    from apicodes.compare.record import Reading, Record
    from apicodes.compare.yaml_nodes import flat

    catalog = part.catalog
    records = []
    for entry in catalog.entries:
        fields = filled_fields("document", catalog, _without_html(entry))
        fields |= extensions.of(entry, options)
        records.append(Record(fields, entry=entry.key))
    document = _document(part, options)
    said = document if part.region is None else document["components"]
    return Reading(Record(flat(said)), records)


def read(text: str, _part: Part, _options: Options) -> "Reading":
    """Read a fragment back. Raises `Unreadable`."""
    from apicodes.targets.openapi import reader

    return reader.read(text)


def _document(part: Part, options: Options) -> dict[str, Any]:
    """Return what the document holds beside the table of all entries."""
    catalog, said = part.catalog, context(part, options)
    envelope_name, headers, examples = said["envelope"], said["headers"], said["examples"]
    schemas = {said["type"]: _schema_of_codes(catalog, options, said)}
    if envelope_name:
        schemas[envelope_name] = said["envelope_schema"]
    components: dict[str, Any] = {
        "schemas": schemas,
        "responses": {its.name: _as_object(its, said) for its in said["responses"]},
        "headers": {name: envelope.header_object(header) for name, header in headers.items()},
        "examples": {
            its.name: envelope.example_object(its.example) | its.extensions for its in examples
        },
    }
    return {
        "openapi": said["version"],
        "info": given(
            {
                "title": catalog.title,
                "description": _commonmark(catalog.description),
                "version": catalog.version or "1",
            }
        ),
        **({"paths": {}} if options.openapi == "3.0" else {}),
        "components": {name: value for name, value in components.items() if value},
    }


def _schema_of_codes(catalog: Catalog, options: Options, said: Mapping[str, Any]) -> dict[str, Any]:
    codes = said["codes"]
    description = "The codes that a response body carries."
    if catalog.extensible:
        description += " More may follow."
    schema: dict[str, Any] = {"description": description, "type": catalog.code_type}
    if not codes:
        return schema
    if not catalog.extensible:
        schema["enum"] = codes
    elif options.openapi == "3.0":
        schema["example"] = codes[0]
    else:
        schema["examples"] = codes
    if catalog.extensible:
        schema["x-extensible-enum"] = codes
    schema["x-enum-varnames"] = said["varnames"]
    schema["x-enum-descriptions"] = said["descriptions"]
    return schema


def _as_object(response: Response, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return a response as OpenAPI's object."""
    references = {name: f"#/components/examples/{name}" for name in response.examples}
    headers = {
        name: {"$ref": f"#/components/headers/{said['header_names'][name]}"}
        for name in response.headers
    }
    content = {
        said["media_type"]: {
            "schema": response.schema,
            "examples": {name: {"$ref": its} for name, its in references.items()},
        }
    }
    statuses = response.http_statuses
    return given(
        {
            "description": markdown.without_html(response.description),
            "x-http-status": statuses[0] if len(statuses) == 1 else list(statuses) or None,
            "headers": headers or None,
            "content": content if response.schema else None,
        }
    )


def names(catalog: Catalog, options: Options) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the responses and examples of each entry among the components. Raises `NameClash`."""
    components = _components(catalog, options)
    bodies = _bodies(envelope.sent(catalog), components, catalog, options)
    responses: dict[str, list[str]] = {}
    for name, shown in _grouped(catalog, options, components).items():
        for entry, _ in shown:
            responses.setdefault(entry.key, []).append(name)
    examples: dict[str, list[str]] = {}
    for (key, _), made in bodies.items():
        examples.setdefault(key, []).extend(named.name for named in made)
    return {
        key: {
            "response": tuple(dict.fromkeys(responses.get(key, ()))),
            "example": tuple(dict.fromkeys(examples.get(key, ()))),
        }
        for key in components
    }


def _components(catalog: Catalog, options: Options) -> dict[str, str]:
    """Return the component name of each entry."""
    components = {entry.name or entry.key: naming.component(entry) for entry in catalog.entries}

    def convert(text: str) -> str:
        name = components[text]
        return name and options.prefix + name

    return naming.identifiers(catalog.entries, convert, "the OpenAPI component")


def _component(name: str) -> str:
    """Return a name that components may have (OpenAPI 3.1, section 4.8.7)."""
    return re.sub(r"[^A-Za-z0-9._-]", "-", name)


Shown = list[tuple[Entry, int | None]]
"""The entries that a response stands for, each with the HTTP status that it is shown for."""


def _grouped(catalog: Catalog, options: Options, names: dict[str, str]) -> dict[str, Shown]:
    """Return what each response stands for, by the name of the response."""
    per_code = options.responses == "per-code"
    return _per_code(catalog, names) if per_code else _per_status(catalog, options)


def _per_status(catalog: Catalog, options: Options) -> dict[str, Shown]:
    grouped: dict[str, Shown] = {}
    for entry in catalog.entries:
        for status in entry.http_statuses:
            grouped.setdefault(options.prefix + status_name(status), []).append((entry, status))
    return grouped


def _per_code(catalog: Catalog, names: dict[str, str]) -> dict[str, Shown]:
    return {
        names[entry.key]: [(entry, status) for status in entry.http_statuses or (None,)]
        for entry in catalog.entries
    }


def _bodies(
    sent: Iterable[Sent], names: dict[str, str], catalog: Catalog, options: Options
) -> Bodies:
    """Return the examples of every body; HTTP statuses with the same body share one."""
    bodies: Bodies = {}
    shared: dict[str, list[tuple[Named, ...]]] = {}
    for response in sent:
        key, http_status = response.entry.key, response.http_status
        seen = shared.setdefault(key, [])
        name = f"{names[key]}-{http_status}" if seen else names[key]
        extended = extensions.of(response.entry, options)
        made = _named(name, envelope.examples(catalog, response), extended)
        same = [other for other in seen if _values(other) == _values(made)]
        seen += [] if same else [made]
        bodies[key, http_status] = same[0] if same else made
    return bodies


def _named(
    name: str, examples: tuple[Example, ...], extensions: dict[str, Any]
) -> tuple[Named, ...]:
    numbered = [name, *(f"{name}-{number}" for number in range(2, len(examples) + 1))]
    return tuple(Named(*its, extensions) for its in zip(numbered, examples, strict=True))


def _values(examples: tuple[Named, ...]) -> list[Any]:
    return [named.example.body for named in examples]


def _response(
    catalog: Catalog, name: str, shown: Shown, bodies: Bodies, reference: str
) -> Response:
    examples = [named.name for entry, status in shown
                for named in bodies.get((entry.key, status), ())]  # fmt: skip
    codes = [catalog.wire_code(entry) for entry, _ in shown if entry.code is not None]
    path = envelope.code_path(catalog)
    schema: dict[str, Any] = {"$ref": reference}
    if codes and path and not catalog.extensible:
        narrowed: dict[str, Any] = {"enum": list(dict.fromkeys(codes))}
        for step in reversed(path):
            narrowed = {"properties": {step: narrowed}}
        schema = {"allOf": [schema, narrowed]}
    return Response(
        name=name,
        description=_description(shown),
        http_statuses=tuple(dict.fromkeys(status for _, status in shown if status is not None)),
        headers=tuple(dict.fromkeys(header for entry, _ in shown for header in entry.headers)),
        schema=schema if examples else None,
        examples=tuple(dict.fromkeys(examples)),
    )


def _description(shown: Shown) -> str:
    """Return the description of a response: its entry's, or a paragraph for each of several."""
    statuses: dict[str, list[int | None]] = {}
    for entry, status in shown:
        statuses.setdefault(entry.key, []).append(status)
    entries = {entry.key: entry for entry, _ in shown}
    texts = {
        key: sentences.response(entries[key], [status for status in its if status is not None])
        for key, its in statuses.items()
    }
    if len(texts) == 1:
        return next(iter(texts.values()))
    return "\n\n".join(f"{markdown.code(key)}: {text}" for key, text in texts.items())


def _row(catalog: Catalog, entry: Entry) -> dict[str, Any]:
    """Return an entry as the table of all entries has it: the fields of the catalog, if filled."""
    entry = _without_html(entry)
    deprecation = entry.deprecation
    values = {
        "http_status": entry.status_descriptions or _alone(entry.http_statuses),
        "status": entry.status,
        "code": catalog.wire_code(entry),
        "number": entry.number,
        "title": entry.title,
        "description": entry.description,
        "message": entry.message,
        "retryable": entry.retryable,
        "headers": entry.headers,
        "since": entry.since,
        "deprecated": (deprecation.given or True) if deprecation else None,
    }
    return given(values)


def _without_html(entry: Entry) -> Entry:
    """Return an entry whose Markdown shows the same where raw HTML is live, as it is in OpenAPI."""
    deprecation = entry.deprecation
    reason = deprecation.reason if deprecation else None
    texts = (entry.description, reason, *entry.status_descriptions.values())
    if not any(text and "<" in text for text in texts):
        return entry
    if entry.status_descriptions:
        statuses = {
            status: markdown.without_html(text)
            for status, text in entry.status_descriptions.items()
        }
        entry = replace(entry, http_status=statuses)
    if deprecation and reason:
        entry = replace(
            entry, deprecated=replace(deprecation, reason=markdown.without_html(reason))
        )
    return replace(entry, description=_commonmark(entry.description))


def _commonmark(text: str | None) -> str | None:
    return None if text is None else markdown.without_html(text)


def _alone(values: tuple[int, ...]) -> int | tuple[int, ...]:
    return values[0] if len(values) == 1 else values
