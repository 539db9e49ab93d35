"""Descriptions, which are CommonMark with GFM's strikethrough, to each place where they stand.

One parse, and a renderer a context. Raw HTML is text. What is escaped, and how, is what holds in
MDX and in CommonMark alike, with and without Docusaurus' compatibility flags; plain prose comes
out as it went in, and prettier leaves every output as it is.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple
from unicodedata import category

from apicodes import simple
from apicodes.width import padded

Node = Any
"""A markdown-it-py ``SyntaxTreeNode``; the library is loaded when a text really holds Markdown."""

_MARKUP = re.compile(
    r"[\\`*{<\[|~\n\t]|  "
    r"|(?<![^\W_])_|_(?![^\W_])|&#?[A-Za-z0-9]+;|:[\w+-]+:"
    r"|^(?:[ >=+-]|\$\$|::|#{1,6}(?:\s|$)|\d{1,9}[.)])| $"
)
_SUSPECT = re.compile(r"[\\`*{<\[|~\n\t_&:]")
_BLOCK_START = re.compile(r"[ >=+-]|\$\$|#{1,6}(?:\s|$)|\d{1,9}[.)]")
_PLAIN_START = re.compile(r"^(?:import|export)\b")


def is_plain(text: str) -> bool:
    """Return whether a text is one paragraph without any markup, the same in every context."""
    # Most texts hold no character that could be markup, and a set of characters is found fast.
    if _SUSPECT.search(text):
        return not _MARKUP.search(text)
    return "  " not in text and text[-1:] != " " and not _BLOCK_START.match(text)


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
    return _heading_end(value if is_plain(value) else _escaped(value))


def _heading_end(line: str) -> str:
    """Keep the end of a heading from being read as its closing sequence, or as Docusaurus' id."""
    if line[-1:] not in ("#", "}"):
        return line
    return _HEADING_ID.sub("&#123;", _CLOSING.sub(r"\\\g<0>", line))


_CLOSING = re.compile(r"(?:(?<=\s)|^)#+$")
_HEADING_ID = re.compile(r"\\\{(?=\s*#[^{}]*\}$)")


def text_cell(value: str) -> str:
    """Escape text that is not Markdown, for a cell of a table."""
    return (value if is_plain(value) else _escaped(value)).replace("|", "\\|")


