"""The installed command in a process of its own: what it prints there, and how it ends."""

import subprocess
import sys

import pytest

from helpers.project import CATALOG, Project

RUNS = [
    "--version",
    "generate --help",
    "generate",
    "generate python --stdout",
    "check",
    "check --format json",
    "lint --fail-on warning",
    "diff codes.yaml out/codes.md",
    "explain 404",
    "explain NoFound",
    "import out/codes.py",
    "rule description-missing",
    "chek",
    "--config missing.toml check",
]


@pytest.mark.parametrize("arguments", RUNS)
def test_a_process_of_its_own_gives_what_tests_see(arguments: str, generated: Project) -> None:
    generated.write("codes.yaml", CATALOG.replace("Entry", "Ẽntry\u2028").replace("429", "503"))
    before = generated.files()
    installed = generated.run_installed(*arguments.split())
    after = generated.files()
    for name, data in before.items():
        generated.write(name, data)
    assert generated.run(*arguments.split()) == installed
    assert generated.files() == after


def test_what_a_run_remembers_ends_with_it(project: Project) -> None:
    for text in (CATALOG, CATALOG.replace("Entry", "Item"), CATALOG):
        project.write("codes.yaml", text)
        within = project.run("generate", "python", "--stdout")
        assert within == project.run_installed("generate", "python", "--stdout")


FAULT = """\
import sys
from apicodes.cli import main
from apicodes.cli.commands import check

def fail(*arguments, **options):
    raise RuntimeError("the moon is full")

check.check = fail
main.main(["check"])
"""


def test_a_bug_of_ours_prints_its_traceback_and_exits_3(project: Project) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAULT],
        cwd=project.path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    first, *_, failed, report = done.stderr.splitlines()
    assert first == "Traceback (most recent call last):"
    assert "RuntimeError: the moon is full" in done.stderr
    assert failed == "apicodes failed: RuntimeError. This is a bug in apicodes."
    assert report.startswith("Please report it with the lines above")


def test_a_reader_that_goes_away_ends_the_run_without_a_word(project: Project) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "apicodes", "schema"],
        cwd=project.path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        printed = running.stderr.read()
    assert (running.returncode, printed) == (1, b"")
