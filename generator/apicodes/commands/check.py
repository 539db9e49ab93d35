"""``apicodes check``: what `generate` would change, without changing it."""

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
        mend = report.command(config_path, "generate")
        report.result(f"{report.files(len(drifted))} out of sync with the catalog. To mend: {mend}")
    for file in drifted:
        if not file.ours:
            report.result(f"{file.path} bears no notice of the catalog; --force overwrites it.")
    if orphans:
        report.result(report.orphans([file.path for file in orphans]))
    if not files:
        report.result("Nothing to check: the settings name no targets.")
    elif not drifted and not orphans:
        report.result(f"{report.files(len(files))} in sync with the catalog.")
    return PROBLEMS_FOUND if drifted or orphans else 0
