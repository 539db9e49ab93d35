"""Fields without the empty ones."""

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def given(fields: Mapping[str, T | None]) -> dict[str, T]:
    """Return the fields whose value is neither None nor an empty tuple."""
    return {name: value for name, value in fields.items() if value is not None and value != ()}
