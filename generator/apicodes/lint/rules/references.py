"""References to headers, groups, entries and placeholders."""

import re
from collections.abc import Iterable, Iterator

from apicodes.catalog.error_envelope import ADDRESS_PLACEHOLDERS, PLACEHOLDER, PLACEHOLDERS
from apicodes.catalog.naming import anchor
from apicodes.catalog.source.positions import Positions
from apicodes.lint import Context, Finding, Steps, rule
from apicodes.lint.catalog_texts import strings
from apicodes.problems import nearest


@rule("error", required=True)
def unknown_reference(context: Context) -> Iterator[Finding]:
    """The headers, groups and replacements that entries name exist.

    A replacement is for clients to use, so it is not removed itself.

    Bad:
        - http_status: 429
          description: Too many requests.
          headers: [Retry-After]

    Good:
        title: Codes
        headers:
          Retry-After: {description: Seconds to wait., schema: {type: integer}}
        codes:
          - http_status: 429
            description: Too many requests.
            headers: [Retry-After]
    """
    entries = context.catalog.entries
    removed = {entry.key for entry in entries if entry.removed is not None}
    keys = {entry.key for entry in entries} - removed
    headers, has_all_headers = _defined(context, "headers")
    groups, has_all_groups = _defined(context, "groups")
    has_all_keys = _has_all_keys(context)
    for index, entry in enumerate(entries):
        steps: Steps = ("codes", index)
        for number, header in enumerate(entry.headers):
            if header not in headers and has_all_headers:
                yield _unknown("header", header, headers, (*steps, "headers", number))
        if entry.group and entry.group not in groups and has_all_groups:
            yield _unknown("group", entry.group, groups, (*steps, "group"))
        if entry.deprecation:
            for number, key in enumerate(entry.deprecation.replacements):
                at: Steps = (*steps, "deprecated", "replaced_by", number)
                if key in removed and entry.removed is None:
                    yield _removed(key, at)
                elif key not in keys and key not in removed and has_all_keys:
                    yield _unknown("entry", key, keys, at)


def _defined(context: Context, field: str) -> tuple[set[str], bool]:
    """Return the names that the source defines, and whether these are all of them."""
    table = context.positions.children.get(field)
    if isinstance(table, Positions):
        return set(table.children), not table.partial
    return set(), table is None


def _has_all_keys(context: Context) -> bool:
    """Return whether the key of every entry could be read."""
    codes = context.positions.children.get("codes")
    if not isinstance(codes, Positions) or codes.partial:
        return False
    return all(
        entry.code or context.is_readable(index, "code", "name", "http_status")
        for index, entry in enumerate(context.catalog.entries)
    )


def _unknown(what: str, name: str, known: Iterable[str], steps: Steps) -> Finding:
    names = sorted(known)
    hint = nearest(name, names) or f"known here: {', '.join(names[:10]) or 'none'}"
    return Finding(steps, f"there is no {what} '{name}'", hint)


def _removed(key: str, steps: Steps) -> Finding:
    message = f"the entry '{key}' is removed, so it cannot replace another one"
    return Finding(steps, message, "name what clients use instead, or delete 'replaced_by'")


@rule("error", required=True)
def duplicate_header(context: Context) -> Iterator[Finding]:
    """Header names differ in more than case, and in more than characters that OpenAPI replaces.

    Case has no meaning in header names (RFC 9110, section 5.1). Names that differ only in
    characters that OpenAPI does not allow become one component (OpenAPI 3.1, section 4.8.7).

    Bad:
        title: Codes
        headers:
          Retry-After: {description: Seconds to wait.}
          retry-after: {description: A date.}
        codes:
          - http_status: 429
            description: Too many requests.
            headers: [Retry-After, retry-after]

    Good:
        title: Codes
        headers:
          Retry-After: {description: Seconds to wait.}
        codes:
          - http_status: 429
            description: Too many requests.
            headers: [Retry-After]
    """
    first: dict[str, str] = {}
    for name in context.catalog.headers:
        other = first.setdefault(re.sub(r"[^a-z0-9._-]", "-", name.lower()), name)
        if other != name:
            location = context.positions.locate("headers", other)
            message = f"the headers '{name}' and '{other}' ({location}) have the same name"
            hint = "header names are case-insensitive; keep one of the two"
            if name.lower() != other.lower():
                message += " in OpenAPI"
                hint = "OpenAPI has '-' instead of characters such as '!'; keep one of the two"
            yield Finding(("headers", name), message, hint)


@rule("error", required=True)
def duplicate_group(context: Context) -> Iterator[Finding]:
    """Group keys differ in more than the characters that an anchor on a page replaces.

    Bad:
        title: Codes
        groups:
          card.payment: {title: Payment by card}
          card-payment: {title: Card}
        codes:
          - {http_status: 402, code: CardDeclined, group: card.payment, description: No money.}
          - {http_status: 409, code: CardUnknown, group: card-payment, description: No card.}

    Good:
        title: Codes
        groups:
          card.payment: {title: Payment by card}
        codes:
          - {http_status: 402, code: CardDeclined, group: card.payment, description: No money.}
          - {http_status: 409, code: CardUnknown, group: card.payment, description: No card.}
    """
    first: dict[str, str] = {}
    for key in context.catalog.groups:
        other = first.setdefault(anchor(key), key)
        if other != key:
            location = context.positions.locate("groups", other)
            message = f"the groups '{key}' and '{other}' ({location}) have the same anchor"
            yield Finding(("groups", key), message, "give one of them another key")


@rule("error", required=True)
def impossible_date(context: Context) -> Iterator[Finding]:
    """A sunset is a date of the calendar.

    Bad:
        - http_status: 410
          description: The entry is gone.
          deprecated: {sunset: 2999-02-30, reason: Nobody asks for it.}

    Good:
        - http_status: 410
          description: The entry is gone.
          deprecated: {sunset: 2999-02-28, reason: Nobody asks for it.}
    """
    for index, entry in enumerate(context.catalog.entries):
        if entry.deprecation and entry.deprecation.sunset:
            sunset = entry.deprecation.sunset
            from apicodes.catalog import dates  # It is loaded where an entry names a day.

            if dates.day(sunset) is None:
                steps = ("codes", index, "deprecated", "sunset")
                yield Finding(steps, f"the date {sunset} does not exist")


@rule("error", required=True)
def unknown_placeholder(context: Context) -> Iterator[Finding]:
    """The placeholders in the envelope and in `docs_url` exist.

    The envelope has {status}, {code}, {message}, {http_status}, {number}, {title}, {description}
    and {url}; `docs_url` has {anchor} and {group}.

    Bad:
        title: Codes
        docs_url: https://docs.example.com/codes#{code}
        codes:
          - http_status: 200
            description: Everything worked.

    Good:
        title: Codes
        docs_url: https://docs.example.com/codes#{anchor}
        codes:
          - http_status: 200
            description: Everything worked.
    """
    catalog = context.catalog
    texts = strings(catalog.error_envelope.body, ("envelope", "body"))
    address = strings(catalog.docs_url, ("docs_url",))
    for what, values, known in (
        ("the envelope", texts, PLACEHOLDERS),
        ("docs_url", address, ADDRESS_PLACEHOLDERS),
    ):
        for text in values:
            for name in PLACEHOLDER.findall(text.value):
                if name not in known:
                    hint = nearest(name, known) or f"known here: {', '.join(known)}"
                    yield Finding(text.steps, f"{what} has no placeholder '{{{name}}}'", hint)
