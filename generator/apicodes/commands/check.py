"""``apicodes check``: what `generate` would change, without changing it."""

import shlex
from collections.abc import Sequence

from apicodes import config, outputs, report
from apicodes.problems import PROBLEMS_FOUND


def check(config_path: str | None, chosen: Sequence[str], *, verify: bool = False) -> int:
    """Print the state of each file and what drifted; return 1 where anything did.

    With `verify`, what the files are to hold is read back first, as `generate` does.
    """
    files = outputs.plan(config.load(config_path), chosen)
    if verify:
        outputs.prove(files)
    for file in files:
        report.state(file.path, file.state)
    drifted = [file for file in files if file.state in ("changed", "missing")]
    orphans = [file for file in files if file.state == "orphaned"]
    for file in drifted:
        report.result("")
        for line in outputs.in_words(file):
            report.result(line)
        report.diff(file.path, file.current, file.text)
    if drifted or orphans:
        report.result("")
    if drifted:
        mend = _command(config_path)
        report.result(f"{_files(len(drifted))} out of sync with the catalog. To mend: {mend}")
    for file in drifted:
        if not file.ours:
            report.result(f"{file.path} bears no notice of the catalog; --force overwrites it.")
    if orphans:
        paths = shlex.join(file.path for file in orphans)
        report.result(f"{_files(len(orphans))} made by no target any more. To mend: rm -- {paths}")
    if not files:
        report.result("Nothing to check: the settings name no targets.")
    elif not drifted and not orphans:
        report.result(f"{_files(len(files))} in sync with the catalog.")
    return PROBLEMS_FOUND if drifted or orphans else 0


def _command(config_path: str | None) -> str:
    return shlex.join(["apicodes", *(["--config", config_path] if config_path else []), "generate"])


def _files(count: int) -> str:
    return f"{count} file is" if count == 1 else f"{count} files are"
