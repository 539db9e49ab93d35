"""A Docusaurus site that uses apicodes, built for real and read in a real browser."""

import json
import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from helpers import site_references as references
from helpers.docs_site import PAGES, SITE, browse, build, execute, install, run, shots
from helpers.page_tables import HEADINGS, columns, entries, lines, load, replacements
from helpers.project import ROOT, Project

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("syntax", ["mdx", "md"])
@pytest.mark.parametrize("v4", ["false", "true"])
def test_a_site_shows_what_the_catalogs_say(v4: str, syntax: str, tmp_path: Path) -> None:
    closely = (syntax, v4) == ("mdx", "true")  # What takes long is looked at in one of the four.
    build(tmp_path, closely=closely, SITE_V4=v4, SITE_FORMAT=syntax)
    pictures = shots(f"{syntax}-v4-{v4}")
    read = references.pages(tmp_path, closely=closely)
    assert run("read.mjs", tmp_path / "build", pictures, read) == {}
    catalogs = {name: load(page.text) for name, page in PAGES.items()}
    home, *pages = browse(tmp_path / "build", catalogs, pictures)
    assert home["logged"] == []
    for catalog, page in zip(catalogs.values(), pages, strict=True):
        assert page["logged"] == []
        assert page["ugly"] == []
        assert page["title"] == f"{catalog['title']} | Exchange"
        assert page["heading"] == catalog["title"]
        links, expected_links = (
            {unquote(link) for link in found["links"]} for found in (page, page["expected"])
        )
        assert expected_links <= links  # GFM links addresses that stand bare as well.
        assert lines(page["introduction"]) == lines(page["expected"]["introduction"])
        headings, *rows = page["rows"]
        assert headings == [HEADINGS[name] for name in columns(catalog)]
        expected = page["expected"]["rows"]
        assert [list(map(lines, row)) for row in rows] == [
            list(map(lines, row)) for row in expected
        ]
        at = headings.index("Code")
        codes = [entry.get("code") for entry in entries(catalog)]
        assert page["followed"] == replacements(catalog)
        assert [row[at] for row in page["codes"][1:]] == [[code] if code else [] for code in codes]


def test_the_site_is_set_up_as_the_documentation_says() -> None:
    page = (ROOT / "docs" / "docusaurus.md").read_text("utf-8")
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    styles = [text for language, text in blocks if language == "css"]
    settings, *_ = (text for language, text in blocks if language == "toml")
    (scripts,) = (text for language, text in blocks if language == "json")
    site = tomllib.loads((SITE / "apicodes.toml").read_text("utf-8"))["catalogs"]["seed"]
    documented = tomllib.loads(settings)["targets"]["docusaurus"]
    assert documented.items() <= site["targets"]["docusaurus"].items()
    assert json.loads(scripts).items() <= json.loads((SITE / "package.json").read_text()).items()
    sheet = (SITE / "src" / "css" / "custom.css").read_text("utf-8")
    assert [style for style in styles if style not in sheet] == []


def test_a_version_of_the_site_keeps_its_page(tmp_path: Path) -> None:
    install(tmp_path)
    project = Project(tmp_path)
    assert project.run("generate").code == 0
    execute(tmp_path, "node_modules/.bin/docusaurus", "docs:version", "1.0")
    copy = "versioned_docs/version-1.0/http_response_codes.md"
    before = project.read(copy)
    catalog = "catalogs/http_response_codes.yaml"
    project.write(catalog, project.read(catalog).replace("Entry not found.", "Nothing is there."))
    assert project.run("check").code == 1
    assert project.run("generate").code == 0
    assert project.run("check").code == 0
    assert "Nothing is there." in project.read("docs/http_response_codes.md")
    assert project.read(copy) == before
    printed = execute(tmp_path, "npm", "run", "build", "--", "--no-minify")
    assert "WARNING" not in printed
    for path, words in (("", "Entry not found."), ("next", "Nothing is there.")):
        made = (tmp_path / "build" / path / "http_response_codes" / "index.html").read_text("utf-8")
        assert words in made
