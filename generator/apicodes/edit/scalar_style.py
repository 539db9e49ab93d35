"""The source of a new text in the place of an old one, in the style of the old one if possible."""

import json
import re
from collections.abc import Iterator

from apicodes.catalog.source.yaml_events import YamlError
from apicodes.catalog.source.yaml_tree import Node, parse
from apicodes.render.catalog_yaml import WIDTH, folded, is_plain, text_lines
from apicodes.text.unified_diff import shared
from apicodes.text.width import width

_HEADER = re.compile(r"[|>][-+0-9]*")


def header(source: str) -> str:
    """Return the header of a block scalar, such as ``>-``; nothing for other scalars."""
    match = _HEADER.match(source)
    return match[0] if match else ""


def rewritten(old: Node, source: str, text: str, margin: int, *, in_flow: bool) -> str:
    """Return the source of a text that replaces a scalar; `source` is the old one.

    What the old and the new text share stays as it is. Lines that get longer than 100 columns are
    folded. `margin` is where the lines after the first begin if there were none.
    """
    indents = [len(line) - len(line.lstrip(" ")) for line in source.split("\n")[1:] if line.strip()]
    indent = indents[0] if indents else margin
    before = [line.removeprefix(" " * indent) for line in source.split("\n")]
    for lines in _spelled(old, before, text, old.indent, indent, in_flow=in_flow):
        new = "\n".join(
            [lines[0], *(f"{' ' * indent}{line}" if line else "" for line in lines[1:])]
        )
        if _reads_as(new, text, in_flow=in_flow):
            return new
    return _double(text)


def _double(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _spelled(
    old: Node, before: list[str], text: str, column: int, indent: int, *, in_flow: bool
) -> Iterator[list[str]]:
    """Yield the lines of a text, the spelling nearest to the old one first; not indented."""
    columns, is_long = WIDTH - indent, column + width(before[0]) > WIDTH
    for lines in _patched(before, old.value.rstrip("\n"), text):
        if len(lines) > 1 and old.style != "|":
            lines = [piece for line in lines for piece in folded(line, columns)]
        if len(lines) > 1 or in_flow or is_long or column + width(lines[0]) <= WIDTH:
            yield lines
    if old.style == "'" and "\n" not in text:
        yield [f"'{text.replace(chr(39), chr(39) * 2)}'"]
    if old.style == '"':
        yield [_double(text)]
    if not in_flow:
        first, *rest = text_lines(text, column, indent)
        yield [first, *(line[indent:] for line in rest)]


def _patched(lines: list[str], before: str, after: str) -> Iterator[list[str]]:
    """Yield the source lines of a text with the difference between the texts made in them."""
    source = "\n".join(lines)
    start = shared(before, after)
    end = shared(before[start:][::-1], after[start:][::-1])
    for flat in (source, source.replace("\n", " ")):  # A line break may be read as a space.
        at = flat.find(before)
        if at >= 0:
            patched = source[: at + start] + after[start : len(after) - end]
            patched += source[at + len(before) - end :]
            yield patched.split("\n")


def _reads_as(source: str, text: str, *, in_flow: bool) -> bool:
    """Return whether YAML of any version reads a source as a text; line breaks at its end aside."""
    try:
        root = parse(f"[{source}]" if in_flow else f"k: {source}\n", aliases="refuse")
    except YamlError:
        return False
    if root is None or len(root.items) != 1 or root.items[0].kind != "scalar":
        return False
    node = root.items[0]
    return node.value.rstrip("\n") == text.rstrip("\n") and (
        node.style is not None or is_plain(text)
    )
