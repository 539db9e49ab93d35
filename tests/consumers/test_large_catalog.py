"""The large catalog: of the size that it says, with every field of the format, no fault in it."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import fields

from apicodes.catalog.entry import EXTENSIONS, Entry
from apicodes.catalog.entry_parts import Deprecated, Example, Link, Parameter, Removed
from apicodes.catalog.model import Catalog, Group, Header
from helpers import large_catalog
from helpers.large_catalog import Fields
from helpers.project import Project

DOCS_URL = "https://docs.example.com/codes#{anchor}"
DOCUMENT = large_catalog.catalog(DOCS_URL)
ENTRIES: list[Fields] = DOCUMENT["codes"]


def test_it_has_300_codes_in_12_groups() -> None:
    public = [entry for entry in ENTRIES if {"visibility", "removed"}.isdisjoint(entry)]
    assert len({entry["code"] for entry in public if "code" in entry}) == 300
    assert len(DOCUMENT["groups"]) == 12
    assert {entry["group"] for entry in public if "group" in entry} == {*DOCUMENT["groups"]}


def test_lint_finds_nothing(project: Project) -> None:
    project.write("codes.yaml", large_catalog.text(DOCS_URL))
    project.write("apicodes.toml", large_catalog.SETTINGS)
    assert project.run("lint") == (0, "no problems found.\n", "")


def test_it_has_every_field() -> None:
    found: dict[type[Struct], Iterable[Fields]] = {
        Catalog: [DOCUMENT],
        Header: DOCUMENT["headers"].values(),
        Group: DOCUMENT["groups"].values(),
        Entry: ENTRIES,
        Parameter: [each for entry in ENTRIES for each in entry.get("params", {}).values()],
        Example: [each for entry in ENTRIES for each in entry.get("examples", [])],
        Link: [each for entry in ENTRIES for each in entry.get("links", [])],
        Deprecated: [entry["deprecated"] for entry in ENTRIES if "deprecated" in entry],
        Removed: [entry["removed"] for entry in ENTRIES if "removed" in entry],
    }
    for model, values in found.items():
        names = {
            EXTENSIONS if name.startswith("x-") else name for value in values for name in value
        }
        assert names == {each.encode_name for each in fields(model)}, model
