"""This repository uses apicodes for the codes of a real API."""

from yaml import CSafeLoader, load

from helpers.project import ROOT, Project

REPOSITORY = Project(ROOT)


def test_the_repository_is_in_sync_with_its_own_catalog() -> None:
    checked = REPOSITORY.run("check")
    assert checked.code == 0, checked.out + checked.err


SEED_TABLE = """\
| HTTP Response Code | Status | Code                    | Description %s |
|--------------------|--------|-------------------------|%s|
| 200                | ok     |                         | Everything worked as expected. %s |
"""


def test_the_table_of_the_real_page_comes_out_byte_for_byte() -> None:
    page = REPOSITORY.read("out/docusaurus/http_response_codes.md")
    table = page[page.index("| HTTP") :]
    width = 176
    head = SEED_TABLE % (" " * (width - 12), "-" * (width + 2), " " * (width - 31))
    assert table.startswith(head)
    assert len(table.splitlines()) == 9
    assert {len(line) for line in table.splitlines()} == {len(head.splitlines()[0])}


def test_the_front_matter_of_the_real_page_loads_to_the_same_mapping() -> None:
    _, matter, _ = REPOSITORY.read("out/docusaurus/http_response_codes.md").split("---\n", 2)
    assert load(matter, CSafeLoader) == {
        "sidebar_position": 6,
        "slug": "/http_response_codes",
        "title": "HTTP Response codes",
    }
