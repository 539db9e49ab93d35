"""The Docusaurus page: front matter by YAML, blocks by markdown-it, and the rows of the table.

markdown-it drops a cell too many without a word, and splits at other pipes than the parser of
Docusaurus does; so the rows are split here, strictly.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import unescape
from itertools import pairwise
from typing import Any

from apicodes import markdown
from apicodes.catalog import given
from apicodes.readers.nodes import Values, compose, line
from apicodes.reading import Leftover, Reading, Record, Unreadable


def read(text: str, headings: Sequence[tuple[str, str]], *, whole: bool = True) -> Reading:
    """Read a page; `headings` are the columns that it may have, in order: field and heading.

    One that is not whole has neither front matter nor a heading of its own. Texts that are
    Markdown are in their normal form. Raises `Unreadable` where there is no table.
    """
    return _Page(text, whole=whole).read(headings)


class _Page:
    """One pass over the lines of a page."""

    def __init__(self, text: str, *, whole: bool) -> None:
        self.whole = whole
        self.lines = re.split(r"\r\n|\r|\n", text)
        self.root = Record({}, 1)
        self.entries: list[Record] = []
        self.leftovers: list[Leftover] = []

    def read(self, headings: Sequence[tuple[str, str]]) -> Reading:
        """Read the front matter, then the blocks below it."""
        start = self._front_matter() if self.whole else 0
        table = _start_of_table(self.lines, start)
        if table is None:
            raise Unreadable(start + 1, "no table")
        self._introduction(start, table)
        end = table
        while end < len(self.lines) and self.lines[end].startswith("|"):
            end += 1
        self._table(table, end, headings)
        for index in range(end, len(self.lines)):
            if self.lines[index].strip():
                self._leave(index)
        return Reading(self.root, self.entries, self.leftovers)

    def _introduction(self, start: int, end: int) -> None:
        """Read the heading and the blocks between it and the table."""
        blocks, expressions = _blocks("\n".join(self.lines[start:end]))
        for index in expressions:
            self._leave(start + index)
        if self.whole and blocks and blocks[0].type == "heading" and blocks[0].level == 1:
            heading = self.lines[start + blocks[0].start : start + blocks[0].end]
            form = markdown.normal_page("\n".join(heading))
            title = form.removeprefix("<strong>").removesuffix("</strong>")
            self._say("title", _unescaped(title), start + blocks[0].start)
            blocks = blocks[1:]
        if blocks:
            first = start + blocks[0].start
            text = "\n".join(self.lines[first : start + blocks[-1].end])
            self._say("description", markdown.normal_page(text), first)

    def _say(self, name: str, value: Any, index: int) -> None:
        self.root.fields[name] = value
        self.root.lines[name] = index + 1

    def _leave(self, index: int) -> None:
        self.leftovers.append(Leftover(index + 1, self.lines[index]))

    def _front_matter(self) -> int:
        """Read the front matter and return the index of the line below it."""
        if self.lines[0] != "---" or "---" not in self.lines[1:]:
            return 0
        end = self.lines.index("---", 1)
        values = Values(self.leftovers.append)
        matter = "\n".join(self.lines[1:end])
        for name, node in values.items(compose(matter, offset=1)).items():
            self._say(f"front matter: {name}", values.value(node), line(node))
        return end + 1

    def _table(self, start: int, end: int, headings: Sequence[tuple[str, str]]) -> None:
        found = self._cells(start)
        names = _columns([_text(cell) for cell in found or ()], headings)
        for name, cell in zip(names, found or (), strict=True):
            if name is None:
                self.leftovers.append(Leftover(start + 1, cell))
        self.root.fields["columns"] = tuple(name for name in names if name)
        self.root.lines["columns"] = start + 1
        for index in range(start + 2, end):
            cells = self._cells(index)
            if any(map(_has_expression, cells or ())):
                self._leave(index)
            if cells is None or len(cells) != len(names):
                self._leave(index)
                continue
            self.entries.append(Record(given(_fields(names, cells)), index + 1))

    def _cells(self, index: int) -> list[str] | None:
        return cells(self.lines[index])


def cells(line: str) -> list[str] | None:
    """Return the cells of a row; None where it does not stand between two pipes."""
    row = re.fullmatch(r"\|((?:[^|\\]|\\.)*\|)+", line)
    return [cell.strip(" ") for cell in _CELL.findall(line[1:])] if row else None


_CELL = re.compile(r"((?:[^|\\]|\\.)*)\|")


def _columns(found: Sequence[str], headings: Sequence[tuple[str, str]]) -> list[str | None]:
    """Return the field of each column, None for one that is not known."""
    left = list(headings)
    names: list[str | None] = []
    for heading in found:
        names.append(next((name for name, known in left if known == heading), None))
        left = [(name, known) for name, known in left if name != names[-1]]
    return names


_DELIMITER = re.compile(r"\|(?: *:?-+:? *\|)+")


def _start_of_table(lines: Sequence[str], start: int) -> int | None:
    """Return the index of the first line of the table: of one that no other block holds."""
    for index in range(start, len(lines) - 1):
        if _DELIMITER.fullmatch(lines[index + 1]) and lines[index].startswith("|"):
            blocks, _ = _blocks("\n".join(lines[start : index + 2]))
            if blocks and blocks[-1].type == "table" and start + blocks[-1].start == index:
                return index
    return None


class _Block:
    """A block at the top of a page: its lines, from 0, and the level of a heading."""

    def __init__(self, token: Any) -> None:
        self.type = token.type.removesuffix("_open")
        self.start, self.end = token.map
        self.level = int(token.tag[1:]) if self.type == "heading" else 0


def _blocks(text: str) -> tuple[list[_Block], list[int]]:
    """Return the blocks at the top of a text, and the lines that MDX would run.

    What stands in their lines is not parsed.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = parser.disable(["inline", "html_block"]).parse(text)
    blocks = [_Block(token) for token in tokens if token.level == 0 and token.nesting >= 0]
    expressions = [
        token.map[0]
        for above, token in pairwise(tokens)
        if token.type == "inline" and token.map
        if _has_expression(token.content)
        or (above.type == "paragraph_open" and _MODULE.search(token.content))
    ]
    return blocks, expressions


