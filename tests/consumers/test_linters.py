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


def test_ruff_leaves_the_quotes_of_a_region_with_the_documented_setting(tmp_path: Path) -> None:
    documentation = (ROOT / "docs" / "linters.md").read_text("utf-8")
    (documented,) = re.findall(r"```toml\n# pyproject.toml\n(.*?)```", documentation, re.DOTALL)
    host = ROOT / "tests" / "cases" / "generate" / "regions" / "expected" / "errors.py"
    before = host.read_text("utf-8")
    module = tmp_path / "shop" / "errors.py"
    module.parent.mkdir()
    module.write_text(before, encoding="utf-8")
    ruff = Path(sys.executable).with_name("ruff")
    for settings, stays in ((documented, True), ("", False)):
        text = f'[tool.ruff]\ntarget-version = "py314"\n{settings}'
        (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
        fixes = ("--no-cache", "--select", "UP", "--fix", ".")
        run(ruff, "check", *fixes, folder=tmp_path)
        assert (module.read_text("utf-8") == before) == stays
