"""What a source may be, on the disk and in git, and how one that is none is refused."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from apicodes.catalog.files import SIZE_LIMIT
from apicodes.compare.record import Record, Records, Unreadable
from apicodes.importers import Imported, sources
from apicodes.problems import ProblemsFound
from helpers.project import CATALOG, Project
from helpers.refusals import refused
from helpers.repositories import Repository, repository

pytestmark = pytest.mark.slow

__all__ = ["repository"]

CHANGED = CATALOG.replace("Entry not found", "No such entry")


def importer(monkeypatch: pytest.MonkeyPatch, kind: str, read: Callable[[str, str], Any]) -> None:
    """Put an importer in the place of the one of a kind."""
    module = ModuleType(f"apicodes.importers.{kind}")
    vars(module)["read"] = read
    monkeypatch.setitem(sys.modules, module.__name__, module)


NAMES = [
    ("codes.md", "page"),
    ("codes.mdx", "page"),
    ("codes.MD", "page"),
    ("codes.py", "python"),
    ("codes.ts", "typescript"),
    ("codes.d.mts", "typescript"),
]
TEXTS = [
    ("openapi: 3.1.0\n", "openapi"),
    ("info: {apicodes: 1}\nopenapi: 3.1.0\n", "openapi"),
    ('{\n\t"info": {"title": "openapi"},\n\t"openapi": "3.1.0"}', "openapi"),
    ("swagger: '2.0'\n", "openapi"),
    ("info: {title: Shared}\ncomponents: {}\n", "openapi"),
]


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_a_kind_is_told_by_the_name(
    name: str, kind: str, empty: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty.write(name, "apicodes: 1\n")
    found = Records(Record({"title": "Codes"}, 1), [Record({"code": "A", "deprecated": {}}, 3)])
    importer(monkeypatch, kind, lambda _, path, *_more: Imported(path, "page", found))
    source = sources.load(str(empty.path / name))
    assert (source.kind, source.reading.entries[0].fields) == (
        kind,
        {"code": "A", "deprecated": {}},
    )
    assert str(source.locate(found.entries[0], "code")) == f"{empty.path / name}:3"


@pytest.mark.parametrize("name", ["api.yaml", "api.json", "api"])
@pytest.mark.parametrize(("text", "kind"), TEXTS)
def test_a_kind_is_told_by_the_keys_at_the_top(
    name: str, text: str, kind: str, empty: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty.write(name, text)
    importer(
        monkeypatch,
        kind,
        lambda _, path, *_more: Imported(path, "openapi", Records(Record({}), [])),
    )
    assert sources.load(str(empty.path / name)).kind == kind


def test_a_catalog_is_one_under_any_name(empty: Project) -> None:
    for name in ("codes.yaml", "codes.json", "codes.txt", "codes"):
        empty.write(name, CATALOG)
        assert sources.load(str(empty.path / name)).kind == "catalog"


def test_what_an_importer_cannot_read_is_said_with_its_line(
    empty: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_text: str, _path: str, *_more: object) -> Imported:
        raise Unreadable(4, "no table")

    importer(monkeypatch, "page", read)
    empty.write("codes.md", "")
    with pytest.raises(ProblemsFound, match=r"codes\.md:4: no table") as caught:
        sources.load(str(empty.path / "codes.md"))
    assert caught.value.exit_code == 2


def test_a_path_with_nul_is_refused() -> None:
    with pytest.raises(ProblemsFound, match=r"a\\u0000:b: no file has such a name"):
        sources.load("a\0:b")


# Revisions

PLACES = [
    (".", "main:spec/codes.yaml"),
    (".", "main:./spec/codes.yaml"),
    (".", "HEAD:spec/codes.yaml"),
    (".", "HEAD@{0}:spec/codes.yaml"),
    (".", "HEAD^{/All}:spec/codes.yaml"),
    (".", "v1.0:spec/../spec/codes.yaml"),
    ("spec", "main:spec/codes.yaml"),
    ("spec", "main:./codes.yaml"),
    ("spec/below", "main:../codes.yaml"),
    ("spec/below", "main:./../codes.yaml"),
]


@pytest.fixture
def committed(repository: Repository) -> Repository:
    """A repository whose catalog is committed and changed since."""
    repository.commit(spec__codes_yaml=CATALOG, spec__below__a_txt="", logo_png=b"\x89PNG\0\xff")
    repository.git("tag", "v1.0")
    repository.write("spec/codes.yaml", CHANGED)
    repository.write("same.yaml", CATALOG)
    return repository


@pytest.mark.parametrize(("folder", "source"), PLACES)
def test_a_source_at_a_revision(folder: str, source: str, committed: Repository) -> None:
    same = str(committed.path / "same.yaml")
    done = committed.run("diff", source, same, folder=folder)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"No changes between {source} and {same}.\n"


def test_a_source_at_a_revision_in_a_worktree(committed: Repository) -> None:
    committed.git("worktree", "add", "--quiet", "../second")
    second = Project(committed.path.parent / "second")
    second.write("spec/codes.yaml", CHANGED)
    assert second.run("diff", "main:spec/codes.yaml", "main:./spec/codes.yaml").code == 0
    assert second.run("diff", "main:./codes.yaml", "codes.yaml", folder="spec").code == 1


DOCUMENT = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths: {/a: {get: {responses: {404: {$ref: 'shared/common.yaml#/lost'}}}}}
"""
LOST = "lost: {$ref: '../lost.yaml'}\n"


