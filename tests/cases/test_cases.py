"""Whole catalogs with the outputs that are expected of them; `make cases` rewrites those."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from yaml import CSafeLoader, load

from apicodes.catalog.json_schema import json_schema
from helpers.project import ROOT, Project

CASES = [path for path in sorted((ROOT / "tests" / "cases" / "generate").iterdir()) if path.is_dir()]
REPOSITORY = Project(ROOT)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_case_gives_its_expected_outputs(case: Path) -> None:
    checked = Project(case).run("check")
    assert checked.code == 0, checked.out + checked.err


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


def test_the_cases_fill_every_field_of_the_format() -> None:
    """A field that is added to the format has to be added to the case as well."""
    files = [path for case in CASES for path in (case / "spec").glob("*.yaml")]
    documents = [load(path.read_text("utf-8"), CSafeLoader) for path in files]
    schema = json_schema()
    types = {"Catalog": schema, **schema["$defs"]}
    seen: dict[str, set[str]] = {name: set() for name in types}
    for document in documents:
        Draft202012Validator(schema).validate(document)
        _note_fields(document, schema, types, seen)
    assert seen == {name: set(its["properties"]) for name, its in types.items()}


def _note_fields(
    value: object, schema: dict[str, object], types: dict[str, object], seen: dict[str, set[str]]
) -> None:
    """Note which fields of which types a value uses, following the schema that it obeys."""
    for part in _alternatives(schema):
        reference = str(part.get("$ref", ""))
        if reference:
            name = reference.rsplit("/", 1)[-1]
            resolved = types[name]
            assert isinstance(resolved, dict)
            if isinstance(value, dict):
                seen[name] |= set(value) & set(resolved["properties"])
                _note_fields(value, resolved, types, seen)
        if isinstance(value, dict):
            if "apicodes" in value:
                seen["Catalog"] |= set(value)
            properties = part.get("properties", {})
            others = part.get("additionalProperties", {})
            assert isinstance(properties, dict)
            for key, item in value.items():
                _note_fields(item, properties.get(key, others) or {}, types, seen)
        if isinstance(value, list):
            items = part.get("items", {})
            assert isinstance(items, dict)
            for item in value:
                _note_fields(item, items, types, seen)


def _alternatives(schema: dict[str, object]) -> list[dict[str, object]]:
    several = schema.get("anyOf", [])
    assert isinstance(several, list)
    return [schema, *several]
