"""The settings: where they are found, and what they may say.

``[tool.apicodes]`` of pyproject.toml, or apicodes.toml. Paths in them are relative to their folder.
"""

import os
import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import UNSET, Meta, Struct, field

from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound, nearest
from apicodes.settings import toml

# In Python, `$` also matches before a last line break.
LineText = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*\Z")]
"""Text on one line, without control characters."""

PathText = Annotated[LineText, Meta(min_length=1)]

REGION_NAME = r"[A-Za-z0-9_-]+"
"""What a region may be called."""

RegionName = Annotated[str, Meta(pattern=rf"^{REGION_NAME}\Z")]


class Common(Struct, frozen=True, kw_only=True):
    """What the table of every target may say."""

    path: PathText
    target: str | None = None
    template: PathText | None = None
    region: RegionName | None = None
    audience: Literal["public", "internal"] = "public"
    notice: bool = True
    params: dict[str, Any] = field(default_factory=dict)


class TargetTable(Struct, frozen=True):
    """One table under ``targets``: its name, what it says, and the keys that lead to it."""

    name: str
    content: dict[str, Any]
    steps: tuple[str, ...]


class CatalogTable(Struct, frozen=True):
    """One catalog: the paths and globs of its files, its targets, and what is said of its rules."""

    name: str | None
    spec: tuple[str, ...]
    targets: tuple[TargetTable, ...]
    steps: tuple[str, ...]
    rules: dict[str, Any] = {}
    """The keys in `OF_RULES`, as they stand; `rules.settings` reads them."""


OF_RULES = ("rules", "code_style", "extensions")
"""The keys of a catalog that its rules read."""

CATALOG_KEYS = ("spec", "targets", *OF_RULES)


class Config(Struct, frozen=True):
    """The settings of a project; `folder` is absolute and has no symbolic links in it."""

    path: str
    folder: str
    text: str
    prefix: tuple[str, ...]
    catalogs: tuple[CatalogTable, ...] = ()
    selected: tuple[CatalogTable, ...] = ()
    """Those of the catalogs that the command works on: all, or those that it names."""

    problems: tuple[Problem, ...] = ()
    """What is wrong outside the tables of targets; `tables.jobs` raises it with the rest."""

    @property
    def scope(self) -> str:
        """What is selected, in words."""
        return "the settings" if self.selected == self.catalogs else "the selected catalogs"

    def locate(self, *steps: str) -> Location:
        """Return where a key stands in the file, or the file where that cannot be told."""
        from apicodes.settings.toml_positions import locate

        return locate(self.text, self.path, (*self.prefix, *steps))

    def inside(self, path: str) -> str | None:
        """Return the absolute path of a file of the project, or None where it lies outside.

        Symbolic links are followed: a link that leads out of the folder is outside.
        """
        absolute = os.path.realpath(os.path.join(self.folder, path))
        inside = os.path.commonpath((absolute, self.folder)) == self.folder
        return absolute if inside and not os.path.isabs(path) else None

    def shown(self, path: str) -> str:
        """Return a path of the project as somebody in the current folder would write it."""
        return os.path.relpath(os.path.join(self.folder, path)).replace(os.sep, "/")


def load(path: str | None = None, names: Sequence[str] = ()) -> Config:
    """Read the settings at `path`, or the nearest ones above the current folder.

    `names` selects catalogs; without any, all are selected. Raises `ProblemsFound` with exit code
    2 where there are no settings, where they are not TOML, or lack a catalog that is named.
    """
    folder = current_folder()
    path, text, table, prefix = _read(path) if path else _find(folder)
    config = Config(path, os.path.realpath(os.path.dirname(path) or "."), text, prefix)
    problems: list[Problem] = []
    catalogs = tuple(_catalogs(config, table, problems))
    selected = tuple(its for its in catalogs if not names or its.name in names)
    if unknown := _unknown(config, catalogs, names):
        raise ProblemsFound([*problems, *unknown], COULD_NOT_RUN)
    return msgspec.structs.replace(
        config, catalogs=catalogs, selected=selected, problems=tuple(problems)
    )


