"""Kills commands that write, at random points: no file is torn, and every next run works.

PYTHONPATH=tests python -m fuzz.kills [--runs N] [--seconds N] [--seed N]
"""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from fuzz.budget import Budget

OLD = "description: Entry not found"
NEW = "description: No such entry"
SETTINGS = """\
spec = "codes.yaml"
[targets.docusaurus]
path = "out/codes"
layout = "reference"
pages = "per-code"
[targets.python]
path = "out/codes.py"
[targets.openapi]
path = "out/codes.openapi.yaml"
[targets.typescript]
path = "out/codes.ts"
[targets.readme]
target = "docusaurus"
path = "README.md"
region = "codes"
"""
README = "# Codes\n\n<!-- apicodes:begin codes -->\n<!-- apicodes:end codes -->\n\nThe end.\n"
ENTRY = (
    "  - {{http_status: 404, code: Code{0}, since: next, deprecated: {{replaced_by: Code0}},\n"
    "     description: Entry not found {0}}}\n"
)
CATALOG = (
    "apicodes: 1\ntitle: Codes\ncodes:\n"
    "  - {http_status: 404, code: Code0, description: Gone.}\n"
    + "".join(ENTRY.format(number) for number in range(1, 40))
)
SOURCES = {"apicodes.toml": SETTINGS, "codes.yaml": CATALOG, "README.md": README}


def main() -> None:
    """Kill, look at each file, run again; the first fault ends it with an error."""
    budget = Budget(__doc__, 300, "kills")
    cases = [_case(*command) for command in COMMANDS]
    while budget.is_left:
        with TemporaryDirectory() as folder:
            case = budget.chance.choice(cases)
            budget.count(_try(case, Path(folder), budget.chance))
    print(": no file torn, every next run worked")


class Case(NamedTuple):
    """A command: the files before it, those after it, and for how many seconds it runs."""

    arguments: tuple[str, ...]
    before: dict[str, bytes]
    after: dict[str, bytes]
    seconds: float


def _case(prepare: Callable[[Path], object], arguments: tuple[str, ...]) -> Case:
    """Run a command that nobody kills."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, {name: text.encode() for name, text in SOURCES.items()})
        _run(folder, "generate")
        prepare(folder)
        before = _files(folder)
        start = time.monotonic()
        _run(folder, *arguments)
        return Case(arguments, before, _files(folder), time.monotonic() - start)


def _try(case: Case, folder: Path, chance: random.Random) -> bool:
    """Kill a command; return whether it was killed before it ended."""
    _write(folder, case.before)
    process = _start(folder, *case.arguments)
    time.sleep(chance.uniform(0.2, 1.1) * case.seconds)
    process.send_signal(signal.SIGKILL)
    was_killed = process.wait() == -signal.SIGKILL
    left = _files(folder)
    command = " ".join(case.arguments)
    for path in case.before.keys() | case.after.keys():
        if left.get(path) not in (case.before.get(path), case.after.get(path)):
            sys.exit(f"\n{command}: {path} is neither what it was nor what it was to be")
    strange = left.keys() - case.before.keys() - case.after.keys()
    if any(not path.rpartition("/")[2].startswith(".apicodes-") for path in strange):
        sys.exit(f"\n{command}: files that nobody asked for: {sorted(strange)}")
    _run(folder, "generate")
    _run(folder, "check")
    return was_killed


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def _files(folder: Path) -> dict[str, bytes]:
    """Return all files of a project, temporary ones of killed runs included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _start(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "apicodes", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _run(folder: Path, *arguments: str) -> None:
    process = _start(folder, *arguments)
    printed, _ = process.communicate()
    if process.returncode:
        sys.exit(f"\n{' '.join(arguments)} exits {process.returncode}: {printed}")


def _change_catalog(folder: Path) -> None:
    (folder / "codes.yaml").write_text(CATALOG.replace(OLD, NEW), encoding="utf-8")


def _edit_output(folder: Path) -> None:
    path = folder / "out/codes.py"
    path.write_text(path.read_text("utf-8").replace("Entry not found 7", "No entry 7"), "utf-8")


def _nothing(_folder: Path) -> None:
    pass


COMMANDS = (
    (_change_catalog, ("generate",)),
    (_nothing, ("lint", "--fix")),
    (_nothing, ("release", "2.0")),
    (_edit_output, ("adopt", "--force", "out/codes.py")),
)
"""What makes each command write, and its arguments."""

if __name__ == "__main__":
    main()
