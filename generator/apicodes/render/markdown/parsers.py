"""The three Markdown parsers, and the functions that parse a text with them.

Each parser reads one dialect:

- ``catalog_parser``: a description in a catalog. CommonMark with strikethrough; raw HTML is text.
- ``page_parser``: a page as Docusaurus reads it. MDX has tables and strikethrough, but no indented
  code and no HTML blocks: an HTML element is inline, and what it holds is Markdown.
- ``gfm_parser``: a page as GitHub and other hosts read it. CommonMark with tables and
  strikethrough; an HTML block ends at an empty line or at its end tag.

Parsing is lazy: ``is_plain`` decides for most texts that they need no parser, and markdown-it is
imported when the first text needs one. A text is parsed once: each dialect has a cache.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode as Node

    References = dict[str, Any]

CACHED = 10_000
"""How many texts each cache of this package keeps: a run renders a text for several outputs."""

MAX_NESTING = 200
"""How deep blocks of a description may nest, where an item in a list counts twice."""

PAGE = {"maxNesting": 2 * MAX_NESTING}
"""The option of the parsers of pages, which read what descriptions became."""

_MARKUP = re.compile(
    r"[\\`*{<\[|~\n\t]|  "
    r"|(?<![^\W_])_|_(?![^\W_])|&#?[A-Za-z0-9]+;|:[\w+-]+:"
    r"|^(?:[\s>=+-]|\$\$|::|#{1,6}(?:\s|$)|\d{1,9}[.)])|\s$"
    # An address that may be no URL: its host is not letters, its port not of four digits.
    r"|(?:(?i:https?)://|(?i:www)\.)(?![a-z]+(?:[.-][a-z]+)*(?::[0-9]{1,4})?(?:[/?#]|[),.;:!?]*(?:\s|$)))"
)
_SUSPECT = re.compile(r"[\\`*{<\[|~\n\t_&:]")
_BLOCK_START = re.compile(r"[\s>=+-]|\$\$|#{1,6}(?:\s|$)|\d{1,9}[.)]")


def is_plain(text: str) -> bool:
    """Return whether a text is one paragraph without any markup, the same in every context."""
    # Most texts hold no character that could be markup, and a set of characters matches fast.
    if _SUSPECT.search(text) or "www." in text.casefold():
        return not _MARKUP.search(text)
    return "  " not in text and not text[-1:].isspace() and not _BLOCK_START.match(text)


# Parsers


@cache
def catalog_parser() -> "MarkdownIt":
    """Return the parser of descriptions: CommonMark with strikethrough; raw HTML is text."""
    from markdown_it import MarkdownIt

    from apicodes.render.markdown import parser_rules

    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("strikethrough")
    parser_rules.keep_spaces(parser)
    parser_rules.read_html_as_text(parser)
    return parser


@cache
def page_parser() -> "MarkdownIt":
    """Return the parser of pages as Docusaurus reads them, as MDX."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", PAGE).enable(["strikethrough", "table"])
    return parser.disable(["code", "html_block"])


@cache
def gfm_parser() -> "MarkdownIt":
    """Return the parser of pages as GitHub and other hosts read them, with HTML blocks."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", PAGE).enable(["strikethrough", "table"])


# Descriptions


class Parsed(NamedTuple):
    """The tokens of a description, which nobody may change, and what its parser noted."""

    tokens: "Sequence[Token]"
    notes: dict[str, Any]


@lru_cache(CACHED)
def parsed(text: str) -> Parsed:
    """Return the tokens of a description, and what `parser_rules` noted of raw HTML in it."""
    notes: dict[str, Any] = {}
    return Parsed(catalog_parser().parse(text, notes), notes)


def parse(text: str) -> "Node":
    """Return the syntax tree of a description."""
    return _tree(parsed(text).tokens)


def parse_without_headings(text: str) -> "Node":
    """Return the syntax tree of a description, with paragraphs in bold for its headings."""
    from markdown_it.token import Token

    tokens = list(parsed(text).tokens)
    for index, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        _, content, closing = tokens[index : index + 3]
        tokens[index] = token.copy(type="paragraph_open", tag="p")
        tokens[index + 2] = closing.copy(type="paragraph_close", tag="p")
        if content.children:
            start, end = Token("strong_open", "strong", 1), Token("strong_close", "strong", -1)
            tokens[index + 1] = content.copy(children=[start, *content.children, end])
    return _tree(tokens)


def first_paragraph(root: "Node") -> "list[Node]":
    """Return the first paragraph or heading of a tree as a list; empty if there is none."""
    blocks = (node for node in root.children if node.type in ("paragraph", "heading"))
    return [*islice(blocks, 1)]


# Pages


def parse_page(text: str) -> "Node":
    """Return the syntax tree of blocks of a page, with HTML elements as inline nodes."""
    return _tree(page_parser().parse(text))


def parse_cell(text: str) -> "Node":
    """Return the node that holds the inline nodes of a table cell."""
    return _tree(page_parser().parseInline(text)).children[0]


def cell_tokens(text: str, references: "References") -> "list[Token]":
    """Return the inline tokens of a cell, with the link references that its page defines."""
    tokens = page_parser().parseInline(text, {"references": references})
    return list(tokens[0].children or ())


def tree_of_spans(tokens: "Sequence[Token]") -> "Node":
    """Return the node that holds inline tokens."""
    from markdown_it.token import Token

    return _tree([Token("inline", "", 0, children=list(tokens))]).children[0]


def references(text: str) -> "References":
    """Return the link references that lines of a page define."""
    notes: dict[str, Any] = {}
    page_parser().parse(text, notes)
    definitions: References = notes.get("references", {})
    return definitions


def blocks(parser: "MarkdownIt", text: str) -> "list[Token]":
    """Return the tokens of blocks; inline Markdown in them is not parsed, which costs most."""
    tokens: list[Token] = []
    parser.block.parse(text.replace("\r\n", "\n"), parser, {}, tokens)
    return tokens


def unescaped_text(text: str) -> "list[str]":
    """Return the pieces of inline Markdown that are text, but for escaped characters."""
    tokens: list[Token] = []
    page_parser().inline.parse(text, page_parser(), {}, tokens)
    return [
        part.content
        for token in tokens
        for part in (token, *(token.children or ()))
        if part.type == "text"
    ]


def _tree(tokens: "Sequence[Token]") -> "Node":
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(tokens)