@pytest.mark.parametrize("place", ["", "api/"])
def test_references_lead_to_files_of_the_same_revision(place: str, repository: Repository) -> None:
    repository.write(f"{place}api.yaml", DOCUMENT)
    repository.write(f"{place}shared/common.yaml", LOST)
    repository.write(f"{place}lost.yaml", "description: It is not there.\n")
    repository.commit()
    repository.git("branch", "feature/x")
    shutil.rmtree(repository.path / f"{place}shared")
    new = repository.write(f"{place}new.yaml", DOCUMENT.replace("404", "410"))
    repository.write(f"{place}shared/common.yaml", LOST)
    folder = place or "."
    for old in (f"feature/x:{place}api.yaml", "feature/x:./api.yaml", "main:./shared/../api.yaml"):
        for newer in ("new.yaml", str(new), f"../{repository.path.name}/{place}new.yaml"):
            if place and newer.startswith(".."):
                newer = f"../{newer}"
            done = repository.run("diff", old, newer, folder=folder)
            assert not done.err, (old, newer, done.err)
            assert "404 → 410" in done.out, (old, newer)


def test_a_file_called_like_a_revision_is_meant_first(committed: Repository) -> None:
    committed.write("main:spec/codes.yaml", CHANGED)
    assert committed.run("diff", "main:spec/codes.yaml", "spec/codes.yaml").code == 0


BAD = [
    ("missing.yaml", "missing.yaml: error[unreadable] cannot read the file: No such file"),
    ("spec", "spec: error[unreadable] this is a folder"),
    ("logo.png", "logo.png: error[not-utf-8] this is a binary file"),
    ("latin.yaml", "latin.yaml:1:11: error[not-utf-8] the byte 0xE9 is not UTF-8"),
    ("plain.txt", "plain.txt: error[unknown-source] neither a catalog nor"),
    ("empty.yaml", "empty.yaml: error[unknown-source] neither a catalog nor"),
    ("list.yaml", "list.yaml: error[unknown-source] neither a catalog nor"),
    ("huge.yaml", "huge.yaml: error[too-large] the file has 67,108,865 bytes"),
    ("pipe", "pipe: error[unreadable] this is no regular file"),
    ("main:huge.md", "main:huge.md: error[too-large] a file of 67,108,865 bytes"),
    ("main:logo.png", "main:logo.png: error[not-utf-8] this is a binary file"),
    ("main:spec", "main:spec: error[unreadable] this is a folder at 'main'"),
    ("main:link.yaml", "main:link.yaml: error[unreadable] the symbolic link 'link.yaml' leads out"),
    ("main:codes.yaml", "main:codes.yaml: error[unreadable] there is no 'codes.yaml' at 'main'"),
    ("main:", "main:: error[unreadable] the path is missing"),
    ("main:../a.yaml", "main:../a.yaml: error[unreadable] the path leads out of the repository"),
    ("main:/etc/hosts", "main:/etc/hosts: error[unreadable] the path leads out"),
    ("main:a\nb", "main:a\\nb: error[unreadable] there is no 'a\\nb' at 'main'"),
    ("mian:codes.yaml", "mian: error[unreadable] git has no revision 'mian'"),
    ("main..v1.0:codes.yaml", "main..v1.0: error[unreadable] git has no revision"),
    ("^main:codes.yaml", "^main: error[unreadable] git has no revision"),
    (":spec/codes.yaml", ":spec/codes.yaml: error[unreadable] the revision is missing"),
    ("--output=x:codes.yaml", "'--output=x': error[unreadable] no revision has such a name"),
    ("ma\nin:codes.yaml", "'ma\\nin': error[unreadable] no revision has such a name"),
    ("C:\\codes.yaml", "C:\\codes.yaml: error[unreadable] cannot read the file"),
    ("C:/codes.yaml", "C:/codes.yaml: error[unreadable] cannot read the file"),
    ("https://a.example/b", "https://a.example/b: error[unreadable] this is an address"),
]


