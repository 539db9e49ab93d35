"""Fields of the team's own: those whose names begin with ``x-``, as the settings declare them."""

import json
import re
from collections.abc import Iterator
from typing import Any

from apicodes.lint import Context, Finding, rule
from apicodes.problems import nearest
from apicodes.text import display

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "array": (list,),
    "object": (dict,),
}


@rule("warning")
def undeclared_extension(context: Context) -> Iterator[Finding]:
    """The settings declare every field of the team's own.

    A misspelt field is read by no template, in silence. Fields with names like a declared one are
    told at each place, others once, where the first entry has them. Built-in outputs show those
    alone that `extensions` in the table of a target names.

    Settings:
        [extensions.x-owner]
        type = "string"

    Bad:
        - http_status: 409
          code: NameTaken
          description: Another entry has the name.
          x-ownr: accounts

    Good:
        - http_status: 409
          code: NameTaken
          description: Another entry has the name.
          x-owner: accounts
    """
    declared = context.settings.extensions
    having: dict[str, list[int]] = {}
    for index, entry in context.sent:
        for name in entry.extensions:
            if name not in declared:
                having.setdefault(name, []).append(index)
    for name, indexes in having.items():
        near = nearest(name, declared)
        count = len(indexes)
        has = "an entry has" if count == 1 else f"{count} entries have"
        for index in indexes if near else indexes[:1]:
            message = f"the settings declare no '{name}', which {has}"
            hint = near or _declaration(name, context.catalog.entries[index].extensions[name])
            yield Finding(("codes", index, name), message, hint)


def _declaration(name: str, value: Any) -> str:
    """Return the hint that says how to declare a field with a value such as this one."""
    key = name if re.fullmatch("[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)
    its = next((word for word in TYPES if _is(value, word)), "string")
    return f'declare it in the settings: extensions.{key} = {{ type = "{its}" }}'


@rule("warning")
def extension_type(context: Context) -> Iterator[Finding]:
    """A field of the team's own has a value of the type that the settings declare.

    Templates rely on it. The types are those of JSON; a value that is left empty has none.

    Settings:
        [extensions.x-pages]
        type = "integer"

    Bad:
        - http_status: 409
          code: NameTaken
          description: Another entry has the name.
          x-pages: "3"

    Good:
        - http_status: 409
          code: NameTaken
          description: Another entry has the name.
          x-pages: 3
    """
    declared = context.settings.extensions
    for index, entry in context.sent if declared else ():
        for name, value in entry.extensions.items():
            if name in declared and not _is(value, wanted := declared[name].type):
                here, _ = display.pair(value, wanted)
                message = f"'{name}' is {here}, but the settings declare its type as {wanted}"
                yield Finding(("codes", index, name), message, "mend one of the two")


def _is(value: Any, word: str) -> bool:
    """Return whether a value has a type of JSON."""
    if isinstance(value, bool):
        return word == "boolean"
    return isinstance(value, TYPES[word])


@rule("warning")
def extension_missing(context: Context) -> Iterator[Finding]:
    """Every entry has the fields of the team's own that the settings require.

    `defaults` may say them for all entries of a file. Entries that are removed need none.

    Settings:
        [extensions.x-owner]
        type = "string"
        required = true

    Bad:
        - http_status: 409
          code: NameTaken
          description: Another entry has the name.

    Good:
        - http_status: 409
          code: NameTaken
          description: Another entry has the name.
          x-owner: accounts
    """
    required = [name for name, its in context.settings.extensions.items() if its.required]
    for index, entry in context.sent if required else ():
        for name in required:
            positions = context.positions.children["codes"].children[index]
            if name not in entry.extensions and not positions.has(name):
                message = f"'{entry.key}' has no '{name}'" if entry.key else f"no '{name}'"
                hint = "the settings require it; say it here, or under 'defaults:'"
                yield Finding(("codes", index), message, hint)
