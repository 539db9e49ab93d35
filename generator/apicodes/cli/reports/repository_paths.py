"""Paths from the root of the repository, which CI wants, and fingerprints of problems."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from apicodes.problems import Problem

WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""The variables with which GitHub and GitLab name the folder of the repository."""


def root(problems: Iterable[Problem]) -> str:
    """Return the root of the repository that holds this folder and the files of problems.

    Else it is the current folder. Inside of a submodule, the settings may be in the repository
    around it.
    """
    here = os.path.realpath(".")
    for name in WORKSPACES:
        folder = os.path.realpath(os.environ.get(name) or os.devnull)
        if _is_inside(here, folder):
            return folder
    paths = {problem.location.path for problem in problems}
    folders = {os.path.realpath(os.path.dirname(path)) for path in paths if os.path.lexists(path)}
    return _repository(os.path.commonpath((here, *folders))) or _repository(here) or here


def _repository(folder: str) -> str | None:
    """Return the nearest folder, this one or above, that git keeps."""
    while not os.path.exists(os.path.join(folder, ".git")):
        if folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)
    return folder


def _is_inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def path_in_repository(path: str, root: str) -> str:
    """Return a path relative to the root of the repository, from one relative to this folder.

    A path outside of the repository becomes absolute; REV:path, which is in git, stays as it is.
    """
    if ":" in path and not os.path.lexists(path):
        return path
    absolute = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    if _is_inside(absolute, root):
        absolute = os.path.relpath(absolute, root)
    return absolute.replace(os.sep, "/")


# Lines and columns in a message change when lines are added above the problem.
_LINE_AND_COLUMN = re.compile(r"(?<=\S):\d+(?::\d+)?\b")


def in_repository(problems: Iterable[Problem]) -> Iterator[tuple[str, Problem, str]]:
    """Return each problem with its path, and a hash that identifies it whatever line it is on.

    Equal problems are numbered in their order.
    """
    problems = list(problems)
    folder = root(problems)
    counts: Counter[tuple[str, ...]] = Counter()
    for problem in problems:
        path = path_in_repository(problem.location.path, folder)
        key = (path, problem.rule, _LINE_AND_COLUMN.sub("", problem.message))
        counts[key] += 1
        digest = sha256("\0".join((*key, str(counts[key]))).encode()).hexdigest()
        yield path, problem, digest[:32]
