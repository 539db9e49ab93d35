"""``import`` and ``init --from``: from what a team has to a catalog that makes it again."""

import os
import shutil

import pytest

from apicodes.catalog.files import SIZE_LIMIT
from helpers.project import ROOT, Project
from helpers.refusals import refused

PAGE = """\
---
sidebar_position: 4
title: Errors of the shop
---

# Errors of the shop

| HTTP | Status | Code            | Description            |
| ---- | ------ | --------------- | ---------------------- |
| 200  | ok     |                 | All is well.           |
| 404  | error  | `NotFound`      | There is no such item. |
| 409  | error  | `AlreadyExists` | The name is taken.     |
"""

DOCUMENT = """\
openapi: 3.1.0
info: { title: Shop, version: "2" }
paths: {}
components:
  responses:
    NotFound:
      description: Nothing is there.
      x-http-status: 404
      content:
        application/json:
          schema: { type: object, properties: { code: { enum: [NotFound] } } }
    TooManyRequests:
      description: Wait a little.
      content:
        application/json:
          schema: { type: object, properties: { code: { enum: [TooManyRequests] } } }
paths:
  /items:
    get:
      responses:
        "404": { $ref: "#/components/responses/NotFound" }
        "429": { $ref: "#/components/responses/TooManyRequests" }
""".replace("paths: {}\n", "")

CATALOG = """\
apicodes: 1
title: Errors of the shop

codes:
  - http_status: 200
    status: ok
    description: All is well.

  - http_status: 404
    status: error
    code: NotFound
    description: There is no such item.

  - http_status: 409
    status: error
    code: AlreadyExists
    description: The name is taken.
"""


def with_defaults(catalog: str) -> str:
    """Return the catalog as it is written, where most entries have one status word."""
    return catalog.replace("\n\ncodes", "\ndefaults:\n  status: error\n\ncodes").replace(
        "    status: error\n", ""
    )


def test_a_page_becomes_a_catalog_and_each_guess_is_told(empty: Project) -> None:
    empty.write("errors.md", PAGE)
    result = empty.run("import", "errors.md")
    assert (result.code, result.out) == (0, with_defaults(CATALOG))
    assert "errors.md: 3 entries" in result.err
    assert "errors.md:8: recognised: columns: 'HTTP' as http_status; 'Status' as s" in result.err


def test_what_several_files_say_alike_is_one_entry_and_what_differs_is_told(
    empty: Project,
) -> None:
    empty.write("errors.md", PAGE)
    empty.write("openapi.yaml", DOCUMENT)
    result = empty.run("import", "errors.md", "openapi.yaml")
    assert result.code == 0, result.err
    assert result.out.count("NotFound") == 1
    assert "There is no such item." in result.out
    assert "code: TooManyRequests" in result.out
    assert (
        'conflict: 404 NotFound: description: "Nothing is there." here, '
        '"There is no such item." at errors.md:11, which was kept'
    ) in result.err


def test_the_preferred_file_is_right(empty: Project) -> None:
    empty.write("errors.md", PAGE)
    empty.write("openapi.yaml", DOCUMENT)
    result = empty.run("import", "errors.md", "openapi.yaml", "--prefer", "openapi.yaml")
    assert "description: Nothing is there." in result.out
    assert "errors.md:11: conflict: 404 NotFound: description" in result.err
    wrong = empty.run("import", "errors.md", "--prefer", "other.md")
    assert (wrong.code, wrong.out) == (2, "")


def test_a_column_is_what_it_is_said_to_be(empty: Project) -> None:
    empty.write("errors.md", PAGE.replace("Description", "Remarks    "))
    result = empty.run("import", "errors.md", "--map", "Remarks=title")
    assert "title: There is no such item." in result.out
    assert empty.run("import", "errors.md", "--map", "Remarks").code == 2
    assert empty.run("import", "errors.md", "--map", "Remarks=descriptoin").code == 2


NAMED_TWICE = [
    (("Code=code", "Code=title"), "the column 'Code' two fields, 'code' and 'title'"),
    (("Code=title", "Description=title"), "errors.md:8: error[field-twice] the columns 'Code' and"),
]


@pytest.mark.parametrize(("pairs", "printed"), NAMED_TWICE)
def test_what_is_named_twice_is_a_wrong_use(
    pairs: tuple[str, str], printed: str, empty: Project
) -> None:
    empty.write("errors.md", PAGE)
    refusal = refused(empty, "import", "errors.md", "--map", pairs[0], "--map", pairs[1])
    assert refusal.code == 2
    assert printed in refusal.printed
    assert empty.run("import", "errors.md", *("--map", pairs[0]) * 2).code == 0


