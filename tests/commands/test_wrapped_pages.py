"""Pages that prettier wraps say the same."""

import subprocess

import pytest

from helpers.project import TOOLS, Project

CATALOG = """\
apicodes: 1
title: Codes
description: What the interface answers with, for people who write clients of it or read the logs.
codes:
  - code: Busy
    http_status: [409, 412, 503]
    status: error
    number: 40901
    retryable: true
    since: "2.0 of the interface for machines"
    title: The entry is being changed by somebody else at this very moment, so that it is locked
    aliases: [Blocked, BlockedByAnother]
    description: The entry is locked by another request that is still running at this moment.
    deprecated: {since: "3.0", reason: Most clients took it for another error and gave up at once.}
    causes: [Another request changes the same entry of the same list at the very same moment.]
  - code: Gone
    http_status: {404: It was never there as far as we know, 410: It was deleted by its owner.}
"""


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["table", "reference"])
@pytest.mark.parametrize("wrap", ["always", "never"])
def test_a_page_that_prettier_wraps_says_the_same(wrap: str, layout: str, empty: Project) -> None:
    table = f'[targets.docusaurus]\nlayout = "{layout}"\npath = "codes.md"\n'
    empty.write("apicodes.toml", f'spec = "codes.yaml"\n{table}')
    empty.write("codes.yaml", CATALOG)
    assert empty.run("generate").code == 0
    written = empty.read("codes.md")
    prettier = f"{TOOLS}/.bin/prettier --prose-wrap {wrap} --write codes.md"
    subprocess.run(prettier.split(), cwd=empty.path, check=True, capture_output=True)
    assert empty.read("codes.md") != written
    done = empty.run("adopt", "codes.md")
    assert "codes.md matches the catalog; only its formatting differs." in done.out + done.err
    assert "only the formatting differs" in empty.run("check").out
