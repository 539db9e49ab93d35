"""The GitHub Action: its steps, run in bash as the runner runs them, in a real repository."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from conftest import CATALOG, CONFIG, ROOT, Project
from repositories import Repository, repository

__all__ = ["repository"]

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
INSTALL, RUN = (step for step in STEPS if "run" in step)
DEFAULTS = {name: given["default"] for name, given in ACTION["inputs"].items()}

MORE = CATALOG + "  - http_status: 409\n    code: Taken\n    description: Taken already.\n"
FEWER = CATALOG.partition("  - http_status: 429")[0]


def test_github_accepts_the_action() -> None:
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_expression_stands_in_a_shell_line() -> None:
    for step in (INSTALL, RUN):
        assert step["shell"] == "bash"
        assert step["run"].startswith("set -euo pipefail\n")
        assert "${{" not in step["run"]


def test_every_input_says_what_it_is_and_is_used() -> None:
    used = re.findall(r"inputs\.([a-z-]+)", yaml.safe_dump(STEPS))
    assert set(used) == set(ACTION["inputs"])
    for given in ACTION["inputs"].values():
        assert given["description"]
        assert isinstance(given["default"], str)


class Run(NamedTuple):
    """What a step gave: its exit code, what it printed, and its outputs."""

    code: int
    said: str
    outputs: dict[str, str]


def run(step: Mapping[str, Any], contexts: Mapping[str, Any], folder: Path, **github: str) -> Run:
    """Run a step as the runner does: the expressions of its `env` are looked up in contexts."""
    outputs = folder.with_name("outputs")
    outputs.write_text("")
    script = folder.with_name("step.sh")
    script.write_text(step["run"])
    environment = {name: expanded(value, contexts) for name, value in step["env"].items()}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
        cwd=folder,
        env={
            **os.environ,
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(folder.with_name("summary.md")),
            "GITHUB_WORKSPACE": str(folder),
            **github,
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    written = (line.partition("=") for line in outputs.read_text("utf-8").splitlines())
    return Run(done.returncode, done.stdout, {name: value for name, _, value in written})


def expanded(value: str, contexts: Mapping[str, Any]) -> str:
    """Return the value of `${{ a.b.c }}`; as with GitHub, what is not there is empty."""
    match = re.fullmatch(r"\$\{\{ ([\w.-]+) \}\}", value)
    assert match, value
    found: Any = contexts
    for name in match[1].split("."):
        found = found.get(name) or {}
    return found or ""


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The command that the step of installing makes, apart from the one under test here."""
    place = tmp_path_factory.mktemp("runner") / "workspace"
    place.mkdir()
    installed = run(INSTALL, {}, place, RUNNER_TEMP=str(place.with_name("temp")))
    assert installed.code == 0, installed.said
    return installed.outputs["command"]


class PullRequest:
    """A pull request: what its workflow checks out, and the commit that its event has as base."""

    def __init__(self, main: Repository, place: Path) -> None:
        self.main = main
        self.base = self.tip()
        self.workspace = place / "workspace"

    def tip(self) -> str:
        return self.main.git("rev-parse", "HEAD").strip()

    def propose(self, *edits: Mapping[str, str], generate: bool = True) -> None:
        """Merge a branch with these edits, each a commit, into what main is now; check that out."""
        self.main.git("switch", "--quiet", "--create", "branch", self.base)
        for edit in edits:
            commit(self.main, edit, generate=generate)
        self.main.git("switch", "--quiet", "--detach", "main")
        self.main.git("merge", "--quiet", "--no-ff", "--message", "Merge", "branch")
        self.main.git("update-ref", "refs/pull/1/merge", "HEAD")
        self.check_out(self.tip())

    def check_out(self, commit: str) -> None:
        """Fetch one commit, without any history, as actions/checkout does."""
        self.workspace.mkdir()
        self.clone = Project(self.workspace)
        for arguments in (
            ["init", "--quiet"],
            ["remote", "add", "origin", self.main.path.as_uri()],
            ["fetch", "--quiet", "--no-tags", "--depth=1", "origin", commit],
            ["checkout", "--quiet", "--force", commit],
        ):
            subprocess.run(["git", *arguments], cwd=self.workspace, check=True)

    def run(self, command: str, event: str = "pull_request", **inputs: str) -> Run:
        """Run the action with these inputs."""
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        contexts = {
            "inputs": {**DEFAULTS, **given},
            "steps": {"install": {"outputs": {"command": command}}},
            "github": {"event": {"pull_request": {"base": {"sha": self.base}}}},
        }
        if event == "push":
            del contexts["github"]
        sha = subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=self.workspace, text=True)
        return run(RUN, contexts, self.workspace, GITHUB_EVENT_NAME=event, GITHUB_SHA=sha.strip())


def commit(main: Repository, edit: Mapping[str, str], *, generate: bool = True) -> None:
    for name, text in edit.items():
        main.write(name, text)
    if generate:
        made = main.run("generate")
        assert made.code == 0, made.err
    main.commit()


@pytest.fixture
def proposed(repository: Repository, tmp_path: Path) -> PullRequest:
    """A pull request without a commit yet, of a project that is in sync."""
    commit(repository, {"apicodes.toml": CONFIG, "codes.yaml": CATALOG})
    return PullRequest(repository, tmp_path)


