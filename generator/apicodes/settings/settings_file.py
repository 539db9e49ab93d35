"""The settings file: `[tool.apicodes]` of pyproject.toml, or apicodes.toml."""

import os

from msgspec import Struct

from apicodes.problems import could_not_run
from apicodes.settings import toml

NAMES = ("apicodes.toml", "pyproject.toml")


class SettingsFile(Struct, frozen=True):
    """A file, the table of the settings in it, and the keys that lead to that table."""

    path: str
    text: str
    table: dict[str, object]
    prefix: tuple[str, ...]


def current_folder() -> str:
    """Return the current folder. Raises `ProblemsFound` where it was deleted."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        message = "the current folder was deleted"
        raise could_not_run(".", "config", message, "change to an existing folder") from None


def find(start: str) -> SettingsFile:
    """Return the settings of a folder, else those of the nearest one above.

    Raises `ProblemsFound` where there are none, or where both files of a folder have settings.
    """
    folder = start
    while True:
        files = _in_folder(folder)
        if len(files) == 2:
            message = f"{files[1].path} also has apicodes settings"
            raise could_not_run(files[0].path, "config", message, "keep the settings in one file")
        if files:
            return files[0]
        parent = os.path.dirname(folder)
        if parent == folder:
            hint = "run 'apicodes init', or name a file with --config"
            raise could_not_run(start, "config", "no settings in this folder or one above", hint)
        folder = parent


def _in_folder(folder: str) -> list[SettingsFile]:
    paths = [os.path.join(folder, name) for name in NAMES]
    files = [_read(os.path.relpath(path)) for path in paths if os.path.isfile(path)]
    return [file for file in files if file is not None]


def read(path: str) -> SettingsFile:
    """Return the settings of a file. Raises `ProblemsFound` with exit code 2."""
    file = _read(path)
    if file is None:
        raise could_not_run(
            path.replace(os.sep, "/"), "config", "no table [tool.apicodes] in this file"
        )
    return file


def _read(path: str) -> SettingsFile | None:
    """Return the settings of a file; None for a pyproject.toml without any."""
    path = path.replace(os.sep, "/")
    if os.path.exists(path) and not os.path.isfile(path):
        raise could_not_run(path, "config", "not a regular file", "name a file of settings")
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read()
    except UnicodeDecodeError:
        raise could_not_run(path, "config", "the file is not UTF-8") from None
    except OSError as error:
        message = f"cannot read the settings: {error.strerror}"
        raise could_not_run(path, "config", message) from None
    return parse(path, text, os.path.basename(path))


def parse(path: str, text: str, name: str) -> SettingsFile | None:
    """Return the settings in the text of a file; None for a pyproject.toml without any.

    `path` is how messages call the file, `name` its own name. Raises `ProblemsFound` with exit
    code 2.
    """
    prefix = ("tool", "apicodes") if name == "pyproject.toml" else ()
    table: object = toml.parse(text, path)
    for step in prefix:
        table = table.get(step) if isinstance(table, dict) else None
    if not isinstance(table, dict):
        return None
    toml.check_limits(table, path)
    return SettingsFile(path, text, table, prefix)
