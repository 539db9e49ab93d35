"""A Docusaurus site that uses apicodes, built for real and read in a real browser.

What a page must show is worked out here from the YAML alone: descriptions go through markdown-it to
HTML, and the browser that reads the site lays that out as well, so that text meets text.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
import yaml
from markdown_it import MarkdownIt

from conftest import ROOT, Project

pytestmark = pytest.mark.slow

CONSUMERS = ROOT / "tests" / "consumers"
SITE = CONSUMERS / "site"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")

Fields = dict[str, Any]


class Page(NamedTuple):
    """A page of the site, and the catalog that it is made from."""

    path: str
    catalog: Path
    file: str


PAGES = {
    "hostile": Page("/hostile_codes", CONSUMERS / "hostile" / "codes.yaml", "hostile.yaml"),
    "own": Page(
        "/http_response_codes",
        ROOT / "spec" / "http_response_codes.yaml",
        "http_response_codes.yaml",
    ),
}


@pytest.mark.parametrize("syntax", ["mdx", "md"])
@pytest.mark.parametrize("v4", ["false", "true"])
def test_a_site_shows_what_the_catalogs_say(v4: str, syntax: str, tmp_path: Path) -> None:
    build(tmp_path, SITE_V4=v4, SITE_FORMAT=syntax)
    catalogs = {name: load(page.catalog) for name, page in PAGES.items()}
    home, *pages = browse(tmp_path / "build", catalogs, shots(tmp_path, f"{syntax}-v4-{v4}"))
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
    (settings,) = (text for language, text in blocks if language == "toml")
    (scripts,) = (text for language, text in blocks if language == "json")
    site = tomllib.loads((SITE / "apicodes.toml").read_text("utf-8"))["catalogs"]["seed"]
    documented = tomllib.loads(settings)["targets"]["docusaurus"]
    assert documented.items() <= site["targets"]["docusaurus"].items()
    assert json.loads(scripts).items() <= json.loads((SITE / "package.json").read_text()).items()
    sheet = (SITE / "src" / "css" / "custom.css").read_text("utf-8")
    assert [style in sheet for style in styles] == [True, True]


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
    said = execute(tmp_path, "npm", "run", "build", "--", "--no-minify")
    assert "WARNING" not in said
    for path, words in (("", "Entry not found."), ("next", "Nothing is there.")):
        made = (tmp_path / "build" / path / "http_response_codes" / "index.html").read_text("utf-8")
        assert words in made


def build(site: Path, **environment: str) -> None:
    """Build the site in a folder of its own, by the command that its authors have."""
    install(site)
    said = execute(site, "npm", "run", "build", "--", "--no-minify", **environment)
    assert "created    docs/hostile_codes.md" in said
    assert "WARNING" not in said


def install(site: Path) -> None:
    """Copy the site and its catalogs to a folder of their own."""
    shutil.copytree(SITE, site, ignore=shutil.ignore_patterns("node_modules"), dirs_exist_ok=True)
    (site / "catalogs").mkdir()
    for page in PAGES.values():
        shutil.copy(page.catalog, site / "catalogs" / page.file)
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
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-5000:]
    return said


def browse(build: Path, catalogs: dict[str, Fields], shots: Path) -> list[Any]:
    """Return what the browser shows of the home page and of the page of each catalog."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI reads the site in Chromium: install it, or set CHROMIUM to its path")
        pytest.skip("the site builds; reading it takes Chromium: install it, or set CHROMIUM")
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
    task = {"build": str(build), "chromium": CHROMIUM, "shots": str(shots), "pages": pages}
    done = subprocess.run(
        ["node", "browse.mjs"],
        cwd=SITE,
        input=json.dumps(task),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-5000:]
    return list(json.loads(done.stdout))


def shots(tmp_path: Path, variant: str) -> Path:
    """Return the folder for screenshots: for people to look at, no test compares them."""
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path / "screenshots")) / variant
    folder.mkdir(parents=True)
    return folder


# What the pages must show


HEADINGS = {
    "http_status": "HTTP Response Code",
    "status": "Status",
    "code": "Code",
    "number": "Number",
    "title": "Title",
    "description": "Description",
    "message": "Message",
    "retryable": "Retryable",
    "since": "Since",
    "deprecated": "Deprecated",
}


def load(path: Path) -> Fields:
    """Load a catalog with every scalar as the text that it is."""
    catalog: Fields = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return catalog


def entries(catalog: Fields) -> Iterator[Fields]:
    """Return the fields of each row, one for each status that has a description of its own."""
    for entry in catalog["codes"]:
        whole = {**catalog.get("defaults", {}), **entry}
        statuses = whole.get("http_status")
        if not isinstance(statuses, dict):
            yield whole
            continue
        for status, text in statuses.items():
            said = [whole.get("description"), text]
            description = "\n\n".join(filter(None, said))
            yield {**whole, "http_status": status, "description": description}


def columns(catalog: Fields) -> list[str]:
    return [name for name in HEADINGS if any(entry.get(name) for entry in entries(catalog))]


def cell(entry: Fields, column: str) -> str:
    """Return what a cell shows, as HTML."""
    value = entry.get(column, "")
    match column:
        case "description":
            return str(MARKDOWN.render(value))
        case "deprecated":
            return str(MARKDOWN.render(deprecation(value))) if value else ""
        case "http_status":
            return ", ".join([value] if isinstance(value, str) else value or [])
        case "retryable":
            return {"true": "yes", "false": "no", "": ""}[value]
        case _:
            return escape(value)


def deprecation(value: str | Fields) -> str:
    if isinstance(value, str):
        return "yes"
    replacements = value.get("replaced_by", [])
    names = [
        f"`{name}`" for name in ([replacements] if isinstance(replacements, str) else replacements)
    ]
    sentences = [
        f"Since {value['since']}." if "since" in value else "",
        f"May be gone from {value['sunset']}." if "sunset" in value else "",
        f"Use {' or '.join(filter(None, [', '.join(names[:-1]), names[-1]]))}." if names else "",
        value.get("reason", ""),
    ]
    return " ".join(filter(None, sentences))


def replacements(catalog: Fields) -> list[str]:
    """Return the codes that links lead to, in the order of the page."""
    announced = [entry.get("deprecated") for entry in entries(catalog)]
    named = [its.get("replaced_by", []) for its in announced if isinstance(its, dict)]
    return [key for keys in named for key in ([keys] if isinstance(keys, str) else keys)]


def lines(text: str) -> list[str]:
    """Return the lines of a text: how far apart blocks stand is the style's business."""
    return [line.rstrip() for line in text.split("\n") if line.strip()]
