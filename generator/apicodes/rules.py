"""What must hold between the entries of a catalog, beyond what the types of its fields say.

A rule is a function from a catalog and the places of its values to the problems that it finds.
Its id is the function's name, with hyphens.
"""

import re
from collections.abc import Callable, Iterator

from apicodes.catalog import PLACEHOLDER, PLACEHOLDERS, Catalog, Entry
from apicodes.problems import Problem, nearest
from apicodes.walk import Place

Rule = Callable[[Catalog, Place], Iterator[Problem]]
RULES: dict[str, Rule] = {}

Steps = tuple[str | int, ...]


def rule(function: Rule) -> Rule:
    """Register a rule."""
    RULES[function.__name__.replace("_", "-")] = function
    return function


def problems(catalog: Catalog, place: Place) -> list[Problem]:
    """Return what every rule finds, each problem once."""
    found = (problem for function in RULES.values() for problem in function(catalog, place))
    return list(dict.fromkeys(found))


@rule
def no_codes(catalog: Catalog, place: Place) -> Iterator[Problem]:
    """A catalog holds at least one entry."""
    if not catalog.entries and not place.gives("codes"):
        hint = "list the codes under 'codes:'"
        message = "the field 'codes' is missing here"
        yield Problem(place.locate(), "missing-field", message, hint)


@rule
def entry_without_identity(catalog: Catalog, place: Place) -> Iterator[Problem]:
    """An entry has a code, a name or an HTTP status."""
    for index, entry in enumerate(catalog.entries):
        if not entry.key and _is_sure(entry, place, index):
            yield Problem(
                place.locate("codes", index),
                "entry-without-identity",
                "this entry has neither a code, nor a name, nor an HTTP status",
                "add one of 'code:', 'name:' and 'http_status:'",
            )


@rule
def duplicate_key(catalog: Catalog, place: Place) -> Iterator[Problem]:
    """No two entries share a key: the code, else the name, else the HTTP statuses."""
    first: dict[str, int] = {}
    for index, entry in enumerate(catalog.entries):
        key = entry.key
        if not key:
            continue
        other = first.setdefault(key, index)
        sure = _is_sure(entry, place, index) and _is_sure(catalog.entries[other], place, other)
        if other != index and sure:
            yield _clash(catalog, place, index, other)


def _clash(catalog: Catalog, place: Place, index: int, other: int) -> Problem:
    entry, earlier = catalog.entries[index], catalog.entries[other]
    where = place.locate("codes", other, _identity(earlier))
    if earlier.removed is not None and entry.code and entry.code == earlier.code:
        hint = "the code was removed and is never used again; choose another"
    elif entry.code and entry.code == earlier.code:
        hint = "make them one entry; http_status takes a list, or a map of descriptions"
    else:
        hint = f"set name: on one of them, as in 'name: {_suggestion(entry)}'"
    return Problem(
        place.locate("codes", index, _identity(entry)),
        "duplicate-key",
        f"the key '{entry.key}' is taken by the entry at {where}",
        hint,
    )


def _suggestion(entry: Entry) -> str:
    return f"{(entry.status or 'Response').capitalize()}{entry.key}".replace(" ", "")


def _identity(entry: Entry) -> str:
    return "code" if entry.code else "name" if entry.name else "http_status"


def _is_sure(entry: Entry, place: Place, index: int) -> bool:
    """Return whether nothing is wrong in what the entry's key is made of."""
    wrong = place.children["codes"].children[index].wrong
    if entry.code or "code" in wrong:
        return bool(entry.code)
    return bool(entry.name) or not {"name", "http_status"} & set(wrong)


@rule
def duplicate_alias(catalog: Catalog, place: Place) -> Iterator[Problem]:
    """An alias is neither a key nor another alias."""
    taken = {entry.key: f"the key of the entry at {place.locate('codes', index)}"
             for index, entry in enumerate(catalog.entries)}  # fmt: skip
    for index, entry in enumerate(catalog.entries):
        for number, alias in enumerate(entry.aliases):
            where = place.locate("codes", index, "aliases", number)
            if alias in taken:
                message = f"the alias '{alias}' is already {taken[alias]}"
                yield Problem(where, "duplicate-alias", message, "an old anchor leads to one place")
            taken[alias] = f"an alias at {where}"


@rule
def unknown_reference(catalog: Catalog, place: Place) -> Iterator[Problem]:
    """Headers, groups and replacements that entries name exist."""
    removed = {entry.key for entry in catalog.entries if entry.removed is not None}
    keys = {entry.key for entry in catalog.entries} - removed
    sure = {name for name in ("headers", "groups", "codes") if name not in place.wrong}
    headers = _defined(place, "headers")
    groups = _defined(place, "groups")
    for index, entry in enumerate(catalog.entries):
        steps: Steps = ("codes", index)
        for number, header in enumerate(entry.headers):
            if header not in headers and "headers" in sure:
                yield _unknown("header", header, headers, place, *steps, "headers", number)
        if entry.group and entry.group not in groups and "groups" in sure:
            yield _unknown("group", entry.group, groups, place, *steps, "group")
        if entry.deprecation:
            for number, key in enumerate(entry.deprecation.replacements):
                at: Steps = (*steps, "deprecated", "replaced_by", number)
                if key in removed and entry.removed is None:
                    yield _gone(key, place, *at)
                elif key not in keys and key not in removed and "codes" in sure:
                    yield _unknown("entry", key, keys, place, *at)


