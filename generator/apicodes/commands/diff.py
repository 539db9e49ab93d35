"""``apicodes diff``: what changed between two sources, and whether it breaks clients."""

from collections.abc import Iterator

from apicodes import changes, config, git, report, sources
from apicodes.classes import LEVELS
from apicodes.comparable import Source, aligned, common
from apicodes.formats import FORMATS, Comparison
from apicodes.problems import COULD_NOT_RUN, PROBLEMS_FOUND, Location, Problem, ProblemsFound
from apicodes.reading import Reading


def diff(old: str, new: str, *, output: str, fail_on: str, public: bool) -> int:
    """Print what changed from one source to another; return 1 where it is as grave as `fail_on`."""
    sides = (sources.load(side, public=public) for side in (old, new))
    return _print([_compared(*sides)], output, fail_on)


def against(
    config_path: str | None, revision: str, *, output: str, fail_on: str, public: bool
) -> int:
    """Print what changed in the catalogs of the settings since a revision of git."""
    settings = _loaded(config_path)
    return _print(list(_since(settings, revision, public=public)), output, fail_on)


def with_configured(
    config_path: str | None, name: str, *, output: str, fail_on: str, public: bool
) -> int:
    """Print what a source says otherwise than the catalog of the settings.

    Raises `ProblemsFound` where that is not one, or where the source is a catalog itself: which of
    two catalogs is the older one is for the user to say.
    """
    settings = _loaded(config_path)
    new = sources.load(name, public=public)
    if new.kind == "catalog":
        hint = "name two sources, OLD and NEW, or a revision: --against REV"
        raise git.failed(name, "this is a catalog: which is the older one?", hint, "usage")
    if len(settings.catalogs) > 1:
        message = f"the settings have {len(settings.catalogs)} catalogs: which is meant?"
        hint = f"name its file before '{name}'"
        raise git.failed(settings.path, message, hint, "usage")
    old = sources.configured(settings, settings.catalogs[0], public=public)
    return _print([_compared(old, new)], output, fail_on)


def _loaded(config_path: str | None) -> config.Config:
    settings = config.load(config_path)
    if settings.problems:
        raise ProblemsFound(settings.problems, COULD_NOT_RUN)
    return settings


def _since(settings: config.Config, revision: str, *, public: bool) -> Iterator[Comparison]:
    at = git.revision(revision, settings.folder)
    for table in settings.catalogs:
        old = sources.at_revision(table, at, public=public)
        new = sources.configured(settings, table, public=public)
        yield _compared(old, new) if old is not None else _new(new, revision)


def _new(new: Source, revision: str) -> Comparison:
    nothing = Source(new.label, "catalog", Reading(new.reading.root, []))
    found = changes.of_new(new.reading)
    return Comparison(nothing, new, common(nothing, new), found, new_since=revision)


LEFT_OUT = 5
"""How many things that an importer left out are named one by one."""


def _left_out(source: Source) -> Iterator[Problem]:
    """Return what was not understood in a source: it may be what the other one seems to lack."""
    for note in source.left_out[:LEFT_OUT]:
        yield Problem(note.location, "left-out", note.text, severity="warning")
    if len(source.left_out) > LEFT_OUT:
        message = f"and {len(source.left_out) - LEFT_OUT} more"
        yield Problem(Location(source.label), "left-out", message, severity="warning")


def _compared(old: Source, new: Source) -> Comparison:
    for source in (old, new):
        report.problems(_left_out(source))
    old, new = aligned(old, new), aligned(new, old)
    shared = common(old, new)
    return Comparison(old, new, shared, changes.classify(old.reading, new.reading, shared))


def _print(comparisons: list[Comparison], output: str, fail_on: str) -> int:
    report.result(FORMATS[output](comparisons))
    grave = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on in LEVELS else LEVELS
    found = (its for comparison in comparisons for its in comparison.found)
    return PROBLEMS_FOUND if any(its.level in grave for its in found) else 0
