"""Markdown for each place where an output shows a text.

A description is CommonMark with GFM's strikethrough, and raw HTML in it is text. The functions here
render descriptions and escape other text; a function whose text is plain returns it as it is, and
loads nothing else. What is escaped holds in MDX and in CommonMark, with and without Docusaurus'
compatibility flags, and prettier leaves every result as it is.
"""

from collections.abc import Iterable
from html import escape
from importlib import import_module

from apicodes.render.markdown.parsers import is_plain, parse
from apicodes.text.lines import collapsed

__all__ = [
    "address",
    "cell",
    "cell_items",
    "cell_list",
    "code",
    "code_cell",
    "first_cell",
    "is_plain",
    "literal",
    "mdx",
    "mdx_list",
    "normal",
    "normal_cell",
    "normal_first",
    "normal_line",
    "normal_page",
    "one_line",
    "parse",
    "plain",
    "text",
    "text_cell",
    "without_html",
]


def _rendered(module: str, function: str, value: object, **options: bool) -> str:
    """Return what a function of a module of this package gives, which is loaded for it."""
    text: str = getattr(import_module(f"{__name__}.{module}"), function)(value, **options)
    return text


# Descriptions


def cell(value: str) -> str:
    """Render Markdown as one table cell: one line, with HTML elements for its blocks."""
    if is_plain(value):
        return value
    from apicodes.render.markdown import simple, table_cell

    return simple.cell(value) or table_cell.cell(value)


def cell_list(values: Iterable[str]) -> str:
    """Render Markdown texts as one table cell: one as it is, several as the items of a list."""
    from apicodes.render.markdown import table_cell

    return table_cell.cell_list(list(values))


def cell_items(cell: str) -> list[str] | None:
    """Return the items of a table cell that is nothing but a list with bullets; else None."""
    if not cell.startswith("<ul>"):
        return None
    from apicodes.render.markdown import table_cell

    return table_cell.items(cell)


def first_cell(value: str) -> str:
    """Render the first paragraph of Markdown as one table cell; empty if it has none."""
    return value if is_plain(value) else _rendered("table_cell", "first_cell", value)


def mdx(value: str, *, headings: bool = True) -> str:
    """Render Markdown as blocks of MDX, without a line break at the end.

    Without `headings`, headings become paragraphs in bold.
    """
    if is_plain(value) and not value.startswith(("import", "export")):
        return value
    return _rendered("blocks", "mdx", value, headings=headings)


def mdx_list(values: Iterable[str], *, headings: bool = True) -> str:
    """Render Markdown texts as a list in MDX, each as one item."""
    return _rendered("blocks", "mdx_list", values, headings=headings)


def plain(value: str) -> str:
    """Return Markdown as text without markup, with an empty line between paragraphs."""
    if is_plain(value):
        return value
    from apicodes.render.markdown import plain_text, simple

    return simple.plain(value) or plain_text.plain(value)


def one_line(value: str) -> str:
    """Return Markdown as text without markup on one line."""
    return collapsed(plain(value))


def without_html(value: str) -> str:
    """Escape raw HTML in Markdown for readers that would render it, such as those of OpenAPI."""
    return _rendered("raw_html", "without_html", value) if "<" in value else value


# Normal forms, by which Markdown texts are compared


def normal(value: str) -> str:
    """Return the normal form of a description: its meaning, as HTML on one line."""
    return _normal("of_source", value)


def normal_first(value: str) -> str:
    """Return the normal form of the first paragraph of a description."""
    return _normal("of_first", value)


def normal_cell(value: str) -> str:
    """Return the normal form of a table cell."""
    return _normal("of_cell", value)


def normal_line(value: str) -> str:
    """Return the normal form of a line of a page with inline Markdown."""
    return _normal("of_line", value)


def normal_page(value: str) -> str:
    """Return the normal form of blocks of a page."""
    return _normal("of_page", value)


def _normal(function: str, value: str) -> str:
    if is_plain(value):
        return escape(value, quote=False)
    return _rendered("normal_form", function, value)


# Text that is not Markdown


def text(value: str) -> str:
    """Escape text that is not Markdown for a line of MDX, such as a title or a status word."""
    if is_plain(value) and not value.endswith(("#", "}")):
        return value
    return _rendered("escaping", "text", value)


def text_cell(value: str) -> str:
    """Escape text that is not Markdown for a table cell."""
    return value if is_plain(value) else _rendered("escaping", "text_cell", value)


def literal(value: str) -> str:
    """Escape text that is not Markdown for a line of plain Markdown."""
    return value if is_plain(value) else _rendered("escaping", "literal", value)


def code(value: str) -> str:
    """Return text as a code span."""
    return f"`{value}`" if is_plain(value) else _rendered("escaping", "code", value)


def code_cell(value: str) -> str:
    """Return text as code in a table cell."""
    return f"`{value}`" if is_plain(value) else _rendered("escaping", "code_cell", value)


def address(url: str) -> str:
    """Return an address as a link on a page has it."""
    return _rendered("inline", "address", url)
