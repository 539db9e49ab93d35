"""What a run reads, and waiting until some of it is another.

watchfiles wakes at a change of a folder; whether a run would read anything else is then seen from
the files themselves. So outputs in the same folder start nothing, and no change is missed between
two waits.
"""

import os
import time
from collections.abc import Iterable

from apicodes.catalog import files
from apicodes.problems import could_not_run
from apicodes.render import environment
from apicodes.settings.config import Config

State = dict[str, environment.Stamp]
"""Files by their paths."""

LONGEST_WAIT = 1000
"""After how many milliseconds files are checked without a notification: some are in folders that
nobody watches yet, or on disks that send none."""


def require() -> None:
    """Raise `ProblemsFound` with exit code 2 where watchfiles is not installed."""
    try:
        import watchfiles  # noqa: F401 - whether it can be loaded is all that is asked
    except ImportError:
        message = "watching needs the package watchfiles"
        hint = "install it: pip install 'apicodes[watch]'"
        raise could_not_run("--watch", "usage", message, hint) from None


def state(config: Config) -> State:
    """Return the files that a run with these settings reads, as they are now."""
    return stamps([config.path, *_inputs(config), *environment.LOADED])


def stamps(paths: Iterable[str]) -> State:
    """Return files as they are now."""
    return {path: environment.stamp(path) for path in paths}


def wait(config: Config, before: State) -> None:
    """Return when a run would read anything else than one that began with the state `before`."""
    from watchfiles import watch

    before = environment.LOADED | before
    while (now := state(config)) == before:
        try:
            next(
                watch(
                    *_folders(now),
                    watch_filter=None,
                    recursive=False,
                    rust_timeout=LONGEST_WAIT,
                    yield_on_timeout=True,
                )
            )
        except OSError:  # A folder went away, or the system watches no more of them.
            time.sleep(LONGEST_WAIT / 1000)


def _inputs(config: Config) -> set[str]:
    """Return the paths of catalogs, templates, and files with regions.

    Of a glob there is also itself, for its first file.
    """
    paths = set()
    for catalog in config.catalogs:  # The files of all are looked for, whichever are selected.
        for pattern in catalog.spec:
            paths |= {pattern, *files.matches(config, pattern)}
        templates = (table.content.get("template") for table in catalog.targets)
        paths |= {template for template in templates if isinstance(template, str)}
        hosts = (
            table.content.get("path") for table in catalog.targets if "region" in table.content
        )
        paths |= {
            full
            for host in hosts
            if isinstance(host, str) and host.isprintable() and (full := config.inside(host))
        }
    return {os.path.join(config.folder, path) for path in paths}


def _folders(paths: Iterable[str]) -> set[str]:
    """Return the folders that paths lie in, or for those that are not there the nearest above."""
    folders = set()
    for path in paths:
        folder = os.path.dirname(os.path.abspath(path))
        while not os.path.isdir(folder):
            folder = os.path.dirname(folder)
        folders.add(folder)
    return folders
