"""A section, read back: its heading and first lines, and the parts below headings of their own."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from apicodes.catalog.field_row import Field
from apicodes.catalog.fields import badges
from apicodes.render import markdown
from apicodes.render.texts import Code, Line, Markdown
from apicodes.targets.docusaurus.page_lines import (
    Block,
    Lines,
    bold,
    cell_code,
    cells_of,
    code,
    items,
    link,
    unescaped,
)
from apicodes.targets.docusaurus.section_view import (
    HEADERS,
    PARAMS,
    DetailView,
    ExampleView,
    LinkView,
    negated,
)

Fields = dict[str, tuple[int, Any]]
"""Fields of a section, each with the index of its line and its value."""

STATUS = re.compile(r"([1-5][0-9]{2})(?: (.*))?")
"""An HTTP status and its phrase."""


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
    if left and (text := bold(" ".join(page.text(left[:1])))):
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
    r"(?P<badges>(?:<strong><kbd>.*?</kbd></strong>(?: <kbd>.*?</kbd>)*)?)"
)


def _badges(head: Head, page: Lines, block: Block) -> None:
    """Read the line of badges: HTTP statuses with their phrases, and fields."""
    match = _LINE_OF_BADGES.fullmatch(markdown.normal_line("\n".join(page.text([block]))))
    if match is None:
        page.leave(block.start)
        return
    head.ids = tuple(re.findall(r'<a id="([^"]*)"></a>', match["ids"]))
    labels = list(map(unescaped, re.findall(r"<kbd>(.*?)</kbd>", match["badges"])))
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
    if badge in row.words.values():
        return Line(badge)
    if row.kind not in ("text", "number") or not badge.startswith(f"{row.heading} "):
        return None
    text = badge.removeprefix(f"{row.heading} ")
    is_number = row.kind == "number" and re.fullmatch(r"-?[0-9]+", text)
    return int(text) if is_number else Line(text)


# Parts


def part(suffix: str, words: str, page: Lines, content: Sequence[Block]) -> Fields | None:
    """Return what a part says, by the end of its heading's id; None where it is no such part."""
    kind = PARTS.get(suffix)
    if kind is None or words not in kind.titles or not content:
        return None
    try:
        values = kind.read(page, content)
    except Misread:
        return None
    starts = {"params": content[-1].start}
    return {name: (starts.get(name, content[0].start), value) for name, value in values.items()}


class Misread(Exception):
    """Lines that are not what is expected below such a heading."""


def _texts(page: Lines, content: Sequence[Block]) -> tuple[Markdown, ...]:
    return tuple(Markdown(item, "page") for item in _items(page, content))


def _items(page: Lines, content: Sequence[Block]) -> list[str]:
    """Return the items of the only list."""
    texts = items(page.text(content)) if len(content) == 1 else None
    if content[0].type != "bullet_list" or texts is None:
        raise Misread
    return texts


def _matches(pattern: re.Pattern[str], texts: Sequence[str]) -> list[re.Match[str]]:
    matches = [match for text in texts if (match := pattern.fullmatch(text))]
    if len(matches) < len(texts):
        raise Misread
    return matches


def _once(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    """Return a mapping whose keys may not come twice, nor be None."""
    listed = list(pairs)
    if len(dict(listed)) < len(listed) or None in dict(listed):
        raise Misread
    return dict(listed)


def _statuses(page: Lines, content: Sequence[Block]) -> Mapping[str, Any]:
    """Read descriptions of HTTP statuses: the status in bold, and the text below it."""
    texts = [item.partition("\n")[::2] for item in _items(page, content)]
    statuses = _matches(STATUS, [bold(first) or "" for first, _ in texts])
    pairs = zip(statuses, texts, strict=True)
    return {
        "status_descriptions": _once(
            (int(status[1]), Markdown(text.strip("\n"), "page")) for status, (_, text) in pairs
        )
    }


def _message(page: Lines, content: Sequence[Block]) -> Mapping[str, Any]:
    """Read a message in code, and the table of its placeholders."""
    message = code("\n".join(page.text(content[:1])))
    if content[0].type != "paragraph" or message is None:
        raise Misread
    params = {"params": _details(page, content[1:], PARAMS)} if content[1:] else {}
    return {"message": Line(message), **params}


def _details(page: Lines, content: Sequence[Block], headings: Sequence[str]) -> dict[str, Any]:
    """Return the rows of the only table, by the code in their first cells."""
    rows = [cells_of(line) or [] for line in page.text(content)]
    has_shape = len(rows) > 2 and rows[0] == list(headings) and len(content) == 1
    if not has_shape or any(len(row) != len(headings) for row in rows):
        raise Misread
    _matches(re.compile("-{3,}"), rows[1])
    return _once((cell_code(name), _detail(*cells)) for name, *cells in rows[2:])


def _detail(*cells: str) -> DetailView:
    *kind, example, text = cells
    return DetailView(
        type=Line(kind[0]) if kind else None,
        example=Code(cell_code(example)) if example else None,
        description=Markdown(text, "cell"),
    )


def _examples(page: Lines, content: Sequence[Block]) -> Mapping[str, Any]:
    """Read blocks of JSON, each with a title in it or above it."""
    examples: list[ExampleView] = []
    above: str | None = None
    for block in content:
        opening = _FENCE.fullmatch(page.lines[block.start]) if block.type == "fence" else None
        if opening and None in (above, opening[1]):
            body = _value("\n".join(page.lines[block.start + 1 : block.end - 1]))
            examples.append(ExampleView(Line(opening[1] or above or ""), body))
            above = None
            continue
        title = bold("\n".join(page.text([block]))) if block.type == "paragraph" else None
        if above is not None or title is None:
            raise Misread
        above = title
    if above is not None:
        raise Misread
    return {"examples": tuple(examples)}


_FENCE = re.compile(r'(?:`{3,})JSON(?: title="([^"]*)")?')


def _value(text: str) -> Any:
    """Return what JSON says; a key that comes twice is no JSON of ours (RFC 8259, section 4)."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except ValueError:
        raise Misread from None


def _links(page: Lines, content: Sequence[Block]) -> Mapping[str, Any]:
    links = [link(markdown.normal_line(item)) for item in _items(page, content)]
    if None in links:
        raise Misread
    return {
        "links": tuple(LinkView(Line(unescaped(form)), url) for form, url in filter(None, links))
    }


def _extensions(page: Lines, content: Sequence[Block]) -> Mapping[str, Any]:
    matches = _matches(_EXTENSION, _items(page, content))
    values = _once((code(match[1]), code(match[2])) for match in matches)
    if None in values.values():
        raise Misread
    return {name: Code(value) for name, value in values.items()}


_EXTENSION = re.compile(r"(`.*?`): (`.*`)")

Reader = Callable[[Lines, Sequence[Block]], Mapping[str, Any]]
"""Returns what the blocks of a part say. Raises `Misread`."""


class Part(Struct, frozen=True):
    """A part: the words that may head it, and what reads the lines below."""

    titles: tuple[str, ...]
    read: Reader


PARTS = {
    "statuses": Part(("By HTTP status",), _statuses),
    "message": Part(("Message",), _message),
    "causes": Part(("Causes",), lambda page, content: {"causes": _texts(page, content)}),
    "solutions": Part(("What to do",), lambda page, content: {"solutions": _texts(page, content)}),
    "headers": Part(
        ("Headers",), lambda page, content: {"headers": _details(page, content, HEADERS)}
    ),
    "example": Part(("Example", "Examples"), _examples),
    "links": Part(("Links",), _links),
    "more": Part(("More",), _extensions),
}
"""The parts of a section, by the end of the id of their heading."""
