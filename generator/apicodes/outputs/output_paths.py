"""Where outputs lie: inside the project, each in a place of its own, and none over an input."""

import os
from collections.abc import Iterator, Sequence

from apicodes.catalog import files
from apicodes.outputs.jobs import Job, Task
from apicodes.problems import COULD_NOT_RUN, Problem, ProblemsFound
from apicodes.settings.config import Config


class Taken:
    """The paths that something has already, each with what has it in words.

    `inputs` and `outputs` are absolute paths. The outputs of a job that makes several files are
    known when its parts are.
    """

    def __init__(self, config: Config, jobs: Sequence[Job]) -> None:
        self.config = config
        self.outputs: set[str] = set()
        self.hosts: dict[str, dict[str, str]] = {}
        """The files that have regions, and what has each: by the paths of all, and by name."""
        inputs = {os.path.abspath(config.path): "the settings"}
        for catalog in config.catalogs:
            inputs |= dict.fromkeys(files.paths(config, catalog), "a catalog")
        inputs |= {its: "a template" for job in jobs if (its := job.common.template) is not None}
        real = {
            os.path.realpath(os.path.join(config.folder, path)): inputs[path] for path in inputs
        }
        self.inputs = set(real)
        self.paths: dict[str, str] = {}
        self.folders: dict[str, str] = {}
        """What lies in each folder that a path leads through: one of them, in words."""
        for path, what in real.items():
            self._add(path, what)
        problems = []
        for job in jobs:
            if job.owned is None:
                problems += self._take(job, job.path)
            elif wrong := self._unfit_folder(job, job.owned.folder):
                problems.append(self._problem(job, wrong))
        if problems:
            raise ProblemsFound(problems, COULD_NOT_RUN)

    def placed(self, job: Job, tasks: Sequence[Task]) -> list[tuple[Task, str]]:
        """Return what a job makes, each with its absolute path.

        Raises `ProblemsFound` where an output cannot lie there.
        """
        if job.owned is not None:
            problems = [its for task in tasks for its in self._take(job, task.part.path)]
            if problems:
                raise ProblemsFound(dict.fromkeys(problems), COULD_NOT_RUN)
        places = [(task, self.config.inside(task.part.path)) for task in tasks]
        return [(task, full) for task, full in places if full is not None]

    def _take(self, job: Job, path: str) -> list[Problem]:
        """Take a path for a job; return what is wrong with it."""
        full = self.config.inside(path)
        wrong = self._wrong(job, path, full)
        if full is not None:
            its = f"the target '{'.'.join(job.table.steps)}'"
            self.outputs.add(full)
            self._add(full, its)
            if job.common.region is not None:
                self.hosts.setdefault(full, {})[job.common.region] = its
        return [self._problem(job, wrong)] if wrong else []

    def _add(self, full: str, what: str) -> None:
        path = full.casefold()
        self.paths[path] = what
        for folder in _above(path):
            self.folders.setdefault(folder, what)

    def _wrong(self, job: Job, path: str, full: str | None) -> tuple[str, str, str] | None:
        """Return the rule, the message and the hint where an output cannot lie at its path.

        Regions may share that of their file.
        """
        name = job.common.region
        if full not in self.hosts or name is None:
            return _misplaced(job, path, full) or self._clash(path, full or "")
        if other := self.hosts[full].get(name):
            message = f"the region '{name}' of '{path}' is already that of {other}"
            return "path-taken", message, "give each region a name of its own"
        return None

    def _clash(self, path: str, full: str) -> tuple[str, str, str] | None:
        """Return how a path collides with one that is taken: it is the same, or lies in it."""
        its = full.casefold()
        through = next((self.paths[above] for above in _above(its) if above in self.paths), None)
        if its in self.paths:
            clash = f"is already the path of {self.paths[its]}"
        elif other := through or self.folders.get(its):
            clash = f"cannot be both a file and a folder, beside {other}"
        else:
            return None
        return "path-taken", f"'{path}' {clash}", "give each output its own"

    def _unfit_folder(self, job: Job, folder: str) -> tuple[str, str, str] | None:
        """Return the rule, the message and the hint where no folder can be at a job's path."""
        full = self.config.inside(folder)
        if full is None:
            return _outside(job.common.path)
        if os.path.exists(full) and not os.path.isdir(full):
            return "path-taken", f"'{folder}' is a file", "name a folder: it holds several files"
        return None

    def _problem(self, job: Job, wrong: tuple[str, str, str]) -> Problem:
        return Problem(self.config.locate(*job.table.steps, "path"), *wrong)


def _above(path: str) -> Iterator[str]:
    """Return the folders that a path leads through, the nearest first."""
    while (folder := os.path.dirname(path)) != path:
        yield folder
        path = folder


def _misplaced(job: Job, path: str, full: str | None) -> tuple[str, str, str] | None:
    """Return the rule, the message and the hint where an output cannot lie at its path."""
    if full is None:
        return _outside(job.common.path)
    if os.path.isdir(full) or (job.owned is None and job.common.path.endswith("/")):
        shown = path if job.owned else job.common.path
        return "path-taken", f"'{shown}' is a folder", "name the file in it"
    if os.path.exists(full) and not os.path.isfile(full):
        return "path-taken", f"'{path}' is a pipe, a socket or a device", "name a file"
    return None


def _outside(path: str) -> tuple[str, str, str]:
    message = f"'{path}' leads out of the folder of the settings"
    return "path-outside", message, "keep outputs inside it"
