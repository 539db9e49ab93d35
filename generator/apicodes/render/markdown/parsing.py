"""Whether a text holds Markdown at all, and its syntax tree where it does."""

import re
from functools import cache
from itertools import islice
from typing import Any

Node = Any
"""A markdown-it-py ``SyntaxTreeNode``; the library is loaded when a text really holds Markdown."""

_MARKUP = re.compile(
    r"[\\`*{<\[|~\n\t]|  "
    r"|(?<![^\W_])_|_(?![^\W_])|&#?[A-Za-z0-9]+;|:[\w+-]+:"
    r"|^(?:[\s>=+-]|\$\$|::|#{1,6}(?:\s|$)|\d{1,9}[.)])|\s$"
)
_SUSPECT = re.compile(r"[\\`*{<\[|~\n\t_&:]")
_BLOCK_START = re.compile(r"[\s>=+-]|\$\$|#{1,6}(?:\s|$)|\d{1,9}[.)]")


def is_plain(text: str) -> bool:
    """Return whether a text is one paragraph without any markup, the same in every context."""
    # Most texts hold no character that could be markup, and a set of characters is found fast.
    if _SUSPECT.search(text):
        return not _MARKUP.search(text)
    return "  " not in text and not text[-1:].isspace() and not _BLOCK_START.match(text)


def parse(text: str) -> Node:
    """Return the syntax tree of a description."""
    return _tree(_of_descriptions().parse(text))


def parse_without_headings(text: str) -> Node:
    """Return the syntax tree of a description, with paragraphs in bold for its headings."""
    from markdown_it.token import Token

    tokens = _of_descriptions().parse(text)
    for opening, content, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type == "heading_open":
            opening.type, opening.tag = "paragraph_open", "p"
            closing.type, closing.tag = "paragraph_close", "p"
            if content.children:
                start, end = Token("strong_open", "strong", 1), Token("strong_close", "strong", -1)
                content.children = [start, *content.children, end]
    return _tree(tokens)


def first(root: Node) -> list[Node]:
    """Return the first paragraph or heading of a tree as a list; empty where it has none."""
    found = (node for node in root.children if node.type in ("paragraph", "heading"))
    return [*islice(found, 1)]


def parse_page(text: str) -> Node:
    """Return the syntax tree of blocks of a page, where elements may stand in lines."""
    return _tree(_of_pages().parse(text))


def parse_cell(text: str) -> Node:
    """Return the inline nodes of a cell of a table."""
    return _tree(_of_pages().parseInline(text)).children[0]


def cell_tokens(text: str, references: dict[str, Any]) -> list[Any]:
    """Return the inline tokens of a cell, with the link references that its page defines."""
    tokens = _of_pages().parseInline(text, {"references": references})
    return list(tokens[0].children)


def tree_of_spans(tokens: list[Any]) -> Node:
    """Return the node that holds inline tokens."""
    from markdown_it.token import Token

    return _tree([Token("inline", "", 0, children=tokens)]).children[0]


def references(text: str) -> dict[str, Any]:
    """Return the link references that lines of a page define."""
    found: dict[str, Any] = {}
    _of_pages().parse(text, found)
    defined: dict[str, Any] = found.get("references", {})
    return defined


@cache
def _of_descriptions() -> Any:
    from markdown_it import MarkdownIt

    from apicodes.render.markdown.whitespace import close_gaps, paragraph

    parser = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
    parser.block.ruler.at("paragraph", paragraph)
    parser.core.ruler.push("gaps", close_gaps)
    return parser


@cache
def _of_pages() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("strikethrough").disable("html_block")


def is_anchor(url: str) -> bool:
    """Return whether an address is a place on its own page.

    In a cell it is written as an element, as the anchors of rows are: Docusaurus' check of anchors
    sees neither in MDX, and a link alone would be broken to it.
    """
    return _ANCHOR.fullmatch(url) is not None


_ANCHOR = re.compile(r"#[A-Za-z0-9_-]+")


def has_html(text: str) -> bool:
    """Return whether readers that take raw HTML for HTML find some in a description."""
    if not _TAG.search(text):
        return False
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(text)
    return any(
        token.type == "html_block"
        or any(child.type == "html_inline" for child in token.children or ())
        for token in tokens
    )


_TAG = re.compile(r"<[A-Za-z/!?]")


def _tree(tokens: Any) -> Node:
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(tokens)
