"""YAML text to libyaml's events, and all that can be wrong with a text before it has a type."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from yaml import MarkedYAMLError, YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from apicodes.problems import Location, Problem

REPEAT_LIMIT = 100_000
"""How many events the aliases of one file may repeat."""

REPORT_LIMIT = 10
"""How many forbidden characters of one file are reported one by one."""

Event = Any

# C0 and C1 controls but tab and newline, line and paragraph separators, bidirectional controls
# (the set of ruff's PLE2502, and the marks), zero-width characters, noncharacters, surrogates.
# U+200C and U+200D stay: Persian, Hindi and many emoji cannot be written without them.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]|\r(?!\n)"
)


_MARKERS = ("<" * 7, "=" * 7, ">" * 7, "|" * 7)
_CONFLICT = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: .*)?|={7})\r?$", re.MULTILINE)


class Unreadable(Exception):
    """The text of a file cannot be read to its end; carries the `Problem` that says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


def cleaned(text: str, path: str) -> tuple[str, list[Problem]]:
    """Return the text with each forbidden character replaced by U+FFFD, and a problem for each.

    A replaced text keeps its length, so that positions in it are those of the file.
    """
    if "".join(text.split("\n")).isprintable():
        return text, []
    matches = FORBIDDEN.finditer(text)
    found = list(islice(matches, REPORT_LIMIT))
    problems = [
        Problem(
            _at(text, path, match.start()),
            "forbidden-character",
            f"{named(match.group())} is not allowed in a catalog",
            "delete it; it cannot be seen, and changes how the text around it is read",
        )
        for match in found
    ]
    if (rest := next(matches, None)) is not None:
        where = _at(text, path, rest.start())
        message = f"and {1 + sum(1 for _ in matches)} more characters that are not allowed"
        problems.append(Problem(where, "forbidden-character", message))
    if found:
        text = FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
    return text, problems


def named(character: str) -> str:
    """Return how a message shows a character that cannot be seen: ``U+202E``."""
    return f"the character U+{ord(character):04X}"


def conflicts(text: str, path: str) -> list[Problem]:
    """Return a problem for each conflict that git left in the text."""
    problems = []
    inside = False
    for match in _CONFLICT.finditer(text) if any(marker in text for marker in _MARKERS) else ():
        begins = match.group()[0] == "<"
        if begins or not inside:
            problems.append(
                Problem(
                    _at(text, path, match.start()),
                    "conflict-marker",
                    "a merge conflict starts here" if begins else "a marker of a merge conflict",
                    "keep the codes of both sides, without the markers; run 'apicodes generate'",
                )
            )
        inside = match.group()[0] != ">" and (begins or inside)
    return problems


# Where a value may begin: emphasis inside a text is no alias, and looking is cheap.
_ALIAS = re.compile(r"[&*](?:(?<=^.)|(?<=[\n\[{,].)|(?<=[:,?\-\[{\s]\s.))[^\s*]")


def events(text: str, path: str) -> Callable[[], Event]:
    """Return the function that gives the next event of a text, aliases replaced by what they name.

    It raises `Unreadable` where the text is not YAML, or where its aliases have no end.
    """
    parser = CParser(text)
    if _ALIAS.search(text):
        return _expanded(parser.get_event, path).__next__
    get_event: Callable[[], Event] = parser.get_event
    return get_event


def _expanded(get_event: Callable[[], Event], path: str) -> Iterator[Event]:
    anchored: dict[str, list[Event]] = {}
    recording: list[tuple[str, int, list[Event]]] = []
    depth = repeated = 0
    while (event := get_event()) is not None:
        batch = [event]
        if type(event) is AliasEvent:
            batch = _aliased(event, anchored, {name for name, _, _ in recording}, path)
            repeated += len(batch)
            if repeated > REPEAT_LIMIT:
                raise Unreadable(
                    _problem(path, event, f"the aliases repeat more than {REPEAT_LIMIT:,} values")
                )
        elif getattr(event, "anchor", None) is not None:
            recording.append((event.anchor, depth, []))
        for event in batch:
            depth += _STEPS.get(type(event), 0)
            for _, _, events in recording:
                events.append(event)
            yield event
        while recording and recording[-1][1] == depth:
            name, _, events = recording.pop()
            anchored[name] = events


