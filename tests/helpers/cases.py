"""Cases: folders with the files of a project, commands to run in it, and what must come of them.

    command          the commands, one a line, such as `apicodes check --format json`
    expected.out     what they print to standard output; nothing where there is no such file
    expected.err     the same for standard error
    expected.code    their exit codes, one a line; 0 where there is no such file
    expected/        the files that they create or change, as they are afterwards
    expected.gone    the files that they delete, one a line

Everything else in the folder is the project. A line of `command` is split as a shell does; it may
set variables before the program (`NO_COLOR= apicodes check`) and read a file (`< codes.txt`).
`cd FOLDER` is for the lines that follow. Other programs than `apicodes` prepare the project (`git`,
`rm`): they must succeed, and what they print is not compared.
"""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from helpers.project import ROOT, Project

CASES = ROOT / "tests" / "cases"
_SETTINGS_OF_GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Somebody",
    "GIT_AUTHOR_EMAIL": "somebody@example.com",
    "GIT_COMMITTER_NAME": "Somebody",
    "GIT_COMMITTER_EMAIL": "somebody@example.com",
    "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
    "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
}


def cases(*commands: str) -> list[Path]:
    """Return the folders of the cases of some commands, else of all, sorted by name."""
    found = sorted(path.parent for path in CASES.glob("*/*/command"))
    return [case for case in found if not commands or case.parent.name in commands]


def copy(case: Path, folder: Path) -> Project:
    """Copy the project of a case, as it is before its commands."""

    def ignored(path: str, names: list[str]) -> list[str]:
        top = os.path.samefile(path, case)
        return [name for name in names if top and name.startswith(("command", "expected"))]

    shutil.copytree(case, folder, dirs_exist_ok=True, ignore=ignored)
    return Project(folder)


def finished(case: str, folder: Path) -> Project:
    """Copy the project of a case by its name, as it is after its commands."""
    project = copy(CASES / case, folder)
    shutil.copytree(CASES / case / "expected", folder, dirs_exist_ok=True)
    return project


class Outcome(NamedTuple):
    """What came of the commands of a case: texts by the names of the files that expect them."""

    texts: dict[str, str]
    files: dict[str, bytes]


def run(case: Path, folder: Path) -> Outcome:
    """Run the commands of a case in a copy of its project, in this folder."""
    project = copy(case, folder)
    before = project.files()
    codes, out, err = [], "", ""
    for line in _lines(case / "command"):
        if line.words[0] == "apicodes":
            stdin = (folder / line.folder / line.stdin).read_bytes() if line.stdin else b""
            done = project.run(*line.words[1:], folder=line.folder, stdin=stdin, **line.environment)
            codes.append(done.code)
            out, err = out + done.out, err + done.err
        else:
            environment = {**os.environ, **_SETTINGS_OF_GIT, **line.environment}
            subprocess.run(line.words, cwd=folder / line.folder, env=environment, check=True)
    after = {name: data for name, data in project.files().items() if name.split("/")[0] != ".git"}
    texts = {
        "expected.out": out,
        "expected.err": err,
        "expected.code": "".join(f"{code}\n" for code in codes) if any(codes) else "",
        "expected.gone": "".join(f"{name}\n" for name in before if name not in after),
    }
    return Outcome(texts, {name: data for name, data in after.items() if before.get(name) != data})


def expected(case: Path) -> Outcome:
    """Return what must come of the commands of a case."""
    paths = (case / f"expected.{kind}" for kind in ("out", "err", "code", "gone"))
    texts = {path.name: path.read_text("utf-8") if path.exists() else "" for path in paths}
    return Outcome(texts, Project(case / "expected").files())


def rewrite(case: Path, outcome: Outcome) -> None:
    """Make the expectations of a case what came of its commands."""
    shutil.rmtree(case / "expected", ignore_errors=True)
    for name, text in outcome.texts.items():
        (case / name).unlink(missing_ok=True)
        if text:
            Project(case).write(name, text)
    for name, data in outcome.files.items():
        Project(case / "expected").write(name, data)


class _Line(NamedTuple):
    words: list[str]
    environment: dict[str, str]
    stdin: str
    folder: str


def _lines(command: Path) -> Iterator[_Line]:
    folder = "."
    for text in command.read_text("utf-8").splitlines():
        words = shlex.split(text, comments=True)
        environment: dict[str, str] = {}
        while words and words[0].partition("=")[0].isidentifier() and "=" in words[0]:
            variable, _, value = words.pop(0).partition("=")
            environment[variable] = value
        stdin = ""
        if "<" in words:
            at = words.index("<")
            stdin = words[at + 1]
            del words[at : at + 2]
        if words[:1] == ["cd"]:
            folder = words[1]
        elif words:
            yield _Line(words, environment, stdin, folder)
