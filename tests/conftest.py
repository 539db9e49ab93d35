"""What tests share: a small project in a temporary folder, and the real command run in it."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from command import Result, run_in_process, run_installed

# The same examples in every run: red is then the change's doing. To look for new ones, run the
# properties with HYPOTHESIS=explore. How fast a machine draws them is no matter.
TOO_SLOW = [HealthCheck.too_slow]
settings.register_profile("steady", derandomize=True, suppress_health_check=TOO_SLOW)
settings.register_profile("explore", derandomize=False, suppress_health_check=TOO_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS", "steady"))

# Where tests run in a workflow, commands that they run are not to write into its log and summary.
for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
    os.environ.pop(name, None)

ROOT = Path(__file__).parent.parent
TOOLS = ROOT / "tests" / "tools" / "node_modules"

CONFIG = """\
spec = "codes.yaml"
rules.description-missing = "off"
[targets.docusaurus]
path = "out/codes.md"

[targets.python]
path = "out/codes.py"

[targets.openapi]
path = "out/codes.openapi.yaml"

[targets.typescript]
path = "out/codes.ts"
"""

CATALOG = """\
apicodes: 1
title: Codes
codes:
  - http_status: 200
    status: ok
    description: Everything worked.
  - http_status: 404
    status: error
    code: NotFound
    description: Entry not found.
  - http_status: 429
    status: error
    code: TooManyRequests
    description: Wait, then try again.
    retryable: true
"""


class Project:
    """A project that uses apicodes, in a folder of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the project; text goes out as it is, in UTF-8."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(text))
        return path

    def read(self, name: str) -> str:
        """Return the text of a file, its line endings as they are."""
        return (self.path / name).read_bytes().decode()

    def files(self) -> dict[str, bytes]:
        """Return every file of the project and what it holds."""
        return {
            str(path.relative_to(self.path)): path.read_bytes()
            for path in sorted(self.path.rglob("*"))
            if path.is_file()
        }

    def run(
        self, *arguments: str, folder: str = ".", stdin: str | bytes = "", **environment: str
    ) -> Result:
        """Run the command in the project, without colour and with a plain environment."""
        return run_in_process(arguments, self.path / folder, _plain(environment), _bytes(stdin))

    def run_installed(
        self, *arguments: str, folder: str = ".", stdin: str | bytes = "", **environment: str
    ) -> Result:
        """Run the command as `run` does, in a process of its own."""
        return run_installed(arguments, self.path / folder, _plain(environment), _bytes(stdin))


def _plain(environment: dict[str, str]) -> dict[str, str]:
    return {"NO_COLOR": "1", **environment}


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    """A folder without anything in it."""
    return Project(tmp_path)


@pytest.fixture
def project(empty: Project) -> Project:
    """A project with a catalog of three codes and all four targets, nothing generated yet."""
    empty.write("apicodes.toml", CONFIG)
    empty.write("codes.yaml", CATALOG)
    return empty


@pytest.fixture
def generated(project: Project) -> Project:
    """The same project, with its outputs in sync."""
    assert project.run("generate").code == 0
    return project