def test_a_column_whose_field_is_that_of_another_is_told_so(empty: Project) -> None:
    empty.write("errors.md", PAGE.replace("| Status |", "| Detail |"))
    result = empty.run("import", "errors.md", "--map", "Detail=description")
    assert "'Description' as x-description, as 'Detail' is the description\n" in result.err


@pytest.mark.parametrize(
    ("name", "text", "seen"),
    [
        ("codes.py", "X = {1: f()}\n", "seen: 1 map; none"),
        ("codes.py", "X = {1: f()}\n", "codes.py:1: map X, 1 member: none has a value"),
        ("codes.ts", "const x = {a: f()};\n", "codes.ts:1: object x, 1 member: none has a value"),
    ],
)
def test_nothing_found_names_what_was_seen(name: str, text: str, seen: str, empty: Project) -> None:
    empty.write(name, text)
    refusal = refused(empty, "import", name)
    assert (refusal.code, refusal.places) == (1, [f"{name}:1: error[nothing-found]"])
    assert seen in refusal.printed


def test_a_file_is_written_once_and_overwritten_by_force_alone(empty: Project) -> None:
    empty.write("errors.md", PAGE)
    assert empty.run("import", "errors.md", "-o", "spec/codes.yaml").code == 0
    assert empty.read("spec/codes.yaml") == with_defaults(CATALOG)
    empty.write("spec/codes.yaml", "mine")
    again = empty.run("import", "errors.md", "-o", "spec/codes.yaml")
    assert (again.code, empty.read("spec/codes.yaml")) == (1, "mine")
    assert "spec/codes.yaml: error[file-exists]" in again.err
    assert empty.run("import", "errors.md", "-o", "spec/codes.yaml", "--force").code == 0


def test_what_the_rules_refuse_is_written_and_reported(empty: Project) -> None:
    empty.write("errors.md", PAGE.replace("is taken.", "is\u200b taken."))
    result = empty.run("import", "errors.md", "-o", "codes.yaml")
    assert result.code == 1
    assert "The name is" in empty.read("codes.yaml")
    assert "codes.yaml:17:" in result.err
    assert "U+200B" in result.err


BRACE = (
    "| HTTP status | Code | Message |\n| --- | --- | --- |\n| 400 | `Wrong` | There is a } here |\n"
)


def test_a_text_that_only_a_rule_refuses_is_a_warning_of_import(empty: Project) -> None:
    empty.write("errors.md", BRACE)
    result = empty.run("import", "errors.md", "-o", "codes.yaml")
    assert result.code == 0
    assert "codes.yaml:7:14: warning[unbalanced-brace]" in result.err


@pytest.mark.parametrize("settings", ["apicodes.toml", "pyproject.toml"])
def test_init_makes_settings_for_the_rules_that_a_page_breaks(
    settings: str, empty: Project
) -> None:
    empty.write("errors.md", BRACE)
    if settings == "pyproject.toml":
        empty.write(settings, '[project]\nname = "shop"\n')
    assert empty.run("init", "--from", "errors.md").code == 0
    assert 'rules.unbalanced-brace = "warning"' in empty.read(settings)
    assert empty.run("generate").code == 0
    assert empty.run("check").code == 0


@pytest.mark.parametrize(
    ("name", "text", "code", "says"),
    [
        ("prose.md", "# Nothing\n\nHere are no codes.\n", 1, "nothing-found"),
        ("codes.yaml", CATALOG, 2, "this is a catalog already"),
        ("notes.txt", "Some notes.\n", 2, "nothing that has response codes"),
        ("page.md", b"\x00\x01\x02", 2, "binary"),
        ("codes.py", "class (\n", 1, "codes.py:1"),
    ],
)
def test_what_is_no_source_is_said_in_one_error(
    empty: Project, name: str, text: str | bytes, code: int, says: str
) -> None:
    empty.write(name, text)
    result = empty.run("import", name, "-o", "out.yaml")
    assert (result.code, result.err.count("error[")) == (code, 1), result.err
    assert says in result.err
    assert not (empty.path / "out.yaml").exists()


@pytest.mark.parametrize("name", ["codes.json", "codes", "codes.md"])
def test_an_output_that_is_not_named_as_yaml_is_refused(name: str, empty: Project) -> None:
    empty.write("errors.md", "| Code |\n| --- |\n| `A` |\n")
    result = empty.run("import", "errors.md", "-o", name)
    assert result.code == 2
    assert f"{name}: error[usage] the catalog is written as YAML" in result.err
    assert list(empty.files()) == ["errors.md"]


