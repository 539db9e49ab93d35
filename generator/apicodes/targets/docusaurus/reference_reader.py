"""A reference page, read back: the summary, and a section for each entry."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from apicodes.catalog.given import given
from apicodes.compare.view import Reading
from apicodes.render import markdown
from apicodes.render.texts import Code, Line, Markdown
from apicodes.targets.docusaurus import (
    page_lines,
    pages,
    section_reader,
)
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.docusaurus.page_lines import (
    Block,
    Lines,
    cell_text,
    cells_of,
    code_of,
    has_expression,
    read_statuses,
    unescaped,
)
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
        self.facts: dict[str, Any] = {"columns": {}}
        self.tables = 0
        self.has_labels = False
        self.labels: list[LinkView] = []
        self.headings: dict[str, HeadingView] = {}
        self.entries: list[dict[str, Any]] = []
        self.index = 0
        self.rows: dict[str, int] = {}
        self.anchors: list[str] = []

    def read(self) -> Reading:
        """Read the front matter, what is above the first section, and the sections."""
        matter, start = self.front_matter()
        content = self.blocks(start, len(self.lines))
        levels = [block.level for block in content]
        self.has_labels = self.page.kind == "whole" and levels.count(self.level - 1) > 1
        headings = [at for at, block in enumerate(content) if at and block.type == "heading"]
        for start, end in pairwise([0, *headings, len(content)]):
            self._headed(content[start:end], at_top=not start)
        view = ReferenceView(
            front_matter=matter,
            labels=tuple(self.labels),
            headings=tuple(self.headings.values()),
            anchors=tuple(self.anchors),
            group=self.group,
            level=self.level,
            align=self.options.align,
            flush=self.options.delimiter == "flush",
            entries=tuple(SectionView(**entry) for entry in self.entries),
            **self.facts,
        )
        return Reading(view, self.at, self.leftovers)

    # What is below one heading

    def _headed(self, group: list[Block], *, at_top: bool) -> None:
        """Read a heading, if there is one, and the blocks below it."""
        if not group or group[0].type != "heading":
            self._top(group)
            return
        first, *rest = group
        level, words, anchor = heading(self.lines[first.start])
        if level != first.level or first.end > first.start + 1:
            self._leave_all(group)
        elif level == self.level and (anchor is not None) == (level > 1):
            self._section(first, words, anchor, rest)
        elif level == 1 and anchor is None and at_top:
            self.facts["title"] = self.heading(f"{self.prefix}title", [first])
            self._top(rest)
        elif level == self.level - 1 and anchor and self._is_group(anchor):
            self._heading(first, words, anchor, rest)
        elif level == self.level + 1 and anchor is not None and self.anchors:
            self._part(group, words, anchor)
        else:
            self._leave_all(group)

    def _is_group(self, anchor: str) -> bool:
        return anchor.startswith("group-") and anchor not in self.headings

    def _heading(self, first: Block, words: str, anchor: str, rest: list[Block]) -> None:
        """Read the heading of a group, its introduction, and on an index its table."""
        form = markdown.normal_line(words)
        form, url = page_lines.link(form) or (form, None)
        end = next((at for at, block in enumerate(rest) if block.type == "table"), len(rest))
        self.headings[anchor] = HeadingView(
            id=anchor,
            title=Line(unescaped(form)),
            url=url,
            description=self.markdown(f"{anchor}: description", rest[:end]),
        )
        self.keep_line(f"{anchor}: title", [first])
        self.keep_line(f"{anchor}: link", [first] if url else [])
        for block in rest[end : end + 1]:
            self._table(block)
        self._leave_all(rest[end + 1 :])

    def _top(self, content: Sequence[Block]) -> None:
        """Read what is above the sections: the introduction, and the tables of the summary."""
        tables = [at for at, block in enumerate(content) if block.type == "table"]
        end = max(min(tables, default=len(content)) - bool(self.has_labels and tables), 0)
        self.facts["description"] = self.markdown(f"{self.prefix}description", content[:end])
        for block in content[end:]:
            form = markdown.normal_line("\n".join(self.text([block])))
            label = page_lines.link(form, "strong")
            if block.type == "table":
                self._table(block)
            elif label and form.startswith("<strong>"):
                self.labels.append(LinkView(Line(unescaped(label[0])), label[1]))
            else:
                self._leave_all([block])

    def _leave_all(self, content: Sequence[Block]) -> None:
        for block in content:
            self.leave_lines(block.start, block.end)

    # The summary

    def _table(self, block: Block) -> None:
        cells = cells_of(self.lines[block.start]) or []
        columns = _columns([Line(cell_text(cell)) for cell in cells], self.options)
        has_rows = block.end > block.start + 2
        if columns is None or self.facts["columns"] not in ({}, columns) or not has_rows:
            self._leave_all([block])
            return
        self.facts["columns"] = columns
        self.at.setdefault((None, "columns of the summary"), block.start + 1)
        for index in range(block.start + 2, block.end):
            cells = cells_of(self.lines[index]) or []
            if len(cells) != len(columns) or any(map(has_expression, cells)):
                self.leave(index)
            else:
                self._row(index, dict(zip(columns, cells, strict=True)))
        self.tables += 1

    def _row(self, index: int, cells: dict[str, str]) -> None:
        """Read a row: a link to a section, and what it says of it."""
        form = markdown.normal_cell(cells["code"])
        link = page_lines.link(form, "del")
        if link is None:
            self.leave(index)
            return
        name, url = link
        code = code_of(name)
        codes, meaning = cells.get("http_status"), Markdown(cells["meaning"], "cell")
        row = SummaryRow(
            table=self.tables,
            http_status=read_statuses(codes) if codes else None,
            code=None if code is None else Code(code),
            label=Line(unescaped(name)) if code is None else None,
            link=url.source,
            meaning=None if meaning.is_blank else meaning,
            is_struck=form.startswith("<del>"),
        )
        self.rows.setdefault(url.source, len(self.entries))
        self.at[len(self.entries), ""] = index + 1
        fields = given({"http_status": row.http_status, "code": row.code})
        self.entries.append({"fields": fields, "row": row})

    # Sections

    def _section(self, first: Block, words: str, anchor: str | None, rest: list[Block]) -> None:
        """Read the heading of a section, and what is above its first part."""
        head = section_reader.head(self, rest)
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
        self._keep(head.fields)

    def _part(self, group: list[Block], words: str, anchor: str) -> None:
        """Read a part of the section above."""
        prefix = f"{self.anchors[-1]}-"
        suffix = anchor.removeprefix(prefix) if anchor.startswith(prefix) else ""
        part = section_reader.part(suffix, words, self, group[1:])
        if part is None:
            self._leave_all(group)
            return
        if self.entries[self.index]["fields"].keys() & part.keys():
            self.leave(group[0].start)
        self._keep(part)

    def _keep(self, fields: section_reader.Fields) -> None:
        """Keep fields of the section above."""
        derived = {"http_status": "phrases", "headers": "header descriptions"}
        for name, (index, value) in fields.items():
            self.entries[self.index]["fields"][name] = value
            also = derived.get(name, "extensions" if name.startswith("x-") else name)
            self.at[self.index, name] = self.at[self.index, also] = index + 1


def _columns(headings: list[Line], options: Options) -> dict[str, Line] | None:
    """Return the columns of a table of the summary by their headings; None where it is none."""
    columns = possible_columns(options)
    if len(headings) < len(columns):
        del columns["http_status"]
    return columns if list(columns.values()) == headings else None
