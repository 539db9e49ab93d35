"""YAML text to libyaml's events, and all that can be wrong with a text before it has a type."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from apicodes.problems import Location, Problem
from apicodes.text.forbidden import FORBIDDEN, named

REPEAT_LIMIT = 100_000
"""How many events the aliases of one file may repeat."""

REPORT_LIMIT = 10
"""How many forbidden characters of one file are reported one by one."""

Event = Any


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


def _at(text: str, path: str, offset: int) -> Location:
    return Location(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
