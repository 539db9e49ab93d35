"""Descriptions, which are CommonMark with GFM's strikethrough, to each place where they stand.

One parse, and a renderer a context. Raw HTML is text. What is escaped, and how, is what holds in
MDX and in CommonMark alike, with and without Docusaurus' compatibility flags; plain prose comes
out as it went in, and prettier leaves every output as it is.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from apicodes.width import padded

Node = Any
"""A markdown-it-py ``SyntaxTreeNode``; the library is loaded when a text really holds Markdown."""

_MARKUP = re.compile(
    r"[\\`*{<\[|~\n\t]|  "
    r"|(?<![^\W_])_|_(?![^\W_])|&#?[A-Za-z0-9]+;|:[\w+-]+:"
    r"|^(?:[ >=+-]|#{1,6}(?:\s|$)|\d{1,9}[.)])| $"
)
_PLAIN_START = re.compile(r"(?:import|export)\b")


def is_plain(text: str) -> bool:
    """Return whether a text is one paragraph without any markup, the same in every context."""
    return not _MARKUP.search(text)


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("strikethrough")


def parse(text: str) -> Node:
    """Return the syntax tree of a text."""
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_parser().parse(text))


# Literal text


def text(value: str) -> str:
    """Escape text that is not Markdown, for a line of MDX: a title, a status word."""
    return value if is_plain(value) else _escaped(value)


def text_cell(value: str) -> str:
    """Escape text that is not Markdown, for a cell of a table."""
    return text(value).replace("|", "\\|")


def code(value: str) -> str:
    """Return text as a code span."""
    value = re.sub(r"\s", " ", value)
    longest = max((len(run) for run in re.findall(r"`+", value)), default=0)
    fence = "`" * (longest + 1)
    padded = (
        value[:1] == "`" or value[-1:] == "`" or (value[:1] == value[-1:] == " " and value.strip())
    )
    return f"{fence} {value} {fence}" if padded else f"{fence}{value}{fence}"


def table_row(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return a row of a table from escaped cells, each padded to the width of its column."""
    return f"| {' | '.join(map(padded, cells, widths))} |"


def table_delimiter(widths: Sequence[int], flush: bool = False) -> str:
    """Return the row below a table's headings, spaced as prettier has it, or flush."""
    if flush:
        return f"|{'|'.join('-' * (max(3, columns) + 2) for columns in widths)}|"
    return f"| {' | '.join('-' * max(3, columns) for columns in widths)} |"


def code_cell(value: str) -> str:
    """Return text as code in a cell of a table.

    A code span cannot hold a pipe: markdown-it and micromark split it differently.
    """
    if "|" not in value:
        return code(value)
    return f"<code>{_escaped(value).replace('|', '&#124;')}</code>"


_ESCAPED = re.compile(
    r"[\\`*{<~]"
    r"|&(?=#?[A-Za-z0-9]+;)"  # a character reference
    r"|\[(?=\^)|\](?=[(\[:]|$)|(?<=!)\["  # a link, a footnote, an image
    r"|:(?=[A-Za-z][\w-]*[\[{])"  # a directive with a label
    r"|(?<=https):(?=//)|(?<=http):(?=//)|(?<=www)\."  # see _linked
    r"|_+"
    r"|[ \t]+"
)
_EMOJI = re.compile(r":(?=[+\w-]*[A-Za-z+_-][+\w-]*:|100:|1234:)")
_WORD = re.compile(r"[^\W_]")


def _escaped(value: str) -> str:
    def escape(match: re.Match[str]) -> str:
        found = match.group()
        if found[0] == "_":
            before, after = value[: match.start()][-1:], value[match.end() :][:1]
            inside = _WORD.match(before) and _WORD.match(after)
            return found if inside else "\\_" * len(found)
        if found[0] in " \t":
            return " "
        if found in ":." and not _DIRECTIVE.match(value, match.start()) and _linked(value, match):
            return found
        if found == "~" and value.count("~") == 1:
            return found
        return f"\\{found}"

    return _EMOJI.sub(":<wbr/>", _ESCAPED.sub(escape, value))


_DIRECTIVE = re.compile(r":[A-Za-z][\w-]*[\[{]")


