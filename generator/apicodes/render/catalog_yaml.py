"""A catalog as YAML that is pleasant to read and edit.

Blocks, prose folded at 100 columns, an empty line between entries; text without quotes where none
are needed, and with quotes wherever a reader of YAML 1.1 or 1.2 would take it for something else.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from apicodes.catalog.source.core_schema import is_ambiguous
from apicodes.render.yaml_literals import yaml_key, yaml_text
from apicodes.text.width import width

WIDTH = 100

Value = Any


def catalog(fields: Mapping[str, Value], heading: str = "") -> str:
    """Return a catalog's file: its fields as the format spells them; `heading` is a comment."""
    lines = [f"# {heading}"] if heading else []
    for name, value in fields.items():
        if name == "codes":
            lines += ["", "codes:"] if len(lines) > 1 else ["codes:"]
            for number, entry in enumerate(value):
                lines += [""] if number else []
                lines += item_lines(entry, 2)
        else:
            lines += property_lines(name, value, 0)
    return "\n".join(lines) + "\n"


def property_lines(name: str | int, value: Value, indent: int) -> list[str]:
    """Return the lines of a key and its value; `indent` is the column of the key."""
    key = name if isinstance(name, int) else yaml_key(name)
    return _lines_after(f"{' ' * indent}{key}:", value, indent + 2)


def item_lines(value: Value, indent: int) -> list[str]:
    """Return the lines of an item of a list; `indent` is the column of its dash."""
    dash = f"{' ' * indent}-"
    first, *rest = _lines_after(dash, value, indent + 2)
    if first != dash:
        return [first, *rest]
    return [f"{dash} {rest[0].lstrip(' ')}", *rest[1:]]


def _lines_after(head: str, value: Value, indent: int) -> list[str]:
    """Return the head, with a value behind it or in lines below it that begin at `indent`."""
    match value:
        case str():
            first, *rest = text_lines(value, width(head) + 1, indent)
            return [f"{head} {first}", *rest]
        case dict() if value:
            return [
                head,
                *(line for item in value.items() for line in property_lines(*item, indent)),
            ]
        case list() | tuple() if value and not _is_flat(value, len(head) + 1):
            return [head, *(line for item in value for line in item_lines(item, indent))]
        case _:
            return [f"{head} {flow(value)}"]


def _is_flat(values: Value, column: int) -> bool:
    """Return whether a list stands on the line of its key: short words and numbers alone."""
    simple = all(
        isinstance(item, int | float) or (isinstance(item, str) and _WORD.fullmatch(item))
        for item in values
    )
    return simple and column + len(flow(values)) <= WIDTH


_WORD = re.compile(r"[A-Za-z0-9_./ -]{1,40}")


def flow(value: Value) -> str:
    """Return a value on one line."""
    match value:
        case str():
            return _line(value)
        case list() | tuple():
            return f"[{', '.join(map(flow, value))}]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def text_lines(text: str, column: int, indent: int) -> list[str]:
    """Return text as one line, or as a block whose lines begin at `indent`."""
    if _UNSEEN.search(text):
        return [yaml_text(text)]
    if "\n" in text and BLOCK.fullmatch(text):
        chomping = "" if text.endswith("\n") else "-"
        lines = text.removesuffix("\n").split("\n")
        return [f"|{chomping}", *(f"{' ' * indent}{line}" if line else "" for line in lines)]
    line = _line(text)
    if column + width(line) <= WIDTH or not FOLDED.fullmatch(text):
        return [line]
    return [">-", *(f"{' ' * indent}{line}" for line in folded(text, WIDTH - indent))]


# What a literal block keeps: it begins with a character of its first line and ends with one of its
# last, or with a single line break.
BLOCK = re.compile(r"\S(?:.*\S)?\n?", re.DOTALL)

# What can be folded: words with single spaces between them.
FOLDED = re.compile(r"[^\s]+(?: [^\s]+)*")


def folded(text: str, columns: int) -> list[str]:
    """Return text in lines of so many columns, broken at its spaces."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and width(line) + 1 + width(word) > columns:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _line(text: str) -> str:
    """Return text on one line: plain where every reader takes it for the same text."""
    return text if not _UNSEEN.search(text) and is_plain(text) else yaml_text(text)


# What no block and no plain text can hold.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def is_plain(text: str) -> bool:
    """Return whether every reader of YAML takes a text without quotes for the same text."""
    if not _PLAIN.fullmatch(text) or _SEPARATOR.search(text) or _OTHER.fullmatch(text):
        return False
    return not is_ambiguous(text)


_PLAIN = re.compile(
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*\S)?"
)
_SEPARATOR = re.compile(r":(?:\s|$)|\s#|\s\s")
# What other readers than PyYAML take for no text: short booleans, numbers of YAML 1.2 and of JSON.
_OTHER = re.compile(
    r"[yYnN]|0[ox][0-9a-fA-F]+|[-+.]?[0-9][0-9_.,:eE+-]*|\.(?:nan|inf)", re.IGNORECASE
)
