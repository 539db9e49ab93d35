"""``apicodes eject``: a built-in template for changing, and the settings that use it."""

import os
from collections.abc import Sequence

from apicodes import disk, outputs, targets
from apicodes.cli import terminal
from apicodes.outputs import target_tables
from apicodes.outputs.jobs import Job
from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound
from apicodes.render import environment
from apicodes.settings import config, toml_positions
from apicodes.settings.config import Config

FOLDER = "templates"


def eject(config_path: str | None, catalogs: Sequence[str], target: str, folder: str | None) -> int:
    """Copy the template of a target, and name it in its table of the settings.

    The folder is that of the settings' `FOLDER` where none is given. Raises `ProblemsFound` where
    something is in the way; then nothing is written.
    """
    settings = config.load(config_path, catalogs)
    job = _job(settings, target)
    name = targets.module(job.target).template(job.options)
    into = os.path.join(settings.folder, FOLDER) if folder is None else os.path.realpath(folder)
    template = os.path.relpath(os.path.join(into, name), settings.folder).replace(os.sep, "/")
    place = _place(settings, template)
    with open(os.path.join(environment.BUILT_IN, name), encoding="utf-8") as file:
        text = file.read()
    edited = toml_positions.with_text(
        settings.text, (*settings.prefix, *job.table.steps, "path"), "template", template
    )
    if edited is None:
        message = "no key can be added to this table without changing what else it says"
        hint = f'write template = "{template}" into it, and the template there by hand'
        raise _refused(settings.locate(*job.table.steps), message, hint)
    path = os.path.realpath(settings.path)
    disk.write({place: text, path: _mark(path) + edited})
    terminal.progress(f"created  {settings.shown(template)}")
    terminal.progress(f"updated  {settings.path}")
    terminal.progress(
        f"Next: change the template, then {terminal.command(config_path, 'generate', catalogs)}"
    )
    return 0


def _job(settings: Config, target: str) -> Job:
    """Return the one table of this name, if it uses the built-in template."""
    outputs.check_chosen(settings, [target])
    job, *others = (
        job
        for job in target_tables.jobs(settings)
        if job.table.name == target and job.catalog in settings.selected
    )
    where = settings.locate(*job.table.steps)
    if others:
        message = f"{len(others) + 1} catalogs have a target '{target}'; eject takes one"
        hint = "name the catalog with --catalog"
        raise _refused(where, message, hint)
    if job.common.template is not None:
        where = settings.locate(*job.table.steps, "template")
        message = f"the target '{target}' has a template already: '{job.common.template}'"
        raise _refused(where, message, "take the key away to start from the built-in one again")
    return job


def _place(settings: Config, template: str) -> str:
    """Return where the template is written: inside the folder of the settings, over nothing."""
    shown = Location(settings.shown(template))
    place = settings.inside(template)
    if place is None:
        hint = "name a folder inside it: apicodes eject TARGET DIR"
        raise _refused(shown, "this leads out of the folder of the settings", hint)
    if not template.isprintable():
        raise _refused(shown, "the settings cannot name a path with such characters", None)
    if os.path.lexists(place):
        hint = "eject overwrites nothing; name another folder: apicodes eject TARGET DIR"
        raise _refused(shown, "the file is there already", hint)
    return place


def _mark(path: str) -> str:
    """Return the byte order mark of a file, if it has one; the settings' text is without it."""
    with open(path, "rb") as file:
        return "\ufeff" if file.read(3) == b"\xef\xbb\xbf" else ""


def _refused(where: Location, message: str, hint: str | None) -> ProblemsFound:
    return ProblemsFound([Problem(where, "eject", message, hint)], COULD_NOT_RUN)
