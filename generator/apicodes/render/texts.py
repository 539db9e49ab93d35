"""Texts of a view: they keep their source for templates, and are equal where they mean the same."""

from typing import Literal

from msgspec import Struct

from apicodes.render import markdown

Dialect = Literal["catalog", "cell", "line", "page"]
"""Where Markdown is written, which says how it is read.

The catalog has CommonMark with strikethrough, a page has MDX: in a cell of a table, on a line of
its own, or as blocks.
"""

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
"""What a page has in the place of an empty block, which formatters would take away."""


class Markdown(Struct, frozen=True, eq=False):
    """Markdown as its author wrote it; two are equal where they mean the same."""

    source: str
    dialect: Dialect = "catalog"

    @property
    def normal(self) -> str:
        """What it means, whatever its spelling: HTML on one line."""
        form = _NORMAL[self.dialect](self.source)
        return "" if form == NO_BREAK_SPACE else form

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Markdown):
            return NotImplemented
        same_source = self.dialect == other.dialect and self.source == other.source
        return same_source or self.normal == other.normal

    def __hash__(self) -> int:
        return hash(self.normal)

    def __str__(self) -> str:
        return self.source


_NORMAL = {
    "catalog": markdown.normal,
    "cell": markdown.normal_cell,
    "line": markdown.normal_line,
    "page": markdown.normal_page,
}


class Words(Struct, frozen=True, eq=False):
    """Text whose spaces and line breaks do not count: comments are wrapped, pages fold spaces."""

    source: str

    @property
    def normal(self) -> str:
        """Its words, one space between them."""
        return " ".join(self.source.split())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Words):
            return NotImplemented
        return self.source == other.source or self.normal == other.normal

    def __hash__(self) -> int:
        return hash(self.normal)

    def __str__(self) -> str:
        return self.source
