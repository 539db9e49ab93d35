"""Raw HTML in descriptions, escaped for readers that would render it, as those of OpenAPI do.

HTML begins with a less-than sign. The parser notes signs by their position in the content of a
block; the lines of the block in the source have the same signs in the same order.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from apicodes.render.markdown import parsers
from apicodes.render.markdown.parser_rules import HTML_LINES, LABELS, SIGNS
from apicodes.render.markdown.parsers import CACHED, Parsed

if TYPE_CHECKING:
    from markdown_it.token import Token

Edit = tuple[int, int, str]
"""A range of a text, and the text that replaces it."""


@lru_cache(CACHED)
def without_html(value: str) -> str:
    """Escape raw HTML in Markdown, so that readers that render HTML read it as the catalog does.

    Only the less-than signs of raw HTML change; text without raw HTML is returned as it is.
    """
    if not _TAG.search(value):
        return value
    signs = _read(value, parsers.parsed(value))
    edits = _edits(value, signs)
    result = _edited(value, edits)
    brackets = [
        match.end(1) for match in _BEFORE_ADDRESS.finditer(value) if match.end() in signs.text
    ]
    if brackets and not _same(result, value):
        return _edited(value, [*edits, *((end, end, "\\") for end in brackets)])
    return result


_TAG = re.compile(r"<[A-Za-z/!?]")

_BEFORE_ADDRESS = re.compile(r"(\])[(:][\s>]*(?=<)")
"""What makes an address of escaped text: ``[a](<b>c)`` is no link, and ``[a](&lt;b>c)`` is one."""

_ESCAPES = ("&lt;", "&#60;", "&#x3c;", "&#x3C;")
"""Spellings of a less-than sign. A backslash is none: linters look for tags, escaped or not."""


def _edits(value: str, signs: "_Signs") -> list[Edit]:
    escaped, escape = signs.html, _ESCAPES[0]
    if signs.labels & {*signs.html, *signs.block_starts}:
        # A reference matches a definition by the source of its label: change all labels alike.
        escaped = signs.html | signs.labels
        escape = next((escape for escape in _ESCAPES if escape not in value), escape)
    edits = [(sign, sign + 1, escape) for sign in escaped]
    inside = [sign for sign in sorted(signs.block_starts) if sign not in escaped]
    return [*edits, *_kept_in_lines(value, inside, signs.block_starts)] if inside else edits


def _kept_in_lines(value: str, signs: Sequence[int], spaces: Mapping[int, str]) -> list[Edit]:
    """Return edits that keep signs in code, in addresses and in titles from beginning a block.

    In a title a sign is escaped, elsewhere its line is joined to the line above.
    """
    escapes = [(sign, sign + 1, _ESCAPES[0]) for sign in signs]
    if _same(_edited(value, escapes), value):
        return escapes
    joins = [_joined(value, sign, spaces[sign]) for sign in signs]
    if len(signs) == 1 or _same(_edited(value, joins), value):
        return joins
    half = len(signs) // 2
    return [
        *_kept_in_lines(value, signs[:half], spaces),
        *_kept_in_lines(value, signs[half:], spaces),
    ]


def _joined(value: str, sign: int, space: str) -> Edit:
    end = value.rindex("\n", 0, sign)
    return end - (value[end - 1] == "\r"), sign, f" {space}"


def _same(text: str, other: str) -> bool:
    """Return whether two descriptions have the same meaning, down to spaces in code and titles."""
    return _meaning(parsers.parsed(text).tokens) == _meaning(parsers.parsed(other).tokens)


def _meaning(tokens: "Sequence[Token]") -> list[object]:
    return [
        (
            token.type,
            token.tag,
            token.attrs,
            token.info if token.type == "fence" else "",
            token.content if token.children is None else _meaning(token.children),
        )
        for token in tokens
    ]


def _edited(text: str, edits: Iterable[Edit]) -> str:
    for start, end, replacement in sorted(edits, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text


class _Signs(NamedTuple):
    """Less-than signs, by their position in a description."""

    text: set[int]
    """Those that are text in a catalog."""

    html: set[int]
    """Those of them that begin raw HTML."""

    labels: set[int]
    """Those in the labels of link references, and of the definitions of links."""

    block_starts: dict[int, str]
    """Those that begin an HTML block, each with the space before it in the content of its line."""


def _read(value: str, parsed: Parsed) -> _Signs:
    starts = [0, *(match.end() for match in re.finditer("\n", value)), len(value)]
    lines = [_positions(value, *line) for line in pairwise(starts)]
    signs = _Signs(set(), set(), set(), {})
    signs.labels.update(_in_definitions(value, starts, parsed))
    signs.block_starts.update((lines[line][0], "") for line in parsed.notes.get(HTML_LINES, ()))
    for token in parsed.tokens:
        if token.type == "inline" and "<" in token.content:
            _add(signs, token, [*chain(*lines[slice(*token.map or ())])])
    return signs


def _positions(text: str, start: int, end: int) -> list[int]:
    return [match.start() for match in _SIGN.finditer(text, start, end)]


_SIGN = re.compile("<")


def _in_definitions(value: str, starts: Sequence[int], parsed: Parsed) -> Iterator[int]:
    """Return the signs in the labels of definitions."""
    notes = parsed.notes
    for definition in (*notes.get("references", {}).values(), *notes.get("duplicate_refs", ())):
        label = _LABEL.search(value, starts[definition["map"][0]])
        if label:
            yield from _positions(value, *label.span())


_LABEL = re.compile(r"\[(?:\\.|[^\[\]\\])*\]", re.DOTALL)


def _add(signs: _Signs, token: "Token", source: Sequence[int]) -> None:
    """Add the signs of a block; `source` are their positions in the description."""
    content = token.content
    places = dict(zip(_positions(content, 0, len(content)), source, strict=True))
    starts = {position for position, sign in places.items() if sign in signs.block_starts}
    signs.text.update(places[position] for position in token.meta[SIGNS])
    signs.html.update(places[position] for position in _html(token, starts))
    for start, end in token.meta[LABELS]:
        signs.labels.update(places[position] for position in _positions(content, start, end))
    for position in starts:
        line = content[:position].rpartition("\n")[2]
        signs.block_starts[places[position]] = line


def _html(token: "Token", block_starts: set[int]) -> Iterator[int]:
    """Return the positions at which raw HTML begins in the content of a block, from the last.

    Signs that follow are escaped already: ``&lt;`` can be what a tag lacks, as in ``<a b=<c>``.
    In a label only HTML counts that goes on behind it.
    """
    from markdown_it.rules_inline import StateInline, html_inline

    text = {*token.meta[SIGNS]}
    ends = {
        position: end
        for start, end in token.meta[LABELS]
        for position in _positions(token.content, start, end)
    }
    state = StateInline(token.content, parsers.page_parser(), {}, [])
    for position in sorted(text | ends.keys(), reverse=True):
        state.pos = position
        is_html = html_inline(state, True) or position in block_starts
        if is_html and (position in text or state.pos > ends[position]):
            yield position
            state.src = f"{state.src[:position]}&{state.src[position + 1 :]}"
