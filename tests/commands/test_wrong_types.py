"""Our own OpenAPI output, edited so that values have types that it never writes."""

import itertools

import pytest
import yaml

from helpers.project import Project

PATHS = (
    ("components",),
    ("components", "schemas"),
    ("components", "schemas", "ResponseCode"),
    ("components", "headers"),
    ("components", "x-catalog"),
    ("info",),
    ("info", "description"),
    ("x-response-codes",),
    *(
        ("x-response-codes", 1, name)
        for name in ("code", "http_status", "status", "description", "headers", "deprecated")
    ),
    ("x-response-codes", 1),
)
VALUES: tuple[object, ...] = (None, 1, 1.5, True, "text", [1], [[]], {"a": 1}, {404: "a"})


@pytest.mark.parametrize("path", PATHS, ids=[".".join(map(str, path)) for path in PATHS])
def test_values_of_any_type_are_read_or_refused(
    path: tuple[str | int, ...], generated: Project
) -> None:
    text = generated.read("out/codes.openapi.yaml")
    notice = text.partition("\n")[0]
    for value, command in itertools.product(VALUES, COMMANDS):
        document = yaml.safe_load(text)
        at = document
        for step in path[:-1]:
            at = at[step] if isinstance(step, int) else at.setdefault(step, {})
        at[path[-1]] = value
        generated.write("out/codes.openapi.yaml", f"{notice}\n{yaml.safe_dump(document)}")
        done = generated.run(*command)
        assert done.code in (0, 1, 2), (value, command, done.err)


COMMANDS = (
    ("import", "out/codes.openapi.yaml"),
    ("diff", "codes.yaml", "out/codes.openapi.yaml"),
    ("check",),
)
