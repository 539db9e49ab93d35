"""The TypeScript constants: an object and a union type of the codes, and all that is documented."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from apicodes import envelope, literals, markdown, naming, prose
from apicodes.catalog import Catalog, Entry

TEMPLATE = "typescript/constants.ts.jinja"


class Options(Struct, frozen=True, kw_only=True):
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


def context(catalog: Catalog, options: Options) -> Mapping[str, object]:
    """Return what the template uses: the names that it defines, the keys, the rows."""
    coded = [entry for entry in catalog.entries if entry.code is not None]
    names = naming.identifiers(coded, STYLES[options.keys], "the TypeScript key")
    stem = naming.stem(catalog.type_name)
    details, table = f"{stem}Details", naming.camel(naming.table(catalog.type_name))
    return {
        "type": catalog.type_name,
        "details": details,
        "deprecation": f"{stem}Deprecation",
        "table": table,
        # Prettier breaks before the list where the line that opens it does not fit.
        "margin": "  " if len(table) + len(details) > 50 else "",
        "introduction": f"{catalog.title}: the codes that a response body carries.",
        "wire_type": "number" if catalog.code_type == "integer" else "string",
        "keys": [_key(catalog, entry, names) for entry in coded],
        "rows": [_row(catalog, entry) for entry in catalog.entries],
    }


def _key(catalog: Catalog, entry: Entry, names: dict[str, str]) -> Key:
    documentation = "\n\n".join(filter(None, (prose.description(entry), prose.facts(entry))))
    deprecated, links = None, []
    if entry.deprecation is not None:
        deprecated = prose.deprecation(entry.deprecation, replacements=False)
        for replacement in entry.deprecation.replacements:
            name = literals.typescript_key(names.get(replacement, ""))
            if name.isidentifier():
                links.append(f"{catalog.type_name}.{name}")
            else:
                deprecated = f"{deprecated} Use {markdown.code(replacement)}.".strip()
    value = envelope.wire_code(catalog, entry)
    assert value is not None
    name = literals.typescript_key(names[entry.key])
    return Key(name, value, documentation, deprecated, tuple(links))


def _row(catalog: Catalog, entry: Entry) -> dict[str, Any]:
    deprecation = entry.deprecation
    values = {
        "httpStatuses": entry.http_statuses,
        "status": entry.status,
        "code": envelope.wire_code(catalog, entry),
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
        "url": envelope.url(catalog, entry),
    }
    return {name: value for name, value in values.items() if value is not None}
