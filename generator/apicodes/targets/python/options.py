"""What a table of the settings with ``target = "python"`` takes."""

from typing import Annotated

from msgspec import Meta

from apicodes.targets.extensions import Extended


class Options(Extended, frozen=True, kw_only=True):
    """What a table with ``target = "python"`` takes."""

    openapi_responses: Annotated[
        bool, Meta(description="Add the function that FastAPI's responses= takes.")
    ] = False
