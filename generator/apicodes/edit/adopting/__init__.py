"""Edits that somebody made in an output, taken back to the catalog, text by text.

What the file says is compared with what the catalog makes it say. Each difference becomes an edit
of the catalog; then the edited catalog has to make the file say what it says now. A place that
repeats a fact and was not edited may still say what it said; any other difference is refused.
"""

import io
import re
import tokenize
from collections.abc import Sequence
from contextlib import suppress
from copy import deepcopy
from itertools import islice

from msgspec import Struct

from apicodes import targets
from apicodes.compare.differences import same
from apicodes.compare.record import Reading, Unreadable
from apicodes.edit.adopting import origins, pairs, structure
from apicodes.edit.adopting.explained import Left, unexplained
from apicodes.edit.adopting.origins import Parts
from apicodes.edit.adopting.proposals import Proposals, Steps
from apicodes.edit.catalog_edits import Files
from apicodes.edit.text_edits import Edit
from apicodes.loading import Source
from apicodes.outputs import jobs, round_trip, statements
from apicodes.outputs.jobs import Task
from apicodes.problems import Location, Problem, ProblemsFound
from apicodes.text.display import cut
from apicodes.text.lines import without_endings


class Asked(Struct, frozen=True):
    """The edits that one output asks for: of values, then of entries, by file of the catalog."""

    path: str
    values: dict[tuple[str, Steps], Edit]
    structure: dict[str, list[Edit]]

    @property
    def rounds(self) -> list[dict[str, list[Edit]]]:
        """The edits in the order in which they are made."""
        values: dict[str, list[Edit]] = {}
        for (path, _), edit in self.values.items():
            values.setdefault(path, []).append(edit)
        return [values, self.structure]


def asked(task: Task, files: Files, path: str, text: str) -> Asked:
    """Return what an edited output asks for. Raises `ProblemsFound` with all that cannot go back.

    `path` is how messages call it.
    """
    return _Output(task, files, path, text).asked()


def _order(problem: Problem) -> tuple[str, int]:
    return problem.location.path, problem.location.line or 0


TRIALS = 12
"""How many origins of one text are tried."""


