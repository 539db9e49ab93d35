"""Rules that the parser of descriptions adds to markdown-it: spaces that are text, raw HTML."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from apicodes.text.lines import SPACES

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    InlineRule = Callable[[StateInline, bool], bool]

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
    state.tokens[-2].content = lines.strip(SPACES)
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
            token.content = strip(token.content, SPACES)
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


# Raw HTML

HTML_LINES = "html lines"
"""The note with the set of lines at which a parser with HTML would begin an HTML block."""

SIGNS, LABELS = "less-than signs", "labels"
"""The notes of an inline token: positions of ``<`` that are text, and ranges of link labels."""


def read_html_as_text(parser: "MarkdownIt") -> None:
    """Make a parser read raw HTML as text, and note where HTML could begin.

    The notes are in the environment (`HTML_LINES`) and in the `meta` of inline tokens (`SIGNS`,
    `LABELS`, by position in their content). `raw_html` escapes by them.
    """
    from markdown_it.rules_inline import image, link

    parser.block.ruler.at(
        "html_block", _note_html_block, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    parser.core.ruler.at("inline", _parse_inline)
    parser.inline.ruler.at("html_inline", _note_sign)
    parser.inline.ruler.at("link", _noting_label(link, "["))
    parser.inline.ruler.at("image", _noting_label(image, "!"))


def _note_html_block(state: "StateBlock", start: int, end: int, _silent: bool) -> bool:
    """Note a line that begins an HTML block; one that is a tag alone begins with inline HTML."""
    from markdown_it.rules_block import html_block

    if html_block(state, start, end, True):
        state.env.setdefault(HTML_LINES, set()).add(start)
    return False


def _parse_inline(state: "StateCore") -> None:
    """Parse the inline tokens, and keep the notes of each in its `meta`."""
    for token in state.tokens:
        if token.type == "inline":
            notes: dict[str, list[Any]] = {SIGNS: [], LABELS: []}
            token.children = []
            state.env.update(notes, offset=0)
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            token.meta = notes


def _note_sign(state: "StateInline", silent: bool) -> bool:
    """Note a less-than sign that is text."""
    if not silent and state.src[state.pos] == "<":
        state.env[SIGNS].append(state.env["offset"] + state.pos)
    return False


def _noting_label(rule: "InlineRule", marker: str) -> "InlineRule":
    """Return a rule for links or images that notes the label of one with a reference."""

    def matches(state: "StateInline", silent: bool) -> bool:
        start, offset = state.pos, state.env["offset"]
        if silent or state.src[start] != marker:
            return rule(state, silent)
        if marker == "!":  # An image parses its text by itself, from behind its `![`.
            state.env["offset"] = offset + start + 2
        is_link = rule(state, silent)
        state.env["offset"] = offset
        if is_link and (label := LABEL.search(state.src, start, state.pos)):
            state.env[LABELS].append((offset + label.start(), offset + label.end()))
        return is_link

    return matches


LABEL = re.compile(r"\[(?:\\.|[^\[\]\\])*\]\Z", re.DOTALL)
