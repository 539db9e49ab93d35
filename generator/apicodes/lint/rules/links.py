"""Links lead somewhere."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from apicodes.lint import Context, Finding, Fix, Steps, rule
from apicodes.lint.catalog_texts import prose, shortened
from apicodes.render import markdown

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode as Node


@rule("warning", mends=True)
def malformed_link(context: Context) -> Iterator[Finding]:
    """What is meant as a link is one, and leads to an address.

    In Markdown nothing stands between the text and the address, `[the guide](https://...)`; both
    are there, and the address has no space in it. An address of another site begins with its
    scheme, `https://`; one of the same site may be relative, such as `/guide`. Scripts are no
    addresses.

    Bad:
        - http_status: 413
          description: The file is too large, see [the limits] (https://example.com/limits).
        - http_status: 500
          description: The server is broken.
          links: [{title: Its status, url: www.example.com}]

    Good:
        - http_status: 413
          description: The file is too large, see [the limits](https://example.com/limits).
        - http_status: 500
          description: The server is broken.
          links: [{title: Its status, url: https://www.example.com}]
    """
    catalog = context.catalog
    for text in prose(catalog):
        if "[" in text.value:
            yield from _of_text(text.value, text.steps)
    if "[" in (introduction := catalog.description or ""):
        yield from _of_text(introduction, ("description",))
    if catalog.docs_url:
        yield from _of_field(catalog.docs_url, ("docs_url",))
    for index, entry in enumerate(catalog.entries):
        for number, link in enumerate(entry.links if entry.removed is None else ()):
            yield from _of_field(link.url, ("codes", index, "links", number, "url"))


def _of_text(text: str, steps: Steps) -> Iterator[Finding]:
    found = list(_links(text))
    told = sum(hint in (_SPACE, _TURNED) for _, hint in found)
    mended, joined = _APART.subn(r"\1\2", text) if told else (text, 0)
    mended, turned = _SWAPPED.subn(r"[\1](\2)", mended)
    # What looks the same in code is no link, and stays: nothing else than what is told may change.
    is_sure = joined + turned == told == len(found) - len(list(_links(mended)))
    for message, hint in found:
        fix = Fix(steps, mended) if is_sure and hint in (_SPACE, _TURNED) else None
        yield Finding(steps, message, hint, fix)


def _of_field(url: str, steps: Steps) -> Iterator[Finding]:
    if wrong := _mistake(url):
        yield Finding(steps, f"the address '{shortened(url)}' {wrong[0]}", wrong[1])


def _mistake(url: str) -> tuple[str, str] | None:
    """Return what is wrong with an address, and what to do about it."""
    if not url:
        return "is empty", "write the address, or the text alone"
    if _SCRIPT.match(url):
        return "is a script", "browsers and readers refuse it; link to a page"
    if _HOST.match(url):
        return "has no scheme", f"write 'https://{url}'"
    if _MISSPELT.match(url) or not _can_be_split(url):
        return "is no URL", "write it as 'https://example.com/page'"
    return None


def _can_be_split(url: str) -> bool:
    from urllib.parse import urlsplit

    try:
        urlsplit(url)
    except ValueError:  # A host that is none, such as `[docs]`.
        return False
    return True


_SCRIPT = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
_HOST = re.compile(
    r"(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|dev|app)(?=$|[/:?#]))", re.IGNORECASE
)
_MISSPELT = re.compile(r"https?(?:://https?:|(?=:|//)(?!://[\w\[%{]))", re.IGNORECASE)


def _links(text: str) -> Iterator[tuple[str, str]]:
    """Return what is wrong with the links of a Markdown text, and what to do about each."""
    from apicodes.render.markdown import simple

    if (spans := simple.spans(text)) is not None:
        for kind, label, url in spans:
            if kind == "url":
                yield from _wrong(url, label)
        return
    for node in markdown.parse(_ESCAPE.sub(_hidden, text)).walk():
        if node.type == "inline":
            for match in _LEFT.finditer(_left(node)):
                yield _reason(match)
        elif node.type == "image":
            yield from _wrong(str(node.attrs["src"]), "image")
        elif node.type == "link":
            yield from _wrong(str(node.attrs["href"]), _left(node))


def _wrong(url: str, label: str) -> Iterator[tuple[str, str]]:
    if wrong := _mistake(url):
        yield f"the link '[{shortened(label)}]({shortened(url)})': its address {wrong[0]}", wrong[1]
    elif not label.strip():
        message = f"the link '[]({shortened(url)})' has no text"
        yield message, "write what it leads to between the brackets"


_OTHER = "\N{OBJECT REPLACEMENT CHARACTER}"
_ESCAPE = re.compile(r"\\.")


def _hidden(match: re.Match[str]) -> str:
    return _OTHER if match.group()[1] in "[]()" else match.group()


def _left(node: "Node") -> str:
    """Return the text of inline nodes, with one character for each link and each code span."""
    return "".join(
        child.content if child.type == "text"
        else " " if child.type in ("softbreak", "hardbreak")
        else _left(child) if child.children and child.type not in ("link", "image")
        else _OTHER
        for child in node.children
    )  # fmt: skip


_ADDRESS = r"(?:https?:|mailto:|www\.|\.{0,2}/\w)[^()\[\]]*"
_LEFT = re.compile(
    r"(?<![A-Za-z0-9_^$)\]])\[[^\[\]]*\]\([^()]*(?P<close>\)?)"
    rf"|\[[^\[\]]+\](?P<gap>\s+)\({_ADDRESS}\)"
    rf"|\([^()]+\)\[(?P<turned>{_ADDRESS})\]"
    rf"|\[[^\[\]()]*(?P<open>\({_ADDRESS}\))(?![^\[]*\])"
)
"""What is left of links as text, where a parser found none; types and patterns look like them."""
_APART = re.compile(rf"(\[[^\[\]]+\])\s+(\({_ADDRESS}\))")
_SWAPPED = re.compile(rf"\(([^()]+)\)\[({_ADDRESS})\]")
_SPACE = "delete the space before the address"
_TURNED = "swap the brackets: '[text](address)'"


def _reason(match: re.Match[str]) -> tuple[str, str]:
    message = f"'{shortened(match.group())}' is meant as a link, and is none"
    address = match.group().partition("](")[2].rstrip(")")
    if match["gap"]:
        return message, _SPACE
    if match["turned"]:
        return message, _TURNED
    if match["open"]:
        return message, "write it as '[text](address)'"
    if _SCRIPT.match(address):
        return message, "browsers and readers refuse scripts; link to a page"
    if not match["close"]:
        return message, "close it with ')'"
    return message, "an address has no space in it; write '%20'"
