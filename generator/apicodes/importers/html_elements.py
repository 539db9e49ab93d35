"""The elements of HTML in a cell that somebody wrote: what it means, as a tree."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from apicodes.render.markdown import normal_form

if TYPE_CHECKING:
    from markdown_it.token import Token

ELEMENTS = {
    "a": "a", "b": "strong", "blockquote": "blockquote", "br": "br", "code": "code", "del": "del",
    "em": "em", "hr": "hr", "i": "em", "li": "li", "ol": "ol", "p": "p", "pre": "pre", "s": "del",
    "samp": "code", "strike": "del", "strong": "strong", "tt": "code", "ul": "ul", "wbr": "wbr",
}  # fmt: skip
"""The elements that Markdown has words for."""

UNMARKED = frozenset(
    ("abbr", "big", "center", "cite", "details", "dfn", "div", "font", "ins", "kbd", "mark", "nobr",
     "q", "section", "small", "span", "sub", "summary", "sup", "time", "u", "var")
)  # fmt: skip
"""Elements that Markdown has no words for: what they hold stays."""

BLOCKS = frozenset(("blockquote", "hr", "li", "ol", "p", "pre", "ul"))
VOID = frozenset(("br", "hr", "img", "wbr"))
DEPTH_LIMIT = 30
"""How deep elements may nest; those that nest deeper are as if they were not there."""

_TOKENS = {"em": "em", "strong": "strong", "s": "del", "link": "a"}


class Node(Struct):
    """An element with what it holds: nodes and text."""

    tag: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)


def know(token: "Token", notes: list[str]) -> None:
    """Give a tag the spelling that it has in normal forms; one that is not known becomes text."""
    tag = _TAG.match(token.content)
    if not tag:
        token.content = ""
        notes.append("a comment is left out")
        return
    name = tag[2] if tag[2] != tag[2].upper() else tag[2].lower()
    if name in ELEMENTS:
        node = Node(ELEMENTS[name])
        if node.tag == "ol" and (start := _START.search(tag[3])) and int(start[1]) != 1:
            node.attributes = {"start": start[1]}
        if node.tag == "a" and (href := _HREF.search(tag[3])) and any(href.groups()):
            node.attributes = {"href": href[1] or href[2] or href[3]}
        token.meta = {"node": node, "closes": tag[1] == "/"}
        token.content = _spelled(node, closes=tag[1] == "/")
    elif name in UNMARKED:
        token.content = ""
        notes.append(f"the element <{name}> is left out, what it holds stays")
    else:
        token.type = "text"
        notes.append(f"the element {token.content} is kept as text")


def _spelled(node: Node, *, closes: bool) -> str:
    """Return a tag as normal forms have it; a paragraph is what ends with an empty line."""
    tag, attributes = node.tag, node.attributes
    if closes or tag in VOID:
        return "<br/><br/>" if tag == "p" else f"<{'/' * closes}{tag}{'/' * (tag in VOID)}>"
    if tag == "p" or (tag == "a" and not attributes):
        return ""
    if tag == "a":
        return f"<a{normal_form.attributes(attributes, 'href', 'title')}>"
    started = f' start="{int(attributes["start"])}"' if attributes else ""
    return f"<{tag}{started}>"


_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9.-]*)([^>]*)>")
_START = re.compile(r"\sstart=[\"']?(\d{1,9})\b")
_HREF = re.compile(r"\shref=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")


def tree(tokens: "list[Token]") -> Node:
    """Return the elements of a cell; one that is never closed ends with what it stands in.

    The tags among the tokens are mended where they do not match.
    """
    root = Node("")
    open_nodes = [root]
    for token in tokens:
        content: Any = token.content
        name, _, step = token.type.rpartition("_")
        if token.type == "html_inline" and token.meta:
            closes, node = token.meta["closes"], token.meta["node"]
        elif step in ("open", "close"):
            closes, node = step == "close", Node(_TOKENS[name], dict(token.attrs))
        else:
            open_nodes[-1].children.append(_leaf(token) or content)
            continue
        if closes:
            ended = _close(open_nodes, node.tag)
            token.content = ended if token.type == "html_inline" else ""
            continue
        if node.tag in ("li", "p"):
            ended = _close(open_nodes, node.tag, within=("ul", "ol", "blockquote"))
            token.content = ended + token.content
        open_nodes[-1].children.append(node)
        if node.tag not in VOID and len(open_nodes) < DEPTH_LIMIT:
            open_nodes.append(node)
    if len(open_nodes) > 1 and tokens[-1].type == "html_inline":
        tokens[-1].content += _close(open_nodes, open_nodes[1].tag)
    return root


def _leaf(token: "Token") -> Node | None:
    match token.type:
        case "code_inline":
            return Node("code", {}, [token.content])
        case "image":
            return Node("img", {**token.attrs, "alt": token.content}, [token.content])
        case "softbreak" | "hardbreak":
            return Node("br")
        case _:
            return None


def _close(open_nodes: list[Node], tag: str, within: tuple[str, ...] = ()) -> str:
    """Close an element, and those open in it, if one is open and no other of `within` is.

    Returns the tags that do so, as normal forms have them.
    """
    for index in range(len(open_nodes) - 1, 0, -1):
        if open_nodes[index].tag == tag:
            ended = open_nodes[index:]
            del open_nodes[index:]
            return "".join(map(_end, reversed(ended)))
        if open_nodes[index].tag in within:
            break
    return ""


def _end(node: Node) -> str:
    if node.tag == "p":
        return "<br/><br/>"
    return "" if node.tag == "a" and not node.attributes else f"</{node.tag}>"


def words(node: Node | str) -> str:
    """Return the text of a node on one line."""
    return " ".join(text(node).split())


def text(node: Node | str) -> str:
    """Return the text of a node, the spaces in it as they are."""
    if isinstance(node, str):
        return node
    between = " " if node.tag in BLOCKS or node.tag == "br" else ""
    return between + "".join(map(text, node.children)) + between
