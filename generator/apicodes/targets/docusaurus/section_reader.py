"""The section of an entry on a page: its first lines, and the parts below its headings."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct, field

from apicodes.render import markdown
from apicodes.targets.docusaurus import cell_reader
from apicodes.targets.docusaurus.page_lines import blocks, code, items, words

Lines = Sequence[str]

Found = tuple[int, Any, Any]
"""The line of a field, from 0; its value; and its text as it stands there, where it is Markdown."""


class Misread(Exception):
    """Lines that are not what stands below such a heading."""


def heading(line: str) -> tuple[int, str, str | None]:
    """Return the level of a heading, its words, and its id if it has one."""
    found = _HEADING.fullmatch(line)
    return (len(found[1]), found[2], found[3]) if found else (0, "", None)


_HEADING = re.compile(r"(#{1,6}) (.*?)(?: \\\{#([A-Za-z0-9_.-]+)\})?")


def form(text: str) -> str:
    """Return the normal form of blocks of a page; nothing for a no-break space alone."""
    found = markdown.normal_page(text)
    return "" if found == "\N{NO-BREAK SPACE}" else found


# The first lines


class Head(Struct):
    """What stands above the first part of a section, and the lines that are not understood."""

    fields: dict[str, Any]
    ids: tuple[str, ...] = ()
    leftovers: list[int] = field(default_factory=list)


def head(lines: Lines) -> Head:
    """Read the title, the badges, the announcement that it goes, and the description."""
    found, _ = blocks("\n".join(lines))
    its = Head({})
    if found and found[0].end == found[0].start + 1 and (text := _bold(lines[found[0].start])):
        its.fields["title"] = (found[0].start, text, None)
        found = found[1:]
    if found and _BADGES.match(lines[found[0].start]):
        _badges(its, found[0].start, "\n".join(lines[found[0].start : found[0].end]))
        found = found[1:]
    if found and (opening := _ADMONITION.fullmatch(lines[found[0].start])):
        start = found[0].start
        end = next((at for at in range(start + 1, len(lines)) if lines[at] == opening[1]), None)
        if end is None:
            its.leftovers.append(start)
        else:
            text = "\n".join(lines[start + 1 : end]).strip("\n")
            its.fields["deprecated"] = (start, form(text), text)
            found = [block for block in found if block.start > end]
    if found:
        text = "\n".join(lines[found[0].start : found[-1].end]).removeprefix("<wbr/>")
        its.fields["description"] = (found[0].start, form(text), text)
    return its


def _bold(line: str) -> str | None:
    """Return the text of a line that is nothing but text in bold."""
    if not line.startswith(("**", "<strong>")):
        return None
    found = re.fullmatch("<strong>((?:(?!<strong>).)*)</strong>", markdown.normal_line(line))
    return cell_reader.unescaped(found[1]) if found and "<" not in found[1] else None


_BADGES = re.compile(r"<a id=|(?:\*\*)?<kbd>")
_ADMONITION = re.compile(r"(:{3,})warning\[Deprecated\]")
_LINE_OF_BADGES = re.compile(
    r'(?P<ids>(?:<a id="[A-Za-z0-9_.-]+"></a>)*)'
    r"(?P<badges>(?:\*\*<kbd>.*?</kbd>\*\*(?: <kbd>.*?</kbd>)*)?)"
)


def _badges(its: Head, at: int, line: str) -> None:
    """Read the line of badges: each says what it is by how it begins."""
    found = _LINE_OF_BADGES.fullmatch(line)
    if found is None:
        its.leftovers.append(at)
        return
    its.ids = tuple(re.findall(r'<a id="([^"]*)"></a>', found["ids"]))
    statuses = []
    for badge in re.findall(r"<kbd>(.*?)</kbd>", found["badges"]):
        said = words(badge)
        first, _, rest = said.partition(" ")
        name = {"Status": "status", "Since": "since", "Number": "number"}.get(first)
        value: Any = rest
        if status := _STATUS.fullmatch(said):
            statuses.append(status)
            continue
        if said in ("Retryable", "Not retryable"):
            name, value = "retryable", said == "Retryable"
        if name == "number" and re.fullmatch(r"-?[0-9]+", rest):
            value = int(rest)
        if name is None or name in its.fields:
            its.leftovers.append(at)
        else:
            its.fields[name] = (at, value, None)
    if statuses:
        its.fields["http_status"] = (at, tuple(int(status[1]) for status in statuses), None)
        its.fields["phrases"] = (at, tuple(status[2] for status in statuses), None)


_STATUS = re.compile(r"([1-5][0-9]{2})(?: (.*))?")


# Parts


class Part(Struct, frozen=True):
    """A part: the words that may head it, and what reads the lines below."""

    titles: tuple[str, ...]
    read: Callable[[Lines], dict[str, Found]]


def _list_of(name: str) -> Callable[[Lines], dict[str, Found]]:
    """Return what reads a list of texts as a field."""

    def read(lines: Lines) -> dict[str, Found]:
        found = _items(lines)
        texts = ["\n".join(its).strip("\n") for _, its in found]
        return {name: (found[0][0], list(map(form, texts)), texts)}

    return read


def _items(lines: Lines) -> list[tuple[int, list[str]]]:
    """Return the items of a list, the first of them with its line in all the lines."""
    margin = next((at for at, line in enumerate(lines) if line), 0)
    found = items(lines[margin:])
    if not found:
        raise Misread
    return [(margin + at, its) for at, its in found]


def _statuses(lines: Lines) -> dict[str, Found]:
    """Read descriptions of HTTP statuses: the status in bold, and the text below it."""
    found = _items(lines)
    forms: dict[int, str] = {}
    texts: dict[int, str] = {}
    for _, (first, *rest) in found:
        status = _STATUS.fullmatch(_bold(first) or "")
        if status is None or int(status[1]) in forms:
            raise Misread
        texts[int(status[1])] = "\n".join(rest).strip("\n")
        forms[int(status[1])] = form(texts[int(status[1])])
    return {"status_descriptions": (found[0][0], forms, texts)}


def _message(lines: Lines) -> dict[str, Found]:
    """Read a message in code, and the table of its placeholders."""
    found, _ = blocks("\n".join(lines))
    if not found or found[0].type != "paragraph" or len(found) > 2:
        raise Misread
    sent = code("\n".join(lines[found[0].start : found[0].end]))
    if sent is None:
        raise Misread
    said: dict[str, Found] = {"message": (found[0].start, sent, None)}
    if found[1:]:
        rows = _table(lines[: found[1].end], found[1].start, _PARAMS)
        if len({name for name, *_ in rows}) < len(rows):
            raise Misread
        said["params"] = (
            found[1].start,
            {
                cell_reader.code(name): (kind, markdown.normal_cell(text), _example(example))
                for name, kind, example, text in rows
            },
            None,
        )
    return said


_PARAMS = ("Placeholder", "Type", "Example", "Description")
_HEADERS = ("Header", "Example", "Description")


def _headers(lines: Lines) -> dict[str, Found]:
    start = next((at for at, line in enumerate(lines) if line), 0)
    rows = _table(lines, start, _HEADERS)
    described = [(markdown.normal_cell(text), _example(example)) for _, example, text in rows]
    return {
        "headers": (start, tuple(cell_reader.code(name) for name, *_ in rows), None),
        "header descriptions": (start, described, None),
    }


def _table(lines: Lines, start: int, headings: Sequence[str]) -> list[list[str]]:
    """Return the rows of a table that is all that stands from a line on."""
    end = len(lines)
    while end > start and not lines[end - 1]:
        end -= 1
    rows = list(map(cell_reader.row, lines[start:end]))
    found = [row for row in rows if row is not None and len(row) == len(headings)]
    if len(found) != end - start or len(found) < 3 or found[0] != list(headings):
        raise Misread
    if not all(re.fullmatch("-{3,}", cell) for cell in found[1]):
        raise Misread
    return found[2:]


def _example(cell: str) -> str:
    return cell_reader.code(cell) if cell else ""


def _examples(lines: Lines) -> dict[str, Found]:
    """Read blocks of JSON, each with a title in it or above it."""
    found, _ = blocks("\n".join(lines))
    bodies: list[Any] = []
    above: str | None = None
    for block in found:
        if block.type == "fence":
            opening = _FENCE.fullmatch(lines[block.start])
            if opening is None or (above is not None and opening[1] is not None):
                raise Misread
            bodies.append(
                {
                    "title": opening[1] or above or "",
                    "body": _value("\n".join(lines[block.start + 1 : block.end - 1])),
                }
            )
            above = None
        elif block.type == "paragraph" and above is None:
            above = _bold("\n".join(lines[block.start : block.end]))
            if above is None:
                raise Misread
        else:
            raise Misread
    if above is not None or not bodies:
        raise Misread
    return {"examples": (found[0].start, bodies, None)}


_FENCE = re.compile(r'(?:`{3,})JSON(?: title="([^"]*)")?')


def _value(text: str) -> Any:
    """Return what JSON says; a key that comes twice is no JSON of ours (RFC 8259, section 4)."""

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(found)) < len(found):
            raise Misread
        return dict(found)

    try:
        return json.loads(text, object_pairs_hook=pairs)
    except ValueError:
        raise Misread from None


def _links(lines: Lines) -> dict[str, Found]:
    found = _items(lines)
    matches = [_LINK.fullmatch("\n".join(its).strip("\n")) for _, its in found]
    links = [{"title": words(its[1]), "url": its[2]} for its in matches if its]
    if len(links) < len(found):
        raise Misread
    return {"links": (found[0][0], links, None)}


_LINK = re.compile(r"\[(.*)\]\((\S+)\)")


def _extensions(lines: Lines) -> dict[str, Found]:
    found = _items(lines)
    values = {}
    for _, its in found:
        match = _EXTENSION.fullmatch("\n".join(its).strip("\n"))
        if match is None or match[1] in values:
            raise Misread
        values[code(match[1]) or ""] = code(match[2])
    return {"extensions": (found[0][0], values, None)}


_EXTENSION = re.compile(r"(`.*?`): (`.*`)")

PARTS = {
    "statuses": Part(("By HTTP status",), _statuses),
    "message": Part(("Message",), _message),
    "causes": Part(("Causes",), _list_of("causes")),
    "solutions": Part(("What to do",), _list_of("solutions")),
    "headers": Part(("Headers",), _headers),
    "example": Part(("Example", "Examples"), _examples),
    "links": Part(("Links",), _links),
    "more": Part(("More",), _extensions),
}
"""The parts of a section, by the end of the id of their heading."""
