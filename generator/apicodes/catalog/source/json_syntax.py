"""Explains to writers of JSON what is wrong with it.

Python gives the offset at which its parser stopped. Its messages change with its version, so the
mistake is looked for in the text itself (RFC 8259, sections 2 to 7).
"""

import json
import re

from apicodes.problems import Problem, location_at

_BARE = re.compile(r"[A-Za-z_][\w-]*")
_SURPLUS = re.compile(r",\s*([\]}])")
_LITERALS = {"true": "true", "false": "false", "null": "null", "none": "null"}
_QUOTES = tuple("'`\u2018\u2019\u201c\u201d\u00ab\u00bb")
_IN_QUOTES = 'write it in double quotes, as "text"'


def json_syntax(text: str, path: str) -> Problem | None:
    """Return the problem of a text that is meant as JSON, or None where it is JSON."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        at, message, hint = _explained(text, error.pos, error.msg)
        return Problem(location_at(path, text, at), "json-syntax", message, hint)
    except RecursionError:
        return None
    return None


def _explained(text: str, stop: int, reason: str) -> tuple[int, str, str]:
    """Return the offset of the mistake, the message and the hint."""
    if reason.startswith("Unterminated"):
        return stop, "a quoted text is never closed", "close the quote"
    if reason.startswith("Invalid control"):
        if text[stop] == "\t":
            return stop, "a tab inside a quoted text", "write it as \\t"
        hint = "close the quote on its line; a line break inside a text is written as \\n"
        return stop, "the line ends inside a quoted text", hint
    if reason.startswith("Invalid"):
        at = text.rfind("\\", 0, stop + 1)
        return at, "not an escape sequence of JSON", "double the backslash"
    stop += len(text[stop:]) - len(text[stop:].lstrip())
    before = text[:stop].rstrip()
    # A comma too many: newer parsers stop at it, older ones behind it.
    for comma in (stop, len(before) - 1):
        if match := _SURPLUS.match(text, max(comma, 0)):
            return comma, f"a comma with nothing between it and '{match[1]}'", "delete it"
    return stop, *_at_character(text, stop, before, reason)


def _at_character(text: str, stop: int, before: str, reason: str) -> tuple[str, str]:
    """Return the message and the hint for the character at which the parser stopped."""
    character = text[stop : stop + 1]
    bare = _BARE.match(text, stop)
    if not character:
        return "the text ends before its last bracket is closed", "close it"
    if character == "#" or text.startswith(("//", "/*"), stop):
        return "JSON has no comments", "delete it; a catalog in YAML has comments, after '#'"
    if character in _QUOTES:
        return f"'{character}' is not a quote in JSON", 'write "'
    if reason.startswith("Extra"):
        message = "more text follows the end of the document"
        return f"'{character}' closes no bracket" if character in "]}" else message, "delete it"
    if reason.startswith("Expecting ':'"):
        return "no colon after the name of a field", "write ': ' between the name and its value"
    if reason.startswith("Expecting ','"):
        return _no_comma(character, text[stop - 1], before)
    if character in ",]}":
        return f"there is no value before this '{character}'", "write a value there, or delete it"
    if reason.startswith("Expecting property") and not bare:
        return f"the name of a field cannot start with '{character}' in JSON", _IN_QUOTES
    if bare and (literal := _LITERALS.get(bare[0].lower())) and "property" not in reason:
        return f"JSON spells '{bare[0]}' as '{literal}'", f"write {literal}"
    if bare:
        return f"'{bare[0][:60]}' has no quotes", _IN_QUOTES
    return f"a value cannot start with '{character}' in JSON", _IN_QUOTES


def _no_comma(character: str, previous: str, before: str) -> tuple[str, str]:
    if character in "]}":
        opened = "]" if character == "}" else "}"
        return f"a bracket is never closed before this '{character}'", f"close it with '{opened}'"
    if previous == "0" and character.isdigit():
        return "a number cannot start with 0 in JSON", _IN_QUOTES
    if before.endswith('"') and character != '"':
        hint = 'write \\" for a quote inside a text; two values need a comma between them'
        return "more text follows the end of a quoted text", hint
    return "no comma between two values", "write ', ' between them"
