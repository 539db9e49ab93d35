"""Deprecated, internal and removed entries in every output, as those read them who use one."""

import json

import pytest

from helpers.project import CONFIG, Project

CATALOG = """\
apicodes: 1
title: Codes
codes:
  - http_status: 400
    code: BadRequest
    description: The request is malformed.
    since: "1.0"
    deprecated:
      { since: "2.0", sunset: "2027-01-01", replaced_by: invalid/field, reason: Too vague. }
  - { http_status: 400, code: invalid/field, description: A field is wrong. }
  - http_status: 409
    code: Taken
    description: The name is taken.
    deprecated: { replaced_by: [invalid/field, "503"] }
  - { http_status: 503, description: We are at work. }
  - http_status: [502, 504]
    description: A gateway is down.
    deprecated: { replaced_by: "503" }
  - { http_status: 410, code: Gone, description: It left., deprecated: { replaced_by: Secret } }
  - { http_status: 418, code: Secret, description: Hush., visibility: internal }
  - { http_status: 419, code: Tomb, description: Buried., removed: {} }
"""

Rows = dict[str, list[str]]


@pytest.fixture
def lifecycle(empty: Project) -> Project:
    empty.write("apicodes.toml", CONFIG)
    empty.write("codes.yaml", CATALOG)
    result = empty.run("generate")
    assert result.code == 0, result.err
    return empty


def rows(page: str) -> list[list[str]]:
    """Return the cells of the table without the padding."""
    lines = [line for line in page.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]


def test_the_page_strikes_what_goes_and_links_to_what_takes_its_place(lifecycle: Project) -> None:
    assert rows(lifecycle.read("out/codes.md")) == [
        ["400", "~~`BadRequest`~~", "The request is malformed.", "1.0",
         "Since 2.0. May be gone from 2027-01-01. "
         'Use <a href="#invalid-field">`invalid/field`</a>. Too vague.'],
        ['<a id="invalid-field"></a>400', "`invalid/field`", "A field is wrong.", "", ""],
        ["409", "~~`Taken`~~", "The name is taken.", "",
         'Use <a href="#invalid-field">`invalid/field`</a> or <a href="#503">`503`</a>.'],
        ['<a id="503"></a>503', "", "We are at work.", "", ""],
        ["~~502, 504~~", "", "A gateway is down.", "", 'Use <a href="#503">`503`</a>.'],
        ["410", "~~`Gone`~~", "It left.", "", "yes"],
    ]  # fmt: skip


def test_a_page_without_the_column_strikes_the_code_and_makes_no_anchors(
    lifecycle: Project,
) -> None:
    settings = CONFIG.replace('codes.md"', 'codes.md"\ncolumns = ["code", "description"]')
    lifecycle.write("apicodes.toml", settings)
    assert lifecycle.run("generate").code == 0
    assert [code for code, _ in rows(lifecycle.read("out/codes.md"))] == [
        "~~`BadRequest`~~", "`invalid/field`", "~~`Taken`~~", "", "", "~~`Gone`~~",
    ]  # fmt: skip


def test_an_anchor_leads_to_one_row_or_there_is_no_link(empty: Project) -> None:
    empty.write("apicodes.toml", 'spec = "codes.yaml"\n[targets.docusaurus]\npath = "codes.md"\n')
    empty.write(
        "codes.yaml",
        "apicodes: 1\ntitle: A\ncodes:\n  - {code: a.b, description: A.}\n"
        "  - {code: a-b, description: B.}\n  - {code: '***', description: C.}\n"
        "  - {code: Twice, http_status: {400: One., 409: Other.}}\n"
        "  - {code: Old, description: D., deprecated: {replaced_by: [a.b, a-b, '***', Twice]}}\n",
    )
    assert empty.run("generate").code == 0
    page = empty.read("codes.md")
    assert page.count("<a id=") == 1
    assert '<a id="Twice"></a>400' in page
    assert 'Use `a.b`, `a-b`, `***` or <a href="#Twice">`Twice`</a>.' in page


@pytest.mark.parametrize(
    ("written", "edited", "reported"),
    [
        (
            "~~`Taken`~~",
            "`Taken`    ",
            "409 Taken: struck through: page has none, catalog has true",
        ),
        ("`invalid/field`  ", "~~`invalid/field`~~", "page has true, catalog has none"),
        ('<a id="503"></a>503', "503", '503: anchor: page has none, catalog has "503"'),
        ('"#503"', '"#504"', "409 Taken: deprecated: page has"),
    ],
)
def test_a_hand_edit_of_a_mark_is_told(
    lifecycle: Project, written: str, edited: str, reported: str
) -> None:
    page = lifecycle.read("out/codes.md")
    assert written in page
    lifecycle.write("out/codes.md", page.replace(written, edited, 1))
    result = lifecycle.run("check")
    assert result.code == 1
    assert reported in result.out


def test_the_docstring_names_the_member_to_use(lifecycle: Project) -> None:
    module = lifecycle.read("out/codes.py")
    assert (
        '    BAD_REQUEST = "BadRequest"\n'
        '    """The request is malformed.\n\n'
        "    Since 1.0.\n\n"
        "    Deprecated since 2.0. May be gone from 2027-01-01. Use `ResponseCode.INVALID_FIELD`.\n"
        "    Too vague.\n"
        '    """\n'
    ) in module
    assert "    Deprecated. Use `ResponseCode.INVALID_FIELD` or `503`.\n" in module
    assert '    """It left.\n\n    Deprecated.\n    """\n' in module


def test_the_tag_of_typescript_links_what_has_a_key(lifecycle: Project) -> None:
    constants = lifecycle.read("out/codes.ts")
    assert (
        "   * @deprecated Since 2.0. May be gone from 2027-01-01. Too vague. Use\n"
        "   * {@link ResponseCode.InvalidField}.\n"
    ) in constants
    assert "   * @deprecated Use {@link ResponseCode.InvalidField} or `503`.\n" in constants
    assert "   * It left.\n   *\n   * @deprecated\n" in constants


def test_openapi_describes_a_deprecation_wherever_it_describes_the_code(lifecycle: Project) -> None:
    fragment = lifecycle.read("out/codes.openapi.yaml")
    printed = json.dumps(
        "The request is malformed.\n\n"
        "Deprecated since 2.0. May be gone from 2027-01-01. Use `invalid/field`. Too vague."
    )
    assert f"      x-enum-descriptions:\n        - {printed}\n" in fragment
    assert f"description: {json.dumps('`BadRequest`: ')[:-1]}{printed[1:-1]}" in fragment
    assert '    deprecated:\n      since: "2.0"\n      sunset: "2027-01-01"\n' in fragment
    assert "    deprecated: true\n" in fragment


def test_internal_and_removed_entries_are_in_no_output(lifecycle: Project) -> None:
    for path in ("out/codes.md", "out/codes.py", "out/codes.openapi.yaml", "out/codes.ts"):
        text = lifecycle.read(path)
        for hidden in ("Secret", "Hush", "418", "Tomb", "Buried", "419"):
            assert hidden not in text


def test_its_own_page_has_nothing_new_to_say_to_the_catalog(lifecycle: Project) -> None:
    result = lifecycle.run("diff", "--public", "codes.yaml", "out/codes.md", "--format", "json")
    changes = json.loads(result.out)["comparisons"][0]["changes"]
    assert [change for change in changes if change["field"] == "deprecated"] == []
    imported = lifecycle.run("import", "out/codes.md", "-o", "back.yaml")
    assert imported.code == 0, imported.err
    assert "struck" not in imported.err
    assert 'replaced_by: [invalid/field, "503"]' in lifecycle.read("back.yaml")
