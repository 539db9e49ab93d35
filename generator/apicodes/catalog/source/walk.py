"""One pass over the events of a file: what was wrong on the way, and where each value begins."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from apicodes.catalog.source.core_schema import NULLS
from apicodes.catalog.source.yaml_tree import Event, NextEvent
from apicodes.problems import Location, Problem

INVALID: Any = object()
"""Returned for a wrong value, whose `Problem` is recorded."""

Read = Callable[["Walk", Event], Any]
"""Reads the value that an event begins; returns `INVALID` where it is wrong."""


class Place(Struct):
    """The position of a mapping or list, and of what it holds, by field or index.

    A scalar has no `Place` but libyaml's mark alone, whose line and column count from 0.
    """

    path: str
    mark: Any
    children: Any
    wrong: tuple[str, ...] = ()
    """The fields with something wrong in their values."""
    partial: bool = False
    """Whether the source holds more here, which could not be read and is in no child."""

    def locate(self, *steps: str | int) -> Location:
        """Return where the value at the end of `steps` begins; where one is missing, its parent."""
        place = self
        for step in steps:
            try:
                child = place.children[step]
            except (KeyError, IndexError, TypeError):
                break
            if not isinstance(child, Place):
                return Location(place.path, child.line + 1, child.column + 1)
            place = child
        return Location(place.path, place.mark.line + 1, place.mark.column + 1)

    def gives(self, name: str) -> bool:
        """Return whether the source gives this field, be its value right or wrong."""
        return name in self.children


class Walk:
    """One pass over the events of one file."""

    __slots__ = ("depth", "next", "path", "place", "problems")

    def __init__(self, path: str, next_event: NextEvent, problems: list[Problem]) -> None:
        self.path = path
        self.next = next_event
        self.problems = problems
        self.depth = 0
        self.place: Place | None = None
        """The place of the mapping or list that was read last, until its parent takes it."""

    def wrong(self, event: Event, rule: str, message: str, hint: str | None = None) -> Any:
        """Record a problem at an event and return `INVALID`."""
        location = Location(self.path, event.start_mark.line + 1, event.start_mark.column + 1)
        self.problems.append(Problem(location, rule, message, hint))
        return INVALID

    def mistyped(self, event: Event, expects: str, hint: str | None = None) -> Any:
        """Record that another type was expected, pass over the value and return `INVALID`."""
        if (
            hint is None
            and "text" in expects
            and (event.tag or getattr(event, "flow_style", False))
        ):
            hint = "quote the text, or write it on the next line after '>-'"
        elif hint is None and expects == "a list" and type(event) is MappingStartEvent:
            hint = "begin each item with '- '"
        self.wrong(event, "wrong-type", f"expected {expects}, found {describe(event)}", hint)
        return self.skip(event)

    def skip(self, event: Event) -> Any:
        """Pass over the value that an event begins and return `INVALID`."""
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
    """Return how messages describe the value that an event begins."""
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
