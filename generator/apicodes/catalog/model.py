"""The catalog, format 1, as types; the JSON Schema of catalogs is made from them.

The description of every field is declared with the field, and editors show it. The values are in
normal form, however the source spells them: a single HTTP status is a tuple of one,
``deprecated: true`` is a `Deprecated` without details, the word ``problem`` is an `Envelope`.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

from apicodes.catalog.entry import EXTENSIONS, Entry, Visibility
from apicodes.catalog.error_envelope import PROBLEM_DETAILS, Envelope
from apicodes.catalog.text_types import HeaderName, Line, Markdown, Name, TypeName, Url


class Header(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A response header, defined once and named by entries."""

    description: Annotated[
        Markdown | None,
        Meta(
            description="What the header means, in Markdown.",
            examples=["Seconds to wait before the next request."],
        ),
    ] = None
    schema: Annotated[
        dict[str, Any],
        Meta(
            description="The JSON Schema of the header's value; a string by default.",
            examples=[{"type": "integer"}],
        ),
    ] = field(default_factory=lambda: {"type": "string"})
    example: Annotated[Any, Meta(description="An example value of the header.", examples=[30])] = (
        None
    )


class Group(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of entries, shown as a section of the page."""

    title: Annotated[
        Line, Meta(description="The heading of the group.", examples=["Authentication"])
    ]
    description: Annotated[
        Markdown | None,
        Meta(
            description="An introduction to the group, in Markdown.",
            examples=["What goes wrong before a request is looked at."],
        ),
    ] = None


class Defaults(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Default values for the entries of a file."""

    status: Annotated[
        Line | None, Meta(description="The default status word.", examples=["error"])
    ] = None
    group: Annotated[
        Name | None, Meta(description="The key of the default group.", examples=["auth"])
    ] = None
    visibility: Annotated[Visibility, Meta(description="The default visibility.")] = "public"
    extensions: dict[str, Any] = field(default_factory=dict, name=EXTENSIONS)


class Catalog(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The response codes of an API."""

    apicodes: Annotated[Literal[1], Meta(description="The version of the catalog format.")]
    title: Annotated[
        Line,
        Meta(
            description="The title of the page; required in the first file of a catalog.",
            examples=["Response codes"],
        ),
    ] = ""
    description: Annotated[
        Markdown | None,
        Meta(
            description="An introduction to the page, in Markdown.",
            examples=["What the API answers with."],
        ),
    ] = None
    version: Annotated[
        Line | None, Meta(description="The version of the API.", examples=["2.4.0"])
    ] = None
    type_name: Annotated[
        TypeName, Meta(description="The name of the generated type.", examples=["ResponseCode"])
    ] = "ResponseCode"
    code_type: Annotated[
        Literal["string", "integer"],
        Meta(description="The JSON type of the codes in response bodies."),
    ] = "string"
    extensible: Annotated[
        bool, Meta(description="Whether codes may be added without a new major version of the API.")
    ] = True
    docs_url: Annotated[
        Url | None,
        Meta(
            description="The URL of an entry's documentation, with {anchor} for its anchor and "
            "{group} for the key of its group (without groups, for the class of its HTTP status, "
            "such as 4xx).",
            examples=[
                "https://docs.example.com/codes#{anchor}",
                "https://docs.example.com/codes/{group}#{anchor}",
            ],
        ),
    ] = None
    envelope: Annotated[
        Literal["problem"] | Envelope,
        Meta(
            description="The body of an error response: problem for RFC 9457, or your own.",
            examples=["problem", {"body": {"error": {"code": "{code}", "message": "{message}"}}}],
        ),
    ] = field(default_factory=Envelope)
    headers: Annotated[
        dict[HeaderName, Header],
        Meta(
            description="Response headers, by name.",
            examples=[{"Retry-After": {"schema": {"type": "integer"}, "example": 30}}],
        ),
    ] = field(default_factory=dict)
    groups: Annotated[
        dict[Name, Group],
        Meta(
            description="Groups by key, in the order of the page.",
            examples=[{"auth": {"title": "Authentication"}}],
        ),
    ] = field(default_factory=dict)
    defaults: Annotated[
        Defaults,
        Meta(
            description="Default values for the entries of this file.",
            examples=[{"status": "error"}],
        ),
    ] = field(default_factory=Defaults)
    entries: Annotated[
        tuple[Entry, ...],
        Meta(
            min_length=1,
            extra={"holds": "entry"},
            description="The entries, in the order of every output.",
            examples=[
                [{"http_status": 404, "code": "NotFound", "description": "Entry not found."}]
            ],
        ),
    ] = field(default=(), name="codes")

    def wire_code(self, entry: Entry) -> str | int | None:
        """Return the code of an entry as the API sends it: an integer if `code_type` says so."""
        return int(entry.code) if entry.code and self.code_type == "integer" else entry.code

    @property
    def error_envelope(self) -> Envelope:
        """The body of an error response; the one of RFC 9457 for the word ``problem``."""
        return self.envelope if isinstance(self.envelope, Envelope) else PROBLEM_DETAILS
