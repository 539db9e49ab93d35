"""The parser of Docusaurus shows what the catalog says: markdown-it is not its parser.

One process runs the pages of a few hundred catalogs, each in all the ways that a site can read it;
CATALOGS says of how many.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from conftest import ROOT
from strategies import Document, catalogs
from test_survival import COLUMNS, SOURCE, rendered, shown, shown_rows

pytestmark = pytest.mark.slow

TILDES = ("a~b\n\nc~d", "- a~b\n- c~d", "> a~b\n\nc~d", "```\na~b\nc~d\n```", "`a|b~c` `d|e~f`")
"""What strikes text between two blocks, as GFM has it; random texts seldom hold two tildes."""

COUNT = int(os.environ.get("CATALOGS", "300"))


def _documents() -> list[Document]:
    codes = [{"code": f"Code{number}", "description": text} for number, text in enumerate(TILDES)]
    found: list[Document] = [{"apicodes": 1, "title": "Tildes", "codes": codes}]

    @settings(
        max_examples=COUNT,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(catalogs())
    def collect(document: Document) -> None:
        found.append(document)

    collect()
    return found


def body(document: Document) -> str:
    """Return the page of a catalog, without its front matter."""
    page = rendered(document, {"docusaurus": {"columns": COLUMNS}})["page.md"]
    return page.removeprefix("---\n").partition("\n---\n")[2]


def test_every_way_to_read_a_page_shows_what_the_catalog_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    documents = _documents()
    pages = list(map(body, documents))
    done = subprocess.run(
        ["node", "mdx.mjs"],
        cwd=ROOT / "tests" / "tools",
        input=json.dumps(pages),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-5000:]
    wrong = []
    for document, page, ways in zip(documents, pages, json.loads(done.stdout), strict=True):
        introduction = shown(SOURCE.render(document.get("description") or ""))
        wanted = {
            "before": " ".join([*document["title"].split(), *introduction.split()]),
            "rows": shown_rows(document),
        }
        for way, read in ways.items():
            seen = read if "error" in read else as_seen(read)
            if seen != wanted:
                wrong.append(f"{way}\nseen   {seen}\nwanted {wanted}\n{page}")
    assert not wrong, "\n\n".join([*wrong[:10], f"{len(wrong)} pages"])


def as_seen(read: Document) -> Document:
    rows = [list(map(shown, row)) for row in read["rows"][1:]]
    return {"before": shown(read["before"]), "rows": rows}
