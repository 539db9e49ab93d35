"""Values as source text: what they are, and how they are laid out."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apicodes.render.python_literals import python
from apicodes.render.typescript_literals import typescript, typescript_key

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text() | st.integers(), inner)
    ),
)


@given(VALUES.filter(lambda value: "inf" not in repr(value)), st.integers(0, 12))
def test_a_value_of_python_is_read_back(value: object, indent: int) -> None:
    assert ast.literal_eval(python(value, indent)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ((404,), "(404,)"),
        ((400, 404), "(400, 404)"),
        ((), "()"),
        (["x" * 26] * 2, f'["{"x" * 26}", "{"x" * 26}"]'),
        (["x" * 26, "x" * 27], f'[\n    "{"x" * 26}",\n    "{"x" * 27}",\n]'),
        (("x" * 60,), f'(\n    "{"x" * 60}",\n)'),
        ({"a": ["b"], "c": 1}, '{"a": ["b"], "c": 1}'),
        ({"a": ["x" * 60]}, f'{{\n    "a": [\n        "{"x" * 60}",\n    ],\n}}'),
        ("x" * 100, f'"{"x" * 100}"'),
    ],
)
def test_short_collections_of_python_stand_on_a_line(value: object, text: str) -> None:
    assert python(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([400, 404], "[400, 404]"),
        ([], "[]"),
        ({}, "{}"),
        ([[1, 2], [3, 4]], "[[1, 2], [3, 4]]"),
        ({"a": True, "b-c": None}, '{\n  a: true,\n  "b-c": null,\n}'),
        (["x" * 60], f'[\n  "{"x" * 60}",\n]'),
        ({"a": "x" * 100}, f'{{\n  a: "{"x" * 100}",\n}}'),
    ],
)
def test_short_lists_of_typescript_stand_on_a_line(value: object, text: str) -> None:
    assert typescript(value) == text


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("NotFound", "NotFound"),
        ("$a_1", "$a_1"),
        (404, "404"),
        ("404", '"404"'),
        ("not-found", '"not-found"'),
        ("", '""'),
        ("오류", '"오류"'),
        ("__proto__", '["__proto__"]'),
    ],
)
def test_keys_of_typescript_are_quoted_where_they_must_be(name: str | int, key: str) -> None:
    assert typescript_key(name) == key
