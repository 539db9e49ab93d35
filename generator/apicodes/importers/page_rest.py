"""What stands on a page beside the tables that its catalog takes."""

import html
import re
from collections.abc import Container, Iterator, Sequence

from apicodes.importers.findings import count, shown
from apicodes.importers.outline import Line, Outline

_NOTHING = re.compile(r"(?:=+|-+|\*{3,}|_{3,})?$")
_LIST_ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s")
_LIKE_A_CODE = re.compile(
    r"(?:#{1,6}|[-*+]|\d+[.)])\s+[*_\[]*"
    r"(?:`[^`]+`|[1-5]\d\d(?![\w.])|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]|[a-z0-9][A-Z]))"
)
"""A list item or a heading that begins with what may be a code."""


def is_nothing(line: Line) -> bool:
    """Return whether a line is empty, a rule, or what underlines a heading."""
    return bool(_NOTHING.match(html.unescape(line.text).strip(" \t>\xa0")))


def runs(lines: Sequence[Line], taken: Container[int]) -> Iterator[list[Line]]:
    """Return the lines that are not taken, as many together as stand below each other."""
    run: list[Line] = []
    for line in lines:
        if line.number in taken:
            if run:
                yield run
            run = []
        elif run or not is_nothing(line):
            run.append(line)
    if run:
        yield run


def named(run: Sequence[Line], outline: Outline) -> str:
    """Return what a report says of lines that the catalog does not take."""
    filled = [line for line in run if not is_nothing(line)]
    if len(filled) == 1:
        return f"text beside the tables: {shown(filled[0].text)}"
    found = ", ".join(["", *seen(run, outline)])
    return f"text beside the tables, up to line {filled[-1].number}{found}"


def seen(lines: Sequence[Line], outline: Outline) -> list[str]:
    """Return what lines of a page consist of, counted; blocks of code and comments are none.

    List items and headings that begin like a code are counted once more.
    """
    numbers = {line.number for line in lines}
    texts = [line.text.strip(" \t>") for line in lines if line.number not in outline.hidden]
    counts = {
        "HTML table": sum(text.lower().count("<table") for text in texts),
        "HTML row": sum(text.lower().count("<tr") for text in texts),
        "heading": sum(heading.line in numbers for heading in outline.headings),
        "list item": sum(bool(_LIST_ITEM.match(text)) for text in texts),
        "component": sum(bool(re.match("<[A-Z]", text)) for text in texts),
    }
    found = [count(number, name) for name, number in counts.items() if number]
    if like_codes := sum(bool(_LIKE_A_CODE.match(text)) for text in texts):
        found.append(f"{like_codes} with what may be a code in front")
    return found
