"""The fields of an entry, one row a field: all that the program knows of each.

Views, columns, readers, `diff`, `explain` and importers are driven by this table. The type of a
field and its text in the JSON Schema are declared in `entry`; a test keeps both complete.
"""

import re
from collections.abc import Iterator, Mapping

from apicodes.catalog.docs_url import url
from apicodes.catalog.entry import Entry
from apicodes.catalog.field_row import EVERYWHERE, REFERENCE, Carrier, ChangeRule, Field, Kind
from apicodes.catalog.model import Catalog
from apicodes.catalog.versions import NEXT, UNRELEASED


def _deprecation(_catalog: Catalog, entry: Entry) -> dict[str, object] | None:
    return None if entry.deprecation is None else entry.deprecation.given


FIELDS: tuple[Field, ...] = (
    Field(
        name="http_status",
        kind="statuses",
        heading="HTTP Response Code",
        carried_by=EVERYWHERE,
        badge=1,
        plural="http_statuses",
        value=lambda _, entry: entry.http_statuses,
        spellings=("httpstatus", "statuscode", "httpcode", "httpstatuscode", "http", "status"),
        rules=(
            ChangeRule("breaking", "only lost items", "an HTTP status is removed"),
            ChangeRule("breaking", "lost an item", "the HTTP status moved"),
            ChangeRule("compatible", "gained an item", "an HTTP status is added"),
        ),
    ),
    Field(
        name="status",
        kind="text",
        heading="Status",
        carried_by=EVERYWHERE,
        badge=2,
        spellings=("status", "statusword", "result"),
        rules=(
            ChangeRule("compatible", "gained", "a status word is added"),
            ChangeRule("breaking", "any", "the status word changed"),
        ),
    ),
    Field(
        name="code",
        kind="code",
        heading="Code",
        carried_by=EVERYWHERE,
        value=lambda catalog, entry: catalog.wire_code(entry),
        spellings=(
            "errorcode", "errcode", "code", "defaultcode", "errorkey", "key", "error", "slug",
            "id", "type", "name", "constant",
        ),
        rules=(
            ChangeRule("breaking", "used again", "a code that was removed is used again"),
            ChangeRule("breaking", "gained in closed", "a code is added, though not extensible"),
            ChangeRule("compatible", "gained", "a code is added where there was none"),
            ChangeRule("breaking", "lost", "the code is gone from the wire"),
            ChangeRule("breaking", "any", "the code is renamed"),
        ),
    ),
    Field(
        name="name",
        kind="text",
        heading="Name",
        carried_by=frozenset(("constants", "document")),
        value=lambda _, entry: None if entry.name == entry.code else entry.name,
    ),
    Field(
        name="number",
        kind="number",
        heading="Number",
        carried_by=EVERYWHERE,
        badge=5,
        spellings=("number", "errno", "numericcode"),
        rules=(
            ChangeRule("breaking", "gained in closed", "a number is added, though not extensible"),
            ChangeRule("compatible", "gained", "a number is added"),
            ChangeRule("breaking", "any", "the number changed on the wire"),
        ),
    ),
    Field(
        name="title",
        kind="text",
        heading="Title",
        carried_by=EVERYWHERE,
        spellings=("title", "summary", "label", "reason"),
    ),
    Field(
        name="description",
        kind="markdown",
        heading="Description",
        carried_by=EVERYWHERE,
        markdown=(),
        spellings=(
            "description", "desc", "doc", "documentation", "details", "meaning", "help",
        ),
    ),
    Field(
        name="status_descriptions",
        kind="data",
        carried_by=EVERYWHERE - {"table"},
        markdown=("*",),
        origin="http_status",
        value=lambda _, entry: entry.status_descriptions or None,
    ),
    Field(
        name="message",
        kind="text",
        heading="Message",
        carried_by=EVERYWHERE,
        spellings=(
            "message", "msg", "errormessage", "errmsg", "detail", "defaultdetail",
            "defaultmessage", "errordescription", "text", "template",
        ),
    ),
    Field(name="params", kind="data", carried_by=REFERENCE, markdown=("*", "description")),
    Field(
        name="group",
        kind="text",
        rules=(ChangeRule("breaking", "group on the wire", "the address on the wire changed"),),
    ),
    Field(
        name="causes",
        kind="markdown list",
        heading="Causes",
        carried_by=REFERENCE,
        markdown=("*",),
    ),
    Field(
        name="solutions",
        kind="markdown list",
        heading="What to do",
        carried_by=REFERENCE,
        markdown=("*",),
    ),
    Field(
        name="retryable",
        kind="flag",
        heading="Retryable",
        carried_by=EVERYWHERE,
        badge=3,
        spellings=("retryable", "retriable", "isretryable", "retry"),
        rules=(
            ChangeRule("breaking", "was true", "clients that try again no longer should"),
            ChangeRule("compatible", "any", "whether clients may try again is now documented"),
        ),
    ),
    Field(
        name="headers",
        kind="names",
        carried_by=frozenset(("document", "reference")),
        rules=(
            ChangeRule("breaking", "lost an item", "a header is no longer sent"),
            ChangeRule("compatible", "gained an item", "a header is added"),
        ),
    ),
    Field(name="examples", kind="data", carried_by=REFERENCE),
    Field(name="links", kind="data", carried_by=REFERENCE),
    Field(
        name="since", kind="text", heading="Since", carried_by=EVERYWHERE,
        badge=4, spellings=("since",), words={NEXT: UNRELEASED}
    ),
    Field(
        name="deprecated",
        kind="deprecation",
        heading="Deprecated",
        carried_by=EVERYWHERE,
        value=_deprecation,
        markdown=("reason",),
        spellings=("deprecated",),
        rules=(
            ChangeRule("compatible", "gained", "the deprecation is announced"),
            ChangeRule("compatible", "lost", "the deprecation is withdrawn"),
            ChangeRule("breaking", "sunset pulled in", "the sunset is pulled in"),
            ChangeRule("compatible", "sunset moved", "the sunset changed"),
        ),
    ),
    Field(
        name="url", kind="text", carried_by=frozenset(("constants",)), origin="docs_url", value=url
    ),
    Field(
        name="aliases",
        kind="names",
        carried_by=REFERENCE,
        rules=(ChangeRule("breaking", "lost an alias", "an old anchor is lost"),),
    ),
    Field(name="removed", kind="data", markdown=("reason",)),
    Field(
        name="visibility",
        kind="text",
        rules=(
            ChangeRule("breaking", "became internal", "the code is no longer public"),
            ChangeRule("compatible", "any", "the code is public now"),
        ),
    ),
)  # fmt: skip
"""Every field, in the order in which outputs show them."""


