"""What a table of the settings with ``target = "openapi"`` takes."""

from typing import Annotated, Literal

from msgspec import Meta

from apicodes.targets.extensions import Extended

Prefix = Annotated[str, Meta(pattern=r"^[A-Za-z0-9._-]*\Z")]


class Options(Extended, frozen=True, kw_only=True):
    """What a table with ``target = "openapi"`` takes."""

    openapi: Annotated[
        Literal["3.0", "3.1", "3.2"], Meta(description="The version of OpenAPI.")
    ] = "3.1"
    responses: Annotated[
        Literal["per-status", "per-code"],
        Meta(description="One response for each HTTP status, or one for each code."),
    ] = "per-status"
    prefix: Annotated[Prefix, Meta(description="What the names of all components start with.")] = ""
