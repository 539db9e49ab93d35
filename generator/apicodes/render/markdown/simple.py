"""Simple Markdown, rendered without a parser.

Most descriptions with markup are one paragraph of prose with code spans, links to plain addresses,
or emphasis around words. The parser takes a hundred times as long and 40 ms to import, and gives
the same result: a test compares them.
"""

import re

from apicodes.render.markdown.url_syntax import is_url

_TEXT = r"[^\\`*_{}<>\[\]|~\n\t&!:@]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])|:(?= )"
_WORDS = rf"[A-Za-z0-9](?:(?:{_TEXT})*[A-Za-z0-9])?"
_ADDRESS = r"(?:https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*)?(?:/[A-Za-z0-9-]+)*/?(?:#[A-Za-z0-9-]+)?"
_TOKEN = re.compile(
    rf"(?P<text>(?:{_TEXT})+)"
    r"|(?<!`)`(?P<code>[^\s`|](?:[^`|\n\t]*[^\s`|])?)`(?!`)"
    rf"|\[(?P<label>{_WORDS})\]\((?P<url>{_ADDRESS})\)"
    rf"|(?<![^\s(])(?P<mark>\*\*?)(?P<words>{_WORDS})(?P=mark)(?![^\s.,;)])"
)
_NOT_SIMPLE = re.compile(r"  |^(?:[\s>=+#-]|\$\$|\d{1,9}[.)])|\s$|www\.")


def spans(value: str) -> list[tuple[str, str, str]] | None:
    """Return the spans of a text as (kind, text, address), or None if it needs a parser.

    Kinds are ``text``, ``code``, ``url``, ``*`` and ``**``; only a ``url`` has an address.
    """
    if _NOT_SIMPLE.search(value):
        return None
    parts = []
    position, end = 0, len(value)
    while position < end:
        match = _TOKEN.match(value, position)
        if match is None:
            return None
        kind = match.lastgroup or ""
        if kind == "words":
            parts.append((match["mark"], match["words"], ""))
        elif kind == "url":
            if not is_url(match["url"]):
                return None
            parts.append((kind, match["label"], match["url"]))
        else:
            parts.append((kind, match[kind], ""))
        position = match.end()
    return parts


def cell(value: str) -> str | None:
    """Return the text as a table cell, or None if it needs a parser."""
    parts = spans(value)
    if parts is None:
        return None
    return "".join(
        text
        if kind == "text"
        else f"`{text}`"
        if kind == "code"
        else f'<a href="{url}">{text}</a>'
        if kind == "url" and is_anchor(url)
        else f"[{text}]({url})"
        if kind == "url"
        else f"_{text}_"
        if kind == "*"
        else f"**{text}**"
        for kind, text, url in parts
    )


def plain(value: str) -> str | None:
    """Return the text without markup, or None if it needs a parser."""
    parts = spans(value)
    return None if parts is None else "".join(text for _, text, _ in parts)


def is_anchor(url: str) -> bool:
    """Return whether an address is an anchor on the same page.

    A cell links to it by an element, as rows have anchors by elements. Docusaurus checks anchors,
    sees no elements in MDX, and would report a Markdown link as broken.
    """
    return _ANCHOR.fullmatch(url) is not None


_ANCHOR = re.compile(r"#[A-Za-z0-9_-]+")
