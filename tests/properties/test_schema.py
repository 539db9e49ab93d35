"""The JSON Schema that editors use accepts what the builder does, and nothing else."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from apicodes.catalog.json_schema import json_schema
from apicodes.catalog.model import Catalog
from apicodes.catalog.source import build
from helpers.project import ROOT, Project
from helpers.strategies import Document, as_yaml, catalogs, values

SCHEMA: Document = json.loads(json.dumps(json_schema()))
VALIDATOR = Draft202012Validator(SCHEMA)
CANONICAL = ROOT / "spec" / "http_response_codes.yaml"


def test_the_schema_in_the_repository_is_the_one_that_the_command_prints(empty: Project) -> None:
    printed = empty.run("schema")
    assert printed.code == 0
    assert (ROOT / "spec" / "apicodes.schema.json").read_text(encoding="utf-8") == printed.out
    assert json.loads(printed.out) == SCHEMA


def test_the_schema_is_one_of_draft_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


def test_the_canonical_catalog_names_the_schema_and_keeps_it() -> None:
    text = CANONICAL.read_text(encoding="utf-8")
    first, _, _ = text.partition("\n")
    assert first == "# yaml-language-server: $schema=apicodes.schema.json"
    VALIDATOR.validate(yaml.safe_load(text))


def properties(node: Any, path: str = "#") -> Iterator[tuple[str, Document]]:
    """Return every property that a schema declares, with where it does."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from properties(item, f"{path}/{index}")
    if isinstance(node, dict):
        for keyword in ("properties", "patternProperties"):
            for name, schema in node.get(keyword, {}).items():
                yield f"{path}/{keyword}/{name}", schema
        for name, item in node.items():
            yield from properties(item, f"{path}/{name}")


def test_every_property_has_a_description_that_editors_can_show() -> None:
    declared = dict(properties(SCHEMA))
    assert len(declared) > 50
    assert [path for path, schema in declared.items() if not schema.get("description")] == []


def test_every_property_whose_values_are_free_has_examples_and_takes_them() -> None:
    for path, schema in properties(SCHEMA):
        types = {str(option.get("type")) for option in schema.get("anyOf", [schema])}
        if "enum" in schema or types <= {"boolean", "null"} or path.endswith("/^x-"):
            continue
        for example in schema["examples"]:
            Draft202012Validator({**schema, "$defs": SCHEMA["$defs"]}).validate(example)


def test_no_default_is_null_which_editors_would_write_into_the_catalog() -> None:
    nulls = [path for path, schema in properties(SCHEMA) if schema.get("default", "") is None]
    assert nulls == []


# What the schema cannot say, no generated document may turn on. `build` alone, without the rules
# between entries, refuses beyond the schema: control and bidirectional characters; tags and merge
# keys; values of open type that nest more than 64 levels deep; integers of more than 18 digits, or
# written with a fraction, as 400.0.
NUMBERS = st.one_of(
    st.integers(-(10**17), 10**17), st.sampled_from([99, 100, 599, 600, 1, 0, 2, 1.5])
)
ODD_VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    NUMBERS,
    st.sampled_from(
        [
            "", " ", "a", " a ", "a\nb", "\na", "a\n", "A", "a b", "-", "0010", "1", "~", "null",
            "true", "problem", "public", "internal", "string", "integer", "2027-01-31",
            "2027-1-31", "2027-01-31\n", "400", "\xe9", "\uff21", "ResponseCode", "responseCode",
            "Response_Code", "x-y", "Retry-After", "Retry After",
        ]
    ),
    values(1),
    st.just([]),
    st.just({}),
    st.just([1, 1]),
    st.just(["a", "a"]),
    st.just([400, 400]),
    st.just({"400": "a"}),
    st.just({"600": "a"}),
    st.just({"0400": "a"}),
    st.just({"a": "a"}),
    st.just({"400": ""}),
)  # fmt: skip

FIELDS = sorted(
    {path.rpartition("/")[2] for path, _ in properties(SCHEMA)} - {"^x-"}
    | {"x-team", "x-", "X-a", "x", "", "codes ", "__proto__", "<<"}
)


def places(node: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value in a document."""
    found = [at]
    if isinstance(node, dict):
        for name, item in node.items():
            found += places(item, (*at, name))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            found += places(item, (*at, index))
    return found


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """Draw a catalog in which some values are missing, of another type, or where none belongs."""
    odd_values = ODD_VALUES.map(deepcopy)  # Some are shared, and a later step may change them.
    document: Any = deepcopy(draw(catalogs(many=2)))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.sampled_from(places(document)))
        parent = None
        node = document
        for step in at:
            parent, node = node, node[step]
        kind = draw(st.sampled_from(["replace", "delete", "add", "repeat"]))
        if parent is None:
            if kind == "replace" and draw(st.integers(0, 9)) == 0:
                document = draw(odd_values)
                break
            if isinstance(node, dict) and kind == "add":
                node[draw(st.sampled_from(FIELDS))] = draw(odd_values)
        elif kind == "delete":
            del parent[at[-1]]
        elif kind == "add" and isinstance(node, dict):
            node[draw(st.sampled_from(FIELDS))] = draw(odd_values)
        elif kind in ("add", "repeat") and isinstance(node, list):
            node.append(deepcopy(node[0]) if node and kind == "repeat" else draw(odd_values))
        else:
            parent[at[-1]] = draw(odd_values)
    return document


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_the_schema_accepts_what_the_builder_accepts(document: Any) -> None:
    _, _, problems = build(as_yaml(document), "codes.yaml", Catalog)
    errors = [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(document)]
    assert bool(problems) == bool(errors), (problems, errors)


@pytest.mark.parametrize(
    "field",
    ["title", "type_name", "code_type", "version", "docs_url", "envelope", "headers", "extensible"],
)
@pytest.mark.parametrize("value", [None, "", "a", 1, 1.5, True, [], {}, {"a": 1}, ["a"]])
def test_the_schema_judges_a_root_field_as_the_builder_does(field: str, value: Any) -> None:
    document = {"apicodes": 1, field: value, "codes": [{"code": "a"}]}
    _, _, problems = build(as_yaml(document), "codes.yaml", Catalog)
    assert VALIDATOR.is_valid(document) == (not problems)
