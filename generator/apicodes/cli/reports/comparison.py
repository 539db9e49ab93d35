"""Reports of the changes between sources: for people, as problems, as data, as a changelog."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from apicodes.cli import terminal
from apicodes.cli.reports import report_schema
from apicodes.compare.change_classes import LEVELS, Classified, semver
from apicodes.compare.comparable import DERIVED, Common, Source
from apicodes.compare.differences import Change
from apicodes.compare.record import Record
from apicodes.problems import Location, Problem, Severity
from apicodes.render import markdown
from apicodes.text.display import pair, printable


class Comparison(Struct, frozen=True):
    """Two sources and the changes between them.

    `new_since` is the revision that does not have the catalog yet; the old source is then empty.
    `notes` are warnings about the comparison itself.
    """

    old: Source
    new: Source
    common: Common
    changes: list[Classified]
    new_since: str | None = None
    notes: tuple[Problem, ...] = ()

    def locations(self, change: Change) -> tuple[Location | None, Location | None]:
        """Return the locations of a change in the old and in the new source."""
        return (
            _location(self.old, change.old, change.field),
            _location(self.new, change.new, change.field),
        )


def _location(source: Source, record: Record | None, field: str | None) -> Location | None:
    return None if record is None else source.locate(record, field)


def _all_changes(comparisons: Sequence[Comparison]) -> list[Classified]:
    return [change for comparison in comparisons for change in comparison.changes]


def _not_compared(comparison: Comparison) -> Iterator[tuple[Source, tuple[str, ...]]]:
    """Return each source with the fields that the other does not have, if there are any."""
    common = comparison.common
    for source, fields in ((comparison.old, common.only_old), (comparison.new, common.only_new)):
        if fields:
            yield source, fields


# For people


def text(comparisons: Sequence[Comparison], *, for_terminal: bool) -> str:
    """Return a line for each change, in the format of problems, and a summary.

    For a terminal, an excerpt of the source follows each line.
    """
    lines = []
    for comparison in comparisons:
        for classified in comparison.changes:
            change, level = classified.change, classified.level
            old, new = comparison.locations(change)
            label = terminal.coloured_by_level(level, f"{level}[{change.field or change.kind}]")
            sentence = f"{_subject(classified)}{_predicate(comparison, classified)}"
            lines.append(f"{new or old}: {label} {sentence}")
            if for_terminal and (location := new or old):
                lines += terminal.excerpt_lines(location)
    for comparison in comparisons:
        lines += _summary(comparison)
    if changes := _all_changes(comparisons):
        counts = (f"{_count(changes, level)} {level}" for level in LEVELS if _count(changes, level))
        lines.append(f"{', '.join(counts)}. Semantic versioning: {semver(changes)}.")
    return "\n".join(lines)


def _summary(comparison: Comparison) -> Iterator[str]:
    if (revision := comparison.new_since) is not None:
        yield (
            f"{comparison.new.label} does not exist in {revision}. If it had another name there: "
            f"apicodes diff {revision}:OLD_NAME NAME"
        )
    elif not comparison.changes:
        yield f"No changes between {comparison.old.label} and {comparison.new.label}."
    for source, fields in _not_compared(comparison):
        yield f"Not compared, because only {source.label} has them: {', '.join(fields)}."


def _count(changes: Sequence[Classified], level: str) -> int:
    return sum(classified.level == level for classified in changes)


def _subject(classified: Classified) -> str:
    """Return the entry of a change, as the start of a sentence."""
    return f"{printable(classified.record.label)}: " if classified.change.of_entry else ""


def _predicate(comparison: Comparison, classified: Classified) -> str:
    """Return what changed, and where it was."""
    change = classified.change
    old, new = comparison.locations(change)
    values = f": {' → '.join(pair(change.old_value, change.new_value))}" if change.field else ""
    before = f" (was {old})" if old and new else ""
    return f"{classified.why}{values}{before}"


# As problems

RULES: dict[str, tuple[str, Severity]] = {
    "breaking": ("breaking-change", "error"),
    "compatible": ("compatible-change", "warning"),
    "docs": ("documentation-change", "info"),
}
"""The rule and the severity of the changes of each level."""


def problems(comparisons: Sequence[Comparison]) -> Iterator[Problem]:
    """Return each change as a problem of the new source."""
    for comparison in comparisons:
        for classified in comparison.changes:
            rule, severity = RULES[classified.level]
            old, new = comparison.locations(classified.change)
            field = f"{classified.change.field}: " if classified.change.field else ""
            message = f"{_subject(classified)}{field}{_predicate(comparison, classified)}"
            if new is None:
                message = f"{message} (was {old})"
            location = new or _location_of_entries(comparison.new)
            yield Problem(location, rule, message, severity=severity)


def _location_of_entries(source: Source) -> Location:
    """Return the location of `codes`, for an entry that the source does not have."""
    return source.positions.locate("codes") if source.positions else Location(source.label)


# As data


def data(comparisons: Sequence[Comparison]) -> dict[str, object]:
    """Return the comparisons as the JSON report of `diff` holds them."""
    changes = _all_changes(comparisons)
    return {
        "semver": semver(changes),
        "counts": report_schema.Levels(**{level: _count(changes, level) for level in LEVELS}),
        "comparisons": tuple(
            report_schema.Comparison(
                None if comparison.new_since is not None else comparison.old.label,
                comparison.new.label,
                tuple(_change(comparison, classified) for classified in comparison.changes),
                report_schema.NotCompared(comparison.common.only_old, comparison.common.only_new),
            )
            for comparison in comparisons
        ),
    }


def _change(comparison: Comparison, classified: Classified) -> report_schema.Change:
    change = classified.change
    old, new = comparison.locations(change)
    return report_schema.Change(
        classified.level,
        "renamed" if classified.is_rename else change.kind,
        classified.record.entry or classified.record.key if change.of_entry else None,
        change.field,
        classified.why,
        _value(change, change.old),
        _value(change, change.new),
        report_schema.place(old) if old else None,
        report_schema.place(new) if new else None,
    )


def _value(change: Change, record: Record | None) -> object:
    """Return the value of a field on one side, or the fields of a whole entry."""
    if record is None or change.kind == "moved":
        return None
    return record.fields.get(change.field) if change.field else record.fields


# As a changelog

HEADINGS = {"breaking": "Breaking", "compatible": "Compatible", "docs": "Documentation"}


def changelog(comparisons: Sequence[Comparison]) -> str:
    """Return a section of a changelog and a migration table for clients, both valid in MDX."""
    changes = _all_changes(comparisons)
    if not changes:
        return "No response code changed."
    blocks = [f"These changes need a {semver(changes)} version."]
    renamed = {id(classified.change.new) for classified in changes if classified.is_rename}
    listed = [
        classified
        for classified in changes
        if not (_is_derived(classified) and id(classified.change.new) in renamed)
    ]
    for level in LEVELS:
        if items := [_item(classified) for classified in listed if classified.level == level]:
            blocks += [f"### {HEADINGS[level]}", "\n".join(dict.fromkeys(items))]
    if rows := [
        _migration_row(classified) for classified in listed if _affects_clients(classified)
    ]:
        header = ("Code", "Change", "Before", "After")
        lines = (f"| {' | '.join(row)} |" for row in (header, ("---",) * len(header), *rows))
        blocks += ["### Migration", "\n".join(lines)]
    return "\n\n".join(blocks)


def _is_derived(classified: Classified) -> bool:
    """Return whether a change is one of a name that outputs derive from a code."""
    return classified.change.field in DERIVED


def _item(classified: Classified) -> str:
    change = classified.change
    subject = markdown.code(classified.record.label) if change.of_entry else "All codes"
    if change.field is None:
        return f"- {subject}: {classified.why}. {_description(change)}".rstrip()
    old, new = map(markdown.code, pair(change.old_value, change.new_value, quoted=False))
    return f"- {subject}: {classified.why}: {markdown.code(change.field)} from {old} to {new}."


def _description(change: Change) -> str:
    """Return the description of an added entry or the reason of a removed one, on one line."""
    fields = change.new.fields if change.new else {}
    is_removed = "removed" in fields
    text = fields["removed"].get("reason") if is_removed else fields.get("description")
    return markdown.text(markdown.one_line(text)) if text and change.kind != "moved" else ""


def _affects_clients(classified: Classified) -> bool:
    change = classified.change
    is_deprecation = change.field == "deprecated" and change.new_value is not None
    is_important = classified.level == "breaking" or is_deprecation
    return change.of_entry and not _is_derived(classified) and is_important


def _migration_row(classified: Classified) -> tuple[str, ...]:
    change = classified.change
    old = new = ""
    if change.kind == "removed" or change.field == "deprecated":
        new = ", ".join(map(markdown.code_cell, _replacements(change)))
    elif change.field is not None:
        values = pair(change.old_value, change.new_value, quoted=False)
        old, new = map(markdown.code_cell, values)
    sunset = (change.new_value or {}).get("sunset") if change.field == "deprecated" else None
    why = f"{classified.why}: it may be gone from {sunset}" if sunset else classified.why
    return markdown.code_cell((change.old or change.record).label), why, old, new


def _replacements(change: Change) -> tuple[str, ...]:
    """Return the codes that replace a removed or deprecated one."""
    for record in (change.new, change.old):
        deprecated = record.fields.get("deprecated") if record else None
        if isinstance(deprecated, dict) and deprecated.get("replaced_by"):
            return tuple(deprecated["replaced_by"])
    return ()
