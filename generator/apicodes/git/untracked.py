"""Files that git would leave out of a commit."""

import os
from collections.abc import Iterable

from apicodes.git.process import Repository


def untracked(folder: str, files: Iterable[str]) -> list[str]:
    """Return which files, by absolute paths, git neither tracks nor ignores.

    All of them are below a folder without symbolic links. Raises `ProblemsFound` with exit code 2
    where git cannot tell.
    """
    arguments = ("ls-files", "--others", "--exclude-standard", "-z")
    hint = "leave out --tracked, which asks git"
    listed = Repository(folder).output(folder, "git cannot list the files", hint, *arguments)
    names = set(os.fsdecode(listed).split("\0"))
    return [file for file in files if os.path.relpath(file, folder).replace(os.sep, "/") in names]
