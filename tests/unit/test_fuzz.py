"""The programs of `make fuzz` run; what they look for takes longer."""

import subprocess
import sys
from pathlib import Path

import pytest

from helpers.project import ROOT

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "arguments",
    [("catalogs.py", "--runs", "5"), ("foreign.py", "--runs", "5"), ("kills.py", "--kills", "1")],
    ids=lambda arguments: arguments[0],
)
def test_a_program_finds_no_fault_in_a_few_runs(arguments: tuple[str, ...], tmp_path: Path) -> None:
    program, *options = arguments
    command = [sys.executable, str(ROOT / "tests" / "fuzz" / program), *options, "--seed", "1"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
