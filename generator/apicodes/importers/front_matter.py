"""The front matter of a page that people wrote, and the page below it."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from msgspec.inspect import AnyType
from yaml import YAMLError
from yaml.events import MappingStartEvent

from apicodes.builder import reader
from apicodes.events import Unreadable, events
from apicodes.importers.notes import Kind
from apicodes.importers.outline import Line
from apicodes.walk import INVALID, Walk

BRACKET_LIMIT = 2_000
"""How many brackets front matter may have: the parser looks at all that are open each time."""

Say = Callable[[Kind, int, str], None]

Matter = dict[str, tuple[Any, int]]
"""The values of the front matter with their lines."""


def read(source: Sequence[str], say: Say) -> tuple[Matter, tuple[str, list[Line]], list[Line]]:
    """Return the front matter, a text in it that holds a table, by its key, and the page below.

    What cannot be read is noted, and left out.
    """
    lines = [Line(index, text) for index, text in enumerate(source, 1)]
    end = next((line.number for line in lines[1:] if line.text.rstrip() == "---"), 0)
    if not end or source[0].rstrip() != "---":
        return {}, ("", []), lines
    matter = _values("\n".join(["", *source[1 : end - 1]]), say)
    starts = sorted((at, name) for name, (_, at) in matter.items())
    ends = [*(at for at, _ in starts[1:]), end]
    for (at, name), last in zip(starts, ends, strict=False):
        value = matter[name][0]
        if isinstance(value, str) and re.search(r"\|\s*:?-+:?\s*\|", value):
            return matter, (name, _block(lines[at : last - 1])), lines[end:]
    return matter, ("", []), lines[end:]


def _values(text: str, say: Say) -> Matter:
    if text.count("[") + text.count("{") > BRACKET_LIMIT:
        say("left out", 1, f"the front matter: it has more than {BRACKET_LIMIT:,} brackets")
        return {}
    try:
        walk = Walk("", events(text, ""))
        walk.next()
        walk.next()
        event = walk.next()
        if type(event) is not MappingStartEvent:
            return {}
        values = reader(AnyType())[1](walk, event)
    except (YAMLError, Unreadable, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        say("left out", mark.line + 1 if mark else 1, "the front matter: it is not YAML")
        return {}
    for problem in walk.problems:
        say("left out", problem.location.line or 1, f"in the front matter: {problem.message}")
    assert walk.place is not None
    lines = {name: walk.place.locate(name).line or 1 for name in values}
    return {
        name: (_dated(value), lines[name]) for name, value in values.items() if value is not INVALID
    }


def _dated(value: Any) -> Any:
    """Return a text that YAML 1.1 and Docusaurus read as a date as one."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    return value


def _block(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a text; where it is folded, every other empty one is a mere break."""
    kept: list[Line] = []
    dropped = False
    for line in lines:
        dropped = not line.text.strip() and not dropped
        if not dropped:
            kept.append(line)
    return kept
