"""`apicodes init`: ready to generate, and nothing overwritten."""

import os
import shlex

import pytest

from apicodes.catalog import json_schema
from helpers.project import Project
from helpers.refusals import refused


def test_a_new_project_generates_at_once(empty: Project) -> None:
    done = empty.run("init")
    assert done.code == 0
    assert done.out == ""
    assert done.err.splitlines() == [
        "wrote  spec/response_codes.yaml",
        "wrote  spec/apicodes.schema.json",
        "wrote  apicodes.toml",
        "wrote  .gitattributes",
        "Next: apicodes generate",
    ]
    assert empty.run("generate", "--exit-code").code == 1
    assert empty.run("generate", "--exit-code").code == 0
    assert empty.run("check").code == 0


def test_the_settings_go_to_pyproject_where_there_is_one(empty: Project) -> None:
    empty.write("pyproject.toml", '[project]\nname = "acme"')
    assert empty.run("init").code == 0
    text = empty.read("pyproject.toml")
    assert text.startswith('[project]\nname = "acme"\n\n[tool.apicodes]\n')
    assert empty.run("generate").code == 0
    assert "apicodes.toml" not in empty.files()


def test_the_schema_is_the_one_that_the_command_prints(empty: Project) -> None:
    assert empty.run("init").code == 0
    assert empty.read("spec/apicodes.schema.json") == json_schema.text()
    assert empty.run("schema").out == json_schema.text()


def test_generated_files_are_marked_for_git_beside_what_is_there(empty: Project) -> None:
    empty.write(".gitattributes", "*.png binary")
    assert empty.run("init").code == 0
    assert empty.read(".gitattributes") == "*.png binary\nout/** linguist-generated\n"


def test_nothing_is_overwritten_and_all_that_is_in_the_way_is_named(empty: Project) -> None:
    empty.write("spec/response_codes.yaml", "mine")
    empty.write("pyproject.toml", '[tool.apicodes]\nspec = "mine.yaml"\n')
    before = empty.files()
    done = empty.run("init")
    assert done.code == 1
    assert "spec/response_codes.yaml: error[file-exists] the file already exists" in done.err
    assert "pyproject.toml: error[file-exists] the file already has apicodes settings" in done.err
    assert empty.files() == before


def test_settings_in_a_file_of_their_own_get_no_rival_in_pyproject(empty: Project) -> None:
    empty.write("pyproject.toml", "[project]\n")
    empty.write("apicodes.toml", 'spec = "mine.yaml"\n')
    assert refused(empty, "init").places == ["apicodes.toml: error[file-exists]"]


UNFIT: dict[str, tuple[str, bytes, str]] = {
    "not TOML": ("pyproject.toml", b"[project\n", "pyproject.toml:1:9: error[config]"),
    "tool that is no table": ("pyproject.toml", b"tool = 5\n", "pyproject.toml: error[config]"),
    "tool that takes no more": (
        "pyproject.toml", b"tool = {a = {b = 1}}\n", "pyproject.toml: error[config]"
    ),
    "nested deep": (
        "pyproject.toml", b"a = " + b"[" * 20_000 + b"]" * 20_000, "pyproject.toml: error[config]"
    ),
    "not UTF-8": ("pyproject.toml", b"a = 'caf\xe9'\n", "pyproject.toml: error[file]"),
    "attributes that are not UTF-8": (
        ".gitattributes", b"caf\xe9 binary\n", ".gitattributes: error[file]"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "place"), UNFIT.values(), ids=UNFIT)
def test_a_file_that_takes_no_lines_is_left_alone(
    name: str, data: bytes, place: str, empty: Project
) -> None:
    empty.write(name, data)
    refusal = refused(empty, "init")
    assert refusal.places == [place]
    assert refusal.code == 2


def test_attributes_that_are_no_file_are_refused(empty: Project) -> None:
    (empty.path / ".gitattributes").mkdir()
    refusal = refused(empty, "init")
    assert refusal.places == [".gitattributes: error[file]"]
    assert refusal.code == 2
    (empty.path / ".gitattributes").rmdir()
    os.mkfifo(empty.path / ".gitattributes")
    assert refused(empty, "init").places == [".gitattributes: error[file]"]


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "open"])
def test_what_is_there_keeps_its_bytes_and_its_line_endings(
    mark: str, end: str, last: bool, empty: Project
) -> None:
    given = {"pyproject.toml": "[project]\nname = 'é'\n", ".gitattributes": "*.png binary\n*.a b\n"}
    for name, text in given.items():
        given[name] = mark + (text if last else text[:-1]).replace("\n", end)
        empty.write(name, given[name])
    assert empty.run("init").code == 0
    for name, text in given.items():
        after = empty.read(name)
        assert after.startswith(text)
        assert after.count("\n") == after.count(end)
        assert "\ufeff" not in after[1:]
    assert empty.run("generate").code == 0