@pytest.fixture
def littered(committed: Repository) -> Repository:
    """A repository with all that cannot be read."""
    huge = committed.path / "huge.md"
    huge.touch()
    os.truncate(huge, SIZE_LIMIT + 1)
    (committed.path / "link.yaml").symlink_to("../codes.yaml")
    committed.git("add", "huge.md", "link.yaml")
    committed.git("commit", "--quiet", "--message", "Litter")
    huge.rename(committed.path / "huge.yaml")
    committed.write("latin.yaml", "title: Caf\xe9\n".encode("latin-1"))
    committed.write("plain.txt", "Codes: 200, 404\n")
    committed.write("empty.yaml", "")
    committed.write("list.yaml", "- apicodes: 1\n")
    return committed


def test_what_cannot_be_read_is_one_clear_error(littered: Repository) -> None:
    os.mkfifo(littered.path / "pipe")
    before = {path for path in littered.path.rglob("*") if ".git" not in path.parts}
    for source, expected in BAD:
        for sides in ((source, "same.yaml"), ("same.yaml", source)):
            done = littered.run("diff", "--", *sides)
            assert (done.code, done.out) == (2, ""), source
            problem, *hint = done.err.splitlines()
            assert problem.startswith(expected), done.err
            assert all(line.startswith("  hint: ") for line in hint)
            assert len(hint) < 2
    assert {path for path in littered.path.rglob("*") if ".git" not in path.parts} == before


HINTS = [
    ("stabel:spec/codes.yaml", "did you mean 'stable'?"),
    ("develop:spec/codes.yaml", "git fetch origin develop"),
    ("upstream:spec/codes.yaml", "did you mean 'origin/upstream'?"),
    ("main:codes.yaml", "did you mean 'main:spec/codes.yaml'?"),
]


@pytest.mark.parametrize(("source", "hint"), HINTS)
def test_a_hint_says_what_may_be_meant(source: str, hint: str, committed: Repository) -> None:
    committed.git("branch", "stable")
    committed.git("remote", "add", "origin", "https://git.example.com/codes.git")
    committed.git("update-ref", "refs/remotes/origin/upstream", "HEAD")
    assert hint in refused(committed, "diff", source, "same.yaml").printed


def test_a_path_from_the_current_folder_is_recognised(committed: Repository) -> None:
    done = committed.run("diff", "main:codes.yaml", "codes.yaml", folder="spec")
    assert "did you mean 'main:./codes.yaml'?" in done.err


def test_without_a_repository_there_is_no_revision(
    project: Project, repository: Repository
) -> None:
    shutil.rmtree(repository.path)
    refusal = refused(project, "diff", "main:codes.yaml", "codes.yaml")
    assert refusal.code == 2
    assert "main: error[unreadable] not a git repository" in refusal.printed


def test_without_git_there_is_no_revision(committed: Repository) -> None:
    done = committed.run("diff", "main:spec/codes.yaml", "same.yaml", PATH="")
    assert done.code == 2
    assert "cannot run git" in done.err


def test_a_catalog_with_mistakes_is_named_with_its_revision(repository: Repository) -> None:
    repository.commit(codes_yaml=CATALOG.replace("description", "desciption", 1))
    repository.write("codes.yaml", CATALOG)
    done = repository.run("diff", "main:codes.yaml", "codes.yaml")
    assert done.code == 1
    assert done.err.startswith("main:codes.yaml:6:5: error[unknown-field]")


# What git is told to do is not done


def test_no_program_of_the_user_s_git_is_run(committed: Repository) -> None:
    for name in ("diff.trap.textconv", "filter.trap.smudge", "core.pager", "core.fsmonitor"):
        committed.git("config", name, "touch trapped; cat")
    committed.write(".gitattributes", "*.yaml diff=trap filter=trap\n")
    assert committed.run("diff", "main:spec/codes.yaml", "same.yaml").code == 0
    assert not (committed.path / "trapped").exists()


