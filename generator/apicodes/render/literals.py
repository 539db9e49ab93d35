"""Values as source text of Python, TypeScript and YAML, as the formatters of each leave it."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from functools import lru_cache
from math import inf, isnan
from typing import Any

from apicodes.text.width import width

PYTHON_WIDTH = 88
TYPESCRIPT_WIDTH = 80
YAML_WIDTH = 80

CACHED = 50_000
"""How many texts are kept as they were written: most stand in several places of several outputs."""

# What a string cannot hold as it is in any of the languages: controls, separators, the byte order
# mark, noncharacters. A catalog holds none of them, but text from elsewhere may.
_CONTROLS = (
    "\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
)
_UNPRINTABLE = re.compile(f"[{_CONTROLS}]")
_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SPECIAL = re.compile(f'["\\\\{_CONTROLS}]')


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _NAMED.get(character) or f"\\u{ord(character):04x}"


def _is_simple(text: str) -> bool:
    """Return whether a text can stand between double quotes as it is."""
    printable = text.isprintable() or not _UNPRINTABLE.search(text)
    return printable and '"' not in text and "\\" not in text


@lru_cache(CACHED)
def quoted(text: str) -> str:
    """Return a string of Python or TypeScript, in the quotes that need fewer escapes.

    Double quotes on a tie, as ruff format, black and prettier have it.
    """
    if _is_simple(text):
        return f'"{text}"'
    text = text.replace("\\", "\\\\")
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + _UNPRINTABLE.sub(_escape, text.replace(quote, f"\\{quote}")) + quote


def python(value: Any, indent: int = 0, column: int | None = None) -> str:
    """Return a value as Python: text, numbers, None, and collections of them.

    `indent` is the column at which its line begins, `column` the one at which the value does. What
    does not fit into 88 columns is broken, one item a line, as ruff format and black do.
    """
    column = indent if column is None else column
    inner = indent + 4
    match value:
        case str():
            return quoted(value)
        case dict():
            keys = [f"{python(key)}: " for key in value]
            items = [key + python(item, inner, inner + len(key)) for key, item in
                     zip(keys, value.values(), strict=True)]  # fmt: skip
            return _items(items, "{", "}", indent, column)
        case list():
            return _items([python(item, inner) for item in value], "[", "]", indent, column)
        case tuple():
            end = ",)" if len(value) == 1 else ")"
            return _items([python(item, inner) for item in value], "(", end, indent, column)
        case _:
            return repr(value).replace("e+", "e")  # as formatters have it


def python_assignment(name: str, value: Any, indent: int = 0) -> str:
    """Return an assignment of Python; parentheses break one that does not fit, where that helps."""
    text = python(value, indent, indent + len(name) + 3)
    inner = indent + 4
    if (
        isinstance(value, str)
        and indent + len(name) + 3 + width(text) > PYTHON_WIDTH
        and inner + width(text) <= PYTHON_WIDTH
    ):
        return f"{name} = (\n{' ' * inner}{text}\n{' ' * indent})"
    return f"{name} = {text}"


def python_final(name: str, annotation: str) -> str:
    """Return the left side of a constant that opens a collection, broken where it does not fit."""
    flat = f"{name}: Final[{annotation}]"
    fits = len(flat) + len(" = (") <= PYTHON_WIDTH
    return flat if fits else f"{name}: Final[\n    {annotation}\n]"


def _items(items: list[str], opening: str, end: str, indent: int, column: int) -> str:
    flat = f"{opening}{', '.join(items)}{end}"
    if not items or ("\n" not in flat and _fits(flat, column)):
        return flat
    margin = " " * indent
    lines = "".join(f"{margin}    {item},\n" for item in items)
    return f"{opening}\n{lines}{margin}{end[-1]}"


def _fits(flat: str, column: int) -> bool:
    """Return whether a collection fits in its line, however a formatter counts.

    To black a mark without a width of its own may have one. The comma after the last item, in
    lines of its own, lets neither join them.
    """
    if column + width(flat) >= PYTHON_WIDTH:
        return False
    return flat.isascii() or column + sum(max(1, width(char)) for char in flat) < PYTHON_WIDTH


def as_json(value: Any, indent: int = 0) -> str:
    """Return a value as JSON (RFC 8259), a line for each member and item.

    `indent` is the indentation of the line that it begins in.
    """
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", f"\n{' ' * indent}")


def typescript(value: Any, indent: int = 0, column: int | None = None) -> str:
    """Return a value as TypeScript: text, numbers, booleans, lists, and objects of them.

    `indent` and `column` are as in `python`; lines have 80 columns, and objects one property each,
    as prettier leaves them.
    """
    column = indent if column is None else column
    margin = " " * indent
    match value:
        case str():
            return quoted(value)
        case dict():
            lines = "".join(
                f"{margin}  {typescript_property(typescript_key(key), item, indent + 2)},\n"
                for key, item in value.items()
            )
            return f"{{\n{lines}{margin}}}" if value else "{}"
        case tuple() | list():
            items = [typescript(item, indent + 2) for item in value]
            flat = f"[{', '.join(items)}]"
            fits = column + width(flat) < TYPESCRIPT_WIDTH and "\n" not in flat
            if not value or (fits and not _is_matrix(value)):
                return flat
            numbers = all(type(item) in (int, float) for item in value)
            lines = _filled(items, indent + 2) if numbers else "".join(
                f"{margin}  {item},\n" for item in items
            )  # fmt: skip
            return f"[\n{lines}{margin}]"
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
        case _:
            return re.sub(r"e\+?(-?)0*", r"e\1", json.dumps(value))


def _is_matrix(value: Sequence[Any]) -> bool:
    """Return whether prettier breaks a list that fits: one of several lists of several items."""
    return len(value) > 1 and all(isinstance(its, tuple | list) and len(its) > 1 for its in value)


def typescript_property(key: str, value: Any, indent: int = 0) -> str:
    """Return a property of an object; a value whose first line does not fit goes on one of its own.

    After a key of less than five columns it stays: prettier finds that too little is won. So do
    booleans, and numbers without a sign.
    """
    column = indent + width(key) + 2
    text = typescript(value, indent, column)
    if column + width(text) < TYPESCRIPT_WIDTH or width(key) < 5:
        return f"{key}: {text}"
    first, is_block, _ = text.partition("\n")
    stays = isinstance(value, bool | int | float) and not text.startswith("-")
    if stays or (is_block and column + width(first) <= TYPESCRIPT_WIDTH):
        return f"{key}: {text}"
    return f"{key}:\n{' ' * indent}  {typescript(value, indent + 2)}"


@lru_cache(CACHED)
def typescript_key(name: str | int) -> str:
    """Return the key of a property: an identifier, or quoted; computed where quotes do not keep it.

    As a plain key ``__proto__`` would set the prototype (ECMA-262, section B.3.1). Prettier
    takes the quotes from letters beyond ASCII, by a table of its own.
    """
    if isinstance(name, int):
        return str(name)
    if name == "__proto__" or (not name.isascii() and _WORD.fullmatch(name)):
        return f"[{quoted(name)}]"
    return name if name.isascii() and _WORD.fullmatch(name) else quoted(name)


_WORD = re.compile(r"[A-Za-z_$\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*")
"""An identifier, if what is not ASCII in it is a letter."""


def _filled(items: list[str], indent: int) -> str:
    """Return items in as few lines as they need, as prettier sets lists of numbers."""
    lines, line = [], ""
    for item in items:
        if line and indent + len(line) + len(item) + 2 > TYPESCRIPT_WIDTH:
            lines.append(line)
            line = ""
        line += f" {item}," if line else f"{item},"
    return "".join(f"{' ' * indent}{line}\n" for line in [*lines, line])


# YAML

_PLAIN_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$./+-]*")
_NOT_TEXT = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|nan|inf)", re.IGNORECASE
)  # what YAML 1.1 reads as something else (yaml.org/type)


@lru_cache(CACHED)
def yaml_text(text: str) -> str:
    """Return text as a quoted scalar of YAML, in the quotes that prettier would choose."""
    if _is_simple(text):
        return f'"{text}"'
    if "\\" not in text and not _UNPRINTABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return double_quoted(text)


def double_quoted(text: str) -> str:
    """Return a string in double quotes as YAML, Go, Java and C read it."""
    return '"' + _SPECIAL.sub(_escape_in_double_quotes, text) + '"'


def _escape_in_double_quotes(match: re.Match[str]) -> str:
    character = match.group()
    return f"\\{character}" if character in '"\\' else _escape(match)


@lru_cache(CACHED)
def yaml_key(text: str) -> str:
    """Return the key of a mapping: plain where every YAML reader takes it for text."""
    plain = _PLAIN_KEY.fullmatch(text) and not _NOT_TEXT.fullmatch(text)
    return text if plain else yaml_text(text)


def _yaml_property(key: str, value: Any, indent: int, text: Callable[[str], str]) -> str:
    """Return a key and its value as YAML; `indent` is the column of the key.

    An empty collection that does not fit into 80 columns goes on a line of its own, as prettier
    has it.
    """
    key = yaml_key(key)
    written = yaml(value, indent + 2, text)
    if written in ("{}", "[]") and indent + width(key) + 4 > YAML_WIDTH:
        return f"{key}:\n{' ' * indent}  {written}"
    return f"{key}:{written}" if written.startswith("\n") else f"{key}: {written}"


def yaml(value: Any, indent: int = 0, text: Callable[[str], str] = yaml_text) -> str:
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


def yaml_value(value: Any, indent: int = 0) -> str:
    """Return what follows the colon of a key: a space and a scalar, or the lines of a block."""
    written = yaml(value, indent)
    return written if written.startswith("\n") else f" {written}"


def _block_mapping(value: Mapping[Any, Any], indent: int, text: Callable[[str], str]) -> list[str]:
    margin = " " * indent
    return [
        f"{margin}{_yaml_property(str(key), item, indent, text)}" for key, item in value.items()
    ]


def _block_list(value: Iterable[Any], indent: int, text: Callable[[str], str]) -> list[str]:
    margin = " " * indent
    lines = []
    for item in value:
        written = yaml(item, indent + 2, text)
        if written.startswith("\n"):
            written = written[1:].removeprefix(f"{margin}  ")
        lines.append(f"{margin}- {written}")
    return lines


def front_matter(value: Mapping[str, Any]) -> str:
    """Return the lines of a page's front matter; text is plain where every YAML reader agrees."""
    return "\n".join(_block_mapping(value, 0, _front_matter_text))


def _front_matter_text(text: str) -> str:
    plain = re.fullmatch(r"[A-Za-z/][A-Za-z0-9/_.-]*(?: [A-Za-z0-9/_.-]+)*", text)
    return text if plain and not _NOT_TEXT.fullmatch(text) else yaml_text(text)


# TOML


def toml(value: Any) -> str:
    """Return a value as TOML on one line; what TOML has no value for, null, is left out."""
    match value:
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case dict():
            items = (f"{_toml_key(key)} = {toml(item)}" for key, item in value.items()
                     if item is not None)  # fmt: skip
            return f"{{ {', '.join(items)} }}" if value else "{}"
        case list() | tuple():
            return f"[{', '.join(toml(item) for item in value if item is not None)}]"
        case bool():
            return "true" if value else "false"
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _toml_key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)
