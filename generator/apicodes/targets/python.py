"""The Python module: an enum of the codes, and a table of all that is documented of them."""

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct

from apicodes import envelope, naming, prose
from apicodes.catalog import Catalog, Entry

TEMPLATE = "python/module.py.jinja"


class Options(Struct, frozen=True, kw_only=True):
    """What a table with ``target = "python"`` takes."""

    openapi_responses: Annotated[
        bool, Meta(description="Add the function that FastAPI's responses= takes.")
    ] = False


class Member(Struct, frozen=True):
    """One member of the enum."""

    name: str
    value: str | int
    documentation: str


class Row(Struct, frozen=True):
    """One row of the table: an entry, with its code as it is written there."""

    http_statuses: tuple[int, ...]
    status: str | None
    code: str | None
    values: dict[str, Any]
    status_descriptions: dict[int, str]
    deprecated: dict[str, Any] | None

    @property
    def is_empty(self) -> bool:
        """Whether no field of it has a value."""
        filled = self.http_statuses or self.status or self.code or self.values
        return not filled and self.deprecated is None


def context(catalog: Catalog, options: Options) -> Mapping[str, object]:
    """Return what the template uses: the names that it defines, the members, the rows."""
    coded = [entry for entry in catalog.entries if entry.code is not None]
    names = naming.identifiers(coded, naming.constant, "the Python member")
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
        "introduction": "\n\n".join(filter(None, (f"{catalog.title}.", catalog.description))),
        "members": [
            Member(
                names[entry.key],
                int(entry.code or 0) if catalog.code_type == "integer" else entry.code or "",
                prose.documentation(entry),
            )
            for entry in coded
        ],
        "rows": [_row(catalog, entry, names) for entry in catalog.entries],
        "openapi": _openapi(catalog, coded, names) if options.openapi_responses else None,
    }


def _sorted_as_ruff(names: list[str]) -> list[str]:
    """Sort as ruff sorts ``__all__``: constants, then classes, then functions."""
    return sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))


def _row(catalog: Catalog, entry: Entry, names: dict[str, str]) -> Row:
    deprecation = entry.deprecation
    values = {
        "number": entry.number,
        "title": entry.title,
        "description": entry.description,
        "message": entry.message,
        "retryable": entry.retryable,
        "since": entry.since,
        "url": envelope.url(catalog, entry),
    }
    return Row(
        http_statuses=entry.http_statuses,
        status=entry.status,
        code=f"{catalog.type_name}.{names[entry.key]}" if entry.code is not None else None,
        values={name: value for name, value in values.items() if value is not None},
        status_descriptions=entry.status_descriptions,
        deprecated=None
        if deprecation is None
        else {
            name: value
            for name, value in (
                ("since", deprecation.since),
                ("sunset", deprecation.sunset),
                ("replaced_by", deprecation.replacements),
                ("reason", deprecation.reason),
            )
            if value
        },
    )


def _openapi(catalog: Catalog, coded: list[Entry], names: dict[str, str]) -> dict[str, Any]:
    sending = [
        entry for entry in coded if envelope.sends_body(entry, (entry.http_statuses or (None,))[0])
    ]
    code: dict[str, Any] = {"type": catalog.code_type}
    if not catalog.extensible:
        code["enum"] = [envelope.wire_code(catalog, entry) for entry in coded]
    return {
        "media_type": catalog.error_envelope.media_type,
        "schema": envelope.schema(catalog, sending, code),
        "examples": [(names[entry.key], envelope.body(catalog, entry)) for entry in sending],
    }
