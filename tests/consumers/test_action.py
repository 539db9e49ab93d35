"""The GitHub Action: its steps, run in bash as the runner runs them, in a real repository."""

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from helpers.action_steps import ACTION, INSTALL, RUN, STEPS, run
from helpers.project import CATALOG, CONFIG, ROOT
from helpers.pull_requests import DRIFT, FEWER, MORE, PullRequest, bash, proposed
from helpers.repositories import repository

__all__ = ["proposed", "repository"]

DEFAULTS = {name: given["default"] for name, given in ACTION["inputs"].items()}


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


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The command that the step of installing makes, apart from the one under test here."""
    place = tmp_path_factory.mktemp("runner") / "workspace"
    place.mkdir()
    code, printed = run(INSTALL, {}, place, RUNNER_TEMP=str(place.with_name("temp")))
    assert code == 0, printed
    output, _, value = place.with_name("outputs").read_text("utf-8").strip().partition("=")
    assert output == "command"
    return value


Act = Callable[..., tuple[int, str]]


@pytest.fixture
def act(proposed: PullRequest, command: str) -> Act:
    """What runs the action on the pull request, on an event and with inputs."""

    def acted(event: str = "pull_request", **inputs: str) -> tuple[int, str]:
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        of_event = {
            "push": {},
            "merge_group": {"merge_group": {"base_sha": proposed.base}},
        }
        base = {"pull_request": {"base": {"sha": proposed.base}}}
        contexts = {
            "inputs": {**DEFAULTS, **given},
            "steps": {"install": {"outputs": {"command": command}}},
            "github": {"event": of_event.get(event, base)},
        }
        _, sha = bash("git rev-parse HEAD", proposed.workspace)
        github = {"GITHUB_EVENT_NAME": event, "GITHUB_SHA": sha.strip()}
        return run(RUN, contexts, proposed.workspace, **github)

    return acted


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edit", "inputs", "expected"),
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
    expected: int,
    proposed: PullRequest,
    act: Act,
) -> None:
    proposed.propose(edit, generate=edit.get("codes.yaml") in (MORE, FEWER))
    code, printed = act(**inputs)
    assert code == expected, printed


@pytest.mark.slow
def test_a_breaking_change_and_drift_are_told_in_one_run_in_this_order(
    proposed: PullRequest, act: Act
) -> None:
    proposed.propose({"codes.yaml": FEWER}, generate=False)
    _, printed = act()
    places = re.findall(r"^::error file=([^,]+),", printed, re.MULTILINE)
    assert places[:2] == ["codes.yaml", "out/codes.md"]


@pytest.mark.slow
def test_a_pull_request_answers_for_its_own_changes_alone(proposed: PullRequest, act: Act) -> None:
    """Somebody else's breaking change was merged after the event: its base is no longer main."""
    proposed.merge({"codes.yaml": FEWER})
    proposed.propose({"README.md": "Codes."}, generate=False)
    code, printed = act()
    assert code == 0, printed


@pytest.mark.slow
def test_a_checkout_of_something_else_is_compared_with_the_base_of_the_event(
    proposed: PullRequest, act: Act
) -> None:
    proposed.check_out(proposed.merge({"codes.yaml": FEWER}))
    assert act(event="pull_request_target")[0] == 1


@pytest.mark.slow
def test_a_merge_queue_is_compared_with_its_base(proposed: PullRequest, act: Act) -> None:
    proposed.check_out(proposed.merge({"codes.yaml": FEWER}))
    code, output = act(event="merge_group")
    assert code == 1
    assert "breaking" in output


@pytest.mark.slow
def test_a_checkout_of_the_base_compares_nothing_and_fails(proposed: PullRequest, act: Act) -> None:
    proposed.check_out(proposed.base)
    code, output = act(event="pull_request_target")
    assert code == 2
    assert "the checkout is the base itself, and nothing was compared" in output
    assert "4 files are in sync" in output


@pytest.mark.slow
@pytest.mark.parametrize("depth", [1, 2])
def test_a_clone_with_a_filter_gets_the_files_of_the_base(
    depth: int, proposed: PullRequest, act: Act
) -> None:
    proposed.main.git("config", "uploadpack.allowFilter", "true")
    proposed.main.git("config", "uploadpack.allowAnySHA1InWant", "true")
    proposed.propose({"codes.yaml": FEWER}, depth=depth, only=("--filter=blob:none",))
    code, output = act()
    assert code == 1, output
    assert "breaking" in output


@pytest.mark.slow
def test_a_base_that_cannot_be_fetched_is_an_error_that_says_what_to_do(
    proposed: PullRequest, act: Act
) -> None:
    proposed.propose({"codes.yaml": FEWER})
    proposed.main.path.rename(proposed.main.path.with_name("gone"))
    code, printed = act()
    assert code == 2
    assert "fetch-depth: 2" in printed
    assert "4 files are in sync" in printed


@pytest.mark.slow
@pytest.mark.parametrize(("lint", "reported"), [("true", True), ("false", False)])
def test_lint_can_be_turned_off(lint: str, reported: bool, proposed: PullRequest, act: Act) -> None:
    silent = CONFIG.replace('description-missing = "off"', 'description-missing = "warning"')
    text = CATALOG.replace("    description: Entry not found.\n", "")
    proposed.propose({"apicodes.toml": silent, "codes.yaml": text})
    code, printed = act(lint=lint)
    assert code == 0, printed
    assert ("description-missing" in printed) == reported


@pytest.mark.slow
def test_settings_lie_where_the_inputs_say(proposed: PullRequest, act: Act) -> None:
    proposed.propose(
        {"the api/settings.toml": CONFIG, "the api/codes.yaml": "apicodes: 2"}, generate=False
    )
    code, printed = act(working_directory="the api", config="settings.toml")
    assert code == 1
    assert "codes.yaml" in printed


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
def test_no_input_is_run_or_taken_for_an_option(name: str, proposed: PullRequest, act: Act) -> None:
    proposed.propose({"codes.yaml": MORE})
    for value in HOSTILE:
        code, printed = act(**{name: value})
        assert code == 2, (value, printed)
        assert not re.search("^(::set-output|Usage)", printed, re.MULTILINE), (value, printed)
    assert [*proposed.workspace.parent.rglob("pwned")] == []


@pytest.mark.slow
def test_a_python_that_is_too_old_is_told(tmp_path: Path) -> None:
    place = tmp_path / "workspace"
    place.mkdir()
    old = place / "python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    contexts = {"steps": {"python": {"outputs": {"python-path": str(old)}}}}
    code, printed = run(INSTALL, contexts, place, RUNNER_TEMP=str(tmp_path))
    assert code == 2
    assert "python-version" in printed
