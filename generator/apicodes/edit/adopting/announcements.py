"""Deprecations as outputs tell them, and as a catalog has them."""

import re
from html import unescape
from typing import Any

from apicodes.catalog.entry_parts import Deprecated
from apicodes.render import markdown, sentences


def announced(cell: Any) -> dict[str, Any] | None:
    """Return what a page says of a deprecation, where it says no more than any output can.

    That is nothing but that it is deprecated, or what to use instead. Links lead where they lead:
    whether the page would have them is seen when it is made anew.
    """
    if cell in ("yes", sentences.BARE):
        return {}
    keys = tuple(unescape(key) for key in re.findall("<code>(.*?)</code>", str(cell)))
    said = sentences.deprecation(Deprecated(replaced_by=keys))
    if not keys or re.sub("</?a[^>]*>", "", str(cell)) != markdown.normal(said):
        return None
    return plain({"replaced_by": keys})


def plain(said: dict[str, Any]) -> dict[str, Any]:
    """Return an announcement as a catalog has it: one replacement without a list."""
    return {
        name: its[0] if isinstance(its, tuple) and len(its) == 1 else
        list(its) if isinstance(its, tuple) else its
        for name, its in said.items()
    }  # fmt: skip
