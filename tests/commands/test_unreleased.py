"""What readers get for entries with ``since: next``."""

import pytest

from helpers.project import Project

CATALOG = """\
apicodes: 1
title: Codes
codes:
  - {code: A, http_status: 404, description: New., since: next}
  - {code: B, http_status: 409, description: Old., deprecated: {since: next, replaced_by: A}}
"""


@pytest.fixture
def next_release(project: Project) -> Project:
    reference = '[targets.r]\ntarget = "docusaurus"\nlayout = "reference"\npath = "out/r.md"\n'
    project.write("apicodes.toml", project.read("apicodes.toml") + reference)
    project.write("codes.yaml", CATALOG)
    assert project.run("generate").code == 0
    assert project.run("check").code == 0
    return project


TEXTS = {
    "out/codes.md": ("| Unreleased |", "Since the next release."),
    "out/r.md": ("<kbd>Unreleased</kbd>", "Since the next release."),
    "out/codes.py": ("Unreleased.", "Deprecated since the next release."),
    "out/codes.ts": ("Unreleased.", "Since the next release."),
    "out/codes.openapi.yaml": ("Deprecated since the next release.",),
}


@pytest.mark.parametrize("name", TEXTS)
def test_no_reader_gets_the_word_of_the_catalog(name: str, next_release: Project) -> None:
    text = next_release.read(name)
    assert [part for part in TEXTS[name] if part not in text] == []
    assert "Since next" not in text
    assert "since next" not in text


@pytest.mark.parametrize("name", ["out/codes.py", "out/codes.ts"])
def test_programs_get_the_word_of_the_catalog(name: str, next_release: Project) -> None:
    assert '"next"' in next_release.read(name)


def test_a_page_with_the_word_for_readers_says_the_same(next_release: Project) -> None:
    done = next_release.run("diff", "out/codes.md", "codes.yaml")
    assert "Unreleased" not in done.out


@pytest.mark.parametrize("layout", ["table", "reference"])
def test_a_catalog_may_have_the_word_for_readers(layout: str, project: Project) -> None:
    settings = f'spec = "codes.yaml"\n[targets.docusaurus]\nlayout = "{layout}"\npath = "c.md"\n'
    project.write("apicodes.toml", settings)
    project.write("codes.yaml", CATALOG.replace("since: next", "since: Unreleased"))
    assert project.run("generate").code == 0
    assert "Unreleased" in project.read("c.md")
