"""Where a key of a TOML file stands."""

import re
import tomllib
from typing import Any

from apicodes.problems import Location


def locate(text: str, path: str, steps: tuple[str, ...]) -> Location:
    """Find a key by trial, as tomllib tells no positions, and a guessed line is worse than none.

    One spelling of it at a time is renamed, until the parsed document has the new name there.
    """
    for depth in range(len(steps), 0, -1):
        *parents, key = steps[:depth]
        for match in re.finditer(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text):
            renamed = f"{text[: match.start()]}{key}-renamed{text[match.end() :]}"
            if _holds(renamed, [*parents, f"{key}-renamed"]):
                line = text.count("\n", 0, match.start()) + 1
                return Location(path, line, match.start() - text.rfind("\n", 0, match.start()))
    return Location(path)


def _holds(text: str, steps: list[str]) -> bool:
    try:
        table: Any = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return False
    for step in steps:
        if not isinstance(table, dict) or step not in table:
            return False
        table = table[step]
    return True
