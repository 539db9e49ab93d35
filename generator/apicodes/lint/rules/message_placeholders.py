"""The placeholders of a message, and the parameters that explain them."""

from collections.abc import Iterator

from apicodes.catalog.error_envelope import PLACEHOLDER
from apicodes.lint import Context, Finding, Fix, rule
from apicodes.problems import nearest


@rule("warning")
def undefined_parameter(context: Context) -> Iterator[Finding]:
    """Each placeholder of a message is explained under `params`.

    Who writes a client has to know what may stand there. Text in two braces is no placeholder.

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
    for index, entry in enumerate(context.catalog.entries):
        if not entry.message or "{" not in entry.message or entry.removed is not None:
            continue
        at = context.positions.children["codes"].children[index]
        given = at.children.get("params")
        known = set(entry.params) | set(getattr(given, "children", ()))
        if "params" in at.wrong and not known:
            continue
        for name in dict.fromkeys(PLACEHOLDER.findall(entry.message)):
            if name not in known:
                message = f"the message has {{{name}}}, and 'params' does not explain it"
                hint = nearest(name, known) or f"add '{name}: {{description: ...}}' to 'params'"
                yield Finding(("codes", index, "message"), message, hint)


@rule("warning", mends=True)
def unused_parameter(context: Context) -> Iterator[Finding]:
    """Each parameter under `params` has its placeholder in the message.

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
    for index, entry in enumerate(context.catalog.entries):
        if not entry.params or entry.removed is not None:
            continue
        if "message" in context.positions.children["codes"].children[index].wrong:
            continue
        used = set(PLACEHOLDER.findall(entry.message or ""))
        missing = used - set(entry.params)
        steps = ("codes", index, "params")
        for name in entry.params:
            if name not in used:
                message = f"the message has no {{{name}}}"
                hint = nearest(name, missing) or "put it there, or delete this"
                # A placeholder without a parameter may be this one, under another name.
                fix = Fix((*steps, name) if used else steps) if entry.message else None
                yield Finding((*steps, name), message, hint, None if missing else fix)
