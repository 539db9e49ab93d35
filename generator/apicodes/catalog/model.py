"""The catalog, format 1: its types, which are its model and declare its JSON Schema.

Every field is documented where it is declared; editors show the same words. The values are in
their normal form whatever spelling the source used: a single HTTP status is a tuple of one,
``deprecated: true`` is a `Deprecated` without details, the word ``problem`` is its envelope.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import asdict, force_setattr

EXTENSIONS = "x-*"
"""The encoded name of the field that takes every key that starts with ``x-``."""

Line = Annotated[str, Meta(pattern=r"^\s*\S.*\s*$", extra={"expects": "text on one line"})]
Markdown = Annotated[str, Meta(pattern=r"\S", extra={"expects": "text"})]
Code = Annotated[
    str,
    Meta(
        pattern=r"^\S(.*\S)?$",
        extra={"expects": "text on one line, not empty, without spaces around it"},
    ),
]
Name = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$",
        extra={"expects": "a letter, then letters, digits, '_', '-' or '.'"},
    ),
]
TypeName = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z][A-Za-z0-9]{0,29}$",
        extra={"expects": "a name in PascalCase of at most 30 characters, such as ResponseCode"},
    ),
]
# RFC 9110, section 5.6.2: a field name is a token.
HeaderName = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9!#$%&'*+.^_`|~-]+$",
        extra={"expects": "the name of an HTTP header field, such as Retry-After"},
    ),
]
Date = Annotated[
    str,
    Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", extra={"expects": "a date such as 2027-01-31"}),
]
Url = Annotated[str, Meta(pattern=r"^\S+$", extra={"expects": "a URL without spaces"})]
# RFC 9110, section 15: the first digit of a status code is 1 to 5.
HttpStatus = Annotated[int, Meta(ge=100, le=599)]
Placeholder = Annotated[
    str,
    Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", extra={"expects": "letters, digits and '_'"}),
]


def given(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that say something: neither None nor an empty list."""
    return {name: value for name, value in fields.items() if value not in (None, ())}


