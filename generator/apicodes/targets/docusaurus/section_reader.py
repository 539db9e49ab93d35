"""The first lines of a section, read back: title, badges, announcement, description."""

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from apicodes.catalog.field_row import Field
from apicodes.catalog.fields import badges
from apicodes.render.texts import Line, Markdown
from apicodes.targets.docusaurus.page_lines import Block, Lines, bold, words
from apicodes.targets.docusaurus.section_parts import STATUS, Fields
from apicodes.targets.docusaurus.section_view import negated


def heading(line: str) -> tuple[int, str, str | None]:
    """Return the level of a heading, its words, and its id if it has one."""
    match = _HEADING.fullmatch(line)
    return (len(match[1]), match[2], match[3]) if match else (0, "", None)


_HEADING = re.compile(r"(#{1,6}) (.*?)(?: \\\{#([A-Za-z0-9_.-]+)\})?")


class Head(Struct):
    """What is above the first part of a section."""

    fields: Fields
    ids: tuple[str, ...] = ()
    phrases: tuple[str | None, ...] = ()


def head(page: Lines, content: Sequence[Block]) -> Head:
    """Read the title, the badges, the announcement that the entry goes, and the description."""
    head = Head({})
    left = list(content)
    if left and left[0].end == left[0].start + 1 and (text := bold(page.lines[left[0].start])):
        head.fields["title"] = (left.pop(0).start, Line(text))
    if left and _BADGES.match(page.lines[left[0].start]):
        _badges(head, page, left.pop(0))
    if left and (opening := _ADMONITION.fullmatch(page.lines[left[0].start])):
        start, last = left[0].start, left[-1].end
        ends = [at for at in range(start + 1, last) if page.lines[at] == opening[1]]
        if ends:
            text = "\n".join(page.lines[start + 1 : ends[0]]).strip("\n")
            head.fields["deprecated"] = (start, Markdown(text, "page"))
            left = [block for block in left if block.start > ends[0]]
        else:
            page.leave(start)
    if left:
        text = "\n".join(page.text(left)).removeprefix("<wbr/>")
        head.fields["description"] = (left[0].start, Markdown(text, "page"))
    return head


_BADGES = re.compile(r"<a id=|(?:\*\*)?<kbd>")
_ADMONITION = re.compile(r"(:{3,})warning\[Deprecated\]")
_LINE_OF_BADGES = re.compile(
    r'(?P<ids>(?:<a id="[A-Za-z0-9_.-]+"></a>)*)'
    r"(?P<badges>(?:\*\*<kbd>.*?</kbd>\*\*(?: <kbd>.*?</kbd>)*)?)"
)


def _badges(head: Head, page: Lines, block: Block) -> None:
    """Read the line of badges: HTTP statuses with their phrases, and fields."""
    match = _LINE_OF_BADGES.fullmatch("\n".join(page.text([block])))
    if match is None:
        page.leave(block.start)
        return
    head.ids = tuple(re.findall(r'<a id="([^"]*)"></a>', match["ids"]))
    labels = list(map(words, re.findall(r"<kbd>(.*?)</kbd>", match["badges"])))
    statuses: list[re.Match[str]] = []
    for label in labels:
        if status := STATUS.fullmatch(label):
            statuses.append(status)
            continue
        values = ((row.name, _value_of(row, label)) for row in badges())
        name, value = next((pair for pair in values if pair[1] is not None), ("", None))
        if name and name not in head.fields:
            head.fields[name] = (block.start, value)
        else:
            page.leave(block.start)
    if statuses:
        head.fields["http_status"] = (block.start, tuple(int(status[1]) for status in statuses))
        head.phrases = tuple(status[2] for status in statuses)


def _value_of(row: Field, badge: str) -> Any:
    """Return the value of a field that a badge shows; None where it shows another."""
    if row.kind == "flag":
        return {row.heading: True, negated(row.heading): False}.get(badge)
    if row.kind not in ("text", "number") or not badge.startswith(f"{row.heading} "):
        return None
    text = badge.removeprefix(f"{row.heading} ")
    is_number = row.kind == "number" and re.fullmatch(r"-?[0-9]+", text)
    return int(text) if is_number else Line(text)
