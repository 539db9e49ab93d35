"""Rules of the parser for spaces: which of them are text, and which are mere gaps in the source."""

import re
from collections.abc import Callable
from typing import Any

ASCII_SPACES = " \t\n\f\r"
"""What is a mere gap to Markdown; any other space is a character of the text."""

BREAKS = ("softbreak", "hardbreak")


def close_gaps(state: Any) -> None:
    """Strip the lines of text, as the parser does where no reference such as &#32; says a space.

    A paragraph of which nothing is left goes, and a heading comes to stand on one line.
    """
    tokens: list[Any] = []
    for token in state.tokens:
        if token.type == "inline":
            token.children = _without_gaps(token.children)
            if tokens[-1].type == "heading_open":
                token.children = _on_one_line(token.children)
        tokens.append(token)
        if token.type == "paragraph_close" and not tokens[-2].children:
            del tokens[-3:]
    state.tokens = tokens


def _without_gaps(tokens: list[Any]) -> list[Any]:
    for token in tokens:
        if token.type == "text":
            token.content = re.sub(r"[\n\f\r]", " ", token.content)
    tokens = _stripped(tokens, str.lstrip, at_end=False)
    tokens = _stripped(tokens[::-1], str.rstrip, at_end=True)[::-1]
    return [token for token in tokens if token.type != "text" or token.content]


def _stripped(tokens: list[Any], strip: Callable[[str, str], str], *, at_end: bool) -> list[Any]:
    """Return inline tokens, each line stripped at the side where `tokens` begin.

    A line that is then empty has no break of its own: it would part two paragraphs.
    """
    kept = []
    empty, first = True, True
    for token in tokens:
        if token.type == "text" and empty:
            token.content = strip(token.content, ASCII_SPACES)
        if token.type in BREAKS:
            if empty and (first if at_end else token.type == "softbreak"):
                continue
            empty = True
        elif token.content or token.type in ("link_open", "link_close", "image"):
            empty = first = False
        kept.append(token)
    return kept


def _on_one_line(tokens: list[Any]) -> list[Any]:
    kept: list[Any] = []
    for token in tokens:
        if token.type == "softbreak":
            token.type, token.content = "text", " "
        if token.type == "text" and kept and kept[-1].type == "text":
            kept[-1].content += token.content
        else:
            kept.append(token)
    return kept


def paragraph(state: Any, start: int, end: int, silent: bool) -> bool:
    """Keep the spaces of other scripts at the ends of a paragraph; the parser's rule drops them.

    CommonMark strips spaces and tabs, and an ideographic space at the start is an indentation.
    """
    from markdown_it.rules_block.paragraph import paragraph as trimmed

    found = trimmed(state, start, end, silent)
    lines = state.getLines(start, state.line, state.blkIndent, False)
    state.tokens[-2].content = lines.strip(ASCII_SPACES)
    return found
