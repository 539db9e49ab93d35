"""What of a part of a page is gone, or spelled anew, where a region takes its place."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from apicodes.outputs.regions import markers
from apicodes.text.lines import bare, split

if TYPE_CHECKING:
    from markdown_it.token import Token

Texts = tuple[str, ...]
Kind = Literal["heading", "row", "text", "rule"]


class Piece(Struct, frozen=True):
    """The headings or a row of a table, or any other text, in words; its line is from 1.

    `marked` has the same texts with code between backticks.
    """

    kind: Kind
    line: int
    texts: Texts
    marked: Texts


class Changes(Struct, frozen=True):
    """What a region does not show of the lines that it takes the place of.

    A row is lost in part where no row of the region has all its cells in order. `unmarked` are the
    lines, from 1, whose text is there and whose code is not.
    """

    lost: list[Piece]
    unmarked: list[int]


def page_changes(page: str, path: str, first: int, last: int, region: str) -> Changes:
    """Return how a page changes whose lines from `first` to `last`, from 1, become a region."""
    lines = [bare(line) for line in split(page)[first - 1 : last]]
    rows: dict[tuple[Kind, str], list[Texts]] = {}
    for piece in _pieces(region, path, 1):
        for texts in {piece.texts, piece.marked}:
            for text in set(texts):
                rows.setdefault((piece.kind, text), []).append(texts)
    changes = Changes([], [])
    for piece in _pieces("\n".join(lines), path, first):
        if missing := _least_missing(piece.kind, piece.texts, rows):
            changes.lost.append(Piece(piece.kind, piece.line, missing, missing))
        elif _least_missing(piece.kind, piece.marked, rows):
            changes.unmarked.append(piece.line)
    return changes


def _least_missing(
    kind: Kind, texts: Texts, rows: Mapping[tuple[Kind, str], Sequence[Texts]]
) -> Texts:
    """Return what a row lacks that has one of the two rarest texts, the one that lacks least.

    `rows` are found by any of their texts: most have a code or a description of their own.
    """
    known = sorted(filter(None, (rows.get((kind, text)) for text in texts if text)), key=len)
    candidates = (_missing(texts, row) for row in chain(*known[:2]))
    return min(candidates, key=len, default=_missing(texts, ()))


def _missing(texts: Texts, others: Texts) -> Texts:
    """Return the texts that do not stand among others in the same order."""
    missing, at = [], 0
    for text in filter(None, texts):
        if text in others[at:]:
            at = others.index(text, at) + 1
        else:
            missing.append(text)
    return tuple(missing)


def _pieces(text: str, path: str, first: int) -> Iterator[Piece]:
    """Return the rows of tables and all other text of lines that begin with this number."""
    kind: Kind = "text"
    line, read = first, set[int]()
    cells: list[Token] = []
    for token in markers.parser(path).parse(text):
        if token.map:
            line = first + token.map[0]
            read.update(range(*token.map))
        kind = _KINDS.get(token.type, kind)
        if token.type == "tr_close":
            yield _piece(kind, line, cells)
            cells = []
        elif token.type == "inline" and kind != "text":
            cells.append(token)
        elif token.type == "hr":
            yield Piece("rule", line, ("---",), ())
        elif token.content:
            yield _piece(kind, line, [token])
    for number, content in enumerate(text.split("\n")):
        if content.strip() and number not in read:  # Definitions of links have no token.
            yield Piece("text", first + number, (content,), ())


def _piece(kind: Kind, line: int, tokens: "Sequence[Token]") -> Piece:
    marked = [_words(token) for token in tokens]
    return Piece(kind, line, tuple(text.replace("`", "") for text in marked), tuple(marked))


_KINDS: dict[str, Kind] = {"thead_open": "heading", "tbody_open": "row", "table_close": "text"}


def _words(token: "Token") -> str:
    """Return the text of a token in words, with its code between backticks."""
    if token.children is None:
        return " ".join(token.content.split())
    pieces = (_SPELLING.get(child.type, "{}").format(child.content) for child in token.children)
    return " ".join("".join(pieces).split())


_SPELLING = {"softbreak": " ", "hardbreak": " ", "html_inline": " ", "code_inline": "`{}`"}
