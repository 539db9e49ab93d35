"""The files of a catalog: which ones the settings name, and the text of each."""

import errno
import os

from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound
from apicodes.settings.config import CatalogTable, Config

SIZE_LIMIT = 64 * 2**20
"""The largest file that is read, in bytes."""


def paths(config: Config, table: CatalogTable) -> list[str]:
    """Return the paths of a catalog's files, relative to the config's folder, in their order."""
    paths: dict[str, None] = {}
    problems = []
    for pattern in table.spec:
        found = matches(config, pattern)
        if not found:
            message = f"no file {'matches ' if is_glob(pattern) else ''}'{pattern}'"
            where = config.locate(*table.steps, "spec")
            problems.append(Problem(where, "missing-catalog", message, "mend 'spec'"))
        for path in found:
            if config.inside(path) is None:
                where = config.locate(*table.steps, "spec")
                message = f"'{path}' leads out of the folder of the settings"
                problems.append(Problem(where, "path-outside", message))
            paths[os.path.normpath(path).replace(os.sep, "/")] = None
    if problems:
        raise ProblemsFound(problems, COULD_NOT_RUN)
    return list(paths)


def matches(config: Config, pattern: str) -> list[str]:
    """Return the files that a path or glob names; a file that is called like a glob is meant."""
    if os.path.exists(os.path.join(config.folder, pattern)):
        return [pattern]
    if not is_glob(pattern):
        return []
    from glob import glob

    return sorted(glob(pattern, root_dir=config.folder, recursive=True))


def is_glob(path: str) -> bool:
    """Return whether a path of the settings may stand for several files."""
    return any(character in path for character in "*?[")


def read(config: Config, path: str) -> str:
    """Return the text of a file. Raises `ProblemsFound` where it cannot be read (exit code 2)."""
    shown = config.shown(path)
    full = os.path.join(config.folder, path)
    try:
        if not os.path.isfile(full):
            raise IsADirectoryError(errno.EISDIR, "not a file")
        size = os.path.getsize(full)
        if size > SIZE_LIMIT:
            raise ProblemsFound([too_large(size, shown)])
        with open(full, "rb") as file:
            data = file.read()
    except OSError as error:
        message = f"cannot read the catalog: {error.strerror}"
        problem = Problem(Location(shown), "unreadable", message)
        raise ProblemsFound([problem], COULD_NOT_RUN) from None
    return decoded(data, shown)


def too_large(size: int, shown: str) -> Problem:
    """Return what to say of a file that is larger than what is read."""
    limit = f"a file of {size:,} bytes; at most {SIZE_LIMIT:,} are read"
    hint = "split the catalog; 'spec' takes several files"
    return Problem(Location(shown), "too-large", limit, hint)


def decoded(data: bytes, shown: str) -> str:
    """Return the text of a file. Raises `ProblemsFound` where it is not UTF-8."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        where = Location(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        problem = Problem(where, "not-utf-8", message, "save the file as UTF-8")
        raise ProblemsFound([problem]) from None
