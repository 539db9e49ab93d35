"""YAML text to libyaml's events, aliases replaced by what they name.

The one module that sets up the parser and knows its errors.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, Protocol, TypeVar

from yaml import CBaseLoader, MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

T = TypeVar("T")

Event = Any
NextEvent = Callable[[], Event]
"""Returns the next event of a text; the last one is a `StreamEndEvent`."""

ALIAS_LIMIT = 100_000
"""How many events the aliases of one text may repeat."""


class Mark(Protocol):
    """A position as libyaml gives it: line and column count from 0."""

    line: int
    column: int


class YamlError(ValueError):
    """Why a text cannot be read as YAML, and where: line and column count from 1.

    `rule` is the id of the problem. `context` is where the value begins that the parser was
    reading; None where the parser gives no position.
    """

    def __init__(
        self,
        rule: Literal["yaml-syntax", "alias", "several-documents", "too-deep"],
        message: str,
        mark: Mark | None = None,
        context: Mark | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.hint = hint
        self.line, self.column = _position(mark) if mark else (1, 1)
        self.context = _position(context) if context else None


def _position(mark: Mark) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def read_events(text: str, read: Callable[[NextEvent], T], *, expand: bool = True) -> T:
    """Return what a function makes of the events of a text.

    With `expand`, an alias is replaced by the events of what it names. Raises `YamlError`.
    """
    with _errors():
        next_event: NextEvent = CBaseLoader(text).get_event
        if expand and _ALIAS.search(text):
            next_event = _expanded(next_event).__next__
        return read(next_event)


def top_keys(text: str) -> Iterator[str]:
    """Return the scalar keys of the mapping that a document is, each as soon as it is read.

    Raises `YamlError`, but not for what follows the last key that was asked for.
    """
    with _errors():
        next_event: NextEvent = CBaseLoader(text).get_event
        next_event()
        next_event()
        if type(next_event()) is not MappingStartEvent:
            return
        depth, is_key = 0, True
        while depth >= 0:
            event = next_event()
            if depth == 0 and is_key and type(event) is ScalarEvent:
                yield event.value
            depth += _STEPS.get(type(event), 0)
            is_key = is_key != (depth == 0)


# Where a value may begin: emphasis inside a text is no alias, and looking is cheap.
_ALIAS = re.compile(r"[&*](?:(?<=^.)|(?<=[\n\[{,].)|(?<=[:,?\-\[{\s]\s.))[^\s*]")


@contextmanager
def _errors() -> Iterator[None]:
    """Raise `YamlError` for what the parser raises."""
    try:
        yield
    except (YAMLError, UnicodeEncodeError) as error:
        raise _error(error) from None


def _error(error: Exception) -> YamlError:
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return YamlError("yaml-syntax", str(error))
    message, mark = f"{error.problem} {error.context}", error.problem_mark
    return YamlError("yaml-syntax", message, mark, error.context_mark or mark)


def _expanded(next_event: NextEvent) -> Iterator[Event]:
    """Return the events of a text, each alias replaced by those of what it names."""
    anchored: dict[str, list[Event]] = {}
    recording: list[tuple[str, int, list[Event]]] = []
    depth = repeated = 0
    while (event := next_event()) is not None:
        batch = [event]
        if type(event) is AliasEvent:
            batch = _aliased(event, anchored, {name for name, _, _ in recording})
            repeated += len(batch)
            if repeated > ALIAS_LIMIT:
                message = f"the aliases repeat more than {ALIAS_LIMIT:,} values"
                raise YamlError("alias", message, event.start_mark, hint=ALIAS_HINT)
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


def _aliased(event: Event, anchored: dict[str, list[Event]], unfinished: set[str]) -> list[Event]:
    name = event.anchor
    if name in anchored and name not in unfinished:
        return anchored[name]
    message = f"there is no anchor '&{name}' before this alias"
    if name in unfinished:
        message = f"the alias '*{name}' is inside its own anchor"
    raise YamlError("alias", message, event.start_mark, hint=ALIAS_HINT)


ALIAS_HINT = "write the value out"
