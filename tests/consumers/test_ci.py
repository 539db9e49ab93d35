"""docs/ci.md: what it tells services of CI to run is run, on pull requests of a real repository."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from apicodes import __version__
from helpers.project import ROOT
from helpers.pull_requests import DRIFT, FEWER, MORE, PullRequest, bash, proposed
from helpers.repositories import repository

__all__ = ["proposed", "repository"]

PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
WITH_ACTION, WITHOUT, GITLAB, AZURE, HOOKS = (text for kind, text in BLOCKS if kind == "yaml")
(MAKEFILE,) = (text for kind, text in BLOCKS if kind == "make")

SCHEMAS = {
    "github-workflows": [WITH_ACTION, WITHOUT],
    "gitlab-ci": [GITLAB],
    "azure-pipelines": [AZURE],
}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_each_service_accepts_its_settings(schema: str, tmp_path: Path) -> None:
    for number, text in enumerate(SCHEMAS[schema]):
        path = tmp_path / f"{number}.yml"
        path.write_text(text)
        # Not every schema has regular expressions that are valid with the flag for Unicode.
        options = ["--regex-variant", "nonunicode", "--builtin-schema", f"vendor.{schema}"]
        command = [sys.executable, "-m", "check_jsonschema", *options, str(path)]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout


def test_the_inputs_of_the_action_are_documented_as_they_are() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*?) ?\| ", PAGE, re.MULTILINE)
    assert {name: default.strip("`") for name, default in rows} == {
        name: given["default"] for name, given in action["inputs"].items()
    }


def test_every_snippet_installs_this_version() -> None:
    named = re.findall(r"apicodes(?:==|@v|\n +rev: v)([0-9][0-9.a-z]*)", PAGE)
    assert set(named) == {__version__}
    assert len(named) == len(BLOCKS) - 1  # all but the Makefile


def github(settings: Mapping[Any, Any]) -> str:
    return "\n".join(step["run"] for step in settings["jobs"]["check"]["steps"] if "run" in step)


def gitlab(settings: Mapping[Any, Any]) -> str:
    return "\n".join(settings["response-codes"]["script"])


def azure(settings: Mapping[Any, Any]) -> str:
    return "\n".join(step["bash"] for step in settings["steps"] if "bash" in step)


def script(text: str, lines: Callable[[Mapping[Any, Any]], str]) -> str:
    """Return what a service runs, with the apicodes of this checkout as the one installed."""
    install = f"pip install apicodes=={__version__}\n"
    commands = lines(yaml.safe_load(text))
    assert commands.startswith(install)
    return f"export PATH={Path(sys.executable).parent}:$PATH\n{commands.removeprefix(install)}"


SERVICES = {
    "github": (WITHOUT, github, 2),
    "gitlab": (GITLAB, gitlab, 1),
    "azure": (AZURE, azure, 2),
}
"""What a service is told, where the commands stand in that, and how much history it fetches."""

EDITS = [
    pytest.param({"codes.yaml": MORE}, True, id="a code is added"),
    pytest.param({"codes.yaml": FEWER}, False, id="a code is gone"),
    pytest.param(DRIFT, False, id="an output is edited by hand"),
]


@pytest.mark.slow
@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(("edit", "passes"), EDITS)
def test_a_service_fails_where_it_should(
    service: str, edit: Mapping[str, str], passes: bool, proposed: PullRequest
) -> None:
    text, lines, depth = SERVICES[service]
    proposed.propose(edit, generate=edit is not DRIFT, depth=depth)
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": proposed.base} if service == "gitlab" else {}
    code, printed = bash(script(text, lines), proposed.workspace, **base)
    assert (code == 0) == passes, printed


@pytest.mark.slow
def test_gitlab_compares_with_the_branch_that_it_merges_into(proposed: PullRequest) -> None:
    target = proposed.merge({"codes.yaml": FEWER})
    proposed.propose({"README.md": "Codes."}, generate=False)
    merged = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": proposed.base,
        "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": target,
    }
    code, printed = bash(script(GITLAB, gitlab), proposed.workspace, **merged)
    assert code == 0, printed


@pytest.mark.slow
def test_gitlab_compares_nothing_on_the_default_branch(proposed: PullRequest) -> None:
    proposed.propose({"codes.yaml": FEWER})
    code, printed = bash(script(GITLAB, gitlab), proposed.workspace)
    assert code == 0, printed
    assert "removed" not in printed


@pytest.mark.slow
@pytest.mark.parametrize(("edit", "passes"), EDITS)
def test_the_makefile_fails_where_it_should(
    edit: Mapping[str, str], passes: bool, proposed: PullRequest
) -> None:
    proposed.propose(edit, generate=edit is not DRIFT, depth=2)
    (proposed.workspace / "Makefile").write_text(MAKEFILE)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    fetch = "git fetch --quiet origin main:refs/remotes/origin/main\n"
    code, printed = bash(
        f"{fetch}make --keep-going check-codes diff-codes", proposed.workspace, PATH=path
    )
    assert (code == 0) == passes, printed
    assert bash("make codes && make check-codes", proposed.workspace, PATH=path)[0] == 0
