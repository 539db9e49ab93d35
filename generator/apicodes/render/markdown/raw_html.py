"""Markdown for readers that take raw HTML for HTML, as those of OpenAPI do."""

import re
from functools import lru_cache

from apicodes.render.markdown.blocks import mdx
from apicodes.render.markdown.parsers import CACHED, gfm_parser


@lru_cache(CACHED)
def without_html(value: str) -> str:
    """Return Markdown that shows the same where HTML is live; `value` where it holds none."""
    if not _has_html(value):
        return value
    return _TOKEN.sub(_escaped, mdx(value))


# Code of a page is in fences or in spans; a backslash before anything else is an escape.
_TOKEN = re.compile(
    r"^[ >]*(?P<fence>`{3,})[^`\n]*\n(?:.*\n)*?[ >]*(?P=fence)$"
    r"|(?P<span>`+)[^`](?:.*?[^`])??(?P=span)(?!`)"
    r"|\\.",
    re.MULTILINE,
)


def _escaped(match: re.Match[str]) -> str:
    """Write an escaped less-than sign as a reference: linters look for tags, escaped or not."""
    return "&lt;" if match.group() == "\\<" else match.group()


def _has_html(text: str) -> bool:
    """Return whether readers that render HTML would find some in a description."""
    if not _TAG.search(text):
        return False
    return any(
        token.type == "html_block"
        or any(child.type == "html_inline" for child in token.children or ())
        for token in gfm_parser().parse(text)
    )


_TAG = re.compile(r"<[A-Za-z/!?]")
