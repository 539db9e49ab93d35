"""The projects that tests run the command in."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from helpers.project import CATALOG, CONFIG, Project
from helpers.scheduling import Scheduling, longest_first

# The same examples in every run: red is then the change's doing. To look for new ones, run the
# properties with HYPOTHESIS=explore. How fast a machine draws them is no matter.
TOO_SLOW = [HealthCheck.too_slow]
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=TOO_SLOW)
settings.register_profile(
    "explore", derandomize=False, deadline=None, suppress_health_check=TOO_SLOW
)
settings.load_profile(os.environ.get("HYPOTHESIS", "steady"))

# Where tests run in a workflow, commands that they run are not to write into its log and summary.
for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
    os.environ.pop(name, None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the longest tests first."""
    items[:] = longest_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Scheduling:
    """Keep on one worker the tests that share what takes long."""
    return Scheduling(config, log)


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
