"""Descriptions rendered as blocks of MDX, for the body of a page."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from apicodes.render.markdown.escaping import heading_end
from apicodes.render.markdown.inline import inline
from apicodes.render.markdown.parsers import CACHED, parse, parse_without_headings
from apicodes.render.markdown.table_cell import code_block
from apicodes.text.lines import SPACES, collapsed

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode as Node


@lru_cache(CACHED)
def mdx(value: str, *, headings: bool = True) -> str:
    """Render any Markdown as blocks of MDX."""
    return "\n".join(_blocks(_parsed(value, headings).children)) or _NOTHING


def mdx_list(values: Iterable[str], *, headings: bool = True) -> str:
    """Render Markdown texts as one list of MDX, each as one item."""
    items = [_parsed(value, headings) for value in values]
    tight = all(len(item.children) <= 1 for item in items)
    return "\n".join(_list(items, ["-"] * len(items), tight=tight, rule="***"))


def _parsed(value: str, headings: bool) -> "Node":
    return parse(value) if headings else parse_without_headings(value)


def _blocks(
    nodes: "list[Node]", *, in_item: bool = False, tight: bool = False, rule: str = "---"
) -> list[str]:
    """Return the lines of blocks; `rule` is how prettier writes a thematic break among them."""
    lines: list[str] = []
    above, is_second = "", False
    for node in nodes:
        is_second = above == node.type and not is_second
        block = _block(node, is_second, rule)
        if any(block):
            joined = tight or (in_item and _joins(above, node))
            lines += ["", *block] if lines and not joined else block
            above = node.type
    return lines


def _joins(above: str, node: "Node") -> bool:
    """Return whether prettier writes no empty line between two blocks of an item."""
    apart = above in ("paragraph", "fence", "code_block")
    return not apart and node.type in ("bullet_list", "ordered_list") and "start" not in node.attrs


def _block(node: "Node", is_second: bool, rule: str) -> list[str]:
    """Return the lines of a block; the second of two lists in a row has the other marker."""
    match node.type:
        case "paragraph":
            return _paragraph(node.children[0]) if node.children else []
        case "heading":
            words = heading_end(inline(node.children[0], in_cell=False, one_line=True))
            return [f"{'#' * int(node.tag[1])} {words}".rstrip()]
        case "bullet_list":
            return _items(node, ["*" if is_second else "-"] * len(node.children), is_second)
        case "ordered_list":
            start = min(int(node.attrs.get("start", 1)), _LAST_NUMBER + 1 - len(node.children))
            end = ")" if is_second else "."
            markers = [f"{start + index}{end}" for index in range(len(node.children))]
            return _items(node, markers, is_second)
        case "blockquote":
            lines = _blocks(node.children, rule=rule)
            return [f"> {line}".rstrip(SPACES) for line in lines or [_NOTHING]]
        case "hr":
            return [rule]
        case _ if _REWRITTEN.search(node.content):
            # Markdown starts a block of HTML at a pre, without escapes.
            written = code_block(node, keep_tilde=False)
            return [_ESCAPE.sub(lambda match: f"&#{ord(match[0][-1])};", written)]
        case _:
            runs = re.findall(r"`{3,}", node.content)
            fence = "`" * max(3, 1 + max(map(len, runs), default=0))
            lines = [line.rstrip(SPACES) for line in node.content.split("\n")]
            return [f"{fence}{_info(node)}", *"\n".join(lines).rstrip("\n").split("\n"), fence]


# What Docusaurus looks for in the text of a page, in code as well, and writes otherwise.
_REWRITTEN = re.compile(r"^#{1,6}.*\{#|^[ \t>]*:{3,}[a-z]+ |``` *mdx-code-block$", re.MULTILINE)
_ESCAPE = re.compile(r"\\.|&(?!#?\w+;)")


def _info(node: "Node") -> str:
    """Return the text behind an opening fence: the language, and metadata for Docusaurus."""
    info = collapsed(node.info) if node.type == "fence" else ""
    if re.search(r"[`\\&]", info):
        return ""
    language = re.match(r"[a-z0-9]*", info)
    if language and language[0] in _FORMATTED:
        return language[0].upper() + info[language.end() :]
    return info


# Prettier formats code in these languages, which would change the author's text. It looks for lower
# case; highlighters, that of Docusaurus included, accept upper case.
_FORMATTED = frozenset(
    ("cjs", "css", "cts", "flow", "gql", "graphql", "handlebars", "hbs", "htm", "html",
     "javascript", "js", "json", "json5", "jsonc", "jsx", "less", "markdown", "md", "mdx", "mjs",
     "mts", "postcss", "scss", "ts", "tsx", "typescript", "vue", "yaml", "yml")
)  # fmt: skip


_LAST_NUMBER = 999_999_999
"""The largest number of an item; a list that would exceed it starts lower."""

_NOTHING = "&nbsp;"
"""The content of an empty item or quotation, which formatters would remove."""


def _items(node: "Node", markers: list[str], is_second: bool) -> list[str]:
    tight = all(map(_is_tight, node.children))
    return _list(node.children, markers, tight=tight, rule="---" if is_second else "***")


def _list(items: "list[Node]", markers: list[str], *, tight: bool, rule: str) -> list[str]:
    lines: list[str] = []
    for index, (marker, item) in enumerate(zip(markers, items, strict=True)):
        if index and not tight:
            lines.append("")
        margin = " " * (len(marker) + 1)
        first, *rest = _blocks(item.children, in_item=True, tight=tight, rule=rule) or [_NOTHING]
        lines.append(f"{marker} {first}")
        lines += [f"{margin}{line}".rstrip(SPACES) for line in rest]
    return lines


def _is_tight(item: "Node") -> bool:
    """Return whether the blocks of an item need no empty lines between them."""
    blocks = item.children
    return all(block.hidden for block in blocks if block.type == "paragraph") and all(
        _may_follow(block, after) for block, after in pairwise(blocks)
    )


def _may_follow(block: "Node", after: "Node") -> bool:
    if block.type in ("heading", "fence", "code_block", "hr"):
        return True
    match after.type:
        case "bullet_list" | "fence" | "code_block" | "heading":
            return True
        case "ordered_list":
            return block.type != "paragraph" or "start" not in after.attrs
        case _:
            return bool(block.type == "paragraph" and after.type == "blockquote")


def _paragraph(node: "Node") -> list[str]:
    lines = inline(node, in_cell=False).split("\n")
    return [_LINE_START.sub(_start, line, count=1) for line in lines]


# Text that would begin another block. To prettier the text of a line ends where a code span or an
# emphasis begins, so it needs no space after a marker.
_LINE_START = re.compile(
    r"^(?:(?:#{1,6}|[-+]|\d+[.)]|=+|-+)(?=\s|$|[\\`*_~\[!<])"
    r"|>|::|\||\$\$|[-:][-:| ]*$|\[[ xX]\](?=\s)|(?:import|export)\b)"
)


def _start(match: re.Match[str]) -> str:
    start = match.group()
    if start == "$$":
        return "\\$\\$"
    if start[0].isdigit():
        return f"{start[:-1]}\\{start[-1]}"
    return _first_letter(match) if start[0].isalpha() else f"\\{start}"


def _first_letter(match: re.Match[str]) -> str:
    """Escape the first letter, so that MDX does not read the paragraph as an ECMAScript module."""
    return f"&#{ord(match.group()[0])};{match.group()[1:]}"
