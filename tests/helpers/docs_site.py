"""The Docusaurus site of the tests: how it is built, and how Chromium reads it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from helpers import large_catalog
from helpers import site_references as references
from helpers.consumer import CATALOGS, CONSUMERS
from helpers.page_tables import MARKDOWN, Fields, cell, columns, entries

URL = "https://docs.exchange.example"
SITE = CONSUMERS / "site"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")


class Page(NamedTuple):
    """A page of the site: its path, the file of its catalog, and what that file holds."""

    path: str
    file: str
    text: str


PAGES = {
    "hostile": Page("/hostile_codes", "hostile.yaml", CATALOGS["hostile"].read_text("utf-8")),
    "large": Page("/market_codes", "market.yaml", large_catalog.text(f"{URL}/market#{{anchor}}")),
    "own": Page(
        "/http_response_codes", "http_response_codes.yaml", CATALOGS["own"].read_text("utf-8")
    ),
}


def build(site: Path, *, closely: bool, **environment: str) -> None:
    """Build the site in a folder of its own, by the command that its authors have."""
    install(site)
    references.install(site, closely=closely)
    printed = execute(site, "npm", "run", "build", "--", "--no-minify", **environment)
    assert "created    docs/hostile_codes.md" in printed
    assert "WARNING" not in printed


def install(site: Path) -> None:
    """Copy the site and its catalogs to a folder of their own."""
    shutil.copytree(SITE, site, ignore=shutil.ignore_patterns("node_modules"), dirs_exist_ok=True)
    (site / "catalogs").mkdir()
    for page in PAGES.values():
        (site / "catalogs" / page.file).write_text(page.text, encoding="utf-8")
    assert (SITE / "node_modules").is_dir(), "`make test` installs what the site needs"
    (site / "node_modules").symlink_to(SITE / "node_modules")


def execute(site: Path, *command: str, **environment: str) -> str:
    """Run a command that must succeed, and return all that it printed."""
    paths = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command,
        cwd=site,
        env={**os.environ, "PATH": paths, "NO_UPDATE_NOTIFIER": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    printed = done.stdout + done.stderr
    assert done.returncode == 0, printed[-5000:]
    return printed


def browse(build: Path, catalogs: dict[str, Fields], shots: Path | None) -> list[Any]:
    """Return what the browser shows of the home page and of the table of each catalog."""
    pages: list[Fields] = [{"name": "home", "path": "/", "introduction": "", "rows": []}]
    for name, catalog in catalogs.items():
        pages.append(
            {
                "name": name,
                "path": PAGES[name].path,
                "introduction": MARKDOWN.render(catalog.get("description", "")),
                "rows": [
                    [cell(entry, column) for column in columns(catalog)]
                    for entry in entries(catalog)
                ],
            }
        )
    return list(run("browse.mjs", build, shots, pages))


def run(script: str, build: Path, shots: Path | None, pages: list[Fields]) -> Any:
    """Return what a script finds that looks at pages of the built site in the browser."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI reads the site in Chromium: install it, or set CHROMIUM to its path")
        pytest.skip("the site builds; reading it takes Chromium: install it, or set CHROMIUM")
    pictures = str(shots) if shots else None
    task = {"build": str(build), "chromium": CHROMIUM, "shots": pictures, "pages": pages}
    done = subprocess.run(
        ["node", script],
        cwd=SITE,
        input=json.dumps(task),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-5000:]
    return json.loads(done.stdout)


def shots(variant: str) -> Path | None:
    """Return the folder for screenshots, which people look at and no test; None for no pictures."""
    if "SCREENSHOTS" not in os.environ:
        return None
    folder = Path(os.environ["SCREENSHOTS"]) / variant
    folder.mkdir(parents=True, exist_ok=True)
    return folder
