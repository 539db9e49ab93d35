"""``apicodes release``: the version comes into the catalogs, and nothing else changes."""

import pytest

from helpers.project import CONFIG, Project

FIRST = """\
apicodes: 1
title: Codes
codes:
  - code: A   # the first
    http_status: 400
    since: next   # not yet
  - {code: B, http_status: 401, since: "next", deprecated: {since: next, reason: Old.}}
  - code: C
    http_status: 402
    since: "1.0"
    message: next
"""
SECOND = """\
apicodes: 1
codes:
  - code: D
    http_status: 403
    removed:
      since: 'next'
      reason: next
"""


@pytest.fixture
def several(empty: Project) -> Project:
    """A project whose catalog has two files, the second with CRLF and a byte order mark."""
    empty.write("apicodes.toml", CONFIG.replace('"codes.yaml"', '["codes.yaml", "more/*.yaml"]'))
    empty.write("codes.yaml", FIRST)
    empty.write("more/gone.yaml", "\ufeff" + SECOND.replace("\n", "\r\n"))
    return empty


RELEASED = FIRST.replace("since: next   #", 'since: "2.0"   #').replace(
    'since: "next", deprecated: {since: next', 'since: "2.0", deprecated: {since: "2.0"'
)
RELEASED_SECOND = "\ufeff" + SECOND.replace("since: 'next'", "since: '2.0'").replace("\n", "\r\n")


def test_the_version_takes_the_place_of_next(several: Project) -> None:
    result = several.run("release", "2.0")
    assert result.out == (
        "codes.yaml:6:12: A: since: next → 2.0\n"
        "codes.yaml:7:40: B: since: next → 2.0\n"
        "codes.yaml:7:68: B: deprecated.since: next → 2.0\n"
        "more/gone.yaml:6:14: D: removed.since: next → 2.0\n"
    )
    assert (result.code, result.err) == (0, "Update the outputs with: apicodes generate\n")
    assert several.read("codes.yaml") == RELEASED
    assert several.read("more/gone.yaml") == RELEASED_SECOND
    assert several.run("generate").code == 0
    again = several.run("release", "2.1")
    assert (again.code, again.out) == (
        0,
        "Nothing to release: no entry has 'since: next'.\n",
    )


def test_diff_shows_what_would_change_and_writes_nothing(several: Project) -> None:
    before = several.files()
    result = several.run("release", "2.0", "--diff")
    assert result.code == 0
    lines = result.out.splitlines()
    assert [line for line in lines if line.startswith(("---", "+++"))] == [
        "--- a/codes.yaml",
        "+++ b/codes.yaml",
        "--- a/more/gone.yaml",
        "+++ b/more/gone.yaml",
    ]
    assert [line for line in lines if line[0] in "+-" and line[1] != line[0]] == [
        "-    since: next   # not yet",
        '-  - {code: B, http_status: 401, since: "next", deprecated: {since: next, reason: Old.}}',
        '+    since: "2.0"   # not yet',
        '+  - {code: B, http_status: 401, since: "2.0", deprecated: {since: "2.0", reason: Old.}}',
        "-      since: 'next'",
        "+      since: '2.0'",
    ]
    assert several.files() == before


@pytest.mark.parametrize("version", ["next", "", " 2", "1\n2", "2\u202e"])
def test_a_version_is_what_since_may_hold(several: Project, version: str) -> None:
    before = several.files()
    result = several.run("release", version)
    assert result.code == 2
    assert "error[usage]" in result.err
    assert several.files() == before


def test_a_version_that_is_shared_by_an_alias_is_refused(several: Project) -> None:
    text = FIRST.replace("since: next   #", "since: &new next   #")
    several.write("codes.yaml", text.replace("{since: next", "{since: *new"))
    before = several.files()
    result = several.run("release", "2.0")
    assert result.code == 1
    assert "codes.yaml:6:12: error[unsafe-edit] 'codes.0.since' cannot be edited" in result.err
    assert "codes.yaml:7:68: error[unsafe-edit] 'codes.1.deprecated.since' cannot be" in result.err
    assert several.files() == before


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(several: Project) -> None:
    before = several.files()
    (several.path / "more").chmod(0o555)
    try:
        result = several.run("release", "2.0")
    finally:
        (several.path / "more").chmod(0o755)
    if result.code != 0:  # Who runs as root writes anywhere.
        assert (result.code, several.files()) == (2, before)
