"""What apicodes wrote, read by `import` and `diff`: exact, and the same as its catalog."""

import json
import re
from typing import Any

import pytest
import yaml

from helpers.project import Project

OUTPUTS = ("out/codes.md", "out/codes.py", "out/codes.openapi.yaml", "out/codes.ts")


def generated(project: Project, *entries: str, root: str = "") -> None:
    codes = "".join(f"  - {entry}\n" for entry in entries)
    project.write("codes.yaml", f"apicodes: 1\ntitle: Codes\n{root}codes:\n{codes}")
    run = project.run("generate")
    assert run.code == 0, run.err


def imported(project: Project, path: str) -> dict[str, Any]:
    """Return the catalog that an output makes, of which nothing is guessed."""
    run = project.run("import", path)
    assert run.code == 0, run.err
    assert "guessed" not in run.err
    catalog: dict[str, Any] = yaml.safe_load(run.out)
    return catalog


def assert_same(project: Project, path: str) -> None:
    run = project.run("diff", "codes.yaml", path)
    assert (run.code, run.out.splitlines()[0], run.err) == (
        0, f"No changes between codes.yaml and {path}.", ""
    )  # fmt: skip


ENTRIES = {
    "codes that look like ranges, or like none": [
        "{http_status: 400, code: 2201X, description: A.}",
        "{http_status: 400, code: NONE, description: B.}",
    ],
    "codes whose identifiers lose letters": [
        '{http_status: 400, code: "22225", description: A.}',
        "{http_status: 400, code: js.consumer, name: JSConsumer, description: B.}",
    ],
    "two names under one HTTP status": [
        "{http_status: 404, name: Missing, description: A.}",
        "{http_status: 404, name: Gone, description: B.}",
    ],
    "a name alone": ["{name: Lost.Link, description: A.}", "{http_status: 404, code: N}"],
    "two spaces in a title": ["{http_status: 404, code: N, title: 'Not  found'}"],
    "a replacement without a code": [
        "{http_status: 404, code: N, deprecated: {since: '2.0', replaced_by: [Gone, '503']}}",
        "{http_status: 410, name: Gone}",
        "{http_status: 503}",
    ],
    "a header that every response has": [
        "{http_status: 404, code: N, headers: [Content-Type]}",
    ],
}
HEADERS = "headers: {Content-Type: {description: The type.}}\n"


@pytest.mark.parametrize("path", OUTPUTS)
@pytest.mark.parametrize("name", ENTRIES)
def test_an_output_in_sync_is_the_same_and_gives_its_entries_back(
    project: Project, name: str, path: str
) -> None:
    generated(project, *ENTRIES[name], root=HEADERS if "headers" in str(ENTRIES[name]) else "")
    assert_same(project, path)
    entries = [yaml.safe_load(entry) for entry in ENTRIES[name]]
    names = path != "out/codes.md" or all("code" not in entry for entry in entries[:1])
    for entry, back in zip(entries, imported(project, path)["codes"], strict=True):
        title = str(entry.get("title", "")).split()
        assert back.get("title", "").split() == title
        for field in ("http_status", "code", "description", *(["name"] if names else [])):
            assert back.get(field) == entry.get(field)


ENVELOPES = {
    "a constant beside the code": '{status: Failure, code: "{code}"}',
    "the description": '{text: "{description}", code: "{code}"}',
    "a prefix": '{id: "CF-{code}", text: "{message}"}',
    "no status word": '{ok: false, error: "{code}"}',
    "an address": '{error: {code: "{code}", more: "{url}"}, list: [{of: "{number}"}]}',
}


@pytest.mark.parametrize("name", ENVELOPES)
def test_the_body_of_errors_comes_back(project: Project, name: str) -> None:
    body = ENVELOPES[name]
    root = f"docs_url: 'https://a.example/#{{anchor}}'\nenvelope:\n  body: {body}\n"
    entry = "{http_status: 200, code: A, number: 7, description: It failed.}"
    other = "{http_status: 404, code: B, number: 8, description: It is lost.}"
    generated(project, entry, other, root=root)
    assert_same(project, "out/codes.openapi.yaml")
    of_fragment = imported(project, "out/codes.openapi.yaml")
    assert of_fragment["envelope"] == {"body": yaml.safe_load(body)}
    reference = '[targets.docusaurus]\nlayout = "reference"'
    settings = project.read("apicodes.toml").replace("[targets.docusaurus]", reference)
    project.write("apicodes.toml", settings)
    project.run("generate")
    of_page = imported(project, "out/codes.md")
    assert "examples" not in str(of_page["codes"])
    project.write("back.yaml", json.dumps(of_page))
    assert project.run("diff", "back.yaml", "out/codes.md").code == 0


