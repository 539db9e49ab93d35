"""``apicodes diff``: report what changed between two sources, and whether it breaks clients."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from apicodes.cli import reports
from apicodes.cli.options import Chosen, ReportFile
from apicodes.cli.reports import Report, comparison
from apicodes.cli.reports.comparison import Comparison
from apicodes.compare import change_classes, changes
from apicodes.compare.change_classes import LEVELS
from apicodes.compare.comparable import Source, aligned, as_output, common, without_compared
from apicodes.compare.record import Records
from apicodes.importers import configured, sources
from apicodes.problems import (
    COULD_NOT_RUN,
    PROBLEMS_FOUND,
    Location,
    Problem,
    could_not_run,
    raise_any,
)
from apicodes.settings.config import CatalogTable, Config


class Options(Struct, frozen=True):
    """The options of `diff`; `fail_on` is the level of the changes for which it returns 1."""

    report_files: Sequence[ReportFile]
    fail_on: str
    public: bool


Compare = Callable[[bool], list[Comparison]]
"""Compares the sources; with True, without internal entries."""


def diff(old: str, new: str, options: Options) -> int:
    """Report what changed between two sources."""

    def compare(public: bool) -> list[Comparison]:
        return [_comparison(*(sources.load(side, public=public) for side in (old, new)))]

    return _deliver(compare, options, sources=(old, new))


def against(chosen: Chosen, revision: str, options: Options) -> int:
    """Report what changed between a git revision and the catalogs of the settings."""

    def compare(public: bool) -> list[Comparison]:
        return list(_since(_settings(chosen), revision, public=public))

    return _deliver(compare, options, chosen)


def with_configured(chosen: Chosen, name: str, options: Options) -> int:
    """Report how a source differs from the catalog of the settings.

    Several selected catalogs are a usage error, and so is a source that is a catalog: the user
    has to say which of two catalogs is the old one.
    """

    def compare(public: bool) -> list[Comparison]:
        return [_with_configured(_settings(chosen), name, public=public)]

    return _deliver(compare, options, chosen, (name,))


def _with_configured(settings: Config, name: str, *, public: bool) -> Comparison:
    new = sources.load(name, public=public)
    if new.kind == "catalog":
        hint = "name two sources, OLD and NEW, or a revision: --against REV"
        raise could_not_run(name, "usage", "this is a catalog: which one is the old one?", hint)
    if len(settings.selected) > 1:
        message = f"this could be compared with {len(settings.selected)} catalogs"
        names = ", ".join(table.name or "" for table in settings.selected)
        hint = f"choose one of them with --catalog: {names}"
        raise could_not_run(settings.path, "usage", message, hint)
    return _comparison(configured.today(settings, settings.selected[0], public=public), new)


def _settings(chosen: Chosen) -> Config:
    settings = chosen.load()
    raise_any(settings.problems, COULD_NOT_RUN)
    return settings


def _since(settings: Config, revision: str, *, public: bool) -> Iterator[Comparison]:
    for table, old, new in configured.compared_with(settings, revision, public=public):
        if old is None and new is not None:
            yield _with_nothing(new, revision)
        elif old is not None:
            compared = _comparison(old, new or _empty(settings.path, old))
            yield _with_accepted(settings, table, compared)


def _with_accepted(settings: Config, table: CatalogTable, compared: Comparison) -> Comparison:
    """Return a comparison with what the settings accept; what they need not is a warning."""
    accepted, unused = change_classes.accepted(compared.changes, table.accepted)
    notes = tuple(
        Problem(
            settings.locate(*table.steps, "accepted", name),
            "accepted-unused",
            f"no change is '{name}' any more",
            "delete the line",
            "warning",
        )
        for name in unused
    )
    return replace(compared, changes=accepted, notes=notes)


def _empty(label: str, other: Source) -> Source:
    """Return a catalog without entries, of which nothing else is different from another one."""
    return Source(label, "catalog", Records(other.reading.root, []))


def _with_nothing(new: Source, revision: str) -> Comparison:
    """Return a catalog compared with an empty one, as the revision does not have it."""
    empty = _empty(new.label, new)
    classified = changes.of_new(new.reading)
    return Comparison(empty, new, common(empty, new), classified, new_since=revision)


def _comparison(old: Source, new: Source) -> Comparison:
    alone = common(old, new)
    old, new = as_output(old, new), as_output(new, old)
    old, new = aligned(old, new), aligned(new, old)
    shared = without_compared(alone, common(old, new))
    return Comparison(old, new, shared, changes.classify(old.reading, new.reading, shared))


def _deliver(
    compare: Compare,
    options: Options,
    chosen: Chosen = reports.DEFAULT,
    sources: Sequence[str] = (),
) -> int:
    return reports.deliver(
        "diff", options.report_files, lambda: _report(compare, options), chosen, sources
    )


def _report(compare: Compare, options: Options) -> Report:
    comparisons = compare(options.public)
    is_level = options.fail_on in LEVELS
    failing = LEVELS[: LEVELS.index(options.fail_on) + 1] if is_level else LEVELS
    fails = any(change.level in failing for side in comparisons for change in side.changes)
    return Report(
        "diff",
        PROBLEMS_FOUND if fails else 0,
        list(comparison.problems(comparisons)),
        notes=[*_left_out(comparisons), *(note for each in comparisons for note in each.notes)],
        text=lambda for_terminal: comparison.text(comparisons, for_terminal=for_terminal),
        markdown=lambda: _changelog(comparisons, comparisons if options.public else compare(True)),
        data=comparison.data(comparisons),
    )


def _changelog(comparisons: Sequence[Comparison], public: Sequence[Comparison]) -> str:
    """Return a section of a changelog; internal entries are never in it."""
    if any(each.changes for each in comparisons) and not any(each.changes for each in public):
        return "Only internal entries changed."
    return comparison.changelog(public)


LEFT_OUT = 5
"""How many things that an importer left out are listed one by one."""


def _left_out(comparisons: Sequence[Comparison]) -> Iterator[Problem]:
    """Return warnings about parts of a source that were not understood, and so not compared."""
    for source in (side for each in comparisons for side in (each.old, each.new)):
        for note in source.left_out[:LEFT_OUT]:
            yield Problem(note.location, "left-out", note.text, severity="warning")
        if (more := len(source.left_out) - LEFT_OUT) > 0:
            message = f"and {more} more"
            yield Problem(Location(source.label), "left-out", message, severity="warning")
