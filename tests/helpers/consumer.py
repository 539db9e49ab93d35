"""What the tests of consumers share: a project as a user has it, for either of two catalogs."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from apicodes import loading
from apicodes.catalog import naming
from apicodes.catalog.audience import published
from apicodes.catalog.model import Catalog
from apicodes.settings import config
from helpers.project import ROOT, Project

CONSUMERS = ROOT / "tests" / "consumers"

CATALOGS = {
    "own": ROOT / "spec" / "http_response_codes.yaml",
    "hostile": CONSUMERS / "hostile" / "codes.yaml",
}
"""The catalogs that every consumer is made for, as its `codes.yaml`."""

QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}
"""The environment in which no tool speaks to a network."""


def install(name: str, catalog: str, folder: Path) -> Project:
    """Copy the consumer of this name, with the tools of its own, and run the real command in it.

    Its sources are written for our own catalog; they take over the names of another one.
    """
    ignored = shutil.ignore_patterns("node_modules")
    shutil.copytree(CONSUMERS / name, folder, ignore=ignored, dirs_exist_ok=True)
    shutil.copy(CATALOGS[catalog], folder / "codes.yaml")
    project = Project(folder)
    type_name = published_by(project).type_name
    stem, table = naming.stem(type_name), naming.table(type_name)
    names = {
        ".py": (r"\bRESPONSES\b", naming.constant(table)),
        ".ts": (r"\bresponses\b", naming.camel(table)),
    }
    for path in [path for path in folder.rglob("*") if path.suffix in names]:
        text = re.sub(r"Response(?=Code|Details)", stem, path.read_text("utf-8"))
        path.write_text(re.sub(*names[path.suffix], text), encoding="utf-8")
    if (folder / "package.json").exists():
        modules = CONSUMERS / name / "node_modules"
        assert modules.is_dir(), "`make test` installs what the consumer needs"
        (folder / "node_modules").symlink_to(modules)
    made = project.run("generate")
    assert made.code == 0, made.err
    return project


def published_by(project: Project) -> Catalog:
    """Return what the catalog of a project says to the public."""
    settings = config.load(str(project.path / "apicodes.toml"))
    return published(loading.load(settings, settings.catalogs[0]).catalog, "public")


def run(*command: str | Path, folder: str | Path = ".", fails: bool = False) -> str:
    """Run a tool that must succeed, or that must fail; return what it says."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, **QUIET},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    printed = done.stdout + done.stderr
    assert (done.returncode != 0) == fails, printed[-5000:]
    return printed if fails else done.stdout
