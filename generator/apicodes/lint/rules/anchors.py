"""Anchors that nobody uses: often the beginning of a text."""

import re
from collections.abc import Iterator
from typing import Any

from yaml._yaml import CParser
from yaml.events import AliasEvent, StreamEndEvent

from apicodes.lint import Context, Finding, rule
from apicodes.problems import Location

_MAYBE = re.compile(r"(?<![^\s\[{,:?\-])&\S")


@rule("warning")
def unused_anchor(context: Context) -> Iterator[Finding]:
    """Every anchor has an alias that repeats its value.

    YAML takes `&` and the word behind it, at the beginning of a value, for the name of the value:
    the text of `&more fields` is `fields` alone.

    Bad:
        - code: FieldsMissing
          description: &more fields are needed.

    Good:
        - code: FieldsMissing
          description: "&more fields are needed."
    """
    for path, text in context.texts.items():
        for name, where in _unused(text, path) if _MAYBE.search(text) else ():
            message = f"YAML takes '&{name}' for an anchor, and no alias '*{name}' uses it"
            hint = f"quote the text where it begins with '&{name}'; else delete the anchor"
            yield Finding(where, message, hint)


def _unused(text: str, path: str) -> list[tuple[str, Location]]:
    """Return the anchors without an alias; an alias is that of the last anchor with its name."""
    unused: dict[Location, str] = {}
    last: dict[str, Location] = {}
    parser = CParser(text)
    while type(event := parser.get_event()) is not StreamEndEvent:
        name: Any = getattr(event, "anchor", None)
        if type(event) is AliasEvent:
            unused.pop(last[name], None)
        elif name is not None:
            mark: Any = getattr(event, "start_mark", None)
            last[name] = Location(path, mark.line + 1, mark.column + 1)
            unused[last[name]] = name
    return [(name, where) for where, name in unused.items()]
