"""The lines that begin and end regions: ``apicodes:begin NAME``, in a comment of the file's kind.

In a Markdown file a marker is an MDX comment, a link definition that nothing refers to, or an HTML
comment; in any other file a comment after ``#`` or ``//``.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from apicodes.render.markdown.parsers import blocks, gfm_parser, page_parser
from apicodes.settings.config import REGION_NAME
from apicodes.text.lines import indent, split

Side = Literal["begin", "end"]


class Marker(Struct, frozen=True):
    """One marker: of which region, at which line (from 0), and the indentation before it.

    `shape` is how the comment is written. `live` is false for one that a parser of the file takes
    for code, or for text that it leaves as it is.
    """

    name: str
    side: Side
    line: int
    indent: str
    shape: "Shape"
    live: bool = True


class Shape(Struct, frozen=True):
    """One kind of comment: what stands before and behind the words, and how it may be spelled."""

    before: str
    after: str
    pattern: str

    def line(self, side: Side, name: str) -> str:
        """Return a marker, as somebody would write it."""
        return f"{self.before}apicodes:{side} {name}{self.after}"


_WORDS = rf"[ \t]*apicodes:(begin|end)[ \t]+({REGION_NAME})[ \t]*"
_MDX = Shape("{/* ", " */}", rf"\{{/\*{_WORDS}\*/\}}")
# Prettier writes the title of a definition between quotes.
_DEFINITION = Shape(
    "[//]: # (", ")", rf"\[//\]:[ \t]*#[ \t]+(?:\({_WORDS}\)|\"{_WORDS}\"|'{_WORDS}')"
)
_HTML = Shape("<!-- ", " -->", rf"<!--{_WORDS}-->")
_HASH = Shape("# ", "", rf"#{_WORDS}")
_SLASHES = Shape("// ", "", rf"//{_WORDS}")

_MARKDOWN = (".md", ".mdx", ".markdown")
_WITH_SLASHES = (
    *(".c", ".cc", ".cjs", ".cpp", ".cs", ".cts", ".dart", ".go", ".h", ".hpp", ".java", ".js"),
    *(".json5", ".jsonc", ".jsx", ".kt", ".kts", ".mjs", ".mts", ".php", ".proto", ".rs"),
    *(".scala", ".swift", ".ts", ".tsx"),
)


def is_markdown(path: str) -> bool:
    """Return whether a file is Markdown, or MDX, by the ending of its name."""
    return path.lower().endswith(_MARKDOWN)


def _is_mdx(path: str) -> bool:
    return path.lower().endswith(".mdx")


def shape(path: str) -> Shape:
    """Return how markers are best written in a file: so that every parser of it hides them."""
    if _is_mdx(path):
        return _MDX
    if is_markdown(path):
        return _DEFINITION
    return _SLASHES if path.lower().endswith(_WITH_SLASHES) else _HASH


@lru_cache(maxsize=4)
def find(text: str, path: str) -> tuple[Marker, ...]:
    """Return the markers in a file, in their order."""
    shapes = (_MDX, _DEFINITION, _HTML) if is_markdown(path) else (_HASH, _SLASHES)
    lines = split(text.removeprefix("\ufeff"))
    found = [
        marker
        for number, line in enumerate(lines)
        if "apicodes:" in line and (marker := _marker(line, number, shapes))
    ]
    if not found or not is_markdown(path):
        return tuple(found)
    code = _code(lines, path)
    return tuple(replace(its, live=its.line not in code) for its in found)


def _marker(line: str, number: int, shapes: Sequence[Shape]) -> Marker | None:
    text = line.strip(" \t\r\n")
    for its in shapes:
        if match := re.fullmatch(its.pattern, text):
            side, name = filter(None, match.groups())
            return Marker(name, "begin" if side == "begin" else "end", number, indent(line), its)
    return None


# Lines of Markdown that are no text


def _code(lines: Sequence[str], path: str) -> set[int]:
    """Return the lines of a Markdown file that one of its parsers takes for code.

    A file that is called .md may be read as CommonMark or as MDX.
    """
    start = _end_of_front_matter(lines)
    text = "".join(lines[start:])
    code = set(range(start))
    hosts = (page_parser,) if _is_mdx(path) else (page_parser, gfm_parser)
    for parser in hosts:
        for token in blocks(parser(), text):
            code.update(start + line for line in _literal(token))
    return code


def tables(text: str, path: str) -> list[tuple[int, int]]:
    """Return where each table of a Markdown file that no other block holds begins and ends."""
    lines = split(text.removeprefix("\ufeff"))
    start = _end_of_front_matter(lines)
    parser = page_parser() if _is_mdx(path) else gfm_parser()
    tokens = blocks(parser, "".join(lines[start:]))
    return [
        (start + token.map[0], start + token.map[1])
        for token in tokens
        if token.type == "table_open" and token.level == 0 and token.map
    ]


def _end_of_front_matter(lines: Sequence[str]) -> int:
    """Return the index of the first line below the front matter."""
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    has_one = len(fences) > 1 and fences[0] == 0
    return fences[1] + 1 if has_one else 0


def _literal(token: Any) -> Iterator[int]:
    """Return the lines of a block in which nothing is Markdown.

    HTML blocks of the kinds 1 to 5 run to an end of their own (CommonMark 0.31, section 4.6). One
    that ends in its first line may be a marker.
    """
    if token.map and token.type in ("fence", "code_block"):
        yield from range(*token.map)
    elif token.map and token.type == "html_block" and _TO_ITS_OWN_END.match(token.content):
        start, end = token.map
        if end > start + 1:
            yield from range(start, end)


_TO_ITS_OWN_END = re.compile(r"\s*<(?:(?:script|pre|style|textarea)\b|!|\?)", re.IGNORECASE)
