"""The URL of each entry: what `docs_url` makes it, which outputs carry it, and the way back."""

import json
import re

import pytest
import yaml

from helpers.project import Project

GROUPS = """\
groups:
  auth: {title: Authentication}
  data: {title: Data}
"""
CODES = """\
codes:
  - {http_status: 200, description: Fine.}
  - {http_status: 401, code: auth/expired, group: auth, description: The token expired.}
  - {http_status: [500, 502], code: TryAgain, description: Try again.}
  - {code: "0010", name: card-declined, group: data, description: Declined.}
  - {name: gone.by, description: It is gone.}
"""
UNGROUPED = re.sub(r" group: \w+,", "", CODES)
ROOT = "apicodes: 1\ntitle: Codes\nenvelope: problem\n"
ANCHORS = ["200", "auth-expired", "TryAgain", "card-declined", "gone-by"]


def written(project: Project, docs_url: str, codes: str) -> None:
    project.write("codes.yaml", f"{ROOT}docs_url: {json.dumps(docs_url)}\n{codes}")
    done = project.run("generate")
    assert done.code == 0, done.err


def urls(text: str) -> list[str]:
    """Return the URLs in an output of Python or TypeScript, in its order."""
    return re.findall(r"^ +url[=:]\s*\"(.*)\",$", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("codes", "groups"),
    [
        pytest.param(GROUPS + CODES, ["other", "auth", "other", "data", "other"], id="groups"),
        pytest.param(UNGROUPED, ["2xx", "4xx", "5xx", "other", "other"], id="classes"),
    ],
)
def test_every_output_has_the_url_of_each_entry(
    codes: str, groups: list[str], project: Project
) -> None:
    written(project, "https://x.example/{group}#{anchor}", codes)
    pairs = zip(groups, ANCHORS, strict=True)
    expected = [f"https://x.example/{group}#{anchor}" for group, anchor in pairs]
    assert urls(project.read("out/codes.py")) == expected
    assert urls(project.read("out/codes.ts")) == expected
    examples = yaml.safe_load(project.read("out/codes.openapi.yaml"))["components"]["examples"]
    types = dict.fromkeys(each["value"]["type"] for each in examples.values())
    assert list(types) == expected[1:4]
    found = project.run("explain", "401", "--format", "json")
    assert expected[1] in found.out


def test_the_shape_of_outputs_is_the_same_without_urls(project: Project) -> None:
    project.run("generate")
    assert "    url: str | None = None\n" in project.read("out/codes.py")
    assert "  readonly url?: string;\n" in project.read("out/codes.ts")


OUTPUTS = ("out/codes.py", "out/codes.ts", "out/codes.openapi.yaml")


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize(
    "docs_url",
    [
        "https://x.example/codes#{anchor}",
        "https://x.example/{group}/{anchor}?of={anchor}",
        "https://x.example/codes",
    ],
)
def test_an_output_gives_its_docs_url_back(output: str, docs_url: str, project: Project) -> None:
    written(project, docs_url, UNGROUPED)
    done = project.run("import", output)
    assert yaml.safe_load(done.out)["docs_url"] == docs_url
    assert "left out" not in done.err
    same = project.run("diff", output)
    assert "docs_url" not in same.out + same.err
    before = project.read("codes.yaml")
    project.write("codes.yaml", before.replace("x.example", "y.example"))
    reported = project.run("diff", output)
    assert "docs_url" in reported.out


@pytest.mark.parametrize("output", OUTPUTS[:2])
def test_names_come_back_as_the_catalog_spells_them(output: str, project: Project) -> None:
    written(project, "https://x.example/codes#{anchor}", UNGROUPED)
    *_, coded, bare = yaml.safe_load(project.run("import", output).out)["codes"]
    assert (coded["code"], coded["name"], bare["name"]) == ("0010", "card-declined", "gone.by")


@pytest.mark.parametrize("output", OUTPUTS[:2])
def test_urls_that_no_docs_url_makes_are_left_out_and_named(output: str, project: Project) -> None:
    written(project, "https://x.example/{group}#{anchor}", GROUPS + CODES)
    done = project.run("import", output)
    assert "docs_url" not in yaml.safe_load(done.out)
    (reported,) = [line for line in done.err.splitlines() if "left out" in line]
    assert "no 'docs_url' makes all of them" in reported


@pytest.mark.parametrize("output", OUTPUTS[:2])
def test_adopt_says_where_a_url_comes_from(output: str, project: Project) -> None:
    written(project, "https://x.example/codes#{anchor}", UNGROUPED)
    before = project.read("codes.yaml")
    project.write(output, project.read(output).replace("#TryAgain", "#Again"))
    done = project.run("adopt", "--force", output)
    assert done.code == 1
    assert "it is made of the entry's key and 'docs_url' in the catalog" in done.err
    assert project.read("codes.yaml") == before


def test_a_group_that_moves_changes_an_address_on_the_wire(project: Project) -> None:
    old = f"{ROOT}docs_url: 'https://x.example/{{group}}#{{anchor}}'\n{GROUPS}{CODES}"
    project.write("old.yaml", old)
    project.write("codes.yaml", old.replace("group: auth", "group: data"))
    done = project.run("diff", "old.yaml", "codes.yaml")
    assert "the address on the wire changed" in done.out
    assert done.code == 1