DRIFT = {"out/codes.md": "# @generated by apicodes from codes.yaml. Do not edit.\n\nBy hand.\n"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edit", "inputs", "code"),
    [
        pytest.param({"README.md": "Codes."}, {}, 0, id="nothing of ours changed"),
        pytest.param({"codes.yaml": MORE}, {}, 0, id="a code is added"),
        pytest.param({"codes.yaml": MORE}, {"fail_on": "compatible"}, 1, id="... which may not be"),
        pytest.param({"codes.yaml": FEWER}, {}, 1, id="a code is gone"),
        pytest.param({"codes.yaml": FEWER}, {"diff": "false"}, 0, id="... and nobody asks"),
        pytest.param({"codes.yaml": FEWER}, {"event": "push"}, 0, id="... on main"),
        pytest.param({"codes.yaml": "apicodes: 2"}, {}, 1, id="no catalog"),
        pytest.param(DRIFT, {}, 1, id="an output is edited by hand"),
    ],
)
def test_a_pull_request_fails_where_it_should(
    edit: Mapping[str, str],
    inputs: Mapping[str, str],
    code: int,
    proposed: PullRequest,
    command: str,
) -> None:
    proposed.propose(edit, generate=edit.get("codes.yaml") in (MORE, FEWER))
    done = proposed.run(command, **inputs)
    assert done.code == code, done.said


@pytest.mark.slow
def test_drift_and_a_breaking_change_are_told_in_one_run(
    proposed: PullRequest, command: str
) -> None:
    proposed.propose({"codes.yaml": FEWER}, generate=False)
    said = proposed.run(command).said
    assert "out/codes.md" in said
    assert "removed" in said


@pytest.mark.slow
def test_a_pull_request_answers_for_its_own_changes_alone(
    proposed: PullRequest, command: str
) -> None:
    """Somebody else's breaking change was merged after the event: its base is no longer main."""
    commit(proposed.main, {"codes.yaml": FEWER})
    proposed.propose({"README.md": "Codes."}, generate=False)
    done = proposed.run(command)
    assert done.code == 0, done.said


@pytest.mark.slow
def test_a_checkout_of_something_else_is_compared_with_the_base_of_the_event(
    proposed: PullRequest, command: str
) -> None:
    commit(proposed.main, {"codes.yaml": FEWER})
    proposed.check_out(proposed.tip())
    assert proposed.run(command, event="pull_request_target").code == 1


@pytest.mark.slow
def test_a_base_that_cannot_be_fetched_is_an_error_that_says_what_to_do(
    proposed: PullRequest, command: str
) -> None:
    proposed.propose({"codes.yaml": FEWER})
    proposed.main.path.rename(proposed.main.path.with_name("gone"))
    done = proposed.run(command)
    assert done.code == 2
    assert "fetch-depth: 2" in done.said


@pytest.mark.slow
@pytest.mark.parametrize(("lint", "told"), [("true", True), ("false", False)])
def test_lint_can_be_turned_off(lint: str, told: bool, proposed: PullRequest, command: str) -> None:
    silent = CONFIG.replace('description-missing = "off"', 'description-missing = "warning"')
    text = CATALOG.replace("    description: Entry not found.\n", "")
    proposed.propose({"apicodes.toml": silent, "codes.yaml": text})
    done = proposed.run(command, lint=lint)
    assert done.code == 0, done.said
    assert ("description-missing" in done.said) == told


@pytest.mark.slow
def test_settings_lie_where_the_inputs_say(proposed: PullRequest, command: str) -> None:
    proposed.propose(
        {"the api/settings.toml": CONFIG, "the api/codes.yaml": "apicodes: 2"}, generate=False
    )
    done = proposed.run(command, working_directory="the api", config="settings.toml")
    assert done.code == 1
    assert "codes.yaml" in done.said


HOSTILE = [
    "; touch pwned",
    "$(touch pwned)",
    "`touch pwned`",
    "' && touch pwned #",
    '"; touch pwned; "',
    "true\ntouch pwned",
    "a\n::set-output name=a::b",
    "a[$(touch pwned)]",
    "--help",
]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["working-directory", "config", "lint", "diff", "fail-on"])
def test_no_input_is_run_or_taken_for_an_option(
    name: str, proposed: PullRequest, command: str
) -> None:
    proposed.propose({"codes.yaml": MORE})
    for value in HOSTILE:
        done = proposed.run(command, **{name: value})
        assert done.code == 2, (value, done.said)
        assert not re.search("^(::set-output|Usage)", done.said, re.MULTILINE), (value, done.said)
    assert [*proposed.workspace.parent.rglob("pwned")] == []


@pytest.mark.slow
def test_a_python_that_is_too_old_is_told(tmp_path: Path) -> None:
    place = tmp_path / "workspace"
    place.mkdir()
    old = place / "python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    contexts = {"steps": {"python": {"outputs": {"python-path": str(old)}}}}
    done = run(INSTALL, contexts, place, RUNNER_TEMP=str(tmp_path))
    assert done.code == 2
    assert "python-version" in done.said
