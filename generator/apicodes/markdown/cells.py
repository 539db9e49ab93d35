"""Markdown in one line, for a cell of a table."""

import re

from apicodes.markdown.escaping import escaped
from apicodes.markdown.gaps import ASCII_SPACES
from apicodes.markdown.parsing import Node, parse
from apicodes.markdown.spans import flanks, inline


def cell(value: str) -> str:
    """Render Markdown by way of the parser, blocks as the elements that HTML and MDX share."""
    return _in_line(parse(value).children)


def _in_line(blocks: list[Node]) -> str:
    written, above = "", ""
    for block in blocks:
        if part := _block_in_line(block):
            written += "<br/><br/>" if {above, block.type} <= {"paragraph", "heading"} else ""
            written += part
            above = block.type
    return written


def _block_in_line(node: Node) -> str:
    match node.type:
        case "paragraph":
            return inline(node.children[0], in_cell=True) if node.children else ""
        case "heading":
            return _strong(inline(node.children[0], in_cell=True, marks=("**",)))
        case "bullet_list":
            return f"<ul>{_items_in_line(node)}</ul>"
        case "ordered_list":
            start = f' start="{node.attrs["start"]}"' if "start" in node.attrs else ""
            return f"<ol{start}>{_items_in_line(node)}</ol>"
        case "blockquote":
            return f"<blockquote>{_in_line(node.children)}</blockquote>"
        case "hr":
            return "<hr/>"
        case _:
            lines = node.content.rstrip(ASCII_SPACES).split("\n")
            # Docusaurus draws a pre by what its code holds: text alone would stay in the line.
            written = "".join(f"{_line_of_code(line)}<br/>" for line in lines)
            return f"<pre><code>{written}</code></pre>"


def _strong(body: str) -> str:
    """Return a heading as what it looks like."""
    if not body:
        return ""
    flanked = flanks("**", "", body[0]) and flanks("**", "", body[-1])
    return f"**{body}**" if flanked else f"<strong>{body}</strong>"


def _items_in_line(node: Node) -> str:
    return "".join(f"<li>{_in_line(item.children)}</li>" for item in node.children)


def _line_of_code(line: str) -> str:
    line = line.replace("\t", "    ")
    spaced = re.sub(r"^ | (?= )", "\0", line)
    return escaped(spaced).replace("|", "\\|").replace("\0", "&#32;")
