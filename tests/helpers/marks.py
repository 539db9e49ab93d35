"""Texts that say themselves where something is wrong in them."""

import re
from typing import NamedTuple

MARK = "▶"
"""Stands before the character where a problem is expected."""


class Marked(NamedTuple):
    """A text without its marks, and where they stood: ``(line, column)``, both from 1."""

    text: str
    places: list[tuple[int, int]]


def marked(text: str) -> Marked:
    """Take the marks out of a text."""
    places = []
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        while MARK in line:
            places.append((number, line.index(MARK) + 1))
            line = line.replace(MARK, "", 1)
        lines.append(line)
    return Marked("\n".join(lines), places)


def codes(text: str) -> str:
    """Return a catalog with these codes, or the catalog that the text is without its format."""
    text = text.strip("\n")
    if re.search("^(title|codes):", text.replace(MARK, ""), re.MULTILINE):
        return f"apicodes: 1\n{text}\n"
    return f"apicodes: 1\ntitle: Codes\ncodes:\n{text}\n"
