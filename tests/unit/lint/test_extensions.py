"""The rules about fields of the team's own: where they find something, and where they do not."""

import pytest

from helpers.linting import NOTHING, assert_fires, assert_silent, problems, settings
from helpers.marks import MARK, codes
from helpers.project import Project

ENTRY = "  - code: Missing\n    description: It is not there.\n"
OTHER = "  - code: Taken\n    description: Another one has it.\n"
OWNER = settings("[extensions.x-owner]\nrequired = true\n[extensions.x-ratio]\ntype = 'number'\n")

CASES = [
    ("undeclared-extension", f"{ENTRY}    x-team: ▶core\n    x-owner: me"),
    ("undeclared-extension", f"{ENTRY}    x-ratoi: ▶1\n    x-owner: me\n{OTHER}    x-owner: me\n"
     "    x-ratoi: ▶1"),
    ("undeclared-extension", f"{ENTRY}    x-team: ▶a\n    x-owner: me\n{OTHER}    x-owner: me\n"
     "    x-team: b"),
    ("undeclared-extension", f"title: Codes\ndefaults: {{x-owner: me, x-ownr: ▶you}}\n"
     f"codes:\n{ENTRY}{OTHER}"),
    ("undeclared-extension", f"{ENTRY}    x-owner: me\n    x-ratio: 1"),
    ("undeclared-extension", f"{ENTRY}    x-team: core\n    removed: {{}}"),
    ("extension-type", f"{ENTRY}    x-owner: ▶1"),
    ("extension-type", f"{ENTRY}    x-owner: ▶null"),
    ("extension-type", f"{ENTRY}    x-owner: me\n    x-ratio: ▶true"),
    ("extension-type", f"{ENTRY}    x-owner: me\n    x-ratio: ▶[1]"),
    ("extension-type", f"title: Codes\ndefaults: {{x-owner: ▶1}}\ncodes:\n{ENTRY}{OTHER}"),
    ("extension-type", f"{ENTRY}    x-owner: me\n    x-ratio: 1.5"),
    ("extension-type", f"{ENTRY}    x-owner: 1\n    removed: {{}}"),
    ("extension-missing", ENTRY.replace("code", "▶code")),
    ("extension-missing", f"{ENTRY}    x-owner: me\n{OTHER.replace('code', '▶code')}"),
    ("extension-missing", f"{ENTRY}    x-owner: !!str 1"),
    ("extension-missing", f"{ENTRY}    x-owner: null"),
    ("extension-missing", f"title: Codes\ndefaults: {{x-owner: me}}\ncodes:\n{ENTRY}"),
    ("extension-missing", f"{ENTRY}    removed: {{}}"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text"), CASES)
def test_a_rule_about_fields_of_the_team_finds_what_is_marked(rule: str, text: str) -> None:
    (assert_fires if MARK in text else assert_silent)(rule, text, OWNER)


TYPES = {
    "string": "text", "integer": "3", "number": "1.5", "boolean": "true", "array": "[]",
    "object": "{}",
}  # fmt: skip


@pytest.mark.parametrize("declared", TYPES)
def test_every_type_takes_values_of_its_own(declared: str) -> None:
    printed = settings(f"[extensions.x-a]\ntype = '{declared}'")
    takes = {
        name
        for name, value in TYPES.items()
        if not problems(codes(f"{ENTRY}    x-a: {value}"), printed)
    }
    assert takes == {declared} | ({"integer"} if declared == "number" else set())


@pytest.mark.parametrize("declared", TYPES)
def test_a_field_is_declared_as_the_hint_says(declared: str) -> None:
    text = codes(f"{ENTRY}    x-a: {TYPES[declared]}")
    (found,) = problems(text)
    assert found.hint
    declaration = found.hint.partition(": ")[2]
    assert problems(text, settings(declaration)) == []


def test_a_misspelt_field_gets_the_nearest() -> None:
    (found,) = problems(codes(f"{ENTRY}    x-owner: me\n    x-ratoi: 1"), OWNER)
    assert found.hint == "did you mean 'x-ratio'?"


def test_the_entries_that_have_an_undeclared_field_are_counted() -> None:
    (found,) = problems(codes(f"{ENTRY}    x-a: 1\n{OTHER}    x-a: 2"), NOTHING)
    assert found.message == "the settings do not declare 'x-a'; 2 entries have it"


def test_defaults_of_the_second_file_have_their_place(empty: Project) -> None:
    empty.write("apicodes.toml", 'spec = ["a.yaml", "b.yaml"]\n')
    empty.write("a.yaml", f"apicodes: 1\ntitle: Codes\ncodes:\n{ENTRY}")
    empty.write("b.yaml", f"apicodes: 1\ndefaults:\n  x-a: 1\ncodes:\n{OTHER}")
    assert "b.yaml:3:8: warning[undeclared-extension]" in empty.run("lint").err
