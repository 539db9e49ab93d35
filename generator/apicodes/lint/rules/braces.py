"""Braces that are opened and not closed, or the reverse."""

from collections.abc import Iterator
from string import Formatter

from apicodes.lint import Context, Finding, rule
from apicodes.lint.catalog_texts import lines, strings


@rule("error")
def unbalanced_brace(context: Context) -> Iterator[Finding]:
    """The braces in messages, in the envelope and in `docs_url` are balanced.

    The server fails when it fills in such a text, and the placeholder never gets its value. A brace
    that is no part of a placeholder is written twice.

    Bad:
        - code: MissingParameter
          description: A parameter is missing.
          message: "The parameter {name} begins with {."
          params: {name: {}}

    Good:
        - code: MissingParameter
          description: A parameter is missing.
          message: "The parameter {name} begins with {{."
          params: {name: {}}
    """
    catalog = context.catalog
    messages = (text for text in lines(catalog) if text.kind == "message")
    body = strings(catalog.error_envelope.body, ("envelope", "body"))
    for text in (*messages, *body, *strings(catalog.docs_url, ("docs_url",))):
        try:
            list(Formatter().parse(text.value))
        except ValueError as error:
            brace, other = "}{" if "'}'" in str(error).partition(" encountered")[0] else "{}"
            message = f"'{brace}' in this text has no '{other}'"
            hint = f"write placeholders as '{{name}}', and a brace of the text as '{brace * 2}'"
            yield Finding(text.steps, message, hint)
