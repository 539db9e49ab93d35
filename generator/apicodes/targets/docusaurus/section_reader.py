"""The first lines of a section, read back: title, badges, announcement, description."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from apicodes.catalog.field_row import Field
from apicodes.catalog.fields import badges
from apicodes.render.texts import Line, Markdown
from apicodes.targets.docusaurus.page_lines import blocks, bold, words
from apicodes.targets.docusaurus.section_parts import STATUS, Fields, Lines
from apicodes.targets.docusaurus.section_view import negated


def heading(line: str) -> tuple[int, str, str | None]:
    """Return the level of a heading, its words, and its id if it has one."""
    match = _HEADING.fullmatch(line)
    return (len(match[1]), match[2], match[3]) if match else (0, "", None)


_HEADING = re.compile(r"(#{1,6}) (.*?)(?: \\\{#([A-Za-z0-9_.-]+)\})?")


class Head(Struct):
    """What is above the first part of a section, and the lines that are not understood."""

    fields: Fields
    ids: tuple[str, ...] = ()
    phrases: tuple[str | None, ...] = ()
    leftovers: list[int] = field(default_factory=list)


def head(lines: Lines) -> Head:
    """Read the title, the badges, the announcement that the entry goes, and the description."""
    content, _ = blocks("\n".join(lines))
    head = Head({})
    if (
        content
        and content[0].end == content[0].start + 1
        and (text := bold(lines[content[0].start]))
    ):
        head.fields["title"] = (content[0].start, Line(text))
        content = content[1:]
    if content and _BADGES.match(lines[content[0].start]):
        _badges(head, content[0].start, "\n".join(lines[content[0].start : content[0].end]))
        content = content[1:]
    if content and (opening := _ADMONITION.fullmatch(lines[content[0].start])):
        start = content[0].start
        end = next((at for at in range(start + 1, len(lines)) if lines[at] == opening[1]), None)
        if end is None:
            head.leftovers.append(start)
        else:
            text = "\n".join(lines[start + 1 : end]).strip("\n")
            head.fields["deprecated"] = (start, Markdown(text, "page"))
            content = [block for block in content if block.start > end]
    if content:
        text = "\n".join(lines[content[0].start : content[-1].end]).removeprefix("<wbr/>")
        head.fields["description"] = (content[0].start, Markdown(text, "page"))
    return head


_BADGES = re.compile(r"<a id=|(?:\*\*)?<kbd>")
_ADMONITION = re.compile(r"(:{3,})warning\[Deprecated\]")
_LINE_OF_BADGES = re.compile(
    r'(?P<ids>(?:<a id="[A-Za-z0-9_.-]+"></a>)*)'
    r"(?P<badges>(?:\*\*<kbd>.*?</kbd>\*\*(?: <kbd>.*?</kbd>)*)?)"
)


def _badges(head: Head, at: int, line: str) -> None:
    """Read the line of badges: HTTP statuses with their phrases, and fields."""
    match = _LINE_OF_BADGES.fullmatch(line)
    if match is None:
        head.leftovers.append(at)
        return
    head.ids = tuple(re.findall(r'<a id="([^"]*)"></a>', match["ids"]))
    statuses = []
    for badge in map(words, re.findall(r"<kbd>(.*?)</kbd>", match["badges"])):
        if status := STATUS.fullmatch(badge):
            statuses.append(status)
            continue
        name, value = next(_values_of(badge), ("", None))
        if not name or name in head.fields:
            head.leftovers.append(at)
        else:
            head.fields[name] = (at, value)
    if statuses:
        head.fields["http_status"] = (at, tuple(int(status[1]) for status in statuses))
        head.phrases = tuple(status[2] for status in statuses)


def _values_of(badge: str) -> Iterator[tuple[str, Any]]:
    """Return the fields that a badge may be, with their values."""
    for row in badges():
        value = _value_of(row, badge)
        if value is not None:
            yield row.name, value


def _value_of(row: Field, badge: str) -> Any:
    if row.kind == "flag":
        return {row.heading: True, negated(row.heading): False}.get(badge)
    if row.kind not in ("text", "number") or not badge.startswith(f"{row.heading} "):
        return None
    text = badge.removeprefix(f"{row.heading} ")
    is_number = row.kind == "number" and re.fullmatch(r"-?[0-9]+", text)
    return int(text) if is_number else Line(text)
