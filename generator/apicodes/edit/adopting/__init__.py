"""Hand edits of outputs, as edits of the catalog: texts, flags and numbers.

Three versions of each value are compared: what the output says, what the catalog makes it say, and
what both said when they last agreed. A value that only the output changed goes to the catalog; one
that only the catalog changed is out of date in the output. Then the edited catalog has to make the
outputs say what they say now. Rows that were added, removed or moved are refused, with what to do.
"""

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy

from msgspec import Struct

from apicodes import targets
from apicodes.compare.differences import same
from apicodes.compare.record import Record, Records, Unreadable
from apicodes.edit.adopting import rows, values
from apicodes.edit.adopting.edited_text import as_markdown
from apicodes.edit.adopting.values import field_kind
from apicodes.edit.catalog_edits import Files
from apicodes.edit.text_edits import Edit
from apicodes.lint import Steps
from apicodes.loading import Source
from apicodes.outputs import rendering, round_trip, statements
from apicodes.outputs.rendering import Output
from apicodes.problems import Location, Problem, ProblemsFound
from apicodes.text.display import cut, pair

_BY_HAND = "nothing was written; edit the catalog, or undo the edit"
_NOT_A_FIELD = "no field of the catalog takes it back"
_ONLY_PLAIN = "adopt takes texts, flags and numbers alone"
_CHANGED = "the catalog changed this value too"
_UNCOMMITTED = "no commit has this entry in the file and the catalog: either may be newer"


class _Row(Struct, frozen=True):
    """A row of an edited output, or what it says beside its rows.

    `base` is what the catalog made of it when both last agreed, and `current` what it makes of it;
    None where it makes no such row. `at` is the index of the row among those of the catalog.
    """

    new: Record
    base: Record | None
    current: Record | None
    at: int | None = None

    def versions(self, name: str) -> tuple[object, object, object]:
        """Return what the output says of a field, what it last agreed on, and the catalog."""
        new, base, current = (
            record.fields.get(name) if record else None
            for record in (self.new, self.base or self.current, self.current)
        )
        return new, base, current


class _Edited(Struct, frozen=True):
    """An edited output: its path, what it says, and its rows."""

    output: Output
    path: str
    new: Records
    root: _Row
    rows: Sequence[_Row]

    def location(self, row: _Row, name: str) -> Location:
        """Return where it says a field of a row, or what it says beside its rows."""
        line = row.new.lines.get(name) if row is self.root else row.new.line_of(name)
        return Location(self.path, line)

    def label(self, row: _Row, name: str) -> str:
        """Return how messages call the field."""
        words = name.replace("http_status", "HTTP status").replace("status_d", "status d")
        return words if row is self.root else f"{row.new.label}: {words}"


