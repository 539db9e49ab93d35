"""Descriptions, which are CommonMark with GFM's strikethrough, to each place where they stand.

One parse, and a renderer a context. Raw HTML is text. What is escaped, and how, is what holds in
MDX and in CommonMark alike, with and without Docusaurus' compatibility flags; plain prose comes
out as it went in, and prettier leaves every output as it is.
"""

from apicodes.markdown.blocks import mdx
from apicodes.markdown.cells import cell, parsed_cell
from apicodes.markdown.escaping import (
    code,
    code_cell,
    table_delimiter,
    table_row,
    text,
    text_cell,
)
from apicodes.markdown.parsing import is_plain, parse
from apicodes.markdown.plain import one_line, parsed_plain, plain

__all__ = [
    "cell",
    "code",
    "code_cell",
    "is_plain",
    "mdx",
    "one_line",
    "parse",
    "parsed_cell",
    "parsed_plain",
    "plain",
    "table_delimiter",
    "table_row",
    "text",
    "text_cell",
]
