"""A MkDocs site that is set up as docs/mkdocs.md says, built for real with two themes."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from helpers.docs_site import PAGES
from helpers.page_tables import HEADINGS, cell, columns, entries, load
from helpers.project import ROOT, Project

pytestmark = pytest.mark.slow

PAGE = (ROOT / "docs" / "mkdocs.md").read_text("utf-8")
FILES = dict(re.findall(r"^```\w+\n# (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
"""The files of the documentation, by the names in their first lines."""

THEMES = ("mkdocs", "material")


class Table(HTMLParser):
    """The texts of the cells of a table, row by row, without the space that is the browser's."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(text)
        self.rows = [["".join(cell.split()) for cell in row] for row in self.rows]

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, text: str) -> None:
        if self.inside:
            self.rows[-1][-1] += text


def texts(cells: list[str]) -> list[str]:
    """Return the texts of HTML cells, as `Table` reads them."""
    (row,) = Table(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>").rows
    return row


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PAGES)
def test_a_site_shows_what_the_catalog_says(name: str, theme: str, empty: Project) -> None:
    for path, text in FILES.items():
        empty.write(path, text.replace("name: mkdocs #", f"name: {theme} #"))
    empty.write("docs/index.md", "# Home\n\n[The codes](response_codes.md)\n")
    empty.write("spec/response_codes.yaml", PAGES[name].text)
    build(empty.path)
    made = empty.read("site/response_codes/index.html")
    catalog = load(PAGES[name].text)
    (table,) = re.findall(r"<h1.*?(<table>.*?</table>)", made, re.DOTALL)
    headings, *rows = Table(table).rows
    assert headings == texts([HEADINGS[column] for column in columns(catalog)])
    assert rows == [
        texts([cell(entry, column) for column in columns(catalog)]) for entry in entries(catalog)
    ]
    assert build(empty.path).count("unchanged") == 1


def build(folder: Path) -> str:
    """Build the site by the command of the documentation, and return what was said."""
    assert "mkdocs build --strict" in PAGE
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["mkdocs", "build", "--strict"],
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_an_anchor_that_is_missing_fails_the_build(empty: Project) -> None:
    """The settings of the documentation look at anchors, so that those of the page are proven."""
    for path, text in FILES.items():
        empty.write(path, text)
    empty.write("docs/index.md", "[A code](response_codes.md#Nowhere)\n")
    empty.write("spec/response_codes.yaml", PAGES["own"].text)
    with pytest.raises(AssertionError, match="Nowhere"):
        build(empty.path)
