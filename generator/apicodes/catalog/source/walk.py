"""One pass over the events of a file, with the problems and positions met on the way."""

from collections.abc import Callable
from enum import Enum
from typing import Any, Final

from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from apicodes.catalog.source.core_schema import NULLS
from apicodes.catalog.source.positions import Positions
from apicodes.catalog.source.yaml_events import Event, NextEvent
from apicodes.problems import Location, Problem


class Invalid(Enum):
    """What stands for a wrong value, whose `Problem` is recorded."""

    INVALID = "invalid"


INVALID: Final = Invalid.INVALID

Read = Callable[["Walk", Event], Any]
"""Reads the value that an event begins; returns `INVALID` for a wrong one."""


class Walk:
    """One pass over the events of one file."""

    __slots__ = ("depth", "next", "path", "positions", "problems")

    def __init__(self, path: str, next_event: NextEvent, problems: list[Problem]) -> None:
        self.path = path
        self.next = next_event
        self.problems = problems
        self.depth = 0
        self.positions: Positions | None = None
        """Those of the mapping or list that was read last, until its parent takes them."""

    def report(self, event: Event, rule: str, message: str, hint: str | None = None) -> Invalid:
        """Record a problem at an event and return `INVALID`."""
        location = Location(self.path, event.start_mark.line + 1, event.start_mark.column + 1)
        self.problems.append(Problem(location, rule, message, hint))
        return INVALID

    def report_type(self, event: Event, expected: str, hint: str | None = None) -> Invalid:
        """Record that another type was expected, skip the value and return `INVALID`."""
        if (
            hint is None
            and "text" in expected
            and (event.tag or getattr(event, "flow_style", False))
        ):
            hint = "quote the text, or write it on the next line after '>-'"
        elif hint is None and expected == "a list" and type(event) is MappingStartEvent:
            hint = "begin each item with '- '"
        self.report(event, "wrong-type", f"expected {expected}, found {describe(event)}", hint)
        return self.skip(event)

    def skip(self, event: Event) -> Invalid:
        """Skip the value that an event begins and return `INVALID`."""
        depth = 0
        while True:
            kind = type(event)
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                depth += 1
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1
            if depth == 0:
                return INVALID
            event = self.next()


def describe(event: Event) -> str:
    """Return the words by which messages name the value that an event begins."""
    if event.tag is not None:
        return f"a value with the tag '{event.tag.replace('tag:yaml.org,2002:', '!!')}'"
    match event:
        case ScalarEvent(value=value, implicit=(True, _)) if value in NULLS:
            return "nothing"
        case ScalarEvent(value=value, implicit=(plain, _)):
            short = value if len(value) <= 60 else value[:57] + "..."
            short = short.replace("\n", "\\n").replace("\t", "\\t")
            return short if plain else f'"{short}"'
        case MappingStartEvent():
            return "a mapping"
        case _:
            return "a list"
