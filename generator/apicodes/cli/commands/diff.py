"""``apicodes diff``: what changed between two sources, and whether it breaks clients."""

from collections.abc import Callable, Iterator, Sequence

from apicodes.cli import reports
from apicodes.cli.reports import Report, Wanted
from apicodes.cli.reports import comparison as formats
from apicodes.cli.reports.comparison import Comparison
from apicodes.compare import changes
from apicodes.compare.change_classes import LEVELS
from apicodes.compare.comparable import Source, aligned, common
from apicodes.compare.record import Reading
from apicodes.importers import git, sources
from apicodes.problems import COULD_NOT_RUN, PROBLEMS_FOUND, Location, Problem, ProblemsFound
from apicodes.settings import config

Compare = Callable[[bool], list[Comparison]]
"""Compares the sources, with what is internal left out or not."""


def diff(old: str, new: str, *, wanted: Sequence[Wanted], fail_on: str, public: bool) -> int:
    """Report what changed between two sources; return 1 where it is as grave as `fail_on`."""

    def compare(public: bool) -> list[Comparison]:
        return [_compared(*(sources.load(side, public=public) for side in (old, new)))]

    return reports.deliver("diff", wanted, lambda: _found(compare, fail_on, public=public))


def against(
    config_path: str | None,
    catalogs: Sequence[str],
    revision: str,
    *,
    wanted: Sequence[Wanted],
    fail_on: str,
    public: bool,
) -> int:
    """Report what changed in the catalogs of the settings since a revision of git."""

    def compare(public: bool) -> list[Comparison]:
        return list(_since(_loaded(config_path, catalogs), revision, public=public))

    return reports.deliver("diff", wanted, lambda: _found(compare, fail_on, public=public))


def with_configured(
    config_path: str | None,
    catalogs: Sequence[str],
    name: str,
    *,
    wanted: Sequence[Wanted],
    fail_on: str,
    public: bool,
) -> int:
    """Report what a source says otherwise than the catalog of the settings.

    That there are several, or that the source is a catalog itself, is a wrong use: which of two
    catalogs is the older one is for the user to say.
    """

    def compare(public: bool) -> list[Comparison]:
        return [_configured(_loaded(config_path, catalogs), name, public=public)]

    return reports.deliver("diff", wanted, lambda: _found(compare, fail_on, public=public))


def _configured(settings: config.Config, name: str, *, public: bool) -> Comparison:
    new = sources.load(name, public=public)
    if new.kind == "catalog":
        hint = "name two sources, OLD and NEW, or a revision: --against REV"
        raise git.failed(name, "this is a catalog: which is the older one?", hint, "usage")
    if len(settings.selected) > 1:
        message = f"this could be compared with {len(settings.selected)} catalogs"
        names = ", ".join(its.name or "" for its in settings.selected)
        hint = f"name one of them with --catalog: {names}"
        raise git.failed(settings.path, message, hint, "usage")
    return _compared(sources.configured(settings, settings.selected[0], public=public), new)


def _loaded(config_path: str | None, catalogs: Sequence[str]) -> config.Config:
    settings = config.load(config_path, catalogs)
    if settings.problems:
        raise ProblemsFound(settings.problems, COULD_NOT_RUN)
    return settings


def _since(settings: config.Config, revision: str, *, public: bool) -> Iterator[Comparison]:
    at = git.revision(revision, settings.folder)
    for table in settings.selected:
        old = sources.at_revision(table, at, public=public)
        new = sources.configured(settings, table, public=public)
        yield _compared(old, new) if old is not None else _new(new, revision)


def _new(new: Source, revision: str) -> Comparison:
    nothing = Source(new.label, "catalog", Reading(new.reading.root, []))
    found = changes.of_new(new.reading)
    return Comparison(nothing, new, common(nothing, new), found, new_since=revision)


def _compared(old: Source, new: Source) -> Comparison:
    old, new = aligned(old, new), aligned(new, old)
    shared = common(old, new)
    return Comparison(old, new, shared, changes.classify(old.reading, new.reading, shared))


def _found(compare: Compare, fail_on: str, *, public: bool) -> Report:
    comparisons = compare(public)
    grave = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on in LEVELS else LEVELS
    found = [its.level in grave for comparison in comparisons for its in comparison.found]
    return Report(
        "diff",
        PROBLEMS_FOUND if any(found) else 0,
        list(formats.problems(comparisons)),
        notes=list(_left_out(comparisons)),
        text=lambda terminal: formats.text(comparisons, terminal=terminal),
        markdown=lambda: _changelog(comparisons, comparisons if public else compare(True)),
        data=formats.data(comparisons),
    )


def _changelog(comparisons: Sequence[Comparison], for_public: Sequence[Comparison]) -> str:
    """Return a section of a changelog, which never has anything internal in it."""
    if any(its.found for its in comparisons) and not any(its.found for its in for_public):
        return "Nothing changed but what is internal."
    return formats.as_markdown(for_public)


LEFT_OUT = 5
"""How many things that an importer left out are named one by one."""


def _left_out(comparisons: Sequence[Comparison]) -> Iterator[Problem]:
    """Return what was not understood in a source: it may be what the other one seems to lack."""
    for source in (side for its in comparisons for side in (its.old, its.new)):
        for note in source.left_out[:LEFT_OUT]:
            yield Problem(note.location, "left-out", note.text, severity="warning")
        if (more := len(source.left_out) - LEFT_OUT) > 0:
            message = f"and {more} more"
            yield Problem(Location(source.label), "left-out", message, severity="warning")
