"""The files of a catalog: their paths, from the settings, and their text."""

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase

from apicodes.problems import (
    COULD_NOT_RUN,
    Location,
    Problem,
    ProblemsFound,
    could_not_run,
    raise_any,
)
from apicodes.settings.config import CatalogTable, Config

SIZE_LIMIT = 64 * 2**20
"""The size in bytes of the largest file that apicodes reads."""


def paths(config: Config, table: CatalogTable) -> list[str]:
    """Return the paths of a catalog's files, in order, relative to the folder of the settings."""
    paths: dict[str, None] = {}
    problems = []
    for pattern in table.spec:
        matching = matches(config, pattern)
        if not matching:
            what = "no file matches" if is_glob(pattern) else "there is no file"
            message, hint = f"{what} '{pattern}'", "correct 'spec' in the settings"
            where = config.locate(*table.steps, "spec")
            problems.append(Problem(where, "missing-catalog", message, hint))
        for path in matching:
            if config.inside(path) is None:
                message = f"'{path}' is outside the folder of the settings"
                where = config.locate(*table.steps, "spec")
                problems.append(Problem(where, "path-outside", message))
            paths[os.path.normpath(path).replace(os.sep, "/")] = None
    raise_any(problems, COULD_NOT_RUN)
    return list(paths)


def matches(config: Config, pattern: str) -> list[str]:
    """Return the files that match a path or glob; a file with that very name comes first.

    Raises `ProblemsFound` with exit code 2 where a folder cannot be listed.
    """
    if os.path.exists(os.path.join(config.folder, pattern)) or os.path.isabs(pattern):
        return [pattern]
    if not is_glob(pattern):
        return []

    def entries(folder: str) -> dict[str, bool]:
        try:
            with os.scandir(os.path.join(config.folder, folder)) as listed:
                return {entry.name: entry.is_dir() for entry in listed}
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP):
                return {}
            message = f"cannot list the folder: {error.strerror}"
            raise could_not_run(config.display_path(folder), "unreadable", message) from None

    return sorted(set(glob(os.path.normpath(pattern).replace(os.sep, "/"), entries)))


DEPTH_LIMIT = 40
"""How many folders deep ``**`` looks: links may lead in circles, and Linux follows 40 of them."""


def glob(
    pattern: str,
    entries: Callable[[str], Mapping[str, bool]],
    folder: str = "",
    depth: int = DEPTH_LIMIT,
) -> Iterator[str]:
    """Return the files below a folder that match; ``**`` is any number of folders.

    `entries` returns the names in a folder, and whether each is a folder itself. As in shells,
    only a pattern that begins with a dot matches a name that does.
    """
    first, _, rest = pattern.partition("/")
    if rest and not is_glob(first):
        yield from glob(rest, entries, f"{folder}/{first}" if folder else first, depth)
        return
    if first == "**" and rest:
        yield from glob(rest, entries, folder, depth)
    for name, is_folder in entries(folder).items():
        path = f"{folder}/{name}" if folder else name
        if name.startswith(".") and not first.startswith("."):
            continue
        if first == "**" and rest:
            if is_folder and depth:
                yield from glob(pattern, entries, path, depth - 1)
        elif fnmatchcase(name, first) and is_folder == bool(rest):
            yield from glob(rest, entries, path, depth) if rest else (path,)


def is_glob(path: str) -> bool:
    """Return whether a path in the settings is a glob."""
    return any(character in path for character in "*?[")


def read(config: Config, path: str) -> str:
    """Return the text of a file. Raises `ProblemsFound` if it cannot be read (exit code 2)."""
    name = config.display_path(path)
    full = os.path.join(config.folder, path)
    try:
        if not os.path.isfile(full):
            raise IsADirectoryError(errno.EISDIR, "not a file")
        size = os.path.getsize(full)
        if size > SIZE_LIMIT:
            raise ProblemsFound([too_large(size, name)])
        with open(full, "rb") as file:
            data = file.read()
    except OSError as error:
        message = f"cannot read the catalog: {error.strerror}"
        raise could_not_run(name, "unreadable", message) from None
    return decoded(data, name)


def too_large(size: int, name: str) -> Problem:
    """Return the problem that a file is larger than `SIZE_LIMIT`."""
    message = f"the file has {size:,} bytes; the limit is {SIZE_LIMIT:,}"
    hint = "split the catalog into several files, and list them under 'spec'"
    return Problem(Location(name), "too-large", message, hint)


def decoded(data: bytes, name: str) -> str:
    """Return the text of a file without its byte order mark.

    Raises `ProblemsFound` if it is not UTF-8.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        where = Location(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        problem = Problem(where, "not-utf-8", message, "save the file as UTF-8")
        raise ProblemsFound([problem]) from None
