"""An entry of the catalog."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import force_setattr

from apicodes.catalog.entry_parts import Deprecated, Example, Link, Parameter, Removed
from apicodes.catalog.text_types import (
    Code,
    HeaderName,
    HttpStatus,
    Line,
    Markdown,
    Name,
    Placeholder,
)

EXTENSIONS = "x-*"
"""The encoded name of the struct field that holds every key that starts with ``x-``."""

Visibility = Literal["public", "internal"]


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A response of the API."""

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
            description="One HTTP status, a list of HTTP statuses, or a map from each HTTP status "
            "to its own description.",
            examples=[404, [500, 502], {"409": "The name is taken."}],
        ),
    ] = None
    status: Annotated[
        Line | None,
        Meta(
            description="The status word in the envelope; never an HTTP status.",
            examples=["ok", "error"],
        ),
    ] = None
    code: Annotated[
        Code | None,
        Meta(
            description="The code in the body of the response; leave it out if the body has none.",
            examples=["TooManyRequests"],
        ),
    ] = None
    description: Annotated[
        Markdown | None,
        Meta(
            description="What the response means, in Markdown.",
            examples=["The rate limit is reached. Wait, then send the request again."],
        ),
    ] = None
    name: Annotated[
        Name | None,
        Meta(
            description="The base of identifiers and of the anchor, if the code cannot be used for "
            "them.",
            examples=["TooManyRequests"],
        ),
    ] = None
    number: Annotated[
        int | None,
        Meta(description="A numeric code in addition to the symbolic one.", examples=[40001]),
    ] = None
    title: Annotated[
        Line | None,
        Meta(
            description="A summary of the response in a few words; the title of RFC 9457.",
            examples=["Too many requests"],
        ),
    ] = None
    message: Annotated[
        Line | None,
        Meta(
            description="The message in the body of the response; params describes its "
            "{placeholders}.",
            examples=["Parameter {param} is missing."],
        ),
    ] = None
    params: Annotated[
        dict[Placeholder, Parameter],
        Meta(
            description="The placeholders of the message, by name.",
            examples=[{"param": {"description": "The name of the parameter.", "example": "limit"}}],
        ),
    ] = field(default_factory=dict)
    group: Annotated[
        Name | None,
        Meta(description="The key of the entry's group.", examples=["auth"]),
    ] = None
    causes: Annotated[
        tuple[Markdown, ...],
        Meta(
            description="Possible causes, one per item, in Markdown.",
            examples=[["More than ten requests a second were sent."]],
        ),
    ] = ()
    solutions: Annotated[
        tuple[Markdown, ...],
        Meta(
            description="Steps that solve the problem, one per item, in Markdown.",
            examples=[["Wait as long as `Retry-After` says."]],
        ),
    ] = ()
    retryable: Annotated[
        bool | None, Meta(description="Whether the same request may succeed later.")
    ] = None
    headers: Annotated[
        tuple[HeaderName, ...],
        Meta(
            description="The headers of the response, by their names in the catalog's headers.",
            extra_json_schema={"uniqueItems": True},
            examples=[["Retry-After"]],
        ),
    ] = ()
    examples: Annotated[
        tuple[Example, ...],
        Meta(
            description="Example bodies; by default, one is made from the envelope.",
            examples=[[{"summary": "A parameter is missing", "body": {"code": "InvalidRequest"}}]],
        ),
    ] = ()
    links: Annotated[
        tuple[Link, ...],
        Meta(
            description="Links to further documentation.",
            examples=[[{"title": "Rate limits", "url": "https://docs.example.com/rate-limits"}]],
        ),
    ] = ()
    since: Annotated[
        Line | None,
        Meta(description="The version of the API that first sent the code.", examples=["1.2"]),
    ] = None
    aliases: Annotated[
        tuple[Name, ...],
        Meta(
            description="Old anchors that still lead to this entry; they are never codes.",
            extra_json_schema={"uniqueItems": True},
            examples=[["RateLimited"]],
        ),
    ] = ()
    deprecated: Annotated[
        bool | Deprecated | None,
        Meta(
            description="Whether the code is deprecated: true, or the details of the deprecation.",
            examples=[
                True,
                {"since": "2.0", "sunset": "2027-01-31", "replaced_by": "InvalidRequest"},
            ],
        ),
    ] = None
    removed: Annotated[
        Removed | None,
        Meta(
            description="Marks a code that the API no longer sends and never uses again.",
            examples=[{"since": "3.0", "reason": "Nobody used it."}],
        ),
    ] = None
    visibility: Annotated[
        Visibility,
        Meta(description="Who may read about the entry: everybody, or internal readers only."),
    ] = "public"
    extensions: dict[str, Any] = field(default_factory=dict, name=EXTENSIONS)

    def __post_init__(self) -> None:
        if type(self.http_status) is int:
            force_setattr(self, "http_status", (self.http_status,))
        if type(self.deprecated) is bool:
            force_setattr(self, "deprecated", Deprecated() if self.deprecated else None)

    @property
    def http_statuses(self) -> tuple[int, ...]:
        """All HTTP statuses, in the order of the catalog."""
        statuses = self.http_status
        if statuses is None:
            return ()
        return (statuses,) if isinstance(statuses, int) else tuple(statuses)

    @property
    def status_descriptions(self) -> dict[int, str]:
        """The descriptions by HTTP status; empty if one description is for all of them."""
        return self.http_status if isinstance(self.http_status, dict) else {}

    @property
    def deprecation(self) -> Deprecated | None:
        """The details of the deprecation; None if the entry is not deprecated."""
        return self.deprecated if isinstance(self.deprecated, Deprecated) else None

    @property
    def key(self) -> str:
        """The identity of the entry: its code, else its name, else its HTTP statuses, joined."""
        return self.code or self.name or "-".join(map(str, self.http_statuses))
