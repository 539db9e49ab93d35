"""Hand edits of outputs, as edits of the catalog: texts, flags and numbers.

What an edited output says is compared with what the catalog makes it say. Each difference becomes
an edit of the catalog; then the edited catalog has to make the output say what it says now. A
place that repeats a fact and was not edited may still say the old value. Rows that were added,
removed or moved are refused, with what to do in the catalog.
"""

import io
import re
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from apicodes import targets
from apicodes.compare.differences import same
from apicodes.compare.record import Record, Records, Unreadable
from apicodes.edit.adopting import edited_text, values
from apicodes.edit.adopting.rows import Row, match
from apicodes.edit.adopting.values import Steps
from apicodes.edit.catalog_edits import Files
from apicodes.edit.text_edits import Edit
from apicodes.loading import Source
from apicodes.outputs import rendering, round_trip, statements
from apicodes.outputs.rendering import Output
from apicodes.problems import Location, Problem, ProblemsFound
from apicodes.text.display import cut, pair

Edits = dict[str, dict[Steps, Edit]]
"""Edits by the file of the catalog and the steps in it."""

BY_HAND = "nothing was written; edit the catalog, or undo the edit"


def edits(output: Output, files: Files, path: str, text: str) -> Edits:
    """Return the edits of the catalog that an edited output asks for.

    `path` is how messages call the output. Raises `ProblemsFound` with all that adopt cannot take.
    """
    return _Output(output, files, path, text).edits()


class _Output:
    """One edited output, against the catalog that it was made from."""

    def __init__(self, output: Output, files: Files, path: str, text: str) -> None:
        self.output = output
        self.files = files
        self.path = path
        self.catalog = files.source.catalog
        self.noun = targets.module(output.target.kind).NOUN
        self.found: Edits = {}
        self.places: dict[tuple[str, Steps], int | None] = {}
        self.problems: list[Problem] = []
        try:
            self.new = statements.of_text(output, text)
        except Unreadable as error:
            self.refuse(error.line, f"the file cannot be read: {error.message}")
            raise ProblemsFound(self.problems) from None
        self.old = self._expected(files.source, self.new)

    def refuse(self, line: int | None, message: str, hint: str = BY_HAND) -> None:
        """Keep what adopt cannot take."""
        self.problems.append(Problem(Location(self.path, line), "not-adopted", message, hint))

    def refuse_value(
        self, record: Record | None, name: str, line: int | None, *values: Any
    ) -> None:
        """Keep a value that adopt cannot take: the old and the new one."""
        left, right = pair(values[1], values[0])
        label = f"{record.label}: " if record else ""
        words = name.replace("http_status", "HTTP status").replace("status_d", "status d")
        message = f"{label}{words}: {self.noun} has {left}, catalog has {right}: {_reason(name)}"
        self.refuse(line, message)

    def edits(self) -> Edits:
        """Return the edits, which explain all that the output says."""
        matched = match(self.old.entries, self.new.entries)
        rows = [row for row in matched if isinstance(row, Row)]
        for refused in matched:
            if not isinstance(refused, Row):
                self.refuse(refused.line, refused.message, refused.hint)
        self._root()
        for row in rows:
            self._row(row)
        self._check(rows)
        if self.problems:
            order = sorted(dict.fromkeys(self.problems), key=lambda each: each.location.line or 0)
            raise ProblemsFound(order)
        return self.found

    def _expected(self, source: Source, new: Records) -> Records:
        """Return what a catalog makes the output say.

        Where its template is a user's, both are cut to what they have in common.
        """
        outputs = (
            each
            for each in rendering.outputs_of(self.output.target, source)
            if each.part.path == self.output.part.path
        )
        output = next(outputs, None)
        if output is None:
            self.refuse(None, "the edited catalog would make no such file")
            raise ProblemsFound(self.problems)
        expected = statements.of_catalog(output)
        if self.output.template is not None:
            carried = targets.module(output.target.kind).carries(output.target.options)
            round_trip.drop_skeleton(new, expected, self.output.target.kind)
            round_trip.drop_fields_not_rendered(new, expected, carried)
        return expected

    def _root(self) -> None:
        if self.output.template is not None:
            for name in round_trip.introductions(self.old.root.fields | self.new.root.fields):
                old, new = (each.root.fields.get(name) for each in (self.old, self.new))
                if not same(old, new):
                    message = f"{name}: the template may have made some of this text"
                    self.refuse(self.new.root.lines.get(name), message)
            return
        for name, edit in values.of_catalog(self.catalog, self.old.root, self.new.root):
            line = self.new.root.lines.get(name)
            if edit is None:
                old, new = (each.root.fields[name] for each in (self.old, self.new))
                self.refuse_value(None, name, line, old, new)
            else:
                where = self.files.source.positions.locate(*edit.steps).path
                self._add(where, edit, line)
        for leftover in dict.fromkeys(self.new.leftovers):
            self.refuse(leftover.line, f"{cut(leftover.text)} has no place in the catalog")

    def _row(self, row: Row) -> None:
        keys = [entry.key for entry in self.catalog.entries]
        index = keys.index(row.old.entry or "")
        path, number = self.files.positions()[index]
        for name in dict.fromkeys((*row.old.fields, *row.new.fields)):
            old, new = row.old.fields.get(name), row.new.fields.get(name)
            if same(old, new) or (values.field_kind(name) is None and not name.startswith("x-")):
                continue  # What is made from fields is compared once these are edited.
            wanted = values.edits(self.catalog.entries[index], row, name, self._source)
            if wanted is None:
                self.refuse_value(row.new, name, row.new.line_of(name), old, new)
            for edit in wanted or ():
                steps = ("codes", number, *edit.steps)
                self._add(path, Edit(steps, edit.value, edit.action), row.new.line_of(name))

    def _source(self, held: str | None, record: Record, name: str, before: Any) -> str | None:
        """Return an edited description as the Markdown of the catalog."""
        after = record.fields[name]
        is_cell = getattr(self.output.target.options, "layout", None) == "table"
        if name not in record.texts:
            return edited_text.of_text(held, before, after) if isinstance(after, str) else None
        text = record.texts[name]
        return (edited_text.of_cell if is_cell else edited_text.of_blocks)(held, text)

    def _add(self, path: str, edit: Edit, line: int | None) -> None:
        known = self.found.setdefault(path, {}).setdefault(edit.steps, edit)
        if not same(known.value, edit.value):
            left, right = pair(edit.value, known.value)
            self.refuse(
                line,
                f"{self.noun} has {left} here, and {right} on line "
                f"{self.places[path, edit.steps]}: only one of them can go back to the catalog",
            )
        self.places.setdefault((path, edit.steps), line)

    def _check(self, rows: Sequence[Row]) -> None:
        """Keep each place that says neither what the catalog says nor what the edited one says."""
        try:
            source = self.files.edited(by_file(self.found)).source
            expected = self._expected(source, deepcopy(self.new))
        except ProblemsFound as error:
            self.problems += error.problems
            return
        self._check_record(None, self.old.root, self.new.root, expected.root)
        for row, record in zip(rows, expected.entries, strict=False):
            self._check_record(row.new, row.old, row.new, record)

    def _check_record(self, label: Record | None, old: Record, new: Record, after: Record) -> None:
        for name in dict.fromkeys((*old.fields, *new.fields, *after.fields)):
            held, value = old.fields.get(name), new.fields.get(name)
            if not same(value, held) and not same(value, after.fields.get(name)):
                line = new.line_of(name) if label else new.lines.get(name)
                self.refuse_value(label, name, line, held, value)