def _linked(value: str, match: re.Match[str]) -> bool:
    """Return whether the address at a match can stay as it is.

    GFM makes links of bare addresses and ignores escapes in them; so an address that needs one is
    kept from being found as a literal, and is linked from its unescaped text instead.
    """
    address = re.match(r"\S*", value[match.end() :])
    return address is not None and not re.search(r"[\\`*{<~_\[\]|&]", address.group())


# Markdown in one line


def cell(value: str) -> str:
    """Render Markdown for a cell of a table: one line, its blocks as elements of HTML and MDX."""
    if is_plain(value):
        return value
    return _in_line(parse(value).children)


def _in_line(blocks: list[Node]) -> str:
    parts: list[str] = []
    for index, block in enumerate(blocks):
        both_text = index and {block.type, blocks[index - 1].type} <= {"paragraph", "heading"}
        parts.append("<br/><br/>" if both_text else "")
        parts.append(_block_in_line(block))
    return "".join(parts)


def _block_in_line(node: Node) -> str:
    match node.type:
        case "paragraph":
            return _inline(node.children[0], in_cell=True) if node.children else ""
        case "heading":
            return (
                f"**{_inline(node.children[0], in_cell=True)}**"
                if node.children[0].children
                else ""
            )
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
            lines = node.content.removesuffix("\n").split("\n")
            return f"<pre>{'<br/>'.join(map(_line_of_code, lines))}</pre>"


def _items_in_line(node: Node) -> str:
    return "".join(f"<li>{_in_line(item.children)}</li>" for item in node.children)


def _line_of_code(line: str) -> str:
    line = line.replace("\t", "    ")
    escaped = re.sub(r"^ | (?= )", "\0", line)
    return _escaped(escaped).replace("|", "\\|").replace("\0", "&#32;")


def _inline(inline: Node, *, in_cell: bool) -> str:
    nodes = inline.children
    parts = []
    for index, node in enumerate(nodes):
        beside = (
            nodes[index - 1] if index else None,
            nodes[index + 1] if index + 1 < len(nodes) else None,
        )
        parts.append(_span(node, beside, in_cell=in_cell))
    return "".join(parts)


def _span(node: Node, beside: tuple[Node | None, Node | None], *, in_cell: bool) -> str:
    match node.type:
        case "text":
            escaped = _escaped(node.content)
            return escaped.replace("|", "\\|") if in_cell else escaped
        case "softbreak":
            return " " if in_cell else "\n"
        case "hardbreak":
            return "<br/>" if in_cell else "\\\n"
        case "code_inline":
            return code_cell(node.content) if in_cell else code(node.content)
        case "em":
            mark = "*" if _touches_word(*beside) or _inside(node, "em") else "_"
            return f"{mark}{_inline(node, in_cell=in_cell)}{mark}"
        case "strong":
            return f"**{_inline(node, in_cell=in_cell)}**"
        case "s":
            return f"~~{_inline(node, in_cell=in_cell)}~~"
        case "link":
            label = _inline(node, in_cell=in_cell)
            return f"[{label}]({_destination(node.attrs['href'], node.attrs.get('title'))})"
        case _:  # an image
            alt = _escaped(plain_spans(node.children))
            alt = alt.replace("|", "\\|") if in_cell else alt
            return f"![{alt}]({_destination(node.attrs['src'], node.attrs.get('title'))})"


def _touches_word(before: Node | None, after: Node | None) -> bool:
    """Return whether an emphasis has a letter right beside it, where ``_`` cannot mark one."""
    left = before.content[-1:] if before is not None and before.type == "text" else ""
    right = after.content[:1] if after is not None and after.type == "text" else ""
    return bool(_WORD.match(left) or _WORD.match(right))


def _inside(node: Node, kind: str) -> bool:
    parent = node.parent
    while parent is not None and parent.type != kind:
        parent = parent.parent
    return parent is not None


def _destination(url: str, title: str | None) -> str:
    for character, encoded in (
        ("(", "%28"),
        (")", "%29"),
        ("*", "%2A"),
        ("|", "%7C"),
        ("&", "&amp;"),
    ):
        if character != "&" or re.search(r"&#?[A-Za-z0-9]+;", url):
            url = url.replace(character, encoded)
    if not title:
        return url
    title = re.sub(r"\s+", " ", title).replace("\\", "\\\\").replace("|", "&#124;")
    if '"' not in title:
        return f'{url} "{title}"'
    return f"{url} '{title}'" if "'" not in title else f'{url} "{title.replace(chr(34), "&quot;")}"'


