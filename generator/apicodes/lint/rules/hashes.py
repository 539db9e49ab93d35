"""Text that YAML reads as a comment."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from apicodes.lint import Context, Finding, rule
from apicodes.lint.catalog_texts import ends_sentence, lines, prose, shortened, values
from apicodes.problems import Location, Severity, location_at

if TYPE_CHECKING:
    from apicodes.catalog.source.yaml_tree import Node


@rule("error")
def text_after_hash(context: Context) -> Iterator[Finding]:
    """No part of a text is lost to a comment.

    YAML reads a space and `#` as the beginning of a comment: `Room #5 is taken` becomes `Room`.
    After a text that does not end a sentence, the rule reports one space and a `#` if a word
    follows the `#` at once, or if the rest continues the sentence: it begins with `of`, or it
    begins with a small letter and ends with a full stop. Other comments, with two spaces before the
    `#` or one after it, are not reported. Where a word follows the `#` at once, this is an error,
    otherwise a warning.

    Bad:
        - code: RoomTaken
          description: Room #5 is taken.

    Good:
        - code: RoomTaken
          description: "Room #5 is taken."  # the number is an example
    """
    candidates = list(_candidates(context))
    if not candidates:
        return
    catalog = context.catalog
    texts = (*prose(catalog, removed=True), *lines(catalog, removed=True), *values(catalog))
    locations = {context.positions.locate(*text.steps) for text in texts}
    locations.add(context.positions.locate("description"))
    for candidate in candidates:
        if candidate.is_empty or candidate.location in locations:
            yield candidate.finding


class CutOff(NamedTuple):
    """A scalar that a comment seems to cut off; an empty one is the value of a field of text."""

    location: Location
    is_empty: bool
    finding: Finding


def cut_off_texts(context: Context) -> set[Location]:
    """Return the locations of the texts that a comment seems to cut off."""
    return {candidate.location for candidate in _candidates(context)}


def _candidates(context: Context) -> Iterator[CutOff]:
    for path, text in context.texts.items():
        if _LOST.search(text):
            yield from _candidates_in(text, path)


_LOST = re.compile(
    r"(?<=\S) (?=(#(?!\s*apicodes:)"
    r"(?:[^\s#][^\n]*|[ \t]+(?:of\b[^\n]*|[a-z0-9][^\n]*[.!?…]))[ \t\r]*)$)",
    re.MULTILINE,
)
_FIELD = re.compile(r"\b(?:title|description|message|reason|summary):\Z")


def _candidates_in(text: str, path: str) -> Iterator[CutOff]:
    from apicodes.catalog.source.yaml_tree import parse_catalog

    root = parse_catalog(text, path)
    for match in _LOST.finditer(text):
        node = root.at(match.start())
        if not _is_cut_off(node, text, match.start()):
            continue
        rest = f"only '{shortened(node.value, end=True)}'" if node.value else "empty"
        message = f"YAML reads '{shortened(match[1])}' as a comment, so the text is {rest}"
        hint = "quote the text, or write it on the next line after '>-'"
        severity: Severity = "warning" if match[1][1].isspace() else "error"
        location = location_at(path, text, match.start(1))
        finding = Finding(location, message, hint, severity=severity)
        yield CutOff(Location(path, node.line, node.column), not node.value, finding)


def _is_cut_off(node: "Node", text: str, offset: int) -> bool:
    """Return whether a node is a text that ends at an offset and seems to continue after it."""
    if node.kind != "scalar" or node.style or node.end != offset or ends_sentence(node.value):
        return False
    return bool(node.value) or bool(_FIELD.search(text, text.rfind("\n", 0, offset) + 1, offset))
