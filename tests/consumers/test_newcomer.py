"""The README's way from a page that people wrote to a table that is made, hook and CI included."""

import re
import shlex
import shutil
import subprocess
import venv
from pathlib import Path
from typing import Any

import pytest
import yaml

from apicodes import __version__
from helpers.action_steps import INSTALL, RUN, run
from helpers.git_hooks import environment, execute, published, shared
from helpers.project import ROOT
from helpers.pull_requests import bash

__all__ = ["environment", "published", "shared"]

pytestmark = pytest.mark.slow

README = (ROOT / "README.md").read_text("utf-8")
(SECTION,) = re.findall(r"^## From the page that you have\n(.*?)^## ", README, re.M | re.S)
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", SECTION, re.MULTILINE | re.DOTALL)
COMMANDS = [
    line.partition("  #")[0].rstrip()
    for language, text in BLOCKS
    if language == "sh"
    for line in text.splitlines()
]
FILES = dict(re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", SECTION, re.MULTILINE | re.DOTALL))

PAGE = """\
---
title: Errors
---

# Errors of the API

What the API says when it says **no**. _Our_ words, and <Component prop={1} /> of ours.

## Codes
| HTTP | Code | Meaning |
|---|---|---|
| 400 | `BadRequest` | The request is malformed. |
| 429 | `TooManyRequests` | Slow *down*. |

## What else

* Ask us.
* Ask\tagain.  """
"""A page with a heading right above its table, and without a line break at its end."""

OWN = [line for line in PAGE.splitlines() if not line.startswith("|")]


def test_there_are_six_commands() -> None:
    assert len(COMMANDS) == 6


def test_a_newcomer_gets_from_a_page_to_a_region_that_a_hook_and_ci_keep(
    tmp_path: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    (work / "docs").mkdir(parents=True)
    page = work / "docs" / "errors.md"
    page.write_text(PAGE)
    execute(work, "git", "init", "--quiet")
    execute(work, "git", "add", "--all")
    execute(work, "git", "commit", "--quiet", "--message", "The page")
    venv.create(tmp_path / "venv", with_pip=True)
    monkeypatch.setenv("PATH", f"{tmp_path / 'venv' / 'bin'}:/usr/local/bin:/usr/bin:/bin")

    install, *rest = COMMANDS
    assert install == "pip install apicodes pre-commit"
    follow(f"pip install --quiet {shlex.quote(str(published))} pre-commit", work)
    for command in rest[:2]:
        follow(command, work)
    for name, text in FILES.items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text(of(published, text))
    for command in rest[2:]:
        follow(command, work)

    assert execute(work, "git", "status", "--porcelain") == ""
    lines = page.read_text().split("\n")
    begin, end = (lines.index(f"<!-- apicodes:{side} codes -->") for side in ("begin", "end"))
    assert "| 429 | `TooManyRequests` | Slow _down_. |" in lines[begin:end]
    around = [*lines[: begin - 1], *lines[end + 1 :]]
    assert around == OWN

    page.write_text(page.read_text().replace("Slow _down_.", "Faster!"))
    execute(work, "git", "add", "--all")
    refused = execute(work, "git", "commit", "--message", "By hand", code=1)
    assert "updated    docs/errors.md" in refused
    execute(work, "git", "diff", "--quiet", "HEAD", "--", "docs/errors.md")
    assert ci(work, tmp_path) == 0

    page.write_text(page.read_text().replace("Slow _down_.", "Faster!"))
    execute(work, "git", "commit", "--quiet", "--no-verify", "--all", "--message", "Past the hook")
    assert ci(work, tmp_path) == 1


def of(published: Path, text: str) -> str:
    """Return settings that name this repository's working tree in the place of its release."""
    revision = execute(published, "git", "rev-parse", "HEAD").strip()
    return text.replace("https://github.com/apicodes/apicodes", str(published)).replace(
        f"rev: v{__version__}", f"rev: {revision}"
    )


def follow(command: str, folder: Path) -> None:
    code, printed = bash(command, folder)
    assert code == 0, printed


def ci(work: Path, tmp_path: Path) -> int:
    """Return how the job ends that the README has: the steps of the action, in a fresh clone."""
    settings: Any = yaml.safe_load(FILES[".github/workflows/response-codes.yml"])
    _, used = settings["jobs"]["check"]["steps"]
    assert used == {"uses": f"apicodes/apicodes@v{__version__}"}
    runner = tmp_path / "runner"
    shutil.rmtree(runner, ignore_errors=True)
    runner.mkdir()
    subprocess.run(["git", "clone", "--quiet", work, runner / "workspace"], check=True)
    place = runner / "workspace"
    code, printed = run(INSTALL, {}, place, RUNNER_TEMP=str(runner / "temp"))
    assert code == 0, printed
    command = (runner / "outputs").read_text("utf-8").strip().partition("=")[2]
    inputs = {"working-directory": ".", "lint": "true", "diff": "true", "fail-on": "breaking"}
    contexts = {"inputs": inputs, "steps": {"install": {"outputs": {"command": command}}}}
    code, printed = run(RUN, contexts, place)
    drifted = re.search(r"^changed +docs/errors\.md", printed, re.MULTILINE)
    assert (drifted is None) == (code == 0), printed
    return code
