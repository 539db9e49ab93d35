"""Markdown in its normal form: what it means, whatever its spelling, as the HTML of one line.

A description by itself, the blocks of a page and a cell of a table have the same form where they
say the same; what a cell cannot show, such as the level of a heading, is not in it.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from apicodes.render.markdown.parsing import Node, first, parse, parse_cell, parse_page
from apicodes.render.markdown.whitespace import ASCII_SPACES


def of_source(value: str) -> str:
    """Return the normal form of a description, by way of the parser."""
    return _blocks(parse(value).children)


def of_first(value: str) -> str:
    """Return the normal form of the first paragraph of a description."""
    return _blocks(first(parse(value)))


def of_page(value: str) -> str:
    """Return the normal form of blocks of a page, by way of the parser."""
    return _blocks(parse_page(value).children)


def of_line(value: str) -> str:
    """Return the normal form of a line of a page, by way of the parser."""
    return of_spans(parse_cell(value).children)


def of_cell(value: str) -> str:
    """Return the normal form of a cell of a table, by way of the parser."""
    return of_spans(parse_cell(value.replace("\\|", "|")).children)


def _blocks(nodes: Sequence[Node]) -> str:
    found = ""
    above = ""
    for node in nodes:
        block = _block(node)
        if block:
            found += "<br/><br/>" if {above, node.type} <= {"paragraph", "heading"} else ""
            found += block
            above = node.type
    return found


def _block(node: Node) -> str:
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
            lines = [line.rstrip(ASCII_SPACES) for line in text.rstrip(ASCII_SPACES).split("\n")]
            return f"<pre><code>{''.join(f'{line}<br/>' for line in lines)}</code></pre>"


def _content(node: Node) -> Sequence[Node]:
    return node.children[0].children if node.children else ()


def _items(node: Node) -> str:
    return "".join(f"<li>{_unless_blank(_blocks(item.children))}</li>" for item in node.children)


def _unless_blank(body: str) -> str:
    """Return what an item holds; a no-break space alone is what fills an empty one."""
    return "" if body == "\N{NO-BREAK SPACE}" else body


def of_spans(nodes: Sequence[Node]) -> str:
    """Return the normal form of inline nodes: every run of spaces one, save in blocks of code."""
    pieces = re.split(r"(<pre>.*?</pre>)", _spans(nodes), flags=re.DOTALL)
    return "".join(
        re.sub(r"[ \t]+(?=<br/>|</pre>)", "", piece)
        if piece.startswith("<pre>")
        else _collapsed(piece)
        for piece in pieces
    ).strip(" ")


_EDGES = re.compile(r" *(</?(?:ul|ol(?: start=\"\d+\")?|li|blockquote)>|<[bh]r/>) *")


def _collapsed(text: str) -> str:
    return _EDGES.sub(r"\1", re.sub(r"[ \t\n]+", " ", text))


_ELEMENTS = {"em": "em", "strong": "strong", "s": "del"}


def _spans(nodes: Sequence[Node]) -> str:
    return "".join(map(_span, nodes))


def _span(node: Node) -> str:
    match node.type:
        case "text":
            return escape(node.content, quote=False)
        case "code_inline":
            return f"<code>{escape(node.content, quote=False)}</code>"
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
            alt = escape(re.sub(r"<[^>]*>", "", _spans(node.children)))
            return f'<img{attributes(node.attrs, "src", "title")} alt="{alt}"/>'
        case _:
            element = _ELEMENTS[node.type]
            return f"<{element}>{_spans(node.children)}</{element}>"


def attributes(attributes: Any, address: str, title: str) -> str:
    """Return an address and a title, each character that Markdown would read encoded."""
    url = str(attributes[address])
    for character, encoded in _ENCODED:
        url = url.replace(character, encoded)
    words = " ".join(str(attributes.get(title) or "").split())
    said = f' {title}="{escape(words)}"' if words else ""
    return f' {address}="{escape(url)}"{said}'


_ENCODED = (("(", "%28"), (")", "%29"), ("*", "%2A"), ("|", "%7C"))
