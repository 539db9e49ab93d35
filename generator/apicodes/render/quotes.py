"""Strings between quotes, with the escapes that several languages share."""

import re
from functools import lru_cache

CACHED = 50_000
"""How many texts are kept as they were written: most stand in several places of several outputs."""

# What a string cannot hold as it is in any of the languages: controls, separators, the byte order
# mark, noncharacters. A catalog holds none of them, but text from elsewhere may.
_CONTROLS = (
    "\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
)
UNPRINTABLE = re.compile(f"[{_CONTROLS}]")
_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SPECIAL = re.compile(f'["\\\\{_CONTROLS}]')


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _NAMED.get(character) or f"\\u{ord(character):04x}"


def is_simple(text: str) -> bool:
    """Return whether a text can stand between double quotes as it is."""
    printable = text.isprintable() or not UNPRINTABLE.search(text)
    return printable and '"' not in text and "\\" not in text


@lru_cache(CACHED)
def quoted(text: str) -> str:
    """Return a string of Python or TypeScript, in the quotes that need fewer escapes.

    Double quotes on a tie, as ruff format, black and prettier have it.
    """
    if is_simple(text):
        return f'"{text}"'
    text = text.replace("\\", "\\\\")
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + UNPRINTABLE.sub(_escape, text.replace(quote, f"\\{quote}")) + quote


def double_quoted(text: str) -> str:
    """Return a string in double quotes as YAML, Go, Java and C read it."""
    return '"' + _SPECIAL.sub(_escape_in_double_quotes, text) + '"'


def _escape_in_double_quotes(match: re.Match[str]) -> str:
    character = match.group()
    return f"\\{character}" if character in '"\\' else _escape(match)
