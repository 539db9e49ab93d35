"""Whether a text holds Markdown at all, and its syntax tree where it does."""

import re
from functools import cache
from typing import Any

Node = Any
"""A markdown-it-py ``SyntaxTreeNode``; the library is loaded when a text really holds Markdown."""

_MARKUP = re.compile(
    r"[\\`*{<\[|~\n\t]|  "
    r"|(?<![^\W_])_|_(?![^\W_])|&#?[A-Za-z0-9]+;|:[\w+-]+:"
    r"|^(?:[ >=+-]|\$\$|::|#{1,6}(?:\s|$)|\d{1,9}[.)])| $"
)
_SUSPECT = re.compile(r"[\\`*{<\[|~\n\t_&:]")
_BLOCK_START = re.compile(r"[ >=+-]|\$\$|#{1,6}(?:\s|$)|\d{1,9}[.)]")


def is_plain(text: str) -> bool:
    """Return whether a text is one paragraph without any markup, the same in every context."""
    # Most texts hold no character that could be markup, and a set of characters is found fast.
    if _SUSPECT.search(text):
        return not _MARKUP.search(text)
    return "  " not in text and text[-1:] != " " and not _BLOCK_START.match(text)


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("strikethrough")


def parse(text: str) -> Node:
    """Return the syntax tree of a text."""
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_parser().parse(text))
