"""What a table of the settings with ``target = "typescript"`` takes."""

from typing import Annotated, Literal

from msgspec import Meta

from apicodes.targets.extensions import Extended


class Options(Extended, frozen=True, kw_only=True):
    """What a table with ``target = "typescript"`` takes."""

    keys: Annotated[
        Literal["pascal", "camel", "constant", "wire"],
        Meta(description="The style of the keys; wire leaves each code as it is."),
    ] = "pascal"
