"""What a table with ``target = "docusaurus"`` takes."""

from itertools import chain
from typing import Annotated, Any, Literal

from msgspec import Meta, field

from apicodes.catalog.fields import Column, kind_of
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
    code_spans: Annotated[
        tuple[Column, ...] | None,
        Meta(description="The columns in code; codes and extension fields where not given."),
    ] = None
    flag_words: Annotated[
        tuple[LineText, LineText],
        Meta(description="What the cells of a flag hold where it is true, and where it is false."),
    ] = ("yes", "no")
    tables: Annotated[
        Literal["one", "per-group"],
        Meta(description="One table; or one for each group, below its heading."),
    ] = "one"
    group_level: Annotated[
        int, Meta(ge=2, le=6, description="The level of the headings of groups above tables.")
    ] = 2
    group_columns: Annotated[
        dict[str, dict[Column, LineText]],
        Meta(description="The columns of the table of a group with their headings, by group."),
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

    @property
    def extension_names(self) -> tuple[str, ...]:
        """The names of the fields that the page shows, also as columns alone."""
        named = [*(self.columns or ()), *chain.from_iterable(self.group_columns.values())]
        columns = (name for name in named if name.startswith("x-"))
        return tuple(dict.fromkeys((*columns, *self.extensions)))

    def _wrong(self) -> str | None:
        """Return which keys do not go together."""
        if self.pages != "one" and self.layout != "reference":
            return f'pages = "{self.pages}" is for layout = "reference"'
        if self.base_url != "/" and self.pages != "per-code":
            return 'base_url is for pages = "per-code", which has redirects'
        if self.layout != "table":
            given = (name for name in OF_TABLES if getattr(self, name) != getattr(_DEFAULTS, name))
            return next((f'{name} is for layout = "table"' for name in given), None)
        if self.group_columns and self.tables == "one":
            return 'group_columns is for tables = "per-group"'
        words = [word for word in self.flag_words if word.strip()]
        if len({" ".join(word.split()) for word in words}) < len(self.flag_words):
            return "flag_words are two words that differ"
        prose = (name for name in self.code_spans or () if kind_of(name) in WITH_MARKUP)
        return next((f"code_spans: '{name}' is Markdown" for name in prose), None)


WITH_MARKUP = ("markdown", "markdown list", "deprecation")
"""The kinds of fields whose cells are Markdown."""

OF_TABLES = ("columns", "code_spans", "flag_words", "tables", "group_level", "group_columns")
"""The options that are for ``layout = "table"`` alone."""

_DEFAULTS = Options()
