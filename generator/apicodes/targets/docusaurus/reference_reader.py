"""A reference page, read back: the summary, and a section for each entry."""

import re
from collections.abc import Sequence
from typing import Any

from apicodes.catalog.given import given
from apicodes.compare.view import Reading
from apicodes.render import markdown
from apicodes.render.texts import Address, Code, Line, Markdown
from apicodes.targets.docusaurus import (
    cell_reader,
    page_lines,
    pages,
    section_parts,
    section_reader,
)
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.page_lines import Block, Lines, blocks, has_expression
from apicodes.targets.docusaurus.reference_view import (
    HeadingView,
    ReferenceView,
    possible_columns,
)
from apicodes.targets.docusaurus.section_reader import heading
from apicodes.targets.docusaurus.section_view import LinkView, SectionView, SummaryRow
from apicodes.targets.parts import Part


def read(text: str, part: Part, options: Options) -> Reading:
    """Return what a page says. Raises `Unreadable`."""
    return _Page(text, part, options).read()


class _Page(Lines):
    """A page whose codes are sections, and rows that link to them."""

    def __init__(self, text: str, part: Part, options: Options) -> None:
        super().__init__(text)
        self.options = options
        self.page = pages.page_of(part)
        self.level = pages.LEVELS[self.page.kind]
        self.group = pages.group_id(self.page.chapters[0]) if self.page.kind == "group" else ""
        self.prefix = f"{self.group}: " if self.group else ""
        self.title: Line | None = None
        self.description: Markdown | None = None
        self.columns: dict[str, Line] = {}
        self.tables = 0
        self.labels: list[LinkView] = []
        self.headings: dict[str, HeadingView] = {}
        self.entries: list[dict[str, Any]] = []
        self.index = 0
        self.rows: dict[str, int] = {}
        self.anchors: list[str] = []

    def read(self) -> Reading:
        """Read the front matter, what is above the first section, and the sections."""
        matter, start = self.front_matter()
        page_blocks, expressions = blocks("\n".join(self.lines[start:]))
        for block in page_blocks:
            block.start += start
            block.end += start
        for index in expressions:
            self.leave(start + index)
        for number, group in enumerate(_below_headings(page_blocks)):
            self._headed(group, at_top=not number)
        view = ReferenceView(
            front_matter=matter,
            title=self.title,
            description=self.description,
            columns=self.columns,
            labels=tuple(self.labels),
            headings=tuple(self.headings.values()),
            anchors=tuple(self.anchors),
            group=self.group,
            level=self.level,
            align=self.options.align,
            flush=self.options.delimiter == "flush",
            entries=tuple(SectionView(**entry) for entry in self.entries),
        )
        return Reading(view, self.at, self.leftovers)

    # What is below one heading

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
            self.title = Line(page_lines.title(self.lines[first.start]))
            self._keep_line(f"{self.prefix}title", [first])
            self._top(rest)
        elif level == self.level - 1 and anchor and anchor not in self.headings:
            self._heading(first, words, anchor, rest)
        elif level == self.level + 1 and anchor is not None and self.anchors:
            self._part(group, words, anchor)
        else:
            self._leave_all(group)

    def _heading(self, first: Block, words: str, anchor: str, rest: list[Block]) -> None:
        """Read the heading of a group, its introduction, and on an index its table."""
        link = _LINK.fullmatch(words)
        end = next((at for at, block in enumerate(rest) if block.type == "table"), len(rest))
        self.headings[anchor] = HeadingView(
            id=anchor,
            title=Line(page_lines.words(link[1] if link else words)),
            url=Address(link[2], True) if link else None,
            description=self._markdown(rest[:end]),
        )
        self._keep_line(f"{anchor}: title", [first])
        self._keep_line(f"{anchor}: link", [first] if link else [])
        self._keep_line(f"{anchor}: description", rest[:end])
        for block in rest[end : end + 1]:
            self._table(block)
        self._leave_all(rest[end + 1 :])

    def _top(self, content: list[Block]) -> None:
        """Read what is above the sections: the introduction, and the tables of the summary."""
        tables = [at for at, block in enumerate(content) if block.type == "table"]
        end = min(tables, default=len(content)) - (1 if self.page.has_labels and tables else 0)
        self.description = self._markdown(content[: max(end, 0)])
        self._keep_line(f"{self.prefix}description", content[: max(end, 0)])
        for block in content[max(end, 0) :]:
            label = _LABEL.fullmatch(self.lines[block.start])
            if block.type == "table":
                self._table(block)
            elif block.type == "paragraph" and block.end == block.start + 1 and label:
                title = Line(page_lines.words(label[1]))
                self.labels.append(LinkView(title, Address(label[2], True)))
            else:
                self._leave_all([block])

    def _markdown(self, content: Sequence[Block]) -> Markdown | None:
        return Markdown("\n".join(self._text(content)), "page") if content else None

    def _keep_line(self, name: str, content: Sequence[Block]) -> None:
        for block in content[:1]:
            self.at[None, name] = block.start + 1

    def _text(self, content: Sequence[Block]) -> list[str]:
        """Return the lines from the first of some blocks to the last."""
        return self.lines[content[0].start : content[-1].end] if content else []

    def _leave_all(self, content: Sequence[Block]) -> None:
        for block in content:
            for index in range(block.start, block.end):
                if self.lines[index].strip():
                    self.leave(index)

    # The summary

    def _table(self, block: Block) -> None:
        cells = cell_reader.row(self.lines[block.start]) or []
        columns = _columns([Line(cell_reader.text(cell)) for cell in cells], self.options)
        has_rows = block.end > block.start + 2
        if columns is None or self.columns not in ({}, columns) or not has_rows:
            self._leave_all([block])
            return
        self.columns = columns
        self.at.setdefault((None, "columns of the summary"), block.start + 1)
        for index in range(block.start + 2, block.end):
            cells = cell_reader.row(self.lines[index]) or []
            if len(cells) != len(columns) or any(map(has_expression, cells)):
                self.leave(index)
            else:
                self._row(index, dict(zip(columns, cells, strict=True)))
        self.tables += 1

    def _row(self, index: int, cells: dict[str, str]) -> None:
        """Read a row: a link to a section, and what it says of it."""
        struck = _STRUCK.fullmatch(cells["code"])
        link = _LINK.fullmatch(struck[1] if struck else cells["code"])
        if link is None:
            self.leave(index)
            return
        code = cell_reader.code_of(markdown.normal_cell(link[1]))
        statuses, meaning = cells.get("http_status"), Markdown(cells["meaning"], "cell")
        row = SummaryRow(
            table=self.tables,
            http_status=cell_reader.statuses(statuses) if statuses else None,
            code=None if code is None else Code(code),
            label=Line(cell_reader.text(link[1])) if code is None else None,
            link=link[2],
            meaning=None if meaning.is_blank else meaning,
            is_struck=struck is not None,
        )
        self.rows.setdefault(link[2], len(self.entries))
        self.at[len(self.entries), ""] = index + 1
        fields = given({"http_status": row.http_status, "code": row.code})
        self.entries.append({"fields": fields, "row": row})

    # Sections

    def _section(self, first: Block, words: str, anchor: str | None, rest: list[Block]) -> None:
        """Read the heading of a section, and what is above its first part."""
        head = section_reader.head(self._text([first, *rest])[1:])
        ids = list(head.ids)
        if anchor is None and ids:
            anchor = ids.pop(0)
        if anchor is None:
            self._leave_all([first, *rest])
            return
        self.index = self.rows.pop(f"#{anchor}", len(self.entries))
        if self.index == len(self.entries):
            self.entries.append({"fields": {}})
        self.anchors.append(anchor)
        code = page_lines.code(words)
        self.entries[self.index] |= {
            "anchor": anchor,
            "group": next(reversed(self.headings), ""),
            "label": Line(page_lines.words(words)) if code is None else None,
            "phrases": head.phrases,
            "is_page": self.level == 1,
        }
        own = {"code": None if code is None else Code(code), "aliases": tuple(ids) or None}
        self.entries[self.index]["fields"] |= given(own)
        self.at[self.index, ""] = first.start + 1
        for name, (number, value) in head.fields.items():
            self._keep(name, first.start + 1 + number, value)
        for number in head.leftovers:
            self.leave(first.start + 1 + number)

    def _part(self, group: list[Block], words: str, anchor: str) -> None:
        """Read a part of the section above."""
        prefix, at = f"{self.anchors[-1]}-", group[0].start + 1
        suffix = anchor.removeprefix(prefix) if anchor.startswith(prefix) else ""
        part = section_parts.read(suffix, words, self._text(group)[1:])
        if part is None:
            self._leave_all(group)
            return
        for name, (number, value) in part.items():
            if name in self.entries[self.index]["fields"]:
                self.leave(at - 1)
            self._keep(name, at + number, value)

    def _keep(self, name: str, index: int, value: Any) -> None:
        """Keep a field of the section above."""
        self.entries[self.index]["fields"][name] = value
        derived = {"http_status": "phrases", "headers": "header descriptions"}
        for fact in (name, derived.get(name, "extensions" if name.startswith("x-") else name)):
            self.at[self.index, fact] = index + 1


def _columns(headings: list[Line], options: Options) -> dict[str, Line] | None:
    """Return the columns of a table of the summary by their headings; None where it is none."""
    columns = possible_columns(options)
    if len(headings) < len(columns):
        del columns["http_status"]
    return columns if list(columns.values()) == headings else None


def _below_headings(content: list[Block]) -> list[list[Block]]:
    """Return blocks in groups, each of which begins with a heading, save the first."""
    groups: list[list[Block]] = []
    for block in content:
        if block.type == "heading" or not groups:
            groups.append([])
        groups[-1].append(block)
    return groups


_LABEL = re.compile(r"\*\*\[(.*)\]\((\S+)\)\*\*")
_LINK = re.compile(r"\[(.*)\]\((\S+)\)")
_STRUCK = re.compile(r"~~(.+)~~")
