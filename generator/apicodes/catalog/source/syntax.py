"""What a YAML parser could not read, in the words of someone who writes a catalog.

libyaml says where it stopped, and where what it was reading began. The mistake is often neither.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from apicodes.catalog.source.json_syntax import json_syntax
from apicodes.catalog.source.yaml_tree import YamlError
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

    def says(self, *words: str) -> bool:
        return any(word in self.problem for word in words)

    def here(self, message: str, hint: str | None) -> "_Explanation":
        return _Explanation(self.line, self.column, message, hint)

    def there(self, message: str, hint: str) -> "_Explanation":
        return _Explanation(self.began_line, self.began_column, message, hint)


class _Explanation(Struct, frozen=True):
    line: int
    column: int
    message: str
    hint: str | None


def _explanations(stop: _Stop) -> Iterator[_Explanation]:
    """Return what may be wrong, the likeliest first."""
    if stop.character == "\t" or stop.says("tab character"):
        yield stop.here("a tab where YAML wants spaces", "indent with spaces")
    if stop.says("cannot start any token"):
        yield _no_start(stop, stop.character)
    if stop.says("mapping keys are not allowed", "sequence entries are not allowed"):
        yield _no_start(stop, f"{stop.character} ")
    if stop.says("mapping values are not allowed"):
        yield from _colon(stop)
    if stop.says("could not find expected ':'"):
        yield from _no_field(stop)
    if stop.says("unexpected end of stream"):
        yield stop.there("a quoted text is never closed", "close the quote")
    if stop.says("escape character", "escape code", "hexdecimal"):
        hint = "double the backslash, or use single quotes"
        yield stop.here("not an escape that YAML knows", hint)
    if stop.says("expected ',' or"):
        message = "a bracket is never closed, or a comma is missing"
        yield stop.there(message, "close it on its line")
    if stop.says("expected node content"):
        yield from _no_content(stop)
    if stop.says("<document start>"):
        hint = "delete the line with '...'; keep one document in a file"
        yield stop.here("the document has ended above this line", hint)
    if stop.says("directive", "incompatible YAML"):
        message = "a line that starts with '%' is a directive of YAML"
        yield stop.there(message, "delete the line, or indent it where it is text")
    yield from _after_value(stop)
    if stop.says("block scalar"):
        yield stop.there("after '>' or '|' a text begins on the next line", QUOTE)
    if stop.says("expected key", "expected '-'", "could not find"):
        message = "the line fits neither what stands before it nor its indentation"
        yield stop.here(message, ALIGN)
    yield stop.here("YAML cannot be read on from here", f"{QUOTE}; else {ALIGN}")


def _no_start(stop: _Stop, start: str) -> _Explanation:
    hint = f"{QUOTE}; a list begins on the next line" if start == "- " else QUOTE
    return stop.here(f"a text cannot start with '{start}' in YAML", hint)


_UNSPACED = re.compile(r"\s*(?:-\s+)*(?P<name>[\w-]+)(?P<sign>:(?=\S)|\s*=)")
_TYPOGRAPHIC = re.compile(
    r"\s*(?:-\s+)*[\w-]+:\s+(?P<quote>[\u2018-\u201f\u00ab\u00bb\u300c\u300e])"
)


def _colon(stop: _Stop) -> Iterator[_Explanation]:
    """Explain a ': ' that cannot be one."""
    if re.fullmatch(r"\s*[\w-]+", stop.before):
        yield from _unspaced(stop.lines, stop.line - 1)
        yield stop.here("the line reads as a part of the text above it: its indentation", ALIGN)
    if match := _TYPOGRAPHIC.match(stop.before):
        message = f"'{match['quote']}' is no quote in YAML, and ': ' inside a text is a new field"
        hint = "quote the text with \" or '"
        yield _Explanation(stop.line, match.start("quote"), message, hint)
    yield stop.here("': ' inside a text reads as a new field", QUOTE)


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
    """Explain a line that ought to be a field, and has no ': '."""
    yield from _unspaced(stop.lines, stop.began_line)
    if ": " not in stop.lines[stop.began_line]:
        message = "the line is neither a field nor a part of the text above it"
        hint = (
            "write 'name: value', or indent the line more than the field that its text belongs to"
        )
        yield stop.there(message, hint)


def _no_content(stop: _Stop) -> Iterator[_Explanation]:
    if stop.says("flow node") and stop.character not in tuple(",]}"):
        yield stop.here("a bracket above is never closed", "close it on its line")
    if stop.says("flow node"):
        message = f"nothing stands before this '{stop.character}'"
        yield stop.here(message, "delete it, or quote the text that it belongs to")
    if stop.character:
        yield _no_start(stop, stop.character)


def _after_value(stop: _Stop) -> Iterator[_Explanation]:
    """Explain what follows a value that has ended."""
    start = _start_of_value(stop)
    first = stop.text[start] if start is not None else None
    if stop.before.rstrip()[-1:] in tuple("\"'") and first in (None, '"', "'"):
        column = stop.column if start is None else start
        hint = "quote the whole text, or write it on the next line after '>-'"
        yield _Explanation(stop.line, column, "more text follows the end of a quoted text", hint)
    if stop.character in tuple("]}") and first in tuple("[{"):
        yield stop.here(f"a '{stop.character}' that nothing opened", "delete it")
    if start is not None:
        message = f"a text that starts with '{first}' reads as something else in YAML"
        yield _Explanation(stop.line, start, message, QUOTE)


def _start_of_value(stop: _Stop) -> int | None:
    """Return where a text begins that YAML takes for a quote, a bracket, an alias or a block."""
    field = re.match(r"\s*(?:-\s+)*(?:[\w-]+:\s+)?(?=[\"'\[{*&>|!])", stop.text)
    return field.end() if field and field.end() <= stop.column else None
