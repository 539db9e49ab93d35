"""The Python module: an enum of the codes, and a table of all that is documented of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta, Struct

from apicodes.catalog import docs_url, naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.entry_parts import Example
from apicodes.catalog.fields import carried_names, filled_fields
from apicodes.catalog.given import given
from apicodes.catalog.model import Catalog
from apicodes.render import envelope, markdown, sentences
from apicodes.render.envelope import Sent
from apicodes.targets import extensions
from apicodes.targets.extensions import Extended
from apicodes.targets.parts import Part

if TYPE_CHECKING:
    from apicodes.compare.record import Reading


METHODS = ("details", "http_status", "parse", "for_status")
"""What the enum does beside having members."""


class Options(Extended, frozen=True, kw_only=True):
    """What a table with ``target = "python"`` takes."""

    openapi_responses: Annotated[
        bool, Meta(description="Add the function that FastAPI's responses= takes.")
    ] = False


class Member(Struct, frozen=True):
    """One member of the enum."""

    name: str
    value: str | int | None
    documentation: str


class Row(Struct, frozen=True):
    """One row of the table: an entry, with its code as it is written there."""

    http_statuses: tuple[int, ...]
    status: str | None
    code: str | None
    values: dict[str, Any]
    status_descriptions: dict[int, str]
    deprecated: dict[str, Any] | None
    extensions: dict[str, Any]


def template(_options: Options) -> str:
    """Return the path of the template, below the folder of the built-in ones."""
    return "python/module.py.jinja"


def context(part: Part, options: Options) -> Mapping[str, object]:
    """Return what the template uses: the names that it defines, the members, the rows."""
    catalog = part.catalog
    coded, names = _names(catalog)
    stem = naming.stem(catalog.type_name)
    table = naming.constant(naming.table(catalog.type_name))
    exported = [table, catalog.type_name, f"{stem}Deprecation", f"{stem}Details"]
    if options.openapi_responses:
        exported.append("openapi_responses")
    return {
        "type": catalog.type_name,
        "details": f"{stem}Details",
        "deprecation": f"{stem}Deprecation",
        "table": table,
        "exported": _sorted_as_ruff(exported),
        "base": "IntEnum" if catalog.code_type == "integer" else "StrEnum",
        "value_type": "int" if catalog.code_type == "integer" else "str",
        "introduction": _introduction(catalog),
        "members": [
            Member(
                names[entry.key],
                catalog.wire_code(entry),
                _documentation(catalog, entry, names),
            )
            for entry in coded
        ],
        "rows": [
            _row(catalog, entry, names, extensions.of(entry, options)) for entry in catalog.entries
        ],
        "extensions": extensions.names(options),
        "openapi": _openapi(catalog, coded, names) if options.openapi_responses else None,
    }


def carries(options: Options) -> frozenset[str]:
    """Return the fields that the module holds."""
    return carried_names("constants").union(options.extensions)


def project(part: Part, options: Options) -> "Reading":
    """Return what the module says of a catalog."""
    from apicodes.compare.record import Reading, Record, in_words

    catalog = part.catalog
    coded, names = _names(catalog)
    root: dict[str, Any] = {
        "introduction": in_words(_introduction(catalog)),
        "type": catalog.type_name,
        "table": naming.constant(naming.table(catalog.type_name)),
        "codes": [catalog.wire_code(entry) for entry in coded],
    }
    stem = naming.stem(catalog.type_name)
    defined = dict.fromkeys((f"{stem}Deprecation", f"{stem}Details"), "class")
    functions = [f"{catalog.type_name}.{name}" for name in METHODS]
    exported = [root["table"], catalog.type_name, *defined]
    if options.openapi_responses:
        functions.append("openapi_responses")
        exported.append("openapi_responses")
        documented = _openapi(catalog, coded, names)
        root.update({f"_{name.upper()}": value for name, value in documented.items()})
    if options.extensions:
        defined[f"{stem}Details.extensions"] = "field"
    root.update({**defined, **dict.fromkeys(functions, "function"), "_BY_CODE": "index"})
    root.update({f"{name} in __all__": True for name in exported})
    records = []
    for entry in catalog.entries:
        fields = {**filled_fields("constants", catalog, entry), **extensions.of(entry, options)}
        if entry.code is not None:
            fields["identifier"] = names[entry.key]
            if documentation := in_words(_documentation(catalog, entry, names)):
                fields["documentation"] = documentation
        records.append(Record(fields, entry=entry.key))
    return Reading(Record(root), records)


def read(text: str, _part: Part, _options: Options) -> "Reading":
    """Read a module back. Raises `Unreadable`."""
    from apicodes.targets.python import reader

    return reader.read(text)


def names(catalog: Catalog, _options: Options) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the member of each entry with a code. Raises `NameClash`."""
    _, members = _names(catalog)
    return {key: {"member": (f"{catalog.type_name}.{its}",)} for key, its in members.items()}


