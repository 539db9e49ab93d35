"""This repository as pre-commit clones it, and git without settings of the user."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.project import ROOT

GIT_SETTINGS = """\
[user]
  name = Somebody
  email = somebody@example.com
[init]
  defaultBranch = main
[safe]
  directory = *
"""


def execute(folder: Path, *command: str, code: int | None = 0) -> str:
    """Run a command and return all that it printed; any exit code will do where `code` is None."""
    done = subprocess.run(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert code in (None, done.returncode), f"{command} exits {done.returncode}:\n{done.stdout}"
    return done.stdout


def copy_tree(folder: Path) -> None:
    """Copy this repository as it is in the working tree, without what git ignores."""
    names = execute(ROOT, "git", "ls-files", "-z", "-co", "--exclude-standard").split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def commit_all(folder: Path) -> None:
    """Make a git repository of a folder, with everything in one commit."""
    execute(folder, "git", "init", "--quiet")
    execute(folder, "git", "add", "--all")
    execute(folder, "git", "commit", "--quiet", "--message", "All")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of one test run share, so that the hooks are installed once."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="module", autouse=True)
def environment(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep out the settings of whoever runs the tests, and a git or pre-commit that runs them."""
    settings = tmp_path_factory.mktemp("git") / "config"
    settings.write_text(GIT_SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_") or name == "SKIP"]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", str(settings))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("PRE_COMMIT_HOME", str(shared / "pre-commit"))
        patch.setenv("PRE_COMMIT_COLOR", "never")
        yield


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository with its working tree committed: what a user's pre-commit clones."""
    made, place = tmp_path_factory.mktemp("published"), shared / "published"
    copy_tree(made)
    commit_all(made)
    try:
        made.rename(place)
    except OSError:
        if not place.is_dir():  # Another worker was first; then its own serves all.
            raise
    return place
