"""The fields of an entry, one row a field: all that the program knows of each.

Views, columns, readers, `diff`, `explain` and importers are driven by this table. The type of a
field and its text in the JSON Schema are declared in `model`; a test keeps both complete.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from apicodes.catalog.docs_url import url
from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog
from apicodes.catalog.naming import camel

Kind = Literal[
    "statuses", "code", "text", "markdown", "markdown list", "number", "flag", "names",
    "deprecation", "data",
]  # fmt: skip
"""What a value is, which says how it is rendered, read back and compared.

``text`` is one line that is not Markdown, ``names`` a tuple of texts, ``data`` anything else.
"""

Carrier = Literal["constants", "document", "table", "reference"]
"""An output that can hold a field: source code, an OpenAPI document, a table, a reference page."""

EVERYWHERE: frozenset[Carrier] = frozenset(("constants", "document", "table", "reference"))
REFERENCE: frozenset[Carrier] = frozenset(("reference",))
NOWHERE: frozenset[Carrier] = frozenset()

Level = Literal["breaking", "compatible", "docs"]
"""What a change means for clients, the worst first."""


class ChangeRule(Struct, frozen=True):
    """The level of a change of a field where a condition holds, and why.

    The conditions have their names in `compare.change_classes`.
    """

    level: Level
    condition: str
    why: str


class Field(Struct, frozen=True, kw_only=True):
    """One field of an entry."""

    name: str
    """Its name in the catalog, in views and in messages."""
    kind: Kind
    heading: str = ""
    """The heading of its column; empty for a field that no table shows."""
    carried_by: frozenset[Carrier] = NOWHERE
    rules: tuple[ChangeRule, ...] = ()
    """How a change of it is classed, the first rule that holds; documentation where none does."""
    markdown: tuple[str, ...] | None = None
    """Where in its value the Markdown is, ``*`` for any key or item; None where there is none."""
    plural: str = ""
    """Its name in source code, where that differs: in Python, camel case of it in TypeScript."""
    origin: str = ""
    """The field of the catalog that it is made from, where that is another one."""
    spellings: tuple[str, ...] = ()
    """What programs of others call it, without case and underscores, the likeliest first."""
    value: Callable[[Catalog, Entry], Any] | None = None
    """Returns its value, where that is not the entry's attribute of this name."""

    @property
    def python_name(self) -> str:
        """Its name in Python."""
        return self.plural or self.name

    @property
    def typescript_name(self) -> str:
        """Its name in TypeScript."""
        return camel(self.python_name)

    def value_in(self, catalog: Catalog, entry: Entry) -> Any:
        """Return its value in an entry; None or an empty tuple where the entry does not fill it."""
        return self.value(catalog, entry) if self.value else getattr(entry, self.name)

    def with_markdown(self, value: Any, convert: Callable[[str], Any]) -> Any:
        """Return a value of the field with every Markdown text in it converted."""
        return value if self.markdown is None else converted(value, self.markdown, convert)


def converted(value: Any, path: tuple[str, ...], convert: Callable[[str], Any]) -> Any:
    """Return a value with the text at the end of a path converted; ``*`` stands for any step."""
    if not path:
        return convert(value) if isinstance(value, str) else value
    step, *rest = path
    if isinstance(value, dict):
        return {
            key: converted(item, tuple(rest), convert) if step in ("*", key) else item
            for key, item in value.items()
        }
    if isinstance(value, tuple | list) and step == "*":
        return type(value)(converted(item, tuple(rest), convert) for item in value)
    return value


def _deprecation(_catalog: Catalog, entry: Entry) -> dict[str, Any] | None:
    return None if entry.deprecation is None else entry.deprecation.given


FIELDS: tuple[Field, ...] = (
    Field(
        name="http_status",
        kind="statuses",
        heading="HTTP Response Code",
        carried_by=EVERYWHERE,
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
        name="number",
        kind="number",
        heading="Number",
        carried_by=EVERYWHERE,
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
    Field(name="causes", kind="markdown list", carried_by=REFERENCE, markdown=("*",)),
    Field(name="solutions", kind="markdown list", carried_by=REFERENCE, markdown=("*",)),
    Field(
        name="retryable",
        kind="flag",
        heading="Retryable",
        carried_by=EVERYWHERE,
        spellings=("retryable", "retriable", "isretryable", "retry"),
        rules=(
            ChangeRule("breaking", "was true", "clients that try again no longer should"),
            ChangeRule("compatible", "any", "it is said whether clients may try again"),
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
        name="since", kind="text", heading="Since", carried_by=EVERYWHERE, spellings=("since",)
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
    Field(name="name", kind="text"),
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


if TYPE_CHECKING:
    Column = str
else:
    Column = Literal[tuple(row.name for row in FIELDS if row.heading)]
"""The name of a field that a table can have as a column."""


def field(name: str) -> Field | None:
    """Return the field of this name, None where the table has none."""
    return next((row for row in FIELDS if row.name == name), None)


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


def column_headings() -> Mapping[str, str]:
    """Return the headings of the columns that a table can have, by field, in their order."""
    return {row.name: row.heading for row in FIELDS if row.heading}


def filled_fields(carrier: Carrier, catalog: Catalog, entry: Entry) -> dict[str, Any]:
    """Return the values that an output of this nature holds of an entry, by field."""
    values = {row.name: row.value_in(catalog, entry) for row in carried_by(carrier)}
    return {name: value for name, value in values.items() if value not in (None, ())}
