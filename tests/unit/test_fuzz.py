"""The programs of `make fuzz` run; what they look for takes longer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.project import ROOT

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("program", "runs"),
    [("catalogs", "5"), ("foreign", "5"), ("kills", "1")],
)
def test_a_program_finds_no_fault_in_a_few_runs(program: str, runs: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", f"fuzz.{program}", "--runs", runs, "--seed", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
