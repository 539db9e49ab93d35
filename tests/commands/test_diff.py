"""What `diff` prints, in each format, and when it fails."""

import json
import re
import sys
from types import ModuleType
from typing import Any

import pytest

from apicodes.cli import main
from apicodes.compare.comparable import ImportedKind, Note
from apicodes.compare.record import Record, Records
from apicodes.importers import Imported
from apicodes.problems import Location
from helpers.project import CATALOG, Project
from helpers.refusals import refused
from helpers.repositories import Repository, facts, repository

__all__ = ["repository"]

OLD = """\
apicodes: 1
title: Codes
codes:
  - {http_status: 404, code: NotFound, description: The entry is not there.}
  - {http_status: 409, code: Taken, deprecated: {replaced_by: Busy}}
  - {http_status: 429, code: Busy, description: Wait.}
"""
NEW = """\
apicodes: 1
title: Codes
codes:
  - {http_status: 410, code: NotFound, description: The entry isn't there.}
  - {http_status: 409, code: Taken, removed: {reason: Nobody used it.}}
  - {http_status: 429, code: Busy, description: Wait., deprecated: {sunset: 2027-01-01}}
  - {http_status: 500, code: "A|<b>{c}`d", description: "*Our* {fault} <i> | `a|b`."}
"""


@pytest.fixture
def changed(empty: Project) -> Project:
    """A folder with two versions of a catalog."""
    empty.write("old.yaml", OLD)
    empty.write("new.yaml", NEW)
    return empty


def test_each_change_is_a_line_and_what_they_add_up_to_is_the_last(changed: Project) -> None:
    done = changed.run("diff", "old.yaml", "new.yaml")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        "new.yaml:5:5: breaking[removed] 409 Taken: the code is removed (was old.yaml:5:5)",
        "new.yaml:4:19: breaking[http_status] 410 NotFound: the HTTP status moved: 404 → 410 "
        "(was old.yaml:4:19)",
        "new.yaml:6:68: compatible[deprecated] 429 Busy: the deprecation is announced: "
        'none → {sunset: "2027-01-01"} (was old.yaml:6:5)',
        "new.yaml:7:5: compatible[added] 500 A|<b>{c}`d: a code is added",
        "new.yaml:4:53: docs[description] 410 NotFound: the documentation changed: "
        '"The entry is not there." → "The entry isn\'t there." (was old.yaml:4:53)',
        "2 breaking, 2 compatible, 1 docs. Semantic versioning: major.",
    ]


def test_the_same_is_said_to_be_the_same(changed: Project) -> None:
    done = changed.run("diff", "old.yaml", "old.yaml")
    assert (done.code, done.err) == (0, "")
    assert done.out == "No changes between old.yaml and old.yaml.\n"
    assert json.loads(changed.run("diff", "old.yaml", "old.yaml", "--format", "json").out) == {
        "command": "diff",
        "exit_code": 0,
        "problems": [],
        "semver": "none",
        "counts": {"breaking": 0, "compatible": 0, "docs": 0},
        "comparisons": [
            {
                "old": "old.yaml",
                "new": "old.yaml",
                "changes": [],
                "not_compared": {"only_old": [], "only_new": []},
            }
        ],
    }
    markdown = changed.run("diff", "old.yaml", "old.yaml", "--format", "markdown")
    assert (markdown.code, markdown.out) == (0, "No response code changed.\n")


def test_json_has_all_of_a_change(changed: Project) -> None:
    printed = json.loads(changed.run("diff", "old.yaml", "new.yaml", "--format", "json").out)
    removed, moved, *_ = printed["comparisons"][0]["changes"]
    assert moved == {
        "level": "breaking",
        "kind": "changed",
        "entry": "NotFound",
        "field": "http_status",
        "why": "the HTTP status moved",
        "old": [404],
        "new": [410],
        "old_place": {"path": "old.yaml", "line": 4, "column": 19},
        "new_place": {"path": "new.yaml", "line": 4, "column": 19},
    }
    assert removed["old"]["code"] == "Taken"
    assert removed["new"]["removed"] == {"reason": "Nobody used it."}


