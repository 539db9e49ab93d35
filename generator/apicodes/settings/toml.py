"""TOML text as tables."""

import re
import tomllib
from collections.abc import Iterable, Mapping

from apicodes.problems import Location, ProblemsFound, could_not_run

DEPTH_LIMIT = 64
"""How many levels deep the settings may be nested."""


def parse(text: str, path: str) -> dict[str, object]:
    """Return the tables of a TOML file. Raises `ProblemsFound` with exit code 2."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise _invalid_toml(path, str(error)) from None
    except RecursionError:
        raise could_not_run(path, "config", "the file is nested too deeply") from None
    except ValueError:
        raise could_not_run(path, "config", "an integer has too many digits") from None


def check_limits(table: Mapping[str, object], path: str) -> None:
    """Raise `ProblemsFound` for what outputs could not hold: deep nesting, and huge integers."""
    level: list[object] = [table]
    for _ in range(DEPTH_LIMIT):
        if any(type(value) is int and not -(2**63) <= value < 2**63 for value in level):
            raise could_not_run(
                path, "config", "an integer has more than 64 bits, the limit of TOML"
            )
        level = [item for value in level for item in _items(value)]
    if level:
        message = f"the settings are nested more than {DEPTH_LIMIT} levels deep"
        raise could_not_run(path, "config", message)


def _items(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _invalid_toml(path: str, message: str) -> ProblemsFound:
    position = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    location = Location(path)
    if position:
        location = Location(path, int(position[1]), int(position[2]))
        message = message[: position.start()]
    return could_not_run(location, "config", f"invalid TOML: {message[:1].lower()}{message[1:]}")