class Adoption:
    """The edits of one catalog that its edited outputs ask for."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._catalog = files.source.catalog
        self._index = {entry.key: at for at, entry in enumerate(self._catalog.entries)}
        self._outputs: list[_Edited] = []
        self._edits: dict[Steps, tuple[Edit, Location]] = {}
        self._problems: dict[object, Problem] = {}

    def take(self, output: Output, path: str, text: str, base: Source | None) -> None:
        """Take the edits of an output; `base` is the catalog that it last agreed with, if known."""
        if base is None:
            message = (
                "git has no commit in which the file and the catalog agree: either may be newer"
            )
            hint = "if the file was edited by hand, see: apicodes adopt --force --diff"
            self._refuse(Location(path), message, hint)
            return
        try:
            edited = self._edited(output, path, text, base)
        except Unreadable as error:
            message = f"the file cannot be read: {error.message}"
            self._refuse(Location(path, error.line), message)
            return
        self._outputs.append(edited)
        if output.template is None:
            self._take_root(edited)
        for row in edited.rows:
            self._take_row(edited, row)

    def result(self) -> Files:
        """Return the edited catalog. Raises `ProblemsFound` with all that cannot go back."""
        files = self._files
        try:
            files = files.edited(edit for edit, _ in self._edits.values())
            for edited in self._outputs:
                self._check(edited, files.source)
        except ProblemsFound as error:
            self._problems |= {problem: problem for problem in error.problems}
        if self._problems:
            problems = dict.fromkeys(self._problems.values())
            raise ProblemsFound(sorted(problems, key=lambda each: each.location.line or 0))
        return files

    def _refuse(
        self, where: Location, message: str, hint: str = _BY_HAND, key: object = None
    ) -> None:
        """Keep the first problem with a key."""
        problem = Problem(where, "not-adopted", message, hint)
        self._problems.setdefault(key or problem, problem)

    def _edited(self, output: Output, path: str, text: str, base: Source) -> _Edited:
        """Read an edited output, and match its rows. Raises `Unreadable`."""
        new = statements.of_text(output, text)
        current = before = _expected(output, self._files.source, new)
        if base.catalog != self._catalog:
            before = _expected(output, base, deepcopy(new))
        keys = [[record.key for record in records.entries] for records in (new, current)]
        reference = current if keys[0] == keys[1] else before
        refused = rows.structure(reference.entries, new.entries)
        for line, message, hint in refused:
            self._refuse(Location(path, line), message, hint)
        places = {identity: at for at, identity in enumerate(_identities(current))}
        bases = dict(zip(_identities(before), before.entries, strict=True))
        matched = [
            _Row(
                record,
                bases.get(identity),
                None if (at := places.get(identity)) is None else current.entries[at],
                at,
            )
            for identity, record in zip(_identities(reference), new.entries, strict=False)
        ]
        root = _Row(new.root, before.root, current.root)
        return _Edited(output, path, new, root, [] if refused else matched)

    def _is_edited(self, edited: _Edited, row: _Row, name: str) -> bool:
        """Return whether only the output changed a value that agreed with the catalog."""
        new, base, current = row.versions(name)
        if same(new, current) or (row.base and same(new, base)):
            return False
        if row.base is None or not same(base, current):
            self._refuse_value(edited, row, name, _CHANGED if row.base else _UNCOMMITTED)
            return False
        return True

    def _take_root(self, edited: _Edited) -> None:
        target = targets.module(edited.output.target.kind)
        for name, (steps, held) in target.catalog_texts(self._catalog).items():
            new, _, current = edited.root.versions(name)
            if new is None or not self._is_edited(edited, edited.root, name):
                continue
            text = as_markdown(held, current, new, edited.new.root.texts.get(name))
            if text is None:
                self._refuse_value(edited, edited.root, name)
            else:
                self._add(Edit(steps, text), edited, edited.root, name)
        for leftover in dict.fromkeys(edited.new.leftovers):
            where = Location(edited.path, leftover.line)
            self._refuse(where, f"{cut(leftover.text)} has no place in the catalog")

    def _take_row(self, edited: _Edited, row: _Row) -> None:
        if row.current is None:
            names = {*row.new.fields, *(row.base or row.new).fields}
            if any(not same(*row.versions(name)[:2]) for name in names):
                where = Location(edited.path, row.new.line)
                self._refuse(where, f"{row.new.label}: the catalog no longer has this entry")
            return
        index = self._index[row.current.entry or ""]
        for name in dict.fromkeys((*row.current.fields, *row.new.fields)):
            # What is made from fields is compared once these are edited.
            is_field = field_kind(name) is not None or name.startswith("x-")
            if not is_field or not self._is_edited(edited, row, name):
                continue
            entry = self._catalog.entries[index]
            wanted = values.edits(entry, row.current, row.new, name)
            if wanted is None:
                self._refuse_value(edited, row, name)
            for edit in wanted or ():
                steps = ("codes", index, *edit.steps)
                self._add(Edit(steps, edit.value, edit.action), edited, row, name)

    def _add(self, edit: Edit, edited: _Edited, row: _Row, name: str) -> None:
        where = edited.location(row, name)
        known, other = self._edits.setdefault(edit.steps, (edit, where))
        if not same(known.value, edit.value):
            left, right = pair(edit.value, known.value)
            message = f"{edited.label(row, name)}: {left} here, but {right} at {other}"
            hint = "nothing was written; let both say the same, or undo one of the edits"
            self._refuse(where, message, hint, (edited.path, row.at, name))

    def _refuse_value(self, edited: _Edited, row: _Row, name: str, reason: str = "") -> None:
        """Keep a value that adopt cannot take."""
        target = targets.module(edited.output.target.kind)
        if row is edited.root and edited.output.template is not None:
            reason = "the template may have made some of this text"
        general = _ONLY_PLAIN if field_kind(name) == "data" else _NOT_A_FIELD
        by_name = target.REASONS.get(name) or target.REASONS.get(name.partition(":")[0], general)
        new, _, current = row.versions(name)
        right, left = pair(current, new)
        difference = f"{target.NOUN} has {left}, catalog has {right}"
        message = f"{edited.label(row, name)}: {difference}: {reason or by_name}"
        self._refuse(edited.location(row, name), message, key=(edited.path, row.at, name))

    def _check(self, edited: _Edited, source: Source) -> None:
        """Keep each edited place that does not say what the edited catalog makes it say."""
        expected = _expected(edited.output, source, deepcopy(edited.new))
        pairs = [(edited.root, expected.root)]
        pairs += [(row, expected.entries[row.at]) for row in edited.rows if row.at is not None]
        for row, after in pairs:
            for name in dict.fromkeys(
                (*(row.current or after).fields, *row.new.fields, *after.fields)
            ):
                new, base, _ = row.versions(name)
                if not same(new, base) and not same(new, after.fields.get(name)):
                    self._refuse_value(edited, row, name)


def _expected(output: Output, source: Source, new: Records) -> Records:
    """Return what a catalog makes an output say; nothing where it makes no such output.

    Where its template is a user's, both are cut to what they have in common.
    """
    outputs = rendering.outputs_of(output.target, source)
    same_path = (each for each in outputs if each.part.path == output.part.path)
    current = next(same_path, None)
    expected = statements.of_catalog(current) if current else Records(Record({}), [])
    if output.template is not None:
        target = targets.module(output.target.kind)
        round_trip.drop_skeleton(new, expected, output.target.kind)
        carried = target.carries(output.target.options)
        round_trip.drop_fields_not_rendered(new, expected, carried)
    return expected


def _identities(records: Records) -> list[tuple[str | None, int]]:
    """Return for each row the key of its entry, and the number of rows of that entry above it."""
    counts: Counter[str | None] = Counter()
    identities = []
    for record in records.entries:
        identities.append((record.entry, counts[record.entry]))
        counts[record.entry] += 1
    return identities
