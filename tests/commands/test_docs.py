"""The documentation says what the code does."""

import json
import re
from importlib import import_module
from pathlib import Path

import pytest
from msgspec.structs import fields
from yaml import CSafeLoader, load

from apicodes.catalog import entry, model
from apicodes.catalog.source import build
from apicodes.cli.reports.rule_docs import RULES
from apicodes.lint import rule_settings
from apicodes.settings import config
from apicodes.targets import NAMES
from helpers.project import ROOT, Project

README = (ROOT / "README.md").read_text("utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text("utf-8")
CATALOG = (ROOT / "docs" / "catalog.md").read_text("utf-8")
EXPLAIN = (ROOT / "docs" / "explain.md").read_text("utf-8")
DIFF = (ROOT / "docs" / "diff.md").read_text("utf-8")
REPORTS = (ROOT / "docs" / "reports.md").read_text("utf-8")
ADOPT = (ROOT / "docs" / "adopt.md").read_text("utf-8")


def documented(text: str) -> set[str]:
    """Return the words in the first column of all tables of a page."""
    return {
        word
        for row in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
        for word in re.findall(r"`([^`]+)`", row)
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_every_target_is_documented(name: str) -> None:
    section = SETTINGS.split(f"\n## {name}\n")[1].split("\n## ")[0]
    options = {field.name for field in fields(import_module(f"apicodes.targets.{name}").Options)}
    assert documented(section) == options


def test_every_key_of_all_targets_is_documented() -> None:
    section = SETTINGS.split("\n## Every target\n")[1].split("\n## ")[0]
    assert documented(section) == {field.name for field in fields(config.Common)}


@pytest.mark.parametrize(
    ("heading", "struct"), [("At the top", model.Catalog), ("An entry", entry.Entry)]
)
def test_every_field_of_the_catalog_is_documented(
    heading: str, struct: type[model.Catalog | entry.Entry]
) -> None:
    section = CATALOG.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    names = {field.encode_name for field in fields(struct)}
    assert {word.replace("x-…", "x-*") for word in documented(section)} == names | (
        {"x-*"} if struct is entry.Entry else set()
    )


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])
def test_every_link_within_the_repository_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "text",
    [README, SETTINGS, CATALOG, DIFF, REPORTS, ADOPT],
    ids=["readme", "settings", "catalog", "diff", "reports", "adopt"],
)
def test_every_yaml_and_json_example_is_valid(text: str) -> None:
    for block in blocks(text, "yaml"):
        load(block, CSafeLoader)
    for block in blocks(text, "json"):
        json.loads(block)


def test_every_option_of_diff_is_documented(empty: Project) -> None:
    section = DIFF.split("\n## Options\n")[1].split("\n## ")[0]
    options = {word.split()[0] for word in documented(section)}
    usage = set(re.findall(r"^  (--[a-z-]+)", empty.run("diff", "--help").out, re.MULTILINE))
    assert options == usage - {"--config"}


def test_the_json_of_the_documentation_has_the_shape_of_the_real_one(empty: Project) -> None:
    (block,) = blocks(DIFF, "json")
    entry = "apicodes: 1\ntitle: Codes\ncodes: [{http_status: 404, code: NotFound}]\n"
    empty.write("old.yaml", entry)
    empty.write("new.yaml", entry.replace("404", "410"))
    printed = json.loads(empty.run("diff", "old.yaml", "new.yaml", "--format", "json").out)
    assert shape(json.loads(block)) == shape(printed)


def test_the_json_of_check_is_the_documented_one(generated: Project) -> None:
    (block,) = blocks(REPORTS, "json")
    page = generated.read("out/codes.md").replace("Entry not found.", "No such entry.")
    generated.write("out/codes.md", page)
    printed = json.loads(generated.run("check", "--format", "json").out)
    assert printed | {"files": printed["files"][:2]} == json.loads(block)


def test_the_commands_of_the_reports_run(generated: Project) -> None:
    commands = re.findall(r"apicodes (check[^>\n]*)", "".join(blocks(REPORTS, r"(?:sh|yaml)")))
    assert len(commands) == 5
    for command in commands:
        assert generated.run(*command.split())[::2] == (0, "")


def test_every_rule_of_the_reports_is_documented() -> None:
    section = REPORTS.split("| rule |")[1].split("\n## ")[0]
    assert documented(section) == set(RULES)


def shape(value: object) -> object:
    """Return the keys of a document, and the types of what they hold."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    return [shape(item) for item in value] if isinstance(value, list) else type(value)


def test_the_first_catalog_of_the_documentation_is_one() -> None:
    (example,) = [block for block in blocks(CATALOG, "yaml") if "apicodes: 1" in block]
    assert build(example, "codes.yaml", model.Catalog)[2] == []


def test_the_settings_of_the_documentation_are_accepted(empty: Project) -> None:
    for block in blocks(SETTINGS, "toml"):
        empty.write("apicodes.toml", block)
        loaded = config.load(str(empty.path / "apicodes.toml"))
        assert loaded.catalogs
        assert not loaded.problems
        for table in loaded.catalogs:
            rule_settings.read(loaded, table)


def test_the_quick_start_of_the_readme_works(empty: Project) -> None:
    assert empty.run("init").code == 0
    assert empty.run("generate").code == 0
    checked = empty.run("check")
    assert checked.code == 0
    assert checked.out.endswith("4 files are in sync with the catalog.\n")


def test_the_errors_of_the_readme_are_what_the_command_says(empty: Project) -> None:
    assert empty.run("init").code == 0
    path = "spec/response_codes.yaml"
    text = empty.read(path).replace("description: Everything", "desciption: Everything")
    empty.write(path, text.replace("http_status: 404", 'http_status: "404"'))
    (block,) = [block for block in blocks(README, "text") if "error[" in block]
    assert empty.run("generate").err == block


def test_every_member_of_an_explained_entry_is_documented(project: Project) -> None:
    (entry,) = json.loads(project.run("explain", "NotFound", "--format", "json").out)
    rows = re.findall(r"^\| `(\w+)` \|", EXPLAIN, re.MULTILINE)
    assert rows == list(entry)
    names = {name for each in entry["identifiers"] for name in each}
    assert all(f"`{name}`" in EXPLAIN for name in names)


def test_the_example_of_adopt_is_what_the_command_does(empty: Project) -> None:
    (entry,), (change,) = blocks(ADOPT, "yaml"), blocks(ADOPT, "diff")
    empty.write("codes.yaml", f"apicodes: 1\ntitle: Errors\ncodes:\n{entry}")
    page = "docs/errors.md"
    empty.write("apicodes.toml", f'spec = "codes.yaml"\n[targets.docusaurus]\npath = "{page}"\n')
    assert empty.run("generate").code == 0
    text = empty.read(page).replace("ask whoever sent you here", "ask your administrator")
    empty.write(page, text.replace("| 404", "| 410"))
    assert empty.run("adopt", "--force", page, "--diff").out == change
    assert empty.run("adopt", "--force", page).out == change
    assert empty.run("check").code == 0
