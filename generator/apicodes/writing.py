"""A catalog as YAML that is pleasant to read and edit.

Blocks, prose folded at 100 columns, an empty line between entries; text without quotes where none
are needed, and with quotes wherever a reader of YAML 1.1 or 1.2 would take it for something else.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from apicodes.literals import yaml_key, yaml_text
from apicodes.readers.nodes import is_ambiguous
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
                lines += _item(entry, 2)
        else:
            lines += _property(name, value, 0)
    return "\n".join(lines) + "\n"


def _property(name: str | int, value: Value, indent: int) -> list[str]:
    """Return the lines of a key and its value; `indent` is the column of the key."""
    key = f"{' ' * indent}{name if isinstance(name, int) else yaml_key(name)}:"
    match value:
        case str():
            first, *rest = _text(value, width(key) + 1, indent + 2)
            return [f"{key} {first}", *rest]
        case dict() if value:
            return [key, *(line for its in value.items() for line in _property(*its, indent + 2))]
        case list() | tuple() if value and not _is_flat(value, len(key) + 1):
            return [key, *(line for item in value for line in _item(item, indent + 2))]
        case _:
            return [f"{key} {_flow(value)}"]


def _item(value: Value, indent: int) -> list[str]:
    """Return the lines of an item of a list; `indent` is the column of its dash."""
    dash = f"{' ' * indent}- "
    match value:
        case str():
            first, *rest = _text(value, indent + 2, indent + 2)
            return [f"{dash}{first}", *rest]
        case dict() if value:
            lines = [line for its in value.items() for line in _property(*its, indent + 2)]
            return [dash + lines[0].lstrip(" "), *lines[1:]]
        case list() | tuple() if value and not _is_flat(value, indent + 2):
            lines = [line for item in value for line in _item(item, indent + 2)]
            return [dash + lines[0].lstrip(" "), *lines[1:]]
        case _:
            return [f"{dash}{_flow(value)}"]


def _is_flat(values: Value, column: int) -> bool:
    """Return whether a list stands on the line of its key: short words and numbers alone."""
    simple = all(
        isinstance(item, int | float) or (isinstance(item, str) and _WORD.fullmatch(item))
        for item in values
    )
    return simple and column + len(_flow(values)) <= WIDTH


_WORD = re.compile(r"[A-Za-z0-9_./ -]{1,40}")


def _flow(value: Value) -> str:
    match value:
        case str():
            return _line(value)
        case list() | tuple():
            return f"[{', '.join(map(_flow, value))}]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def _text(text: str, column: int, indent: int) -> list[str]:
    """Return text as one line, or as a block whose lines begin at `indent`."""
    if _UNSEEN.search(text):
        return [yaml_text(text)]
    if "\n" in text and _BLOCK.fullmatch(text):
        chomping = "" if text.endswith("\n") else "-"
        lines = text.removesuffix("\n").split("\n")
        return [f"|{chomping}", *(f"{' ' * indent}{line}" if line else "" for line in lines)]
    line = _line(text)
    if column + width(line) <= WIDTH or not _FOLDED.fullmatch(text):
        return [line]
    return [">-", *(f"{' ' * indent}{line}" for line in _folded(text, WIDTH - indent))]


# What a literal block keeps: it begins with a character of its first line and ends with one of its
# last, or with a single line break.
_BLOCK = re.compile(r"\S(?:.*\S)?\n?", re.DOTALL)

# What can be folded: words with single spaces between them.
_FOLDED = re.compile(r"[^\s]+(?: [^\s]+)*")


def _folded(text: str, columns: int) -> list[str]:
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
    return text if not _UNSEEN.search(text) and _is_plain(text) else yaml_text(text)


# What no block and no plain text can hold.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def _is_plain(text: str) -> bool:
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
