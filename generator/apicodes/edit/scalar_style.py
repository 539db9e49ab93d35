"""A new text in the place of an old one, in the style that the old one has, where that can be."""

import json
import re
from collections.abc import Iterator

from msgspec import Struct

from apicodes.catalog.source.yaml_events import YamlError
from apicodes.catalog.source.yaml_tree import parse
from apicodes.render.catalog_yaml import BLOCK, FOLDED, WIDTH, folded, is_plain, text_lines
from apicodes.text.width import width


class Old(Struct, frozen=True):
    """A scalar as it stands: its style, its source, and where its first and other lines begin."""

    style: str | None
    source: str
    column: int
    indent: int
    in_flow: bool = False

    @property
    def lines(self) -> list[str]:
        """The lines of the source, without their indentation."""
        return [line.strip() for line in self.source.split("\n")]


HEADER = re.compile(r"[|>][-+0-9]*")


def rewritten(old: Old, text: str) -> list[str]:
    """Return the lines of a text in the place of another: the first as it is, the others indented.

    The lines that both have stay where they are; prose is folded where it was, and where it would
    stand out of 100 columns as it did not before.
    """
    for lines in _spelled(old, text):
        lines = [lines[0], *(f"{' ' * old.indent}{line}" if line else "" for line in lines[1:])]
        if _says(lines, text, in_flow=old.in_flow):
            return lines
    return [in_flow(text)]


def in_flow(text: str) -> str:
    """Return a text for a line within brackets: without quotes where nothing there ends it."""
    return text if is_plain(text) and not re.search(r"[,\[\]{}]", text) else _double(text)


def _double(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _spelled(old: Old, text: str) -> Iterator[list[str]]:
    """Return the ways to write a text, the one nearest to the old one first; not indented."""
    foldable = FOLDED.fullmatch(text) is not None and not old.in_flow
    columns = WIDTH - old.indent
    match old.style:
        case "|" if BLOCK.fullmatch(text):
            yield [_header(old, "|"), *text.rstrip("\n").split("\n")]
        case ">" if foldable:
            yield [_header(old, ">"), *_refolded(old.lines[1:], text, columns)]
        case ">" if BLOCK.fullmatch(text) and all(map(FOLDED.fullmatch, _pieces(text))):
            yield [_header(old, ">"), *_paragraphs(text, columns)]
        case "'" if "\n" not in text:
            quoted = f"'{text.replace(chr(39), chr(39) * 2)}'"
            if len(old.lines) == 1 or not foldable:
                yield [quoted]
            else:
                yield _refolded(old.lines, quoted, columns)
        case '"':
            if len(old.lines) == 1 or not foldable or "\\" in _double(text):
                yield [_double(text)]
            else:
                yield _refolded(old.lines, f'"{text}"', columns)
        case None if is_plain(text):
            if len(old.lines) > 1 and foldable:
                yield _refolded(old.lines, text, columns)
            was_long = len(old.lines) > 1 or old.column + width(old.source) > WIDTH
            if old.in_flow or was_long or old.column + width(text) <= WIDTH or not foldable:
                yield [text]
    if not old.in_flow:
        yield _block(text, old.column, old.indent)


def _block(text: str, column: int, indent: int) -> list[str]:
    """Return the lines of a text as in a catalog that is written anew; not indented."""
    first, *rest = text_lines(text, column, indent)
    return [first, *(line[indent:] for line in rest)]


def _header(old: Old, indicator: str) -> str:
    """Return the header of a block, its chomping as it was; the text brings its own indentation."""
    header = HEADER.match(old.source)
    assert header is not None
    return indicator + re.sub("[0-9|>]", "", header[0])


def _pieces(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def _paragraphs(text: str, columns: int) -> list[str]:
    """Return paragraphs, folded: one empty line more than line breaks between them."""
    lines: list[str] = []
    for line in text.rstrip("\n").split("\n"):
        lines += ["", *folded(line, columns)] if line and lines else folded(line, columns)
    return lines


def _refolded(old: list[str], text: str, columns: int) -> list[str]:
    """Return text in lines; those that begin and end it as they did before stay as they were."""
    words = text.split(" ")
    head = _kept(old, words)
    words = words[sum(len(line.split(" ")) for line in head) :]
    rest = old[len(head) :]
    tail = _kept([_mirrored(line) for line in reversed(rest)], words[::-1])
    tail = [_mirrored(line) for line in reversed(tail)]
    words = words[: len(words) - sum(len(line.split(" ")) for line in tail)]
    return [*head, *(folded(" ".join(words), columns) if words else []), *tail]


def _mirrored(line: str) -> str:
    return " ".join(reversed(line.split(" ")))


def _kept(lines: list[str], words: list[str]) -> list[str]:
    """Return the lines at the begin that consist of the first words."""
    kept: list[str] = []
    count = 0
    for line in lines:
        line_words = line.split(" ")
        if words[count : count + len(line_words)] != line_words:
            break
        kept.append(line)
        count += len(line_words)
    return kept


def _says(lines: list[str], text: str, *, in_flow: bool) -> bool:
    """Return whether the lines are a scalar of this text; line breaks at the end aside."""
    source = "\n".join(lines)
    source = f"[{source}]" if in_flow else f"k: {source}\n"
    try:
        root = parse(source, aliases="refuse")
    except YamlError:
        return False
    if root is None or len(root.items) != 1:
        return False
    node = root.items[0]
    return node.kind == "scalar" and node.value.rstrip("\n") == text.rstrip("\n")
