"""One run of a process at a time: how long it takes, and how much memory at its peak."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import NamedTuple

import catalogs

SPEC = os.path.join(os.path.dirname(__file__), "..", "..", "spec", "http_response_codes.yaml")
APICODES = os.path.join(os.path.dirname(sys.executable), "apicodes")

# Users keep compiled modules and templates; without them, compiling is most of a small run.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
} | {"NO_COLOR": "1"}

LOAD = """\
import sys, time, yaml
with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
start = time.perf_counter()
yaml.load(text, yaml.CSafeLoader)
print(time.perf_counter() - start)
"""


class Measured(NamedTuple):
    """One run, or the median of several: seconds of wall clock, peak memory in MiB."""

    seconds: float
    mebibytes: float


Measure = Callable[[], Measured]


def imports(folder: str) -> Measure:
    """Return the measure of F: a process that imports what apicodes cannot do without."""
    return _command(folder, sys.executable, "-c", "import click, jinja2, yaml")


def load(folder: str, codes: int) -> Measure:
    """Return the measure of Y: the seconds that a process itself counts for the load alone."""

    def measure() -> Measured:
        project = _project(folder, codes)
        measured, output = _run(project, sys.executable, "-c", LOAD, "codes.yaml")
        return measured._replace(seconds=float(output))

    return measure


def version(folder: str) -> Measure:
    """Return the measure of `apicodes --version`."""
    return _command(folder, APICODES, "--version")


def check(folder: str, codes: int) -> Measure:
    """Return the measure of `apicodes check`, with all outputs in sync."""
    return _command(_project(folder, codes), APICODES, "check")


def lint(folder: str, codes: int) -> Measure:
    """Return the measure of `apicodes lint`, with all rules."""
    return _command(_project(folder, codes), APICODES, "lint")


def generate(folder: str, codes: int) -> Measure:
    """Return the measure of `apicodes generate`, with no output there yet."""

    def measure() -> Measured:
        project = _project(folder, codes)
        shutil.rmtree(os.path.join(project, "out"))
        return _run(project, APICODES, "generate")[0]

    return measure


def import_page(folder: str, codes: int) -> Measure:
    """Return the measure of `apicodes import`, of the page with so many rows."""
    return _command(_project(folder, codes), APICODES, "import", "out/codes.md")


def prepare(folder: str, codes: int) -> None:
    """Make the project with a catalog of this size, and generate, unless it is there."""
    project = _project(folder, codes)
    if os.path.isdir(project):
        return
    os.mkdir(project)
    with open(os.path.join(project, "apicodes.toml"), "w", encoding="utf-8") as file:
        file.write(catalogs.CONFIG)
    catalog = os.path.join(project, "codes.yaml")
    if codes == 7:
        shutil.copyfile(SPEC, catalog)
    else:
        with open(catalog, "w", encoding="utf-8") as file:
            file.writelines(catalogs.text(codes))
    _run(project, APICODES, "generate")


def medians(measures: Mapping[str, Measure], rounds: int) -> dict[str, Measured]:
    """Return the median of each measure; they run in turn, so that all see the same weather."""
    runs: dict[str, list[Measured]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            runs[name].append(measure())
    return {name: Measured(*map(median, zip(*done, strict=True))) for name, done in runs.items()}


def _project(folder: str, codes: int) -> str:
    return os.path.join(folder, str(codes))


def _command(folder: str, *command: str) -> Measure:
    return lambda: _run(folder, *command)[0]


def _run(folder: str, *command: str) -> tuple[Measured, str]:
    """Return what a process took, and what it printed; one that fails ends the benchmark."""
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{output[-2000:]}\n{' '.join(command)} exited with {process.returncode}")
    # Linux counts in KiB, macOS in bytes (getrusage(2) of each).
    return Measured(
        seconds, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    ), output
