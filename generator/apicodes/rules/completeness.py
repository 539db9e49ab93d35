"""What readers look for first is there."""

from collections.abc import Iterator

from apicodes.catalog import Entry
from apicodes.rules import Context, Finding, rule

FIELDS = frozenset(Entry.__struct_encode_fields__)
SAYS = ("description", "http_status")
"""The fields that may say what an entry means."""


@rule("error")
def description_missing(context: Context) -> Iterator[Finding]:
    """An entry says what it means: in its description, or in one for each of its HTTP statuses.

    A code without a description is a row with an empty cell, and a name that every reader of the
    enum has to guess at. Entries that are removed need none.

    Bad:
        - http_status: 429
          code: TooManyRequests

    Good:
        - http_status: 429
          code: TooManyRequests
          description: More requests than the plan allows. Wait, then try again.
    """
    for index, entry in enumerate(context.catalog.entries):
        if entry.description or isinstance(entry.http_status, dict) or entry.removed is not None:
            continue
        its = context.place.children["codes"].children[index]
        if not any(name in SAYS or name not in FIELDS for name in its.wrong):
            message = f"'{entry.key}' has no description" if entry.key else "no description"
            hint = "say what it means in 'description:', for readers who meet it in an answer"
            yield Finding(("codes", index), message, hint)