class Header(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A response header, defined once and named by entries."""

    description: Annotated[
        Markdown | None,
        Meta(
            description="What the header says. Markdown.",
            examples=["Seconds to wait before the next request."],
        ),
    ] = None
    schema: Annotated[
        dict[str, Any],
        Meta(
            description="The JSON Schema of its value; text where not given.",
            examples=[{"type": "integer"}],
        ),
    ] = field(default_factory=lambda: {"type": "string"})
    example: Annotated[Any, Meta(description="A value as it could be sent.", examples=[30])] = None


class Group(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A chapter of the page."""

    title: Annotated[
        Line, Meta(description="The heading of the group.", examples=["Authentication"])
    ]
    description: Annotated[
        Markdown | None,
        Meta(
            description="An introduction to the group. Markdown.",
            examples=["What goes wrong before a request is looked at."],
        ),
    ] = None


class Envelope(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The body of an error."""

    media_type: Annotated[
        Line, Meta(description="The body's media type.", examples=["application/json"])
    ] = "application/json"
    body: Annotated[
        dict[str, Any],
        Meta(
            description="The body, with placeholders such as {code} and {message} where an entry's "
            "own values stand; a lone placeholder keeps the type of its value.",
            examples=[{"error": {"code": "{code}", "message": "{message}"}}],
        ),
    ] = field(
        default_factory=lambda: {"status": "{status}", "code": "{code}", "message": "{message}"}
    )
    schema: Annotated[
        Url | None,
        Meta(
            description="A reference to the API's own schema of the body, written to the OpenAPI "
            "fragment as it stands here.",
            examples=["openapi.yaml#/components/schemas/Error"],
        ),
    ] = None


# RFC 9457, section 3.1, with the code as an extension member (section 3.2).
PROBLEM_DETAILS = Envelope(
    media_type="application/problem+json",
    body={
        "type": "{url}",
        "title": "{title}",
        "status": "{http_status}",
        "detail": "{message}",
        "code": "{code}",
    },
)
PLACEHOLDER = re.compile(r"(?<!\{)\{([A-Za-z_][A-Za-z0-9_]*)\}(?!\})")
"""A placeholder in a message, an envelope or `docs_url`; ``{{coin}}`` is none."""

PLACEHOLDERS = ("status", "code", "message", "http_status", "number", "title", "description", "url")
"""Those that an envelope has values for."""

ADDRESS_PLACEHOLDERS = ("anchor", "group")
"""Those that `docs_url` has values for."""


class Parameter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A placeholder of an entry's message."""

    description: Annotated[
        Markdown | None,
        Meta(
            description="What stands in its place. Markdown.",
            examples=["The name of the parameter."],
        ),
    ] = None
    type: Annotated[
        Literal["string", "integer", "number", "boolean"],
        Meta(description="The JSON type of its value."),
    ] = "string"
    example: Annotated[Any, Meta(description="A value for examples.", examples=["limit"])] = None


class Example(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body as it could be sent."""

    summary: Annotated[
        Line | None,
        Meta(description="What the example shows.", examples=["A parameter is missing"]),
    ] = None
    body: Annotated[
        Any,
        Meta(
            description="The body; any value that JSON can hold.",
            examples=[{"status": "error", "code": "InvalidRequest"}],
        ),
    ]


class Link(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where to read more."""

    title: Annotated[Line, Meta(description="The text of the link.", examples=["Rate limits"])]
    url: Annotated[
        Url, Meta(description="Where it leads.", examples=["https://docs.example.com/rate-limits"])
    ]


class Deprecated(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The announcement that a code will go."""

    since: Annotated[
        Line | None, Meta(description="The version of the API that announced it.", examples=["2.0"])
    ] = None
    sunset: Annotated[
        Date | None,
        Meta(
            description="The day from which it may be gone, as YYYY-MM-DD.", examples=["2027-01-31"]
        ),
    ] = None
    replaced_by: Annotated[
        Line | tuple[Line, ...],
        Meta(
            description="The key of the entry that takes its place, or a list of keys.",
            examples=["InvalidRequest", ["InvalidBody", "InvalidQuery"]],
        ),
    ] = ()
    reason: Annotated[
        Markdown | None,
        Meta(description="Why it goes. Markdown.", examples=["It does not say what is invalid."]),
    ] = None

    def __post_init__(self) -> None:
        if isinstance(self.replaced_by, str):
            force_setattr(self, "replaced_by", (self.replaced_by,))

    @property
    def replacements(self) -> tuple[str, ...]:
        """The keys of the entries that take its place."""
        return self.replaced_by if isinstance(self.replaced_by, tuple) else (self.replaced_by,)

    @property
    def given(self) -> dict[str, Any]:
        """What the announcement says, by field; without the fields that say nothing."""
        return given(asdict(self))


class Removed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A tombstone: the code is gone, and is never used again."""

    since: Annotated[
        Line | None,
        Meta(description="The version of the API that no longer sends it.", examples=["3.0"]),
    ] = None
    reason: Annotated[
        Markdown | None, Meta(description="Why it went. Markdown.", examples=["Nobody used it."])
    ] = None


Visibility = Literal["public", "internal"]


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One documented response."""

    http_status: Annotated[
        HttpStatus
        | Annotated[
            tuple[HttpStatus, ...],
            Meta(
                min_length=1,
                extra={"holds": "HTTP status"},
                extra_json_schema={"uniqueItems": True},
            ),
        ]
        | Annotated[
            dict[HttpStatus, Markdown],
            Meta(
                min_length=1,
                extra={"holds": "HTTP status"},
                extra_json_schema={"propertyNames": {"pattern": "^[1-5][0-9]{2}$"}},
            ),
        ]
        | None,
        Meta(
            description="The HTTP status: one, a list, or a map from each status to a description "
            "of its own.",
            examples=[404, [500, 502], {"409": "The name is taken."}],
        ),
    ] = None
    status: Annotated[
        Line | None,
        Meta(
            description="The status word of the envelope; never an HTTP status.",
            examples=["ok", "error"],
        ),
    ] = None
    code: Annotated[
        Code | None,
        Meta(
            description="The code on the wire; absent where the body carries none.",
            examples=["TooManyRequests"],
        ),
    ] = None
    description: Annotated[
        Markdown | None,
        Meta(
            description="What the response means. Markdown.",
            examples=["The rate limit is reached. Wait, then send the request again."],
        ),
    ] = None
    name: Annotated[
        Name | None,
        Meta(
            description="The base of identifiers and of the anchor, where the code cannot serve.",
            examples=["TooManyRequests"],
        ),
    ] = None
    number: Annotated[
        int | None, Meta(description="A numeric code beside the symbolic one.", examples=[40001])
    ] = None
    title: Annotated[
        Line | None,
        Meta(
            description="The meaning in a few words; the title of RFC 9457.",
            examples=["Too many requests"],
        ),
    ] = None
    message: Annotated[
        Line | None,
        Meta(
            description="What the wire says; {placeholders} are explained under params.",
            examples=["Parameter {param} is missing."],
        ),
    ] = None
    params: Annotated[
        dict[Placeholder, Parameter],
        Meta(
            description="The placeholders of the message.",
            examples=[{"param": {"description": "The name of the parameter.", "example": "limit"}}],
        ),
    ] = field(default_factory=dict)
    group: Annotated[
        Name | None,
        Meta(description="The group it belongs to, by its key under groups.", examples=["auth"]),
    ] = None
    causes: Annotated[
        tuple[Markdown, ...],
        Meta(
            description="Why it happens, one cause an item. Markdown.",
            examples=[["More than ten requests a second were sent."]],
        ),
    ] = ()
    solutions: Annotated[
        tuple[Markdown, ...],
        Meta(
            description="What to do, one step an item. Markdown.",
            examples=[["Wait as long as `Retry-After` says."]],
        ),
    ] = ()
    retryable: Annotated[
        bool | None, Meta(description="Whether the same request may succeed later.")
    ] = None
    headers: Annotated[
        tuple[HeaderName, ...],
        Meta(
            description="The headers it comes with, by their names under headers.",
            extra_json_schema={"uniqueItems": True},
            examples=[["Retry-After"]],
        ),
    ] = ()
    examples: Annotated[
        tuple[Example, ...],
        Meta(
            description="Bodies as they could be sent; made from the envelope where not given.",
            examples=[[{"summary": "A parameter is missing", "body": {"code": "InvalidRequest"}}]],
        ),
    ] = ()
    links: Annotated[
        tuple[Link, ...],
        Meta(
            description="Where to read more.",
            examples=[[{"title": "Rate limits", "url": "https://docs.example.com/rate-limits"}]],
        ),
    ] = ()
    since: Annotated[
        Line | None,
        Meta(description="The version of the API that first sent it.", examples=["1.2"]),
    ] = None
    aliases: Annotated[
        tuple[Name, ...],
        Meta(
            description="Old anchors that still lead here; never values on the wire.",
            extra_json_schema={"uniqueItems": True},
            examples=[["RateLimited"]],
        ),
    ] = ()
    deprecated: Annotated[
        bool | Deprecated | None,
        Meta(
            description="That it will go: true, or since when, why, and what takes its place.",
            examples=[
                True,
                {"since": "2.0", "sunset": "2027-01-31", "replaced_by": "InvalidRequest"},
            ],
        ),
    ] = None
    removed: Annotated[
        Removed | None,
        Meta(
            description="A tombstone: the code is gone and is never used again.",
            examples=[{"since": "3.0", "reason": "Nobody used it."}],
        ),
    ] = None
    visibility: Annotated[
        Visibility, Meta(description="Who may read of it: public, or internal.")
    ] = "public"
    extensions: dict[str, Any] = field(default_factory=dict, name=EXTENSIONS)

    def __post_init__(self) -> None:
        if type(self.http_status) is int:
            force_setattr(self, "http_status", (self.http_status,))
        if type(self.deprecated) is bool:
            force_setattr(self, "deprecated", Deprecated() if self.deprecated else None)

    @property
    def http_statuses(self) -> tuple[int, ...]:
        """Every HTTP status it comes with, in the order of the catalog."""
        statuses = self.http_status
        if statuses is None:
            return ()
        return (statuses,) if isinstance(statuses, int) else tuple(statuses)

    @property
    def status_descriptions(self) -> dict[int, str]:
        """The descriptions of single HTTP statuses; empty where it has the one for all."""
        return self.http_status if isinstance(self.http_status, dict) else {}

    @property
    def deprecation(self) -> Deprecated | None:
        """The announcement that it will go, if there is one."""
        return self.deprecated if isinstance(self.deprecated, Deprecated) else None

    @property
    def key(self) -> str:
        """Its identity: the code, else the name, else the HTTP statuses, joined."""
        return self.code or self.name or "-".join(map(str, self.http_statuses))


class Defaults(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What holds for each entry of the file that does not say otherwise."""

    status: Annotated[Line | None, Meta(description="The status word.", examples=["error"])] = None
    group: Annotated[Name | None, Meta(description="The group.", examples=["auth"])] = None
    visibility: Annotated[Visibility, Meta(description="Who may read of them.")] = "public"
    extensions: dict[str, Any] = field(default_factory=dict, name=EXTENSIONS)


class Catalog(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The codes that an API answers with."""

    apicodes: Annotated[Literal[1], Meta(description="The version of the catalog's format.")]
    title: Annotated[
        Line,
        Meta(
            description="The title of the page; required in the first file.",
            examples=["Response codes"],
        ),
    ] = ""
    description: Annotated[
        Markdown | None,
        Meta(
            description="An introduction to the page. Markdown.",
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
        Literal["string", "integer"], Meta(description="What the wire carries as the code.")
    ] = "string"
    extensible: Annotated[
        bool, Meta(description="Whether new codes may appear without a new major version.")
    ] = True
    docs_url: Annotated[
        Url | None,
        Meta(
            description="The URL of an entry's documentation; {anchor} stands for its anchor, "
            "{group} for the key of its group, or the class of its HTTP status such as 4xx where "
            "there are no groups.",
            examples=[
                "https://docs.example.com/codes#{anchor}",
                "https://docs.example.com/codes/{group}#{anchor}",
            ],
        ),
    ] = None
    envelope: Annotated[
        Literal["problem"] | Envelope,
        Meta(
            description="The body of an error: problem (RFC 9457), or a body of your own.",
            examples=["problem", {"body": {"error": {"code": "{code}", "message": "{message}"}}}],
        ),
    ] = field(default_factory=Envelope)
    headers: Annotated[
        dict[HeaderName, Header],
        Meta(
            description="Response headers, for entries to name.",
            examples=[{"Retry-After": {"schema": {"type": "integer"}, "example": 30}}],
        ),
    ] = field(default_factory=dict)
    groups: Annotated[
        dict[Name, Group],
        Meta(
            description="The groups, in their order on the page.",
            examples=[{"auth": {"title": "Authentication"}}],
        ),
    ] = field(default_factory=dict)
    defaults: Annotated[
        Defaults,
        Meta(description="What holds for each entry of this file.", examples=[{"status": "error"}]),
    ] = field(default_factory=Defaults)
    entries: Annotated[
        tuple[Entry, ...],
        Meta(
            min_length=1,
            extra={"holds": "entry"},
            description="The codes, in their order in every output.",
            examples=[
                [{"http_status": 404, "code": "NotFound", "description": "Entry not found."}]
            ],
        ),
    ] = field(default=(), name="codes")

    def wire_code(self, entry: Entry) -> str | int | None:
        """Return the code of an entry as the wire carries it, which may be an integer."""
        return int(entry.code) if entry.code and self.code_type == "integer" else entry.code

    @property
    def error_envelope(self) -> Envelope:
        """The body of an error, with the word ``problem`` spelled out."""
        return self.envelope if isinstance(self.envelope, Envelope) else PROBLEM_DETAILS
