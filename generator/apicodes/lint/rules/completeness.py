"""Entries without words."""

from collections.abc import Iterator

from apicodes.lint import Context, Finding, rule

DESCRIBING = ("description", "title", "message", "http_status")
"""The fields that can describe an entry."""


@rule("warning")
def description_missing(context: Context) -> Iterator[Finding]:
    """An entry has a description, one for each of its HTTP statuses, a title or a message.

    Readers have to guess the meaning of a code without words. Removed entries need none.

    Bad:
        - http_status: 404
          code: NotFound

    Good:
        - http_status: 404
          code: NotFound
          description: Nothing is at this address, or not any more.
    """
    for index, entry in context.current_entries:
        texts = (entry.description, entry.title, entry.message)
        if any(texts) or isinstance(entry.http_status, dict):
            continue
        if context.is_readable(index, *DESCRIBING):
            name = f"'{entry.key}'" if entry.key else "this entry"
            hint = "add 'description:', for readers who get this response"
            yield Finding(("codes", index), f"{name} has no description, title or message", hint)