def _unknown(
    config: Config, catalogs: Sequence[CatalogTable], names: Sequence[str]
) -> list[Problem]:
    """Return what is wrong with the names of catalogs that somebody gave."""
    known = [its.name for its in catalogs if its.name is not None]
    unknown = [name for name in dict.fromkeys(names) if name not in known]
    if unknown and not known:
        message = "there is only one catalog in the settings, and it has no name"
        return [Problem(Location(config.path), "usage", message, "leave --catalog away")]
    return [
        Problem(
            Location(config.path),
            "usage",
            f"no catalog '{name}' in the settings",
            nearest(name, known) or f"known here: {', '.join(known)}",
        )
        for name in unknown
    ]


def typed(
    config: Config,
    table: dict[str, Any],
    structs: Sequence[type[Struct]],
    steps: tuple[str, ...],
    problems: list[Problem],
) -> tuple[Any, ...] | None:
    """Convert a table to structs that share its keys between them.

    Returns None where anything is wrong; all of it is added to `problems`.
    """
    fields = {
        field.encode_name: field for struct in structs for field in msgspec.structs.fields(struct)
    }
    values: dict[str, Any] = {}
    before = len(problems)
    for key, value in table.items():
        if key not in fields:
            hint = nearest(key, fields) or f"known here: {', '.join(fields)}"
            problems.append(_problem(config, (*steps, key), f"unknown key '{key}'", hint))
            continue
        try:
            values[key] = msgspec.convert(value, fields[key].type)
        except msgspec.ValidationError as error:
            message, nearest_word = _explained(str(error), fields[key].type)
            problems.append(_problem(config, (*steps, key), f"{key}: {message}", nearest_word))
    for name, its in fields.items():
        if its.required and name not in table:
            problems.append(_problem(config, steps, f"the key '{name}' is missing here"))
    if len(problems) > before:
        return None
    try:
        return tuple(_made(struct, values) for struct in structs)
    except ValueError as error:  # Keys that do not go together: the struct says which.
        problems.append(_problem(config, steps, str(error)))
        return None


def _made(struct: type[Struct], values: dict[str, Any]) -> Struct:
    own = [its for its in msgspec.structs.fields(struct) if its.encode_name in values]
    return struct(**{its.name: values[its.encode_name] for its in own})


def _explained(message: str, of: Any) -> tuple[str, str | None]:
    """Return msgspec's message in the words of the settings, and the nearest word as a hint."""
    if word := re.search(r"Invalid enum value '(.*?)'", message):
        words = sorted(_words(of))
        return f"'{word[1]}' is none of {', '.join(words)}", nearest(word[1], words)
    if "matching regex" in message:
        return "the value has a character that cannot stand here", None
    for theirs, ours in _TYPES.items():
        message = message.replace(theirs, ours)
    return _lowered(message).replace("`", "'").replace("$", ""), None


_TYPES = {
    "`str` of length >= 1": "text that is not empty",
    "`str`": "text",
    "`bool`": "true or false",
    "`int`": "an integer",
    "`float`": "a number",
    "`array` of length >= 1": "a list of at least one item",
    "`array`": "a list",
    "`object`": "a table",
    " | null": "",
}


def _words(of: Any) -> set[str]:
    """Return the words that a type allows."""
    if get_origin(of) is Literal:
        return set(get_args(of))
    return {word for part in get_args(of) for word in _words(part)}


def _problem(
    config: Config, steps: tuple[str, ...], message: str, hint: str | None = None
) -> Problem:
    return Problem(config.locate(*steps), "config", message, hint)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


# Finding and reading the file


