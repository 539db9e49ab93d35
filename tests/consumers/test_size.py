"""Outputs of 10,000 entries: no output has a limit by size."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from openapi_spec_validator import validate

from helpers.consumer import run
from helpers.project import TOOLS, Project

pytestmark = pytest.mark.slow

SIZE = 10_000
CATALOG = "apicodes: 1\ntitle: Codes\ncodes:\n" + "".join(
    f"  - {{http_status: {400 + number % 99}, code: Code{number}, description: Text {number}.}}\n"
    for number in range(SIZE)
)
CHECKS = ("--noEmit", "--strict", "--target", "es2020", "--declaration", "--isolatedDeclarations")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("large"))
    project.write("codes.yaml", CATALOG)
    targets = {"python": "codes.py", "openapi": "openapi.yaml", "typescript": "codes.ts"}
    tables = (f'[targets.{name}]\npath = "{path}"\n' for name, path in targets.items())
    project.write("apicodes.toml", f'spec = "codes.yaml"\n{"".join(tables)}')
    assert project.run("generate").code == 0
    return project


def test_python_imports_them(large: Project) -> None:
    program = "import codes; print(len(codes.ResponseCode), len(codes.RESPONSES))"
    assert run(sys.executable, "-c", program, folder=large.path) == f"{SIZE} {SIZE}\n"


@pytest.mark.parametrize("version", ["typescript-5.9", "typescript-7"])
def test_typescript_compiles_them_within_a_gibibyte(version: str, large: Project) -> None:
    command: list[str | Path] = ["node", TOOLS / version / "bin" / "tsc", *CHECKS, "codes.ts"]
    with subprocess.Popen(command, cwd=large.path, stdout=subprocess.PIPE) as compiler:
        assert compiler.stdout is not None
        printed = compiler.stdout.read()
        _, status, usage = os.wait4(compiler.pid, 0)
    assert (status, printed) == (0, b"")
    assert usage.ru_maxrss < 1024 * 1024


def test_a_validator_accepts_the_openapi_document(large: Project) -> None:
    document = yaml.load(large.read("openapi.yaml"), yaml.CSafeLoader)
    validate(document)
    assert len(document["components"]["examples"]) == SIZE
