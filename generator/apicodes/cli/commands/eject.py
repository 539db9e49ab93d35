"""``apicodes eject``: copy a built-in template to change it, and name it in the settings."""

import os

from apicodes import disk, outputs, targets
from apicodes.cli import terminal
from apicodes.cli.options import Chosen
from apicodes.outputs import target_tables
from apicodes.outputs.rendering import ConfiguredTarget
from apicodes.problems import Location, could_not_run
from apicodes.render import environment
from apicodes.settings import toml_positions
from apicodes.settings.config import Config

FOLDER = "templates"


def eject(chosen: Chosen, target: str, folder: str | None) -> int:
    """Copy the template of a target to a folder, and name it in the settings of the target.

    The default folder is `FOLDER` beside the settings. Raises `ProblemsFound` where a file exists
    already or cannot be named; nothing is written then.
    """
    settings = chosen.load()
    configured = _configured(settings, target)
    name = targets.module(configured.kind).template(configured.options)
    parent = os.path.join(settings.folder, FOLDER) if folder is None else os.path.realpath(folder)
    template = os.path.relpath(os.path.join(parent, name), settings.folder).replace(os.sep, "/")
    path = _path(settings, template)
    with open(os.path.join(environment.BUILT_IN, name), encoding="utf-8") as file:
        text = file.read()
    edited = toml_positions.with_key(
        settings.text, (*settings.prefix, *configured.table.steps, "path"), "template", template
    )
    if edited is None:
        message = "apicodes cannot add a key to this table without changing its other keys"
        hint = f'add template = "{template}" yourself, and create the template by hand'
        raise could_not_run(settings.locate(*configured.table.steps), "eject", message, hint)
    settings_path = os.path.realpath(settings.path)
    texts = {path: text, settings_path: _byte_order_mark(settings_path) + edited}
    disk.write(texts, by_people=texts)
    terminal.print_progress(f"created  {settings.display_path(template)}")
    terminal.print_progress(f"updated  {settings.path}")
    generate = chosen.command_line("generate")
    terminal.print_progress(f"Next: change the template, then run: {generate}")
    return 0


def _configured(settings: Config, target: str) -> ConfiguredTarget:
    """Return the configured of a target that uses a built-in template."""
    outputs.check_chosen(settings, [target])
    configured, *others = (
        configured
        for configured in target_tables.configured_targets(settings)
        if configured.table.name == target and configured.catalog in settings.selected
    )
    location = settings.locate(*configured.table.steps)
    if others:
        message = f"{len(others) + 1} catalogs have a target '{target}'; eject works on one"
        raise could_not_run(location, "eject", message, "choose the catalog with --catalog")
    if configured.common.template is not None:
        location = settings.locate(*configured.table.steps, "template")
        message = f"the target '{target}' already has a template: '{configured.common.template}'"
        raise could_not_run(
            location, "eject", message, "remove the key to start from the built-in template"
        )
    return configured


def _path(settings: Config, template: str) -> str:
    """Return the absolute path of a template; it is inside the folder of the settings and free."""
    location = Location(settings.display_path(template))
    path = settings.inside(template)
    if path is None:
        hint = "name a folder inside it: apicodes eject TARGET DIR"
        raise could_not_run(
            location, "eject", "this path is outside the folder of the settings", hint
        )
    if not template.isprintable():
        raise could_not_run(
            location, "eject", "the settings cannot name a path with such characters"
        )
    if os.path.lexists(path):
        hint = "eject never overwrites a file; name another folder: apicodes eject TARGET DIR"
        raise could_not_run(location, "eject", "the file already exists", hint)
    return path


def _byte_order_mark(path: str) -> str:
    """Return the byte order mark of a file, if it has one; `Config.text` is without it."""
    with open(path, "rb") as file:
        return "\ufeff" if file.read(3) == b"\xef\xbb\xbf" else ""
