"""The table of fields: complete, and enough for a new field to reach every output."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import fields

from apicodes.catalog.entry import EXTENSIONS, Entry
from apicodes.catalog.fields import FIELDS
from apicodes.compare.change_classes import CONDITIONS
from helpers.project import ROOT, Project


def test_every_field_of_an_entry_has_a_row() -> None:
    declared = {field.encode_name for field in fields(Entry)} - {EXTENSIONS}
    in_table = {row.name for row in FIELDS}
    assert declared <= in_table
    assert {row.name for row in FIELDS if not row.origin} == declared


def test_every_rule_of_a_change_names_a_condition() -> None:
    assert {rule.condition for row in FIELDS for rule in row.rules} <= set(CONDITIONS)


CATALOG = """\
apicodes: 1
title: Codes
codes:
  - http_status: 404
    code: NotFound
    description: Nothing is there.
    severity: warning
  - http_status: 500
    code: Broken
    description: It is our fault.
"""
SETTINGS = """\
spec = "codes.yaml"
[targets.docusaurus]
path = "out/codes.md"
[targets.python]
path = "out/codes.py"
[targets.openapi]
path = "out/codes.yaml"
[targets.typescript]
path = "out/codes.ts"
"""
DECLARATION = """\
    severity: Annotated[
        Line | None, Meta(description="How bad it is.", examples=["error"])
    ] = None
    message: Annotated["""
ROW = """\
    Field(
        name="severity",
        kind="text",
        heading="Severity",
        carried_by=EVERYWHERE,
        rules=(ChangeRule("compatible", "any", "the severity changed"),),
    ),
    Field(
        name="message","""
CHANGES = {
    "catalog/entry.py": ("    message: Annotated[", DECLARATION),
    "catalog/fields.py": ('    Field(\n        name="message",', ROW),
    "templates/python/module.py.jinja": (
        "    retryable: bool | None = None\n",
        "    retryable: bool | None = None\n    severity: str | None = None\n",
    ),
    "templates/typescript/constants.ts.jinja": (
        "  readonly retryable?: boolean;\n",
        "  readonly retryable?: boolean;\n  readonly severity?: string;\n",
    ),
}
"""All that a new field changes: its declaration, its row, and the lines that declare it."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package whose entries have one more field."""
    package = tmp_path / "package" / "apicodes"
    for source, folder in (("generator/apicodes", package), ("templates", package / "templates")):
        for path in (ROOT / source).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                target = folder / path.relative_to(ROOT / source)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    for name, (old, new) in CHANGES.items():
        text = (package / name).read_text("utf-8")
        assert text.count(old) == 1, name
        (package / name).write_text(text.replace(old, new), encoding="utf-8")
    return package.parent


def test_a_row_brings_a_new_field_to_every_output(copy: Path, tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.write("apicodes.toml", SETTINGS)
    project.write("codes.yaml", CATALOG)
    project.write("new.yaml", CATALOG.replace("severity: warning", "severity: error"))

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "apicodes", *arguments],
            cwd=project.path,
            env={**os.environ, "PYTHONPATH": str(copy), "NO_COLOR": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    run("generate")
    assert "| Severity |" in project.read("out/codes.md")
    assert '        severity="warning",\n' in project.read("out/codes.py")
    assert '    severity: "warning"\n' in project.read("out/codes.yaml")
    assert '    severity: "warning",\n' in project.read("out/codes.ts")
    assert "severity" in run("explain", "NotFound")
    changes = run("diff", "codes.yaml", "new.yaml")
    assert "severity" in changes
    assert "the severity changed" in changes
    for output in ("out/codes.md", "out/codes.py", "out/codes.yaml", "out/codes.ts"):
        edited = project.read(output)
        project.write(output, edited.replace("warning", "critical"))
        assert "severity" in run("check")
        project.write(output, edited)
