"""Entries without a description."""

from collections.abc import Iterator

from apicodes.lint import Context, Finding, rule

DESCRIBING = ("description", "http_status")
"""The fields that can describe an entry."""


@rule("error")
def description_missing(context: Context) -> Iterator[Finding]:
    """An entry has a description, or one for each of its HTTP statuses.

    A code without a description is an empty cell in the table, and every reader of the enum has to
    guess its meaning. Removed entries need no description.

    Bad:
        - http_status: 404
          code: NotFound

    Good:
        - http_status: 404
          code: NotFound
          description: Nothing is at this address, or not any more.
    """
    for index, entry in context.current_entries:
        if entry.description or isinstance(entry.http_status, dict):
            continue
        if context.is_readable(index, *DESCRIBING):
            name = f"'{entry.key}'" if entry.key else "this entry"
            hint = "add 'description:', for readers who get this response"
            yield Finding(("codes", index), f"{name} has no description", hint)
