"""The parser of Docusaurus shows what the catalog says: markdown-it is not its parser.

One process runs the pages of a few hundred catalogs, each in all the ways that a site can read it;
CATALOGS says of how many.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from helpers.expected_rows import COLUMNS, LISTS, as_seen, published, rendered, shown_rows
from helpers.html_text import SOURCE, shown
from helpers.project import ROOT
from helpers.strategies import Document, catalogs

pytestmark = pytest.mark.slow

TILDES = ("a~b\n\nc~d", "- a~b\n- c~d", "> a~b\n\nc~d", "```\na~b\nc~d\n```", "`a|b~c` `d|e~f`")
"""What strikes text between two blocks, as GFM has it; random texts seldom hold two tildes."""

ADDRESSES = (
    "https://localhost:PORT/health", "https://a.b:99999", "https://a.b|c", "https://a.b^c",
    "https://a.b|c@d.e",
    "https://a.b%zz", "https://1.2.3.4.5/", "https://xn--a/", "https://a.b:80}", "HTTPS://A:B",
    "<https://a.b>", "www.a.b:port", "www.1", "www.{{x}}a", r"www.a\:b", "https://a:B,https://c:D.",
    "**https://a:B**", "~~https://a:B~~ c", "https://a:B:smile:", "https://a:B](c)",
    "[x](https://host:port/)", '[*x* `|`](https://host:port/ "a \\" b")', "<https://a:B/x>",
    "[a](//host:port)", "[a](/%FF.pdf)", "[https://a:B](https://c:D)", "`a|https://a:B`",
    "- https://a:B\n- b", "# https://a:B", "```\nhttps://a:B\n```",
)  # fmt: skip
"""Addresses that GFM links, or a link leads to, and that JavaScript's `new URL` refuses."""

COUNT = int(os.environ.get("CATALOGS", "300"))


@cache
def _documents() -> list[Document]:
    codes = [{"code": f"Code{number}", "description": text} for number, text in enumerate(TILDES)]
    codes += [{"code": "a|[b](c)"}, {"code": "a|b ![c](d)"}]
    found: list[Document] = [{"apicodes": 1, "title": "Tildes", "codes": codes}]
    found += [
        {
            "apicodes": 1,
            "title": line,
            "codes": [
                {
                    "code": line,
                    "name": "A",
                    "title": line,
                    "status": line,
                    "description": address,
                    "causes": [address, f"See {address}"],
                    "links": [{"title": line, "url": "https://host:port/"}],
                }
            ],
        }
        for address in ADDRESSES
        for line in [" ".join(address.split())]
    ]

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


def body(document: Document, **options: Any) -> str:
    """Return the page of a catalog, without its front matter."""
    page = rendered(document, {"docusaurus": options})["page.md"]
    return page.removeprefix("---\n").partition("\n---\n")[2]


def read_in_every_way(pages: list[str]) -> list[Document]:
    """Return what each way to read a page makes of each of these."""
    done = subprocess.run(
        ["node", "mdx.mjs"],
        cwd=ROOT / "tests" / "tools",
        input=json.dumps(pages),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-5000:]
    found: list[Document] = json.loads(done.stdout)
    return found


def test_every_way_to_read_a_page_shows_what_the_catalog_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    documents = _documents()
    columns = [*COLUMNS, *LISTS]
    pages = [body(document, columns=columns) for document in documents]
    wrong = []
    for document, page, ways in zip(documents, pages, read_in_every_way(pages), strict=True):
        introduction = shown(SOURCE.render(document.get("description") or ""))
        wanted = {
            "before": " ".join([*document["title"].split(), *introduction.split()]),
            "rows": shown_rows(document, columns),
        }
        for way, read in ways.items():
            seen = read if "error" in read else as_seen(read)
            if seen != wanted:
                wrong.append(f"{way}\nseen   {seen}\nwanted {wanted}\n{page}")
    assert not wrong, "\n\n".join([*wrong[:10], f"{len(wrong)} pages"])


@pytest.mark.parametrize(
    "options",
    [
        {"layout": "reference"},
        {"tables": "per-group", "columns": [*COLUMNS, *LISTS, "deprecated"]},
    ],
    ids=["reference", "tables by group"],
)
def test_every_way_to_read_a_page_shows_the_texts_of_the_catalog(
    options: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    documents = _documents()
    pages = [body(document, **options) for document in documents]
    wrong = []
    for document, page, ways in zip(documents, pages, read_in_every_way(pages), strict=True):
        seen = {way: each.get("error") or unspaced(each["page"]) for way, each in ways.items()}
        for text in map(unspaced, _texts(document)):
            wrong += [f"{way}: no {text}\n{page}" for way, each in seen.items() if text not in each]
        if len({*seen.values()}) > 1:
            wrong.append(f"{seen}\n{page}")
    assert not wrong, "\n\n".join([*wrong[:10], f"{len(wrong)} differences"])


def unspaced(html: str) -> str:
    return "".join(shown(html).split())


def _texts(document: Document) -> Iterator[str]:
    """Return the Markdown of a catalog that a reference shows, as HTML."""
    texts = [document.get("description", "")]
    for entry in published(document):
        deprecated = entry.get("deprecated")
        texts += [entry.get("description", ""), *entry.get("causes", [])]
        texts += entry.get("solutions", [])
        texts += [deprecated.get("reason", "")] if isinstance(deprecated, dict) else []
        statuses = entry.get("http_status")
        texts += statuses.values() if isinstance(statuses, dict) else []
    yield from map(SOURCE.render, texts)
