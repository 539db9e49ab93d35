"""Load a catalog: read the files that the settings name, merge them and run the rules."""

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from apicodes import lint
from apicodes.catalog import files
from apicodes.catalog.defaults import with_defaults
from apicodes.catalog.merge import merged
from apicodes.catalog.model import Catalog
from apicodes.catalog.source import build
from apicodes.catalog.source.positions import Positions
from apicodes.lint.index import is_optional
from apicodes.problems import Collector, Problem, ProblemsFound
from apicodes.settings.config import CatalogTable, Config


class Source(Struct, frozen=True):
    """A catalog, and the positions of its values."""

    catalog: Catalog
    positions: Positions


class Examined(Struct, frozen=True):
    """A catalog as far as it could be read, and its problems.

    `exit_code` is for a run that cannot continue: 1, or 2 if a file could not be read.
    """

    source: Source | None
    problems: tuple[Problem, ...]
    exit_code: int
    fixes: Mapping[Problem, lint.Fix]
    """The problems that `lint --fix` can fix, in the order of `problems`."""

    @property
    def is_sound(self) -> bool:
        """Whether outputs can be made: there are no errors but those of optional rules."""
        return self.source is not None and not any(
            problem.severity == "error" and not is_optional(problem.rule)
            for problem in self.problems
        )

    def require_valid(self) -> Source:
        """Return the catalog. Raises `ProblemsFound` with all problems if one is an error."""
        if self.source is None or any(problem.severity == "error" for problem in self.problems):
            raise ProblemsFound(self.problems, self.exit_code)
        return self.source


def load(config: Config, table: CatalogTable) -> Source:
    """Read, merge and check the files of a catalog.

    Raises `ProblemsFound` with the errors of all files: exit code 1, or 2 if a file is missing or
    cannot be read.
    """
    return examine(config, table, "errors").require_valid()


def examine(
    config: Config,
    table: CatalogTable,
    selection: lint.Selection = "all",
    texts: Mapping[str, str] | None = None,
) -> Examined:
    """Read and merge the files of a catalog, and run the selected rules.

    With `texts`, which are by displayed path, nothing is read from the disk.
    """
    settings = _rule_settings(config, table)
    if texts is not None:
        return examine_files(texts, texts.__getitem__, settings, selection)
    if any(map(files.is_glob, table.spec)):
        from apicodes.git import sparse

        sparse.check(config, table)
    paths = {config.display_path(path): path for path in files.paths(config, table)}
    return examine_files(paths, lambda name: files.read(config, paths[name]), settings, selection)


def _rule_settings(config: Config, table: CatalogTable) -> lint.Settings:
    if not table.rules:
        return lint.Settings()
    from apicodes.lint import rule_settings

    return rule_settings.read(config, table)


def assemble(
    names: Iterable[str], read: Callable[[str], str], selection: lint.Selection = "required"
) -> Source:
    """Merge and check the files of a catalog; `read` returns the text of the file of a name.

    Raises `ProblemsFound` with the problems of all files and the highest of their exit codes.
    """
    return examine_files(names, read, lint.Settings(), selection).require_valid()


def examine_files(
    names: Iterable[str],
    read: Callable[[str], str],
    settings: lint.Settings,
    selection: lint.Selection = "all",
) -> Examined:
    """Merge files, and run the selected rules; `read` returns the text of the file of a name."""
    names = list(names)
    collector = Collector()
    texts = {}
    parts = []
    for name in names:
        with collector.collect():
            texts[name] = read(name)
            catalog, positions, problems = build(texts[name], name, Catalog)
            collector.problems += problems
            if catalog is not None and positions is not None:
                parts.append(with_defaults(catalog, positions))
    source = None
    fixes: dict[Problem, lint.Fix | None] = {}
    if parts and len(parts) == len(names):
        catalog, positions, problems = merged(parts)
        source = Source(catalog, positions)
        fixes = lint.problems(lint.Context(catalog, positions, settings, texts), selection)
        collector.problems += [*problems, *fixes]
    ordered = sorted(collector.problems, key=lambda problem: _position(problem, names))
    available = {problem: fix for problem in ordered if (fix := fixes.get(problem)) is not None}
    return Examined(source, tuple(ordered), collector.exit_code, available)


def _position(problem: Problem, names: list[str]) -> tuple[int, int, int]:
    """Return the sort key of a problem: its file, line and column."""
    path, line, column = problem.location.position
    return names.index(path), line, column
