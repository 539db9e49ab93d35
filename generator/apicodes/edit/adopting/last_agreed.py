"""The catalog that an output last agreed with, as git has both."""

import os
from contextlib import suppress
from posixpath import join, normpath

from apicodes.catalog import files
from apicodes.catalog.files import SIZE_LIMIT
from apicodes.git import revisions, trees
from apicodes.git.revisions import Revision
from apicodes.importers import configured
from apicodes.importers.sources import decoded
from apicodes.loading import Source
from apicodes.outputs import regions, rendering, round_trip
from apicodes.outputs.rendering import Output
from apicodes.problems import ProblemsFound
from apicodes.settings.config import CatalogTable, Config

_LIMIT = 200
"""The most commits of an output or its catalog that are looked at, the newest first."""


class History:
    """The catalogs of some settings at the commits of their outputs, each read once."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._catalogs: dict[tuple[str | None, str], tuple[Revision, Source | None]] = {}

    def last_agreed(self, output: Output) -> Source | None:
        """Return the catalog of the newest commit where it makes the output say what it says.

        None where git has no such commit.
        """
        table, folder = output.target.catalog, self._config.folder
        paths = [output.part.path, *files.paths(self._config, table)]
        with suppress(ProblemsFound):
            repository = revisions.revision("HEAD", folder).repository
            # A hook has git run elsewhere.
            below = [
                os.path.relpath(os.path.join(folder, path), repository.folder) for path in paths
            ]
            arguments = ("log", f"--max-count={_LIMIT}", "--format=%H", "--", *below)
            for commit in repository.lines(*arguments):
                at, source = self._catalog(table, commit)
                if source is not None and _agree(output, source, at):
                    return source
        return None

    def _catalog(self, table: CatalogTable, commit: str) -> tuple[Revision, Source | None]:
        key = table.name, commit
        if key not in self._catalogs:
            at, source = revisions.revision(commit, self._config.folder), None
            with suppress(ProblemsFound):
                source = configured.catalog_at(at, table)
            self._catalogs[key] = at, source
        return self._catalogs[key]


def _agree(output: Output, source: Source, at: Revision) -> bool:
    """Return whether an output at a revision says what a catalog makes it say."""
    part = output.part
    path = normpath(join(at.prefix, part.path))
    with suppress(ProblemsFound):
        outputs = rendering.outputs_of(output.target, source)
        text = decoded(trees.read(at, path, SIZE_LIMIT), path).replace("\r\n", "\n")
        if part.region is not None:
            text = regions.read(text, path, [part.region])[part.region].text
        then = [each for each in outputs if each.part.path == part.path]
        return bool(then) and not round_trip.differences(then[0], text)
    return False
