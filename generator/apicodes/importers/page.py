"""Pages that people wrote, in Markdown or MDX: the codes on them, and what stands around.

Columns are recognised by their headings and by their values. Every row of every table becomes an
entry, or part of one, or is named as left out.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import dropwhile, groupby

from apicodes.catalog import naming
from apicodes.compare.record import Record, Records
from apicodes.importers import (
    Imported,
    cell_values,
    code_lists,
    columns,
    front_matter,
    heading_words,
    merge_rows,
    outline,
    page_options,
    page_tables,
    page_text,
)
from apicodes.importers.findings import count
from apicodes.importers.merge_files import numbered
from apicodes.importers.notes import Notes, ranges
from apicodes.importers.outline import Heading, Line
from apicodes.importers.page_tables import Table
from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound, nearest
from apicodes.render import markdown
from apicodes.render.markdown import parsers
from apicodes.text.lines import without_endings

NO_MAPPING: Mapping[str, str] = {}


def read(text: str, path: str, mapping: Mapping[str, str] = NO_MAPPING) -> Imported:
    """Read the codes of a page; `mapping` says what columns hold, from heading to field.

    Raises `ProblemsFound` where there are none, or where `mapping` names what there is not.
    """
    page = _Page(text, path)
    tables = page.take(mapping)
    page.take_title()
    page.take_introduction()
    if len(tables) > 1:
        page.group(tables)
    records = [record for table in tables for record in table.records()]
    page.note_rest(tables)
    entries = merge_rows.merged(records, page.notes.say)
    if not entries:
        raise page.nothing_found()
    options = page_options.options(page.matter, page.root, tables, entries)
    return Imported(path, "page", Records(page.root, entries), page.notes.made(path), options)


class _Page:
    """One page: its front matter, its headings and its tables."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.root = Record({}, 1)
        self.notes = Notes()
        source = without_endings(text.removeprefix("\ufeff"))
        self.matter, (name, self.inside), lines = front_matter.read(source, self.notes.say)
        self.outline = outline.outline(lines)
        tops = (heading for heading in self.outline.headings if heading.level == 1)
        self.heading = next(tops, next(iter(self.outline.headings), None))
        self.references = parsers.references("\n\n".join(filter(page_text.REFERENCE.match, source)))
        tables = [(name, table) for table in outline.outline(self.inside).tables]
        tables += [("", table) for table in self.outline.tables]
        self.tables = [self.table(table, key) for key, table in tables]
        self.taken: set[int] = set()
        """The numbers of the lines that the catalog has, or whose loss a note tells."""

    def table(self, table: outline.Table, in_matter: str = "") -> Table:
        """Return a table of the page."""
        return Table(table, self.references, self.notes, in_matter)

    def title_of(self, heading: Heading) -> str:
        """Return the text of a heading."""
        return page_tables.title_of(heading, self.references)

    def take(self, mapping: Mapping[str, str]) -> list[Table]:
        """Return the tables that hold codes, lists and headings that do where no table does."""
        title = self.title_of(self.heading) if self.heading else ""
        title = f"{self.matter.get('title', ('', 1))[0]} {title}".strip()
        nested = list(map(self.table, code_lists.lists(self.outline)))
        self.check([*self.tables, *nested], mapping)
        page_tables.recognise([*self.tables, *nested], mapping, title)
        strong = {code for table in self.tables for code in table.codes(weak=False)}
        tables = [table for table in self.tables if table.take(strong)]
        nested = [] if tables else [table for table in nested if _is_list_of_codes(table, title)]
        sources = [table.source for table in (*tables, *nested)]
        headed = map(
            self.table,
            code_lists.headings(self.outline, sources, self.title_of, self._cell),
        )
        headings = [table for table in headed if not _is_known(table, strong)]
        page_tables.recognise(headings, mapping, title)
        others = [*nested, *(table for table in headings if _is_list_of_codes(table, title))]
        tables += [table for table in others if table.take(strong)]
        if not tables:
            raise self.nothing_found()
        self.tables += [table for table in others if table in tables]
        return sorted(tables, key=lambda table: table.line)

    def _cell(self, blocks: str) -> str | None:
        """Return blocks of the page as a cell; None where they are more than prose."""
        source = page_text.introduction(blocks, self.references)
        return markdown.cell(source) if source else None

    def check(self, tables: Sequence[Table], mapping: Mapping[str, str]) -> None:
        """Refuse a mapping that names a heading or a field that there is not."""
        headings = dict.fromkeys(heading for table in tables for heading in table.headings)
        where = Location(self.path)
        problems = []
        for heading, name in mapping.items():
            if heading not in headings and headings:
                known = f"headings here: {', '.join(map(repr, list(headings)[:20]))}"
                message = f"no table has a column '{heading}'"
                hint = nearest(heading, headings) or known
                problems.append(Problem(where, "unknown-column", message, hint))
            if name not in columns.FIELDS and not re.fullmatch(r"x-\S+", name):
                message = f"an entry has no field '{name}' that a column could fill"
                hint = nearest(name, columns.FIELDS) or f"fields: {', '.join(columns.FIELDS)}, x-…"
                problems.append(Problem(where, "unknown-field", message, hint))
        for table in tables:
            named = [heading for heading in table.headings if heading in mapping]
            for name in dict.fromkeys(mapping[heading] for heading in named):
                same = [repr(heading) for heading in named if mapping[heading] == name]
                if len(same) > 1:
                    message = f"the columns {' and '.join(same)} are both to be '{name}'"
                    place, hint = Location(self.path, table.line), "name one column for each field"
                    problems.append(Problem(place, "field-twice", message, hint))
        if problems:
            raise ProblemsFound(problems, COULD_NOT_RUN)

    def nothing_found(self) -> ProblemsFound:
        """Return the problem that no table holds codes, with what was seen instead."""
        seen = count(len(self.tables), "table") if self.tables else "no table"
        rest = page_text.contents(self.outline, self.outline.lines)
        message = f"no table of codes: {', '.join([seen, *rest])}"
        hint = "write the codes as a pipe table, or as a catalog: 'apicodes init' shows one"
        if self.tables:
            hint = "say which column holds the codes, as in --map 'Heading=code'"
        problems = [Problem(Location(self.path), "nothing-found", message, hint)]
        for table in self.tables:
            why = table.refusal or f"the table '{table.named}': no row of it is an entry"
            problems.append(Problem(Location(self.path, table.line), "nothing-found", why))
        if self.outline.unclosed:
            where = Location(self.path, self.outline.unclosed)
            problems.append(Problem(where, "nothing-found", _UNCLOSED))
        return ProblemsFound(problems)

    def _set(self, name: str, value: object, line: int) -> None:
        """Set a field of the catalog."""
        self.root.fields[name] = value
        self.root.lines[name] = line

    def take_title(self) -> None:
        """Take the title from the front matter, else from the first heading."""
        heading = self.heading
        text = self.title_of(heading) if heading else ""
        title, line = self.matter.get("title", (None, 1))
        is_title = isinstance(title, str) and bool(title.strip())
        if "title" in self.matter and not is_title:
            text_of = f"the title of the front matter: {title!r} can be no title of a catalog"
            self.notes.say("left out", line, text_of)
        if heading and text and (heading.level == 1 or not is_title):
            self.taken.add(heading.line)
        if is_title:
            self._set("title", " ".join(title.split()), line)
            self.notes.say("recognised", line, "the title, from the front matter")
            if heading and heading.level == 1 and text != title:
                note = f"the heading '{text}': the title of the front matter is taken"
                self.notes.say("left out", heading.line, note)
        elif heading and text:
            self._set("title", text, heading.line)
            self.notes.say("recognised", heading.line, "the title, from the first heading")

    def take_introduction(self) -> None:
        """Take the prose between the heading and what follows it as the description."""
        start = self.heading.line if self.heading and self.heading.level == 1 else 0
        below = [heading.line for heading in self.outline.headings if heading.line > start]
        end = min([*below, *(table.line for table in self.tables)])
        if prose := self._prose(start, end):
            self._set("description", *prose)
            self.notes.say("recognised", prose[1], "the introduction, as the description")

    def _prose(self, start: int, end: int) -> tuple[str, int] | None:
        """Return the Markdown between two lines, with its line; None where it is not mere prose."""
        lines = [line for line in self.outline.lines if start < line.number < end]
        filled = [at for at, line in enumerate(lines) if not page_text.is_nothing(line)]
        lines = lines[filled[0] : filled[-1] + 1] if filled else []
        source = page_text.introduction("\n".join(line.text for line in lines), self.references)
        if not source:
            return None
        self.taken.update(line.number for line in lines)
        return source, lines[0].number

    def group(self, tables: Sequence[Table]) -> None:
        """Make a group of each table that has a heading of its own above it."""
        groups: dict[str, dict[str, str]] = {}
        keys: dict[str, str] = {}
        for table in tables:
            if table.section is None or table.section == self.heading:
                continue
            title = self.title_of(table.section)
            if title and title not in keys:
                key = naming.kebab(title)
                stem = key if key[:1].isalpha() else f"group-{key}".rstrip("-")
                key = keys[title] = next(key for key in numbered(stem, "-") if key not in groups)
                groups[key] = {"title": title}
                self.taken.add(table.section.line)
                self.notes.say("recognised", table.section.line, "groups, from headings", title)
                if prose := self._prose(table.section.line, table.line):
                    groups[key]["description"] = prose[0]
                    self.notes.say("recognised", prose[1], "text below a heading, of its group")
                if len(groups) == 1:
                    self._set("groups", groups, table.section.line)
            table.group = keys.get(title)

    def note_rest(self, tables: Sequence[Table]) -> None:
        """Note what else stands on the page, which the catalog does not have."""
        for table in self.tables:
            self.taken.update(table.source.lines)
        if self.outline.unclosed:
            self.notes.say("left out", self.outline.unclosed, _UNCLOSED)
        inside = self.inside if any(table.in_matter for table in tables) else []
        rest: list[Line] = []
        runs = groupby((*inside, *self.outline.lines), lambda line: line.number in self.taken)
        for is_taken, run in runs:
            lines = [] if is_taken else list(dropwhile(page_text.is_nothing, run))
            rest += reversed(list(dropwhile(page_text.is_nothing, reversed(lines))))
        if rest:
            seen = ", ".join(["", *page_text.contents(self.outline, rest)])
            numbers = ranges(line.number for line in rest)
            text = f"text outside of tables of codes, {numbers}{seen}"
            self.notes.say("left out", rest[0].number, text)


_UNCLOSED = "a block of code or a comment is never closed: nothing below this line is read"


def _is_known(table: Table, codes: set[str]) -> bool:
    """Return whether most codes of headings are those of tables, which say enough of them."""
    values = {cells[0].text for cells in table.cells}
    return 2 * len(values & codes) > len(values)


def _is_list_of_codes(table: Table, title: str) -> bool:
    """Return whether a list or headings that begin with codes are about codes."""
    about = page_tables.about(table, title)
    code = table.column("code")
    named = heading_words.ABOUT_CODES.search(f"{about}\n{title}".lower())
    statuses = table.column("http_status")
    known = statuses and all(cell_values.statuses(value).values for value in statuses.values)
    return bool(known if code is None else named)