def _names(catalog: Catalog) -> tuple[list[Entry], dict[str, str]]:
    """Return the entries with a code, and the names of their members by their keys."""
    coded = [entry for entry in catalog.entries if entry.code is not None]
    return coded, naming.identifiers(coded, naming.constant, "the Python member")


def _documentation(catalog: Catalog, entry: Entry, names: Mapping[str, str]) -> str:
    """Return the docstring of a member; a code to use instead is named as its member is."""

    def show(key: str) -> str:
        return markdown.code(f"{catalog.type_name}.{names[key]}" if key in names else key)

    return sentences.documentation(entry, show)


def _introduction(catalog: Catalog) -> str:
    return "\n\n".join(filter(None, (f"{markdown.literal(catalog.title)}.", catalog.description)))


def _sorted_as_ruff(names: list[str]) -> list[str]:
    """Sort as ruff sorts ``__all__``: constants, then classes, then functions."""
    return sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))


def _row(catalog: Catalog, entry: Entry, names: dict[str, str], extensions: dict[str, Any]) -> Row:
    values = {
        "number": entry.number,
        "title": entry.title,
        "description": entry.description,
        "message": entry.message,
        "retryable": entry.retryable,
        "since": entry.since,
        "url": docs_url.url(catalog, entry),
    }
    return Row(
        http_statuses=entry.http_statuses,
        status=entry.status,
        code=f"{catalog.type_name}.{names[entry.key]}" if entry.code is not None else None,
        values=given(values),
        status_descriptions=entry.status_descriptions,
        deprecated=None if entry.deprecation is None else entry.deprecation.given,
        extensions=extensions,
    )


def _openapi(catalog: Catalog, coded: list[Entry], names: Mapping[str, str]) -> dict[str, Any]:
    sent = list(envelope.sent(catalog))
    code: dict[str, Any] = {"type": catalog.code_type}
    if not catalog.extensible:
        code["enum"] = [catalog.wire_code(entry) for entry in coded]
    return {
        "media_type": catalog.error_envelope.media_type,
        "schema": envelope.schema(catalog, sent, code),
        "headers": {
            name: envelope.header_object(header) for name, header in catalog.headers.items()
        },
        "documented": _all_documented(catalog, sent, names),
    }


def _all_documented(
    catalog: Catalog, sent: Iterable[Sent], names: Mapping[str, str]
) -> tuple[dict[int, dict[str, Any]], ...]:
    """Return for each entry what is documented of its responses, by HTTP status."""
    examples = {
        (response.entry.key, response.http_status): envelope.examples(catalog, response)
        for response in sent
    }
    return tuple(
        {
            status: _documented(
                names.get(entry.key, entry.key),
                entry,
                status,
                examples.get((entry.key, status), ()),
            )
            for status in entry.http_statuses
        }
        for entry in catalog.entries
    )


def _documented(
    name: str, entry: Entry, http_status: int, examples: Sequence[Example]
) -> dict[str, Any]:
    """Return what is documented of an entry with one HTTP status; `name` is for its examples."""
    said = {
        "description": markdown.without_html(sentences.response(entry, [http_status])),
        "headers": list(entry.headers),
        "examples": {
            name if number == 1 else f"{name}-{number}": envelope.example_object(example)
            for number, example in enumerate(examples, 1)
        },
    }
    return {name: value for name, value in said.items() if value}
