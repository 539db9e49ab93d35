"""Texts of a view: they keep their source for templates, and are equal where they mean the same."""

from collections.abc import Callable
from html import escape
from typing import Literal

from msgspec import Struct

from apicodes.render import markdown
from apicodes.text.lines import collapsed

Dialect = Literal["catalog", "first paragraph", "text", "cell", "line", "page"]
"""Where Markdown is written, which says how it is read.

The catalog has CommonMark with strikethrough, of which a summary shows the first paragraph, or
text in its place. A page has MDX: in a cell of a table, on a line of its own, or as blocks.
"""

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
"""What a page has in the place of an empty block, which formatters would take away."""


class Text(Struct, frozen=True, eq=False):
    """A text; two of a kind are equal where they mean the same."""

    source: str

    @property
    def normal(self) -> str:
        """What it means, whatever its spelling."""
        return self.source

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.normal == other.normal

    def __hash__(self) -> int:
        return hash(self.normal)

    def __bool__(self) -> bool:
        return bool(self.source)

    def __str__(self) -> str:
        return self.source


class Markdown(Text, frozen=True, eq=False):
    """Markdown as its author wrote it; its normal form is HTML on one line."""

    dialect: Dialect = "catalog"

    @property
    def normal(self) -> str:
        """What it means, whatever its spelling: HTML on one line."""
        form = _NORMAL[self.dialect](self.source)
        return "" if form == NO_BREAK_SPACE else form

    @property
    def is_blank(self) -> bool:
        """Whether it shows nothing: definitions of links, empty headings, ``&#32;``."""
        if self.dialect == "catalog" and self.source.lstrip(" \t\n")[:1] not in ("", "[", "#", "&"):
            return False
        return not _NORMAL[self.dialect](self.source)


_NORMAL: dict[Dialect, Callable[[str], str]] = {
    "catalog": markdown.normal,
    "first paragraph": markdown.normal_first,
    "text": lambda text: escape(Line(text).normal, quote=False),
    "cell": markdown.normal_cell,
    "line": markdown.normal_line,
    "page": markdown.normal_page,
}


class Words(Text, frozen=True, eq=False):
    """Text whose spaces and line breaks do not count, as comments are wrapped."""

    @property
    def normal(self) -> str:
        """Its words, one space between them."""
        return collapsed(self.source)


class Line(Text, frozen=True, eq=False):
    """One line that is not Markdown; browsers show a run of spaces as one."""

    @property
    def normal(self) -> str:
        """Its text, every run of spaces as one."""
        if "  " not in self.source and "\t" not in self.source:
            return self.source.strip(" ")
        return collapsed(self.source)


class Code(Line, frozen=True, eq=False):
    """A line in the font of code."""


class Address(Text, frozen=True, eq=False):
    """The address of a link, as its author wrote it or as a page has it."""

    @property
    def normal(self) -> str:
        """What a link on a page has."""
        return markdown.address(self.source)
