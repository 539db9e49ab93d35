"""Explains to writers of catalogs what a YAML parser could not read.

libyaml gives the position where it stopped, and where the value began that it was reading. The
mistake is often at neither.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from apicodes.catalog.source.json_syntax import json_syntax
from apicodes.catalog.source.yaml_events import YamlError
from apicodes.problems import Location, Problem

QUOTE = "quote the text, or write it on the next line after '>-'"
ALIGN = "align it with the lines that it belongs to; a text of several lines goes after '>-'"


def is_json(text: str, path: str) -> bool:
    """Return whether a text is meant as JSON, by its name or by how it begins."""
    return path.lower().endswith(".json") or re.match(r'\s*\{\s*"', text) is not None


def explain(error: YamlError, text: str, path: str) -> Problem:
    """Return the problem of a text that is not YAML, or JSON where it is meant as JSON."""
    if error.rule != "yaml-syntax":
        location = Location(path, error.line, error.column)
        return Problem(location, error.rule, error.message, error.hint)
    if is_json(text, path) and (in_json := json_syntax(text, path)):
        return in_json
    if error.context is None:
        return Problem(Location(path, 1, 1), "yaml-syntax", f"not YAML: {error.message}")
    lines = [*text.split("\n"), "", ""]
    began_line, began_column = error.context
    stop = _Stop(
        error.message, lines, error.line - 1, error.column - 1, began_line - 1, began_column - 1
    )
    explanation = next(_explanations(stop))
    location = Location(path, explanation.line + 1, explanation.column + 1)
    return Problem(location, "yaml-syntax", explanation.message, explanation.hint)


class _Stop(Struct, frozen=True):
    """Where the parser stopped and why, and where what it was reading began; counted from 0."""

    problem: str
    lines: list[str]
    line: int
    column: int
    began_line: int
    began_column: int

    @property
    def text(self) -> str:
        return self.lines[self.line]

    @property
    def before(self) -> str:
        return self.text[: self.column]

    @property
    def character(self) -> str:
        return self.text[self.column : self.column + 1]

    def mentions(self, *words: str) -> bool:
        return any(word in self.problem for word in words)

    def at_stop(self, message: str, hint: str | None) -> "_Explanation":
        return _Explanation(self.line, self.column, message, hint)

    def at_start(self, message: str, hint: str) -> "_Explanation":
        return _Explanation(self.began_line, self.began_column, message, hint)


class _Explanation(Struct, frozen=True):
    line: int
    column: int
    message: str
    hint: str | None


def _explanations(stop: _Stop) -> Iterator[_Explanation]:
    """Return possible explanations, the most likely first."""
    if stop.character == "\t" or stop.mentions("tab character"):
        yield stop.at_stop("a tab where YAML wants spaces", "indent with spaces")
    if stop.mentions("cannot start any token"):
        yield _no_start(stop, stop.character)
    if stop.mentions("mapping keys are not allowed", "sequence entries are not allowed"):
        yield _no_start(stop, f"{stop.character} ")
    if stop.mentions("mapping values are not allowed"):
        yield from _colon(stop)
    if stop.mentions("could not find expected ':'"):
        yield from _no_field(stop)
    if stop.mentions("unexpected end of stream"):
        yield stop.at_start("a quoted text is never closed", "close the quote")
    if stop.mentions("escape character", "escape code", "hexdecimal"):
        hint = "double the backslash, or use single quotes"
        yield stop.at_stop("not an escape sequence of YAML", hint)
    if stop.mentions("expected ',' or"):
        message = "a bracket is never closed, or a comma is missing"
        yield stop.at_start(message, "close it on its line")
    if stop.mentions("expected node content"):
        yield from _no_content(stop)
    if stop.mentions("<document start>"):
        hint = "delete the line with '...'; keep one document in a file"
        yield stop.at_stop("the document ends above this line", hint)
    if stop.mentions("directive", "incompatible YAML"):
        message = "a line that starts with '%' is a directive of YAML"
        yield stop.at_start(message, "delete the line, or indent it where it is text")
    yield from _after_value(stop)
    if stop.mentions("block scalar"):
        yield stop.at_start("after '>' or '|' a text begins on the next line", QUOTE)
    if stop.mentions("expected key", "expected '-'", "could not find"):
        message = "the line matches neither the text before it nor its indentation"
        yield stop.at_stop(message, ALIGN)
    yield stop.at_stop("the YAML cannot be read any further", f"{QUOTE}; else {ALIGN}")


def _no_start(stop: _Stop, start: str) -> _Explanation:
    hint = f"{QUOTE}; a list begins on the next line" if start == "- " else QUOTE
    return stop.at_stop(f"a text cannot start with '{start}' in YAML", hint)


_UNSPACED = re.compile(r"\s*(?:-\s+)*(?P<name>[\w-]+)(?P<sign>:(?=\S)|\s*=)")
_TYPOGRAPHIC = re.compile(
    r"\s*(?:-\s+)*[\w-]+:\s+(?P<quote>[\u2018-\u201f\u00ab\u00bb\u300c\u300e])"
)


def _colon(stop: _Stop) -> Iterator[_Explanation]:
    """Explain a misplaced ': '."""
    if re.fullmatch(r"\s*[\w-]+", stop.before):
        yield from _unspaced(stop.lines, stop.line - 1)
        yield stop.at_stop("the indentation of the line makes it a part of the text above", ALIGN)
    if match := _TYPOGRAPHIC.match(stop.before):
        message = f"'{match['quote']}' is not a quote in YAML, and ': ' starts a new field"
        hint = "quote the text with \" or '"
        yield _Explanation(stop.line, match.start("quote"), message, hint)
    yield stop.at_stop("': ' inside a text starts a new field", QUOTE)


def _unspaced(lines: list[str], line: int) -> Iterator[_Explanation]:
    if match := _UNSPACED.match(lines[line]):
        name, column = match["name"], match.start("sign")
        if match["sign"] == ":":
            message, hint = (
                f"no space after the colon of '{name}'",
                f"write '{name}: ', with a space",
            )
        else:
            message, hint = "'=' does not make a field", f"write '{name}: '"
        yield _Explanation(line, column, message, hint)


def _no_field(stop: _Stop) -> Iterator[_Explanation]:
    """Explain a line that should be a field and has no ': '."""
    yield from _unspaced(stop.lines, stop.began_line)
    if ": " not in stop.lines[stop.began_line]:
        message = "the line is neither a field nor a part of the text above it"
        hint = (
            "write 'name: value', or indent the line more than the field that its text belongs to"
        )
        yield stop.at_start(message, hint)


def _no_content(stop: _Stop) -> Iterator[_Explanation]:
    if stop.mentions("flow node") and stop.character not in tuple(",]}"):
        yield stop.at_stop("a bracket above is never closed", "close it on its line")
    if stop.mentions("flow node"):
        message = f"there is no value before this '{stop.character}'"
        yield stop.at_stop(message, "delete it, or quote the text that it belongs to")
    if stop.character:
        yield _no_start(stop, stop.character)


def _after_value(stop: _Stop) -> Iterator[_Explanation]:
    """Explain text behind the end of a value."""
    start = _start_of_value(stop)
    first = stop.text[start] if start is not None else None
    if stop.before.rstrip()[-1:] in tuple("\"'") and first in (None, '"', "'"):
        column = stop.column if start is None else start
        hint = "quote the whole text, or write it on the next line after '>-'"
        yield _Explanation(stop.line, column, "more text follows the end of a quoted text", hint)
    if stop.character in tuple("]}") and first in tuple("[{"):
        yield stop.at_stop(f"'{stop.character}' closes no bracket", "delete it")
    if start is not None:
        message = f"a text that starts with '{first}' reads as something else in YAML"
        yield _Explanation(stop.line, start, message, QUOTE)


def _start_of_value(stop: _Stop) -> int | None:
    """Return the column of a text that YAML reads as a quote, a bracket, an alias or a block."""
    field = re.match(r"\s*(?:-\s+)*(?:[\w-]+:\s+)?(?=[\"'\[{*&>|!])", stop.text)
    return field.end() if field and field.end() <= stop.column else None
