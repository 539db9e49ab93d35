"""Where a key of a TOML file stands, and how one is added beside it."""

import json
import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from apicodes.problems import Location

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
# Where keys stand: in the head of a table, at the start of a line, or in an inline table. The line
# of an array looks like a head too, where it holds an array of one number or truth value.
_KEYED = re.compile(
    rf"""^[ \t]*\[\[?[ \t]*(?![0-9]|(?:true|false|inf|nan)[ \t]*\])(?P<head>{_KEYS})(?=[ \t]*\])
    |(?:^|[{{,])[ \t]*(?P<key>{_KEYS})(?=[ \t]*=)""",
    re.MULTILINE | re.VERBOSE,
)
_MARK = re.compile(r"-at-(\d+)\Z")
_DEEPEST = 8
"""How many steps lead to a key of the settings, at most."""


def locate(text: str, path: str, steps: tuple[str, ...]) -> Location:
    """Return where a key stands, else the table that it would stand in, else the file."""
    offsets = _offsets(text)
    for depth in range(len(steps), 0, -1):
        offset = offsets.get(steps[:depth])
        if offset is not None:
            line = text.count("\n", 0, offset) + 1
            return Location(path, line, offset - text.rfind("\n", 0, offset))
    return Location(path)


def with_text(text: str, steps: tuple[str, ...], key: str, value: str) -> str | None:
    """Return the file with one key more, right before the one that `steps` lead to.

    The value is printable text. All else stays as it is, byte for byte. None where the result would
    not read as the file with that key: then somebody has to write it.
    """
    offset = _offsets(text).get(steps)
    if offset is None:
        return None
    start = text.rfind("\n", 0, offset) + 1
    before = _BEFORE.search(text[start:offset])
    if before is None:
        return None
    at = start + before.start("dotted")
    written = f"{before['dotted']}{key} = {json.dumps(value, ensure_ascii=False)}"
    if before["inline"]:
        edited = f"{text[:at]}{written}, {text[at:]}"
    else:
        end = "\r\n" if "\r\n" in text else "\n"
        edited = f"{text[:at]}{written}{end}{text[start:]}"
    wanted: Any = _loaded(text)
    table = wanted
    for step in steps[:-1]:
        table = table[step]
    table[key] = value
    return edited if _loaded(edited) == wanted else None


# What stands in its line before a key: the keys that lead to it, at the start of the line or in an
# inline table.
_BEFORE = re.compile(rf"(?:^[ \t]*|(?P<inline>[{{,])[ \t]*)(?P<dotted>(?:{_KEY}[ \t]*\.[ \t]*)*)$")


def _loaded(text: str) -> dict[str, Any] | None:
    """Return what the file says; numbers as they are written, for nan is not equal to itself."""
    try:
        return tomllib.loads(text.replace("\r\n", "\n"), parse_float=str)
    except ValueError:
        return None


@lru_cache(1)
def _offsets(text: str) -> Mapping[tuple[str, ...], int]:
    """Return where each key stands first, by the keys that lead to it.

    tomllib tells no positions. So the file is read once more, with every key marked with its own;
    what looks like a key inside a text is marked for nothing.
    """
    try:
        marked = tomllib.loads(_KEYED.sub(_marked, text).replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return {}
    offsets: dict[tuple[str, ...], int] = {}
    tables: list[tuple[tuple[str, ...], Any]] = [((), marked)]
    for steps, table in tables:
        for key, value in table.items():
            mark = _MARK.search(key)
            name = (*steps, key[: mark.start()] if mark else key)
            if mark:
                offsets[name] = min(int(mark[1]), offsets.get(name, len(text)))
            if isinstance(value, dict) and len(name) < _DEEPEST:
                tables.append((name, value))
    return offsets


def _marked(match: re.Match[str]) -> str:
    """Return keys with the place of each at its end, inside of its quotes."""
    name = match.lastgroup or ""
    start = match.start(name)
    keys = re.sub(_KEY, lambda key: _with_mark(key.group(), start + key.start()), match[name])
    return match.string[match.start() : start] + keys


def _with_mark(key: str, offset: int) -> str:
    end = len(key) - 1 if key[0] in "\"'" else len(key)
    return f"{key[:end]}-at-{offset}{key[end:]}"
