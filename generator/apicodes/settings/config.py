"""The settings of a project as values. Paths in them are relative to the folder of their file."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound, nearest
from apicodes.settings import settings_file
from apicodes.settings.settings_file import SettingsFile

# In Python, `$` also matches before a last line break.
LineText = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*\Z")]
"""One line of text without control characters."""

PathText = Annotated[LineText, Meta(min_length=1)]

REGION_NAME = r"[A-Za-z0-9_-]+"
"""The pattern of a region's name."""

RegionName = Annotated[str, Meta(pattern=rf"^{REGION_NAME}\Z")]


class Common(Struct, frozen=True, kw_only=True):
    """The keys that the table of every target may have."""

    path: PathText
    target: str | None = None
    template: PathText | None = None
    region: RegionName | None = None
    audience: Literal["public", "internal"] = "public"
    notice: bool = True
    params: dict[str, Any] = field(default_factory=dict)


class TargetTable(Struct, frozen=True):
    """One table under ``targets``: its name, its content, and the keys that lead to it."""

    name: str
    content: dict[str, Any]
    steps: tuple[str, ...]


class CatalogTable(Struct, frozen=True):
    """One catalog: the paths and globs of its files, its targets, and the keys that lead to it."""

    name: str | None
    spec: tuple[str, ...]
    targets: tuple[TargetTable, ...]
    steps: tuple[str, ...]
    rules: dict[str, Any] = {}
    """The keys in `RULE_KEYS` with their values; `lint.rule_settings` checks them."""
    problems: tuple[Problem, ...] = ()
    accepted: dict[str, str] = {}
    """Why breaking changes are accepted, by the entry's key with or without ``.FIELD``."""


RULE_KEYS = ("rules", "code_style", "extensions")
"""The keys of a catalog that are settings of its rules."""

CATALOG_KEYS = ("spec", "targets", "accepted", *RULE_KEYS)


class Config(Struct, frozen=True):
    """The settings of a project; `folder` is absolute and has no symbolic links in it."""

    path: str
    folder: str
    text: str
    prefix: tuple[str, ...]
    catalogs: tuple[CatalogTable, ...] = ()
    selected: tuple[CatalogTable, ...] = ()
    """The catalogs that the command works on: all, or those named with --catalog."""

    problems: tuple[Problem, ...] = ()
    """Problems outside the tables of targets, and of no catalog that is not selected."""

    @property
    def scope(self) -> str:
        """What is selected, for messages."""
        return "the settings" if self.selected == self.catalogs else "the selected catalogs"

    def locate(self, *steps: str) -> Location:
        """Return the location of a key in the file, or the file where it has no such key."""
        from apicodes.settings.toml_positions import locate

        return locate(self.text, self.path, (*self.prefix, *steps))

    def problem(self, steps: Sequence[str], message: str, hint: str | None = None) -> Problem:
        """Return a problem at the location of a key."""
        return Problem(self.locate(*steps), "config", message, hint)

    def inside(self, path: str) -> str | None:
        """Return the absolute path of a file of the project, or None for one outside of it.

        Symbolic links are followed: a link that leads out of the folder is outside. So is what
        leads into ``.git``, whose files make git run programs.
        """
        absolute = os.path.realpath(os.path.join(self.folder, path))
        inside = os.path.commonpath((absolute, self.folder)) == self.folder
        steps = os.path.relpath(absolute, self.folder).split(os.sep)
        if not inside or os.path.isabs(path) or any(map(is_of_git, steps)):
            return None
        return absolute

    def display_path(self, path: str) -> str:
        """Return a path of the project relative to the current folder, for messages."""
        return os.path.relpath(os.path.join(self.folder, path)).replace(os.sep, "/")


def is_of_git(step: str) -> bool:
    """Return whether a step of a path is git's own folder, as any disk may spell it."""
    return step.casefold().rstrip(". ") in (".git", "git~1")


def load(path: str | None = None, names: Sequence[str] = ()) -> Config:
    """Read the settings at `path`, or the nearest ones above the current folder.

    `names` selects catalogs; without any, all are selected. Raises `ProblemsFound` with exit code
    2 where there are no settings, where they are not TOML, or lack a named catalog.
    """
    start = settings_file.current_folder()
    file = settings_file.read(path) if path else settings_file.find(start)
    folder = os.path.realpath(os.path.dirname(file.path) or ".")
    config = of_file(file, folder)
    selected = tuple(table for table in config.catalogs if not names or table.name in names)
    if unknown := _unknown_names(config, config.catalogs, names):
        raise ProblemsFound([*config.problems, *unknown], COULD_NOT_RUN)
    others = {
        problem for table in config.catalogs if table not in selected for problem in table.problems
    }
    problems = tuple(problem for problem in config.problems if problem not in others)
    return replace(config, selected=selected, problems=problems)


