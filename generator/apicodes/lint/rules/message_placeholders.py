"""The placeholders of messages, and the parameters that describe them."""

from collections.abc import Iterator

from apicodes.catalog.error_envelope import PLACEHOLDER
from apicodes.lint import Context, Finding, Fix, rule
from apicodes.problems import nearest


@rule("warning")
def undefined_parameter(context: Context) -> Iterator[Finding]:
    """Each placeholder of a message is described under `params`.

    Client developers have to know its values. Text in double braces is not a placeholder.

    Bad:
        - code: MissingParameter
          description: A parameter is missing.
          message: The parameter {name} is missing.

    Good:
        - code: MissingParameter
          description: A parameter is missing.
          message: The parameter {name} is missing.
          params:
            name: {description: The name of the parameter., example: limit}
    """
    for index, entry in context.current_entries:
        if not entry.message or "{" not in entry.message:
            continue
        positions = context.entry_positions(index)
        params = positions.children.get("params")
        known = set(entry.params) | set(getattr(params, "children", ()))
        if "params" in positions.wrong and not known:
            continue
        for name in dict.fromkeys(PLACEHOLDER.findall(entry.message)):
            if name not in known:
                message = f"the message has {{{name}}}, but 'params' does not describe it"
                hint = nearest(name, known) or f"add '{name}: {{description: ...}}' to 'params'"
                yield Finding(("codes", index, "message"), message, hint)


@rule("warning", fixable=True)
def unused_parameter(context: Context) -> Iterator[Finding]:
    """Each parameter under `params` has a placeholder in the message.

    Bad:
        - code: MissingParameter
          description: A parameter is missing.
          message: A parameter is missing.
          params:
            name: {description: The name of the parameter.}

    Good:
        - code: MissingParameter
          description: A parameter is missing.
          message: The parameter {name} is missing.
          params:
            name: {description: The name of the parameter.}
    """
    for index, entry in context.current_entries:
        if not entry.params:
            continue
        if "message" in context.entry_positions(index).wrong:
            continue
        used = set(PLACEHOLDER.findall(entry.message or ""))
        missing = used - set(entry.params)
        steps = ("codes", index, "params")
        for name in entry.params:
            if name not in used:
                message = f"the message has no placeholder {{{name}}}"
                hint = nearest(name, missing) or "add it to the message, or delete it here"
                # A placeholder without a parameter may be this one under another name.
                fix = Fix((*steps, name) if used else steps) if entry.message else None
                yield Finding((*steps, name), message, hint, None if missing else fix)
