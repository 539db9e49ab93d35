"""What a run of the command loads: start-up is most of a small run, and imports are most of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from helpers.project import ROOT, Project

COMMAND = """\
import sys
from apicodes.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit as done:
    if done.code:
        raise
"""
DEPENDENCIES = "import sys, click, jinja2, msgspec, tomllib, yaml\n"


def modules(program: str, *arguments: str, folder: Path = ROOT) -> set[str]:
    """Return the modules that a program has loaded when it ends, run in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", f"{program}print(*sys.modules, file=sys.stderr)", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", ["--version", "--help", "check --help"])
def test_version_and_help_load_click_alone(arguments: str) -> None:
    loaded = modules(COMMAND, *arguments.split())
    assert "click" in loaded
    ours = {name for name in loaded if name.partition(".")[0] == "apicodes"}
    assert ours == {
        "apicodes",
        "apicodes.cli",
        "apicodes.cli.catalog_commands",
        "apicodes.cli.main",
        "apicodes.cli.options",
        "apicodes.cli.output_commands",
        "apicodes.cli.report_commands",
    }
    assert not loaded & {"jinja2", "markdown_it", "msgspec", "tomllib", "wcwidth", "yaml"}


def test_check_loads_neither_a_markdown_parser_nor_other_commands(
    generated: Project,
) -> None:
    loaded = modules(COMMAND, "check", folder=generated.path)
    assert {"apicodes.cli.commands.check", "apicodes.targets.docusaurus", "yaml"} <= loaded
    assert not (loaded - modules(DEPENDENCIES)) & {
        "apicodes.cli.commands.generate",
        "apicodes.cli.commands.init",
        "apicodes.outputs.round_trip",
        "apicodes.targets.openapi.reader",
        "apicodes.targets.python.reader",
        "apicodes.catalog.json_schema",
        "difflib",
        "glob",
        "jinja2.sandbox",
        "markdown_it",
        "pathlib",
        "traceback",
        "tree_sitter",
        "wcwidth",
    }


def test_generate_loads_no_reader_where_nothing_changed(generated: Project) -> None:
    loaded = modules(COMMAND, "generate", folder=generated.path)
    assert "apicodes.cli.commands.generate" in loaded
    assert not loaded & {
        "apicodes.outputs.round_trip",
        "apicodes.targets.openapi.reader",
        "apicodes.targets.python.reader",
        "markdown_it",
        "tree_sitter",
    }
