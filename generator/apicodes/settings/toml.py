"""TOML text to tables, or the one error that says why not."""

import re
import tomllib
from collections.abc import Iterable
from typing import Any

from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound

DEPTH_LIMIT = 64
"""How deep the settings may nest."""


def parsed(text: str, path: str) -> dict[str, Any]:
    """Return the TOML of a file as tables. Raises `ProblemsFound` with exit code 2."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, str(error)) from None
    except RecursionError:
        raise refused(path, "the file nests too deep to be read") from None
    except ValueError:
        raise refused(path, "an integer has too many digits to be read") from None


def check_bounds(table: dict[str, Any], path: str) -> None:
    """Refuse what is read, but could not be written: nesting without bounds, and huge integers."""
    level: list[Any] = [table]
    for _ in range(DEPTH_LIMIT):
        if any(type(value) is int and not -(2**63) <= value < 2**63 for value in level):
            raise refused(path, "an integer has more than 64 bits, which is all that TOML has")
        level = [item for value in level for item in _held(value)]
    if level:
        raise refused(path, f"the settings nest more than {DEPTH_LIMIT} levels deep")


def _held(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _not_toml(path: str, message: str) -> ProblemsFound:
    at = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    where = Location(path, int(at[1]), int(at[2])) if at else Location(path)
    text = message[: at.start()] if at else message
    problem = Problem(where, "config", f"not TOML: {text[:1].lower()}{text[1:]}")
    return ProblemsFound([problem], COULD_NOT_RUN)


def refused(path: str, message: str, hint: str | None = None) -> ProblemsFound:
    """Return the error that says why settings cannot be used."""
    return ProblemsFound([Problem(Location(path), "config", message, hint)], COULD_NOT_RUN)
