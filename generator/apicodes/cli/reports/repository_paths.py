"""Where problems are for CI, which counts paths from the root of the repository."""

import os
import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from apicodes.problems import Problem

WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub and GitLab say that the repository is."""


def root() -> str:
    """Return the root of the repository, else the current folder."""
    here = os.path.realpath(".")
    for name in WORKSPACES:
        folder = os.path.realpath(os.environ.get(name) or os.devnull)
        if _lies_in(here, folder):
            return folder
    folder = here
    while not os.path.exists(os.path.join(folder, ".git")):
        if folder == os.path.dirname(folder):
            return here
        folder = os.path.dirname(folder)
    return folder


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def rooted(path: str, root: str) -> str:
    """Return a path of the current folder as seen from the root of the repository.

    One that lies outside of it is absolute; REV:path, which is in git, stays as it is.
    """
    if ":" in path and not os.path.lexists(path):
        return path
    absolute = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    if _lies_in(absolute, root):
        absolute = os.path.relpath(absolute, root)
    return absolute.replace(os.sep, "/")


# Places in messages move as the problem does.
_PLACE = re.compile(r"(?<=\S):\d+(?::\d+)?\b")


def fingerprints(problems: Iterable[tuple[str, Problem]]) -> list[str]:
    """Return for each path and problem what tells it from all others, whatever line it is on.

    Equal ones are told apart by their order.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    prints = []
    for path, problem in problems:
        key = (path, problem.rule, _PLACE.sub("", problem.message))
        seen[key] += 1
        prints.append(sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()[:32])
    return prints