def test_attributes_that_say_it_already_are_kept(empty: Project) -> None:
    empty.write(".gitattributes", "out/** linguist-generated\r\n*.png binary\r\n")
    assert empty.run("init").code == 0
    assert empty.read(".gitattributes") == "out/** linguist-generated\r\n*.png binary\r\n"


def test_settings_that_are_named_are_named_in_what_to_do_next(empty: Project) -> None:
    done = empty.run("init", "--config", "my conf/codes.toml")
    assert done.code == 0
    *_, last = done.err.splitlines()
    assert last == "Next: apicodes --config 'my conf/codes.toml' generate"
    assert empty.run(*shlex.split(last.removeprefix("Next: apicodes "))).code == 0


@pytest.mark.parametrize("name", ["spec", "pyproject.toml", ".gitattributes"])
def test_a_link_that_leads_out_of_the_folder_is_refused(
    name: str, empty: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    target = outside if name == "spec" else outside / name
    if name != "spec":
        target.write_text("")
    (empty.path / name).symlink_to(target)
    before = {path: path.read_bytes() for path in outside.iterdir()}
    refusal = refused(empty, "init")
    assert {place.split(": ")[1] for place in refusal.places} == {"error[path-outside]"}
    assert name in refusal.printed
    assert refusal.code == 2
    assert {path: path.read_bytes() for path in outside.iterdir()} == before


def test_a_link_inside_the_folder_is_followed_and_stays(empty: Project) -> None:
    empty.write("real/pyproject.toml", "[project]\n")
    (empty.path / "pyproject.toml").symlink_to("real/pyproject.toml")
    (empty.path / "spec").symlink_to("real")
    done = empty.run("init")
    assert done.code == 0
    assert "wrote  pyproject.toml" in done.err.splitlines()
    assert (empty.path / "pyproject.toml").is_symlink()
    assert empty.read("real/pyproject.toml").startswith("[project]\n\n[tool.apicodes]\n")
    assert (empty.path / "real/response_codes.yaml").is_file()
    assert empty.run("generate").code == 0


def test_the_front_matter_of_a_page_comes_back(empty: Project) -> None:
    matter = """\
a: 2024-01-02
b:
  - at: 2024-01-02T03:04:05+00:00
  - "2024-01-02"
c: "yes"
title: 5
"""
    empty.write("page.md", f"---\n{matter}---\n\n# Codes\n\n| Code |\n| --- |\n| `A` |\n")
    assert empty.run("init", "--from", "page.md").code == 0
    assert empty.run("generate").code == 0
    _, found, _ = empty.read("out/docusaurus/response_codes.md").split("---\n", 2)
    assert found.split("\n", 1)[1] == matter


CLASHING = """\
| HTTP | Code | Title |
| --- | --- | --- |
| 400 | `rate-limit` | |
| 401 | `rate_limit` | |
| 402 | `???` | Not paid |
| 403 | `!!!` | |
| 404 | `x1_2` | |
| 405 | `x12` | |
| 406 | `CODE_407` | |
| 407 | | |
"""


def test_codes_that_make_the_same_identifier_get_names(empty: Project) -> None:
    empty.write("page.md", CLASHING)
    done = empty.run("init", "--from", "page.md")
    assert done.code == 0
    assert [line for line in done.err.splitlines() if ": names of " in line] == [
        "  page.md:4: guessed: names of entries: "
        "RateLimit2 for 'rate_limit', as 'rate-limit' makes the same name in code (line 4); "
        "NotPaid for '???', as no letter or digit of it can stand in code (line 5); "
        "Code for '!!!', as no letter or digit of it can stand in code (line 6); "
        "X122 for 'x12', as 'x1_2' makes the same name in code (line 8); "
        "Http407 for '407', as 'CODE_407' makes the same name in code (line 10)"
    ]
    for arguments in (["generate"], ["check"], ["diff", "page.md", "spec/response_codes.yaml"]):
        assert empty.run(*arguments).code == 0


def test_rows_without_codes_get_names_that_no_output_has(empty: Project) -> None:
    rows = "| 500 | : |\n| 500 | ? |\n| 500 | C |\n"
    empty.write("page.md", f"| HTTP | Title |\n| --- | --- |\n{rows}")
    assert empty.run("init", "--from", "page.md").code == 0
    assert empty.run("generate").code == 0
    assert empty.run("diff", "page.md", "spec/response_codes.yaml").code == 0


@pytest.mark.parametrize(
    ("matter", "row", "place"),
    [
        (f"a: {'[' * 63}{']' * 63}", "`A`", "apicodes.toml: error[config]"),
        ("a: 1", "`A\u200b`", "spec/response_codes.yaml:6:12: error[forbidden-character]"),
    ],
)
def test_what_generate_would_refuse_is_told_at_once(
    matter: str, row: str, place: str, empty: Project
) -> None:
    empty.write("page.md", f"---\n{matter}\n---\n\n# T\n\n| Code |\n| --- |\n| {row} |\n")
    done = empty.run("init", "--from", "page.md")
    assert done.code == 1
    assert place in done.err
    assert place in empty.run("generate").err


TEXTS = (
    "A *b* `c`",
    "{a} <b> &amp; \\* {#id}",
    "1. x_y_z",
    "&nbsp; \"q\" 'r'",
    "500 服务器: #",
    "<br/> x",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("level", ["#", "##"])
def test_page_and_catalog_say_the_same(text: str, level: str, empty: Project) -> None:
    rows = "| HTTP | Code | Description |\n| --- | --- | --- |\n| 404 | `{}` | {} |\n"
    empty.write(
        "page.md",
        f"---\ntitle: \n---\n\n# {text}\n\n{text}\n\n{level} {text} a\n\n{text}\n\n"
        f"{rows.format('A', text)}\n## b {text}\n\n{rows.format('B', text)}",
    )
    assert empty.run("init", "--from", "page.md").code == 0
    assert empty.run("generate").code == 0
    assert empty.run("check").code == 0
    done = empty.run("diff", "page.md", "spec/response_codes.yaml")
    assert done.code == 0, done.out
    assert done.out == "No changes between page.md and spec/response_codes.yaml.\n"


# A region of a page that people wrote

PAGE = """\
# Errors

Our words.
| HTTP | Code | Meaning |
|---|---|---|
| 400 | `Bad` | Malformed. |
"""

TABLE = PAGE[PAGE.index("|") :]

REGION = ("init", "--from", "docs/errors.md", "--region", "codes")


@pytest.mark.slow
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("name", "begin", "close"),
    [
        ("errors.md", "<!-- apicodes:begin codes -->", "<!-- apicodes:end codes -->"),
        ("site/errors.md", "[//]: # (apicodes:begin codes)", "[//]: # (apicodes:end codes)"),
        ("errors.mdx", "{/* apicodes:begin codes */}", "{/* apicodes:end codes */}"),
    ],
)
def test_the_table_of_a_page_becomes_a_region_and_nothing_else_changes(
    name: str, begin: str, close: str, end: str, empty: Project
) -> None:
    empty.write("docs/site/docusaurus.config.ts", "export default {};\n")
    empty.write(f"docs/{name}", f"{PAGE}\nMore.".replace("\n", end))
    done = empty.run("init", "--from", f"docs/{name}", "--region", "codes")
    assert done.code == 0, done.err
    assert f"wrote  docs/{name}" in done.err.splitlines()
    made = f"{PAGE}\n".replace("words.\n", f"words.\n\n{begin}\n\n") + f"{close}\n\nMore."
    assert empty.read(f"docs/{name}") == made.replace("\n", end)
    assert "description" not in empty.read("spec/response_codes.yaml").partition("codes:")[0]
    assert empty.run("generate").code == 0
    assert empty.run("check").code == 0
    assert empty.read(f"docs/{name}") == made.replace("\n", end)


@pytest.mark.parametrize("line", ["Choose a | b.", "a | b | c", "| Either | or |"])
def test_a_line_with_pipes_above_a_table_is_none_of_it(line: str, empty: Project) -> None:
    empty.write("docs/errors.md", PAGE.replace("Our words.", line))
    assert empty.run(*REGION).code == 0
    assert empty.run("generate").code == 0
    assert empty.read("docs/errors.md").startswith(f"# Errors\n\n{line}\n\n<!-- apicodes:begin")


@pytest.mark.parametrize(
    ("page", "code", "printed"),
    [
        *(
            pytest.param(
                "- Errors\n\n" + "".join(f"{indent}{line}\n" for line in TABLE.splitlines()),
                1,
                "docs/errors.md:5: error[region] this code is not in a table with pipes",
                id=f"a table in another block, '{indent}'",
            )
            for indent in ("> ", "  ")
        ),
        *(
            pytest.param(
                f"{PAGE}{line}\n",
                1,
                "docs/errors.md:7: error[region] this code is not in a table with pipes",
                id=f"below it, {line}",
            )
            for line in ("## Mine | `A` |", "> Mine | `A` |", "- Mine | `A` |")
        ),
        pytest.param(
            f"{PAGE}\n<!-- apicodes:begin codes -->\n",
            1,
            "docs/errors.md:8: error[region] a region 'codes' already exists",
            id="a region of this name",
        ),
    ],
)
def test_a_page_where_no_region_fits_stays_as_it_is(
    page: str, code: int, printed: str, empty: Project
) -> None:
    empty.write("docs/errors.md", page)
    before = empty.files()
    done = empty.run(*REGION)
    assert (done.code, printed in done.err) == (code, True), done.err
    assert empty.files() == before


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (
            ("--region", "codes"),
            "error[usage] --region needs exactly one page among the files of --from",
        ),
        (
            ("--from", "docs/errors.md", "--region", "my codes"),
            "'my codes' is not a valid region name",
        ),
    ],
)
def test_a_region_needs_a_name_and_a_page(
    arguments: tuple[str, ...], printed: str, empty: Project
) -> None:
    empty.write("docs/errors.md", PAGE)
    before = empty.files()
    done = empty.run("init", *arguments)
    assert (done.code, printed in done.err) == (2, True), done.err
    assert empty.files() == before
