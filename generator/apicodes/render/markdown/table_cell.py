"""Descriptions rendered as one line, for a table cell."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from apicodes.render.markdown.escaping import escaped
from apicodes.render.markdown.inline import has_lone_tilde, inline, strong
from apicodes.render.markdown.parsers import CACHED, first_paragraph, parse
from apicodes.text.lines import SPACES

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode as Node


@lru_cache(CACHED)
def cell(value: str) -> str:
    """Render any Markdown as one line, its blocks as elements that HTML and MDX share."""
    root = parse(value)
    return _in_line(root.children, has_lone_tilde(root))


@lru_cache(CACHED)
def first_cell(value: str) -> str:
    """Render the first paragraph of any Markdown."""
    return "".join(
        _block_in_line(node, has_lone_tilde(node)) for node in first_paragraph(parse(value))
    )


def cell_list(values: Sequence[str]) -> str:
    """Render Markdown texts as one line: a single one as it is, several as items of a list.

    A break that shows nothing tells a single text that is a list from such items.
    """
    if len(values) == 1:
        text = cell(values[0])
        return text if items(text) is None else f"<wbr/>{text}"
    written = (_in_line(parse(value).children, False) for value in values)
    return f"<ul>{''.join(f'<li>{item}</li>' for item in written)}</ul>"


def items(cell: str) -> list[str] | None:
    """Return the items of a cell that is nothing but a list with bullets; else None."""
    depth, start, texts = 0, 0, []
    for match in _PIECE.finditer(cell):
        element = match["element"]
        if element is None:
            continue
        depth += -1 if element.startswith("/") else 1
        if depth == 2 and element == "li":
            start = match.end()
        elif depth == 1 and element == "/li":
            texts.append(cell[start : match.start()])
        elif depth == 0:
            return texts if match.end() == len(cell) else None
    return None


_PIECE = re.compile(
    r"\\.|(`++).*?(?<!`)\1(?!`)|<(?P<element>/?(?:[uo]l|li))(?: start=\"\d+\")?>", re.DOTALL
)
"""What is escaped or code in a cell, or the tag of a list."""


def _in_line(blocks: "list[Node]", keep_tilde: bool) -> str:
    """Return blocks in one line, which is one text to GFM: it pairs tildes of two blocks."""
    written, above = "", ""
    for block in blocks:
        if part := _block_in_line(block, keep_tilde):
            written += "<br/><br/>" if {above, block.type} <= {"paragraph", "heading"} else ""
            written += part
            above = block.type
    return written


def _block_in_line(node: "Node", keep_tilde: bool) -> str:
    match node.type:
        case "paragraph":
            content = node.children[:1]
            return inline(content[0], in_cell=True, keep_tilde=keep_tilde) if content else ""
        case "heading":
            words = node.children[0]
            return strong(inline(words, in_cell=True, keep_tilde=keep_tilde, marks=("**",)))
        case "bullet_list":
            return f"<ul>{_items_in_line(node, keep_tilde)}</ul>"
        case "ordered_list":
            start = f' start="{node.attrs["start"]}"' if "start" in node.attrs else ""
            return f"<ol{start}>{_items_in_line(node, keep_tilde)}</ol>"
        case "blockquote":
            return f"<blockquote>{_in_line(node.children, keep_tilde)}</blockquote>"
        case "hr":
            return "<hr/>"
        case _:
            return code_block(node, keep_tilde=keep_tilde)


def code_block(node: "Node", *, keep_tilde: bool) -> str:
    """Return a block of code in one line, without its language."""
    lines = node.content.rstrip(SPACES).split("\n")
    # Docusaurus shows a pre as a block only if its code holds an element.
    written = "".join(f"{_line_of_code(line, keep_tilde)}<br/>" for line in lines)
    return f"<pre><code>{written}</code></pre>"


def _items_in_line(node: "Node", keep_tilde: bool) -> str:
    return "".join(f"<li>{_in_line(item.children, keep_tilde)}</li>" for item in node.children)


def _line_of_code(line: str, keep_tilde: bool) -> str:
    line = line.replace("\t", "    ")
    spaced = re.sub(r"^ | (?= )", "\0", line)
    return escaped(spaced, keep_tilde=keep_tilde).replace("|", "\\|").replace("\0", "&#32;")
