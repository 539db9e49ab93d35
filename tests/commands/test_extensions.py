"""Fields of the team's own in outputs: those that the settings name, with any value of JSON."""

import json
import runpy
from typing import Any

import pytest
import yaml

from helpers.project import CONFIG, Project

OWN: dict[str, Any] = {
    "a": [1, 2.5, None, {"b": 'it\'s "x"\n*/'}],
    "": {},
    "httpStatuses": [[1, 2], [3, 4]],
}
CODES = f"""\
apicodes: 1
title: Codes
defaults: {{x-team: core}}
codes:
  - http_status: 200
    description: Fine.
    x-page: null
  - http_status: 404
    code: NotFound
    description: No such thing.
    x-owner: accounts
    x-page: {json.dumps(OWN)}
    x-secret: told to nobody
  - http_status: 404
    code: Hidden
    description: Not for you.
    visibility: internal
    x-owner: nobody
"""
PYTHON, FRAGMENT, CONSTANTS = "out/codes.py", "out/codes.openapi.yaml", "out/codes.ts"
BUILT_IN = ("python", "openapi", "typescript")
NAMED = '["x-owner", "x-page", "x-team", "x-owner"]'


def settings(names: str = NAMED, root: str = "") -> str:
    """Return settings in which the three targets of code name fields of the team's own."""
    text = root + CONFIG
    for target in BUILT_IN:
        text = text.replace(f"[targets.{target}]\n", f"[targets.{target}]\nextensions = {names}\n")
    return text


@pytest.fixture
def extended(empty: Project) -> Project:
    """A project whose outputs show fields of the team's own, in sync."""
    empty.write("apicodes.toml", settings())
    empty.write("codes.yaml", CODES)
    done = empty.run("generate")
    assert done.code == 0, done.err
    return empty


SAID = [{"x-team": "core"}, {"x-owner": "accounts", "x-page": OWN, "x-team": "core"}]


def of_python(project: Project) -> list[dict[str, Any]]:
    module = runpy.run_path(str(project.path / PYTHON))
    return [details.extensions for details in module["RESPONSES"]]


def test_outputs_have_the_fields_that_the_settings_name(extended: Project) -> None:
    assert of_python(extended) == SAID
    fragment = yaml.safe_load(extended.read(FRAGMENT))
    rows = fragment["x-response-codes"]
    assert [{k: v for k, v in row.items() if k.startswith("x-")} for row in rows] == SAID
    (example,) = fragment["components"]["examples"].values()
    assert {k: v for k, v in example.items() if k.startswith("x-")} == SAID[1]
    constants = extended.read(CONSTANTS)
    assert '    readonly "x-page"?: unknown;\n' in constants
    assert '      "x-owner": "accounts",\n' in constants
    texts = "".join(each.decode() for name, each in extended.files().items() if "out" in name)
    assert [word for word in ("told to nobody", "nobody", "x-secret") if word in texts] == []
    assert "x-" not in extended.read("out/codes.md")


def test_outputs_have_none_where_the_settings_name_none(project: Project) -> None:
    project.write("codes.yaml", CODES)
    assert project.run("generate").code == 0
    for output in (PYTHON, CONSTANTS):
        assert "extensions" not in project.read(output)
    assert "x-owner" not in project.read(FRAGMENT)


def test_types_are_those_of_the_settings_whatever_the_entries_fill(empty: Project) -> None:
    root = "[extensions.x-owner]\n[extensions.x-page]\n"
    named = settings('["x-owner", "x-page"]').replace(
        "[targets.docusaurus]", f"{root}[targets.docusaurus]"
    )
    empty.write("apicodes.toml", named)
    empty.write("codes.yaml", "apicodes: 1\ntitle: Codes\ncodes: [{code: A, description: B.}]\n")
    done = empty.run("generate")
    assert done.code == 0, done.err
    assert (
        "    extensions: Mapping[str, Any] = field(default_factory=dict[str, Any], hash=False)\n"
        in empty.read(PYTHON)
    )
    assert '    readonly "x-owner"?: unknown;\n' in empty.read(CONSTANTS)
    assert of_python(empty) == [{}]


def test_a_name_that_nobody_knows_is_an_error_of_the_settings(empty: Project) -> None:
    empty.write("apicodes.toml", settings('["x-ownr", "x-page", "team", "x-q"]'))
    empty.write("codes.yaml", CODES)
    done = empty.run("generate")
    assert done.code == 2
    assert [line for line in done.err.splitlines() if "apicodes.toml:7:" in line] == [
        f"apicodes.toml:7:1: error[config] extensions: no entry has '{name}', "
        "and the settings declare none"
        for name in ("x-ownr", "team", "x-q")
    ]
    assert "hint: did you mean 'x-owner'?" in done.err
    assert "hint: did you mean 'x-team'?" in done.err
    assert "hint: declare it under 'extensions' of the catalog's settings" in done.err
    assert not (empty.path / "out").exists()


def test_a_template_of_the_users_shows_the_fields_that_the_settings_name(
    extended: Project,
) -> None:
    assert extended.run("eject", "python").code == 0
    assert extended.run("generate", "--exit-code").code == 0
    path = "templates/python/module.py.jinja"
    shown = "        extensions={{ entry.extensions | python(8) }},\n"
    assert shown in extended.read(path)
    extended.write(path, extended.read(path).replace(shown, ""))
    done = extended.run("generate")
    assert done.code == 1
    assert 'x-owner: module has none, catalog has "accounts"' in done.err


