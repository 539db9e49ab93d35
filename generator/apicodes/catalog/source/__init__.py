"""YAML text to typed values, with the position of every one of them.

The builder walks libyaml's events against the types of a msgspec Struct. It does not stop at the
first mistake: what is wrong becomes a `Problem` at its line and column, and the walk goes on. A
scalar is resolved by the type of its field, so that ``code: 0010`` stays text; where the format
leaves the type open, YAML 1.2's core schema decides (YAML 1.2.2, section 10.3).
"""

from functools import cache
from typing import Any, TypeVar

from msgspec import Struct
from msgspec import inspect as types
from yaml.events import DocumentStartEvent, StreamEndEvent

from apicodes.catalog.source.builder import reader
from apicodes.catalog.source.positions import Positions
from apicodes.catalog.source.text_problems import conflict_markers, replace_forbidden
from apicodes.catalog.source.walk import INVALID, Read, Walk
from apicodes.catalog.source.yaml_events import YamlError, read_events
from apicodes.problems import Location, Problem

T = TypeVar("T", bound=Struct)


def build(
    text: str, path: str, struct: type[T]
) -> tuple[T | None, Positions | None, list[Problem]]:
    """Build a struct from the YAML text of one file.

    Returns the value, or None where nothing could be built; where each value in it begins; and
    every problem of the file. The value is complete only where there are none.
    """
    text, problems = replace_forbidden(text, path)
    if conflicts := conflict_markers(text, path):
        return None, None, problems + conflicts
    value, positions = INVALID, None
    try:
        value, positions = read_events(
            text, lambda next_event: _document(Walk(path, next_event, problems), struct)
        )
    except YamlError as error:
        from apicodes.catalog.source.syntax import explain

        problem = explain(error, text, path)
        # Problems beyond the place where the text stops being YAML do not help.
        problems[:] = [earlier for earlier in problems if earlier.location < problem.location]
        problems.append(problem)
    return (None if value is INVALID else value), positions, problems


def _document(walk: Walk, struct: type[Struct]) -> tuple[Any, Positions | None]:
    walk.next()
    event = walk.next()
    if type(event) is StreamEndEvent:
        location, hint = Location(walk.path, 1, 1), "start it with 'apicodes: 1'"
        walk.problems.append(Problem(location, "empty", "the file holds nothing", hint))
        return INVALID, None
    value = _root(struct)(walk, walk.next())
    positions, walk.positions = walk.positions, None
    walk.next()
    event = walk.next()
    if type(event) is DocumentStartEvent:
        hint = "keep one document in a file; a catalog may have several files"
        walk.report(event, "several-documents", "a second YAML document starts here", hint)
    return value, positions


@cache
def _root(struct: type[Struct]) -> Read:
    return reader(types.type_info(struct))[1]
