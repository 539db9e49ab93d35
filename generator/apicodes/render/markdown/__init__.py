"""Descriptions, which are CommonMark with GFM's strikethrough, to each place where they stand.

One parse, and a renderer a context. Raw HTML is text. What is escaped, and how, is what holds in
MDX and in CommonMark alike, with and without Docusaurus' compatibility flags; plain prose comes
out as it went in, and prettier leaves every output as it is. What only text with markup needs is
loaded when one is met.
"""

from collections.abc import Iterable

from apicodes.render.markdown.code_spans import code, code_cell
from apicodes.render.markdown.parsing import is_plain, parse
from apicodes.render.markdown.table_lines import table_delimiter, table_row

__all__ = [
    "address",
    "bold",
    "cell",
    "code",
    "code_cell",
    "first_cell",
    "is_plain",
    "link",
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
    "table_delimiter",
    "table_row",
    "text",
    "text_cell",
    "without_html",
]


def address(url: str) -> str:
    """Return an address as what stands between the parentheses of a link."""
    from apicodes.render.markdown import inline

    return inline.address(url)


def bold(value: str) -> str:
    """Return text that is not Markdown in bold, for a line of MDX."""
    from apicodes.render.markdown import inline

    return inline.strong(text(value))


def cell(value: str) -> str:
    """Render Markdown for a cell of a table: one line, its blocks as elements of HTML and MDX."""
    if is_plain(value):
        return value
    from apicodes.render.markdown import simple, table_cell

    return simple.cell(value) or table_cell.cell(value)


def first_cell(value: str) -> str:
    """Render the first paragraph of Markdown for a cell of a table; empty where it has none."""
    if is_plain(value):
        return value
    from apicodes.render.markdown import table_cell

    return table_cell.first_cell(value)


def link(value: str, url: str) -> str:
    """Return a link from text that is not Markdown."""
    from apicodes.render.markdown import inline

    return f"[{inline.label(value)}]({inline.address(url)})"


def literal(value: str) -> str:
    """Escape text that is not Markdown, for plain Markdown, within a line."""
    if is_plain(value):
        return value
    from apicodes.render.markdown import escaping

    return escaping.literal(value)


def mdx(value: str, *, headings: bool = True) -> str:
    """Render Markdown as blocks of MDX, without a line break at the end.

    Without `headings` those in it become paragraphs in bold.
    """
    if is_plain(value) and not value.startswith(("import", "export")):
        return value
    from apicodes.render.markdown import blocks

    return blocks.mdx(value, headings=headings)


def mdx_list(values: Iterable[str], *, headings: bool = True) -> str:
    """Render Markdown as a list in MDX, each text as an item of it."""
    from apicodes.render.markdown import blocks

    return blocks.mdx_list(values, headings=headings)


def plain(value: str) -> str:
    """Return Markdown as text without markup, its paragraphs apart by an empty line."""
    if is_plain(value):
        return value
    from apicodes.render.markdown import plain_text, simple

    return simple.plain(value) or plain_text.plain(value)


def normal(value: str) -> str:
    """Return the normal form of a description: what it means, as HTML on one line."""
    return _normal("of_source", value)


def normal_first(value: str) -> str:
    """Return the normal form of the first paragraph of a description."""
    return _normal("of_first", value)


def normal_cell(value: str) -> str:
    """Return the normal form of a cell of a table."""
    return _normal("of_cell", value)


def normal_line(value: str) -> str:
    """Return the normal form of inline Markdown on a line of a page."""
    return _normal("of_line", value)


def normal_page(value: str) -> str:
    """Return the normal form of blocks of a page."""
    return _normal("of_page", value)


def _normal(function: str, value: str) -> str:
    if is_plain(value):
        from html import escape

        return escape(value, quote=False)
    from apicodes.render.markdown import normal_form

    form: str = getattr(normal_form, function)(value)
    return form


def without_html(value: str) -> str:
    """Return Markdown that shows the same where raw HTML is live, as it is in OpenAPI."""
    if "<" not in value:
        return value
    from apicodes.render.markdown import commonmark

    return commonmark.without_html(value)


def one_line(value: str) -> str:
    """Return Markdown as text without markup on one line."""
    return " ".join(plain(value).split())


def text(value: str) -> str:
    """Escape text that is not Markdown, for a line of MDX: a title, a status word."""
    if is_plain(value) and not value.endswith(("#", "}")):
        return value
    from apicodes.render.markdown import escaping

    return escaping.text(value)


def text_cell(value: str) -> str:
    """Escape text that is not Markdown, for a cell of a table."""
    if is_plain(value):
        return value
    from apicodes.render.markdown import escaping

    return escaping.text_cell(value)