def test_check_tells_in_words_what_a_field_says_otherwise(extended: Project) -> None:
    for output in (PYTHON, CONSTANTS, FRAGMENT):
        extended.write(output, extended.read(output).replace('"accounts"', '"billing"'))
    done = extended.run("check")
    reported = [
        line for line in done.out.splitlines() if "x-owner" in line and "catalog has" in line
    ]
    words = 'NotFound: x-owner: module has "billing", catalog has "accounts" (codes.yaml:11:14)'
    assert len(reported) >= 3
    assert any(words in line for line in reported)


VALUES = {
    "text": ('"accounts"', '"the \\"new\\" team"', "x-owner", 'the "new" team'),
    "a part of a value": ("2.5", "3", "x-page", OWN | {"a": [1, 3, *OWN["a"][2:]]}),
    "a value of another type": ('"accounts"', "[1, 2]", "x-owner", [1, 2]),
}


@pytest.mark.parametrize("output", [PYTHON, FRAGMENT, CONSTANTS])
@pytest.mark.parametrize(("old", "new", "name", "value"), VALUES.values(), ids=VALUES)
def test_adopt_takes_a_value_back(
    output: str, old: str, new: str, name: str, value: Any, extended: Project
) -> None:
    text = extended.read(output)
    assert old in text
    extended.write(output, text.replace(old, new))
    done = extended.run("adopt", "--force", output)
    assert done.code == 0, done.err
    assert yaml.safe_load(extended.read("codes.yaml"))["codes"][1][name] == value
    assert extended.run("check").code == 0


def edited(project: Project, old: str, new: str) -> tuple[int, str]:
    """Edit the module, adopt it, and return the exit code and what is told."""
    text = project.read(PYTHON)
    assert text.count(old) == 1
    project.write(PYTHON, text.replace(old, new))
    done = project.run("adopt", "--force", PYTHON)
    return done.code, done.err


def test_adopt_takes_a_value_away_unless_the_defaults_say_it(extended: Project) -> None:
    assert edited(extended, '            "x-owner": "accounts",\n', "")[0] == 0
    assert "x-owner: accounts" not in extended.read("codes.yaml")
    assert edited(extended, 'extensions={"x-team": "core"}', 'extensions={"x-team": "new"}')[0] == 0
    first, *_ = yaml.safe_load(extended.read("codes.yaml"))["codes"]
    assert first["x-team"] == "new"
    before = extended.read("codes.yaml")
    code, reported = edited(extended, '            "x-team": "core",\n', "")
    assert (code, extended.read("codes.yaml")) == (1, before)
    assert "x-team" in reported


@pytest.mark.parametrize("output", [PYTHON, FRAGMENT, CONSTANTS])
def test_an_output_is_imported_and_compared_with_its_fields(output: str, extended: Project) -> None:
    done = extended.run("import", output)
    assert "left out" not in done.err
    entries = yaml.safe_load(done.out)["codes"]
    printed = [{k: v for k, v in each.items() if k.startswith("x-")} for each in entries]
    assert printed == SAID
    same = extended.run("diff", output)
    assert "x-owner" not in same.out
    extended.write("codes.yaml", CODES.replace("x-owner: accounts", "x-owner: billing"))
    assert "x-owner" in extended.run("diff", output).out


# The page


@pytest.fixture
def page(empty: Project) -> Project:
    names = '["x-owner", "x-page", "x-team", "x-unused"]'
    declared = "[extensions.x-unused]\n"
    table = f'[targets.docusaurus]\npath = "codes.md"\nextensions = {names}\n'
    empty.write("apicodes.toml", f'spec = "codes.yaml"\n{declared}{table}align = false\n')
    empty.write("codes.yaml", CODES.replace("x-team: core", "x-team: a|b"))
    return empty


def test_the_table_has_a_column_for_each_field_that_an_entry_has(page: Project) -> None:
    assert page.run("generate").code == 0
    lines = [line for line in page.read("codes.md").splitlines() if line.startswith("| ")]
    assert lines[0] == "| HTTP Response Code | Code | Description | x-owner | x-page | x-team |"
    assert lines[2] == "| 200 |  | Fine. |  |  | <code>a&#124;b</code> |"
    cells = lines[3].split(" | ")
    assert cells[:4] == ["| 404", "`NotFound`", "No such thing.", "`accounts`"]
    assert "secret" not in page.read("codes.md")
    page.write("codes.md", page.read("codes.md").replace("`accounts`", "`billing`"))
    checked = page.run("check")
    assert "404 NotFound: extensions: page has" in checked.out
    assert page.run("adopt", "--force", "codes.md").code == 1


def test_a_section_lists_the_fields_of_its_entry(page: Project) -> None:
    page.write("apicodes.toml", page.read("apicodes.toml") + 'layout = "reference"\n')
    assert page.run("generate").code == 0
    text = page.read("codes.md")
    assert text.count("- `x-team`: `a|b`") == 2
    assert "\n#### More \\{#NotFound-more}\n\n- `x-owner`: `accounts`\n- `x-page`: `" in text
    assert "secret" not in text
    assert page.run("check").code == 0
