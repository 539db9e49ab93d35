"""Files that a sparse checkout leaves out: a glob does not find them, and their codes are lost."""

import os
from collections.abc import Iterable

from apicodes.catalog.files import glob, is_glob
from apicodes.git.process import Repository
from apicodes.problems import COULD_NOT_RUN, Problem, raise_any
from apicodes.settings.config import CatalogTable, Config


def check(config: Config, table: CatalogTable) -> None:
    """Raise `ProblemsFound` with exit code 2 for files of globs that are not checked out."""
    patterns = [os.path.normpath(pattern) for pattern in table.spec if is_glob(pattern)]
    if not patterns or not _may_be_sparse(config.folder):
        return
    listed = Repository(config.folder).run("ls-files", "-t", "-z").stdout
    left_out = [line[2:] for line in os.fsdecode(listed).split("\0") if line.startswith("S ")]
    folders = _folders(left_out)
    paths = {path for each in patterns for path in glob(each, lambda at: folders.get(at, {}))}
    where = config.locate(*table.steps, "spec")
    raise_any(
        (
            Problem(
                where,
                "missing-catalog",
                f"'{path}' is not checked out: the checkout is sparse",
                f"git sparse-checkout add {os.path.dirname(path)}",
            )
            for path in sorted(paths)
        ),
        COULD_NOT_RUN,
    )


def _may_be_sparse(folder: str) -> bool:
    """Return whether the repository around a folder has patterns of a sparse checkout."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        if folder == os.path.dirname(folder):
            return False
        folder = os.path.dirname(folder)
    # The file of a worktree or of a submodule names another folder, and git knows which.
    git = os.path.join(folder, ".git")
    return os.path.isfile(git) or os.path.exists(os.path.join(git, "info", "sparse-checkout"))


def _folders(paths: Iterable[str]) -> dict[str, dict[str, bool]]:
    """Return the names in each folder, and whether each is a folder itself."""
    folders: dict[str, dict[str, bool]] = {}
    for path in paths:
        steps = path.split("/")
        for count, step in enumerate(steps):
            folders.setdefault("/".join(steps[:count]), {})[step] = count < len(steps) - 1
    return folders
