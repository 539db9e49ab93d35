"""What reports say of the differences between sources.

For people, as problems, for programs, and for a changelog.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from apicodes.cli import terminal as report
from apicodes.cli.reports import report_schema
from apicodes.compare.change_classes import LEVELS, Classified, semver
from apicodes.compare.comparable import DERIVED, Common, Source
from apicodes.compare.differences import Change
from apicodes.compare.record import Record
from apicodes.problems import Location, Problem, Severity
from apicodes.render import markdown
from apicodes.text.display import pair, printable


class Comparison(Struct, frozen=True):
    """Two sources, and what is different between them.

    `new_since` is the revision where a catalog was not there yet; the older source is then empty.
    """

    old: Source
    new: Source
    common: Common
    found: list[Classified]
    new_since: str | None = None

    def places(self, change: Change) -> tuple[Location | None, Location | None]:
        """Return where a change stands in the older and in the newer source."""
        return _place(self.old, change.old, change), _place(self.new, change.new, change)


def _place(source: Source, record: Record | None, change: Change) -> Location | None:
    return None if record is None else source.locate(record, change.field)


def _all(comparisons: Sequence[Comparison]) -> list[Classified]:
    return [its for comparison in comparisons for its in comparison.found]


def _uncompared(comparison: Comparison) -> Iterator[tuple[Source, tuple[str, ...]]]:
    """Return for each source the fields that the other says nothing of."""
    common = comparison.common
    for source, fields in ((comparison.old, common.only_old), (comparison.new, common.only_new)):
        if fields:
            yield source, fields


# For people


def text(comparisons: Sequence[Comparison], *, terminal: bool) -> str:
    """Return a line for each change, as other commands print problems; then what they add up to.

    For a terminal, with the line of the source below each.
    """
    lines = []
    for comparison in comparisons:
        for its in comparison.found:
            old, new = comparison.places(its.change)
            label = report.classed(its.level, f"{its.level}[{its.change.field or its.change.kind}]")
            lines.append(f"{new or old}: {label} {_subject(its)}{_words(comparison, its)}")
            if terminal and (place := new or old):
                lines += report.excerpt(place)
    for comparison in comparisons:
        if comparison.new_since is not None:
            lines.append(_new(comparison))
        elif not comparison.found:
            lines.append(f"{comparison.old.label} and {comparison.new.label} say the same.")
        for source, fields in _uncompared(comparison):
            lines.append(f"Not compared, as only {source.label} says it: {', '.join(fields)}.")
    if found := _all(comparisons):
        counts = (f"{_count(found, level)} {level}" for level in LEVELS if _count(found, level))
        lines.append(f"{', '.join(counts)}. Semantic versioning: {semver(found)}.")
    return "\n".join(lines)


def _new(comparison: Comparison) -> str:
    revision = comparison.new_since
    named = f"apicodes diff {revision}:OLD_NAME NAME"
    return f"{comparison.new.label} is new since {revision}. If it had another name: {named}"


def _count(found: Sequence[Classified], level: str) -> int:
    return sum(its.level == level for its in found)


def _subject(its: Classified) -> str:
    """Return the entry of a change, as what its sentence begins with."""
    return f"{printable(its.record.label)}: " if its.change.of_entry else ""


def _words(comparison: Comparison, its: Classified) -> str:
    """Return what changed, and where it was."""
    change = its.change
    old, new = comparison.places(change)
    values = f": {' → '.join(pair(change.old_value, change.new_value))}" if change.field else ""
    before = f" (was {old})" if old and new else ""
    return f"{its.why}{values}{before}"


# As problems

RULES: dict[str, tuple[str, Severity]] = {
    "breaking": ("breaking-change", "error"),
    "compatible": ("compatible-change", "warning"),
    "docs": ("documentation-change", "info"),
}
"""The rule and the severity of the changes of each level."""


def problems(comparisons: Sequence[Comparison]) -> Iterator[Problem]:
    """Return each change as a problem of the newer source."""
    for comparison in comparisons:
        for its in comparison.found:
            rule, severity = RULES[its.level]
            old, new = comparison.places(its.change)
            field = f"{its.change.field}: " if its.change.field else ""
            words = f"{_subject(its)}{field}{_words(comparison, its)}"
            if new is None:
                words = f"{words} (was {old})"
            yield Problem(new or _whole(comparison.new), rule, words, severity=severity)


def _whole(source: Source) -> Location:
    """Return where a source would have an entry that it has not."""
    return source.place.locate("codes") if source.place else Location(source.label)


# For programs


def data(comparisons: Sequence[Comparison]) -> dict[str, Any]:
    """Return all there is to know, as the document of `diff` has it."""
    found = _all(comparisons)
    return {
        "semver": semver(found),
        "counts": report_schema.Levels(**{level: _count(found, level) for level in LEVELS}),
        "comparisons": tuple(
            report_schema.Comparison(
                None if comparison.new_since is not None else comparison.old.label,
                comparison.new.label,
                tuple(_change(comparison, its) for its in comparison.found),
                report_schema.NotCompared(comparison.common.only_old, comparison.common.only_new),
            )
            for comparison in comparisons
        ),
    }


def _change(comparison: Comparison, its: Classified) -> report_schema.Change:
    change = its.change
    old, new = comparison.places(change)
    return report_schema.Change(
        its.level,
        "renamed" if its.is_rename else change.kind,
        its.record.entry or its.record.key if change.of_entry else None,
        change.field,
        its.why,
        _value(change, change.old),
        _value(change, change.new),
        report_schema.place(old) if old else None,
        report_schema.place(new) if new else None,
    )


def _value(change: Change, record: Record | None) -> Any:
    """Return the value of a field on one side, or the fields of a whole entry."""
    if record is None or change.kind == "moved":
        return None
    return record.fields.get(change.field) if change.field else record.fields


# For a changelog

HEADINGS = {"breaking": "Breaking", "compatible": "Compatible", "docs": "Documentation"}


def as_markdown(comparisons: Sequence[Comparison]) -> str:
    """Return a section of a changelog, and a table of what clients must change; both fit in MDX."""
    found = _all(comparisons)
    if not found:
        return "No response code changed."
    blocks = [f"These changes ask for a {semver(found)} version."]
    renamed = {id(its.change.new) for its in found if its.is_rename}
    told = [its for its in found if not (_follows(its) and id(its.change.new) in renamed)]
    for level in LEVELS:
        if items := [_item(its) for its in told if its.level == level]:
            blocks += [f"### {HEADINGS[level]}", "\n".join(dict.fromkeys(items))]
    if rows := [_row(its) for its in told if _concerns_clients(its)]:
        cells = ("Code", "Change", "Before", "After")
        lines = (f"| {' | '.join(row)} |" for row in (cells, ("---",) * len(cells), *rows))
        blocks += ["### Migration", "\n".join(lines)]
    return "\n\n".join(blocks)


def _follows(its: Classified) -> bool:
    """Return whether a change is one of the names that outputs make of a code."""
    return its.change.field in DERIVED


def _item(its: Classified) -> str:
    change = its.change
    subject = markdown.code(its.record.label) if change.of_entry else "All codes"
    if change.field is None:
        return f"- {subject}: {its.why}. {_about(change)}".rstrip()
    old, new = map(markdown.code, pair(change.old_value, change.new_value, quoted=False))
    return f"- {subject}: {its.why}: {markdown.code(change.field)} from {old} to {new}."


def _about(change: Change) -> str:
    """Return what a code that was added means, or why one was removed, on one line."""
    fields = change.new.fields if change.new else {}
    said = fields.get("removed", fields).get("reason" if "removed" in fields else "description")
    return markdown.text(markdown.one_line(said)) if said and change.kind != "moved" else ""


def _concerns_clients(its: Classified) -> bool:
    change = its.change
    announced = change.field == "deprecated" and change.new_value is not None
    return change.of_entry and not _follows(its) and (its.level == "breaking" or announced)


def _row(its: Classified) -> tuple[str, ...]:
    """Return the row of the table of migration for a change."""
    change = its.change
    old = new = ""
    if change.kind == "removed" or change.field == "deprecated":
        new = ", ".join(map(markdown.code_cell, _replacements(change)))
    elif change.field is not None:
        values = pair(change.old_value, change.new_value, quoted=False)
        old, new = map(markdown.code_cell, values)
    sunset = (change.new_value or {}).get("sunset") if change.field == "deprecated" else None
    why = f"{its.why}: it may be gone from {sunset}" if sunset else its.why
    return markdown.code_cell((change.old or change.record).label), why, old, new


def _replacements(change: Change) -> tuple[str, ...]:
    """Return the codes that clients use instead of one that goes."""
    for record in (change.new, change.old):
        said = record.fields.get("deprecated") if record else None
        if isinstance(said, dict) and said.get("replaced_by"):
            return tuple(said["replaced_by"])
    return ()
