"""The steps of action.yml, run in bash as the runner of GitHub runs them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from helpers.project import ROOT
from helpers.pull_requests import bash

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
INSTALL, RUN = (step for step in STEPS if "run" in step)


def run(
    step: Mapping[str, Any], contexts: Mapping[str, Any], folder: Path, **github: str
) -> tuple[int, str]:
    """Run a step as the runner does: the expressions of its `env` are looked up in contexts."""
    return bash(
        step["run"],
        folder,
        GITHUB_ACTIONS="true",
        GITHUB_ACTION_PATH=str(ROOT),
        GITHUB_OUTPUT=str(folder.with_name("outputs")),
        GITHUB_STEP_SUMMARY=str(folder.with_name("summary.md")),
        GITHUB_WORKSPACE=str(folder),
        **github,
        **{name: expanded(value, contexts) for name, value in step["env"].items()},
    )


def expanded(value: str, contexts: Mapping[str, Any]) -> str:
    """Return the value of `${{ a.b.c }}`; as with GitHub, what is not there is empty."""
    match = re.fullmatch(r"\$\{\{ ([\w.-]+) \}\}", value)
    assert match, value
    found: Any = contexts
    for name in match[1].split("."):
        found = found.get(name) or {}
    return found or ""
