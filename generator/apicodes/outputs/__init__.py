"""Outputs against the disk: paths, drift, orphans, the round trip, writing.

`plan` is the same for `generate` and `check`; they part at the last step.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from apicodes import loading
from apicodes.loading import Source
from apicodes.outputs import read_back, target_tables
from apicodes.outputs.orphans import orphan, orphaned_regions, orphans
from apicodes.outputs.output_file import File, compared
from apicodes.outputs.path_registry import PathRegistry
from apicodes.outputs.rendering import ConfiguredTarget, outputs_of, render
from apicodes.problems import (
    COULD_NOT_RUN,
    Collector,
    Location,
    Problem,
    ProblemsFound,
    could_not_run,
    nearest,
    raise_any,
)
from apicodes.render.markdown.page_elements import heading_ids
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
    collector = Collector()
    for catalog in config.catalogs:
        # Where a target makes several files, which ones is known from the catalog alone.
        known = [
            target
            for target in configured
            if target.catalog is catalog
            and (target in wanted or (target.owned is not None and notice_of(catalog) in notices))
        ]
        with collector.collect() if catalog in config.selected else suppress(ProblemsFound):
            planned = _files(config, catalog, known, registry)
            files += [file for file in planned if file.output and file.output.target in wanted]
    collector.raise_any()
    raise_any(_repeated_ids(files))
    return [
        *files,
        *orphans(config, registry, wanted),
        *orphaned_regions(config, configured, registry.hosts),
    ]


def _repeated_ids(files: Sequence[File]) -> Iterator[Problem]:
    """Return the ids of headings that two regions of a page have: links lead to the first."""
    owners: dict[tuple[str, str], File] = {}
    for file in files:
        for anchor in heading_ids(file.text) if file.region is not None else ():
            other = owners.setdefault((file.full, anchor), file)
            if other is not file:
                message = f"the regions '{other.region}' and '{file.region}' both have '#{anchor}'"
                hint = "give one of them a page of its own"
                yield Problem(Location(file.path, file.line), "name-clash", message, hint)


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
                raise could_not_run(config.locate(*target.table.steps), "usage", message)
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
    unknown = (
        Problem(
            Location(config.path),
            "usage",
            f"no target '{name}' in {config.scope}",
            nearest(name, known) or f"known here: {', '.join(known)}",
        )
        for name in chosen
        if name not in known
    )
    raise_any(unknown, COULD_NOT_RUN)


def _files(
    config: Config,
    catalog: CatalogTable,
    configured: Sequence[ConfiguredTarget],
    registry: PathRegistry,
) -> list[File]:
    if not configured:
        return []
    source = loading.load(config, catalog)
    collector = Collector()
    files = []
    for target in configured:
        with collector.collect():
            target_tables.check_extensions(config, target, source)
            for output, full in registry.placed(target, outputs_of(target, source)):
                files.append(compared(config, full, render(config, output)))
    collector.problems.sort(key=lambda problem: problem.location.position)
    collector.raise_any()
    return files
