"""Pages that people wrote, in Markdown or MDX: the tables of codes on them, and what stands around.

Columns are recognised by their headings and by their values. Every row of every table becomes an
entry, or part of one, or is named as left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from apicodes.catalog import naming
from apicodes.catalog.fields import column_headings
from apicodes.compare.record import Record, Records
from apicodes.importers import (
    Imported,
    columns,
    front_matter,
    markup,
    merge_rows,
    outline,
    page_rest,
    page_tables,
)
from apicodes.importers.findings import count
from apicodes.importers.notes import Notes
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
    page.check(mapping)
    taken = page.take(mapping)
    page.say_title()
    page.say_introduction()
    if len(taken) > 1:
        page.group(taken)
    page.say_beside(taken)
    found = [record for table in taken for record in table.records()]
    entries = merge_rows.merged(found, page.notes.say)
    if not entries:
        raise page.nothing_found()
    reading = Records(page.root, entries)
    return Imported(path, "page", reading, page.notes.made(path), page.options(taken, entries))


class _Page:
    """One page: its front matter, its headings and its tables."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.root = Record({}, 1)
        self.notes = Notes()
        source = without_endings(text.removeprefix("\ufeff"))
        self.matter, (name, self.inside), self.lines = front_matter.read(source, self.notes.say)
        self.outline = outline.outline(self.lines)
        tops = (one for one in self.outline.headings if one.level == 1)
        self.heading = next(tops, next(iter(self.outline.headings), None))
        self.references = parsers.references("\n\n".join(filter(_REFERENCE.match, source)))
        found = [(name, table) for table in outline.outline(self.inside).tables]
        found += [("", table) for table in self.outline.tables]
        self.tables = [Table(table, self.references, self.notes, key) for key, table in found]
        self.told: set[int] = set()
        """The numbers of the lines that the catalog has, or whose loss the report tells."""

    def take(self, mapping: Mapping[str, str]) -> list[Table]:
        """Return the tables that hold codes; where a column has them, other kinds are none."""
        page_tables.recognise(self.tables, mapping)
        weak = not any(table.has("code", weak=False) for table in self.tables)
        taken = [table for table in self.tables if table.take(weak=weak)]
        if not taken:
            raise self.nothing_found()
        return taken

    def check(self, mapping: Mapping[str, str]) -> None:
        """Refuse a mapping that names a heading or a field that there is not."""
        headings = dict.fromkeys(heading for table in self.tables for heading in table.headings)
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
        problems += self._twice(mapping)
        if problems:
            raise ProblemsFound(problems, COULD_NOT_RUN)

    def _twice(self, mapping: Mapping[str, str]) -> Iterator[Problem]:
        """Return a problem for each field that two columns of one table are to be."""
        for table in self.tables:
            named: dict[str, list[str]] = {}
            for heading in table.headings:
                if heading in mapping:
                    named.setdefault(mapping[heading], []).append(heading)
            for name, both in named.items():
                if len(both) > 1:
                    message = f"the columns {' and '.join(map(repr, both))} are both to be '{name}'"
                    where = Location(self.path, table.line)
                    yield Problem(where, "field-twice", message, "name one column for each field")

    def nothing_found(self) -> ProblemsFound:
        """Return the problem that no table holds codes, with what was seen instead."""
        pipes = [count(len(self.tables), "pipe table")] if self.tables else []
        there = [*pipes, *page_rest.seen(self.lines, self.outline)]
        missing = [] if self.tables else ["no pipe table"]
        message = f"no table of codes: {', '.join(there + missing)}"
        hint = "write the codes as a pipe table, or as a catalog: 'apicodes init' shows one"
        if self.tables:
            hint = "say which column holds the codes, as in --map 'Heading=code'"
        found = [Problem(Location(self.path), "nothing-found", message, hint)]
        for table in self.tables:
            why = table.refusal or f"the table '{table.named}': no row of it is an entry"
            found.append(Problem(Location(self.path, table.line), "nothing-found", why))
        return ProblemsFound(found)

    def _set(self, name: str, value: object, line: int) -> None:
        """Set a field of the catalog."""
        self.root.fields[name] = value
        self.root.lines[name] = line

    def say_title(self) -> None:
        """Take the title from the front matter, else from the first heading."""
        heading = self.heading
        shown = page_tables.title_of(heading, self.references) if heading else ""
        title, line = self.matter.get("title", (None, 1))
        if "title" in self.matter and not (isinstance(title, str) and title.strip()):
            self.notes.say(
                "left out",
                line,
                f"the title of the front matter: {title!r} can be no title of a catalog",
            )
        if heading and heading.level == 1 and shown:
            self.told.add(heading.line)
        if isinstance(title, str) and title.strip():
            self._set("title", " ".join(title.split()), line)
            self.notes.say("recognised", line, "the title, from the front matter")
            if heading and heading.level == 1 and shown != title:
                text = f"the heading '{shown}': the title of the front matter is taken"
                self.notes.say("left out", heading.line, text)
        elif heading and shown:
            self._set("title", shown, heading.line)
            self.told.add(heading.line)
            self.notes.say("recognised", heading.line, "the title, from the first heading")

    def say_introduction(self) -> None:
        """Take the prose between the heading and what follows it as the description."""
        start = self.heading.line if self.heading and self.heading.level == 1 else 0
        below = [one.line for one in self.outline.headings if one.line > start]
        end = min([*below, *(table.line for table in self.tables)])
        if found := self._prose(start, end):
            self._set("description", *found)
            self.notes.say("recognised", found[1], "the introduction, as the description")

    def _prose(self, start: int, end: int) -> tuple[str, int] | None:
        """Return the Markdown between two lines, with its line; None where it is not mere prose."""
        lines = [line for line in self.lines if start < line.number < end]
        filled = [at for at, line in enumerate(lines) if not page_rest.is_nothing(line)]
        lines = lines[filled[0] : filled[-1] + 1] if filled else []
        source = _introduction("\n".join(line.text for line in lines), self.references)
        if not source:
            return None
        self.told.update(line.number for line in lines)
        return source, lines[0].number

    def group(self, taken: Sequence[Table]) -> None:
        """Make a group of each table that has a heading of its own above it."""
        groups: dict[str, dict[str, str]] = {}
        keys: dict[str, str] = {}
        names = merge_rows.Names()
        for table in taken:
            if table.section is None or table.section == self.heading:
                continue
            title = table.title_of(table.section)
            if title and title not in keys:
                key = naming.kebab(title)
                key = key if key[:1].isalpha() else f"group-{key}".rstrip("-")
                key = keys[title] = names.free(key, "-")
                groups[key] = {"title": title}
                self.told.add(table.section.line)
                self.notes.say("recognised", table.section.line, f"the group {key}, '{title}'")
                if found := self._prose(table.section.line, table.line):
                    groups[key]["description"] = found[0]
                    self.notes.say("recognised", found[1], "text below a heading, of its group")
                if len(groups) == 1:
                    self._set("groups", groups, table.section.line)
            table.group = keys.get(title)

    def say_beside(self, taken: Sequence[Table]) -> None:
        """Tell what else stands on the page, which the catalog does not have."""
        for table in self.tables:
            rows = (table.source.header, table.source.delimiter, *table.source.rows)
            self.told.update(row.line for row in rows)
        self.told.update(line.number for line in self.lines if _REFERENCE.match(line.text))
        inside = self.inside if any(table.in_matter for table in taken) else []
        for lines in (inside, self.lines):
            for run in page_rest.runs(lines, self.told):
                self.notes.say("left out", run[0].number, page_rest.named(run, self.outline))

    def options(self, taken: Sequence[Table], entries: Sequence[Record]) -> dict[str, object]:
        """Return the options of a Docusaurus target that gives the page back."""
        matter = {name: value for name, (value, _) in self.matter.items()}
        if matter.get("title") == self.root.fields.get("title"):
            matter.pop("title", None)
        headings: dict[str, str] = {}
        for table in taken:
            matter.pop(table.in_matter, None)
            for column in table.columns:
                if column.field in column_headings():
                    headings.setdefault(str(column.field), column.heading)
        used = {name for entry in entries for name in entry.fields}
        added = [name for name in column_headings() if name in used and name not in headings]
        early = [name for name in added if name in ("http_status", "code", "title")]
        late = [name for name in added if name not in early]
        usual = column_headings()
        options = {
            "front_matter": matter,
            "delimiter": "flush" if taken[0].is_flush() else "spaced",
            "align": all(table.is_aligned() for table in taken) and None,
            "columns": [*early, *headings, *late],
            "headings": {
                name: said for name, said in headings.items() if said and said != usual[name]
            },
        }
        return {name: value for name, value in options.items() if value not in ({}, None)}


_REFERENCE = re.compile(r" {0,3}\[[^\]]+\]:\s*\S")
_MORE_THAN_PROSE = re.compile(
    r"\A(?: {4}|\t)|^[ \t]*(?:import|export|:::|<[A-Z/!]|\{|\|)|<(?:table|details)\b", re.MULTILINE
)


def _introduction(text: str, references: Mapping[str, object]) -> str | None:
    """Return blocks of a page as Markdown of a catalog; None where they are more than that."""
    if len(text) > markup.LENGTH_LIMIT or _MORE_THAN_PROSE.search(text):
        return None
    paragraphs = (markup.read(part, references).markdown for part in re.split(r"\n{2,}", text))
    plain = re.sub(r"\\([{}<])", r"\1", text)
    try:
        wanted = markdown.normal_page(text)
        spelled = (one for one in (plain, text) if markdown.normal(one) == wanted)
        return next(spelled, None) or "\n\n".join(filter(None, paragraphs)) or None
    except RecursionError:
        return None
