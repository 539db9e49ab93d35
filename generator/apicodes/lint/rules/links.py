"""Links that are malformed."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from apicodes.lint import Context, Finding, Fix, Steps, rule
from apicodes.lint.catalog_texts import prose, shortened
from apicodes.render import markdown
from apicodes.render.markdown.url_syntax import is_url

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode as Node


@rule("warning", fixable=True)
def malformed_link(context: Context) -> Iterator[Finding]:
    """Links are complete, and lead to an address.

    In Markdown there is nothing between the text and the address, `[the guide](https://...)`;
    neither of them is empty, and the address contains no space. An address on another site begins
    with its scheme, `https://`; an address on the same site may be relative.
    Scripts are not addresses.

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
            yield from _check_text(text.value, text.steps)
    if "[" in (introduction := catalog.description or ""):
        yield from _check_text(introduction, ("description",))
    if catalog.docs_url:
        yield from _check_url(catalog.docs_url, ("docs_url",))
    for index, entry in enumerate(catalog.entries):
        for number, link in enumerate(entry.links if entry.removed is None else ()):
            yield from _check_url(link.url, ("codes", index, "links", number, "url"))


@rule("warning")
def root_relative_link(context: Context) -> Iterator[Finding]:
    """Links lead to the same page wherever a text is shown.

    An address that begins with `/` is another page on each site. Where a site lacks that page,
    Docusaurus stops, unless its `onBrokenLinks` says otherwise. Write the whole URL, or switch the
    rule off where only one site shows the catalog.

    Bad:
        - http_status: 413
          description: The file is too large.
          links: [{title: The limits, url: /guides/limits}]

    Good:
        - http_status: 413
          description: The file is too large.
          links: [{title: The limits, url: https://example.com/guides/limits}]
    """
    catalog = context.catalog
    texts = [(text.value, text.steps) for text in prose(catalog)]
    for text, steps in [(catalog.description or "", ("description",)), *texts]:
        # A link that is not simple needs the parser, which is slow.
        nodes = markdown.parse(text).walk() if "](/" in text or "]: /" in text else ()
        for node in nodes:
            if node.type == "link":
                yield from _of_this_site(str(node.attrs["href"]), steps)
    for index, entry in enumerate(catalog.entries):
        for number, link in enumerate(entry.links if entry.removed is None else ()):
            yield from _of_this_site(link.url, ("codes", index, "links", number, "url"))


def _of_this_site(url: str, steps: Steps) -> Iterator[Finding]:
    if url.startswith("/") and not url.startswith("//"):
        message = f"'{shortened(url)}' leads to a page of the site that shows the text"
        yield Finding(steps, message, f"write the whole URL, 'https://...{shortened(url)}'")


def _check_text(text: str, steps: Steps) -> Iterator[Finding]:
    mistakes = list(_mistakes(text))
    fixable = sum(hint in (_SPACE, _SWAP) for _, hint in mistakes)
    fixed, joined = _APART.subn(r"\1\2", text) if fixable else (text, 0)
    fixed, swapped = _SWAPPED.subn(r"[\1](\2)", fixed)
    # The patterns also match code, which must stay: the fix may change only what is reported.
    is_safe = joined + swapped == fixable == len(mistakes) - len(list(_mistakes(fixed)))
    for message, hint in mistakes:
        fix = Fix(steps, fixed) if is_safe and hint in (_SPACE, _SWAP) else None
        yield Finding(steps, message, hint, fix)


def _check_url(url: str, steps: Steps) -> Iterator[Finding]:
    if mistake := _mistake(url):
        yield Finding(steps, f"the address '{shortened(url)}' {mistake[0]}", mistake[1])


