"""Targets whose outputs are regions of files that people write: the real command on real files."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from openapi_spec_validator import validate

from apicodes import outputs
from apicodes.outputs import writing
from apicodes.problems import ProblemsFound
from apicodes.render.markdown import parsers
from apicodes.settings import config
from helpers import cases
from helpers.consumer import CATALOGS
from helpers.expected_rows import as_seen
from helpers.project import CATALOG, ROOT, TOOLS, Project
from helpers.refusals import refused, settings

HOSTS = {
    "docusaurus": (
        "docs/errors.md",
        "\ufeff# Errors\r\n\r\nWe say:\r\n\r\n[//]: # (apicodes:begin codes)\r\n"
        "[//]: # (apicodes:end codes)\r\n\r\nNo more.",
    ),
    "openapi": (
        "api.yaml",
        "openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\ncomponents:\n  # apicodes:begin codes\n"
        "  # apicodes:end codes\n  securitySchemes: {}\n",
    ),
    "python": ("codes.py", "# apicodes:begin codes\n# apicodes:end codes\n\nLAST = 1\n"),
    "typescript": ("codes.ts", "// apicodes:begin codes\n// apicodes:end codes\nexport {};\n"),
}
NAMES = tuple(HOSTS)


def table(name: str, path: str, *lines: str, region: str = "codes") -> list[str]:
    return [f"[targets.{name}]", f'path = "{path}"', f'region = "{region}"', *lines]


@pytest.fixture
def hosted(project: Project) -> Project:
    """The project with its four outputs in files that people wrote, nothing generated yet."""
    lines = []
    for name, (path, text) in HOSTS.items():
        project.write(path, text)
        lines += table(name, path)
    project.write("apicodes.toml", settings(*lines))
    return project


def test_what_somebody_saves_while_regions_are_made_is_not_lost(
    hosted: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(hosted.path)
    files = outputs.plan(config.load())
    path, text = HOSTS["python"]
    hosted.write(path, f"{text}MORE = 2\n")
    before = hosted.files()
    with pytest.raises(ProblemsFound) as found:
        writing.write(files)
    (problem,) = found.value.problems
    assert (str(problem.location), problem.message) == (
        "codes.py",
        "the file was changed after it was read",
    )
    assert hosted.files() == before


def test_regions_are_made_and_nothing_around_them_changes(hosted: Project) -> None:
    (hosted.path / "docs/errors.md").write_bytes(HOSTS["docusaurus"][1].encode() + b"\0\xff\r")
    done = hosted.run("generate", "--exit-code")
    assert done.code == 1
    assert done.err.splitlines() == [
        "updated    docs/errors.md (region codes)",
        "updated    api.yaml (region codes)",
        "updated    codes.py (region codes)",
        "updated    codes.ts (region codes)",
    ]
    page = (hosted.path / "docs/errors.md").read_bytes()
    head, _, tail = HOSTS["docusaurus"][1].encode().partition(b"[//]: # (apicodes:end")
    assert page.startswith(head)
    assert page.endswith(b"[//]: # (apicodes:end" + tail + b"\0\xff\r")
    lines = page[len(head) :].decode("utf-8", "replace").split("\r\n")
    assert lines[:2] == [
        "",
        "| HTTP Response Code | Status | Code              | Description           | Retryable |",
    ]
    assert "\n" not in "".join(lines)
    for name in ("openapi", "python", "typescript"):
        path, text = HOSTS[name]
        first, second = text.split("begin codes\n")
        assert hosted.read(path).startswith(f"{first}begin codes\n")
        assert hosted.read(path).endswith(second)
    assert "\n  schemas:\n    ResponseCode:\n" in hosted.read("api.yaml")
    assert "generated" not in "".join(hosted.read(path) for path in ("api.yaml", "codes.py"))
    checked = hosted.run("check", "--verify")
    assert (checked.code, checked.out.splitlines()[-1]) == (
        0,
        "4 files are in sync with the catalog.",
    )
    assert hosted.run("generate", "--exit-code", "--force").code == 0


def test_drift_is_told_at_the_lines_of_the_file(hosted: Project) -> None:
    hosted.run("generate")
    for path, _ in HOSTS.values():
        hosted.write(path, hosted.read(path).replace("Entry not found.", "Gone for good."))
    printed = hosted.run("check")
    assert printed.code == 1
    for path, line in (
        ("docs/errors.md", 10),
        ("api.yaml", 79),
        ("codes.py", 111),
        ("codes.ts", 71),
    ):
        assert hosted.read(path).splitlines()[line - 1].count("Gone for good.") == 1
        assert f"\n{path}:{line}: 404 NotFound: description: " in printed.out
    assert "\n@@ -7,7 +7,7 @@\n" in printed.out
    assert " [//]: # (apicodes:end codes)\n" in printed.out
    files = json.loads(hosted.run("check", "docusaurus", "--format", "json").out)["files"]
    assert files == [{"path": "docs/errors.md", "region": "codes", "state": "changed"}]


def test_other_line_endings_in_a_region_are_drift_and_those_around_it_are_not(
    hosted: Project,
) -> None:
    hosted.run("generate", "typescript")
    hosted.write("codes.ts", hosted.read("codes.ts").replace(" as const;\n", " as const;\r\n"))
    printed = hosted.run("check", "typescript", "--format", "json")
    (problem,) = json.loads(printed.out)["problems"]
    assert problem["message"] == "only the formatting differs from what 'apicodes generate' writes"
    assert problem["place"]["line"] == 13
    hosted.write("codes.ts", hosted.read("codes.ts").replace("\r\n", "\n").replace("\n", "\r\n"))
    assert hosted.run("check", "typescript").code == 0


def test_an_edit_of_a_region_goes_back_into_the_catalog(hosted: Project) -> None:
    hosted.run("generate")
    page = hosted.read("docs/errors.md").replace("Entry not found.", "Gone for good.")
    hosted.write("docs/errors.md", page.replace("No more.", "Some more."))
    adopted = hosted.run("adopt", "--force", "docs/errors.md")
    assert (adopted.code, adopted.err.splitlines()) == (
        0,
        [
            "adopted    codes.yaml",
            "updated    docs/errors.md (region codes)",
            "updated    api.yaml (region codes)",
            "updated    codes.py (region codes)",
            "updated    codes.ts (region codes)",
        ],
    )
    assert "Gone for good." in hosted.read("codes.yaml")
    assert hosted.read("docs/errors.md").endswith("Some more.")
    assert hosted.run("check").code == 0
    hosted.write("codes.ts", hosted.read("codes.ts").replace("NotFound:", "Found:"))
    printed = hosted.run("adopt", "--force", "codes.ts")
    assert printed.err.startswith("codes.ts:6: error[not-adopted] ")


def test_stdout_has_what_the_region_holds(hosted: Project) -> None:
    done = hosted.run("generate", "--stdout", "openapi")
    assert (done.code, done.out.splitlines()[:2]) == (0, ["schemas:", "  ResponseCode:"])
    assert hosted.run("generate", "--stdout", "docusaurus").out.startswith("| HTTP Response Code")


@pytest.mark.parametrize("name", NAMES)
def test_an_ejected_template_makes_the_same_region(name: str, hosted: Project) -> None:
    hosted.run("generate")
    assert hosted.run("eject", name).code == 0
    assert hosted.run("check", "--verify").code == 0


def test_a_template_of_ones_own_needs_no_notice_in_a_region(hosted: Project) -> None:
    hosted.write("own.jinja", "\n{{ region }}: {{ catalog.entries | length }}\n\n")
    hosted.write("Makefile", "all:\n\t# apicodes:begin x-1\n\t# apicodes:end x-1")
    lines = table("template", "Makefile", 'template = "own.jinja"', region="x-1")
    hosted.write("apicodes.toml", settings(*lines))
    assert hosted.run("generate").code == 0
    assert hosted.read("Makefile") == "all:\n\t# apicodes:begin x-1\n\tx-1: 3\n\t# apicodes:end x-1"
    hosted.write("own.jinja", "# apicodes:end x-1\n")
    refusal = refused(hosted)
    assert refusal.places == ["Makefile:2:2: error[region]"]
    assert "contains a marker" in refusal.printed
    assert refusal.code == 1
    hosted.write("own.jinja", "#\n")
    printed = refused(hosted, "adopt", "--force", "Makefile").printed
    assert "apicodes cannot read the format of your own template" in printed


def test_a_read_back_that_fails_names_the_line_that_it_would_have(hosted: Project) -> None:
    assert hosted.run("eject", "typescript").code == 0
    template = hosted.read("templates/typescript/constants.ts.jinja")
    hosted.write(
        "templates/typescript/constants.ts.jinja",
        template.replace("entry.code | typescript", "1"),
    )
    refusal = refused(hosted)
    assert refusal.places[0] == "codes.ts:6: error[read-back]"


def test_a_file_or_region_that_is_missing_is_said_with_what_to_write(hosted: Project) -> None:
    (hosted.path / "api.yaml").unlink()
    hosted.write("codes.ts", "// apicodes:end codes\n")
    hosted.write("docs/errors.mdx", "")
    settings = hosted.read("apicodes.toml").replace("errors.md", "errors.mdx")
    hosted.write("apicodes.toml", settings)
    refusal = refused(hosted)
    assert refusal.code == 2
    assert refusal.printed.splitlines() == [
        "api.yaml: error[region] the file does not exist, and is to hold the region 'codes'",
        "  hint: write it, with two lines in it: '# apicodes:begin codes' and "
        "'# apicodes:end codes'",
        "codes.ts:1:1: error[region] the region 'codes' ends here, but never begins",
        "  hint: add a line above it, where the region begins: '// apicodes:begin codes'",
        "docs/errors.mdx: error[region] no region 'codes' in this file",
        "  hint: add two lines where the codes belong: "
        "'{/* apicodes:begin codes */}' and '{/* apicodes:end codes */}'",
    ]
    assert refused(hosted, "check").places == refusal.places
    assert hosted.run("generate", "python").code == 0, "what is wrong with other files"


def test_what_a_region_cannot_have_is_said(project: Project) -> None:
    lines = [
        *table("docusaurus", "a.md", "front_matter = {}", 'edit_url = "x"', "notice = false"),
        *table("template", "b/{key}.md", 'template = "c.jinja"'),
        *table("python", "c.py", region="two words"),
    ]
    project.write("apicodes.toml", settings(*lines))
    refusal = refused(project)
    assert refusal.code == 2
    assert [place.split(": ")[0] for place in refusal.places] == [
        *("apicodes.toml:5:1", "apicodes.toml:6:1", "apicodes.toml:7:1"),
        *("apicodes.toml:10:1", "apicodes.toml:14:1"),
    ]


@pytest.mark.parametrize(
    ("path", "region", "printed"),
    [
        (
            "A.md",
            "codes",
            "the region 'codes' of 'A.md' is already that of the target 't",
        ),
        ("A.md", None, "'A.md' is already the path of the target 'targets.docusaurus'"),
        ("apicodes.toml", "codes", "'apicodes.toml' is already the path of the settings"),
        ("codes.yaml", "codes", "'codes.yaml' is already the path of a catalog"),
    ],
)
def test_regions_share_files_with_other_regions_alone(
    path: str, region: str | None, printed: str, project: Project
) -> None:
    project.write("A.md", "")
    other = table("python", path) if region else ["[targets.python]", f'path = "{path}"']
    project.write("apicodes.toml", settings(*table("docusaurus", "A.md"), *other))
    refusal = refused(project)
    assert printed in refusal.printed
    assert refusal.code == 2


def test_a_region_that_no_target_makes_is_an_orphan(hosted: Project) -> None:
    hosted.write("codes.py", f"# apicodes:begin old\nx = 1\n{hosted.read('codes.py')}")
    done = hosted.run("generate")
    assert done.code == 0
    assert done.err.splitlines()[-2:] == [
        "orphaned   codes.py (region old)",
        "1 region is orphaned: no target writes it any more. "
        "Delete it with its markers: codes.py:1",
    ]
    checked = hosted.run("check", "--format", "json")
    (problem,) = json.loads(checked.out)["problems"]
    assert (checked.code, problem["rule"], problem["place"]["line"]) == (1, "orphan", 1)
    assert problem["message"] == "no target writes the region 'old' any more"


def test_a_file_with_a_region_is_no_orphan_though_it_bears_a_notice(hosted: Project) -> None:
    notice = "# @generated by apicodes from codes.yaml. Do not edit.\n"
    hosted.write("codes.py", notice + hosted.read("codes.py"))
    assert hosted.run("generate").code == 0
    assert hosted.run("check").code == 0


def test_regions_of_several_catalogs_share_a_file(empty: Project) -> None:
    tables = ""
    text = "# Both\n"
    for name in ("a", "b"):
        empty.write(f"{name}.yaml", CATALOG.replace("Entry not found.", f"None in {name}."))
        tables += f'[catalogs.{name}]\nspec = "{name}.yaml"\n'
        tables += f'[catalogs.{name}.targets.docusaurus]\npath = "READ.md"\nregion = "of-{name}"\n'
        text += f"\n<!-- apicodes:begin of-{name} -->\n<!-- apicodes:end of-{name} -->\n"
    empty.write("READ.md", text)
    empty.write("apicodes.toml", tables)
    assert empty.run("generate", "--catalog", "b").code == 0
    assert "None in a." not in empty.read("READ.md")
    assert empty.run("generate").code == 0
    checked = empty.run("check")
    assert (checked.code, checked.out.splitlines()[-1]) == (
        0,
        "1 file is in sync with the catalog.",
    )
    empty.write("READ.md", empty.read("READ.md").replace("None in", "Nothing in"))
    assert empty.run("adopt", "--force", "READ.md").code == 0
    for name in ("a", "b"):
        assert f"Nothing in {name}." in empty.read(f"{name}.yaml")


# The documentation


PAGE = (ROOT / "docs" / "regions.md").read_text("utf-8")
CATALOG_OF_PAGE = (
    "apicodes: 1\ntitle: Codes\ncodes:\n  - http_status: 404\n    status: error\n"
    "    code: NotFound\n    description: Entry not found.\n"
)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_page_that_the_documentation_shows_is_what_comes_out(empty: Project) -> None:
    (settings,) = blocks("toml")
    before, after = blocks("markdown")
    empty.write("apicodes.toml", settings)
    empty.write("spec/response_codes.yaml", CATALOG_OF_PAGE)
    empty.write("docs/errors.md", before)
    assert empty.run("generate").code == 0
    assert empty.read("docs/errors.md") == after


def test_the_openapi_document_of_the_documentation_is_valid_with_its_region(empty: Project) -> None:
    (before,) = blocks("yaml")
    empty.write("api.yaml", before)
    empty.write("codes.yaml", CATALOG_OF_PAGE)
    empty.write("apicodes.toml", settings(*table("openapi", "api.yaml")))
    assert empty.run("generate").code == 0
    document = yaml.safe_load(empty.read("api.yaml"))
    validate(document)
    assert [*document["components"]] == [
        *("securitySchemes", "schemas", "responses", "examples", "x-response-codes"),
    ]


WAYS = {"mdx": 3, "mdx, v4": 4, "md": 5, "md, v4": 5}
"""The cells of a row of the documentation for the ways to read a page."""


@pytest.mark.slow
def test_markers_build_where_the_documentation_says(empty: Project) -> None:
    rows = [
        line.split("|") for line in PAGE.splitlines() if line.startswith("| `") and ".mdx" in line
    ]
    tables = []
    for number, row in enumerate(rows):
        begin = row[1].strip(" `")
        end = begin.replace("begin", "end")
        empty.write(f"{number}.md", f"Before.\n\n{begin}\n{end}\n\nAfter.\n")
        tables += [*table(f"page{number}", f"{number}.md"), 'target = "docusaurus"']
    shutil.copy(CATALOGS["hostile"], empty.path / "codes.yaml")
    empty.write("apicodes.toml", settings(*tables))
    assert empty.run("generate").code == 0
    done = subprocess.run(
        ["node", "mdx.mjs"],
        cwd=ROOT / "tests" / "tools",
        input=json.dumps([empty.read(f"{number}.md") for number in range(len(rows))]),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    built = []
    for row, ways in zip(rows, json.loads(done.stdout), strict=True):
        for way, read in ways.items():
            wanted = row[WAYS[way]].strip()
            assert ("error" in read) == (wanted == "fails to build"), (row[1], way)
            if "error" not in read:
                seen = "shown" if "apicodes:" in read["before"] else "hidden"
                assert seen == wanted, (row[1], way)
                built.append(as_seen(read)["rows"])
    assert len(built) == 11
    assert all(each == built[0] for each in built)
    assert len(built[0]) > 20


@pytest.mark.slow
def test_formatters_leave_regions_in_sync(tmp_path: Path) -> None:
    case = cases.finished("generate/regions", tmp_path)
    (case.path / ".prettierrc").write_text("{}")
    scripts = Path(sys.executable).parent
    for tool in (
        f"{TOOLS}/.bin/prettier --write README.md page.mdx openapi.yaml",
        f"{scripts}/ruff format --isolated errors.py",
        f"{scripts}/black -q errors.py",
    ):
        subprocess.run(tool.split(), cwd=case.path, check=True, capture_output=True)
    checked = case.run("check")
    assert checked.code == 0, checked.out


REFERENCE = ('target = "docusaurus"', 'layout = "reference"')
HOST = "[foo]: /host\n[ Ba\nr ]: /host\n\n<!-- apicodes:begin a -->\n<!-- apicodes:end a -->\n"


def test_a_text_is_no_reference_to_a_link_of_the_host(empty: Project) -> None:
    text = "See [foo], `[foo]`, [bA R], [other] and [foo](/x)."
    catalog = {"apicodes": 1, "title": "Codes", "codes": [{"code": "A", "description": text}]}
    empty.write("codes.yaml", json.dumps(catalog))
    empty.write("README.md", HOST)
    lines = table("docusaurus", "README.md", region="a")
    empty.write("apicodes.toml", settings(*lines))
    assert empty.run("generate").code == 0
    assert r"See \[foo], `[foo]`, \[bA R], [other] and [foo](/x)." in empty.read("README.md")
    assert empty.run("check", "--verify").code == 0
    links = parsers.parse_page(empty.read("README.md")).walk()
    assert [node.attrs["href"] for node in links if node.type == "link"] == ["/x"]
    assert text in empty.run("import", "README.md").out


def test_two_regions_of_a_page_have_no_heading_alike(empty: Project) -> None:
    catalog = {"apicodes": 1, "title": "Codes", "codes": [{"code": "A", "description": "B."}]}
    empty.write("codes.yaml", json.dumps(catalog))
    empty.write("page.md", HOST + HOST.replace("begin a", "begin b").replace("end a", "end b"))
    lines = [line for name in "ab" for line in table(name, "page.md", *REFERENCE, region=name)]
    empty.write("apicodes.toml", settings(*lines))
    done = empty.run("generate")
    assert done.code == 1
    assert "error[name-clash] the regions 'a' and 'b' both have '#A'" in done.err
    assert empty.run("generate", "a").code == 0
