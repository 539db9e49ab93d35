"""Extension fields, whose names begin with ``x-``, as the settings declare them."""

import json
import re
from collections.abc import Iterator

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
    """The settings declare every extension field.

    Templates ignore a misspelled field silently. A field whose name is similar to a declared one is
    reported at each entry, other fields only at the first entry. Built-in outputs contain only the
    fields that `extensions` in the table of the target lists.

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
    for index, entry in context.current_entries:
        for name in entry.extensions:
            if name not in declared:
                having.setdefault(name, []).append(index)
    for name, indexes in having.items():
        near = nearest(name, declared)
        count = len(indexes)
        users = "an entry has it" if count == 1 else f"{count} entries have it"
        for index in indexes if near else indexes[:1]:
            message = f"the settings do not declare '{name}'; {users}"
            hint = near or _declaration(name, context.catalog.entries[index].extensions[name])
            yield Finding(("codes", index, name), message, hint)


def _declaration(name: str, value: object) -> str:
    """Return the hint how to declare a field that has this value."""
    key = name if re.fullmatch("[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)
    word = next((word for word in TYPES if _has_type(value, word)), "string")
    return f'declare it in the settings: extensions.{key} = {{ type = "{word}" }}'


@rule("warning")
def extension_type(context: Context) -> Iterator[Finding]:
    """The value of an extension field has the type that the settings declare.

    Templates rely on it. The types are those of JSON; an empty value has none of them.

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
    for index, entry in context.current_entries if declared else ():
        for name, value in entry.extensions.items():
            if name in declared and not _has_type(value, wanted := declared[name].type):
                here, _ = display.pair(value, wanted)
                message = f"'{name}' is {here}, but the settings declare the type {wanted}"
                yield Finding(("codes", index, name), message, "correct one of the two")


def _has_type(value: object, word: str) -> bool:
    """Return whether a value has a JSON type."""
    if isinstance(value, bool):
        return word == "boolean"
    return isinstance(value, TYPES[word])


@rule("warning")
def extension_missing(context: Context) -> Iterator[Finding]:
    """Every entry has the extension fields that the settings require.

    `defaults` can set them for all entries of a file. Removed entries need none.

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
    declared = context.settings.extensions
    required = [name for name, extension in declared.items() if extension.required]
    for index, entry in context.current_entries if required else ():
        for name in required:
            positions = context.entry_positions(index)
            if name not in entry.extensions and not positions.has(name):
                key = f"'{entry.key}'" if entry.key else "this entry"
                hint = "the settings require it; add it here, or under 'defaults:'"
                yield Finding(("codes", index), f"{key} has no '{name}'", hint)