class Column(str):
    """The name of a column: of a field that a table can show, or of an extension field.

    Raises `ValueError` for any other.
    """

    __slots__ = ()
    WORDS = (*(row.name for row in FIELDS if row.heading), "x-…")

    def __new__(cls, name: str) -> "Column":
        """Return a name that was checked."""
        if name not in cls.WORDS and not _EXTENSION.fullmatch(name):
            raise ValueError(f"Invalid enum value '{name}'")
        return super().__new__(cls, name)


_EXTENSION = re.compile(r"x-[^\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def field(name: str) -> Field | None:
    """Return the field of this name, None where the table has none."""
    return next((row for row in FIELDS if row.name == name), None)


def stored(name: str, visible: object) -> object:
    """Return the value that a catalog has for what readers see of a field."""
    row = field(name)
    words = row.words if row else {}
    return next((value for value, word in words.items() if word == str(visible)), visible)


def kind_of(name: str) -> Kind | None:
    """Return the kind of the field of this name, None where the table has none."""
    row = field(name)
    return row.kind if row else None


def carried_by(carrier: Carrier) -> Iterator[Field]:
    """Return the fields that an output of this nature holds."""
    return (row for row in FIELDS if carrier in row.carried_by)


def carried_names(carrier: Carrier) -> frozenset[str]:
    """Return the names of the fields that an output of this nature holds."""
    return frozenset(row.name for row in carried_by(carrier))


def python_names() -> dict[str, str]:
    """Return the names in Python of the fields that constants hold, by field, in order."""
    return {row.name: row.python_name for row in carried_by("constants")}


def typescript_names() -> dict[str, str]:
    """Return the names in TypeScript of the fields that constants hold, by field, in order."""
    return {row.name: row.typescript_name for row in carried_by("constants")}


def badges() -> list[Field]:
    """Return the fields that a section of the reference page shows as badges, in their order."""
    return sorted((row for row in FIELDS if row.badge), key=lambda row: row.badge)


def column_headings() -> Mapping[str, str]:
    """Return the headings of the columns that a table can have, by field, in their order."""
    return {row.name: row.heading for row in FIELDS if row.heading}


def filled_fields(carrier: Carrier, catalog: Catalog, entry: Entry) -> dict[str, object]:
    """Return the values that an output of this nature holds of an entry, by field."""
    values = {row.name: row.value_in(catalog, entry) for row in carried_by(carrier)}
    return {name: value for name, value in values.items() if value not in (None, ())}
