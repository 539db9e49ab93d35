"""Examples that differ from the envelope; headers and groups that no entry uses."""

from collections.abc import Container, Iterator, Sequence

from apicodes.catalog.error_envelope import PLACEHOLDER
from apicodes.catalog.http_status import has_body
from apicodes.lint import Context, Finding, Steps, rule
from apicodes.lint.rules.identity import is_integer
from apicodes.render import error_bodies
from apicodes.render.error_bodies import Sent
from apicodes.text import display

EXACT = ("status", "code", "number", "http_status")
"""The placeholders whose values examples must repeat; the others stand for any text."""


@rule("warning")
def example_mismatch(context: Context) -> Iterator[Finding]:
    """The examples of an entry match the envelope.

    The status word, the code, the number and the HTTP status in an example are those of the entry;
    other texts may differ. Members may be missing, and there may be more of them (RFC 9457,
    section 3.2). Responses without such a body, such as a 200 without a code, may have any
    examples.

    Bad:
        - http_status: 404
          status: error
          code: NotFound
          description: Nothing is at this address.
          examples: [body: {status: error, code: NoSuchEntry, message: There is no such entry.}]

    Good:
        - http_status: 404
          status: error
          code: NotFound
          description: Nothing is at this address.
          examples: [body: {status: error, code: NotFound, message: There is no such entry.}]
    """
    catalog = context.catalog
    for index, entry in context.current_entries:
        has_wrong_code = catalog.code_type == "integer" and not is_integer(entry.code or "0")
        if not entry.examples or has_wrong_code:
            continue
        sent = list(error_bodies.sent_with(catalog, entry))
        bodies = sum(map(has_body, entry.http_statuses)) or 1
        for number, example in enumerate(entry.examples if len(sent) == bodies else ()):
            steps = ("codes", index, "examples", number, "body")
            yield from _mismatches(catalog.error_envelope.body, example.body, sent, steps)


def _mismatches(
    template: object, value: object, sent: Sequence[Sent], steps: Steps
) -> Iterator[Finding]:
    """Return the differences between a value and what a template gives for the responses."""
    name = error_bodies.lone(template)
    if name in EXACT:
        wanted = [response.values[name] for response in sent if response.values[name] is not None]
        if wanted and not any(_is_same(value, item) for item in wanted):
            yield _differing(f"the entry's {name}", value, wanted, steps)
    elif isinstance(template, dict) and isinstance(value, dict):
        for key in filter(value.__contains__, template):
            yield from _mismatches(template[key], value[key], sent, (*steps, key))
    elif isinstance(template, list) and isinstance(value, list):
        # An example may have any number of items; the first one belongs to the entry.
        for number in range(min(len(template), len(value), 1)):
            yield from _mismatches(template[number], value[number], sent, (*steps, number))
    elif isinstance(template, dict | list):
        yield _mistyped(value, "a mapping" if isinstance(template, dict) else "a list", steps)
    elif isinstance(template, str) and PLACEHOLDER.search(template):
        if not isinstance(value, str):
            yield _mistyped(value, "text", steps)
    elif not _is_same(value, template):
        yield _differing("the envelope's value", value, [template], steps)


def _mistyped(value: object, kind: str, steps: Steps) -> Finding:
    here, _ = display.pair(value, kind)
    message = f"the example has {here}, but the envelope has {kind}"
    return Finding(steps, message, "write it as the API sends it")


def _differing(what: str, value: object, wanted: list[object], steps: Steps) -> Finding:
    here, there = display.pair(value, wanted if len(wanted) > 1 else wanted[0])
    return Finding(
        steps, f"the example has {here}, but {what} is {there}", "correct one of the two"
    )


def _is_same(value: object, other: object) -> bool:
    """Return whether two values are equal as JSON, where true is not 1."""
    return isinstance(value, bool) == isinstance(other, bool) and bool(value == other)


@rule("warning")
def unused_header(context: Context) -> Iterator[Finding]:
    """Every header that is defined is used by an entry.

    No output contains a header that no entry names.

    Bad:
        title: Codes
        headers:
          ETag: {description: The current version of the entry.}
        codes:
          - http_status: 412
            code: VersionConflict
            description: The entry was changed in the meantime.

    Good:
        title: Codes
        headers:
          ETag: {description: The current version of the entry.}
        codes:
          - http_status: 412
            code: VersionConflict
            description: The entry was changed in the meantime.
            headers: [ETag]
    """
    named = {name for entry in context.catalog.entries for name in entry.headers}
    message, hint = "no entry names the header '{}'", "add it to 'headers:' of an entry"
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
    message, hint = "the group '{}' has no entry", "set 'group:' in an entry"
    yield from _unused(context, "groups", "group", named, message, hint)


def _unused(
    context: Context, table: str, field: str, named: Container[str | None], message: str, hint: str
) -> Iterator[Finding]:
    """Return findings for the names in a table of the catalog that no entry has in a field."""
    unused = [name for name in getattr(context.catalog, table) if name not in named]
    if unused and all(
        context.is_readable(index, field) for index in range(len(context.catalog.entries))
    ):
        for name in unused:
            yield Finding((table, name), message.format(name), f"{hint}, or delete it here")
