"""The law: what was rendered, read back, says what the catalog says.

`read(render(part)) == project(part)`: nothing that breaks it is written. The same comparison
tells what a file that somebody changed says otherwise.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from msgspec import Struct
from msgspec.structs import replace

from apicodes import targets
from apicodes.compare.differences import Change, compare
from apicodes.compare.record import Reading, Unreadable
from apicodes.compare.view import View
from apicodes.loading import Source
from apicodes.outputs import statements
from apicodes.outputs.jobs import Rendered, Task
from apicodes.problems import OUR_BUG, PROBLEMS_FOUND, Location, Problem
from apicodes.text.display import cut, pair

SHOWN_PROBLEMS = 20
"""How many differences of one file are problems of their own."""


NOUNS = {
    "docusaurus": "page",
    "python": "module",
    "openapi": "fragment",
    "typescript": "file",
}
"""How messages call the output of each target."""


class Difference(Struct, frozen=True):
    """One thing that a file says otherwise than the catalog: its line, and in words."""

    line: int | None
    text: str


def exit_code(task: Task) -> int:
    """Return the exit code where the law fails: 3 for a built-in template, 1 for a user's."""
    return OUR_BUG if task.template is None else PROBLEMS_FOUND


def problems(rendered: Rendered, path: str) -> list[Problem]:
    """Return where a text that was rendered does not say what the catalog says.

    A template of the user's may leave out what the target only repeats, and may say more.
    """
    task, text = rendered.task, rendered.text
    job = task.job
    if job.target == targets.OF_USER:
        return []
    found = differences(task, text, rendered.view)
    if job.notice is not None and not targets.bears(text, job.notice):
        found.append(Difference(1, "none of the first ten lines holds the notice"))
    if len(found) > SHOWN_PROBLEMS:
        more = Difference(None, f"and {len(found) - SHOWN_PROBLEMS} more")
        found = [*found[:SHOWN_PROBLEMS], more]
    problems = [Problem(Location(path, its.line), "read-back", its.text) for its in found]
    return [*problems[:-1], *(replace(last, hint=_hint(task)) for last in problems[-1:])]


def _hint(task: Task) -> str:
    if task.template is None:
        return "nothing was written; this is a bug of apicodes: please report it, with the catalog"
    return f"nothing was written; mend the template '{task.template}'"


def differences(task: Task, text: str, view: View | None = None) -> list[Difference]:
    """Return what a file says otherwise than the catalog, or where it cannot be read.

    `view` is what it ought to say, where that is known already.
    """
    if task.job.target == targets.OF_USER:
        return []
    try:
        return list(_differences(task, text, view))
    except Unreadable as error:
        return [Difference(error.line, f"cannot be read: {error.message}")]


def _differences(task: Task, text: str, view: View | None) -> Iterator[Difference]:
    job, source = task.job, task.source
    own = task.template is None
    target = targets.module(job.target)
    said = statements.of_text(task, text)
    projected = statements.of_catalog(task, view)
    if not own:
        forget_the_unsaid(said, projected, target.carries(job.options))
    changes = compare(said, projected)
    # Most files say what they ought to, and a catalog may have a file for each entry.
    entries = source.catalog.entries if changes else ()
    index = {entry.key: number for number, entry in enumerate(entries)}
    known = {record.key for record in projected.entries} if changes else set()
    for change in changes:
        words = _in_words(change, source, index, NOUNS[job.target])
        if change.kind == "removed" and change.record.key in known:
            words = f"{_label(change)}: stands here once more than in the catalog"
        yield Difference(_line(change), words)
    # What a user's template adds is the user's, unless what ought to be there may be in it.
    if own or any(change.kind == "added" for change in changes):
        for leftover in dict.fromkeys(said.leftovers):
            yield Difference(leftover.line, f"{cut(leftover.text)} does not belong here")


_INTRODUCTION = re.compile(r"introduction|(?:group-.*: )?description")


def introductions(names: Iterable[str]) -> list[str]:
    """Return the fields of a whole output that a template of the user's may say more in."""
    return list(filter(_INTRODUCTION.fullmatch, names))


def forget_the_unsaid(said: Reading, projected: Reading, carried: frozenset[str]) -> None:
    """Take from the projection what it only repeats, and what the file does not hold of it."""
    names = {name for record in said.entries for name in record.fields} | carried
    for record in projected.entries:
        record.fields = {name: its for name, its in record.fields.items() if name in names}
    known = {name for record in projected.entries for name in record.fields}
    for record in said.entries:
        record.fields = {name: its for name, its in record.fields.items() if name in known}
    root = said.root.fields.keys() & projected.root.fields.keys()
    for whole in (said.root, projected.root):
        whole.fields = {name: its for name, its in whole.fields.items() if name in root}
    for name in introductions(root):
        if projected.root.fields[name] in said.root.fields[name]:
            said.root.fields[name] = projected.root.fields[name]


def _line(change: Change) -> int | None:
    if change.old is None:
        return None
    if not change.of_entry:
        return change.old.lines.get(change.field or "")
    return change.old.line_of(change.field) if change.field else change.old.line


def _in_words(change: Change, source: Source, index: dict[str, int], noun: str) -> str:
    """Return a change as a sentence; `old` is the file, `new` the catalog."""
    label = _label(change)
    where = _place(change, source, index)
    match change.kind:
        case "added":
            return f"{label}: missing in the {noun}, the catalog has it ({where})"
        case "removed":
            return f"{label}: not in the catalog"
        case "moved":
            return f"{label}: stands elsewhere in the catalog ({where})"
        case _:
            label = f"{label}: " if change.of_entry else ""
            values = [change.old_value, change.new_value]
            if noun == "page" and change.field in NORMAL_FORMS:
                values = [unescape(its) if isinstance(its, str) else its for its in values]
            old, new = pair(*values)
            said = f"{noun} has {old}, catalog has {new}"
            return f"{label}{_name(change)}: {said}" + (f" ({where})" if where else "")


def _label(change: Change) -> str:
    return cut(change.record.label, quoted=False)


def _name(change: Change) -> str:
    """Return how a message calls the field of a change."""
    field = change.field or ""
    return field.replace("http_status", "HTTP status").replace("status_d", "status d")


NORMAL_FORMS = ("description", "deprecated")
"""The fields of a page whose values are Markdown in its normal form, which is HTML."""

ORIGINS = {"status_descriptions": "http_status", "documentation": "description"}
"""The fields of a catalog that others are made from."""


def _place(change: Change, source: Source, index: dict[str, int]) -> Location | None:
    """Return where the catalog says what a change is about."""
    field = ORIGINS.get(change.field or "", change.field)
    entry = change.new.entry if change.new is not None else None
    if entry in index:
        return source.positions.locate("codes", index[entry], *([field] if field else []))
    return source.positions.locate(field) if field and source.positions.has(field) else None
