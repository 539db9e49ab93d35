"""Markdown in lines of its own, for the body of a page."""

import re
from collections.abc import Iterable
from itertools import pairwise

from apicodes.render.markdown.escaping import heading_end
from apicodes.render.markdown.inline import inline
from apicodes.render.markdown.parsing import Node, parse, parse_without_headings
from apicodes.render.markdown.whitespace import ASCII_SPACES


def mdx(value: str, *, headings: bool = True) -> str:
    """Render Markdown by way of the parser, as blocks of MDX."""
    return "\n".join(_blocks(_parsed(value, headings).children)) or _NOTHING


def mdx_list(values: Iterable[str], *, headings: bool = True) -> str:
    """Render Markdown by way of the parser, each text as an item of a list."""
    items = [_parsed(value, headings) for value in values]
    tight = all(len(item.children) <= 1 for item in items)
    return "\n".join(_list(items, ["-"] * len(items), tight=tight, rule="***"))


def _parsed(value: str, headings: bool) -> Node:
    return parse(value) if headings else parse_without_headings(value)


def _blocks(
    nodes: list[Node], *, in_item: bool = False, tight: bool = False, rule: str = "---"
) -> list[str]:
    """Return the lines of blocks; `rule` is how prettier writes a thematic break among them."""
    lines: list[str] = []
    above, again = "", False
    for node in nodes:
        again = above == node.type and not again
        block = _block(node, again, rule)
        if any(block):
            joined = tight or (in_item and _joins(above, node))
            lines += ["", *block] if lines and not joined else block
            above = node.type
    return lines


def _joins(above: str, node: Node) -> bool:
    """Return whether prettier leaves no empty line between two blocks of an item."""
    apart = above in ("paragraph", "fence", "code_block")
    return not apart and node.type in ("bullet_list", "ordered_list") and "start" not in node.attrs


def _block(node: Node, again: bool, rule: str) -> list[str]:
    """Return the lines of a block; `again` parts it by the other marker from a list above."""
    match node.type:
        case "paragraph":
            return _paragraph(node.children[0]) if node.children else []
        case "heading":
            words = heading_end(inline(node.children[0], in_cell=False, one_line=True))
            return [f"{'#' * int(node.tag[1])} {words}".rstrip()]
        case "bullet_list":
            return _items(node, ["*" if again else "-"] * len(node.children), again)
        case "ordered_list":
            start = min(int(node.attrs.get("start", 1)), _LAST_NUMBER + 1 - len(node.children))
            end = ")" if again else "."
            markers = [f"{start + index}{end}" for index in range(len(node.children))]
            return _items(node, markers, again)
        case "blockquote":
            lines = _blocks(node.children, rule=rule)
            return [f"> {line}".rstrip(ASCII_SPACES) for line in lines or [_NOTHING]]
        case "hr":
            return [rule]
        case _:
            runs = re.findall(r"`{3,}", node.content)
            fence = "`" * max(3, 1 + max(map(len, runs), default=0))
            lines = [line.rstrip(ASCII_SPACES) for line in node.content.split("\n")]
            return [f"{fence}{_info(node)}", *"\n".join(lines).rstrip("\n").split("\n"), fence]


def _info(node: Node) -> str:
    """Return what follows a fence: the language, and what Docusaurus reads after it."""
    info = " ".join(node.info.split()) if node.type == "fence" else ""
    if re.search(r"[`\\&]", info):
        return ""
    language = re.match(r"[a-z0-9]*", info)
    if language and language[0] in _FORMATTED:
        return language[0].upper() + info[language.end() :]
    return info


# Prettier formats code in these languages, which would change what the author wrote. It looks for
# lower case; highlighters, Docusaurus' among them, do not mind upper case.
_FORMATTED = frozenset(
    ("cjs", "css", "cts", "flow", "gql", "graphql", "handlebars", "hbs", "htm", "html",
     "javascript", "js", "json", "json5", "jsonc", "jsx", "less", "markdown", "md", "mdx", "mjs",
     "mts", "postcss", "scss", "ts", "tsx", "typescript", "vue", "yaml", "yml")
)  # fmt: skip


_LAST_NUMBER = 999_999_999
"""The largest number that marks an item; a list that would count further starts lower."""

_NOTHING = "&nbsp;"
"""What fills an empty item or quotation; formatters do not keep one that is empty."""


def _items(node: Node, markers: list[str], again: bool) -> list[str]:
    tight = all(map(_is_tight, node.children))
    return _list(node.children, markers, tight=tight, rule="---" if again else "***")


def _list(items: list[Node], markers: list[str], *, tight: bool, rule: str) -> list[str]:
    lines: list[str] = []
    for index, (marker, item) in enumerate(zip(markers, items, strict=True)):
        if index and not tight:
            lines.append("")
        margin = " " * (len(marker) + 1)
        first, *rest = _blocks(item.children, in_item=True, tight=tight, rule=rule) or [_NOTHING]
        lines.append(f"{marker} {first}")
        lines += [f"{margin}{line}".rstrip(ASCII_SPACES) for line in rest]
    return lines


def _is_tight(item: Node) -> bool:
    """Return whether the blocks of an item stay what they are without empty lines between them."""
    blocks = item.children
    return all(block.hidden for block in blocks if block.type == "paragraph") and all(
        _may_follow(block, after) for block, after in pairwise(blocks)
    )


def _may_follow(block: Node, after: Node) -> bool:
    if block.type in ("heading", "fence", "code_block", "hr"):
        return True
    match after.type:
        case "bullet_list" | "fence" | "code_block" | "heading":
            return True
        case "ordered_list":
            return block.type != "paragraph" or "start" not in after.attrs
        case _:
            return bool(block.type == "paragraph" and after.type == "blockquote")


def _paragraph(node: Node) -> list[str]:
    lines = inline(node, in_cell=False).split("\n")
    return [_LINE_START.sub(_start, line, count=1) for line in lines]


# Beside what begins another block: what prettier takes for it although no space follows, since
# the text of a line ends for it where a code span or an emphasis begins.
_LINE_START = re.compile(
    r"^(?:(?:#{1,6}|[-+]|\d+[.)]|=+|-+)(?=\s|$|[\\`*_~\[!<])"
    r"|>|::|\||\$\$|[-:][-:| ]*$|\[[ xX]\](?=\s)|(?:import|export)\b)"
)


def _start(match: re.Match[str]) -> str:
    found = match.group()
    if found == "$$":
        return "\\$\\$"
    if found[0].isdigit():
        return f"{found[:-1]}\\{found[-1]}"
    return _first_letter(match) if found[0].isalpha() else f"\\{found}"


def _first_letter(match: re.Match[str]) -> str:
    """Keep MDX from taking a paragraph for an ECMAScript module."""
    return f"&#{ord(match.group()[0])};{match.group()[1:]}"