# Markdown in lines of its own


def mdx(value: str) -> str:
    """Render Markdown as blocks of MDX, without a line break at the end."""
    if is_plain(value):
        return _PLAIN_START.sub(_first_letter, value, count=1)
    return "\n".join(_blocks(parse(value).children))


def _blocks(nodes: list[Node], *, tight: bool = False) -> list[str]:
    lines: list[str] = []
    for index, node in enumerate(nodes):
        if index and not tight:
            lines.append("")
        again = index and nodes[index - 1].type == node.type
        lines += _block(node, bullet="*" if again else "-")
    return lines


def _block(node: Node, bullet: str) -> list[str]:
    match node.type:
        case "paragraph":
            return _paragraph(node.children[0]) if node.children else []
        case "heading":
            words = " ".join(_inline(node.children[0], in_cell=False).split("\n"))
            return [f"{'#' * int(node.tag[1])} {words}".rstrip()]
        case "bullet_list":
            return _items(node, [bullet] * len(node.children))
        case "ordered_list":
            start = int(node.attrs.get("start", 1))
            return _items(node, [f"{start + index}." for index in range(len(node.children))])
        case "blockquote":
            return [f"> {line}".rstrip() for line in _blocks(node.children)] or [">"]
        case "hr":
            return ["---"]
        case _:
            runs = re.findall(r"`{3,}", node.content)
            fence = "`" * max(3, 1 + max(map(len, runs), default=0))
            info = node.info.strip() if node.type == "fence" and "`" not in node.info else ""
            return [f"{fence}{info}", *node.content.rstrip("\n").split("\n"), fence]


def _items(node: Node, markers: list[str]) -> list[str]:
    tight = all(child.hidden for item in node.children for child in item.children
                if child.type == "paragraph")  # fmt: skip
    lines: list[str] = []
    for index, (marker, item) in enumerate(zip(markers, node.children, strict=True)):
        if index and not tight:
            lines.append("")
        margin = " " * (len(marker) + 1)
        first, *rest = _blocks(item.children, tight=tight) or [""]
        lines.append(f"{marker} {first}".rstrip())
        lines += [f"{margin}{line}".rstrip() for line in rest]
    return lines


def _paragraph(inline: Node) -> list[str]:
    lines = _inline(inline, in_cell=False).split("\n")
    if len(lines) > 1:
        lines = [line.replace("|", "\\|") for line in lines]
    return [_LINE_START.sub(_start, line, count=1) for line in lines]


_LINE_START = re.compile(
    r"^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|\d{1,9}[.)](?=\s|$)|>|=+$|-+$|::|\||(?:import|export)\b)"
)


def _start(match: re.Match[str]) -> str:
    found = match.group()
    if found[0].isdigit():
        return f"{found[:-1]}\\{found[-1]}"
    return _first_letter(match) if found[0].isalpha() else f"\\{found}"


def _first_letter(match: re.Match[str]) -> str:
    """Keep MDX from taking a paragraph for an ECMAScript module."""
    return f"&#{ord(match.group()[0])};{match.group()[1:]}"


# Plain text


def plain(value: str) -> str:
    """Return Markdown as text without markup, its paragraphs apart by an empty line."""
    return value if is_plain(value) else "\n\n".join(map(_plain_block, parse(value).children))


def _plain_block(node: Node) -> str:
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


def _plain_item(node: Node) -> str:
    return "\n".join(map(_plain_block, node.children)).replace("\n", "\n  ")


def plain_spans(nodes: list[Node]) -> str:
    """Return the text of inline nodes."""
    return "".join(
        " " if node.type == "softbreak" else "\n" if node.type == "hardbreak"
        else plain_spans(node.children) if node.children else node.content
        for node in nodes
    )  # fmt: skip


def one_line(value: str) -> str:
    """Return Markdown as text without markup on one line."""
    return " ".join(plain(value).split())
