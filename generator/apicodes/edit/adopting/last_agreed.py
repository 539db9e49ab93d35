"""The catalog that an output last agreed with, as git has both."""

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
from apicodes.settings.config import Config

_LIMIT = 200
"""The most commits of an output or its catalog that are looked at, the newest first."""


def catalog(config: Config, output: Output) -> Source | None:
    """Return the catalog of the newest commit that made an output say what it says there.

    None where git has no such commit.
    """
    paths = [output.part.path, *files.paths(config, output.target.catalog)]
    with suppress(ProblemsFound):
        head = revisions.revision("HEAD", config.folder)
        arguments = ("log", f"--max-count={_LIMIT}", "--format=%H", "--", *paths)
        for commit in head.repository.lines(*arguments):
            at = revisions.revision(commit, config.folder)
            with suppress(ProblemsFound):
                if (source := _agreed(at, output)) is not None:
                    return source
    return None


def _agreed(at: Revision, output: Output) -> Source | None:
    """Return the catalog at a revision if the output says there what it makes it say."""
    part = output.part
    source = configured.catalog_at(at, output.target.catalog)
    then = [
        each for each in rendering.outputs_of(output.target, source) if each.part.path == part.path
    ]
    path = normpath(join(at.prefix, part.path))
    text = decoded(trees.read(at, path, SIZE_LIMIT), path).replace("\r\n", "\n")
    if part.region is not None:
        text = regions.read(text, path, [part.region])[part.region].text
    agrees = bool(then) and not round_trip.differences(then[0], text)
    return source if agrees else None