def _mistake(url: str) -> tuple[str, str] | None:
    """Return what is wrong with an address, and the hint; None if nothing is."""
    if not url:
        return "is empty", "write the address, or only the text"
    if _SCRIPT.match(url):
        return "is a script", "browsers and readers block it; link to a page"
    if _HOST.match(url):
        return "has no scheme", f"write 'https://{url}'"
    if _MISSPELT.match(url) or not is_url(url):
        return "is not a URL", "write it as 'https://example.com/page'"
    return None


_SCRIPT = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
_HOST = re.compile(
    r"(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|dev|app)(?=$|[/:?#]))", re.IGNORECASE
)
_MISSPELT = re.compile(r"https?(?:://https?:|(?=:|//)(?!://[\w\[%{]))", re.IGNORECASE)


def _mistakes(text: str) -> Iterator[tuple[str, str]]:
    """Return what is wrong with the links in a Markdown text, each with its hint."""
    from apicodes.render.markdown import simple

    if (spans := simple.spans(text)) is not None:
        for kind, label, url in spans:
            if kind == "url":
                yield from _link_mistakes(url, label)
        return
    for node in markdown.parse(_ESCAPE.sub(_masked, text)).walk():
        if node.type == "inline":
            for match in _LOOKS_LIKE_LINK.finditer(_plain(node)):
                yield _not_a_link(match)
        elif node.type == "image":
            yield from _link_mistakes(str(node.attrs["src"]), "image")
        elif node.type == "link":
            yield from _link_mistakes(str(node.attrs["href"]), _plain(node))


def _link_mistakes(url: str, label: str) -> Iterator[tuple[str, str]]:
    if mistake := _mistake(url):
        link = f"[{shortened(label)}]({shortened(url)})"
        yield f"the address of the link '{link}' {mistake[0]}", mistake[1]
    elif not label.strip():
        message = f"the link '[]({shortened(url)})' has no text"
        yield message, "write a text between the brackets"


_OTHER = "\N{OBJECT REPLACEMENT CHARACTER}"
_ESCAPE = re.compile(r"\\.")


def _masked(match: re.Match[str]) -> str:
    return _OTHER if match.group()[1] in "[]()" else match.group()


def _plain(node: "Node") -> str:
    """Return the text of inline nodes, with one character for each link and each code span."""
    return "".join(
        child.content if child.type == "text"
        else " " if child.type in ("softbreak", "hardbreak")
        else _plain(child) if child.children and child.type not in ("link", "image")
        else _OTHER
        for child in node.children
    )  # fmt: skip


_ADDRESS = r"(?:https?:|mailto:|www\.|\.{0,2}/\w)[^()\[\]]*"
_LOOKS_LIKE_LINK = re.compile(
    r"(?<![A-Za-z0-9_^$)\]])\[[^\[\]]*\]\([^()]*(?P<close>\)?)"
    rf"|\[[^\[\]]+\](?P<gap>\s+)\({_ADDRESS}\)"
    rf"|\([^()]+\)\[(?P<turned>{_ADDRESS})\]"
    rf"|\[[^\[\]()]*(?P<open>\({_ADDRESS}\))(?![^\[]*\])"
)
"""Text that looks like a link but was not parsed as one; some types and patterns do as well."""
_APART = re.compile(rf"(\[[^\[\]]+\])\s+(\({_ADDRESS}\))")
_SWAPPED = re.compile(rf"\(([^()]+)\)\[({_ADDRESS})\]")
_SPACE = "delete the space before the address"
_SWAP = "swap the brackets: '[text](address)'"


def _not_a_link(match: re.Match[str]) -> tuple[str, str]:
    message = f"'{shortened(match.group())}' looks like a link, but is not one"
    address = match.group().partition("](")[2].rstrip(")")
    if match["gap"]:
        return message, _SPACE
    if match["turned"]:
        return message, _SWAP
    if match["open"]:
        return message, "write it as '[text](address)'"
    if _SCRIPT.match(address):
        return message, "browsers and readers block scripts; link to a page"
    if not match["close"]:
        return message, "close it with ')'"
    return message, "an address cannot contain a space; write '%20'"
