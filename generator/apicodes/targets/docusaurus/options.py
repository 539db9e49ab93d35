"""What a table with ``target = "docusaurus"`` takes."""

from typing import Annotated, Any, Literal

from msgspec import Meta, field

from apicodes.catalog.fields import Column
from apicodes.settings.config import LineText
from apicodes.targets.extensions import Extended


class Options(Extended, frozen=True, kw_only=True):
    """What a table with ``target = "docusaurus"`` takes."""

    layout: Annotated[
        Literal["table", "reference"],
        Meta(description="One table; or a summary, and a section for each entry."),
    ] = "table"
    front_matter: Annotated[
        dict[str, Any], Meta(description="Keys of the page's front matter.")
    ] = field(default_factory=dict)
    delimiter: Annotated[
        Literal["spaced", "flush"],
        Meta(description="The row below the headings: spaced, as prettier has it, or flush."),
    ] = "spaced"
    align: Annotated[
        bool, Meta(description="Pad cells to the width of their column; false for small diffs.")
    ] = True
    columns: Annotated[
        Annotated[tuple[Column, ...], Meta(min_length=1)] | None,
        Meta(description="The columns, in order; those that an entry fills where not given."),
    ] = None
    headings: Annotated[
        dict[Column, LineText], Meta(description="The headings of columns, by column.")
    ] = field(default_factory=dict)
    edit_url: Annotated[
        str | None,
        Meta(description="Where the catalog is edited; becomes the page's custom_edit_url."),
    ] = None
    pages: Annotated[
        Literal["one", "per-group", "per-code"],
        Meta(description="One page, or a folder with a page for each group or code."),
    ] = "one"
    base_url: Annotated[
        str,
        Meta(pattern=r"^/\S*\Z", description="The site's baseUrl, which is no part of redirects."),
    ] = "/"

    def __post_init__(self) -> None:
        if wrong := self._wrong():
            raise ValueError(wrong)

    def _wrong(self) -> str | None:
        """Return which keys do not go together."""
        if self.pages != "one" and self.layout != "reference":
            return f'pages = "{self.pages}" is for layout = "reference"'
        if self.columns is not None and self.layout != "table":
            return 'columns is for layout = "table"'
        if self.base_url != "/" and self.pages != "per-code":
            return 'base_url is for pages = "per-code", which has redirects'
        return None
