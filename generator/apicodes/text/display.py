"""Values in messages: as text on one line, shortened to a readable length."""

import re

from apicodes.text.forbidden import FORBIDDEN

MAX_LENGTH = 80
"""How many characters of a value a message shows."""


def pair(old: object, new: object, *, quoted: bool = True) -> tuple[str, str]:
    """Return two values as text; of long values, the part around their first difference."""
    left, right = _text(old), _text(new)
    if left == right:
        left, right = repr(old), repr(new)
    pairs = enumerate(zip(left, right, strict=False))
    first = next((at for at, (a, b) in pairs if a != b), min(len(left), len(right)))
    start = max(0, first - MAX_LENGTH // 2)
    return (
        cut(left, start, quoted=quoted and isinstance(old, str)),
        cut(right, start, quoted=quoted and isinstance(new, str)),
    )


def cut(text: str, start: int = 0, *, quoted: bool = True) -> str:
    """Return the part of a text that a message shows, with ``…`` where it is cut."""
    before = "…" if start else ""
    after = "…" if len(text) > start + MAX_LENGTH else ""
    part = printable(f"{before}{text[start : start + MAX_LENGTH]}{after}")
    return f'"{part}"' if quoted else part


def printable(text: str) -> str:
    """Return text on one line, with an escape for each invisible character."""
    return _INVISIBLE.sub(lambda match: f"\\u{ord(match.group()):04x}", text.replace("\n", "\\n"))


_INVISIBLE = re.compile(rf"{FORBIDDEN.pattern}|[\t\r\xa0]")


def _text(value: object) -> str:
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
            items = (f"{name}: {_item(item)}" for name, item in value.items())
            return f"{{{', '.join(items)}}}"
        case _:
            return str(value)


def _item(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else _text(value)