def code(value: str) -> str:
    """Return text as a code span."""
    if not _NEEDS_FENCE.search(value):
        return f"`{value}`"
    value = re.sub(r"[\t\n]", " ", value)
    runs = {len(run) for run in re.findall(r"`+", value)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    padded = (
        value[:1] == "`" or value[-1:] == "`" or (value[:1] == value[-1:] == " " and value.strip())
    )
    return f"{fence} {value} {fence}" if padded else f"{fence}{value}{fence}"


_NEEDS_FENCE = re.compile(r"[`\t\n]|^ | $")


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


def _escaped(value: str, *, keep_tilde: bool | None = None, followed: bool = False) -> str:
    """Escape literal text. A lone ``~`` is kept: `keep_tilde` says whether there is no other.

    `followed` says that markup stands right after the text, where an address must not run into it.
    """
    if keep_tilde is None:
        keep_tilde = value.count("~") == 1

    def escape(match: re.Match[str]) -> str:
        found = match.group()
        if found[0] == "_":
            before, after = value[: match.start()][-1:], value[match.end() :][:1]
            inside = _WORD.match(before) and _WORD.match(after)
            return found if inside else "\\_" * len(found)
        if found[0] in " \t":
            return " "
        if (
            found in ":."
            and not _DIRECTIVE.match(value, match.start())
            and _linked(value, match, followed)
        ):
            return found
        if found == "~" and keep_tilde:
            return found
        return f"\\{found}"

    return _EMOJI.sub(":<wbr/>", _ESCAPED.sub(escape, value))


_DIRECTIVE = re.compile(r":[A-Za-z][\w-]*[\[{]")


def _linked(value: str, match: re.Match[str], followed: bool) -> bool:
    """Return whether the address at a match can stay as it is.

    GFM makes links of bare addresses and ignores escapes in them; so an address that needs one is
    kept from being found as a literal, and is linked from its unescaped text instead.
    """
    address = value[match.end() :].split(maxsplit=1)[0] if match.end() < len(value) else ""
    if followed and value.endswith(address):
        return False
    return not re.search(r"[\\`*{<~_\[\]|&]", address)


# Markdown in one line


def cell(value: str) -> str:
    """Render Markdown for a cell of a table: one line, its blocks as elements of HTML and MDX."""
    if is_plain(value):
        return value
    return simple.cell(value) or parsed_cell(value)


def parsed_cell(value: str) -> str:
    """Render Markdown for a cell by way of the parser, whatever it holds."""
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
            return _strong(_inline(node.children[0], in_cell=True, marks=("**",)))
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


def _strong(body: str) -> str:
    """Return a heading as what it looks like."""
    if not body:
        return ""
    flanked = _flanks("**", "", body[0]) and _flanks("**", "", body[-1])
    return f"**{body}**" if flanked else f"<strong>{body}</strong>"


def _items_in_line(node: Node) -> str:
    return "".join(f"<li>{_in_line(item.children)}</li>" for item in node.children)


def _line_of_code(line: str) -> str:
    line = line.replace("\t", "    ")
    escaped = re.sub(r"^ | (?= )", "\0", line)
    return _escaped(escaped).replace("|", "\\|").replace("\0", "&#32;")


class _Context(NamedTuple):
    """Where inline nodes stand, and the marks of the nodes around them."""

    in_cell: bool
    keep_tilde: bool
    marks: tuple[str, ...] = ()


def _inline(inline: Node, *, in_cell: bool, marks: tuple[str, ...] = ()) -> str:
    tildes = plain_spans(inline.children).count("~")
    return _spans(
        _without_blank_lines(inline.children), _Context(in_cell, tildes <= 1, marks)
    ).strip(" ")


_BREAKS = ("softbreak", "hardbreak")


def _without_blank_lines(nodes: list[Node]) -> list[Node]:
    """Return the nodes without lines of mere spaces, which references such as &nbsp; can make."""
    kept: list[Node] = []
    for node in nodes:
        starts = not kept or kept[-1].type in _BREAKS
        if not starts or not (node.type == "softbreak" or _is_blank(node)):
            kept.append(node)
    while kept and (kept[-1].type in _BREAKS or _is_blank(kept[-1])):
        kept.pop()
    return kept


def _is_blank(node: Node) -> bool:
    return node.type == "text" and not node.content.strip()


def _spans(nodes: list[Node], context: _Context) -> str:
    written = ""
    nodes = _filled(nodes)
    for index, node in enumerate(nodes):
        if node.type in _ELEMENTS:
            written += _marked(node, *_beside(nodes, index), written, context)
        elif node.type in _BREAKS:
            written = written.rstrip(" ") + _break(node, context)
        else:
            part = _span(node, context, followed=index + 1 < len(nodes))
            if node.type == "link" and written[-1:] == "!":
                written = f"{written[:-1]}\\!"
            written += part.lstrip(" ") if written[-1:] in ("\n", " ") else part
    return written


def _filled(nodes: Sequence[Node]) -> list[Node]:
    """Return the nodes but the empty texts that the parser leaves between two emphases."""
    return [node for node in nodes if node.type != "text" or node.content]


def _break(node: Node, context: _Context) -> str:
    if node.type == "softbreak":
        return " " if context.in_cell else "\n"
    return "<br/>" if context.in_cell else "\\\n"


def _span(node: Node, context: _Context, *, followed: bool) -> str:
    match node.type:
        case "text":
            return _text(node.content, context, followed=followed)
        case "code_inline":
            return code_cell(node.content) if context.in_cell else code(node.content)
        case "link":
            label = _spans(node.children, context)
            return f"[{label}]({_destination(node.attrs['href'], node.attrs.get('title'))})"
        case _:  # an image
            alt = _text(plain_spans(node.children), context)
            return f"![{alt}]({_destination(node.attrs['src'], node.attrs.get('title'))})"


def _text(value: str, context: _Context, *, followed: bool = False) -> str:
    escaped = _escaped(value, keep_tilde=context.keep_tilde, followed=followed)
    return escaped.replace("|", "\\|") if context.in_cell else escaped


# Emphasis

_ELEMENTS = {"em": "em", "strong": "strong", "s": "del"}


def _marked(
    node: Node, before: Node | None, after: Node | None, written: str, context: _Context
) -> str:
    """Return an emphasis between its marks, or as an element where marks would be misread."""
    mark = {"em": _mark_of_em(node, before, after, context), "strong": "**", "s": "~~"}[node.type]
    body = _spans(node.children, context._replace(marks=(*context.marks, mark)))
    first = _edge(after, context)
    misread = (
        mark in context.marks
        or (before is not None and before.type in _ELEMENTS and written[-1:] == mark[0])
        or (context.marks and context.marks[-1][0] == mark[0] and not (before and after))
        or not _flanks(mark, written[-1:], body[:1])
        or not _flanks(mark, first, body[-1:])
        or _touches_address(before, after)
    )
    if misread:
        element = _ELEMENTS[node.type]
        return f"<{element}>{_spans(node.children, context)}</{element}>"
    return f"{mark}{body}{mark}"


def _edge(node: Node | None, context: _Context) -> str:
    """Return the first character of what a node will be written as; empty at the end."""
    if node is None or node.type in _BREAKS:
        return ""
    return _text(node.content, context)[:1] if node.type == "text" else "*"


def _mark_of_em(node: Node, before: Node | None, after: Node | None, context: _Context) -> str:
    """Return the mark that prettier gives: ``*`` inside another or beside a letter, else ``_``."""
    parent = node.parent
    touches = _touches_word(before, after)
    if not touches and parent.type == "strong" and context.marks[-1:] == ("**",):
        siblings = _filled(parent.siblings)
        at = next(index for index, sibling in enumerate(siblings) if sibling is parent)
        touches = _touches_word(*_beside(siblings, at))
    return "*" if touches or "*" in context.marks or "_" in context.marks else "_"


def _beside(nodes: Sequence[Node], index: int) -> tuple[Node | None, Node | None]:
    before = nodes[index - 1] if index else None
    return before, nodes[index + 1] if index + 1 < len(nodes) else None


def _touches_word(before: Node | None, after: Node | None) -> bool:
    """Return whether a letter stands right beside, where ``_`` cannot mark an emphasis."""
    left = before.content[-1:] if before is not None and before.type == "text" else ""
    right = after.content[:1] if after is not None and after.type == "text" else ""
    return any(side and not side.isspace() and not _is_punctuation(side) for side in (left, right))


def _touches_address(before: Node | None, after: Node | None) -> bool:
    """Return whether an address stands right beside, which GFM takes for a link, not for text."""
    return bool(
        (before is not None and before.type == "text" and _ADDRESS_BEFORE.search(before.content))
        or (after is not None and after.type == "text" and _ADDRESS_AFTER.match(after.content))
    )


_ADDRESS_BEFORE = re.compile(r"(?:@|://|www\.)\S*$")
_ADDRESS_AFTER = re.compile(r"\S*(?:@|://)|www\.")


def _flanks(mark: str, outside: str, inside: str) -> bool:
    """Return whether a mark opens or closes between these two characters.

    CommonMark 0.31, section 6.2; a symbol counts as what is worse, since parsers of older versions
    take it for a letter.
    """
    if not inside or inside.isspace():
        return False
    separate = not outside or outside.isspace() or _is_punctuation(outside)
    return separate or (mark != "_" and inside.isalnum())


def _is_punctuation(character: str) -> bool:
    if character.isascii():
        return not character.isalnum() and not character.isspace()
    return character <= "\uffff" and category(character)[0] == "P"


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
    return "\n".join(_blocks(parse(value).children)) or _NOTHING


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
            words = _HARD_BREAK.sub(r"\1<br/>", _inline(node.children[0], in_cell=False))
            words = _heading_end(" ".join(words.split("\n")))
            return [f"{'#' * int(node.tag[1])} {words}".rstrip()]
        case "bullet_list":
            return _items(node, ["*" if again else "-"] * len(node.children), again)
        case "ordered_list":
            start = int(node.attrs.get("start", 1))
            end = ")" if again else "."
            markers = [f"{start + index}{end}" for index in range(len(node.children))]
            return _items(node, markers, again)
        case "blockquote":
            lines = _blocks(node.children, rule=rule)
            return [f"> {line}".rstrip() for line in lines or [_NOTHING]]
        case "hr":
            return [rule]
        case _:
            runs = re.findall(r"`{3,}", node.content)
            fence = "`" * max(3, 1 + max(map(len, runs), default=0))
            lines = [line.rstrip() for line in node.content.rstrip("\n").split("\n")]
            return [f"{fence}{_info(node)}", *lines, fence]


_HARD_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\\n")


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


_NOTHING = "&nbsp;"
"""What fills an empty item or quotation; formatters do not keep one that is empty."""


def _items(node: Node, markers: list[str], again: bool) -> list[str]:
    tight = all(map(_is_tight, node.children))
    rule = "---" if again else "***"
    lines: list[str] = []
    for index, (marker, item) in enumerate(zip(markers, node.children, strict=True)):
        if index and not tight:
            lines.append("")
        margin = " " * (len(marker) + 1)
        first, *rest = _blocks(item.children, in_item=True, tight=tight, rule=rule) or [_NOTHING]
        lines.append(f"{marker} {first}")
        lines += [f"{margin}{line}".rstrip() for line in rest]
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


def _paragraph(inline: Node) -> list[str]:
    lines = _inline(inline, in_cell=False).split("\n")
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


# Plain text


def plain(value: str) -> str:
    """Return Markdown as text without markup, its paragraphs apart by an empty line."""
    if is_plain(value):
        return value
    return simple.plain(value) or parsed_plain(value)


def parsed_plain(value: str) -> str:
    """Return the text of Markdown by way of the parser, whatever it holds."""
    return "\n\n".join(map(_plain_block, parse(value).children))


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
