"""Markers, the comments that begin and end regions: ``apicodes:begin NAME``.

In a Markdown file a marker is an MDX comment, an unused link definition, or an HTML comment; in any
other file it is a comment after ``#`` or ``//``.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from apicodes.render.markdown.parsers import blocks, gfm_parser, page_parser
from apicodes.settings.config import REGION_NAME
from apicodes.text.lines import indent, split

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Side = Literal["begin", "end"]


class Marker(Struct, frozen=True):
    """One marker: the region that it begins or ends, its line (from 0), and its indentation.

    `in_code` is true for a marker that a parser of the file reads as code, or as literal text; it
    does not count.
    """

    name: str
    side: Side
    line: int
    indent: str
    style: "CommentStyle"
    in_code: bool = False


class CommentStyle(Struct, frozen=True):
    """One kind of comment: what precedes and follows its text, and the pattern of a marker."""

    before: str
    after: str
    pattern: str

    def marker(self, side: Side, name: str) -> str:
        """Return a marker as a line of text."""
        return f"{self.before}apicodes:{side} {name}{self.after}"


_WORDS = rf"[ \t]*apicodes:(begin|end)[ \t]+({REGION_NAME})[ \t]*"
_MDX = CommentStyle("{/* ", " */}", rf"\{{/\*{_WORDS}\*/\}}")
# Prettier puts the title of a definition in quotes.
_DEFINITION = CommentStyle(
    "[//]: # (", ")", rf"\[//\]:[ \t]*#[ \t]+(?:\({_WORDS}\)|\"{_WORDS}\"|'{_WORDS}')"
)
_HTML = CommentStyle("<!-- ", " -->", rf"<!--{_WORDS}-->")
_HASH = CommentStyle("# ", "", rf"#{_WORDS}")
_SLASHES = CommentStyle("// ", "", rf"//{_WORDS}")

_MARKDOWN = (".md", ".mdx", ".markdown")
_WITH_SLASHES = (
    *(".c", ".cc", ".cjs", ".cpp", ".cs", ".cts", ".dart", ".go", ".h", ".hpp", ".java", ".js"),
    *(".json5", ".jsonc", ".jsx", ".kt", ".kts", ".mjs", ".mts", ".php", ".proto", ".rs"),
    *(".scala", ".swift", ".ts", ".tsx"),
)


def is_markdown(path: str) -> bool:
    """Return whether a file is Markdown or MDX, by its extension."""
    return path.lower().endswith(_MARKDOWN)


def _is_mdx(path: str) -> bool:
    return path.lower().endswith(".mdx")


def comment_style(path: str) -> CommentStyle:
    """Return the comment style for new markers in a file, which the host of the file hides.

    Formatters keep HTML comments, but MDX refuses them; mdformat deletes unused definitions.
    """
    if _is_mdx(path):
        return _MDX
    if is_markdown(path):
        return _DEFINITION if _is_of_docusaurus(path) else _HTML
    return _SLASHES if path.lower().endswith(_WITH_SLASHES) else _HASH


def _is_of_docusaurus(path: str) -> bool:
    """Return whether a folder above a file has the settings of a Docusaurus site."""
    folder = os.path.dirname(os.path.abspath(path))
    while not any(name.startswith("docusaurus.config.") for name in _names(folder)):
        if folder == os.path.dirname(folder):
            return False
        folder = os.path.dirname(folder)
    return True


def _names(folder: str) -> list[str]:
    with suppress(OSError):
        return os.listdir(folder)
    return []


@lru_cache(maxsize=4)
def find_markers(text: str, path: str) -> tuple[Marker, ...]:
    """Return the markers in a file, in their order."""
    styles = (_MDX, _DEFINITION, _HTML) if is_markdown(path) else (_HASH, _SLASHES)
    lines = split(text.removeprefix("\ufeff"))
    markers = [
        marker
        for number, line in enumerate(lines)
        if "apicodes:" in line and (marker := _marker(line, number, styles))
    ]
    if not markers or not is_markdown(path):
        return tuple(markers)
    code = _code_lines(lines, path)
    return tuple(replace(marker, in_code=marker.line in code) for marker in markers)


def _marker(line: str, number: int, styles: Sequence[CommentStyle]) -> Marker | None:
    text = line.strip(" \t\r\n")
    for style in styles:
        if match := re.fullmatch(style.pattern, text):
            word, name = filter(None, match.groups())
            side: Side = "begin" if word == "begin" else "end"
            return Marker(name, side, number, indent(line), style)
    return None


# Lines of Markdown that are code, and tables


def _code_lines(lines: Sequence[str], path: str) -> set[int]:
    """Return the lines of a Markdown file that a parser of it reads as code.

    A .md file may be read as CommonMark or as MDX.
    """
    start = _end_of_front_matter(lines)
    text = "".join(lines[start:])
    code = set(range(start))
    parsers = (page_parser,) if _is_mdx(path) else (page_parser, gfm_parser)
    for parser in parsers:
        for token in blocks(parser(), text):
            code.update(start + line for line in _literal_lines(token))
    return code


def tables(text: str, path: str) -> list[tuple[int, int]]:
    """Return (start, end) of the lines of each table of a Markdown file outside other blocks."""
    lines = split(text.removeprefix("\ufeff"))
    start = _end_of_front_matter(lines)
    tokens = blocks(parser(path), "".join(lines[start:]))
    return [
        (start + token.map[0], start + token.map[1])
        for token in tokens
        if token.type == "table_open" and token.level == 0 and token.map
    ]


def parser(path: str) -> "MarkdownIt":
    """Return the parser of a file of Markdown or MDX."""
    return page_parser() if _is_mdx(path) else gfm_parser()


def _end_of_front_matter(lines: Sequence[str]) -> int:
    """Return the index of the first line below the front matter."""
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    has_one = len(fences) > 1 and fences[0] == 0
    return fences[1] + 1 if has_one else 0


def _literal_lines(token: "Token") -> Iterator[int]:
    """Return the lines of a block whose text is not Markdown.

    HTML blocks of the kinds 1 to 5 end with a tag or mark of their own (CommonMark 0.31, section
    4.6). One that ends on its first line may be a marker.
    """
    if token.map and token.type in ("fence", "code_block"):
        yield from range(*token.map)
    elif token.map and token.type == "html_block" and _HTML_1_TO_5.match(token.content):
        start, end = token.map
        if end > start + 1:
            yield from range(start, end)


_HTML_1_TO_5 = re.compile(r"\s*<(?:(?:script|pre|style|textarea)\b|!|\?)", re.IGNORECASE)
