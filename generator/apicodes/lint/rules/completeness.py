"""What readers look for first is there."""

from collections.abc import Iterator

from apicodes.lint import Context, Finding, rule

SAYS = ("description", "http_status")
"""The fields that may say what an entry means."""


@rule("error")
def description_missing(context: Context) -> Iterator[Finding]:
    """An entry says what it means: in its description, or in one for each of its HTTP statuses.

    A code without a description is a row with an empty cell, and a name that every reader of the
    enum has to guess at. Entries that are removed need none.

    Bad:
        - http_status: 404
          code: NotFound

    Good:
        - http_status: 404
          code: NotFound
          description: Nothing is at this address, or not any more.
    """
    for index, entry in context.sent:
        if entry.description or isinstance(entry.http_status, dict):
            continue
        if context.is_sure(index, *SAYS):
            message = f"'{entry.key}' has no description" if entry.key else "no description"
            hint = "say what it means in 'description:', for readers who meet it in an answer"
            yield Finding(("codes", index), message, hint)