def current_folder() -> str:
    """Return the current folder. Raises `ProblemsFound` where somebody has deleted it."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        raise toml.refused(
            ".", "the current folder is deleted", "change to one that exists"
        ) from None


def _find(start: str) -> tuple[str, str, dict[str, Any], tuple[str, ...]]:
    folder = start
    while True:
        found = []
        for name in ("apicodes.toml", "pyproject.toml"):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                loaded = _read(os.path.relpath(path), required=False)
                found += [loaded] if loaded[2] is not None else []
        if len(found) == 2:
            message = f"{found[1][0]} has settings too"
            raise toml.refused(found[0][0], message, "keep them in one file")
        if found:
            return found[0]
        parent = os.path.dirname(folder)
        if parent == folder:
            hint = "run 'apicodes init', or name a file with --config"
            raise toml.refused(start, "no settings here or in a folder above", hint)
        folder = parent


def _read(path: str, *, required: bool = True) -> tuple[str, str, Any, tuple[str, ...]]:
    path = path.replace(os.sep, "/")
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read()
    except UnicodeDecodeError:
        raise toml.refused(path, "the file is not UTF-8") from None
    except OSError as error:
        raise toml.refused(path, f"cannot read the settings: {error.strerror}") from None
    prefix = ("tool", "apicodes") if os.path.basename(path) == "pyproject.toml" else ()
    table: Any = toml.parsed(text, path)
    for step in prefix:
        table = table.get(step) if isinstance(table, dict) else None
    if required and not isinstance(table, dict):
        raise toml.refused(path, "no table [tool.apicodes] in this file")
    if not isinstance(table, dict):
        return path, text, None, prefix
    toml.check_bounds(table, path)
    return path, text, table, prefix


# Tables


def _catalogs(
    config: Config, table: dict[str, Any], problems: list[Problem]
) -> Iterator[CatalogTable]:
    several = table.get("catalogs", UNSET)
    if several is UNSET:
        yield from _catalog(config, None, table, (), problems)
        return
    for key in table:
        if key != "catalogs":
            message = f"'{key}' stands beside 'catalogs'"
            hint = f"move it to a table such as [catalogs.NAME], as [catalogs.NAME.{key}]"
            problems.append(_problem(config, (key,), message, hint))
    if not _is_table_of_tables(several):
        problems.append(_problem(config, ("catalogs",), "'catalogs' holds tables, one a catalog"))
        return
    for name, catalog in several.items():
        yield from _catalog(config, name, catalog, ("catalogs", name), problems)


def _catalog(
    config: Config,
    name: str | None,
    table: dict[str, Any],
    steps: tuple[str, ...],
    problems: list[Problem],
) -> Iterator[CatalogTable]:
    unknown = [key for key in table if key not in CATALOG_KEYS]
    for key in unknown:
        hint = nearest(key, CATALOG_KEYS) or f"known here: {', '.join(CATALOG_KEYS)}"
        if key == "tool":
            hint = "in apicodes.toml the tables stand without 'tool.apicodes'"
        problems.append(_problem(config, (*steps, key), f"unknown key '{key}'", hint))
    spec = table.get("spec", [])
    spec = [spec] if isinstance(spec, str) else spec
    if "spec" not in table:
        if not unknown:
            message = "the key 'spec' is missing here; it names the catalog"
            problems.append(_problem(config, steps, message, 'add spec = "path/to/codes.yaml"'))
    elif not isinstance(spec, list) or not spec or not all(_is_path(path) for path in spec):
        message = "'spec' is a path, or a list of paths and globs"
        problems.append(_problem(config, (*steps, "spec"), message))
        spec = []
    tables = table.get("targets", {})
    if not _is_table_of_tables(tables):
        problems.append(
            _problem(config, (*steps, "targets"), "'targets' holds tables, one a target")
        )
        tables = {}
    yield CatalogTable(
        name,
        tuple(spec),
        tuple(
            TargetTable(target, content, (*steps, "targets", target))
            for target, content in tables.items()
        ),
        steps,
        {key: table[key] for key in OF_RULES if key in table},
    )


def _is_path(value: object) -> bool:
    return isinstance(value, str) and bool(value) and value.isprintable()


def _is_table_of_tables(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, dict) for item in value.values())
