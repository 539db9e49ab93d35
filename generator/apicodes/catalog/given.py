"""Fields without the empty ones."""

from collections.abc import Mapping
from typing import Any


def given(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields whose value is neither None nor an empty tuple."""
    return {name: value for name, value in fields.items() if value not in (None, ())}
