"""What a catalog holds beside its texts: examples, headers and groups."""

from collections.abc import Container, Iterator, Sequence
from typing import Any

from apicodes.catalog.error_envelope import PLACEHOLDER
from apicodes.catalog.http_status import has_body
from apicodes.lint import Context, Finding, Steps, rule
from apicodes.lint.rules.identity import is_integer
from apicodes.render import envelope
from apicodes.render.envelope import Sent
from apicodes.text import display

EXACT = ("status", "code", "number", "http_status")
"""The placeholders whose values no example changes; the others stand for texts."""


@rule("warning")
def example_mismatch(context: Context) -> Iterator[Finding]:
    """An entry's examples are bodies as the envelope says.

    They have the members of the envelope for which the entry has a value, and the status word, the
    code, the number and the HTTP status in them are those of the entry. Texts may be any, and
    members beside those of the envelope are fine, as they are in the schema of the outputs (RFC
    9457, section 3.2). Answers that the envelope is not for, such as a 200 without a code, may look
    as they like.

    Bad:
        - http_status: 404
          status: error
          code: NotFound
          description: Nothing is at this address.
          examples: [body: {status: error, code: NoSuchEntry, mesage: There is no such entry.}]

    Good:
        - http_status: 404
          status: error
          code: NotFound
          description: Nothing is at this address.
          examples: [body: {status: error, code: NotFound, message: There is no such entry.}]
    """
    catalog = context.catalog
    for index, entry in context.sent:
        is_odd = catalog.code_type == "integer" and not is_integer(entry.code or "0")
        if not entry.examples or is_odd:
            continue
        sent = list(envelope.sent_with(catalog, entry))
        bodies = sum(map(has_body, entry.http_statuses)) or 1
        for number, example in enumerate(entry.examples if len(sent) == bodies else ()):
            steps = ("codes", index, "examples", number, "body")
            yield from _mismatches(catalog.error_envelope.body, example.body, sent, steps)


def _mismatches(template: Any, value: Any, sent: Sequence[Sent], steps: Steps) -> Iterator[Finding]:
    """Return where a value is not what a template makes of any of the responses."""
    name = envelope.lone(template)
    if name in EXACT:
        wanted = [its for its in (response.values[name] for response in sent) if its is not None]
        if wanted and not any(_is_same(value, its) for its in wanted):
            yield _other(f"the entry's {name}", value, wanted, steps)
    elif isinstance(template, dict | list) and type(value) is not type(template):
        kind = "a mapping" if isinstance(template, dict) else "a list"
        yield _unlike(value, kind, steps)
    elif isinstance(template, dict):
        yield from _missing(template, value, sent, steps)
        for key in filter(value.__contains__, template):
            yield from _mismatches(template[key], value[key], sent, (*steps, key))
    elif isinstance(template, list):
        # How many items there are, an example knows best; the first is of the entry.
        for number in range(min(len(template), len(value), 1)):
            yield from _mismatches(template[number], value[number], sent, (*steps, number))
    elif isinstance(template, str) and PLACEHOLDER.search(template):
        if not isinstance(value, str):
            yield _unlike(value, "text", steps)
    elif not _is_same(value, template):
        yield _other("the envelope's value", value, [template], steps)


def _missing(
    template: dict[str, Any], value: dict[str, Any], sent: Sequence[Sent], steps: Steps
) -> Iterator[Finding]:
    """Return the members of a template that a mapping lacks, and where they are misspelt."""
    from difflib import get_close_matches

    others = [key for key in value if key not in template]
    for key, item in template.items():
        name = envelope.lone(item)
        if key in value or (name and any(its.values.get(name) is None for its in sent)):
            continue
        if near := get_close_matches(key, others, 1):
            message = f"the envelope has '{key}', and no '{near[0]}'"
            yield Finding((*steps, near[0]), message, "write it as the API sends it")
        else:
            message = f"the envelope has '{key}', which is missing here"
            yield Finding(steps, message, "add it, or take it out of the envelope")


def _unlike(value: Any, kind: str, steps: Steps) -> Finding:
    here, _ = display.pair(value, kind)
    message = f"the example has {here} where the envelope has {kind}"
    return Finding(steps, message, "write it as the API sends it")


def _other(what: str, value: Any, wanted: list[Any], steps: Steps) -> Finding:
    here, there = display.pair(value, wanted if len(wanted) > 1 else wanted[0])
    return Finding(steps, f"the example has {here}, but {what} is {there}", "mend one of the two")


def _is_same(value: Any, other: Any) -> bool:
    """Return whether two values are the same JSON: true is no 1."""
    return isinstance(value, bool) == isinstance(other, bool) and bool(value == other)


@rule("warning")
def unused_header(context: Context) -> Iterator[Finding]:
    """Every header that is defined is named by an entry.

    No output has one that no entry names: the definition looks like documentation and is none.

    Bad:
        title: Codes
        headers:
          Retry-After: {description: Seconds to wait.}
        codes:
          - http_status: 503
            code: Maintenance
            description: The service is being updated.
            retryable: true

    Good:
        title: Codes
        headers:
          Retry-After: {description: Seconds to wait.}
        codes:
          - http_status: 503
            code: Maintenance
            description: The service is being updated.
            retryable: true
            headers: [Retry-After]
    """
    named = {name for entry in context.catalog.entries for name in entry.headers}
    message, hint = "no entry names the header '{}'", "name it under 'headers:' of entries"
    yield from _unused(context, "headers", "headers", named, message, hint)


@rule("warning")
def empty_group(context: Context) -> Iterator[Finding]:
    """Every group has an entry.

    Bad:
        title: Codes
        groups:
          billing: {title: Billing}
        codes:
          - http_status: 402
            code: CardDeclined
            description: The bank declined the card.

    Good:
        title: Codes
        groups:
          billing: {title: Billing}
        codes:
          - http_status: 402
            code: CardDeclined
            description: The bank declined the card.
            group: billing
    """
    named = {entry.group for entry in context.catalog.entries}
    message, hint = "no entry is in the group '{}'", "say 'group:' in entries"
    yield from _unused(context, "groups", "group", named, message, hint)


def _unused(
    context: Context, table: str, field: str, named: Container[str | None], message: str, hint: str
) -> Iterator[Finding]:
    """Return what a table of the catalog defines and no field of an entry names."""
    unused = [name for name in getattr(context.catalog, table) if name not in named]
    if unused and all(context.is_sure(at, field) for at in range(len(context.catalog.entries))):
        for name in unused:
            yield Finding((table, name), message.format(name), f"{hint}, or delete it here")
