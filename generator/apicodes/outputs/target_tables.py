"""Check the tables of the settings, each of which configures a target."""

from collections.abc import Iterator

from msgspec import Struct

from apicodes.loading import Source
from apicodes.outputs.rendering import ConfiguredTarget
from apicodes.problems import COULD_NOT_RUN, Problem, nearest, raise_any
from apicodes.settings.config import CatalogTable, Common, Config, TargetTable
from apicodes.settings.typed_tables import typed
from apicodes.targets import NAMES, OF_USER, extensions, module, parts


class NoOptions(Struct, frozen=True):
    """The options of a table that has only a template."""


def configured_targets(config: Config) -> tuple[ConfiguredTarget, ...]:
    """Return the targets of all catalogs; of one that is not selected, those without a mistake.

    Raises `ProblemsFound` (exit code 2) with all that is wrong in the settings.
    """
    problems = list(config.problems)
    unselected: list[Problem] = []
    configured = [
        _configured(config, catalog, table, problems if catalog in config.selected else unselected)
        for catalog in config.catalogs
        for table in catalog.targets
    ]
    raise_any(sorted(problems, key=lambda problem: problem.location.position), COULD_NOT_RUN)
    return tuple(target for target in configured if target is not None)


def _configured(
    config: Config, catalog: CatalogTable, table: TargetTable, problems: list[Problem]
) -> ConfiguredTarget | None:
    says = table.content.get("target")
    kind = says if isinstance(says, str) else table.name
    known = (*NAMES, OF_USER)
    if kind not in known:
        where = config.locate(*table.steps, *(["target"] if says else []))
        hint = nearest(kind, known) or f"known here: {', '.join(known)}"
        problems.append(Problem(where, "config", f"unknown target '{kind}'", hint))
        return None
    _check_placeholders(config, table, kind, problems)
    if kind == OF_USER and "template" not in table.content:
        message = 'a table with target = "template" names its template'
        hint = 'add template = "path/to/file.jinja"'
        problems.append(Problem(config.locate(*table.steps), "config", message, hint))
    struct = NoOptions if kind == OF_USER else module(kind).Options
    values = typed(config, table.content, (Common, struct), table.steps, problems)
    target = ConfiguredTarget(table, catalog, kind, *values) if values else None
    if "region" in table.content:
        problems += _misfits_of_region(config, table, kind, target)
    return target


def _misfits_of_region(
    config: Config, table: TargetTable, kind: str, target: ConfiguredTarget | None
) -> Iterator[Problem]:
    """Return the keys of a table that a region cannot have."""
    for key in ("notice", *(() if kind == OF_USER else module(kind).ONLY_IN_FILES)):
        if key in table.content:
            message = f"'{key}' is for whole files, and this is a region of one"
            hint = "remove the key, or 'region'"
            yield Problem(config.locate(*table.steps, key), "config", message, hint)
    if target is not None and target.owned is not None:
        message = "a target that makes several files cannot be a region of one"
        where = config.locate(*table.steps, "region")
        yield Problem(where, "config", message, "remove the key 'region'")


def _check_placeholders(
    config: Config, table: TargetTable, kind: str, problems: list[Problem]
) -> None:
    """Add what is wrong with the braces in a path."""
    path = table.content.get("path")
    for name in parts.placeholders(path) if isinstance(path, str) else ():
        where = config.locate(*table.steps, "path")
        if kind != OF_USER:
            message = f"'{{{name}}}' in the path of a target that makes no file for each"
            hint = 'placeholders are for tables with target = "template"'
        elif name not in parts.PLACEHOLDERS:
            message = f"the path has no placeholder '{{{name}}}'"
            known = ", ".join(f"{{{name}}}" for name in parts.PLACEHOLDERS)
            hint = nearest(name, parts.PLACEHOLDERS) or f"known here: {known}"
        else:
            continue
        problems.append(Problem(where, "config", message, hint))


def check_extensions(config: Config, target: ConfiguredTarget, source: Source) -> None:
    """Raise `ProblemsFound` with each field of the team's own that a table names and nobody has."""
    if isinstance(target.options, extensions.Extended):
        declared = target.catalog.rules.get("extensions")
        steps = target.table.steps
        unknown = extensions.problems(config, steps, target.options, declared, source.catalog)
        raise_any(unknown, COULD_NOT_RUN)