class _Output:
    """One edited output, against the catalog that it was made from."""

    def __init__(self, task: Task, files: Files, path: str, text: str) -> None:
        self.job = job = task.job
        self.template = task.template
        self.path = task.part.path
        self.files = files
        try:
            self.said = statements.of_text(task, text)
        except Unreadable as error:
            where = Location(path, error.line)
            message = f"the file cannot be read: {error.message}"
            raise ProblemsFound([Problem(where, "not-adopted", message)]) from None
        self.old = self._projected(files.source, self.said)
        self.rows = pairs.pairs(self.old.entries, self.said.entries)
        is_page = job.target == "docusaurus"
        lines = without_endings(text) if is_page else []
        columns = self.said.root.fields.get("columns", ()) if is_page else ()
        self.proposals = Proposals(path, round_trip.NOUNS[job.target], files, lines, columns)

    def _projected(self, source: Source, said: Reading | None = None) -> Reading:
        """Return what the catalog makes the output say, as far as its template carries it."""
        target = targets.module(self.job.target)
        tasks = jobs.tasks(self.job, source)
        task = next((each for each in tasks if each.part.path == self.path), None)
        if task is None:
            message = "the edited catalog would make no such file"
            raise ProblemsFound([Problem(Location(self.path), "not-adopted", message)])
        reading = statements.of_catalog(task)
        if self.template is not None:
            said = said or deepcopy(self.said)
            round_trip.forget_the_unsaid(said, reading, target.carries(self.job.options))
        return reading

    def asked(self) -> Asked:
        """Return the edits, which explain all that the output says."""
        proposals = self.proposals
        structure.propose(proposals, self.rows)
        if self.template is not None:
            self._tell_introductions()
        else:
            proposals.root(self.old, self.said)
            for leftover in dict.fromkeys(self.said.leftovers):
                proposals.tell(leftover.line, f"{cut(leftover.text)} has no place in the catalog")
        try:
            taken = [(its, self._take_origin(its)) for its in self._left()]
            new = self._edited()
            for its in unexplained(self.old, self.said, new, self.rows):
                parts = next((parts for left, parts in taken if left == its), None)
                if parts is None or not self._is_made_of(its, parts, new):
                    proposals.refuse(its.label, its.name, its.line, its.old, its.said)
        except ProblemsFound as error:
            proposals.problems += error.problems
        if proposals.problems:
            raise ProblemsFound(sorted(dict.fromkeys(proposals.problems), key=_order))
        return self._asked()

    def _tell_introductions(self) -> None:
        """Tell where the introduction changed: a template of the user's may say more in it."""
        for name in round_trip.introductions(self.old.root.fields | self.said.root.fields):
            old, said = (its.root.fields.get(name) for its in (self.old, self.said))
            if not same(old, said):
                line = self.said.root.lines.get(name)
                self.proposals.tell(line, f"{name}: the template may have made some of this text")

    def _asked(self) -> Asked:
        its = self.proposals
        return Asked(its.path, its.values, its.structure)

    def _edited(self) -> Reading:
        """Return what the catalog with the edits so far makes the output say."""
        return self._projected(self.files.edited(*self._asked().rounds).source)

    def _left(self) -> list[Left]:
        """Return what the edits so far do not explain."""
        return unexplained(self.old, self.said, self._edited(), self.rows)

    def _take_origin(self, left: Left) -> Parts | None:
        """Ask for the edits of the texts that make another one what it is now, if these are clear.

        Alone they have to make it so: other texts in it may be edited elsewhere in the file.
        """
        found = []
        for parts in islice(origins.of(left, self.files.source.catalog), TRIALS):
            edits: dict[str, list[Edit]] = {}
            for key, steps, text in parts.changed:
                path, steps = self._place(key, steps)
                edits.setdefault(path, []).append(Edit(steps, text))
            with suppress(ProblemsFound):
                reading = self._projected(self.files.edited(edits).source)
                if same(left.value(reading, left.row), left.said):
                    found.append(parts)
        if len(found) != 1:
            return None
        for key, steps, text in found[0].changed:
            path, steps = self._place(key, steps)
            self.proposals.add(path, steps, text, left.line)
        return found[0]

    def _is_made_of(self, left: Left, parts: Parts, new: Reading) -> bool:
        """Return whether a text will be the same one with nothing but other texts in it."""
        texts = []
        for key, steps, text in parts.texts:
            edit = self.proposals.values.get(self._place(key, steps))
            texts.append(text if edit is None else str(edit.value))
        return same(left.value(new, left.at), parts.filled(texts))

    def _place(self, key: str | None, steps: Steps) -> tuple[str, Steps]:
        """Return the file in which a text stands, and the steps to it there."""
        if key is None:
            where = self.files.source.place.locate(*steps).path
            return where, steps
        keys = [entry.key for entry in self.files.source.catalog.entries]
        path, number = self.files.positions()[keys.index(key)]
        return path, ("codes", number, *steps)


def merged(found: Sequence[Asked]) -> Asked:
    """Return what several outputs ask for. Raises `ProblemsFound` where they disagree."""
    values: dict[tuple[str, Steps], Edit] = {}
    by: dict[tuple[str, Steps], str] = {}
    structures: dict[str, list[Edit]] = {}
    problems = []
    for its in found:
        for key, edit in its.values.items():
            if values.get(key, edit) != edit:
                message = f"'{edit.value}' here, and '{values[key].value}' in {by[key]}"
                hint = "nothing was written; let both say the same, or undo one of the edits"
                name = ".".join(map(str, edit.steps))
                where = Location(its.path)
                problems.append(Problem(where, "not-adopted", f"{name}: {message}", hint))
            values[key], by[key] = edit, its.path
        for path, edits in its.structure.items():
            known = structures.setdefault(path, edits)
            if known != edits:
                message = f"entries come, go or move here and in another file otherwise ({path})"
                hint = "nothing was written; change the entries in the catalog by hand"
                problems.append(Problem(Location(its.path), "not-adopted", message, hint))
    if problems:
        raise ProblemsFound(problems)
    return Asked("", values, structures)


def comments(task: Task, text: str, rendered: str) -> list[tuple[int, str]]:
    """Return the comments of an output that no reading holds and that are not made anew."""
    found: list[tuple[int, str]] = []
    target, in_file = task.job.target, task.part.region is None
    if target == "python":
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        found = [(its.start[0], its.string) for its in tokens if its.type == tokenize.COMMENT]
    elif target == "openapi" or (target == "docusaurus" and in_file):
        lines = text.split("\n")
        if target == "docusaurus":
            lines = lines[: lines.index("---", 1)] if "---" in lines[1:] else []
        found = [(at, line.strip()) for at, line in enumerate(lines, 1) if _COMMENT.match(line)]
    return [its for its in found if its[1] not in rendered]


_COMMENT = re.compile(r" *#")