@pytest.mark.parametrize("name", ["huge.md", "huge.yaml", "huge.py"])
def test_a_file_over_the_limit_is_not_read(name: str, empty: Project) -> None:
    (empty.path / name).touch()
    os.truncate(empty.path / name, SIZE_LIMIT + 1)
    result = empty.run("import", name)
    assert (result.code, result.out, result.err.count("error[")) == (2, "", 1)
    assert result.err.startswith(f"{name}: error[too-large] the file has 67,108,865 bytes")


def test_no_file_is_overwritten_by_what_is_made_of_it(empty: Project) -> None:
    empty.write("errors.md", PAGE)
    result = empty.run("import", "errors.md", "-o", "./errors.md", "--force")
    assert (result.code, empty.read("errors.md")) == (2, PAGE)


def test_a_character_that_no_text_holds_is_written_escaped_and_reported(empty: Project) -> None:
    responses = r'{"404": {"description": "x\u0000"}}'
    document = f'{{"openapi": "3.1.0", "paths": {{"/a": {{"get": {{"responses": {responses}}}}}}}}}'
    empty.write("openapi.json", document)
    result = empty.run("import", "openapi.json", "-o", "codes.yaml")
    assert result.code == 1
    assert r'description: "x\u0000"' in empty.read("codes.yaml")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("codes.py", "class ErrorCode(StrEnum):\n    # It went.\n    GONE = 'gone'\n"
                     "    OLD = GONE\n    MADE = make()\nMSG = {ErrorCode.GONE: 'Gone'}\n"),
        ("codes.ts", "enum ErrorCode {\n  // It went.\n  GONE = 'gone',\n  OLD = GONE,\n"
                     "  MADE = make() }\nconst MSG = {[ErrorCode.GONE]: 'Gone'};\n"),
    ],
)  # fmt: skip
def test_what_a_program_says_and_what_was_left_out(empty: Project, name: str, text: str) -> None:
    empty.write(name, text)
    result = empty.run("import", name)
    entry = "  - code: gone\n    description: It went.\n    message: Gone\n"
    assert result.out.endswith(f"type_name: ErrorCode\n\ncodes:\n{entry}"), result.out
    assert result.err == (
        f"{name}: 1 entry\n"
        f"  {name}:1: recognised: enum ErrorCode: 3 members\n"
        f"  {name}:3: guessed: the comment above a member is taken as its description\n"
        f"  {name}:4: left out: OLD is another name of 'gone', which is GONE at line 3\n"
        f"  {name}:5: left out: MADE has no code: 'make()'\n"
        f"  {name}:6: recognised: map MSG: 1 member\n"
    )


def test_names_of_statuses_are_codes_where_they_say_more_than_the_phrase(empty: Project) -> None:
    empty.write(
        "codes.py", 'ERRORS = {"USER_NOT_FOUND": 404, "ITEM_NOT_FOUND": 404, "GONE": 410}\n'
    )
    result = empty.run("import", "codes.py")
    assert result.out.count("code: ") == 3


def test_every_file_that_cannot_be_read_is_named(empty: Project) -> None:
    empty.write("prose.md", "# Nothing\n")
    result = empty.run("import", "prose.md", "lost.md")
    assert result.code == 2
    assert result.err.count("error[") == 2


def test_init_makes_a_project_that_gives_the_page_back(empty: Project) -> None:
    empty.write("errors.md", PAGE)
    assert empty.run("init", "--from", "errors.md").code == 0
    assert empty.run("generate").code == 0
    page = empty.read("out/docusaurus/response_codes.md")
    assert [line for line in page.splitlines() if line.startswith("|")] == [
        line for line in PAGE.splitlines() if line.startswith("|")
    ]
    assert "sidebar_position: 4" in page
    assert empty.read("spec/response_codes.yaml").startswith("# yaml-language-server: $schema=")
    same = empty.run("diff", "spec/response_codes.yaml", "errors.md")
    assert same.code == 0, same.out


@pytest.mark.parametrize(
    "path",
    [
        "docusaurus/http_response_codes.md",
        "python/http_response_codes.py",
        "openapi/http_response_codes.yaml",
        "typescript/httpResponseCodes.ts",
    ],
)
def test_each_output_of_this_repository_gives_its_catalog_back(empty: Project, path: str) -> None:
    shutil.copy(ROOT / "out" / path, empty.path)
    shutil.copy(ROOT / "spec" / "http_response_codes.yaml", empty.path / "codes.yaml")
    name = path.rpartition("/")[2]
    result = empty.run("import", name, "-o", "imported.yaml")
    assert result.code == 0, result.err
    for source in (name, "imported.yaml"):
        same = empty.run("diff", "codes.yaml", source)
        assert same.code == 0, same.out
