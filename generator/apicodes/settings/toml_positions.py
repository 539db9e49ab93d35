"""Locations of the keys of a TOML file, and adding a key without changing the rest."""

import json
import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from apicodes.problems import Location, location_at

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
# Keys are in the head of a table, at the start of a line, or in an inline table. A line of an array
# that is an array of one number or boolean looks like a head, and is not matched.
_KEYED = re.compile(
    rf"""^[ \t]*\[\[?[ \t]*(?![0-9]|(?:true|false|inf|nan)[ \t]*\])(?P<head>{_KEYS})(?=[ \t]*\])
    |(?:^|[{{,])[ \t]*(?P<key>{_KEYS})(?=[ \t]*=)""",
    re.MULTILINE | re.VERBOSE,
)
_MARK = re.compile(r"-at-(\d+)\Z")
_MAX_DEPTH = 8
"""The greatest number of steps that lead to a key of the settings."""


def locate(text: str, path: str, steps: tuple[str, ...]) -> Location:
    """Return the location of a key, else of the table that would hold it, else the file."""
    offsets = _offsets(text)
    for depth in range(len(steps), 0, -1):
        offset = offsets.get(steps[:depth])
        if offset is not None:
            return location_at(path, text, offset)
    return Location(path)


def with_key(text: str, steps: tuple[str, ...], key: str, value: str) -> str | None:
    """Return the file with one key added right before the one that `steps` lead to.

    The value is printable text; everything else stays byte for byte. Returns None where the result
    would not parse as the file with that key, and so has to be written by hand.
    """
    offset = _offsets(text).get(steps)
    if offset is None:
        return None
    start = text.rfind("\n", 0, offset) + 1
    before = _BEFORE_KEY.search(text[start:offset])
    if before is None:
        return None
    at = start + before.start("dotted")
    written = f"{before['dotted']}{key} = {json.dumps(value, ensure_ascii=False)}"
    if before["inline"]:
        edited = f"{text[:at]}{written}, {text[at:]}"
    else:
        end = "\r\n" if "\r\n" in text else "\n"
        edited = f"{text[:at]}{written}{end}{text[start:]}"
    expected: Any = _parse(text)
    table = expected
    for step in steps[:-1]:
        table = table[step]
    table[key] = value
    return edited if _parse(edited) == expected else None


# What precedes a key on its line: dotted keys, after the start of the line or in an inline table.
_BEFORE_KEY = re.compile(
    rf"(?:^[ \t]*|(?P<inline>[{{,])[ \t]*)(?P<dotted>(?:{_KEY}[ \t]*\.[ \t]*)*)$"
)


def _parse(text: str) -> object:
    """Return the tables of a file, with floats as text, because nan is not equal to itself."""
    try:
        return tomllib.loads(text.replace("\r\n", "\n"), parse_float=str)
    except ValueError:
        return None


@lru_cache(1)
def _offsets(text: str) -> Mapping[tuple[str, ...], int]:
    """Return the offset of the first occurrence of each key, by the keys that lead to it.

    tomllib gives no positions. So the file is parsed once more with the offset of every key
    appended to it; what only looks like a key, inside a text, does no harm.
    """
    try:
        marked = tomllib.loads(_KEYED.sub(_with_offsets, text).replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return {}
    offsets: dict[tuple[str, ...], int] = {}
    tables: list[tuple[tuple[str, ...], dict[str, object]]] = [((), marked)]
    for steps, table in tables:
        for key, value in table.items():
            mark = _MARK.search(key)
            name = (*steps, key[: mark.start()] if mark else key)
            if mark:
                offsets[name] = min(int(mark[1]), offsets.get(name, len(text)))
            if isinstance(value, dict) and len(name) < _MAX_DEPTH:
                tables.append((name, value))
    return offsets


def _with_offsets(match: re.Match[str]) -> str:
    """Return dotted keys with the offset of each appended, inside of its quotes."""
    name = match.lastgroup or ""
    start = match.start(name)
    keys = re.sub(_KEY, lambda key: _with_offset(key.group(), start + key.start()), match[name])
    return match.string[match.start() : start] + keys


def _with_offset(key: str, offset: int) -> str:
    end = len(key) - 1 if key[0] in "\"'" else len(key)
    return f"{key[:end]}-at-{offset}{key[end:]}"
