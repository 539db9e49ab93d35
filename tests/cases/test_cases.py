"""Each case gives what is expected of it; `make cases` rewrites the expectations."""

import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from yaml import CSafeLoader, load

from apicodes.catalog.json_schema import json_schema
from helpers import cases

REWRITE = "REWRITE_CASES" in os.environ


@pytest.mark.parametrize(
    "case", cases.cases(), ids=lambda case: case.relative_to(cases.CASES).as_posix()
)
def test_a_case_gives_what_is_expected(case: Path, tmp_path: Path) -> None:
    outcome = cases.run(case, tmp_path)
    if REWRITE:
        cases.rewrite(case, outcome)
    expected = cases.expected(case)
    assert outcome.texts == expected.texts
    assert outcome.files.keys() == expected.files.keys()
    for name, data in expected.files.items():
        assert outcome.files[name].decode() == data.decode(), name


def test_the_cases_fill_every_field_of_the_format() -> None:
    """A field that is added to the format has to be added to the case as well."""
    files = [path for case in cases.cases("generate") for path in (case / "spec").glob("*.yaml")]
    documents = [load(path.read_text("utf-8"), CSafeLoader) for path in files]
    schema = json_schema()
    types = {"Catalog": schema, **schema["$defs"]}
    seen: dict[str, set[str]] = {name: set() for name in types}
    for document in documents:
        Draft202012Validator(schema).validate(document)
        _note_fields(document, schema, types, seen)
    assert seen == {name: set(each["properties"]) for name, each in types.items()}


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
