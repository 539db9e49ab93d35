"""What the machine refuses: nothing is half written, and the message says what it was."""

import errno
import os
import subprocess
import sys

import pytest

from apicodes import outputs
from apicodes.outputs import writing
from apicodes.problems import COULD_NOT_RUN, ProblemsFound
from apicodes.settings import config
from helpers.command import Result
from helpers.outputs import CHANGED, OUTPUTS
from helpers.project import CATALOG, CONFIG, Project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the limits are those of Linux"),
]

# Root may read and write what its mode forbids, until it gives these two capabilities away
# (capabilities(7): CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH; prctl(2): PR_CAPBSET_DROP).
ORDINARY = """
import ctypes
if os.geteuid() == 0:
    for capability in (1, 2):
        assert ctypes.CDLL(None).prctl(24, capability, 0, 0, 0) == 0
"""
LIMIT = "import resource; resource.setrlimit(resource.{0}, ({1}, {1}))"


def run_within(limit: str, project: Project, *arguments: str) -> Result:
    """Run the real command in a process that first gives something up."""
    program = f"import os, sys\n{limit}\nos.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    done = subprocess.run(
        [sys.executable, "-c", program, "-m", "apicodes", *arguments],
        cwd=project.path,
        env={**os.environ, "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def outdated(project: Project) -> Project:
    """A project whose outputs are all there, and all out of date."""
    assert project.run("generate").code == 0
    project.write("codes.yaml", CHANGED)
    return project


def test_a_folder_that_may_not_be_written_is_named_and_nothing_changes(outdated: Project) -> None:
    before = outdated.files()
    (outdated.path / "out").chmod(0o555)
    done = run_within(ORDINARY, outdated, "generate")
    (outdated.path / "out").chmod(0o755)
    assert done.code == 2
    assert done.err.startswith("out/codes.md: error[file] ")
    assert "Permission denied" in done.err
    assert outdated.files() == before


def test_a_folder_that_may_not_be_made_is_named(project: Project) -> None:
    before = project.files()
    project.path.chmod(0o555)
    done = run_within(ORDINARY, project, "generate")
    project.path.chmod(0o755)
    assert done.code == 2
    assert done.err.startswith("out: error[file] ")
    assert "Permission denied" in done.err
    assert project.files() == before


def test_check_needs_no_right_to_write(outdated: Project) -> None:
    (outdated.path / "out").chmod(0o555)
    outdated.path.chmod(0o555)
    done = run_within(ORDINARY, outdated, "check")
    outdated.path.chmod(0o755)
    (outdated.path / "out").chmod(0o755)
    assert done.code == 1
    assert "changed   out/codes.md" in done.out


UNREADABLE = {
    "codes.yaml": "codes.yaml: error[unreadable] ",
    "apicodes.toml": "apicodes.toml: error[config] ",
    "out/codes.py": "out/codes.py: error[file] ",
    "own.jinja": "own.jinja: error[",
}


@pytest.mark.parametrize(("name", "begins"), UNREADABLE.items(), ids=UNREADABLE)
@pytest.mark.parametrize("command", ["generate", "check"])
def test_a_file_that_may_not_be_read_is_named(
    command: str, name: str, begins: str, outdated: Project
) -> None:
    outdated.write("own.jinja", "# {{ notice }}\n")
    outdated.write("apicodes.toml", CONFIG + 'template = "own.jinja"\n')
    before = outdated.files()
    mode = (outdated.path / name).stat().st_mode
    (outdated.path / name).chmod(0)
    done = run_within(ORDINARY, outdated, command)
    (outdated.path / name).chmod(mode)
    assert done.code == 2
    assert done.err.startswith(begins)
    assert "Permission denied" in done.err
    assert outdated.files() == before


def test_an_output_below_a_file_is_refused(project: Project) -> None:
    project.write("out", "mine\n")
    before = project.files()
    done = project.run("generate")
    assert done.code == 2
    assert done.err.startswith("out/codes.md: error[file] ")
    assert project.files() == before


@pytest.mark.parametrize("size", [0, 1000])
def test_a_disk_that_fills_up_halfway_leaves_every_file_as_it_was(
    size: int, outdated: Project
) -> None:
    before = outdated.files()
    done = run_within(LIMIT.format("RLIMIT_FSIZE", size), outdated, "generate")
    assert done.code == 2
    assert "error[file] cannot write: File too large" in done.err
    assert "no file was changed" in done.err
    assert outdated.files() == before


@pytest.mark.parametrize("size", [0, 1000])
def test_a_disk_that_is_full_at_the_first_run_leaves_nothing(size: int, project: Project) -> None:
    done = run_within(LIMIT.format("RLIMIT_FSIZE", size), project, "generate")
    assert done.code == 2
    assert {path.name for path in project.path.iterdir()} == {"apicodes.toml", "codes.yaml"}


def test_a_catalog_of_zeros_does_not_eat_the_memory(project: Project) -> None:
    with (project.path / "codes.yaml").open("wb") as file:
        file.truncate(16 * 2**20)
    done = run_within(LIMIT.format("RLIMIT_AS", 2**30), project, "check")
    assert done.code == 1
    assert done.err.startswith("codes.yaml:1:1: error[forbidden-character] ")


# A rename that fails


def fail_at(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system refuse to rename a file to this path."""
    rename = os.replace

    def replace(source: str, target: str) -> None:
        if target.endswith(name):
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        rename(source, target)

    monkeypatch.setattr(os, "replace", replace)


def test_a_rename_that_fails_names_what_was_replaced_and_what_was_not(
    outdated: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = outdated.files()
    monkeypatch.chdir(outdated.path)
    files = outputs.plan(config.load())
    fail_at(OUTPUTS[2], monkeypatch)
    with pytest.raises(ProblemsFound) as caught:
        writing.write(files)
    assert caught.value.exit_code == COULD_NOT_RUN
    (problem,) = caught.value.problems
    assert str(problem.location) == OUTPUTS[2]
    assert "Operation not permitted" in problem.message
    replaced, left = (problem.hint or "").split("not replaced: ")
    assert all(name in replaced and name not in left for name in OUTPUTS[:2])
    assert all(name in left and name not in replaced for name in OUTPUTS[2:])
    after = outdated.files()
    assert set(after) == set(before), "temporary files are left"
    assert {name for name in after if after[name] != before[name]} == set(OUTPUTS[:2])


def test_what_a_failed_rename_left_is_mended_by_the_next_run(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.path)
    files = outputs.plan(config.load())
    fail_at(OUTPUTS[0], monkeypatch)
    with pytest.raises(ProblemsFound):
        writing.write(files)
    assert project.files().keys() == {"apicodes.toml", "codes.yaml"}
    assert project.read("codes.yaml") == CATALOG
    monkeypatch.undo()
    assert project.run("generate").code == 0
    assert project.run("check").code == 0


# Temporary files


def temporary_files(project: Project) -> list[str]:
    """Return the names of all temporary files that are there."""
    return [path.name for path in project.path.rglob("*") if path.name.endswith(".tmp")]


KILLED = """
import os, signal, sys
from apicodes.cli.main import main
os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
sys.argv = ["apicodes", "generate"]
main()
"""


def test_a_killed_run_stops_no_later_one_and_its_files_go(outdated: Project) -> None:
    before = outdated.files()
    killed = subprocess.run([sys.executable, "-c", KILLED], cwd=outdated.path, check=False)
    assert killed.returncode == -9
    left = temporary_files(outdated)
    assert len(left) == len(OUTPUTS)
    assert {name: outdated.files()[name] for name in before} == before
    assert outdated.run("generate").code == 0
    assert sorted(temporary_files(outdated)) == sorted(left), "another run may still need them"
    assert outdated.run("check").code == 0
    for name in left:
        (path,) = outdated.path.rglob(name)
        os.utime(path, (0, 0))
    outdated.write("codes.yaml", CATALOG)
    assert outdated.run("generate").code == 0
    assert temporary_files(outdated) == []


def test_no_glob_reads_a_temporary_file(project: Project) -> None:
    project.write("apicodes.toml", CONFIG.replace('"codes.yaml"', '"spec/*"', 1))
    project.write("spec/codes.yaml", CATALOG)
    project.write("spec/.apicodes-0123456789abcdef.tmp", CATALOG)
    assert project.run("generate").code == 0


def test_the_longest_name_that_a_disk_takes_can_be_written(project: Project) -> None:
    name = f"out/{'a' * 252}.md"
    project.write("apicodes.toml", CONFIG.replace("out/codes.md", name))
    assert project.run("generate").code == 0
    assert (project.path / name).is_file()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_a_replaced_file_keeps_its_owner(outdated: Project) -> None:
    os.chown(outdated.path / "out/codes.md", 1234, 1234)
    assert outdated.run("generate").code == 0
    status = (outdated.path / "out/codes.md").stat()
    assert (status.st_uid, status.st_gid) == (1234, 1234)


def test_a_file_that_is_mounted_alone_is_told(
    outdated: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_paths: str) -> None:
        raise OSError(errno.EBUSY, "Device or resource busy")

    monkeypatch.setattr(os, "replace", busy)
    done = outdated.run("generate")
    assert done.code == 2
    assert "mount its folder; replaced: none" in done.err


def test_only_what_people_wrote_is_forced_to_the_disk(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    assert project.run("generate").code == 0
    assert synced == []
    project.write("codes.yaml", f"{CATALOG}    since: next\n")
    assert project.run("release", "2.0").code == 0
    assert len(synced) == 1


# What nobody may write, or wait for


@pytest.mark.parametrize("path", [".git/config", "sub/.GIT/hooks/x.md", ".git", "link/x.md"])
def test_no_output_is_a_file_of_git(path: str, project: Project) -> None:
    (project.path / ".git").mkdir()
    (project.path / "link").symlink_to(".git")
    before = project.files()
    project.write("apicodes.toml", CONFIG.replace("out/codes.md", path))
    done = project.run("generate", "--force")
    assert done.code == 2
    assert "error[path-outside]" in done.err
    assert "or into .git" in done.err
    assert {name: project.files()[name] for name in before if name != "apicodes.toml"} == {
        name: text for name, text in before.items() if name != "apicodes.toml"
    }


def test_settings_that_are_no_file_are_not_waited_for(project: Project) -> None:
    os.mkfifo(project.path / "pipe.toml")
    done = project.run("--config", "pipe.toml", "check")
    assert done.code == 2
    assert done.err.startswith("pipe.toml: error[config] not a regular file")
