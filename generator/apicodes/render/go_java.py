"""Values as source text of Go and Java, for templates of one's own."""

import json

from apicodes.render.quotes import double_quoted

Scalar = str | int | float | bool | None


def go(value: Scalar) -> str:
    """Return text, a number, a truth value or none (`nil`) as Go."""
    if isinstance(value, str):
        return double_quoted(value)
    return _plain(value, "nil")


def java(value: Scalar) -> str:
    """Return text, a number, a truth value or none (`null`) as Java, whatever its encoding.

    An integer of more than 32 bits is a `long`.
    """
    if isinstance(value, str):
        return json.dumps(value)  # ASCII, with the escapes that Java has too (JLS 3.3, 3.10.7)
    is_long = isinstance(value, int) and not -(2**31) <= value < 2**31
    return _plain(value, "null") + ("L" if is_long else "")


def _plain(value: Scalar, none: str) -> str:
    if value is None:
        return none
    if isinstance(value, int | float):
        return json.dumps(value)
    raise TypeError(
        f"expected text, a number or a boolean, found a value of type {type(value).__name__}"
    )
