"""Writing to the disk: never half of a file, and none before the texts of all are there."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress

from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound


def write(texts: Mapping[str, str]) -> None:
    """Write whole files: none is replaced before each new text is complete, beside its place.

    Texts go out in UTF-8, surrogates as the bytes that they stand for (PEP 383). Folders that are
    missing are made; the mode of a file that is replaced stays. Raises `ProblemsFound` with exit
    code 2: where a text cannot be written, no file has changed; where a file cannot be replaced,
    those before it are, and the hint names both.
    """
    made: list[str] = []
    temporary: dict[str, str] = {}
    try:
        for path, text in texts.items():
            _make_folders(os.path.dirname(os.path.abspath(path)), made)
            _write_beside(path, text, temporary)
        _replace(list(texts), temporary)
    finally:
        for path in temporary.values():
            with suppress(OSError):
                os.unlink(path)
        for folder in reversed(made):
            with suppress(OSError):
                os.rmdir(folder)  # Only one that stayed empty goes.


def _relative(path: str) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


def _make_folders(folder: str, made: list[str]) -> None:
    missing = []
    while not os.path.isdir(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for path in reversed(missing):
        try:
            os.mkdir(path)
        except OSError as error:
            raise failed(
                os.path.relpath(path), f"cannot make the folder: {error.strerror}"
            ) from None
        made.append(path)


def _write_beside(path: str, text: str, temporary: dict[str, str]) -> None:
    """Write the text to a file beside its place, with the mode of the one that it will replace."""
    beside = f"{path}.{os.getpid()}.tmp"
    try:
        mode = os.stat(path).st_mode & 0o7777 if os.path.exists(path) else None
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        temporary[path] = beside
        with open(descriptor, "wb") as stream:
            stream.write(text.encode("utf-8", "surrogateescape"))
        if mode is not None:
            os.chmod(beside, mode)
    except OSError as error:
        hint = "no file was changed"
        raise failed(_relative(path), f"cannot write: {error.strerror}", hint) from None


def _replace(paths: Sequence[str], temporary: dict[str, str]) -> None:
    for index, path in enumerate(paths):
        try:
            os.replace(temporary[path], path)
        except OSError as error:
            done = ", ".join(map(_relative, paths[:index])) or "none"
            left = ", ".join(map(_relative, paths[index:]))
            message = f"cannot replace the file: {error.strerror}"
            hint = f"replaced: {done}; not replaced: {left}"
            raise failed(_relative(path), message, hint) from None
        del temporary[path]


def remove(paths: Sequence[str]) -> None:
    """Remove files, and the folders that this leaves empty, one level up.

    Raises `ProblemsFound` with exit code 2 with all that cannot be removed.
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
    if problems:
        raise ProblemsFound(problems, COULD_NOT_RUN)


def failed(path: str, message: str, hint: str | None = None) -> ProblemsFound:
    """Return what to raise where a file cannot be read or written."""
    return ProblemsFound([Problem(Location(path), "file", message, hint)], COULD_NOT_RUN)
