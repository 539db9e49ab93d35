"""The Docusaurus page as a reference: a summary, and a section for each entry."""

import re
from collections.abc import Sequence
from typing import Any

from apicodes.catalog.given import given
from apicodes.compare.record import Reading, Record
from apicodes.render import markdown
from apicodes.render.texts import Line
from apicodes.targets.docusaurus import cell_reader, page_lines, section_reader
from apicodes.targets.docusaurus.page_lines import Block, Lines, blocks, has_expression
from apicodes.targets.docusaurus.section_reader import Misread, form, heading


def read(text: str, headings: Sequence[tuple[str, str]], level: int, *, labelled: bool) -> Reading:
    """Read a page; `headings` are the columns that its summary has: field and heading.

    `level` is that of the headings of sections, and `labelled` whether the tables of the summary
    stand below the names of chapters. Texts that are Markdown are in their normal form.
    """
    return _Page(text, headings, level, labelled).read()


class _Page(Lines):
    """A page whose codes are sections, and rows that lead to them."""

    def __init__(
        self, text: str, headings: Sequence[tuple[str, str]], level: int, labelled: bool
    ) -> None:
        super().__init__(text)
        self.root = Record({}, 1)
        self.entries: list[Record] = []
        self.headings = headings
        self.level = level
        self.labelled = labelled
        self.tables = 0
        self.chapter: str | None = None
        self.rows: dict[str, Record] = {}
        self.anchors: list[str] = []

    def read(self) -> Reading:
        """Read the front matter, what stands above the first section, and the sections."""
        matter, start = self.front_matter()
        for name, value in matter.items():
            self.say(f"front matter: {name}", value, self.at[None, f"front matter: {name}"] - 1)
        found, expressions = blocks("\n".join(self.lines[start:]))
        for block in found:
            block.start += start
            block.end += start
        for index in expressions:
            self.leave(start + index)
        for number, group in enumerate(_below_headings(found)):
            self._headed(group, at_top=not number)
        self.root.fields |= given({"sections": tuple(self.anchors)})
        return Reading(self.root, self.entries, self.leftovers)

    def say(self, name: str, value: Any, index: int) -> None:
        """Keep what a line says of the catalog itself."""
        self.root.fields[name] = value
        self.root.lines[name] = index + 1

    # What stands below one heading

    def _headed(self, group: list[Block], *, at_top: bool) -> None:
        """Read a heading, if there is one, and the blocks below it."""
        first, rest = group[0], group[1:]
        if first.type != "heading":
            self._top(group)
            return
        level, words, anchor = heading(self.lines[first.start])
        if level != first.level or first.end > first.start + 1:
            self._leave_all(group)
        elif level == self.level and (anchor is not None) == (level > 1):
            self._section(first, words, anchor, rest)
        elif level == 1 and anchor is None and at_top:
            self.say("title", page_lines.title(self.lines[first.start]), first.start)
            self._top(rest)
        elif level == self.level - 1 and anchor and f"{anchor}: title" not in self.root.fields:
            self._chapter(first, words, anchor, rest)
        elif level == self.level + 1 and anchor is not None and self.anchors:
            self._part(group, words, anchor)
        else:
            self._leave_all(group)

    def _chapter(self, first: Block, words: str, anchor: str, rest: list[Block]) -> None:
        """Read the heading of a chapter, its introduction, and on an index its table."""
        self.chapter = anchor
        if link := _ROW_LINK.fullmatch(words):
            self.say(f"{anchor}: link", link[2], first.start)
            words = link[1]
        self.say(f"{anchor}: title", page_lines.words(words), first.start)
        end = next((at for at, block in enumerate(rest) if block.type == "table"), len(rest))
        self._say_text(f"{anchor}: description", rest[:end])
        for block in rest[end : end + 1]:
            self._table(block)
        self._leave_all(rest[end + 1 :])

    def _top(self, found: list[Block]) -> None:
        """Read what stands above the sections: the introduction, and the tables of the summary."""
        tables = [at for at, block in enumerate(found) if block.type == "table"]
        end = min(tables, default=len(found)) - (1 if self.labelled and tables else 0)
        self._say_text("description", found[:end])
        links: list[tuple[str, str]] = []
        for block in found[max(end, 0) :]:
            link = _LINK.fullmatch(self.lines[block.start])
            if block.type == "table":
                self._table(block)
            elif block.type == "paragraph" and block.end == block.start + 1 and link:
                links.append((page_lines.words(link[1]), link[2]))
            else:
                self._leave_block(block)
        if links:
            self.root.fields["chapters in the summary"] = links

    def _say_text(self, name: str, found: Sequence[Block]) -> None:
        if found:
            self.say(name, form("\n".join(self._text(found))), found[0].start)
            self.root.texts[name] = "\n".join(self._text(found))

    def _text(self, found: Sequence[Block]) -> list[str]:
        """Return the lines from the first of some blocks to the last."""
        return self.lines[found[0].start : found[-1].end] if found else []

    def _leave_all(self, found: Sequence[Block]) -> None:
        for block in found:
            self._leave_block(block)

    def _leave_block(self, block: Block) -> None:
        for index in range(block.start, block.end):
            if self.lines[index].strip():
                self.leave(index)

    # The summary

    def _table(self, block: Block) -> None:
        columns = tuple(map(cell_reader.text, cell_reader.row(self.lines[block.start]) or ()))
        if columns != tuple(words for _, words in self.headings):
            self._leave_block(block)
            return
        names = [name for name, _ in self.headings]
        for index in range(block.start + 2, block.end):
            found = cell_reader.row(self.lines[index])
            if found is None or len(found) != len(names) or any(map(has_expression, found)):
                self.leave(index)
            else:
                self._row(index, dict(zip(names, found, strict=True)))
        self.tables += 1

    def _row(self, index: int, row: dict[str, str]) -> None:
        """Read a row: a link to a section, and what is said of it."""
        struck = _STRUCK.fullmatch(row["code"])
        link = _ROW_LINK.fullmatch(struck[1] if struck else row["code"])
        if link is None:
            self.leave(index)
            return
        code = cell_reader.code_of(markdown.normal_cell(link[1]))
        said = given(
            {
                "table": self.tables,
                "http_status": _statuses(row.get("http_status", "")),
                "code": code,
                "label": None if code is not None else cell_reader.text(link[1]),
                "link": link[2],
                "struck through": True if struck else None,
                "meaning": markdown.normal_cell(row.get("meaning", "")) or None,
            }
        )
        fields: dict[str, Any] = {
            name: said[name] for name in ("http_status", "code") if name in said
        }
        record = Record({**fields, "row": said}, index + 1)
        self.entries.append(record)
        self.rows.setdefault(link[2], record)

    # Sections

    def _section(self, first: Block, words: str, anchor: str | None, rest: list[Block]) -> None:
        """Read the heading of a section, and what stands above its first part."""
        at = first.start + 1
        head = section_reader.head(self._text([first, *rest])[1:])
        ids = list(head.ids)
        if anchor is None and ids:
            anchor = ids.pop(0)
        if anchor is None:
            self._leave_all([first, *rest])
            return
        record = self.rows.pop(f"#{anchor}", None)
        if record is None:
            record = Record({})
            self.entries.append(record)
        record.line = first.start + 1
        code = page_lines.code(words)
        record.fields |= given(
            {"code": code, "label": None if code is not None else page_lines.words(words)}
        )
        record.fields |= {
            "anchor": anchor,
            **given({"chapter": self.chapter, "aliases": tuple(ids)}),
        }
        for name, (number, value, text) in head.fields.items():
            self._keep(record, name, at + number, value, text)
        for number in head.leftovers:
            self.leave(at + number)
        self.anchors.append(anchor)
        self.record = record

    def _part(self, group: list[Block], words: str, anchor: str) -> None:
        """Read a part of the section above."""
        suffix = anchor.removeprefix(f"{self.anchors[-1]}-")
        part = section_reader.PARTS.get(suffix)
        at = group[0].start + 1
        if part is None or anchor == suffix or words not in part.titles:
            self._leave_all(group)
            return
        try:
            found = part.read(self._text(group)[1:])
        except Misread:
            self._leave_all(group)
            return
        for name, (number, value, text) in found.items():
            if name in self.record.fields:
                self.leave(at - 1)
            self._keep(self.record, name, at + number, value, text)

    def _keep(self, record: Record, name: str, index: int, value: Any, text: Any) -> None:
        record.fields[name] = value
        record.lines[name] = index + 1
        if text is not None:
            record.texts[name] = text


def _below_headings(found: list[Block]) -> list[list[Block]]:
    """Return blocks in groups, each of which begins with a heading, save the first."""
    groups: list[list[Block]] = []
    for block in found:
        if block.type == "heading" or not groups:
            groups.append([])
        groups[-1].append(block)
    return groups


def _statuses(cell: str) -> Any:
    """Return the HTTP statuses of a cell, its text where it has others; None for nothing."""
    value = cell_reader.of_field("http_status")(cell)
    return (value.normal if isinstance(value, Line) else value) or None


_LINK = re.compile(r"\*\*\[(.*)\]\((\S+)\)\*\*")
_ROW_LINK = re.compile(r"\[(.*)\]\((\S+)\)")
_STRUCK = re.compile(r"~~(.+)~~")
