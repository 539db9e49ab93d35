"""Text that YAML took for a comment."""

import re
from collections.abc import Iterator

from apicodes.catalog.source.yaml_tree import Node, parse_catalog
from apicodes.lint import Context, Finding, rule
from apicodes.lint.catalog_texts import ends_sentence, lines, prose, shortened, values
from apicodes.problems import Location, location_at


@rule("warning")
def text_after_hash(context: Context) -> Iterator[Finding]:
    """No part of a text is lost to a comment.

    YAML takes a space and `#` for the beginning of a comment, so that `Room #5 is taken` is only
    `Room`. After a text that does not end a sentence, one space and a `#` are told where a word
    stands right behind the `#`, or where what follows goes on as a sentence does: with `of`, or
    from a small letter to a full stop. A comment in the usual form, with two spaces before
    the `#` or one after it, is left alone.

    Bad:
        - code: RoomTaken
          description: Room #5 is taken.

    Good:
        - code: RoomTaken
          description: "Room #5 is taken."  # the number is an example
    """
    found = list(_all_lost(context))
    if not found:
        return
    catalog = context.catalog
    texts = (*prose(catalog, removed=True), *lines(catalog, removed=True), *values(catalog))
    places = {context.positions.locate(*text.steps) for text in texts}
    places.add(context.positions.locate("description"))
    for where, is_empty, finding in found:
        if is_empty or where in places:
            yield finding


def cut_off(context: Context) -> set[Location]:
    """Return where the texts begin that a comment seems to cut off."""
    return {where for where, _, _ in _all_lost(context)}


def _all_lost(context: Context) -> Iterator[tuple[Location, bool, Finding]]:
    for path, text in context.texts.items():
        if _LOST.search(text):
            yield from _lost(text, path)


_LOST = re.compile(
    r"(?<=\S) (?=(#(?!\s*apicodes:)"
    r"(?:[^\s#][^\n]*|[ \t]+(?:of\b[^\n]*|[a-z0-9][^\n]*[.!?…]))[ \t\r]*)$)",
    re.MULTILINE,
)
_FIELD = re.compile(r"\b(?:title|description|message|reason|summary):\Z")


def _lost(text: str, path: str) -> Iterator[tuple[Location, bool, Finding]]:
    """Return each comment that seems to cut off a text.

    With it goes where the text begins, and whether it is empty, in a field of text.
    """
    root = parse_catalog(text, path)
    for match in _LOST.finditer(text):
        node = root.at(match.start())
        if not _is_cut(node, text, match.start()):
            continue
        rest = f"the text is '{shortened(node.value, end=True)}' alone"
        message = (
            f"YAML takes '{shortened(match[1])}' for a comment: "
            f"{rest if node.value else 'there is no text'}"
        )
        hint = "quote the text, or write it on the next line after '>-'"
        finding = Finding(location_at(path, text, match.start(1)), message, hint)
        yield Location(path, node.line, node.column), not node.value, finding


def _is_cut(node: Node, text: str, offset: int) -> bool:
    """Return whether a node is a text that ends at an offset and seems to go on behind it."""
    if node.kind != "scalar" or node.style or node.end != offset or ends_sentence(node.value):
        return False
    return bool(node.value) or bool(_FIELD.search(text, text.rfind("\n", 0, offset) + 1, offset))
