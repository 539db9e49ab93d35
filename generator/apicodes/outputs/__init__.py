"""Outputs against the disk: paths, drift, orphans, the round trip, writing.

`plan` is the same for `generate` and `check`; they part at the last step.
"""

from collections.abc import Sequence

from apicodes import loading
from apicodes.loading import Source
from apicodes.outputs import read_back, target_tables
from apicodes.outputs.orphans import orphan, orphaned_regions, orphans
from apicodes.outputs.output_file import File, compared
from apicodes.outputs.path_registry import PathRegistry
from apicodes.outputs.rendering import ConfiguredTarget, outputs_of, render
from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound, nearest
from apicodes.settings.config import CatalogTable, Config
from apicodes.targets.notice import notice_of


def plan(config: Config, chosen: Sequence[str] = ()) -> list[File]:
    """Return the outputs of the chosen targets (all by default), then the orphans.

    Both belong to the selected catalogs; their paths are compared with those of all catalogs.

    Raises `ProblemsFound` with all that is wrong in settings, catalogs and templates.
    """
    configured = target_tables.configured_targets(config)
    check_chosen(config, chosen)
    wanted = [
        target
        for target in configured
        if target.catalog in config.selected and (not chosen or target.table.name in chosen)
    ]
    notices = {notice_of(catalog) for catalog in config.selected}
    registry = PathRegistry(config, configured)
    files: list[File] = []
    problems: list[Problem] = []
    exit_codes = []
    for catalog in config.catalogs:
        # Where a target makes several files, which ones is known from the catalog alone.
        known = [
            target
            for target in configured
            if target.catalog is catalog
            and (target in wanted or (target.owned is not None and notice_of(catalog) in notices))
        ]
        try:
            planned = _files(config, catalog, known, registry)
        except ProblemsFound as error:
            problems += error.problems
            exit_codes.append(error.exit_code)
        else:
            files += [file for file in planned if file.output and file.output.target in wanted]
    if problems:
        raise ProblemsFound(dict.fromkeys(problems), max(exit_codes))
    return [
        *files,
        *orphans(config, registry, wanted),
        *orphaned_regions(config, configured, registry.hosts),
    ]


def rendered(config: Config, name: str) -> list[str]:
    """Return the texts of a target, one for each catalog that has it."""
    configured = [
        target
        for target in target_tables.configured_targets(config)
        if target.catalog in config.selected
    ]
    check_chosen(config, [name])
    texts = []
    for target in configured:
        if target.table.name == name:
            source = loading.load(config, target.catalog)
            target_tables.check_extensions(config, target, source)
            output, *others = outputs_of(target, source)
            if others:
                message = f"the target '{name}' makes {len(others) + 1} files; --stdout prints one"
                where = config.locate(*target.table.steps)
                raise ProblemsFound([Problem(where, "usage", message)], COULD_NOT_RUN)
            rendered = render(config, output)
            read_back.refuse([(rendered, config.display_path(output.part.path))])
            texts.append(rendered.text)
    return texts


def replan(config: Config, files: Sequence[File], source: Source) -> list[File]:
    """Return the same outputs of another catalog; those that it no longer has are orphans.

    Raises `ProblemsFound` as `plan`.
    """
    registry = PathRegistry(config, target_tables.configured_targets(config))
    configured = {
        output.target.table.steps: output.target
        for file in files
        if (output := file.output) is not None
    }
    planned = [
        compared(config, full, render(config, output))
        for target in configured.values()
        for output, full in registry.placed(target, outputs_of(target, source))
    ]
    kept = {file.full for file in planned}
    return [
        *planned,
        *(orphan(file) for file in files if file.state != "missing" and file.full not in kept),
    ]


def check_chosen(config: Config, chosen: Sequence[str]) -> None:
    """Raise `ProblemsFound` with every chosen name that no target has."""
    known = sorted({table.name for catalog in config.selected for table in catalog.targets})
    problems = [
        Problem(
            Location(config.path),
            "usage",
            f"no target '{name}' in {config.scope}",
            nearest(name, known) or f"known here: {', '.join(known)}",
        )
        for name in chosen
        if name not in known
    ]
    if problems:
        raise ProblemsFound(problems, COULD_NOT_RUN)


def _files(
    config: Config,
    catalog: CatalogTable,
    configured: Sequence[ConfiguredTarget],
    registry: PathRegistry,
) -> list[File]:
    if not configured:
        return []
    source = loading.load(config, catalog)
    problems: list[Problem] = []
    exit_codes = []
    files = []
    for target in configured:
        try:
            target_tables.check_extensions(config, target, source)
            for output, full in registry.placed(target, outputs_of(target, source)):
                files.append(compared(config, full, render(config, output)))
        except ProblemsFound as error:
            problems += error.problems
            exit_codes.append(error.exit_code)
    if problems:
        raise ProblemsFound(sorted(problems, key=_position), max(exit_codes))
    return files


def _position(problem: Problem) -> tuple[str, int, int]:
    where = problem.location
    return where.path, where.line or 0, where.column or 0