def test_a_partial_clone_fetches_nothing(committed: Repository) -> None:
    committed.git("config", "uploadpack.allowFilter", "true")
    url = committed.path.as_uri()
    clone = committed.path.parent / "partial"
    committed.git("clone", "--quiet", "--no-checkout", "--filter=blob:none", url, str(clone))
    (clone / "codes.yaml").write_text(CATALOG)
    done = Project(clone).run("diff", "main:spec/codes.yaml", "codes.yaml")
    assert (done.code, done.out) == (2, "")
    assert "main:spec/codes.yaml: error[unreadable]" in done.err
    assert "git show" in done.err
    missing = subprocess.run(
        ["git", "rev-list", "--objects", "--all", "--missing=print"],
        cwd=clone,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "?" in missing.stdout


def test_a_hook_compares_in_the_repository_that_git_names(committed: Repository) -> None:
    committed.write("spec/apicodes.toml", 'spec = "codes.yaml"\n')
    hook = committed.write(
        ".git/hooks/pre-commit",
        f"#!/bin/sh\n{sys.executable} -m apicodes diff --config spec/apicodes.toml "
        "--against HEAD --fail-on breaking >printed 2>&1\n",
    )
    hook.chmod(0o755)
    committed.git("add", "--all")
    committed.git("commit", "--quiet", "--message", "Prose")
    assert "1 docs" in committed.read("printed")
    committed.write("spec/codes.yaml", CHANGED.replace("404", "410"))
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qam", "410"]
    refused_commit = subprocess.run(command, cwd=committed.path, capture_output=True, check=False)
    assert refused_commit.returncode == 1
    assert "spec/codes.yaml:7:18: breaking[http_status]" in committed.read("printed")


# The catalogs of the settings at a revision

GLOBS = [
    ('spec = "spec/*.yaml"', True),
    ('spec = "spec/**/*.yaml"', True),
    ('spec = ["spec/a.yaml", "spec/b.yaml"]', True),
    ('spec = ["./spec/a.yaml", "spec/new.yaml"]', False),
    ('spec = "spec/[ab].yaml"', True),
    ('spec = "spec/?.yaml"', True),
]
FIRST = "apicodes: 1\ntitle: Codes\ncodes: [{http_status: 200}]\n"
SECOND = "apicodes: 1\ncodes: [{http_status: 404, code: NotFound}]\n"


@pytest.mark.parametrize("folder", ["", "api/"])
@pytest.mark.parametrize(("settings", "both"), GLOBS)
def test_paths_and_globs_of_the_settings_hold_at_a_revision(
    settings: str, both: bool, folder: str, repository: Repository
) -> None:
    for name, text in (("a", FIRST), ("b", SECOND)):
        repository.write(f"{folder}spec/{name}.yaml", text)
    repository.write(f"{folder}spec/.hidden.yaml", "not a catalog")
    repository.commit()
    repository.write(f"{folder}apicodes.toml", f"{settings}\n")
    if not both:
        (repository.path / f"{folder}spec/b.yaml").rename(
            repository.path / f"{folder}spec/new.yaml"
        )
    done = repository.run("diff", "--against", "HEAD", folder=folder or ".")
    assert not done.err
    if both:
        assert done.out.startswith(
            f"No changes between HEAD:{folder}spec/a.yaml, HEAD:{folder}spec/b.yaml and "
        )
    else:
        assert "spec/new.yaml:2:9: compatible[added] 404 NotFound" in done.out
    assert done.code == (0 if both else 1)


def test_a_catalog_that_the_settings_did_not_name_yet_is_compared(repository: Repository) -> None:
    repository.commit(apicodes_toml='spec = "old.yaml"\n', codes_yaml=CATALOG)
    repository.write("apicodes.toml", 'spec = "codes.yaml"\n')
    assert repository.run("diff", "--against", "main").code == 0


@pytest.mark.parametrize("root", ["", "extensible: false\n"])
def test_a_catalog_that_was_not_there_yet_is_new(root: str, repository: Repository) -> None:
    repository.commit(apicodes_toml='spec = "codes.yaml"\n')
    tombstone = "  - {code: Gone, removed: {}}\n"
    repository.write("codes.yaml", CATALOG.replace("codes:\n", f"{root}codes:\n") + tombstone)
    done = repository.run("diff", "--against", "main")
    assert (done.code, done.err) == (1, "")
    *added, new, summary = done.out.splitlines()
    assert [line.split(" ", 1)[1] for line in added] == [
        "compatible[added] 200: an entry without a code is added",
        "compatible[added] 404 NotFound: a code is added",
        "compatible[added] 429 TooManyRequests: a code is added",
    ]
    assert new.startswith("codes.yaml does not exist in main. ")
    assert "apicodes diff main:OLD_NAME NAME" in new
    assert summary == "3 compatible. Semantic versioning: minor."
    assert repository.run("diff", "--against", "main", "--fail-on", "breaking").code == 0
    (printed,) = json.loads(repository.run("diff", "--against", "main", "--format", "json").out)[
        "comparisons"
    ]
    assert (printed["old"], printed["new"], len(printed["changes"])) == (None, "codes.yaml", 3)
    markdown = repository.run("diff", "--against", "main", "--format", "markdown").out
    assert "- `404 NotFound`: a code is added. Entry not found." in markdown
    assert "Migration" not in markdown


@pytest.mark.parametrize(
    ("revision", "printed"),
    [
        ("nothing", "nothing: error[unreadable] git has no revision 'nothing'"),
        ("", "'': error[unreadable] the revision is missing"),
    ],
)
def test_a_revision_that_does_not_exist_is_not_one_without_the_catalog(
    revision: str, printed: str, repository: Repository
) -> None:
    repository.commit(apicodes_toml='spec = "codes.yaml"\n')
    repository.write("codes.yaml", CATALOG)
    refusal = refused(repository, "diff", "--against", revision)
    assert (refusal.code, len(refusal.places)) == (2, 1)
    assert refusal.printed.startswith(printed)


# One source, compared with the catalog of the settings

PAGE = """\
# Codes

| HTTP | Status | Code            | Description           |
| ---- | ------ | --------------- | --------------------- |
| 200  | ok     |                 | Everything worked.    |
| 404  | error  | NotFound        | Entry not found.      |
| 429  | error  | TooManyRequests | Wait, then try again. |
"""


def test_one_source_is_compared_with_all_files_of_the_catalog(repository: Repository) -> None:
    head, tail = CATALOG.split("  - http_status: 429")
    repository.write("spec/a.yaml", head)
    repository.write("spec/b.yaml", f"apicodes: 1\ncodes:\n  - http_status: 429{tail}")
    repository.write("apicodes.toml", 'spec = "spec/*.yaml"\n')
    repository.write("codes.md", PAGE)
    done = repository.run("diff", "codes.md")
    assert (done.code, done.err) == (0, "")
    assert "No changes between spec/a.yaml, spec/b.yaml and codes.md." in done.out
    repository.write("codes.md", PAGE.replace("404 ", "410 "))
    done = repository.run("diff", "codes.md", "--config", "apicodes.toml")
    assert done.code == 1
    assert "404 → 410 (was spec/a.yaml:7:18)" in done.out
    repository.commit()
    assert repository.run("diff", "main:codes.md").out.replace("main:", "") == done.out


def test_one_source_that_does_not_tell_what_is_meant_is_refused(repository: Repository) -> None:
    repository.write("codes.yaml", CATALOG)
    repository.write("codes.md", PAGE)
    two = '[catalogs.a]\nspec = "codes.yaml"\n[catalogs.b]\nspec = "other.yaml"\n'
    for settings, source, printed in (
        ('spec = "codes.yaml"\n', "codes.yaml", "codes.yaml: error[usage] this is a catalog"),
        (two, "codes.md", "apicodes.toml: error[usage] this could be compared with 2 catalogs"),
    ):
        repository.write("apicodes.toml", settings)
        refusal = refused(repository, "diff", source)
        assert (refusal.code, len(refusal.places)) == (2, 1), refusal.printed
        assert refusal.printed.startswith(printed)


def test_a_revision_with_a_file_name_of_bytes(repository: Repository, tmp_path: Path) -> None:
    del tmp_path
    repository.commit(apicodes_toml='spec = "*.yaml"\n', codes_yaml=CATALOG)
    (repository.path / os.fsdecode(b"b\xff.txt")).write_text("")
    repository.commit()
    assert repository.run("diff", "--against", "main").code == 0
