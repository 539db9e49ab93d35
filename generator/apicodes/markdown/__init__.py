"""Descriptions, which are CommonMark with GFM's strikethrough, to each place where they stand.

One parse, and a renderer a context. Raw HTML is text. What is escaped, and how, is what holds in
MDX and in CommonMark alike, with and without Docusaurus' compatibility flags; plain prose comes
out as it went in, and prettier leaves every output as it is. What only text with markup needs is
loaded when one is met.
"""

from apicodes.markdown.codes import code, code_cell
from apicodes.markdown.parsing import is_plain, parse
from apicodes.markdown.tables import table_delimiter, table_row

__all__ = [
    "cell",
    "code",
    "code_cell",
    "is_plain",
    "literal",
    "mdx",
    "normal",
    "normal_cell",
    "normal_page",
    "one_line",
    "parse",
    "plain",
    "table_delimiter",
    "table_row",
    "text",
    "text_cell",
    "without_html",
]


def cell(value: str) -> str:
    """Render Markdown for a cell of a table: one line, its blocks as elements of HTML and MDX."""
    if is_plain(value):
        return value
    from apicodes.markdown import cells, simple

    return simple.cell(value) or cells.cell(value)


def literal(value: str) -> str:
    """Escape text that is not Markdown, for plain Markdown, within a line."""
    if is_plain(value):
        return value
    from apicodes.markdown import escaping

    return escaping.literal(value)


def mdx(value: str) -> str:
    """Render Markdown as blocks of MDX, without a line break at the end."""
    if is_plain(value) and not value.startswith(("import", "export")):
        return value
    from apicodes.markdown import blocks

    return blocks.mdx(value)


def plain(value: str) -> str:
    """Return Markdown as text without markup, its paragraphs apart by an empty line."""
    if is_plain(value):
        return value
    from apicodes.markdown import simple, unmarked

    return simple.plain(value) or unmarked.plain(value)


def normal(value: str) -> str:
    """Return the normal form of a description: what it means, as HTML on one line."""
    return _normal("of_source", value)


def normal_cell(value: str) -> str:
    """Return the normal form of a cell of a table."""
    return _normal("of_cell", value)


def normal_page(value: str) -> str:
    """Return the normal form of blocks of a page."""
    return _normal("of_page", value)


def _normal(function: str, value: str) -> str:
    if is_plain(value):
        from html import escape

        return escape(value, quote=False)
    from apicodes.markdown import meaning

    form: str = getattr(meaning, function)(value)
    return form


def without_html(value: str) -> str:
    """Return Markdown that shows the same where raw HTML is live, as it is in OpenAPI."""
    if "<" not in value:
        return value
    from apicodes.markdown import commonmark

    return commonmark.without_html(value)


def one_line(value: str) -> str:
    """Return Markdown as text without markup on one line."""
    return " ".join(plain(value).split())


def text(value: str) -> str:
    """Escape text that is not Markdown, for a line of MDX: a title, a status word."""
    if is_plain(value) and not value.endswith(("#", "}")):
        return value
    from apicodes.markdown import escaping

    return escaping.text(value)


def text_cell(value: str) -> str:
    """Escape text that is not Markdown, for a cell of a table."""
    if is_plain(value):
        return value
    from apicodes.markdown import escaping

    return escaping.text_cell(value)
