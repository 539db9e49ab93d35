"""The round trip: what was rendered, read back, equals the view of the catalog.

Nothing is written for which `read(render(view))` differs from `view`. The same comparison reports
how a file that somebody changed differs.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape

from msgspec import Struct
from msgspec.structs import replace

from apicodes import targets
from apicodes.compare.differences import Change, compare
from apicodes.compare.record import Record, Records, Unreadable
from apicodes.compare.view import View
from apicodes.loading import Source
from apicodes.outputs import statements
from apicodes.outputs.rendering import Output, Rendered
from apicodes.problems import OUR_BUG, PROBLEMS_FOUND, Location, Problem
from apicodes.targets.notice import bears
from apicodes.text.display import cut, pair

PROBLEM_LIMIT = 20
"""The most differences of one file that are reported one by one."""


class Difference(Struct, frozen=True):
    """One difference of a file from the catalog: its line, and in words."""

    line: int | None
    text: str


def exit_code(output: Output) -> int:
    """Return the exit code of a failed round trip: 3 for a built-in template, 1 for a user's."""
    return OUR_BUG if output.template is None else PROBLEMS_FOUND


def problems(rendered: Rendered, path: str) -> list[Problem]:
    """Return how a rendered text differs from the catalog.

    A user's template may leave out fields that are only repeated, and may add its own text.
    """
    output, text = rendered.output, rendered.text
    target = output.target
    if target.kind == targets.OF_USER:
        return []
    differing = differences(output, text, rendered.view)
    if target.notice is not None and not bears(text, target.notice):
        differing.append(Difference(1, "none of the first ten lines holds the notice"))
    if len(differing) > PROBLEM_LIMIT:
        more = Difference(None, f"and {len(differing) - PROBLEM_LIMIT} more")
        differing = [*differing[:PROBLEM_LIMIT], more]
    problems = [Problem(Location(path, each.line), "read-back", each.text) for each in differing]
    return [*problems[:-1], *(replace(last, hint=_hint(output)) for last in problems[-1:])]


def _hint(output: Output) -> str:
    if output.template is None:
        return "nothing was written; this is a bug of apicodes: please report it, with the catalog"
    return f"nothing was written; correct the template '{output.template}'"


def differences(output: Output, text: str, view: View | None = None) -> list[Difference]:
    """Return how a file differs from the catalog, or where it cannot be read.

    `view` is the view of the catalog, if it was built before.
    """
    if output.target.kind == targets.OF_USER:
        return []
    try:
        return list(_differences(output, text, view))
    except Unreadable as error:
        return [Difference(error.line, f"cannot be read: {error.message}")]


def _differences(output: Output, text: str, view: View | None) -> Iterator[Difference]:
    target, source = output.target, output.source
    own = output.template is None
    built_in = targets.module(target.kind)
    actual = statements.of_text(output, text)
    expected = statements.of_catalog(output, view)
    if not own:
        drop_skeleton(actual, expected, target.kind)
        drop_fields_not_rendered(actual, expected, built_in.carries(target.options))
    changes = compare(actual, expected)
    # Most files say what they ought to, and a catalog may have a file for each entry.
    entries = source.catalog.entries if changes else ()
    index = {entry.key: number for number, entry in enumerate(entries)}
    known = {record.key for record in expected.entries} if changes else set()
    for change in changes:
        words = _in_words(change, source, index, targets.module(target.kind).NOUN)
        if change.kind == "removed" and change.record.key in known:
            words = f"{_label(change)}: duplicate entry"
        yield Difference(_line(change), words)
    # What a user's template adds is the user's, unless what ought to be there may be in it.
    if own or any(change.kind == "added" for change in changes):
        for leftover in dict.fromkeys(actual.leftovers):
            yield Difference(leftover.line, f"{cut(leftover.text)} does not belong here")


_INTRODUCTION = re.compile(r"introduction|(?:(?:group-.*|table \d+): )?description")


def introductions(names: Iterable[str]) -> list[str]:
    """Return the fields of a whole output that a template of the user's may say more in."""
    return list(filter(_INTRODUCTION.fullmatch, names))


def drop_skeleton(actual: Records, expected: Records, kind: str) -> None:
    """Remove what outputs define beside the entries, which a user's template decides."""
    for root in (actual.root, expected.root):
        _keep([root], root.fields.keys() - targets.module(kind).SKELETON)


def drop_fields_not_rendered(actual: Records, expected: Records, carried: frozenset[str]) -> None:
    """Remove the fields that a user's template need not render and does not, on both sides."""
    _keep(expected.entries, {name for row in actual.entries for name in row.fields} | carried)
    _keep(actual.entries, {name for row in expected.entries for name in row.fields})
    root = actual.root.fields.keys() & expected.root.fields.keys()
    _keep((actual.root, expected.root), root)
    for name in introductions(root):
        if expected.root.fields[name] in actual.root.fields[name]:
            actual.root.fields[name] = expected.root.fields[name]


def _keep(records: Iterable[Record], names: Collection[str]) -> None:
    for record in records:
        record.fields = {name: value for name, value in record.fields.items() if name in names}


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
            return f"{label}: is elsewhere in the catalog ({where})"
        case _:
            label = f"{label}: " if change.of_entry else ""
            values = [change.old_value, change.new_value]
            records = filter(None, (change.old, change.new))
            if any(change.field in record.texts for record in records):  # Its value is HTML.
                values = [unescape(value) if isinstance(value, str) else value for value in values]
            old, new = pair(*values)
            values_of_both = f"{noun} has {old}, catalog has {new}"
            return f"{label}{_name(change)}: {values_of_both}" + (f" ({where})" if where else "")


def _label(change: Change) -> str:
    return cut(change.record.label, quoted=False)


def _name(change: Change) -> str:
    """Return how a message calls the field of a change."""
    field = change.field or ""
    return field.replace("http_status", "HTTP status").replace("status_d", "status d")


ORIGINS = {"status_descriptions": "http_status", "documentation": "description"}
"""The fields of a catalog that others are made from."""


def _place(change: Change, source: Source, index: dict[str, int]) -> Location | None:
    """Return where the catalog says what a change is about."""
    field = ORIGINS.get(change.field or "", change.field)
    entry = change.new.entry if change.new is not None else None
    if entry in index:
        return source.positions.locate("codes", index[entry], *([field] if field else []))
    return source.positions.locate(field) if field and source.positions.has(field) else None
