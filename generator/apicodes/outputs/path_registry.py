"""The paths of outputs: inside the project, each used once, and none that of an input."""

import os
from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from itertools import chain

from apicodes.catalog import files
from apicodes.outputs.rendering import ConfiguredTarget, Output
from apicodes.problems import COULD_NOT_RUN, Problem, ProblemsFound, raise_any
from apicodes.settings.config import Config


class PathRegistry:
    """The paths that something has already, each with what has it in words.

    `inputs` and `outputs` are absolute paths. The outputs of a target that makes several files are
    known when its parts are.
    """

    def __init__(self, config: Config, configured: Sequence[ConfiguredTarget]) -> None:
        self.config = config
        self.outputs: set[str] = set()
        self.hosts: dict[str, dict[str, str]] = {}
        """The files that have regions, and what has each: by the paths of all, and by name."""
        inputs = {os.path.abspath(config.path): "the settings"}
        for catalog in config.catalogs:
            with nullcontext() if catalog in config.selected else suppress(ProblemsFound):
                inputs |= dict.fromkeys(files.paths(config, catalog), "a catalog")
        inputs |= {
            template: "a template"
            for target in configured
            if (template := target.common.template) is not None
        }
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
        # A path that two catalogs claim is a problem of the one that is selected.
        for target in sorted(configured, key=lambda target: target.catalog in config.selected):
            wrong = []
            if target.owned is None:
                wrong = self._take(target, target.path)
            elif unfit := self._unfit_folder(target, target.owned.folder):
                wrong = [self._problem(target, unfit)]
            problems += wrong if target.catalog in config.selected else []
        raise_any(problems, COULD_NOT_RUN)

    def placed(
        self, target: ConfiguredTarget, outputs: Sequence[Output]
    ) -> list[tuple[Output, str]]:
        """Return what a target makes, each with its absolute path.

        Raises `ProblemsFound` where an output cannot lie there.
        """
        if target.owned is not None:
            taken = (self._take(target, output.part.path) for output in outputs)
            raise_any(chain.from_iterable(taken), COULD_NOT_RUN)
        places = [(output, self.config.inside(output.part.path)) for output in outputs]
        return [(output, full) for output, full in places if full is not None]

    def _take(self, target: ConfiguredTarget, path: str) -> list[Problem]:
        """Take a path for a target; return what is wrong with it."""
        full = self.config.inside(path)
        wrong = self._wrong(target, path, full)
        if full is not None:
            owner = f"the target '{'.'.join(target.table.steps)}'"
            self.outputs.add(full)
            self._add(full, owner)
            if target.common.region is not None:
                self.hosts.setdefault(full, {})[target.common.region] = owner
        return [self._problem(target, wrong)] if wrong else []

    def _add(self, full: str, what: str) -> None:
        path = full.casefold()
        self.paths[path] = what
        for folder in _above(path):
            self.folders.setdefault(folder, what)

    def _wrong(
        self, target: ConfiguredTarget, path: str, full: str | None
    ) -> tuple[str, str, str] | None:
        """Return the rule, the message and the hint where an output cannot lie at its path.

        Regions may share that of their file.
        """
        name = target.common.region
        if full not in self.hosts or name is None:
            return _misplaced(target, path, full) or self._clash(path, full or "")
        if other := self.hosts[full].get(name):
            message = f"the region '{name}' of '{path}' is already that of {other}"
            return "path-taken", message, "give each region a name of its own"
        return None

    def _clash(self, path: str, full: str) -> tuple[str, str, str] | None:
        """Return how a path collides with one that is registry: it is the same, or lies in it."""
        folded = full.casefold()
        through = next((self.paths[above] for above in _above(folded) if above in self.paths), None)
        if folded in self.paths:
            clash = f"is already the path of {self.paths[folded]}"
        elif other := through or self.folders.get(folded):
            clash = f"cannot be both a file and a folder, beside {other}"
        else:
            return None
        return "path-taken", f"'{path}' {clash}", "give each output its own"

    def _unfit_folder(self, target: ConfiguredTarget, folder: str) -> tuple[str, str, str] | None:
        """Return the rule, the message and the hint where no folder can be at a target's path."""
        full = self.config.inside(folder)
        if full is None:
            return _outside(target.common.path)
        if os.path.exists(full) and not os.path.isdir(full):
            return "path-taken", f"'{folder}' is a file", "name a folder: it holds several files"
        return None

    def _problem(self, target: ConfiguredTarget, wrong: tuple[str, str, str]) -> Problem:
        return Problem(self.config.locate(*target.table.steps, "path"), *wrong)


def _above(path: str) -> Iterator[str]:
    """Return the folders that a path leads through, the nearest first."""
    while (folder := os.path.dirname(path)) != path:
        yield folder
        path = folder


def _misplaced(
    target: ConfiguredTarget, path: str, full: str | None
) -> tuple[str, str, str] | None:
    """Return the rule, the message and the hint where an output cannot lie at its path."""
    if full is None:
        return _outside(target.common.path)
    if os.path.isdir(full) or (target.owned is None and target.common.path.endswith("/")):
        folder = path if target.owned else target.common.path
        return "path-taken", f"'{folder}' is a folder", "name the file in it"
    if os.path.exists(full) and not os.path.isfile(full):
        return "path-taken", f"'{path}' is a pipe, a socket or a device", "name a file"
    return None


def _outside(path: str) -> tuple[str, str, str]:
    message = f"'{path}' leads out of the folder of the settings, or into .git"
    return "path-outside", message, "keep outputs inside the folder, where git has no files"
