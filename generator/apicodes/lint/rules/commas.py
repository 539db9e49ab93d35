"""Texts that YAML splits at a comma."""

import re
from collections.abc import Iterator
from itertools import pairwise

from apicodes.catalog.source.yaml_tree import Node, parse_catalog
from apicodes.lint import Context, Finding, rule
from apicodes.lint.catalog_texts import ends_sentence, shortened
from apicodes.problems import Location


@rule("warning")
def text_split_by_comma(context: Context) -> Iterator[Finding]:
    """No text within brackets or braces is split at its comma.

    YAML reads `[Add the scope, or use another key.]` as two items. The rule reports an item without
    quotes that continues the one before it: it has several words, it begins with `and`, `but`,
    `nor`, `or`, `so`, `then` or `yet`, or it begins with a small letter in a list whose first item
    begins with a capital. In a mapping, it is a key of several words without a value.

    Bad:
        - code: ScopeMissing
          description: The key lacks a scope.
          solutions: [Add the scope, or use another key.]

    Good:
        - code: ScopeMissing
          description: The key lacks a scope.
          solutions: ["Add the scope, or use another key."]
    """
    for path, node in _flow_collections(context):
        for before, after in _split_members(node) if node.keys else _split_items(node):
            if after.style is before.style is None and not ends_sentence(before.value):
                start, end = shortened(before.value, end=True), shortened(after.value)
                message = f"a comma splits this text into '{start}' and '{end}'"
                hint = "quote the text, or write it without brackets"
                yield Finding(Location(path, after.line, after.column), message, hint)


def _split_members(node: Node) -> Iterator[tuple[Node, Node]]:
    for before, key, value in zip(node.items, node.keys[1:], node.items[1:], strict=False):
        if " " in key.value and value.kind == "scalar" and not value.value:
            yield before, key


def _split_items(node: Node) -> Iterator[tuple[Node, Node]]:
    begins_with_capital = node.items[0].value[:1].isupper()
    for before, after in pairwise(node.items):
        small = begins_with_capital and after.value[:1].islower()
        if " " in after.value and (small or _CONTINUATION.match(after.value)):
            yield before, after


_CONTINUATION = re.compile("(?:and|but|nor|or|so|then|yet) ")
_FLOW = re.compile(r"[\[{][^\]}]*,")


def items_within_brackets(context: Context) -> set[Location]:
    """Return the locations of the items without quotes in lists within brackets."""
    return {
        Location(path, item.line, item.column)
        for path, node in _flow_collections(context)
        for item in node.items
        if node.kind == "list" and item.style is None
    }


def _flow_collections(context: Context) -> Iterator[tuple[str, Node]]:
    for path, text in context.texts.items():
        if _FLOW.search(text):
            for node in parse_catalog(text, path).walk():
                if node.is_flow and node.items:
                    yield path, node