def test_markdown_is_a_section_of_a_changelog_with_a_migration_table(changed: Project) -> None:
    done = changed.run("diff", "old.yaml", "new.yaml", "--format", "markdown")
    assert done.code == 1
    assert done.out == (
        "These changes need a major version.\n\n"
        "### Breaking\n\n"
        "- `409 Taken`: the code is removed. Nobody used it.\n"
        "- `410 NotFound`: the HTTP status moved: `http_status` from `404` to `410`.\n\n"
        "### Compatible\n\n"
        "- `429 Busy`: the deprecation is announced: `deprecated` from `none` to "
        '`{sunset: "2027-01-01"}`.\n'
        "- ``500 A|<b>{c}`d``: a code is added. Our \\{fault} \\<i> | a|b.\n\n"
        "### Documentation\n\n"
        "- `410 NotFound`: the documentation changed: `description` from "
        "`The entry is not there.` to `The entry isn't there.`.\n\n"
        "### Migration\n\n"
        "| Code | Change | Before | After |\n"
        "| --- | --- | --- | --- |\n"
        "| `409 Taken` | the code is removed |  | `Busy` |\n"
        "| `404 NotFound` | the HTTP status moved | `404` | `410` |\n"
        "| `429 Busy` | the deprecation is announced: it may be gone from 2027-01-01 |  |  |\n"
    )


FAIL_ON = [
    ("breaking", "any", 1),
    ("breaking", "compatible", 1),
    ("breaking", "breaking", 1),
    ("compatible", "any", 1),
    ("compatible", "compatible", 1),
    ("compatible", "breaking", 0),
    ("docs", "any", 1),
    ("docs", "compatible", 0),
    ("docs", "breaking", 0),
]
GRAVE = {"breaking": ("404", "410"), "compatible": ("404", "[404, 410]"), "docs": ("is", "was")}


@pytest.mark.parametrize(("level", "fail_on", "code"), FAIL_ON)
@pytest.mark.parametrize("output", ["text", "json", "markdown"])
def test_it_fails_where_a_change_is_as_grave_as_asked(
    level: str, fail_on: str, code: int, output: str, empty: Project, capsys: Any
) -> None:
    empty.write("old.yaml", OLD)
    empty.write("new.yaml", OLD.replace(*GRAVE[level], 1))
    sides = (str(empty.path / "old.yaml"), str(empty.path / "new.yaml"))
    with pytest.raises(SystemExit) as done:
        main.main(["diff", *sides, "--fail-on", fail_on, "--format", output])
    assert done.value.code == code
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [(), ("a", "b", "c"), ("a", "b", "--against", "main"), ("a", "--against", "main")],
)
def test_two_sources_or_a_revision_are_named(arguments: tuple[str, ...], changed: Project) -> None:
    refusal = refused(changed, "diff", *arguments)
    assert refusal.code == 2
    assert "Usage: apicodes diff" in refusal.printed


