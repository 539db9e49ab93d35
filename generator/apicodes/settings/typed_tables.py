"""Tables of the settings as structs, with every problem at the location of its key."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import Struct

from apicodes.problems import Problem, nearest
from apicodes.settings.config import Config


def typed(
    config: Config,
    table: Mapping[str, object],
    structs: Sequence[type[Struct]],
    steps: tuple[str, ...],
    problems: list[Problem],
) -> tuple[Any, ...] | None:
    """Return a table as one instance of each struct; every key belongs to one of them.

    Returns None where anything is wrong; all of it is added to `problems`.
    """
    fields = {
        field.encode_name: field for struct in structs for field in msgspec.structs.fields(struct)
    }
    values: dict[str, object] = {}
    before = len(problems)
    for key, value in table.items():
        if key not in fields:
            hint = nearest(key, fields) or f"known here: {', '.join(fields)}"
            problems.append(config.problem((*steps, key), f"unknown key '{key}'", hint))
            continue
        try:
            values[key] = msgspec.convert(value, fields[key].type, dec_hook=_word)
            _check_keys(value, fields[key].type)
        except (msgspec.ValidationError, ValueError) as error:
            message, suggestion = _plain_message(str(error), fields[key].type)
            problems.append(config.problem((*steps, key), f"{key}: {message}", suggestion))
    for name, field in fields.items():
        if field.required and name not in table:
            problems.append(config.problem(steps, f"the key '{name}' is missing here"))
    if len(problems) > before:
        return None
    try:
        return tuple(_instance(struct, values) for struct in structs)
    except ValueError as error:  # Keys that exclude each other: the message of the struct says so.
        problems.append(config.problem(steps, str(error)))
        return None


def _word(kind: type[str], value: object) -> str:
    """Return a word of a type that lists its `WORDS`. Raises an error for any other value."""
    if not isinstance(value, str):
        raise TypeError(f"Expected `str`, got `{type(value).__name__}`")
    return kind(value)


def _check_keys(value: object, annotation: object) -> None:
    """Raise `ValueError` for a key of a table that is no word; msgspec takes every text."""
    if get_origin(annotation) is Annotated:
        _check_keys(value, get_args(annotation)[0])
    elif get_origin(annotation) is dict and isinstance(value, dict):
        keys, values = get_args(annotation)
        for key, item in value.items():
            _word(keys, key)
            _check_keys(item, values)


def _instance(struct: type[Struct], values: Mapping[str, object]) -> Struct:
    fields = [field for field in msgspec.structs.fields(struct) if field.encode_name in values]
    return struct(**{field.name: values[field.encode_name] for field in fields})


def _plain_message(message: str, annotation: object) -> tuple[str, str | None]:
    """Return a message of msgspec in words for users, and the nearest allowed word as a hint."""
    if match := re.search(r"Invalid enum value '(.*?)'", message, re.DOTALL):
        word, words = match[1], sorted(_allowed_words(annotation))
        return f"'{word}' is not one of {', '.join(words)}", nearest(word, words)
    if "matching regex" in message:
        return "the value contains a character that is not allowed here", None
    for msgspec_name, name in _TYPE_NAMES.items():
        message = message.replace(msgspec_name, name)
    message = f"{message[:1].lower()}{message[1:]}"
    return message.replace("`", "'").replace("$", ""), None


_TYPE_NAMES = {
    "`str` of length >= 1": "text that is not empty",
    "`str`": "text",
    "`bool`": "true or false",
    "`int`": "an integer",
    "`float`": "a number",
    "`array` of length >= 1": "a list of at least one item",
    "`array`": "a list",
    "`object`": "a table",
    " | null": "",
}


def _allowed_words(annotation: object) -> set[str]:
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, str):
        return set(getattr(annotation, "WORDS", ()))
    return {word for part in get_args(annotation) for word in _allowed_words(part)}
