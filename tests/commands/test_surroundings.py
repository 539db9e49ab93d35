"""What the place and the environment of a run may change, and what they may not."""

import os
import pty
import re
import subprocess
import sys

import pytest

from helpers.outputs import CHANGED, OUTPUTS
from helpers.project import CATALOG, CONFIG, Project

pytestmark = pytest.mark.slow

# The current folder and the settings


@pytest.mark.parametrize("folder", ["below", "below/deeper", "out"])
def test_the_settings_of_a_folder_above_are_found(folder: str, project: Project) -> None:
    (project.path / folder).mkdir(parents=True)
    done = project.run("generate", folder=folder)
    assert done.code == 0
    expected = [os.path.relpath(name, folder) for name in OUTPUTS]
    assert done.err.splitlines() == [f"created    {name}" for name in expected]
    done = project.run("check", folder=folder)
    assert done.out.splitlines()[:4] == [f"in sync   {name}" for name in expected]


def test_a_problem_is_named_as_the_current_folder_sees_it(project: Project) -> None:
    (project.path / "below").mkdir()
    project.write("codes.yaml", CATALOG.replace("404", "4040"))
    done = project.run("check", folder="below")
    assert done.code == 1
    assert done.err.startswith("../codes.yaml:7:18: error[wrong-value] ")


def test_the_diff_names_paths_that_git_applies_from_there(project: Project) -> None:
    assert project.run("generate").code == 0
    project.write("codes.yaml", CHANGED)
    done = project.run("check", "python", folder="out")
    assert "--- a/codes.py" in done.out.splitlines()
    assert "+++ b/codes.py" in done.out.splitlines()


def test_the_nearest_settings_win(project: Project) -> None:
    project.write("below/apicodes.toml", CONFIG.replace("out/", "near/"))
    project.write("below/codes.yaml", CATALOG)
    assert project.run("generate", folder="below").code == 0
    assert not (project.path / "out").exists()
    assert (project.path / "below/near/codes.py").is_file()


def test_a_pyproject_without_settings_is_passed_by(project: Project) -> None:
    project.write("below/pyproject.toml", '[project]\nname = "below"\n')
    assert project.run("generate", folder="below").code == 0
    assert (project.path / "out/codes.py").is_file()


def test_the_settings_may_stand_in_pyproject(project: Project) -> None:
    (project.path / "apicodes.toml").unlink()
    table = CONFIG.replace("[targets", "[tool.apicodes.targets")
    project.write("pyproject.toml", f"[tool.apicodes]\n{table}")
    assert project.run("generate").code == 0
    assert project.run("check").code == 0


@pytest.mark.parametrize("folder", [".", "out"])
def test_paths_are_those_of_the_settings_that_are_named(folder: str, empty: Project) -> None:
    empty.write("conf/settings.toml", CONFIG)
    empty.write("conf/codes.yaml", CATALOG)
    (empty.path / "out").mkdir()
    name = os.path.relpath("conf/settings.toml", folder)
    assert empty.run("--config", name, "generate", folder=folder).code == 0
    assert (empty.path / "conf/out/codes.py").is_file()
    assert list((empty.path / "out").iterdir()) == []


def test_settings_that_are_named_win_over_those_that_would_be_found(project: Project) -> None:
    project.write("other.toml", CONFIG.replace("out/", "other/"))
    assert project.run("--config", "other.toml", "generate").code == 0
    assert not (project.path / "out").exists()


