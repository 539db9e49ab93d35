"""Docusaurus changes the text of pages by patterns, in code too, and takes ids from headings."""

import json
from pathlib import Path

import pytest

from helpers.consumer import run
from helpers.project import ROOT, Project

pytestmark = pytest.mark.slow

BLOCKS = (
    "```\n# a {#b}\n```",
    "```\n:::note a\nb\n:::\n```",
    "````\n```mdx-code-block\na\n```\n````",
    "- ```\n  a &copy= `b` \\c | <d> {e}\n\n   :::tip *f*\n  ```",
    "> ```\n> # {#b}\n> :::tip x\n> ```",
)
HEADINGS = ("`{#a}`", "a {#b}", "{#b}", "**a {#b}**", "a `{#b}` {#c}", "**a**`{#b}`", "~~{#b}~~")
CODES = ("A{#b}", "{#b} c", "a {#b}", "| [a](b)", "|{#b}[a]")


def test_each_way_to_load_a_page_shows_the_same(tmp_path: Path) -> None:
    project = Project(tmp_path)
    codes = [
        *({"name": f"B{number}", "description": text} for number, text in enumerate(BLOCKS)),
        *({"code": code, "name": f"C{number}"} for number, code in enumerate(CODES)),
    ]
    catalog = {
        "apicodes": 1,
        "title": "The title {#a}",
        "description": "\n\n".join([*(f"## {text}" for text in HEADINGS), *BLOCKS]),
        "codes": codes,
    }
    project.write("codes.yaml", json.dumps(catalog))
    project.write(
        "apicodes.toml",
        'spec = "codes.yaml"\n[targets.docusaurus]\npath = "table.md"\n'
        '[targets.one]\ntarget = "docusaurus"\nlayout = "reference"\npath = "one.md"\n'
        '[targets.pages]\ntarget = "docusaurus"\nlayout = "reference"\npages = "per-code"\n'
        'path = "pages"\n',
    )
    assert project.run("generate").code == 0
    paths = [*tmp_path.glob("*.md"), *tmp_path.glob("pages/*.md")]
    printed = run("node", ROOT / "tests" / "fuzz" / "load.mjs", *paths)
    loaded = dict(zip(paths, json.loads(printed), strict=True))
    for path, ways in loaded.items():
        texts = {"".join(read["text"].split()) for read in ways.values()}
        assert len(texts) == 1, path.name
    for name in ("table.md", "one.md"):
        text = "".join(loaded[tmp_path / name]["MDX"]["text"].split())
        assert "Thetitle{#a}{#a}a{#b}{#b}a{#b}a{#b}{#c}a{#b}{#b}" in text
        assert "#a{#b}:::noteab:::```mdx-code-blocka```a&copy=`b`\\c|<d>{e}:::tip*f*" in text
        assert all("".join(code.split()) in text for code in CODES)
