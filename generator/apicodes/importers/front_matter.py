"""The front matter of a page that people wrote, and the page below it."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from msgspec.inspect import AnyType
from yaml.events import MappingStartEvent

from apicodes.catalog.source.builder import reader
from apicodes.catalog.source.walk import INVALID, Walk
from apicodes.catalog.source.yaml_events import NextEvent, YamlError, read_events
from apicodes.importers.notes import Say
from apicodes.importers.outline import Line
from apicodes.problems import Problem

BRACKET_LIMIT = 2_000
"""How many brackets front matter may have: the parser looks at all that are open each time."""

Matter = dict[str, tuple[Any, int]]
"""The values of the front matter with their lines."""


def read(source: Sequence[str], say: Say) -> tuple[Matter, tuple[str, list[Line]], list[Line]]:
    """Return the front matter, a text in it that holds a table, by its key, and the page below.

    What cannot be read is noted, and left out.
    """
    lines = [Line(index, text) for index, text in enumerate(source, 1)]
    mark = source[0].rstrip()
    end = next((line.number for line in lines[1:] if line.text.rstrip() == mark), 0)
    if not end or mark not in ("---", "+++"):
        return {}, ("", []), lines
    if mark == "+++":
        say("left out", 1, "the front matter: it is TOML, which Docusaurus does not read")
        return {}, ("", []), lines[end:]
    matter = _values(["", *source[1 : end - 1]], say)
    for name, (value, at) in matter.items():
        if isinstance(value, str) and re.search(r"\|\s*:?-+:?\s*\|", value):
            return matter, (name, _block(lines[at : end - 1])), lines[end:]
    return matter, ("", []), lines[end:]


def _values(source: Sequence[str], say: Say) -> Matter:
    text = "\n".join(source)
    if text.count("[") + text.count("{") > BRACKET_LIMIT:
        say("left out", 1, f"the front matter: it has more than {BRACKET_LIMIT:,} brackets")
        return {}
    problems: list[Problem] = []
    try:
        values, place = read_events(text, lambda next_event: _mapping(next_event, problems))
    except YamlError as error:
        say("left out", error.line, "the front matter: it is not YAML")
        return {}
    if values is None:
        if text.strip():
            say("left out", place.line + 1 if place else 1, "the front matter: it has no keys")
        return {}
    for problem in problems:
        merges = problem.rule == "unknown-field"
        message = "'<<' and what it merges" if merges else problem.message
        say("left out", problem.location.line or 1, f"in the front matter: {message}")
    kept = _kept(values, place, source, say)
    return {name: (value, place.locate(name).line or 1) for name, value in kept.items()}


def _mapping(next_event: NextEvent, problems: list[Problem]) -> tuple[dict[str, Any] | None, Any]:
    """Return a mapping and its `Positions`; else None and the mark of what the text holds."""
    walk = Walk("", next_event, problems)
    walk.next()
    walk.next()
    event = walk.next()
    if type(event) is not MappingStartEvent:
        return None, getattr(event, "start_mark", None)
    return reader(AnyType())[1](walk, event), walk.positions


def _kept(value: Any, at: Any, source: Sequence[str], say: Say, *path: Any) -> Any:
    """Return a value with the types that TOML has; `at` is its `Positions`, or its mark."""
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        kept = {
            name: _kept(item, at.children[name], source, say, *path, name)
            for name, item in pairs
            if name != MERGE
        }
        kept = {name: item for name, item in kept.items() if item is not INVALID}
        return kept if isinstance(value, dict) else list(kept.values())
    if value is None:
        name = ".".join(map(str, path))
        text = "in the front matter: keys without a value, which settings cannot say"
        say("left out", at.line + 1, text, name)
        return INVALID
    is_plain = isinstance(value, str) and source[at.line][at.column] not in "'\"|>"
    return _dated(value) if is_plain else value


MERGE = "<<"
"""The key of YAML 1.1 that stands for the keys of another mapping."""


def _dated(text: str) -> str | date:
    """Return a plain text that Docusaurus reads as a date, or a date and a time, as one."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
        if _TIMESTAMP.fullmatch(text):
            return datetime.fromisoformat(text.upper())
    except ValueError:
        pass
    return text


_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:[Zz]|[+-]\d\d:\d\d)?")


def _block(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a text; where it is folded, every other empty one is a mere break."""
    kept: list[Line] = []
    dropped = False
    for line in takewhile(lambda line: line.text[:1] in ("", " "), lines):
        dropped = not line.text.strip() and not dropped
        if not dropped:
            kept.append(line)
    return kept
