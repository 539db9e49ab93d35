"""The parts of a section, below headings of their own, read back."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from apicodes.render.texts import Address, Code, Line, Markdown
from apicodes.targets.docusaurus import cell_reader
from apicodes.targets.docusaurus.page_lines import blocks, bold, code, items, words
from apicodes.targets.docusaurus.section_view import (
    ExampleView,
    HeaderView,
    LinkView,
    ParameterView,
)

Lines = Sequence[str]

Fields = dict[str, tuple[int, Any]]
"""Fields of a section, each with its line, from 0, and its value."""

STATUS = re.compile(r"([1-5][0-9]{2})(?: (.*))?")
"""An HTTP status and its phrase."""


def read(suffix: str, words: str, lines: Lines) -> Fields | None:
    """Return what a part says, by the end of its heading's id; None where it is no such part."""
    part = PARTS.get(suffix)
    if part is None or words not in part.titles:
        return None
    try:
        return part.read(lines)
    except Misread:
        return None


class Misread(Exception):
    """Lines that are not what is expected below such a heading."""


def _list_of(name: str) -> Callable[[Lines], Fields]:
    """Return what reads a list of Markdown as a field."""

    def read(lines: Lines) -> Fields:
        at, texts = _items(lines)
        return {name: (at, tuple(Markdown(item, "page") for item in texts))}

    return read


def _items(lines: Lines) -> tuple[int, list[str]]:
    """Return the line of the first item of a list, and all items."""
    margin = next((at for at, line in enumerate(lines) if line), 0)
    pieces = items(lines[margin:])
    if not pieces:
        raise Misread
    return margin + pieces[0][0], ["\n".join(item).strip("\n") for _, item in pieces]


def _statuses(lines: Lines) -> Fields:
    """Read descriptions of HTTP statuses: the status in bold, and the text below it."""
    at, list_items = _items(lines)
    texts: dict[int, Markdown] = {}
    for item in list_items:
        first, _, rest = item.partition("\n")
        status = STATUS.fullmatch(bold(first) or "")
        if status is None or int(status[1]) in texts:
            raise Misread
        texts[int(status[1])] = Markdown(rest.strip("\n"), "page")
    return {"status_descriptions": (at, texts)}


def _message(lines: Lines) -> Fields:
    """Read a message in code, and the table of its placeholders."""
    content, _ = blocks("\n".join(lines))
    if not content or content[0].type != "paragraph" or len(content) > 2:
        raise Misread
    sent = code("\n".join(lines[content[0].start : content[0].end]))
    if sent is None:
        raise Misread
    fields: Fields = {"message": (content[0].start, Line(sent))}
    if content[1:]:
        rows = _table(lines[: content[1].end], content[1].start, _PARAMS)
        params = {
            cell_reader.code(name): ParameterView(
                type=Line(kind), example=_example(example), description=Markdown(text, "cell")
            )
            for name, kind, example, text in rows
        }
        if len(params) < len(rows):
            raise Misread
        fields["params"] = (content[1].start, params)
    return fields


_PARAMS = ("Placeholder", "Type", "Example", "Description")
_HEADERS = ("Header", "Example", "Description")


def _headers(lines: Lines) -> Fields:
    start = next((at for at, line in enumerate(lines) if line), 0)
    rows = _table(lines, start, _HEADERS)
    headers = {
        cell_reader.code(name): HeaderView(
            example=_example(example), description=Markdown(text, "cell")
        )
        for name, example, text in rows
    }
    if len(headers) < len(rows):
        raise Misread
    return {"headers": (start, headers)}


def _table(lines: Lines, start: int, headings: Sequence[str]) -> list[list[str]]:
    """Return the rows of a table, which nothing follows."""
    end = len(lines)
    while end > start and not lines[end - 1]:
        end -= 1
    rows = list(map(cell_reader.row, lines[start:end]))
    full = [row for row in rows if row is not None and len(row) == len(headings)]
    if len(full) != end - start or len(full) < 3 or full[0] != list(headings):
        raise Misread
    if not all(re.fullmatch("-{3,}", cell) for cell in full[1]):
        raise Misread
    return full[2:]


def _example(cell: str) -> Code | None:
    return Code(cell_reader.code(cell)) if cell else None


def _examples(lines: Lines) -> Fields:
    """Read blocks of JSON, each with a title in it or above it."""
    content, _ = blocks("\n".join(lines))
    examples: list[ExampleView] = []
    above: str | None = None
    for block in content:
        if block.type == "fence":
            opening = _FENCE.fullmatch(lines[block.start])
            if opening is None or (above is not None and opening[1] is not None):
                raise Misread
            body = _value("\n".join(lines[block.start + 1 : block.end - 1]))
            examples.append(ExampleView(Line(opening[1] or above or ""), body))
            above = None
        elif block.type == "paragraph" and above is None:
            above = bold("\n".join(lines[block.start : block.end]))
            if above is None:
                raise Misread
        else:
            raise Misread
    if above is not None or not examples:
        raise Misread
    return {"examples": (content[0].start, tuple(examples))}


_FENCE = re.compile(r'(?:`{3,})JSON(?: title="([^"]*)")?')


def _value(text: str) -> Any:
    """Return what JSON says; a key that comes twice is no JSON of ours (RFC 8259, section 4)."""

    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(members)) < len(members):
            raise Misread
        return dict(members)

    try:
        return json.loads(text, object_pairs_hook=pairs)
    except ValueError:
        raise Misread from None


def _links(lines: Lines) -> Fields:
    at, texts = _items(lines)
    matches = [match for item in texts if (match := _LINK.fullmatch(item))]
    if len(matches) < len(texts):
        raise Misread
    links = (LinkView(Line(words(match[1])), Address(match[2], True)) for match in matches)
    return {"links": (at, tuple(links))}


_LINK = re.compile(r"\[(.*)\]\((\S+)\)")


def _extensions(lines: Lines) -> Fields:
    at, texts = _items(lines)
    fields: Fields = {}
    for item in texts:
        match = _EXTENSION.fullmatch(item)
        name, value = (code(match[1]), code(match[2])) if match else (None, None)
        if name is None or value is None or name in fields:
            raise Misread
        fields[name] = (at, Code(value))
    return fields


_EXTENSION = re.compile(r"(`.*?`): (`.*`)")


class Part(Struct, frozen=True):
    """A part: the words that may head it, and what reads the lines below."""

    titles: tuple[str, ...]
    read: Callable[[Lines], Fields]


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
