"""Rules that the parser of descriptions adds to markdown-it: which spaces are text."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

ASCII_SPACES = " \t\n\f\r"
"""Spaces that Markdown may drop; any other space is a character of the text."""

BREAKS = ("softbreak", "hardbreak")


# Spaces


def keep_spaces(parser: "MarkdownIt") -> None:
    """Make a parser keep the spaces that are text, and drop those that are not."""
    parser.block.ruler.at("paragraph", paragraph)
    parser.core.ruler.push("spaces", strip_lines)


def paragraph(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Keep the spaces of other scripts at the ends of a paragraph; the parser's rule drops them.

    CommonMark strips spaces and tabs, and an ideographic space at the start is an indentation.
    """
    from markdown_it.rules_block.paragraph import paragraph as stripped_paragraph

    matches = stripped_paragraph(state, start, end, silent)
    lines = state.getLines(start, state.line, state.blkIndent, False)
    state.tokens[-2].content = lines.strip(ASCII_SPACES)
    return matches


def strip_lines(state: "StateCore") -> None:
    """Strip the lines of text, as the parser does where no reference such as &#32; makes a space.

    A paragraph that is then empty is removed, and a heading becomes one line.
    """
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "inline":
            token.children = _stripped_lines(token.children or [])
            if tokens[-1].type == "heading_open":
                token.children = _on_one_line(token.children)
        tokens.append(token)
        if token.type == "paragraph_close" and not tokens[-2].children:
            del tokens[-3:]
    state.tokens = tokens


def _stripped_lines(tokens: "list[Token]") -> "list[Token]":
    for token in tokens:
        if token.type == "text":
            token.content = re.sub(r"[\n\f\r]", " ", token.content)
    tokens = _stripped(tokens, str.lstrip, at_end=False)
    tokens = _stripped(tokens[::-1], str.rstrip, at_end=True)[::-1]
    return [token for token in tokens if token.type != "text" or token.content]


def _stripped(
    tokens: "list[Token]", strip: Callable[[str, str], str], *, at_end: bool
) -> "list[Token]":
    """Return inline tokens, each line stripped at the side where `tokens` begin.

    A line that is then empty loses its break, which would end the paragraph.
    """
    kept = []
    is_empty, is_first = True, True
    for token in tokens:
        if token.type == "text" and is_empty:
            token.content = strip(token.content, ASCII_SPACES)
        if token.type in BREAKS:
            if is_empty and (is_first if at_end else token.type == "softbreak"):
                continue
            is_empty = True
        elif token.content or token.type in ("link_open", "link_close", "image"):
            is_empty = is_first = False
        kept.append(token)
    return kept


def _on_one_line(tokens: "list[Token]") -> "list[Token]":
    kept: list[Token] = []
    for token in tokens:
        if token.type == "softbreak":
            token.type, token.content = "text", " "
        if token.type == "text" and kept and kept[-1].type == "text":
            kept[-1].content += token.content
        else:
            kept.append(token)
    return kept
