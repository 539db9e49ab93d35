"""The identity of entries: keys, aliases and codes."""

import re
from collections.abc import Iterator

from apicodes.catalog.entry import Entry
from apicodes.lint import Context, Finding, rule


@rule("error", required=True)
def no_codes(context: Context) -> Iterator[Finding]:
    """A catalog has at least one entry.

    A file that only defines headers or groups is fine if another file of the catalog has codes.

    Bad:
        title: Codes

    Good:
        title: Codes
        codes:
          - http_status: 200
            description: Everything worked.
    """
    if not context.catalog.entries and not context.positions.has("codes"):
        message = "the field 'codes' is missing here"
        yield Finding((), message, "list the codes under 'codes:'")


@rule("error", required=True)
def entry_without_identity(context: Context) -> Iterator[Finding]:
    """An entry has a code, a name or an HTTP status.

    Anchors, identifiers and comparisons use the first of these that the entry has.

    Bad:
        - description: Something went wrong.

    Good:
        - http_status: 500
          description: Something went wrong.
    """
    for index, entry in enumerate(context.catalog.entries):
        if not entry.key and _has_readable_key(context, index):
            yield Finding(
                ("codes", index),
                "this entry has no code, no name and no HTTP status",
                "add 'code:', 'name:' or 'http_status:'",
            )


@rule("error", required=True)
def duplicate_key(context: Context) -> Iterator[Finding]:
    """No two entries have the same key: the code, else the name, else the HTTP statuses.

    A code with several HTTP statuses is one entry with a list of them, or with a map from each HTTP
    status to its own description. A removed code is never used again.

    Bad:
        - http_status: 409
          code: Conflict
          description: The name is taken.
        - http_status: 412
          code: Conflict
          description: The version is old.

    Good:
        - http_status:
            409: The name is taken.
            412: The version is old.
          code: Conflict
    """
    entries = context.catalog.entries
    first: dict[str, int] = {}
    for index, entry in enumerate(entries):
        key = entry.key
        if not key:
            continue
        other = first.setdefault(key, index)
        if other == index or not _has_readable_key(context, index):
            continue
        if _has_readable_key(context, other):
            yield _clash(context, index, other)


def _clash(context: Context, index: int, other: int) -> Finding:
    entry, earlier = context.catalog.entries[index], context.catalog.entries[other]
    location = context.positions.locate("codes", other, _identity(earlier))
    if earlier.removed is not None and entry.code and entry.code == earlier.code:
        hint = "the code was removed and must not be used again; choose another one"
    elif entry.code and entry.code == earlier.code:
        hint = "make them one entry; http_status can be a list, or a map to descriptions"
    else:
        hint = f"set name: on one of them, such as 'name: {_suggestion(entry)}'"
    message = f"another entry has the key '{entry.key}' ({location})"
    return Finding(("codes", index, _identity(entry)), message, hint)


def _suggestion(entry: Entry) -> str:
    return f"{(entry.status or 'Response').capitalize()}{entry.key}".replace(" ", "")


def _identity(entry: Entry) -> str:
    return "code" if entry.code else "name" if entry.name else "http_status"


def _has_readable_key(context: Context, index: int) -> bool:
    """Return whether the fields that the key is made from have no mistakes in the source."""
    entry, wrong = context.catalog.entries[index], context.entry_positions(index).wrong
    if entry.code or "code" in wrong:
        return bool(entry.code)
    return bool(entry.name) or not {"name", "http_status"} & set(wrong)


@rule("error", required=True)
def duplicate_alias(context: Context) -> Iterator[Finding]:
    """An alias is neither a key nor another alias.

    An old anchor can lead to one entry only.

    Bad:
        - code: NotFound
          description: The entry does not exist.
          aliases: [Missing]
        - code: Missing
          description: A parameter is missing.

    Good:
        - code: NotFound
          description: The entry does not exist.
          aliases: [NoSuchEntry]
        - code: Missing
          description: A parameter is missing.
    """
    positions, entries = context.positions, context.catalog.entries
    taken = {
        entry.key: f"the key of an entry ({positions.locate('codes', index)})"
        for index, entry in enumerate(entries)
        if entry.key
    }
    for index, entry in enumerate(entries):
        for number, alias in enumerate(entry.aliases):
            steps = ("codes", index, "aliases", number)
            if alias in taken:
                message = f"the alias '{alias}' is already {taken[alias]}"
                yield Finding(steps, message, "an old anchor can lead to one entry only")
            taken[alias] = f"an alias ({positions.locate(*steps)})"


@rule("error", required=True)
def code_not_integer(context: Context) -> Iterator[Finding]:
    """If `code_type` is integer, every code is an integer as JSON writes it.

    Bad:
        title: Codes
        code_type: integer
        codes:
          - code: 0404
            description: The entry does not exist.

    Good:
        title: Codes
        code_type: integer
        codes:
          - code: 404
            description: The entry does not exist.
    """
    if context.catalog.code_type != "integer":
        return
    for index, entry in enumerate(context.catalog.entries):
        if entry.code and not is_integer(entry.code):
            yield Finding(
                ("codes", index, "code"),
                f"the code '{entry.code}' is not an integer, but code_type is integer",
                "write it as in JSON, without leading zeros, or set code_type: string",
            )


def is_integer(code: str) -> bool:
    """Return whether a code is an integer as JSON spells it, of at most 18 digits."""
    return re.fullmatch("0|-?[1-9][0-9]{0,17}", code) is not None


RESERVED = frozenset(
    ("Any", "False", "Final", "IntEnum", "LookupError", "Mapping", "None", "Self", "StrEnum",
     "True", "ValueError", "Object", "Readonly", "Record")
)  # fmt: skip
"""The names that the Python module or the TypeScript constants use themselves."""


@rule("error", required=True)
def reserved_type_name(context: Context) -> Iterator[Finding]:
    """The generated type does not have a name that the outputs use themselves.

    Bad:
        title: Codes
        type_name: Record
        codes:
          - http_status: 200
            description: Everything worked.

    Good:
        title: Codes
        type_name: RecordCode
        codes:
          - http_status: 200
            description: Everything worked.
    """
    if (name := context.catalog.type_name) in RESERVED:
        message = f"the name '{name}' already has a meaning in an output"
        yield Finding(("type_name",), message, "choose another name")