SETTINGS = """\
spec = "codes.yaml"
extensions.x-action = { type = "string" }
[targets.docusaurus]
path = "codes.md"
extensions = ["x-action"]
headings = { code = "Reason" }
"""
ACTION = "{http_status: 404, code: N, x-action: Wait, description: Lost.}"


def test_columns_are_what_the_settings_call_them_and_else_left_out(empty: Project) -> None:
    empty.write("apicodes.toml", SETTINGS)
    generated(empty, ACTION)
    assert_same(empty, "codes.md")
    assert imported(empty, "codes.md")["codes"] == [yaml.safe_load(ACTION)]
    (empty.path / "apicodes.toml").unlink()
    run = empty.run("import", "codes.md")
    assert yaml.safe_load(run.out)["codes"] == [{"http_status": 404, "description": "Lost."}]
    assert "left out: 'Reason'" in run.err
    assert "left out: 'x-action'" in run.err
    empty.write("codes.md", empty.read("codes.md").replace("HTTP Response Code", "Number of HTTP"))
    refused = empty.run("import", "codes.md")
    assert refused.code == 1
    assert "no entry has a code, a name or an HTTP status" in refused.err
    assert "--map" in refused.err
    mapped = empty.run("import", "codes.md", "--map", "Reason=code")
    assert 'code: "N"' in mapped.out


REFERENCE = """\
spec = "codes.yaml"
[targets.docusaurus]
path = "codes"
layout = "reference"
pages = "{pages}"
"""
GROUPS = "groups: {auth: {title: Access, description: Who you are.}, data: {title: Data}}\n"
GROUPED = (
    "{http_status: 401, code: A, group: auth, title: No access, causes: [No key.], since: next}",
    "{http_status: 404, group: data, solutions: [Look again.]}",
)


@pytest.mark.parametrize("has_settings", [True, False])
@pytest.mark.parametrize("pages", ["per-group", "per-code"])
def test_a_folder_of_pages_is_one_source_and_a_page_is_one_too(
    empty: Project, pages: str, has_settings: bool
) -> None:
    empty.write("apicodes.toml", REFERENCE.format(pages=pages))
    generated(empty, *GROUPED, root=GROUPS)
    page = "codes/auth.md" if pages == "per-group" else "codes/A.md"
    assert_same(empty, "codes")
    assert_same(empty, page)
    if not has_settings:
        (empty.path / "apicodes.toml").unlink()
    catalog = imported(empty, "codes")
    assert catalog["groups"] == yaml.safe_load(GROUPS)["groups"]
    entries = [yaml.safe_load(entry) for entry in GROUPED]
    assert [{name: back[name] for name in entry} for entry, back in
            zip(entries, catalog["codes"], strict=True)] == entries  # fmt: skip
    assert [entry["code"] for entry in imported(empty, page)["codes"]] == ["A"]


def test_a_region_is_read_as_its_target_does(empty: Project) -> None:
    region = 'spec = "codes.yaml"\n[targets.docusaurus]\npath = "page.md"\nregion = "codes"\n'
    empty.write("apicodes.toml", region)
    empty.write("page.md", "# Ours\n\n<!-- apicodes:begin codes -->\n<!-- apicodes:end codes -->\n")
    generated(empty, *ENTRIES["codes that look like ranges, or like none"])
    assert_same(empty, "page.md")
    assert [entry["code"] for entry in imported(empty, "page.md")["codes"]] == ["2201X", "NONE"]


@pytest.mark.parametrize("path", OUTPUTS)
def test_an_edited_output_differs_at_its_line(project: Project, path: str) -> None:
    generated(project, "{http_status: 404, code: N, status: error, description: Lost.}")
    project.write(path, re.sub(r"\b404\b", "410", project.read(path)))
    run = project.run("diff", "codes.yaml", path)
    assert run.code == 1
    assert re.search(rf"{re.escape(path)}:\d+: breaking\[http_status\] ", run.out), run.out
