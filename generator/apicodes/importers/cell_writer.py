"""The tree of a cell, written as the Markdown of a catalog."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TypeGuard

from msgspec import Struct

from apicodes.importers.html_elements import BLOCKS, Node, text
from apicodes.render.markdown import escaping, inline
from apicodes.text.forbidden import FORBIDDEN


def escaped(text: str) -> str:
    """Escape text for Markdown alone: a brace or an address means nothing there."""
    return re.sub(r"\\([\\`*<~_&\[\]!]|.)", _needed, escaping.literal(text, keep_tilde=False))


def _needed(match: re.Match[str]) -> str:
    return match[1] if match[1] in "{:." else match[0]


class Writer(Struct):
    """Writes nodes as Markdown; `marks` are those of the emphases, in turn.

    Spaces and line breaks at the edges of emphases, which keep them from being some, stand outside.
    """

    marks: Sequence[str]
    escape: Callable[[str], str]
    source: str
    count: int = 0

    def blocks(self, nodes: Sequence[Node | str]) -> str:
        """Return nodes as blocks, an empty line between each two."""
        written: list[str] = []
        lists = 0
        for is_block, group in groupby(nodes, _is_block):
            if not is_block:
                written += self.paragraphs(list(group))
                lists = 0
                continue
            for node in filter(_is_block, group):
                lists = lists + 1 if node.tag in ("ul", "ol") else 0
                written.append(self.block(node, is_second=lists % 2 == 0))
        return "\n\n".join(filter(None, written))

    def block(self, node: Node, *, is_second: bool) -> str:
        """Return a block; `is_second` parts a list by the other marker from the one above."""
        match node.tag:
            case "ul":
                return self.items(node, ["*" if is_second else "-"] * len(node.children))
            case "ol":
                last, end = 10**9 - len(node.children), ")" if is_second else "."
                start = min(int(node.attributes.get("start", 1)), max(0, last))
                markers = [f"{start + index}{end}" for index in range(len(node.children))]
                return self.items(node, markers)
            case "blockquote":
                lines = self.blocks(node.children).split("\n")
                return "\n".join(f"> {line}".rstrip(" ") for line in lines)
            case "hr":
                return "___"
            case "pre":
                return _fenced("".join(map(_code, node.children)))
            case _:
                return self.blocks(node.children)

    def items(self, node: Node, markers: list[str]) -> str:
        """Return a list; what stands between its items is an item too."""
        kept = [child for child in node.children if not isinstance(child, str) or child.strip()]
        written = []
        for marker, item in zip(markers, kept, strict=False):
            held = item.children if isinstance(item, Node) and item.tag == "li" else [item]
            margin = " " * (len(marker) + 1)
            first, *rest = self.blocks(held).split("\n")
            lines = [f"{marker} {first}", *(margin + line for line in rest)]
            written.append("\n".join(line.rstrip(" ") for line in lines))
        return "\n".join(written)

    def paragraphs(self, nodes: Sequence[Node | str]) -> list[str]:
        """Return inline nodes as paragraphs: two line breaks part them."""
        line: list[Node | str] = []
        paragraphs: list[list[list[Node | str]]] = [[line]]
        for node in nodes:
            if isinstance(node, Node) and node.tag == "br":
                words, line = _has_words(line), []
                if words:
                    paragraphs[-1].append(line)
                else:
                    paragraphs.append([line])
            else:
                line.append(node)
        return [self.paragraph(lines) for lines in paragraphs]

    def paragraph(self, lines: list[list[Node | str]]) -> str:
        """Return lines of inline nodes as one paragraph."""
        written = [_BREAKS_AT_END.sub("", self.spans(line).lstrip(" ")) for line in lines]
        written = [_LINE_START.sub(_start, line) for line in written]
        written = [_EDGES.sub(_references, line) for line in written]
        while written and not written[-1]:
            del written[-1]
        return "\\\n".join(line for line in written if line)

    def spans(self, nodes: Sequence[Node | str], *, in_label: bool = False) -> str:
        """Return inline nodes."""
        return "".join(self.span(node, in_label) for node in nodes)

    def span(self, node: Node | str, in_label: bool) -> str:
        """Return one inline node."""
        if isinstance(node, str):
            return self.text(node, in_label)
        match node.tag:
            case "code":
                held = "".join(map(text, node.children))
                return escaping.code(held) if held else ""
            case "br":
                return "\\\n"
            case "img":
                label = self.text(node.attributes["alt"], in_label=True)
                target = node.attributes["src"]
                return (
                    f"![{label}]({inline.destination(target, node.attributes.get('title') or '')})"
                )
            case "a" if node.attributes.get("href") is not None:
                label = self.spans(node.children, in_label=True)
                target = str(node.attributes["href"])
                return (
                    f"[{label}]({inline.destination(target, node.attributes.get('title') or '')})"
                )
            case "em" | "strong" | "del":
                mark = self.mark(node)
                return _around(self.spans(node.children, in_label=in_label), mark)
            case _:
                return self.spans(node.children, in_label=in_label)

    def mark(self, node: Node) -> str:
        """Return the mark of an emphasis."""
        if node.tag == "del":
            return "~~"
        self.count += 1
        mark = self.marks[(self.count - 1) % len(self.marks)]
        return mark if node.tag == "em" else mark * 2

    def text(self, text: str, in_label: bool) -> str:
        """Return text; a character that the cell has as a reference stays one."""
        written = self.escape(re.sub(r"[ \t\n\f\r]+", " ", text))
        if in_label:
            written = re.sub(r"\\.|[\[\]]", _bracket, written)
        return FORBIDDEN.sub(
            lambda match: match[0] if match[0] in self.source else escaping.reference(match[0]),
            written,
        )


def _bracket(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) == 2 else f"\\{match[0]}"


def _is_block(node: Node | str) -> TypeGuard[Node]:
    return isinstance(node, Node) and node.tag in BLOCKS


def _has_words(nodes: Iterable[Node | str]) -> bool:
    return any(not isinstance(node, str) or node.strip(" ") for node in nodes)


def _code(node: Node | str) -> str:
    if isinstance(node, str):
        return node
    return "\n" if node.tag == "br" else "".join(map(_code, node.children))


def _fenced(code: str) -> str:
    runs = re.findall(r"`{3,}", code)
    fence = "`" * max(3, 1 + max(map(len, runs), default=0))
    return f"{fence}\n{code}\n{fence}"


def _around(held: str, mark: str) -> str:
    """Put the marks of an emphasis around its words."""
    words = _AT_EDGES.sub("", held)
    before, _, after = held.partition(words) if words else (held, "", "")
    return f"{before}{mark}{words}{mark}{after}" if words else held


_AT_EDGES = re.compile(r"^(?:\s|\\\n)+|(?:\s|\\\n)+$")

_BREAKS_AT_END = re.compile(r"(?: |\\\n)+$")

_EDGES = re.compile(r"^[^\S ]+|[^\S ]+$")
"""Spaces of other kinds, which a line keeps at its edges only as references."""


def _references(match: re.Match[str]) -> str:
    return "".join(map(escaping.reference, match[0]))


_LINE_START = re.compile(
    r"^(?:#{1,6}(?=\s|$)|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$)|>|=+\s*$|-+\s*$|~~~|```|-(?:\s*-)+\s*$)"
)


def _start(match: re.Match[str]) -> str:
    start = match[0]
    return f"{start[:-1]}\\{start[-1]}" if start[0].isdigit() else f"\\{start}"