def by_file(edits_by_path: Edits) -> dict[str, list[Edit]]:
    """Return edits as `Files.edited` takes them."""
    return {path: list(edits.values()) for path, edits in edits_by_path.items()}


def merged(asked: Mapping[str, Edits]) -> Edits:
    """Return what several outputs ask for, by their paths.

    Raises `ProblemsFound` where two of them disagree.
    """
    together: Edits = {}
    origins: dict[tuple[str, Steps], str] = {}
    problems = []
    for output, path, edit in _each(asked):
        known = together.setdefault(path, {}).setdefault(edit.steps, edit)
        other = origins.setdefault((path, edit.steps), output)
        if not same(known.value, edit.value):
            name = ".".join(map(str, edit.steps))
            message = f"{name}: '{edit.value}' here, and '{known.value}' in {other}"
            hint = "nothing was written; let both say the same, or undo one of the edits"
            problems.append(Problem(Location(output), "not-adopted", message, hint))
    if problems:
        raise ProblemsFound(problems)
    return together


def _each(asked: Mapping[str, Edits]) -> Iterator[tuple[str, str, Edit]]:
    for output, by_path in asked.items():
        for path, edits in by_path.items():
            for edit in edits.values():
                yield output, path, edit


def comments(output: Output, text: str, rendered: str) -> list[tuple[int, str]]:
    """Return the comments of an output that no view holds and that are not rendered anew."""
    comments: list[tuple[int, str]] = []
    kind, is_file = output.target.kind, output.part.region is None
    if kind == "python":
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        comments = [
            (token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT
        ]
    elif kind == "openapi" or (kind == "docusaurus" and is_file):
        lines = text.split("\n")
        if kind == "docusaurus":
            lines = lines[: lines.index("---", 1)] if "---" in lines[1:] else []
        comments = [(at, line.strip()) for at, line in enumerate(lines, 1) if _COMMENT.match(line)]
    return [(line, comment) for line, comment in comments if comment not in rendered]


_COMMENT = re.compile(r" *#")


def _reason(name: str) -> str:
    if name in ("identifier", "type", "type_name", "table", "exported"):
        return "a generated name; 'name' and 'type_name' in the catalog give it"
    if name.startswith("front matter: "):
        return "it comes from the settings"
    return _REASONS.get(name, "no field of the catalog takes it back")


_REASONS = {
    "url": "it is made of the entry's key and 'docs_url' in the catalog",
    "struck through": "a row is struck through where its entry is deprecated",
    "anchor": "a row has an anchor where links lead to it",
    "row": "the summary repeats the sections; edit the section",
    "group of the section": "the group of the entry in the catalog gives it",
    "columns": "headings and columns come from the settings",
    "documentation": "it repeats the fields of the entry; edit them in the table of all entries",
    "introduction": "it repeats the title and description of the catalog; edit them there",
    "deprecated": "it is put together from several fields; edit them in the catalog",
    "links": "adopt takes texts, flags and numbers alone",
    "examples": "adopt takes texts, flags and numbers alone",
}
