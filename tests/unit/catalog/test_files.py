"""The files that globs of the settings name: those of Python's own glob, and none unseen."""

import os
from glob import glob
from pathlib import Path

import pytest

from apicodes.catalog import files
from apicodes.settings.config import Config
from helpers.project import Project

FILES = [
    "a.yaml", "b.yml", "spec/a.yaml", "spec/deep/b.yaml", "spec/deep/er/c.yaml",
    "spec/.hidden/d.yaml", "spec/.e.yaml", "other/f.yaml", "s[1]/g.yaml",
]  # fmt: skip
PATTERNS = [
    "*.yaml", "*", "spec/*.yaml", "./spec/*.yaml", "spec/**/*.yaml", "**/*.yaml", "**", "**/deep/*",
    "s*/*.yaml", "*/deep/**/c.yaml", "spec/.*/*.yaml", "spec/.*.yaml", "spec/?.yaml",
    "[st]pec/*.yaml", "s[[]1]/*.yaml", "**/**/*.yaml", "missing/*.yaml", "a.yaml/*",
    "spec/../spec/*.yaml",
    "link/*.yaml",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_glob_names_the_files_that_python_finds(pattern: str, tmp_path: Path) -> None:
    project = Project(tmp_path)
    for name in FILES:
        project.write(name, "")
    (tmp_path / "link").symlink_to("spec")
    found = glob(pattern, root_dir=tmp_path, recursive=not pattern.endswith("**"))
    expected = {os.path.normpath(path) for path in found if (tmp_path / path).is_file()}
    named = {os.path.normpath(path) for path in matches(project, pattern)}
    assert named == expected


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("spec/a.yaml", "")
    (tmp_path / "spec/again").symlink_to(".")
    assert "spec/a.yaml" in matches(project, "spec/**/*.yaml")


def matches(project: Project, pattern: str) -> list[str]:
    return files.matches(Config("apicodes.toml", str(project.path), "", ()), pattern)
