"""Anchors that no alias uses, which often are the beginning of a text."""

import re
from collections.abc import Iterable, Iterator

from apicodes.catalog.source.yaml_tree import Node, parse_catalog
from apicodes.lint import Context, Finding, rule
from apicodes.problems import Location

_MAYBE = re.compile(r"(?<![^\s\[{,:?\-])&\S")


@rule("warning")
def unused_anchor(context: Context) -> Iterator[Finding]:
    """Every anchor has an alias.

    At the beginning of a value, YAML reads `&` and the word after it as the name of the value: the
    text `&more fields` becomes `fields`.

    Bad:
        - code: FieldsMissing
          description: &more fields are needed.

    Good:
        - code: FieldsMissing
          description: "&more fields are needed."
    """
    for path, text in context.texts.items():
        for node in _unused(parse_catalog(text, path)) if _MAYBE.search(text) else ():
            name, location = node.anchor, Location(path, node.line, node.column)
            message = f"YAML reads '&{name}' as an anchor, and no alias '*{name}' uses it"
            hint = f"quote the text if it begins with '&{name}'; otherwise delete the anchor"
            yield Finding(location, message, hint)


def _unused(root: Node) -> Iterable[Node]:
    """Return the nodes whose anchor no alias names; an alias is of the last one before it."""
    unused: dict[int, Node] = {}
    last: dict[str, Node] = {}
    for node in root.walk():
        if node.kind == "alias":
            unused.pop(last[node.value].start, None)
        elif node.anchor is not None:
            unused[node.start] = last[node.anchor] = node
    return unused.values()
