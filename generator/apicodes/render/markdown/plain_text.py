"""Descriptions as text without markup."""

from functools import lru_cache
from typing import TYPE_CHECKING

from apicodes.render.markdown.parsers import CACHED, parse
from apicodes.text.forbidden import FORBIDDEN

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode as Node


@lru_cache(CACHED)
def plain(value: str) -> str:
    """Return the text of any Markdown.

    Characters that no output may hold are left out; references such as &#8203; can spell them.
    """
    return FORBIDDEN.sub("", "\n\n".join(map(_plain_block, parse(value).children)))


def _plain_block(node: "Node") -> str:
    match node.type:
        case "paragraph" | "heading":
            return plain_spans(node.children[0].children) if node.children else ""
        case "bullet_list" | "ordered_list":
            return "\n".join(f"- {_plain_item(item)}" for item in node.children)
        case "blockquote":
            return "\n\n".join(map(_plain_block, node.children))
        case "hr":
            return "---"
        case _:
            return str(node.content.rstrip("\n"))


def _plain_item(node: "Node") -> str:
    return "\n".join(map(_plain_block, node.children)).replace("\n", "\n  ")


def plain_spans(nodes: "list[Node]") -> str:
    """Return the text of inline nodes."""
    return "".join(
        " " if node.type == "softbreak" else "\n" if node.type == "hardbreak"
        else plain_spans(node.children) if node.children else node.content
        for node in nodes
    )  # fmt: skip
