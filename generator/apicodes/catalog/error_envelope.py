"""The body of an error response, and the placeholders in it."""

import re
from typing import Annotated, Any

from msgspec import Meta, Struct, field

from apicodes.catalog.text_types import Line, Url


class Envelope(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The body of an error response."""

    media_type: Annotated[
        Line, Meta(description="The media type of the body.", examples=["application/json"])
    ] = "application/json"
    body: Annotated[
        dict[str, Any],
        Meta(
            description="The body, with placeholders such as {code} and {message}; a placeholder "
            "that stands alone keeps the type of its value.",
            examples=[{"error": {"code": "{code}", "message": "{message}"}}],
        ),
    ] = field(
        default_factory=lambda: {"status": "{status}", "code": "{code}", "message": "{message}"}
    )
    schema: Annotated[
        Url | None,
        Meta(
            description="A reference to the API's own schema of the body, copied unchanged to the "
            "OpenAPI document.",
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
"""A placeholder in a message, an envelope or `docs_url`; ``{{coin}}`` is not one."""

PLACEHOLDERS = ("status", "code", "message", "http_status", "number", "title", "description", "url")
"""The placeholders that an envelope can have."""

ADDRESS_PLACEHOLDERS = ("anchor", "group")
"""The placeholders that `docs_url` can have."""
