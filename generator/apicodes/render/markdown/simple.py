"""The Markdown that most descriptions keep to, read without a parser.

One paragraph of prose with code spans, links to plain addresses, and emphasis around words. A
parser takes thirty times as long, and says the same: a test compares the two.
"""

import re

from apicodes.render.markdown.parsing import is_anchor

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
    """Return the spans of a text as (kind, text, address), or None where it takes a parser.

    Kinds are ``text``, ``code``, ``url``, ``*`` and ``**``; only a ``url`` has an address.
    """
    if _NOT_SIMPLE.search(value):
        return None
    found = []
    position, end = 0, len(value)
    while position < end:
        match = _TOKEN.match(value, position)
        if match is None:
            return None
        kind = match.lastgroup or ""
        if kind == "words":
            found.append((match["mark"], match["words"], ""))
        elif kind == "url":
            found.append((kind, match["label"], match["url"]))
        else:
            found.append((kind, match[kind], ""))
        position = match.end()
    return found


def cell(value: str) -> str | None:
    """Return the text as a cell of a table, or None where it takes a parser."""
    found = spans(value)
    if found is None:
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
        for kind, text, url in found
    )


def plain(value: str) -> str | None:
    """Return the text without its markup, or None where it takes a parser."""
    found = spans(value)
    return None if found is None else "".join(text for _, text, _ in found)