_STEPS = {MappingStartEvent: 1, SequenceStartEvent: 1, MappingEndEvent: -1, SequenceEndEvent: -1}


def _aliased(
    event: AliasEvent, anchored: dict[str, list[Event]], unfinished: set[str], path: str
) -> list[Event]:
    name = event.anchor
    if name in unfinished:
        raise Unreadable(_problem(path, event, f"the alias '*{name}' stands inside its own anchor"))
    if name not in anchored:
        raise Unreadable(_problem(path, event, f"no anchor '&{name}' stands before this alias"))
    return anchored[name]


def _problem(path: str, event: Event, message: str) -> Problem:
    mark = event.start_mark
    location = Location(path, mark.line + 1, mark.column + 1)
    return Problem(location, "alias", message, "write the value out")


def is_json(text: str, path: str) -> bool:
    """Return whether a text is meant as JSON, by its name or by how it begins."""
    return path.lower().endswith(".json") or re.match(r'\s*\{\s*"', text) is not None


def syntax(error: YAMLError, text: str, path: str) -> Problem:
    """Return what the parser could not read, in the words of someone who writes a catalog."""
    if is_json(text, path) and (found := _json_syntax(text, path)):
        return found
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem(Location(path), "yaml-syntax", f"not YAML: {error}")
    mark, problem = error.problem_mark, error.problem or "not YAML"
    line = (text.split("\n") + [""] * 2)[mark.line]
    column = mark.column
    message, hint = _explained(problem, line, column)
    if _is_unclosed(problem) and error.context_mark is not None:
        mark, column = error.context_mark, error.context_mark.column
    elif (start := _start_of_value(line, column)) is not None and not _tells(problem):
        column, hint = start, _QUOTE
        message = f"a text that starts with '{line[start]}' reads as something else in YAML"
    return Problem(Location(path, mark.line + 1, column + 1), "yaml-syntax", message, hint)


def _json_syntax(text: str, path: str) -> Problem | None:
    """Return what is wrong in a text that is meant as JSON; None where it is JSON."""
    import json

    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        return Problem(Location(path, error.lineno, error.colno), "json-syntax", message)
    except RecursionError:
        return None
    return None


_QUOTE = "quote the text, or write it on the next line after '>-'"
_ALIGN = "align it with the lines that it belongs to; a text of several lines goes after '>-'"


def _explained(problem: str, line: str, column: int) -> tuple[str, str | None]:
    character = line[column : column + 1]
    if character == "\t" or "tab character" in problem:
        return "a tab where YAML wants spaces", "indent with spaces"
    if "cannot start any token" in problem:
        return f"a text cannot start with '{character}' in YAML", _QUOTE
    if "mapping values are not allowed" in problem:
        if re.fullmatch(r"\s*[\w-]+", line[:column]):
            return "the line reads as a part of the text above it: its indentation", _ALIGN
        return "': ' inside a text reads as a new field", _QUOTE
    if "unexpected end of stream" in problem:
        return "a quoted text is never closed", "close the quote"
    if "escape" in problem or "hexdecimal" in problem:
        return "not an escape that YAML knows", "double the backslash, or use single quotes"
    if _is_unclosed(problem):
        return "a bracket is never closed, or a comma is missing", "close it on its line"
    if "expected key" in problem or "expected '-'" in problem or "could not find" in problem:
        return "the line fits neither what stands before it nor its indentation", _ALIGN
    return f"not YAML: {problem}", None


def _is_unclosed(problem: str) -> bool:
    """Return whether what is wrong is where something began, not where the parser noticed."""
    return "unexpected end of stream" in problem or "expected ',' or" in problem


def _tells(problem: str) -> bool:
    """Return whether the parser knows better than the first character of the text."""
    known = ("cannot start", "mapping values", "escape", "hexdecimal", "tab character")
    return any(word in problem for word in known)


def _start_of_value(line: str, column: int) -> int | None:
    """Return where a text begins that YAML takes for a quote, a bracket, an alias or a block."""
    field = re.match(r"\s*(?:-\s+)*(?:[\w-]+:\s+)?(?=[\"'\[{*&>|!])", line)
    return field.end() if field and field.end() <= column else None


def _at(text: str, path: str, offset: int) -> Location:
    return Location(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
