"""Normal forms of Markdown: its meaning as HTML on one line, the same for every spelling.

A description, blocks of a page and a table cell with the same meaning have the same form. The form
leaves out what a cell cannot show, such as the level of a heading.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING

from apicodes.render.markdown.parsers import CACHED, first_paragraph, parse, parse_cell, parse_page
from apicodes.text.lines import SPACES, collapsed

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode as Node


@lru_cache(CACHED)
def of_source(value: str) -> str:
    """Return the normal form of a description."""
    return _blocks(parse(value).children)


@lru_cache(CACHED)
def of_first(value: str) -> str:
    """Return the normal form of the first paragraph of a description."""
    return _blocks(first_paragraph(parse(value)))


@lru_cache(CACHED)
def of_page(value: str) -> str:
    """Return the normal form of blocks of a page."""
    return _blocks(parse_page(value).children)


@lru_cache(CACHED)
def of_line(value: str) -> str:
    """Return the normal form of a line of a page with inline Markdown."""
    return of_spans(parse_cell(value).children)


def of_cell(value: str) -> str:
    """Return the normal form of a table cell."""
    return of_line(value.replace("\\|", "|"))


def _blocks(nodes: "Sequence[Node]") -> str:
    form = ""
    above = ""
    for node in nodes:
        block = _block(node)
        if block:
            kind = "fence" if block.startswith("<pre>") else node.type
            form += "<br/><br/>" if {above, kind} <= {"paragraph", "heading"} else ""
            form += block
            above = kind
    return form


def _block(node: "Node") -> str:
    match node.type:
        case "paragraph":
            return of_spans(_content(node))
        case "heading":
            words = of_spans(_content(node))
            return f"<strong>{words}</strong>" if words else ""
        case "bullet_list":
            return f"<ul>{_items(node)}</ul>"
        case "ordered_list":
            start = f' start="{node.attrs["start"]}"' if "start" in node.attrs else ""
            return f"<ol{start}>{_items(node)}</ol>"
        case "blockquote":
            return f"<blockquote>{_unless_blank(_blocks(node.children))}</blockquote>"
        case "hr":
            return "<hr/>"
        case _:
            text = escape(node.content.replace("\t", "    "), quote=False)
            lines = [line.rstrip(SPACES) for line in text.rstrip(SPACES).split("\n")]
            return f"<pre><code>{''.join(f'{line}<br/>' for line in lines)}</code></pre>"


def _content(node: "Node") -> "Sequence[Node]":
    return node.children[0].children if node.children else ()


def _items(node: "Node") -> str:
    return "".join(f"<li>{_unless_blank(_blocks(item.children))}</li>" for item in node.children)


def _unless_blank(body: str) -> str:
    """Return the form of an item; a no-break space alone stands for an empty item."""
    return "" if body == "\N{NO-BREAK SPACE}" else body


def of_spans(nodes: "Sequence[Node]") -> str:
    """Return the normal form of inline nodes; runs of spaces become one, except in code blocks."""
    pieces = re.split(r"(<pre>.*?</pre>)", _spans(nodes), flags=re.DOTALL)
    return "".join(
        re.sub(r"[ \t]+(?=<br/>|</pre>)", "", piece)
        if piece.startswith("<pre>")
        else _collapsed(piece)
        for piece in pieces
    ).strip(" ")


_EDGES = re.compile(r" *(</?(?:ul|ol(?: start=\"\d+\")?|li|blockquote)>|<[bh]r/>) *")

_BLANK = re.compile(
    r"(?<=<li>)\N{NO-BREAK SPACE}(?=</li>)|(?<=<blockquote>)\N{NO-BREAK SPACE}(?=</)"
)


def _collapsed(text: str) -> str:
    return _BLANK.sub("", _EDGES.sub(r"\1", re.sub(r"[ \t\n]+", " ", text)))


_ELEMENTS = {"em": "em", "strong": "strong", "s": "del"}


def _spans(nodes: "Sequence[Node]") -> str:
    return "".join(map(_span, nodes))


def _span(node: "Node") -> str:
    match node.type:
        case "text":
            return escape(_joined(node.content), quote=False)
        case "code_inline":
            return f"<code>{escape(_joined(node.content), quote=False)}</code>"
        case "softbreak":
            return " "
        case "hardbreak":
            return "<br/>"
        case "html_inline":
            return "" if node.content == "<wbr/>" else str(node.content)
        case "link":
            href = attributes(node.attrs, "href", "title")
            return f"<a{href}>{_spans(node.children)}</a>"
        case "image":
            return image(node)
        case _:
            element = _ELEMENTS[node.type]
            # A break at the edge of an emphasis is the same as one beside it.
            return _BROKEN.sub(rf"\1<{element}>\2</{element}>\3", _spans(node.children), count=1)


_BROKEN = re.compile(r"\A((?:<br/>)*)(.*?)((?:<br/>)*)\Z", re.DOTALL)


def _joined(text: str) -> str:
    """Return text without the joiners that `page_title` puts after backslashes."""
    return text.replace(f"\\{JOINER}", "\\")


JOINER = "\N{ZERO WIDTH JOINER}"


def image(node: "Node") -> str:
    """Return an image as an element."""
    alt = escape(unescape(re.sub(r"<[^>]*>", "", _spans(node.children))))
    return f'<img{attributes(node.attrs, "src", "title")} alt="{alt}"/>'


def attributes(attributes: Mapping[str, object], address: str, title: str) -> str:
    """Return an address and a title as attributes, with the characters of Markdown encoded."""
    url = encoded(str(attributes[address]))
    words = collapsed(str(attributes.get(title) or ""))
    titled = f' {title}="{escape(words)}"' if words else ""
    return f' {address}="{escape(url)}"{titled}'


def encoded(url: str) -> str:
    """Return an address without the characters that have a meaning in Markdown or in a table."""
    return re.sub(r"[()*|]", lambda match: f"%{ord(match[0]):X}", url)
