"""The mappings inside an entry: parameters, examples, links, deprecation and removal."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import asdict, force_setattr

from apicodes.catalog.given import given
from apicodes.catalog.text_types import Date, Line, Markdown, Url


class Parameter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A placeholder in the message of an entry."""

    description: Annotated[
        Markdown | None,
        Meta(
            description="What the placeholder stands for, in Markdown.",
            examples=["The name of the parameter."],
        ),
    ] = None
    type: Annotated[
        Literal["string", "integer", "number", "boolean"],
        Meta(description="The JSON type of the value."),
    ] = "string"
    example: Annotated[Any, Meta(description="A value to use in examples.", examples=["limit"])] = (
        None
    )


class Example(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An example body of the response."""

    summary: Annotated[
        Line | None,
        Meta(description="What the example shows.", examples=["A parameter is missing"]),
    ] = None
    body: Annotated[
        Any,
        Meta(
            description="The body; any JSON value.",
            examples=[{"status": "error", "code": "InvalidRequest"}],
        ),
    ]


class Link(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A link to further documentation."""

    title: Annotated[Line, Meta(description="The text of the link.", examples=["Rate limits"])]
    url: Annotated[
        Url,
        Meta(description="The URL of the link.", examples=["https://docs.example.com/rate-limits"]),
    ]


class Deprecated(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The announcement that a code will be removed."""

    since: Annotated[
        Line | None,
        Meta(
            description="The version of the API that announced the deprecation.", examples=["2.0"]
        ),
    ] = None
    sunset: Annotated[
        Date | None,
        Meta(
            description="The date from which the code may be removed, as YYYY-MM-DD.",
            examples=["2027-01-31"],
        ),
    ] = None
    replaced_by: Annotated[
        Line | tuple[Line, ...],
        Meta(
            description="The key of the entry to use instead, or a list of keys.",
            examples=["InvalidRequest", ["InvalidBody", "InvalidQuery"]],
        ),
    ] = ()
    reason: Annotated[
        Markdown | None,
        Meta(
            description="Why the code is deprecated, in Markdown.",
            examples=["It does not say what is invalid."],
        ),
    ] = None

    def __post_init__(self) -> None:
        if isinstance(self.replaced_by, str):
            force_setattr(self, "replaced_by", (self.replaced_by,))

    @property
    def replacements(self) -> tuple[str, ...]:
        """The keys of the entries to use instead."""
        return self.replaced_by if isinstance(self.replaced_by, tuple) else (self.replaced_by,)

    @property
    def given(self) -> dict[str, object]:
        """The fields that have a value, by name."""
        return given(asdict(self))


class Removed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The removal of a code, which is never used again."""

    since: Annotated[
        Line | None,
        Meta(description="The version of the API that no longer sends the code.", examples=["3.0"]),
    ] = None
    reason: Annotated[
        Markdown | None,
        Meta(description="Why the code was removed, in Markdown.", examples=["Nobody used it."]),
    ] = None