def of_file(file: SettingsFile, folder: str) -> Config:
    """Return the settings of a file, with all of its catalogs selected; paths are in `folder`."""
    config = Config(file.path, folder, file.text, file.prefix)
    problems: list[Problem] = []
    catalogs = tuple(_catalogs(config, file.table, problems))
    return replace(config, catalogs=catalogs, selected=catalogs, problems=tuple(problems))


def _unknown_names(
    config: Config, catalogs: Sequence[CatalogTable], names: Sequence[str]
) -> list[Problem]:
    """Return a problem for each name that is not one of a catalog."""
    known = [table.name for table in catalogs if table.name is not None]
    unknown = [name for name in dict.fromkeys(names) if name not in known]
    if unknown and not known:
        message = "the settings have only one catalog, and it has no name"
        return [Problem(Location(config.path), "usage", message, "leave out --catalog")]
    return [
        Problem(
            Location(config.path),
            "usage",
            f"no catalog '{name}' in the settings",
            nearest(name, known) or f"known here: {', '.join(known)}",
        )
        for name in unknown
    ]


# Tables


def _catalogs(
    config: Config, table: Mapping[str, object], problems: list[Problem]
) -> Iterator[CatalogTable]:
    if "catalogs" not in table:
        yield from _catalog(config, None, table, (), problems)
        return
    for key in table:
        if key != "catalogs":
            message = f"'{key}' cannot be used beside 'catalogs'"
            hint = f"move it to the table of a catalog: [catalogs.NAME], or [catalogs.NAME.{key}]"
            problems.append(config.problem((key,), message, hint))
    catalogs = _tables(table["catalogs"])
    if catalogs is None:
        message = "'catalogs' must hold one table per catalog"
        problems.append(config.problem(("catalogs",), message))
        return
    for name, catalog in catalogs.items():
        yield from _catalog(config, name, catalog, ("catalogs", name), problems)


def _catalog(
    config: Config,
    name: str | None,
    table: Mapping[str, object],
    steps: tuple[str, ...],
    problems: list[Problem],
) -> Iterator[CatalogTable]:
    before = len(problems)
    unknown = [key for key in table if key not in CATALOG_KEYS]
    for key in unknown:
        hint = nearest(key, CATALOG_KEYS) or f"known here: {', '.join(CATALOG_KEYS)}"
        if key == "tool":
            hint = "in apicodes.toml, table names do not start with 'tool.apicodes'"
        problems.append(config.problem((*steps, key), f"unknown key '{key}'", hint))
    if "spec" not in table and not unknown:
        message = "the key 'spec', which names the catalog, is missing here"
        problems.append(config.problem(steps, message, 'add spec = "path/to/codes.yaml"'))
    spec = _spec(table.get("spec", []))
    if spec is None or ("spec" in table and not spec):
        message = "'spec' must be a path, or a list of paths and globs"
        problems.append(config.problem((*steps, "spec"), message))
    accepted = table.get("accepted", {})
    if not isinstance(accepted, dict) or not all(map(_is_line, accepted.values())):
        message = "'accepted' must hold a reason for each change"
        hint = 'write it as [accepted] and "NotFound.http_status" = "No client reads it."'
        problems.append(config.problem((*steps, "accepted"), message, hint))
        accepted = {}
    targets = _tables(table.get("targets", {}))
    if targets is None:
        message = "'targets' must hold one table per target"
        problems.append(config.problem((*steps, "targets"), message))
    yield CatalogTable(
        name,
        spec or (),
        tuple(
            TargetTable(target, content, (*steps, "targets", target))
            for target, content in (targets or {}).items()
        ),
        steps,
        {key: table[key] for key in RULE_KEYS if key in table},
        tuple(problems[before:]),
        accepted,
    )


def _spec(value: object) -> tuple[str, ...] | None:
    """Return the paths of `spec`, or None for a value that is no path and no list of paths."""
    paths = [value] if isinstance(value, str) else value
    if not isinstance(paths, list) or not all(_is_line(path) for path in paths):
        return None
    return tuple(paths)


def _is_line(value: object) -> bool:
    return isinstance(value, str) and bool(value) and value.isprintable()


def _tables(value: object) -> dict[str, dict[str, object]] | None:
    """Return a table of tables, or None for any other value."""
    if isinstance(value, dict) and all(isinstance(item, dict) for item in value.values()):
        return value
    return None
