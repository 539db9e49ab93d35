"""Linters find nothing in the outputs under the very settings that the documentation gives them."""

import re
import sys
from pathlib import Path

import pytest

from helpers.consumer import CATALOGS, install, run
from helpers.project import ROOT, Project

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=CATALOGS)
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """All four outputs, and the settings of linters from the documentation."""
    project = install("linters", request.param, tmp_path_factory.mktemp("linters"))
    documentation = (ROOT / "docs" / "linters.md").read_text("utf-8")
    for name, settings in re.findall(r"```yaml\n# (\S+)\n(.*?)```", documentation, re.DOTALL):
        project.write(name, settings)
    return project


def test_markdownlint_finds_nothing_in_the_page(project: Project) -> None:
    run("node_modules/.bin/markdownlint-cli2", "out/codes.md", folder=project.path)


def test_yamllint_finds_nothing_in_the_components(project: Project) -> None:
    yamllint = Path(sys.executable).with_name("yamllint")
    run(yamllint, "--strict", "out/codes.yaml", folder=project.path)
