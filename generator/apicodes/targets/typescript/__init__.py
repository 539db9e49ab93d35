"""The TypeScript constants: an object and a union type of the codes, and all that is documented."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta, Struct

from apicodes.catalog import docs_url, naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import carried_names, filled_fields
from apicodes.catalog.model import Catalog
from apicodes.render import comments, markdown, sentences, typescript_literals
from apicodes.targets import extensions
from apicodes.targets.extensions import Extended
from apicodes.targets.parts import Part

if TYPE_CHECKING:
    from apicodes.compare.record import Reading


class Options(Extended, frozen=True, kw_only=True):
    """What a table with ``target = "typescript"`` takes."""

    keys: Annotated[
        Literal["pascal", "camel", "constant", "wire"],
        Meta(description="The style of the keys; wire leaves each code as it is."),
    ] = "pascal"


STYLES: dict[str, Callable[[str], str]] = {
    "pascal": naming.pascal,
    "camel": naming.camel,
    "constant": naming.constant,
    "wire": str,
}


class Key(Struct, frozen=True):
    """One property of the object of codes."""

    name: str
    value: str | int
    documentation: str
    deprecated: str | None
    links: tuple[str, ...]


def template(_options: Options) -> str:
    """Return the path of the template, below the folder of the built-in ones."""
    return "typescript/constants.ts.jinja"


def context(part: Part, options: Options) -> Mapping[str, object]:
    """Return what the template uses: the names that it defines, the keys, the rows."""
    catalog = part.catalog
    coded, names = _names(catalog, options)
    stem = naming.stem(catalog.type_name)
    details, table = f"{stem}Details", naming.camel(naming.table(catalog.type_name))
    return {
        "type": catalog.type_name,
        "details": details,
        "deprecation": f"{stem}Deprecation",
        "table": table,
        "introduction": _introduction(catalog),
        "wire_type": "number" if catalog.code_type == "integer" else "string",
        "keys": [_key(catalog, entry, names) for entry in coded],
        "rows": [_row(catalog, entry, options) for entry in catalog.entries],
        "extensions": extensions.names(options),
    }


def carries(options: Options) -> frozenset[str]:
    """Return the fields that the constants hold."""
    return carried_names("constants").union(options.extensions)


def project(part: Part, options: Options) -> "Reading":
    """Return what the constants say of a catalog."""
    from apicodes.compare.record import Reading, Record, in_words

    catalog = part.catalog
    coded, names = _names(catalog, options)
    keys = {entry.key: _key(catalog, entry, names) for entry in coded}
    root: dict[str, Any] = {
        "introduction": in_words(comments.tsdoc_parts(_introduction(catalog))[0]),
        "type": catalog.type_name,
        "table": naming.camel(naming.table(catalog.type_name)),
        "codes": [key.value for key in keys.values()],
    }
    stem = naming.stem(catalog.type_name)
    types = (f"type {catalog.type_name}", f"type Any{catalog.type_name}")
    shapes = (f"interface {stem}Deprecation", f"interface {stem}Details")
    root.update(dict.fromkeys((*types, *shapes, f"function is{catalog.type_name}"), True))
    records = []
    for entry in catalog.entries:
        fields = {**filled_fields("constants", catalog, entry), **extensions.of(entry, options)}
        if key := keys.get(entry.key):
            fields["identifier"] = names[entry.key]
            said = comments.tsdoc_parts(key.documentation, key.deprecated, key.links)
            if documentation := in_words(" ".join(said)):
                fields["documentation"] = documentation
        records.append(Record(fields, entry=entry.key))
    return Reading(Record(root), records)


def read(text: str, _part: Part, _options: Options) -> "Reading":
    """Read constants back. Raises `Unreadable`."""
    from apicodes.targets.typescript import reader

    return reader.read(text)


def names(catalog: Catalog, options: Options) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the property of each entry with a code, as code reads it. Raises `NameClash`."""
    _, keys = _names(catalog, options)
    return {key: {"key": (_property(catalog, its),)} for key, its in keys.items()}


def _property(catalog: Catalog, name: str) -> str:
    written = typescript_literals.typescript_key(name)
    if written.startswith("["):
        return f"{catalog.type_name}{written}"
    quoted = written.startswith(("'", '"'))
    return f"{catalog.type_name}[{written}]" if quoted else f"{catalog.type_name}.{written}"


def _names(catalog: Catalog, options: Options) -> tuple[list[Entry], dict[str, str]]:
    """Return the entries with a code, and their keys in the object by their keys in the catalog."""
    coded = [entry for entry in catalog.entries if entry.code is not None]
    return coded, naming.identifiers(coded, STYLES[options.keys], "the TypeScript key")


def _introduction(catalog: Catalog) -> str:
    return f"{markdown.literal(catalog.title)}: the codes that a response body carries."


def _key(catalog: Catalog, entry: Entry, names: dict[str, str]) -> Key:
    documentation = "\n\n".join(
        filter(None, (sentences.description(entry), sentences.facts(entry)))
    )
    deprecated, links = None, []
    if entry.deprecation is not None:
        deprecated = sentences.deprecation(entry.deprecation, None)
        for replacement in entry.deprecation.replacements:
            name = typescript_literals.typescript_key(names.get(replacement, ""))
            linked = f"{catalog.type_name}.{name}" if name.isidentifier() else None
            links.append(linked or markdown.code(replacement))
    value = catalog.wire_code(entry)
    assert value is not None
    return Key(names[entry.key], value, documentation, deprecated, tuple(links))


def _row(catalog: Catalog, entry: Entry, options: Options) -> dict[str, Any]:
    deprecation = entry.deprecation
    values = {
        "httpStatuses": entry.http_statuses,
        "status": entry.status,
        "code": catalog.wire_code(entry),
        "number": entry.number,
        "title": entry.title,
        "description": entry.description,
        "statusDescriptions": entry.status_descriptions or None,
        "message": entry.message,
        "retryable": entry.retryable,
        "since": entry.since,
        "deprecated": None
        if deprecation is None
        else {naming.camel(name): value for name, value in deprecation.given.items()},
        "url": docs_url.url(catalog, entry),
        "extensions": extensions.of(entry, options) or None,
    }
    return {name: value for name, value in values.items() if value is not None}
