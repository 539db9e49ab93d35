"""A catalog as it is written for people: every value comes back, and reads well."""

from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings

from apicodes.catalog.model import Catalog
from apicodes.catalog.source import build
from apicodes.render import catalog_yaml
from helpers.strategies import as_yaml, catalogs, markdown

pytestmark = pytest.mark.slow

TRAPS = [
    "NO", "on", "y", "N", "~", "null", "0010", "1_000", "12:30", "1e3", "0x1F", "0o17",
    "2027-01-01", ".nan", "-.inf", "=", "<<", "<", "a: b", "Room #5", "- a", "? a", "& a",
    "* a", "! a", "%a", "@a", "`a`", "[a]", "{a}", "a]", "a, b", "'a'", '"a"', "a'b",
    "trailing:", "# a", "a ", " a", "a\tb", "...", "---", "--- a", "a\n", "a\n\n", "\na",
    "a\n b", " a\nb", "a  \nb", "\\d", "é", "日本語", "👩‍👩‍👧",
]  # fmt: skip


def written(text: str) -> str:
    return catalog_yaml.catalog(
        {"apicodes": 1, "title": "Codes", "codes": [{"code": "A", "description": text}]}
    )


@pytest.mark.parametrize("text", TRAPS)
def test_a_text_is_the_same_to_every_reader(text: str) -> None:
    assert yaml.load(written(text), yaml.CSafeLoader)["codes"][0]["description"] == text


@settings(max_examples=500, deadline=None)
@given(markdown())
@example("word " * 40 + "end")
@example("a  b " * 40)
def test_any_text_comes_back(text: str) -> None:
    document = written(text)
    assert yaml.load(document, yaml.CSafeLoader)["codes"][0]["description"] == text
    catalog, _, problems = build(document, "codes.yaml", Catalog)
    if not problems:
        assert catalog is not None
        assert catalog.entries[0].description == (
            text.strip("\n").rstrip(" \t\n") if "\n" in text else text.strip(" \t")
        )  # The space around a text is no part of it.


@settings(max_examples=100, deadline=None)
@given(catalogs())
def test_any_catalog_comes_back(document: dict[str, Any]) -> None:
    before, _, problems = build(as_yaml(document), "codes.yaml", Catalog)
    assert not problems
    after, _, problems = build(catalog_yaml.catalog(document), "codes.yaml", Catalog)
    assert not problems
    assert after == before


def test_prose_is_folded_and_short_text_stands_plain() -> None:
    *_, first, second = written(" ".join(["word"] * 30)).splitlines()
    assert first == "      " + " ".join(["word"] * 19)
    assert second == "      " + " ".join(["word"] * 11)
    assert "    description: Wait, then try again: it's fine.\n" not in written("Wait: it's fine.")
    assert written("Wait, it's fine.").endswith("    description: Wait, it's fine.\n")


def test_what_another_reader_would_change_is_quoted() -> None:
    assert 'code: "0010"' in catalog_yaml.catalog({"codes": [{"code": "0010"}]})
    assert "code: NotFound" in catalog_yaml.catalog({"codes": [{"code": "NotFound"}]})