def test_a_terminal_gets_colours_but_none_that_a_source_holds(
    changed: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(changed.path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)
    kind: ImportedKind = "page"
    found = [Record({"http_status": (404,), "code": "A\x1b[31m", "description": "B\x1b[0m\n"}, 3)]
    importer(monkeypatch, kind, Records(Record({}, 1), found))
    changed.write("page.md", "")
    with pytest.raises(SystemExit):
        main.main(["diff", "old.yaml", "page.md"])
    out = capsys.readouterr().out
    assert "\x1b[31m\x1b[1mbreaking[removed]\x1b[0m" in out
    assert set(re.findall(r"\x1b\[\d+m", out)) <= {f"\x1b[{code}m" for code in (0, 1, 31, 33, 36)}
    assert r"A\u001b[31m" in out


# Several catalogs


def test_every_catalog_of_the_settings_is_compared(repository: Repository) -> None:
    settings = '[catalogs.a]\nspec = "a.yaml"\n[catalogs.b]\nspec = "b.yaml"\n'
    repository.commit(apicodes_toml=settings, a_yaml=OLD, b_yaml=OLD)
    repository.write("b.yaml", NEW)
    done = repository.run("diff", "--against", "main")
    assert done.code == 1
    assert "No changes between main:a.yaml and a.yaml." in done.out.splitlines()
    assert "b.yaml:4:19: breaking[http_status]" in done.out
    printed = json.loads(repository.run("diff", "--against", "main", "--format", "json").out)
    assert [(each["old"], each["new"]) for each in printed["comparisons"]] == [
        ("main:a.yaml", "a.yaml"),
        ("main:b.yaml", "b.yaml"),
    ]


def test_settings_with_mistakes_are_refused(repository: Repository) -> None:
    repository.commit(apicodes_toml='spec = "a.yaml"\nspex = 1\n', a_yaml=OLD)
    refusal = refused(repository, "diff", "--against", "main")
    assert (refusal.code, refusal.places) == (2, ["apicodes.toml:2:1: error[config]"])


# For the public

INTERNAL = NEW.replace("code: NotFound,", "code: NotFound, visibility: internal,").replace(
    "sunset: 2027-01-01", "replaced_by: NotFound"
)


def test_what_is_internal_is_not_in_markdown(changed: Project) -> None:
    old = INTERNAL.replace("410", "404").replace(", deprecated: {replaced_by: NotFound}", "")
    changed.write("old.yaml", old.replace("description: Wait.", "x-by: NotFound"))
    changed.write("new.yaml", INTERNAL)
    assert "NotFound" in changed.run("diff", "old.yaml", "new.yaml").out
    for options in (("--format", "markdown"), ("--public",), ("--public", "--format", "json")):
        done = changed.run("diff", "old.yaml", "new.yaml", *options)
        assert "Busy" in done.out
        if options[-1] == "markdown":
            assert "NotFound" not in done.out


def test_what_becomes_internal_is_removed_for_the_public(changed: Project) -> None:
    changed.write(
        "new.yaml", OLD.replace("code: NotFound,", "code: NotFound, visibility: internal,")
    )
    printed = json.loads(
        changed.run("diff", "old.yaml", "new.yaml", "--public", "--format", "json").out
    )
    assert list(map(facts, printed["comparisons"][0]["changes"])) == ["breaking removed NotFound"]


# Sources of several kinds


def importer(
    monkeypatch: pytest.MonkeyPatch, kind: ImportedKind, reading: Records, *notes: Note
) -> None:
    """Put an importer that reads this in the place of the one of a kind."""
    module = ModuleType(f"apicodes.importers.{kind}")
    vars(module)["read"] = lambda _text, path, *_more: Imported(path, kind, reading, list(notes))
    monkeypatch.setitem(sys.modules, module.__name__, module)


def compared(capsys: pytest.CaptureFixture[str], *sides: str) -> dict[str, Any]:
    """Return what a comparison within this process says."""
    with pytest.raises(SystemExit):
        main.main(["diff", *sides, "--format", "json"])
    captured = capsys.readouterr()
    assert not captured.err
    (comparison,) = json.loads(captured.out)["comparisons"]
    return dict(comparison)


@pytest.fixture
def catalog(empty: Project, monkeypatch: pytest.MonkeyPatch) -> str:
    """A catalog with much that other sources say nothing of; the current folder is its own."""
    monkeypatch.chdir(empty.path)
    text = CATALOG.replace("Entry not found", "Entry *not* found").replace(
        "    retryable: true\n", "    retryable: true\n    since: '1.0'\n"
    )
    text += "  - {http_status: 500, code: Secret, visibility: internal}\n"
    text += "  - {http_status: 410, code: Gone, removed: {}}\n"
    empty.write("codes.yaml", text)
    return "codes.yaml"


def rows(*without: str) -> list[Record]:
    """Return the entries of the catalog as a page has them."""
    entries: list[dict[str, Any]] = [
        {"http_status": (200,), "status": "ok", "description": "Everything worked."},
        {"http_status": (404,), "code": "NotFound", "description": "Entry _not_ found."},
        {"http_status": (429,), "code": "TooManyRequests", "description": "Wait, then try again."},
    ]
    for fields in entries[1:]:
        fields["status"] = "error"
    return [
        Record({name: each for name, each in fields.items() if name not in without}, line)
        for line, fields in enumerate(entries, 9)
    ]


def test_a_page_that_says_the_same_is_told_what_was_not_compared(
    catalog: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    importer(monkeypatch, "page", Records(Record({"title": "Codes"}, 1), rows()))
    open("page.md", "w").close()
    for sides in ((catalog, "page.md"), ("page.md", catalog)):
        with pytest.raises(SystemExit) as done:
            main.main(["diff", *sides])
        assert done.value.code == 0
        assert capsys.readouterr().out.splitlines() == [
            f"No changes between {sides[0]} and {sides[1]}.",
            "Not compared, because only codes.yaml has them: visibility, retryable, since.",
        ]


def test_what_was_not_understood_is_a_warning(
    catalog: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = [Note("left out", Location("page.md", line), "a row") for line in range(3, 11)]
    importer(monkeypatch, "page", Records(Record({}, 1), rows()), *notes)
    open("page.md", "w").close()
    with pytest.raises(SystemExit) as done:
        main.main(["diff", catalog, "page.md"])
    assert done.value.code == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "page.md:3: warning[left-out] a row"
    assert lines[5:] == ["page.md: warning[left-out] and 3 more"]


def test_a_difference_to_a_page_has_both_places(
    catalog: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = rows()
    found[2].fields["http_status"] = (430,)
    found[2].lines["http_status"] = 12
    importer(monkeypatch, "page", Records(Record({}, 1), found))
    open("page.md", "w").close()
    (change,) = compared(capsys, catalog, "page.md")["changes"]
    assert facts(change) == "breaking changed TooManyRequests.http_status"
    assert change["old_place"] == {"path": "codes.yaml", "line": 11, "column": 18}
    assert change["new_place"] == {"path": "page.md", "line": 12, "column": None}


def test_a_page_without_codes_is_compared_by_http_status(
    catalog: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = rows("code")
    found[1].fields["description"] = "Nothing of the kind."
    importer(monkeypatch, "page", Records(Record({}, 1), found))
    open("page.md", "w").close()
    printed = compared(capsys, catalog, "page.md")
    assert list(map(facts, printed["changes"])) == ["docs changed NotFound.description"]
    assert "code" in printed["not_compared"]["only_old"]


def test_a_page_says_in_prose_what_a_catalog_says_of_a_deprecation(
    empty: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(empty.path)
    empty.write("old.yaml", OLD)
    entries: list[dict[str, Any]] = [
        {"http_status": (404,), "code": "NotFound", "description": "The entry is not there."},
        {"http_status": (409,), "code": "Taken", "deprecated": {"reason": "Use `Busy`."}},
        {"http_status": (429,), "code": "Busy", "description": "Wait."},
    ]
    found = [Record(fields, line) for line, fields in enumerate(entries, 7)]
    importer(monkeypatch, "page", Records(Record({}, 1), found))
    open("page.md", "w").close()
    assert compared(capsys, "old.yaml", "page.md")["changes"] == []
    found[1].fields["deprecated"] = {"reason": "Use `NotFound`."}
    assert list(map(facts, compared(capsys, "old.yaml", "page.md")["changes"])) == [
        "docs changed Taken.deprecated"
    ]


def test_numbers_of_a_page_are_the_codes_where_codes_are_integers(
    empty: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(empty.path)
    empty.write(
        "codes.yaml", "apicodes: 1\ntitle: A\ncode_type: integer\ncodes: [{code: 7}, {code: 8}]\n"
    )
    found = [Record({"number": number}, 3) for number in (7, 9)]
    importer(monkeypatch, "page", Records(Record({}, 1), found))
    open("page.md", "w").close()
    changes = compared(capsys, "codes.yaml", "page.md")["changes"]
    assert list(map(facts, changes)) == ["breaking removed 8", "compatible added 9"]


def test_an_enum_of_codes_alone_lacks_no_entry_without_a_code(
    catalog: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = rows("http_status", "description", "status")[1:]
    importer(monkeypatch, "python", Records(Record({"type_name": "ResponseCode"}, 1), found))
    open("codes.py", "w").close()
    assert compared(capsys, catalog, "codes.py")["changes"] == []


def test_an_internal_or_removed_code_that_another_source_shows_is_compared(
    catalog: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = [Record({"http_status": (410,), "code": "Gone", "status": "error"}, 20)]
    shown += [Record({"http_status": (500,), "code": "Secret"}, 21)]
    importer(monkeypatch, "openapi", Records(Record({}, 1), rows() + shown))
    with open("api.yaml", "w") as file:
        file.write("openapi: 3.1.0\n")
    changes = compared(capsys, catalog, "api.yaml")["changes"]
    assert list(map(facts, changes)) == ["breaking added Gone"]


def test_a_code_that_another_source_lacks_is_a_difference(
    catalog: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    importer(monkeypatch, "typescript", Records(Record({}, 1), rows()[:2]))
    open("codes.ts", "w").close()
    assert list(map(facts, compared(capsys, catalog, "codes.ts")["changes"])) == [
        "breaking removed TooManyRequests"
    ]


def test_two_sources_of_one_kind_are_compared_in_all_that_either_says(
    empty: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(empty.path)
    readings = {name: Records(Record({}, 1), rows()) for name in ("a.md", "b.md")}
    readings["b.md"].entries[1].fields["retryable"] = False
    module = ModuleType("apicodes.importers.page")
    vars(module)["read"] = lambda _text, path, *_more: Imported(path, "page", readings[path])
    monkeypatch.setitem(sys.modules, module.__name__, module)
    for name in readings:
        empty.write(name, "")
    assert list(map(facts, compared(capsys, "a.md", "b.md")["changes"])) == [
        "compatible changed NotFound.retryable"
    ]
