"""What `check` says of the files on disk, and how what it says can be used."""

import json
import os
import shlex
import subprocess
from collections.abc import Callable

import pytest

from helpers.outputs import CHANGED, NOTICE, OUTPUTS
from helpers.project import Project


def states(project: Project, *arguments: str) -> dict[str, str]:
    """Return what `check` says of each file."""
    head = project.run("check", *arguments).out.split("\n\n")[0]
    lines = [line.rsplit("  ", 1) for line in head.splitlines() if "  " in line]
    return {path: state.strip() for state, path in lines}


def mend(project: Project, done: str, folder: str = ".") -> None:
    """Run the command that `check` printed."""
    (command,) = [
        line.split("Fix it with: ")[1] for line in done.splitlines() if "Fix it with: " in line
    ]
    program, *arguments = shlex.split(command)
    assert program == "apicodes"
    assert project.run(*arguments, folder=folder).code == 0


def test_files_in_sync_are_named_and_counted(generated: Project) -> None:
    done = generated.run("check")
    assert done.code == 0
    assert done.err == ""
    assert done.out.splitlines() == [
        *(f"in sync   {name}" for name in OUTPUTS),
        "4 files are in sync with the catalog.",
    ]


def test_each_file_has_its_state(generated: Project) -> None:
    generated.write("out/codes.md", generated.read("out/codes.md") + "\nmore\n")
    (generated.path / "out/codes.ts").unlink()
    generated.write("out/old.py", f"# {NOTICE}\n")
    assert generated.run("check").code == 1
    assert states(generated) == {
        "out/codes.md": "changed",
        "out/codes.py": "in sync",
        "out/codes.openapi.yaml": "in sync",
        "out/codes.ts": "missing",
        "out/old.py": "orphaned",
    }


DRIFTS: dict[str, Callable[[str], str]] = {
    "a word": lambda text: text.replace("not found", "not there"),
    "an empty line at the end": lambda text: text + "\n",
    "no line break at the end": lambda text: text.removesuffix("\n"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "CRLF on one line": lambda text: text.replace("\n", "\r\n", 1),
    "CRLF on all lines but one": lambda text: text.replace("\n", "\r\n").replace("\r\n", "\n", 1),
    "spaces at the end of a line": lambda text: text.replace("\n", "  \n", 1),
    "nothing but the notice": lambda _: f"# {NOTICE}\n",
}


@pytest.mark.parametrize("drift", DRIFTS)
def test_any_other_byte_is_drift_which_generate_mends(drift: str, generated: Project) -> None:
    right = generated.files()
    for name in OUTPUTS:
        generated.write(name, DRIFTS[drift](generated.read(name)))
    assert generated.run("check").code == 1
    assert states(generated) == dict.fromkeys(OUTPUTS, "changed")
    assert generated.run("generate").code == 0
    assert generated.files() == right


def test_check_writes_nothing(generated: Project) -> None:
    generated.write("codes.yaml", CHANGED)
    (generated.path / "out/codes.ts").unlink()
    generated.write("out/codes.ts", "mine\n")
    before = generated.files()
    changed = {name: os.stat(generated.path / name).st_mtime_ns for name in OUTPUTS}
    assert generated.run("check").code == 1
    assert generated.files() == before
    assert {name: os.stat(generated.path / name).st_mtime_ns for name in OUTPUTS} == changed


def test_the_diff_is_one_that_git_applies(generated: Project) -> None:
    generated.write("codes.yaml", CHANGED)
    generated.write("out/codes.md", generated.read("out/codes.md").removesuffix("\n"))
    (generated.path / "out/codes.ts").unlink()
    diff = generated.run("check").out
    subprocess.run(["git", "apply", "-"], cwd=generated.path, input=diff, text=True, check=True)
    assert generated.run("check").code == 0


def test_the_diff_shows_what_generate_would_change(generated: Project) -> None:
    generated.write("codes.yaml", CHANGED)
    lines = generated.run("check", "typescript").out.splitlines()
    assert "--- a/out/codes.ts" in lines
    assert "+++ b/out/codes.ts" in lines
    assert "-  /** Entry not found. */" in lines
    assert "+  /** No such entry. */" in lines


SETTINGS_NAMES = ["apicodes.toml", "other.toml", "my settings.toml", "$(touch it).toml"]


@pytest.mark.parametrize("name", SETTINGS_NAMES)
def test_the_command_that_check_prints_mends(name: str, generated: Project) -> None:
    (generated.path / "apicodes.toml").rename(generated.path / name)
    generated.write("codes.yaml", CHANGED)
    chosen = () if name == "apicodes.toml" else ("--config", name)
    mend(generated, generated.run(*chosen, "check").out)
    assert generated.run(*chosen, "check").code == 0


def test_the_command_that_check_prints_mends_from_a_folder_below(generated: Project) -> None:
    generated.write("codes.yaml", CHANGED)
    done = generated.run("check", folder="out")
    mend(generated, done.out, folder="out")
    assert generated.run("check").code == 0


def test_check_says_in_one_line_that_a_file_is_not_an_output(project: Project) -> None:
    assert project.run("generate").code == 0
    project.write("out/codes.py", "mine\n" * 100)
    done = project.run("check")
    assert done.code == 1
    assert done.out.splitlines() == [
        "in sync   out/codes.md",
        "changed   out/codes.py",
        "in sync   out/codes.openapi.yaml",
        "in sync   out/codes.ts",
        "",
        "out/codes.py: apicodes did not write this file: it lacks the '@generated' line of this "
        "catalog; move it away, or overwrite it with 'apicodes generate --force'.",
    ]
    report = json.loads(project.run("check", "--format", "json").out)
    assert [problem["rule"] for problem in report["problems"]] == ["not-generated"]
