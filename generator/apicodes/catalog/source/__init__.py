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
from yaml import YAMLError
from yaml.events import DocumentStartEvent, StreamEndEvent

from apicodes.catalog.source.builder import reader
from apicodes.catalog.source.events import Unreadable, cleaned, conflicts, events
from apicodes.catalog.source.walk import INVALID, Place, Read, Walk
from apicodes.problems import Location, Problem

T = TypeVar("T", bound=Struct)


def build(text: str, path: str, struct: type[T]) -> tuple[T | None, Place | None, list[Problem]]:
    """Build a struct from the YAML text of one file.

    Returns the value, or None where nothing could be built; where each value in it begins; and
    every problem of the file. The value is complete only where there are none.
    """
    text, problems = cleaned(text, path)
    if unmerged := conflicts(text, path):
        return None, None, problems + unmerged
    walk = Walk(path, events(text, path))
    walk.problems = problems
    value, place = INVALID, None
    try:
        value, place = _document(walk, struct)
    except YAMLError as error:
        from apicodes.catalog.source.syntax import syntax

        found = syntax(error, text, path)
        # What was read after the place where the text stops being YAML says nothing that helps.
        problems[:] = [problem for problem in problems if problem.location < found.location]
        problems.append(found)
    except Unreadable as error:
        problems.append(error.problem)
    return (None if value is INVALID else value), place, problems


def _document(walk: Walk, struct: type[Struct]) -> tuple[Any, Place | None]:
    walk.next()
    event = walk.next()
    if type(event) is StreamEndEvent:
        problem = Problem(
            Location(walk.path, 1, 1),
            "empty",
            "the file holds nothing",
            "start it with 'apicodes: 1'",
        )
        walk.problems.append(problem)
        return INVALID, None
    value = _root(struct)(walk, walk.next())
    place, walk.place = walk.place, None
    walk.next()
    event = walk.next()
    if type(event) is DocumentStartEvent:
        hint = "keep one document in a file; a catalog may have several files"
        walk.wrong(event, "several-documents", "a second YAML document starts here", hint)
    return value, place


@cache
def _root(struct: type[Struct]) -> Read:
    return reader(types.type_info(struct))[1]