_MODULE = re.compile(r"^(?:import|export) ", re.MULTILINE)
"""What MDX takes for a statement of a module at the start of a line."""


def _has_expression(text: str) -> bool:
    """Return whether a brace stands in a text that is neither escaped nor in code."""
    return "{" in text and any(
        "{" in part.content
        for token in _unjoined().parseInline(text)[0].children
        for part in (token, *(token.children or ()))
        if part.type == "text"
    )


@cache
def _unjoined() -> Any:
    """Return a parser that keeps what is escaped apart from other text."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("strikethrough").disable("text_join")


def _fields(names: Sequence[str | None], cells: Sequence[str]) -> dict[str, Any]:
    """Return what a row says, its anchor and whether the entry is struck through included."""
    fields: dict[str, Any] = {}
    if anchor := _ANCHOR.match(cells[0]):
        fields["anchor"] = anchor[1]
    for index, (name, cell) in enumerate(zip(names, cells, strict=True)):
        text = cell[anchor.end() :] if anchor and not index else cell
        if name in _STRUCK and (struck := _STRIKE.fullmatch(text)):
            fields["struck through"] = True
            text = struck[1]
        if name is not None and text:
            fields[name] = FIELDS.get(name, _text)(text)
    return fields


_ANCHOR = re.compile(r'<a id="([A-Za-z0-9_-]+)"></a>')
_STRUCK = ("http_status", "code")
_STRIKE = re.compile(r"~~(.+)~~")


def _text(cell: str) -> str:
    """Return the text of a cell that is not Markdown; its normal form, where it has elements."""
    return _unescaped(markdown.normal_cell(cell))


def _unescaped(form: str) -> str:
    return form if _ELEMENT.search(form) else unescape(form)


_ELEMENT = re.compile(r"<[a-z/]")


def _code(cell: str) -> str:
    """Return the code in a cell, every run of spaces as one, as a page shows it."""
    if simple := _SIMPLE_CODE.fullmatch(cell):
        return re.sub(" +", " ", simple[1])
    form = markdown.normal_cell(cell)
    found = re.fullmatch(r"<code>([^<]*)</code>", form)
    return re.sub(" +", " ", _unescaped(found[1])) if found else form


_SIMPLE_CODE = re.compile(r"`([^`|\s](?:[^`|]*[^`|\s])?)`")


def _statuses(cell: str) -> Any:
    numbers = re.fullmatch(r"[0-9]{3}(?:, [0-9]{3})*", cell)
    return tuple(map(int, cell.split(", "))) if numbers else _text(cell)


def _number(cell: str) -> Any:
    return int(cell) if re.fullmatch(r"-?[0-9]{1,20}", cell) else _text(cell)


def _boolean(cell: str) -> Any:
    return {"yes": True, "no": False}.get(cell, cell)


FIELDS: Mapping[str, Callable[[str], Any]] = {
    "http_status": _statuses,
    "code": _code,
    "number": _number,
    "description": markdown.normal_cell,
    "retryable": _boolean,
    "deprecated": markdown.normal_cell,
}
"""How the cells of a column are read; the others hold text."""