def _defined(place: Place, field: str) -> set[str]:
    """Return the names that the source defines, those with mistakes in them included."""
    table = place.children.get(field)
    return set(table.children) if isinstance(table, Place) else set()


def _unknown(what: str, name: str, known: set[str], place: Place, *steps: str | int) -> Problem:
    hint = nearest(name, sorted(known)) or f"known here: {', '.join(sorted(known)[:10]) or 'none'}"
    return Problem(
        place.locate(*steps), "unknown-reference", f"no {what} '{name}' is defined", hint
    )


def _gone(key: str, place: Place, *steps: str | int) -> Problem:
    message = f"the entry '{key}' is removed, and can replace no other"
    hint = "name what clients use instead, or delete 'replaced_by'"
    return Problem(place.locate(*steps), "unknown-reference", message, hint)


@rule
def duplicate_header(catalog: Catalog, place: Place) -> Iterator[Problem]:
    """Header names differ in more than case, and than characters that OpenAPI's names cannot have.

    Case says nothing in them (RFC 9110, section 5.1); the others are one component (OpenAPI 3.1,
    section 4.8.7).
    """
    first: dict[str, str] = {}
    for name in catalog.headers:
        other = first.setdefault(re.sub(r"[^a-z0-9._-]", "-", name.lower()), name)
        if other != name:
            where = place.locate("headers", other)
            message = f"the header '{name}' cannot be told from '{other}' at {where}"
            hint = "OpenAPI's components have '-' for characters such as '!'; keep one of the two"
            if name.lower() == other.lower():
                hint = "case says nothing in the name of a header; keep one of the two"
            yield Problem(place.locate("headers", name), "duplicate-header", message, hint)


RESERVED = frozenset(
    ("Any", "False", "Final", "IntEnum", "LookupError", "Mapping", "None", "Self", "StrEnum",
     "True", "ValueError", "Object", "Readonly", "Record")
)  # fmt: skip
"""What the Python module or the TypeScript constants use by name."""


@rule
def reserved_type_name(catalog: Catalog, place: Place) -> Iterator[Problem]:
    """The generated type is not named like something that the outputs use."""
    if catalog.type_name in RESERVED:
        message = f"'{catalog.type_name}' has a meaning of its own in an output"
        where = place.locate("type_name")
        yield Problem(where, "reserved-type-name", message, "choose another name")


@rule
def code_not_integer(catalog: Catalog, place: Place) -> Iterator[Problem]:
    """Where `code_type` is integer, each code is one, spelled as JSON spells it."""
    if catalog.code_type != "integer":
        return
    for index, entry in enumerate(catalog.entries):
        if entry.code and not re.fullmatch(r"0|-?[1-9][0-9]{0,17}", entry.code):
            yield Problem(
                place.locate("codes", index, "code"),
                "code-not-integer",
                f"the code '{entry.code}' is no integer, but code_type says that codes are",
                "write it as JSON does, without zeros before it, or set code_type: string",
            )


@rule
def impossible_date(catalog: Catalog, place: Place) -> Iterator[Problem]:
    """A sunset is a day of the calendar."""
    for index, entry in enumerate(catalog.entries):
        if entry.deprecation and entry.deprecation.sunset:
            sunset = entry.deprecation.sunset
            if not _is_date(sunset):
                where = place.locate("codes", index, "deprecated", "sunset")
                yield Problem(where, "impossible-date", f"no calendar has the day {sunset}")


def _is_date(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@rule
def unknown_placeholder(catalog: Catalog, place: Place) -> Iterator[Problem]:
    """The placeholders of the envelope and of `docs_url` are ones that apicodes fills."""
    for steps, name in _placeholders(catalog.error_envelope.body, ("envelope", "body")):
        if name not in PLACEHOLDERS:
            hint = nearest(name, PLACEHOLDERS) or f"known here: {', '.join(PLACEHOLDERS)}"
            message = f"the envelope has no value for '{{{name}}}'"
            yield Problem(place.locate(*steps), "unknown-placeholder", message, hint)
    for name in PLACEHOLDER.findall(catalog.docs_url or ""):
        if name != "anchor":
            message = f"docs_url has no value for '{{{name}}}'"
            hint = "the one placeholder is {anchor}"
            yield Problem(place.locate("docs_url"), "unknown-placeholder", message, hint)


def _placeholders(value: object, steps: Steps) -> Iterator[tuple[Steps, str]]:
    """Return every placeholder in a value of open type, with the steps that lead to it."""
    if isinstance(value, str):
        for name in PLACEHOLDER.findall(value):
            yield steps, name
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _placeholders(item, (*steps, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _placeholders(item, (*steps, index))
