"""Writing files: each atomically, and none before the texts of all are on the disk."""

import errno
import os
import re
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

from apicodes.problems import COULD_NOT_RUN, Location, Problem, could_not_run, raise_any


def write(texts: Mapping[str, str], by_people: Collection[str] = ()) -> None:
    """Write whole files; the first is replaced when all new texts are in temporary files.

    Texts are encoded as UTF-8, and surrogates as the bytes that they stand for (PEP 383). Missing
    folders are created; a replaced file keeps its mode, and its owner where this may be given.
    `by_people` are the files that people wrote: they are on the disk before one is replaced
    (fsync), as nothing could make them again. Raises `ProblemsFound` with exit code 2:
    where a text cannot be written, no file has changed; where a file cannot be replaced, the hint
    names the files that were and were not.
    """
    created: list[str] = []
    temporary: dict[str, str] = {}
    folders: set[str] = set()
    try:
        for path, text in texts.items():
            folder = os.path.dirname(os.path.abspath(path))
            if folder not in folders:
                folders.add(folder)
                _create_folders(folder, created)
                _remove_abandoned(folder)
            _write_temporary(path, text, temporary, durable=path in by_people)
        _replace(list(texts), temporary)
    finally:
        for path in temporary.values():
            with suppress(OSError):
                os.unlink(path)
        for folder in reversed(created):
            with suppress(OSError):
                os.rmdir(folder)  # This fails for a folder that is in use.


def _relative(path: str) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


def _create_folders(folder: str, created: list[str]) -> None:
    missing = []
    while not os.path.isdir(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for path in reversed(missing):
        try:
            os.mkdir(path)
        except OSError as error:
            message = f"cannot create the folder: {error.strerror}"
            raise could_not_run(os.path.relpath(path), "file", message) from None
        created.append(path)


TEMPORARY = re.compile(r"\.apicodes-[0-9a-f]{16}\.tmp")
"""The name of a temporary file: hidden from globs, and shorter than the longest names are."""

ABANDONED = 60 * 60
"""After how many seconds a temporary file is one of a run that was killed."""


def _write_temporary(path: str, text: str, temporary: dict[str, str], *, durable: bool) -> None:
    """Write a text to a temporary file in the folder, with the mode and the owner of its target."""
    folder = os.path.dirname(os.path.abspath(path))
    temporary_path = os.path.join(folder, f".apicodes-{os.urandom(8).hex()}.tmp")
    try:
        status = os.stat(path) if os.path.exists(path) else None
        descriptor = os.open(temporary_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        temporary[path] = temporary_path
        with open(descriptor, "wb") as stream:
            stream.write(text.encode("utf-8", "surrogateescape"))
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        if status is not None:
            with suppress(OSError, AttributeError):  # Windows has no owners.
                os.chown(temporary_path, status.st_uid, status.st_gid)
            os.chmod(temporary_path, status.st_mode & 0o7777)
    except OSError as error:
        hint = "no file was changed"
        raise could_not_run(
            _relative(path), "file", f"cannot write: {error.strerror}", hint
        ) from None


def _remove_abandoned(folder: str) -> None:
    """Remove temporary files that a killed run left in a folder."""
    with suppress(OSError):
        for name in filter(TEMPORARY.fullmatch, os.listdir(folder)):
            path = os.path.join(folder, name)
            if time.time() - os.stat(path).st_mtime > ABANDONED:
                os.unlink(path)


def _replace(paths: Sequence[str], temporary: dict[str, str]) -> None:
    for index, path in enumerate(paths):
        try:
            os.replace(temporary[path], path)
        except OSError as error:
            replaced = ", ".join(map(_relative, paths[:index])) or "none"
            others = ", ".join(map(_relative, paths[index:]))
            message = f"cannot replace the file: {error.strerror}"
            hint = f"replaced: {replaced}; not replaced: {others}"
            if error.errno == errno.EBUSY:
                hint = f"a file that is mounted alone cannot be replaced: mount its folder; {hint}"
            raise could_not_run(_relative(path), "file", message, hint) from None
        del temporary[path]


def remove(paths: Sequence[str]) -> None:
    """Remove files, and their folders where these are empty then.

    Raises `ProblemsFound` with exit code 2 for all files that cannot be removed.
    """
    problems = []
    for path in paths:
        try:
            os.unlink(path)
        except OSError as error:
            message = f"cannot remove the file: {error.strerror}"
            problems.append(Problem(Location(_relative(path)), "file", message))
    for folder in {os.path.dirname(path) for path in paths}:
        with suppress(OSError):
            os.rmdir(folder)
    raise_any(problems, COULD_NOT_RUN)
