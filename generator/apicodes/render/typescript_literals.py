"""Values as source text of TypeScript."""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from apicodes.render.string_literals import CACHED, quoted
from apicodes.text.width import width

TYPESCRIPT_WIDTH = 80


def typescript(value: Any, indent: int = 0, column: int | None = None) -> str:
    """Return a value as TypeScript: text, numbers, booleans, lists, and objects of them.

    `indent` and `column` are as in `python`; lines have 80 columns, and objects one property each,
    as prettier leaves them.
    """
    column = indent if column is None else column
    margin = " " * indent
    match value:
        case str():
            return quoted(value)
        case dict():
            lines = "".join(
                f"{margin}  {typescript_property(typescript_key(key), item, indent + 2)},\n"
                for key, item in value.items()
            )
            return f"{{\n{lines}{margin}}}" if value else "{}"
        case tuple() | list():
            items = [typescript(item, indent + 2) for item in value]
            flat = f"[{', '.join(items)}]"
            fits = column + width(flat) < TYPESCRIPT_WIDTH and "\n" not in flat
            if not value or (fits and not _is_matrix(value)):
                return flat
            numbers = all(type(item) in (int, float) for item in value)
            lines = _filled(items, indent + 2) if numbers else "".join(
                f"{margin}  {item},\n" for item in items
            )  # fmt: skip
            return f"[\n{lines}{margin}]"
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
        case _:
            return re.sub(r"e\+?(-?)0*", r"e\1", json.dumps(value))


def _is_matrix(value: Sequence[Any]) -> bool:
    """Return whether prettier breaks a list that fits: one of several lists of several items."""
    return len(value) > 1 and all(isinstance(its, tuple | list) and len(its) > 1 for its in value)


def typescript_property(key: str, value: Any, indent: int = 0) -> str:
    """Return a property of an object; a value whose first line does not fit goes on one of its own.

    After a key of less than five columns it stays: prettier finds that too little is won. So do
    booleans, and numbers without a sign.
    """
    column = indent + width(key) + 2
    text = typescript(value, indent, column)
    if column + width(text) < TYPESCRIPT_WIDTH or width(key) < 5:
        return f"{key}: {text}"
    first, is_block, _ = text.partition("\n")
    stays = isinstance(value, bool | int | float) and not text.startswith("-")
    if stays or (is_block and column + width(first) <= TYPESCRIPT_WIDTH):
        return f"{key}: {text}"
    return f"{key}:\n{' ' * indent}  {typescript(value, indent + 2)}"


@lru_cache(CACHED)
def typescript_key(name: str | int) -> str:
    """Return the key of a property: an identifier, or quoted; computed where quotes do not keep it.

    As a plain key ``__proto__`` would set the prototype (ECMA-262, section B.3.1). Prettier
    takes the quotes from letters beyond ASCII, by a table of its own.
    """
    if isinstance(name, int):
        return str(name)
    if name == "__proto__" or (not name.isascii() and _WORD.fullmatch(name)):
        return f"[{quoted(name)}]"
    return name if name.isascii() and _WORD.fullmatch(name) else quoted(name)


_WORD = re.compile(r"[A-Za-z_$\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*")
"""An identifier, if what is not ASCII in it is a letter."""


def _filled(items: list[str], indent: int) -> str:
    """Return items in as few lines as they need, as prettier sets lists of numbers."""
    lines, line = [], ""
    for item in items:
        if line and indent + len(line) + len(item) + 2 > TYPESCRIPT_WIDTH:
            lines.append(line)
            line = ""
        line += f" {item}," if line else f"{item},"
    return "".join(f"{' ' * indent}{line}\n" for line in [*lines, line])
