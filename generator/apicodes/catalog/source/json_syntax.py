"""What stops a text from being JSON, in the words of someone who writes it.

Python says where its parser stopped; what it says of it changes with its version, so that the text
itself tells what is wrong there (RFC 8259, sections 2 to 7).
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
    """Return what is wrong in a text that is meant as JSON; None where it is JSON."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        at, message, hint = _explained(text, error.pos, error.msg)
        return Problem(location_at(path, text, at), "json-syntax", message, hint)
    except RecursionError:
        return None
    return None


def _explained(text: str, stop: int, said: str) -> tuple[int, str, str]:
    """Return where the mistake is, what it is, and what to do."""
    if said.startswith("Unterminated"):
        return stop, "a quoted text is never closed", "close the quote"
    if said.startswith("Invalid control"):
        if text[stop] == "\t":
            return stop, "a tab inside a quoted text", "write it as \\t"
        hint = "close the quote on its line; a line break inside a text is written as \\n"
        return stop, "the line ends inside a quoted text", hint
    if said.startswith("Invalid"):
        at = text.rfind("\\", 0, stop + 1)
        return at, "not an escape that JSON knows", "double the backslash"
    stop += len(text[stop:]) - len(text[stop:].lstrip())
    before = text[:stop].rstrip()
    # A comma too many: newer parsers stop at it, older ones behind it.
    for comma in (stop, len(before) - 1):
        if match := _SURPLUS.match(text, max(comma, 0)):
            return comma, f"a comma with nothing between it and '{match[1]}'", "delete it"
    return stop, *_at_sign(text, stop, before, said)


def _at_sign(text: str, stop: int, before: str, said: str) -> tuple[str, str]:
    """Return what is wrong with the sign at which the parser stopped, and what to do."""
    sign = text[stop : stop + 1]
    bare = _BARE.match(text, stop)
    if not sign:
        return "the text ends before its last bracket is closed", "close it"
    if sign == "#" or text.startswith(("//", "/*"), stop):
        return "JSON has no comments", "delete it; a catalog in YAML has comments, after '#'"
    if sign in _QUOTES:
        return f"'{sign}' is no quote in JSON", 'write "'
    if said.startswith("Extra"):
        message = "more text follows the end of the document"
        return f"a '{sign}' that nothing opened" if sign in "]}" else message, "delete it"
    if said.startswith("Expecting ':'"):
        return "no colon after the name of a field", "write ': ' between the name and its value"
    if said.startswith("Expecting ','"):
        return _no_comma(sign, text[stop - 1], before)
    if sign in ",]}":
        return f"nothing stands before this '{sign}'", "write a value there, or delete it"
    if said.startswith("Expecting property") and not bare:
        return f"the name of a field cannot start with '{sign}' in JSON", _IN_QUOTES
    if bare and (literal := _LITERALS.get(bare[0].lower())) and "property" not in said:
        return f"JSON spells '{bare[0]}' as '{literal}'", f"write {literal}"
    if bare:
        return f"'{bare[0][:60]}' has no quotes", _IN_QUOTES
    return f"a value cannot start with '{sign}' in JSON", _IN_QUOTES


def _no_comma(sign: str, previous: str, before: str) -> tuple[str, str]:
    if sign in "]}":
        opened = "]" if sign == "}" else "}"
        return f"a bracket is never closed before this '{sign}'", f"close it with '{opened}'"
    if previous == "0" and sign.isdigit():
        return "a number cannot start with 0 in JSON", _IN_QUOTES
    if before.endswith('"') and sign != '"':
        hint = 'write \\" for a quote inside a text; between two values stands a comma'
        return "more text follows the end of a quoted text", hint
    return "no comma between two values", "write ', ' between them"
