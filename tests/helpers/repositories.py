"""A project in a git repository of its own, away from the settings of whoever runs the tests."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from helpers.project import Project

SOMEBODY = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com")


class Repository(Project):
    """A project that git keeps."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.git("init", "--quiet", "--initial-branch", "main")

    def git(self, *arguments: str) -> str:
        """Run git, and return what it printed."""
        done = subprocess.run(
            ["git", *SOMEBODY, *arguments],
            cwd=self.path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def commit(self, **files: str | bytes) -> None:
        """Write files, by names with ``__`` for a slash and ``_`` for a dot, and commit all."""
        for name, text in files.items():
            self.write(name.replace("__", "/").replace("_", "."), text)
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "--message", "All")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """An empty repository, whose folder is not inside of another one."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    folder = tmp_path / "repository"
    folder.mkdir()
    return Repository(folder)


def facts(change: dict[str, Any]) -> str:
    """Return a change of the JSON output in short: ``breaking changed NotFound.http_status``."""
    what = ".".join(filter(None, (change["entry"], change["field"])))
    return f"{change['level']} {change['kind']} {what}"