def test_a_folder_that_is_deleted_under_a_run_is_named(project: Project) -> None:
    program = (
        "import os, sys\nos.mkdir('gone')\nos.chdir('gone')\nos.rmdir('../gone')\n"
        "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
    for arguments in (["check"], ["--config", str(project.path / "apicodes.toml"), "check"]):
        done = subprocess.run(
            [sys.executable, "-c", program, "-m", "apicodes", *arguments],
            cwd=project.path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 2
        assert done.stderr.startswith(".: error[config] the current folder was deleted")


# The environment

ENVIRONMENTS: dict[str, dict[str, str]] = {
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2": {"PYTHONHASHSEED": "2"},
    "ASCII": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Latin-1": {"PYTHONIOENCODING": "latin-1"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "another day": {"TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "0"},
    "no home": {"HOME": "/nowhere", "USER": "nobody"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
}


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_the_environment_changes_no_byte(environment: dict[str, str], project: Project) -> None:
    project.write("codes.yaml", CATALOG.replace("Entry", "入力 İ é"))
    assert project.run("generate").code == 0
    plain = project.files()
    assert project.run_installed("generate", "--exit-code", **environment).code == 0
    for name in OUTPUTS:
        (project.path / name).unlink()
    assert project.run_installed("generate", **environment).code == 0
    assert project.files() == plain
    shown = project.run_installed("generate", "python", "--stdout", **environment).out
    assert shown.encode() == plain["out/codes.py"]


def test_a_problem_is_readable_where_the_terminal_speaks_ascii(project: Project) -> None:
    project.write("codes.yaml", CATALOG.replace("http_status: 404", "http_status: 入力"))
    done = project.run_installed("check", **ENVIRONMENTS["ASCII"])
    assert done.code == 1
    assert done.err.startswith("codes.yaml:7:18: error[wrong-type] ")


@pytest.mark.parametrize("command", ["schema", "rule", "explain NotFound", "lint --format json"])
def test_a_full_disk_is_no_bug_of_ours(command: str, project: Project) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "apicodes", *command.split()],
            cwd=project.path,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "<stdout>: error[file] cannot write: No space left on device\n"


COMMANDS = [
    "explain NotFound",
    "explain NotFound --format json",
    "adopt --force out/codes.md --diff",
    "adopt --force out/codes.md",
    "release 2.0",
    "release 2.0 --diff",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_text_of_a_catalog_is_a_command_of_a_workflow(command: str, project: Project) -> None:
    hostile = "|\n      Text.\n\n      ::error::x\n\n      And ##[error]x.\n    since: next\n"
    text = CATALOG.replace("Entry not found.\n", hostile)
    assert text != CATALOG
    project.write("codes.yaml", text)
    assert project.run("generate").code == 0
    page = project.read("out/codes.md")
    project.write("out/codes.md", page.replace("Text.", "Another text."))
    done = project.run(*command.split(), GITHUB_ACTIONS="true")
    assert done.code == 0, done.err
    assert not re.search(r"^\s*::|##\[", done.out + done.err, re.MULTILINE)


# Colour

ESCAPE = b"\x1b["


def on_a_terminal(project: Project, **environment: str) -> bytes:
    """Return what `check` prints where both of its streams are a terminal."""
    plain = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    terminal, end = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "apicodes", "check"],
        cwd=project.path,
        env={**plain, "TERM": "xterm", **environment},
        stdin=subprocess.DEVNULL,
        stdout=end,
        stderr=end,
    ):
        os.close(end)
        printed = bytearray()
        try:
            while piece := os.read(terminal, 65536):
                printed += piece
        except OSError:  # The other end is closed.
            pass
    os.close(terminal)
    return bytes(printed)


def test_colour_is_for_terminals(project: Project) -> None:
    assert ESCAPE in on_a_terminal(project)


def test_no_color_is_honoured_on_a_terminal(project: Project) -> None:
    assert ESCAPE not in on_a_terminal(project, NO_COLOR="1")


def test_an_empty_no_color_is_none(project: Project) -> None:
    assert ESCAPE in on_a_terminal(project, NO_COLOR="")


@pytest.mark.parametrize("command", ["check", "generate"])
def test_nothing_is_coloured_in_a_pipe(command: str, project: Project) -> None:
    done = project.run_installed(command, NO_COLOR="")
    assert "\x1b" not in done.out + done.err


def test_a_problem_is_not_coloured_in_a_pipe(project: Project) -> None:
    project.write("codes.yaml", "")
    assert "\x1b" not in project.run_installed("check", NO_COLOR="").err
