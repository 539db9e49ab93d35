"""Outputs against the disk: paths, drift, orphans, the round trip, writing.

`plan` is the same for `generate` and `check`; they part at the last step.
"""

from collections.abc import Sequence

from apicodes import loading, targets
from apicodes.loading import Source
from apicodes.outputs import read_back, target_tables
from apicodes.outputs.jobs import Job, render, tasks
from apicodes.outputs.orphans import orphan, orphaned_regions, orphans
from apicodes.outputs.output_file import File, compared
from apicodes.outputs.output_paths import Taken
from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound, nearest
from apicodes.settings.config import CatalogTable, Config


def plan(config: Config, chosen: Sequence[str] = ()) -> list[File]:
    """Return the files of the chosen tables, of all tables where none is chosen; then the orphans.

    Both are those of the selected catalogs. Paths are compared with those of all.

    Raises `ProblemsFound` with all that is wrong in settings, catalogs and templates.
    """
    jobs = target_tables.jobs(config)
    check_chosen(config, chosen)
    wanted = [
        job
        for job in jobs
        if job.catalog in config.selected and (not chosen or job.table.name in chosen)
    ]
    notices = {targets.notice_of(catalog) for catalog in config.selected}
    taken = Taken(config, jobs)
    files: list[File] = []
    problems: list[Problem] = []
    exit_codes = []
    for catalog in config.catalogs:
        # Where a job makes several files, which ones is known from the catalog alone.
        known = [
            job
            for job in jobs
            if job.catalog is catalog
            and (job in wanted or (job.owned is not None and targets.notice_of(catalog) in notices))
        ]
        try:
            found = _files(config, catalog, known, taken)
        except ProblemsFound as error:
            problems += error.problems
            exit_codes.append(error.exit_code)
        else:
            files += [file for file in found if file.task and file.task.job in wanted]
    if problems:
        raise ProblemsFound(dict.fromkeys(problems), max(exit_codes))
    return [
        *files,
        *orphans(config, taken, wanted),
        *orphaned_regions(config, jobs, taken.hosts),
    ]


def rendered(config: Config, name: str) -> list[str]:
    """Return the text of the tables of this name, one for each catalog that has it."""
    jobs = [job for job in target_tables.jobs(config) if job.catalog in config.selected]
    check_chosen(config, [name])
    texts = []
    for job in jobs:
        if job.table.name == name:
            source = loading.load(config, job.catalog)
            target_tables.check_extensions(config, job, source)
            task, *others = tasks(job, source)
            if others:
                message = f"the target '{name}' makes {len(others) + 1} files; --stdout prints one"
                where = config.locate(*job.table.steps)
                raise ProblemsFound([Problem(where, "usage", message)], COULD_NOT_RUN)
            rendered = render(config, task)
            read_back.refuse([(rendered, config.display_path(task.part.path))])
            texts.append(rendered.text)
    return texts


def again(config: Config, files: Sequence[File], source: Source) -> list[File]:
    """Return the same outputs of another catalog, and as orphans those that it has no more.

    Raises `ProblemsFound` as `plan`.
    """
    taken = Taken(config, target_tables.jobs(config))
    jobs = {task.job.table.steps: task.job for file in files if (task := file.task) is not None}
    found = [
        compared(config, full, render(config, task))
        for job in jobs.values()
        for task, full in taken.placed(job, tasks(job, source))
    ]
    kept = {file.full for file in found}
    return [
        *found,
        *(orphan(its) for its in files if its.state != "missing" and its.full not in kept),
    ]


def check_chosen(config: Config, chosen: Sequence[str]) -> None:
    """Raise `ProblemsFound` with every chosen name that no table of the settings has."""
    known = sorted({table.name for its in config.selected for table in its.targets})
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


def _files(config: Config, catalog: CatalogTable, jobs: Sequence[Job], taken: Taken) -> list[File]:
    if not jobs:
        return []
    source = loading.load(config, catalog)
    problems: list[Problem] = []
    exit_codes = []
    files = []
    for job in jobs:
        try:
            target_tables.check_extensions(config, job, source)
            for task, full in taken.placed(job, tasks(job, source)):
                files.append(compared(config, full, render(config, task)))
        except ProblemsFound as error:
            problems += error.problems
            exit_codes.append(error.exit_code)
    if problems:
        raise ProblemsFound(sorted(problems, key=_position), max(exit_codes))
    return files


def _position(problem: Problem) -> tuple[str, int, int]:
    where = problem.location
    return where.path, where.line or 0, where.column or 0
