"""Values as YAML, spelled as prettier leaves them."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from functools import lru_cache
from math import inf, isnan

from apicodes.render.quotes import CACHED, UNPRINTABLE, double_quoted, is_simple
from apicodes.text.width import width

YAML_WIDTH = 80

_PLAIN_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$./+-]*")
_NOT_TEXT = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|nan|inf)", re.IGNORECASE
)  # what YAML 1.1 reads as something else (yaml.org/type)


@lru_cache(CACHED)
def yaml_text(text: str) -> str:
    """Return text as a quoted scalar of YAML, in the quotes that prettier would choose."""
    if is_simple(text):
        return f'"{text}"'
    if "\\" not in text and not UNPRINTABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return double_quoted(text)


@lru_cache(CACHED)
def yaml_key(text: str) -> str:
    """Return the key of a mapping: plain where every YAML reader takes it for text."""
    plain = _PLAIN_KEY.fullmatch(text) and not _NOT_TEXT.fullmatch(text)
    return text if plain else yaml_text(text)


def _yaml_property(key: str, value: object, indent: int, text: Callable[[str], str]) -> str:
    """Return a key and its value as YAML; `indent` is the column of the key.

    An empty collection that does not fit into 80 columns goes on a line of its own, as prettier
    has it.
    """
    key = yaml_key(key)
    written = yaml(value, indent + 2, text)
    if written in ("{}", "[]") and indent + width(key) + 4 > YAML_WIDTH:
        return f"{key}:\n{' ' * indent}  {written}"
    return f"{key}:{written}" if written.startswith("\n") else f"{key}: {written}"


def yaml(value: object, indent: int = 0, text: Callable[[str], str] = yaml_text) -> str:
    """Return a value as YAML: a scalar on its line, or a block that starts on a new one.

    `indent` is the column of the block's lines, `text` how text is written.
    """
    match value:
        case str():
            return text(value)
        case dict() if value:
            return "".join(f"\n{line}" for line in _block_mapping(value, indent, text))
        case list() | tuple() if value:
            return "".join(f"\n{line}" for line in _block_list(value, indent, text))
        case tuple():
            return "[]"
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
        case float() if isnan(value):
            return ".nan"
        case float() if value in (inf, -inf):
            return ".inf" if value > 0 else "-.inf"
        case date():
            return value.isoformat()
        case time():
            return text(value.isoformat())  # YAML has dates, but no time of day.
        case _:
            # YAML 1.1 takes 1e+22 for text; a number has a point there (yaml.org/type/float).
            return re.sub(r"^(-?[0-9]+)(?=e)", r"\1.0", json.dumps(value))


def yaml_value(value: object, indent: int = 0) -> str:
    """Return what follows the colon of a key: a space and a scalar, or the lines of a block."""
    written = yaml(value, indent)
    return written if written.startswith("\n") else f" {written}"


def _block_mapping(
    value: Mapping[str, object], indent: int, text: Callable[[str], str]
) -> list[str]:
    margin = " " * indent
    return [
        f"{margin}{_yaml_property(str(key), item, indent, text)}" for key, item in value.items()
    ]


def _block_list(value: Iterable[object], indent: int, text: Callable[[str], str]) -> list[str]:
    margin = " " * indent
    lines = []
    for item in value:
        written = yaml(item, indent + 2, text)
        if written.startswith("\n"):
            written = written[1:].removeprefix(f"{margin}  ")
        lines.append(f"{margin}- {written}")
    return lines


def front_matter(value: Mapping[str, object]) -> str:
    """Return the lines of a page's front matter; text is plain where every YAML reader agrees."""
    return "\n".join(_block_mapping(value, 0, _front_matter_text))


def _front_matter_text(text: str) -> str:
    plain = re.fullmatch(r"[A-Za-z/][A-Za-z0-9/_.-]*(?: [A-Za-z0-9/_.-]+)*", text)
    return text if plain and not _NOT_TEXT.fullmatch(text) else yaml_text(text)
