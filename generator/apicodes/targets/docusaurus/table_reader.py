"""The Docusaurus page as one table: front matter, introduction, and the rows of the table."""

import re
from collections.abc import Sequence
from typing import Any

from apicodes.catalog.given import given
from apicodes.compare.record import Leftover, Reading, Record, Unreadable
from apicodes.render import markdown
from apicodes.targets.docusaurus import cell_reader
from apicodes.targets.docusaurus.page_lines import Lines, blocks, has_expression, title


def read(text: str, headings: Sequence[tuple[str, str]], *, whole: bool = True) -> Reading:
    """Read a page; `headings` are the columns that it may have, in order: field and heading.

    One that is not whole has neither front matter nor a heading of its own. Texts that are
    Markdown are in their normal form. Raises `Unreadable` where there is no table.
    """
    return _Page(text, whole=whole).read(headings)


class _Page(Lines):
    """A page whose codes are the rows of one table."""

    def __init__(self, text: str, *, whole: bool) -> None:
        super().__init__(text)
        self.whole = whole

    def read(self, headings: Sequence[tuple[str, str]]) -> Reading:
        """Read the front matter, then the blocks below it."""
        start = self.front_matter() if self.whole else 0
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
                self.leave(index)
        return Reading(self.root, self.entries, self.leftovers)

    def _introduction(self, start: int, end: int) -> None:
        """Read the heading and the blocks between it and the table."""
        found, expressions = blocks("\n".join(self.lines[start:end]))
        for index in expressions:
            self.leave(start + index)
        if self.whole and found and found[0].type == "heading" and found[0].level == 1:
            heading = "\n".join(self.lines[start + found[0].start : start + found[0].end])
            self.say("title", title(heading), start + found[0].start)
            found = found[1:]
        if found:
            first = start + found[0].start
            text = "\n".join(self.lines[first : start + found[-1].end])
            self.say("description", markdown.normal_page(text), first)
            self.root.texts["description"] = text

    def _table(self, start: int, end: int, headings: Sequence[tuple[str, str]]) -> None:
        found = cell_reader.row(self.lines[start])
        names = _columns([cell_reader.text(cell) for cell in found or ()], headings)
        for name, cell in zip(names, found or (), strict=True):
            if name is None:
                self.leftovers.append(Leftover(start + 1, cell))
        self.root.fields["columns"] = tuple(name for name in names if name)
        self.root.lines["columns"] = start + 1
        for index in range(start + 2, end):
            row = cell_reader.row(self.lines[index])
            if any(map(has_expression, row or ())):
                self.leave(index)
            if row is None or len(row) != len(names):
                self.leave(index)
                continue
            self.entries.append(Record(given(_fields(names, row)), index + 1))


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
            found, _ = blocks("\n".join(lines[start : index + 2]))
            if found and found[-1].type == "table" and start + found[-1].start == index:
                return index
    return None


def _fields(names: Sequence[str | None], row: Sequence[str]) -> dict[str, Any]:
    """Return what a row says, its anchor and whether the entry is struck through included."""
    fields: dict[str, Any] = {}
    anchors = _ANCHORS.match(row[0])
    if anchors:
        fields["anchor"] = tuple(re.findall('id="(.*?)"', anchors[0]))
    for index, (name, cell) in enumerate(zip(names, row, strict=True)):
        text = cell[anchors.end() :] if anchors and not index else cell
        if name in _STRUCK and (struck := _STRIKE.fullmatch(text)):
            fields["struck through"] = True
            text = struck[1]
        if name is not None and name.startswith("x-") and text:
            fields.setdefault("extensions", {})[name] = cell_reader.code(text)
        elif name is not None and text:
            fields[name] = cell_reader.FIELDS.get(name, cell_reader.text)(text)
    return fields


_ANCHORS = re.compile(r'(?:<a id="[A-Za-z0-9_.-]+"></a>)+')
_STRUCK = ("http_status", "code")
_STRIKE = re.compile(r"~~(.+)~~")
