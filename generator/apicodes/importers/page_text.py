"""The text of a page outside of its tables: what can be kept of it, and how it is named."""

import re
from collections.abc import Iterable, Mapping

from apicodes.importers import markup
from apicodes.importers.findings import count
from apicodes.importers.outline import Line, Outline
from apicodes.render import markdown

REFERENCE = re.compile(r" {0,3}\[[^\]]+\]:\s*\S")
_LIST_ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s")
_NOTHING = re.compile(r"(?:=+|-+|\*{3,}|_{3,}|&nbsp;)?$")
_LIKE_A_CODE = re.compile(
    r"(?:#{1,6}|[-*+]|\d+[.)])\s+[*_\[]*"
    r"(?:`[^`]+`|[1-5]\d\d(?![\w.])|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]|[a-z0-9][A-Z]))"
)
"""A list item or a heading that begins with what may be a code."""

_MORE_THAN_PROSE = re.compile(
    r"\A(?: {4}|\t)|^[ \t]*(?:import|export|:::|<[A-Z/!]|\{|\|)|<(?:table|details)\b", re.MULTILINE
)


def is_nothing(line: Line) -> bool:
    """Return whether a line is empty, a rule, or what underlines a heading."""
    bare = line.text.strip(" \t>\xa0")
    return bool(_NOTHING.match(bare) or REFERENCE.match(line.text))


def contents(page: Outline, lines: Iterable[Line]) -> list[str]:
    """Return what lines of the page consist of, counted; code and comments are none."""
    visible = [line for line in lines if line.number not in page.hidden]
    texts = [line.bare for line in visible]
    numbers = {line.number for line in visible}
    counts = {
        "heading": sum(heading.line in numbers for heading in page.headings),
        "list item": sum(bool(_LIST_ITEM.match(text)) for text in texts),
        "component": sum(bool(re.match("<[A-Z]", text)) for text in texts),
    }
    seen = [count(number, name) for name, number in counts.items() if number]
    if like_codes := sum(bool(_LIKE_A_CODE.match(text)) for text in texts):
        seen.append(f"{like_codes} with what may be a code in front")
    return seen


def introduction(text: str, references: Mapping[str, object]) -> str | None:
    """Return blocks of a page as Markdown of a catalog; None where they are more than that."""
    if len(text) > markup.LENGTH_LIMIT or _MORE_THAN_PROSE.search(text):
        return None
    paragraphs = (markup.read(part, references).markdown for part in re.split(r"\n{2,}", text))
    plain = re.sub(r"\\([{}<])", r"\1", text)
    try:
        wanted = markdown.normal_page(text)
        spelled = (source for source in (plain, text) if markdown.normal(source) == wanted)
        return next(spelled, None) or "\n\n".join(filter(None, paragraphs)) or None
    except RecursionError:
        return None
