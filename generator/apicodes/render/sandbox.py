"""The environment that templates of the user's run in: Jinja's sandbox, with bounds."""

from collections.abc import Iterable
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import MAX_RANGE, ImmutableSandboxedEnvironment

OUTPUT_LIMIT = 50_000_000
"""How many characters a template may make, in all and by one product."""

RANGE_LIMIT = MAX_RANGE
"""How many numbers `range` gives; Jinja's own limit."""

POWER_LIMIT = 10_000
"""How many bits a power of an integer may have."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Refuses what leads out of a template, and products and powers without bounds."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply within the bounds. Raises `SecurityError`."""
        if operator == "**":
            if _number(left).bit_length() * _number(right) > POWER_LIMIT:
                raise SecurityError(f"a power has more than {POWER_LIMIT:,} bits")
        elif max(_length(left) * _number(right), _length(right) * _number(left)) > OUTPUT_LIMIT:
            raise SecurityError(f"a product has more than {OUTPUT_LIMIT:,} items")
        return super().call_binop(context, operator, left, right)


def _length(value: object) -> int:
    return len(value) if isinstance(value, str | bytes | list | tuple) else 0


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def joined(pieces: Iterable[str]) -> str:
    """Return the pieces that a template makes as one text. Raises `SecurityError`."""
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > OUTPUT_LIMIT:
            raise SecurityError(f"it makes more than {OUTPUT_LIMIT:,} characters")
        kept.append(piece)
    return "".join(kept)
