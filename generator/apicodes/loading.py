"""The one loader: the files that the settings name, merged to a catalog that keeps every rule."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from apicodes import lint
from apicodes.catalog import files
from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog, Defaults
from apicodes.catalog.source import build
from apicodes.catalog.source.walk import Place
from apicodes.lint.index import is_optional
from apicodes.problems import PROBLEMS_FOUND, Problem, ProblemsFound
from apicodes.settings.config import CatalogTable, Config

SHARED = ("apicodes", "defaults", "headers", "groups", "codes")
"""The fields that every file of a catalog may have; the others belong to the first."""


class Source(Struct, frozen=True):
    """A catalog without problems, and where each of its values stands."""

    catalog: Catalog
    place: Place


class Examined(Struct, frozen=True):
    """What a catalog is, as far as it could be read, and all that is wrong in it.

    `exit_code` is what a run ends with that cannot go on: 1, or 2 where a file could not be read.
    """

    source: Source | None
    problems: tuple[Problem, ...]
    exit_code: int
    fixes: Mapping[Problem, lint.Fix]
    """Those of the problems that are mended mechanically, in their order."""

    @property
    def is_sound(self) -> bool:
        """Whether outputs can rely on the catalog; errors that could be silenced do not count."""
        return self.source is not None and not any(
            its.severity == "error" and not is_optional(its.rule) for its in self.problems
        )

    @property
    def sure(self) -> Source:
        """The catalog. Raises `ProblemsFound` with the problems, where there is an error."""
        if self.source is None or any(its.severity == "error" for its in self.problems):
            raise ProblemsFound(self.problems, self.exit_code)
        return self.source


def load(config: Config, table: CatalogTable) -> Source:
    """Read, merge and check the files of a catalog.

    Raises `ProblemsFound` with every error of every file: exit code 1, or 2 where a file is
    missing or cannot be read.
    """
    return examine(config, table, "errors").sure


def examine(
    config: Config,
    table: CatalogTable,
    which: lint.Which = "all",
    texts: Mapping[str, str] | None = None,
) -> Examined:
    """Read and merge the files of a catalog, and run the rules over it.

    Where there are `texts`, they are what the files say, by the paths of messages.
    """
    said = _settings(config, table)
    if texts is not None:
        return _examined(texts, texts.__getitem__, said, which)
    paths = {config.shown(path): path for path in files.paths(config, table)}
    return _examined(paths, lambda name: files.read(config, paths[name]), said, which)


def _settings(config: Config, table: CatalogTable) -> lint.Settings:
    if not table.rules:
        return lint.Settings()
    from apicodes.lint import rule_settings

    return rule_settings.of(config, table)


def examine_text(text: str, name: str, settings: lint.Settings) -> Examined:
    """Run all rules over the text of a catalog of one file; `name` is how messages call it."""
    return _examined([name], lambda _: text, settings, "all")


def assemble(
    names: Iterable[str], read: Callable[[str], str], which: lint.Which = "required"
) -> Source:
    """Merge and check the files of a catalog; `read` gives the text of each by its name.

    Raises `ProblemsFound` with every problem of every file, with the highest exit code of all.
    """
    return _examined(names, read, lint.Settings(), which).sure


def _examined(
    names: Iterable[str], read: Callable[[str], str], settings: lint.Settings, which: lint.Which
) -> Examined:
    shown = list(names)
    problems: list[Problem] = []
    exit_code = PROBLEMS_FOUND
    texts = {}
    parts = []
    for name in shown:
        try:
            texts[name] = read(name)
        except ProblemsFound as error:
            problems += error.problems
            exit_code = max(exit_code, error.exit_code)
            continue
        catalog, place, found = build(texts[name], name, Catalog)
        problems += found
        if catalog is not None and place is not None:
            parts.append((_defaulted(catalog, place), place))
    source = None
    fixes: dict[Problem, lint.Fix | None] = {}
    if parts and len(parts) == len(shown):
        source = _merged(parts, problems)
        context = lint.Context(source.catalog, source.place, settings, texts)
        fixes = lint.problems(context, which)
        problems += fixes
    problems.sort(key=lambda found: _order(found, shown))
    mended = {its: fix for its in problems if (fix := fixes.get(its)) is not None}
    return Examined(source, tuple(problems), exit_code, mended)


def _order(problem: Problem, shown: list[str]) -> tuple[int, int, int]:
    where = problem.location
    return shown.index(where.path), where.line or 0, where.column or 0


def _defaulted(catalog: Catalog, place: Place) -> Catalog:
    """Return the catalog with the defaults of its file given to the entries that do not say."""
    defaults = catalog.defaults
    if defaults == Defaults():
        return catalog
    given = place.children["defaults"].children
    places = place.children["codes"].children if catalog.entries else ()
    entries = zip(catalog.entries, places, strict=True)
    return replace(
        catalog,
        entries=tuple(_with_defaults(entry, at, defaults, given) for entry, at in entries),
        defaults=Defaults(),
    )


def _with_defaults(
    entry: Entry, place: Place, defaults: Defaults, given: Mapping[str, Any]
) -> Entry:
    """Return an entry with the defaults that it lacks; its place tells where each stands."""
    names = [name for name in ("status", "group", "visibility") if not place.gives(name)]
    missing = {name: getattr(defaults, name) for name in names}
    names += [name for name in defaults.extensions if not place.gives(name)]
    place.children.update({name: given[name] for name in names if name in given})
    if defaults.extensions:
        missing["extensions"] = {**defaults.extensions, **entry.extensions}
    return replace(entry, **missing)


def _merged(parts: list[tuple[Catalog, Place]], problems: list[Problem]) -> Source:
    """Return the catalog of all files: the root fields of the first, the entries of each."""
    (first, place), *others = parts
    if not first.title and not place.gives("title"):
        message = "the field 'title' is missing here"
        problems.append(Problem(place.locate(), "missing-field", message))
    if not others:
        return Source(first, place)
    entries = list(first.entries)
    tables: dict[str, dict[str, Any]] = {
        "headers": dict(first.headers),
        "groups": dict(first.groups),
    }
    children = dict(place.children)
    wrong = list(place.wrong)
    for catalog, part in others:
        problems += _foreign(part)
        entries += catalog.entries
        wrong += part.wrong
        for name, table in tables.items():
            table.update(getattr(catalog, name))
            children[name] = _joined(children.get(name), part.children.get(name), problems)
        children["codes"] = _listed(children.get("codes"), part.children.get("codes"))
    merged = replace(first, entries=tuple(entries), **tables)
    # What no file gives, the whole does not give either.
    given = {name: child for name, child in children.items() if child is not None}
    return Source(merged, replace(place, children=given, wrong=tuple(wrong)))


def _foreign(part: Place) -> list[Problem]:
    return [
        Problem(
            part.locate(name),
            "root-field",
            f"'{name}' belongs to the first file of the catalog",
            "move it there; 'spec' in the settings gives the order",
        )
        for name in part.children
        if name not in SHARED
    ]


def _joined(first: Any, second: Any, problems: list[Problem]) -> Any:
    """Return the places of one table that stands in two files.

    A file that does not give it has None, one that gives it wrong has a mark alone.
    """
    if not isinstance(first, Place) or not isinstance(second, Place):
        return _surer(first, second)
    for name in second.children:
        if name in first.children:
            message = f"'{name}' is defined already at {first.locate(name)}"
            problems.append(Problem(second.locate(name), "duplicate-field", message))
    children = {**second.children, **first.children}
    return replace(first, children=children, partial=first.partial or second.partial)


def _listed(first: Any, second: Any) -> Any:
    """Return the places of one list that goes on in a second file."""
    if not isinstance(first, Place) or not isinstance(second, Place):
        return _surer(first, second)
    children = [*first.children, *second.children]
    return replace(first, children=children, partial=first.partial or second.partial)


def _surer(first: Any, second: Any) -> Any:
    """Return the places, else the mark, of what two files do not both give as it should be."""
    if first is None or second is None:
        return first or second
    place = first if isinstance(first, Place) else second
    return replace(place, partial=True) if isinstance(place, Place) else place


def published(catalog: Catalog, audience: str) -> Catalog:
    """Return what an audience may read: ``public``, or ``internal`` for all that is not removed.

    Nothing of the other entries is left, neither as a replacement nor as a header or group that
    only they name.
    """
    entries = [
        entry
        for entry in catalog.entries
        if entry.removed is None and (entry.visibility == "public" or audience == "internal")
    ]
    if len(entries) < len(catalog.entries):
        keys = {entry.key for entry in entries}
        entries = [_without_hidden(entry, keys) for entry in entries]
    headers = {name for entry in entries for name in entry.headers}
    groups = {entry.group for entry in entries}
    return replace(
        catalog,
        entries=tuple(entries),
        headers={name: value for name, value in catalog.headers.items() if name in headers},
        groups={name: value for name, value in catalog.groups.items() if name in groups},
    )


def _without_hidden(entry: Entry, keys: set[str]) -> Entry:
    deprecation = entry.deprecation
    if deprecation is None or keys.issuperset(deprecation.replacements):
        return entry
    shown = tuple(key for key in deprecation.replacements if key in keys)
    return replace(entry, deprecated=replace(deprecation, replaced_by=shown))
