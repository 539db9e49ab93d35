"""``apicodes diff``: what changed between two sources, and whether it breaks clients."""

from collections.abc import Callable, Iterator, Sequence

from apicodes import changes, config, formats, git, reports, sources
from apicodes.changes import LEVELS
from apicodes.formats import Comparison
from apicodes.problems import COULD_NOT_RUN, PROBLEMS_FOUND, Location, Problem, ProblemsFound
from apicodes.reports import Report, Wanted
from apicodes.sources import Source

Compare = Callable[[bool], list[Comparison]]
"""Compares the sources, with what is internal left out or not."""


def diff(old: str, new: str, *, wanted: Sequence[Wanted], fail_on: str, public: bool) -> int:
    """Report what changed between two sources; return 1 where it is as grave as `fail_on`."""

    def compare(public: bool) -> list[Comparison]:
        return [_compared(*(sources.load(side, public=public) for side in (old, new)))]

    return reports.deliver("diff", wanted, lambda: _found(compare, fail_on, public=public))


def against(
    config_path: str | None,
    revision: str,
    *,
    wanted: Sequence[Wanted],
    fail_on: str,
    public: bool,
) -> int:
    """Report what changed in the catalogs of the settings since a revision of git."""

    def compare(public: bool) -> list[Comparison]:
        return list(_since(config.load(config_path), revision, public=public))

    return reports.deliver("diff", wanted, lambda: _found(compare, fail_on, public=public))


def _since(settings: config.Config, revision: str, *, public: bool) -> Iterator[Comparison]:
    if settings.problems:
        raise ProblemsFound(settings.problems, COULD_NOT_RUN)
    at = git.revision(revision, settings.folder)
    for table in settings.catalogs:
        old = sources.at_revision(table, at, public=public)
        yield _compared(old, sources.configured(settings, table, public=public))


def _compared(old: Source, new: Source) -> Comparison:
    old, new = sources.aligned(old, new), sources.aligned(new, old)
    common = sources.common(old, new)
    return Comparison(old, new, common, changes.classify(old.reading, new.reading, common))


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
