"""Outputs that a commit would lack, as problems."""

from collections.abc import Iterable
from shlex import quote

from apicodes.outputs.output_file import File
from apicodes.problems import Location, Problem
from apicodes.settings.config import Config


def untracked_outputs(settings: Config, files: Iterable[File]) -> list[Problem]:
    """Return a problem for each output that git neither tracks nor ignores."""
    from apicodes.git.untracked import untracked

    paths = {file.full: file.path for file in files if file.state != "orphaned"}
    return [
        Problem(
            Location(paths[full]),
            "untracked-output",
            f"{paths[full]} is not in the commit, as git does not track it",
            f"git add {quote(paths[full])}",
        )
        for full in untracked(settings.folder, paths)
    ]
