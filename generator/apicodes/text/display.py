"""Values as messages show them: in words, on one line, and no longer than one can read."""

import re
from typing import Any

from apicodes.text.forbidden import FORBIDDEN

SHOWN = 80
"""How many characters of a value a message shows."""


def pair(old: Any, new: Any, *, quoted: bool = True) -> tuple[str, str]:
    """Return two values as a message shows them: where they are long, around the difference."""
    left, right = _words(old), _words(new)
    if left == right:
        left, right = repr(old), repr(new)
    pairs = enumerate(zip(left, right, strict=False))
    first = next((at for at, (a, b) in pairs if a != b), min(len(left), len(right)))
    start = max(0, first - SHOWN // 2)
    return (
        cut(left, start, quoted=quoted and isinstance(old, str)),
        cut(right, start, quoted=quoted and isinstance(new, str)),
    )


def cut(text: str, start: int = 0, *, quoted: bool = True) -> str:
    """Return what a message shows of a text."""
    before = "…" if start else ""
    after = "…" if len(text) > start + SHOWN else ""
    shown = printable(f"{before}{text[start : start + SHOWN]}{after}")
    return f'"{shown}"' if quoted else shown


def printable(text: str) -> str:
    """Return text on one line, with an escape in the place of what nobody could see in it."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text.replace("\n", "\\n"))


_UNSEEN = re.compile(rf"{FORBIDDEN.pattern}|[\t\r\xa0]")


def _words(value: Any) -> str:
    match value:
        case None:
            return "none"
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case tuple() | list():
            return ", ".join(map(_item, value)) or "none"
        case dict():
            said = (f"{name}: {_item(item)}" for name, item in value.items())
            return f"{{{', '.join(said)}}}"
        case _:
            return str(value)


def _item(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else _words(value)
