"""The catalogs of the settings: as they are on the disk, and as they were at a revision of git.

What the settings named at the revision is compared, so that a catalog may move.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from posixpath import basename, join, normpath

from apicodes import loading
from apicodes.catalog import files
from apicodes.catalog.files import SIZE_LIMIT
from apicodes.compare.comparable import Source, of_catalog
from apicodes.git import revisions, trees
from apicodes.git.revisions import Revision
from apicodes.importers.sources import decoded
from apicodes.settings import config, settings_file
from apicodes.settings.config import CatalogTable, Config
from apicodes.text.display import printable


def today(settings: Config, table: CatalogTable, *, public: bool = False) -> Source:
    """Read a catalog of the settings as it is on the disk."""
    names = [settings.display_path(path) for path in files.paths(settings, table)]
    catalog = loading.examine(settings, table, "required").require_valid()
    return of_catalog(", ".join(map(printable, names)), catalog, public=public)


def compared_with(
    settings: Config, name: str, *, public: bool
) -> Iterator[tuple[CatalogTable, Source | None, Source | None]]:
    """Return each selected catalog as it was at a revision and as it is, None where there is none.

    The table of a catalog that is gone is that of the revision.

    Raises `ProblemsFound` where git cannot look for one of them.
    """
    at = revisions.revision(name, settings.folder)
    earlier = _tables(settings, at)
    pairs = _pairs(settings.catalogs, earlier)
    for table in settings.selected:
        named = pairs.get(table.name, table)
        old = _at(at, named, public=public) or _at(at, table, public=public)
        yield table, old, today(settings, table, public=public)
    if settings.selected == settings.catalogs:
        for table in earlier:
            if table not in pairs.values() and (old := _at(at, table, public=public)):
                yield table, old, None


def _tables(settings: Config, at: Revision) -> Sequence[CatalogTable]:
    """Return the catalogs that the settings had at a revision, none where there were no settings.

    Raises `ProblemsFound` with exit code 2 where they were no TOML.
    """
    for name in dict.fromkeys((basename(settings.path), *settings_file.NAMES)):
        path = normpath(join(at.prefix, name))
        if trees.matches(at, path):
            label = f"{at.name}:{path}"
            text = decoded(trees.read(at, path, SIZE_LIMIT), label)
            if file := settings_file.parse(label, text, name):
                return config.of_file(file, settings.folder).catalogs
    return ()


def _pairs(
    tables: Sequence[CatalogTable], earlier: Sequence[CatalogTable]
) -> dict[str | None, CatalogTable]:
    """Return the earlier table of each catalog, by its name; one that alone is left is renamed."""
    known = {table.name: table for table in earlier}
    pairs = {table.name: known[table.name] for table in tables if table.name in known}
    new = [table.name for table in tables if table.name not in known]
    old = [table for name, table in known.items() if name not in pairs]
    return {**pairs, new[0]: old[0]} if len(new) == len(old) == 1 else pairs


def catalog_at(at: Revision, table: CatalogTable) -> loading.Source:
    """Read a catalog at a revision. Raises `ProblemsFound`."""
    return loading.assemble(*_files(at, table))


def _at(at: Revision, table: CatalogTable, *, public: bool) -> Source | None:
    """Read the files that paths and globs name at a revision, as one catalog; None for no file."""
    names, read = _files(at, table)
    if not names:
        return None
    catalog = loading.assemble(names, read)
    return of_catalog(", ".join(map(printable, names)), catalog, public=public)


def _files(at: Revision, table: CatalogTable) -> tuple[Iterable[str], Callable[[str], str]]:
    """Return how messages name the files of a catalog at a revision, and what reads each."""
    patterns = [normpath(join(at.prefix, pattern)) for pattern in table.spec]
    paths = dict.fromkeys(path for pattern in patterns for path in trees.matches(at, pattern))
    names = {f"{at.name}:{path}": path for path in paths}
    return names, lambda name: decoded(trees.read(at, names[name], SIZE_LIMIT), name)
