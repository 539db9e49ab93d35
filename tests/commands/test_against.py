"""``diff --against``: a catalog that git cannot look up is never called new, nor compatible."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from helpers.project import CATALOG, Project
from helpers.repositories import SOMEBODY, Repository, repository

pytestmark = pytest.mark.slow

__all__ = ["repository"]

RENAMED = CATALOG.replace("code: NotFound", "code: Gone")
AGAINST = ("diff", "--fail-on", "breaking", "--against")
IS_RENAMED = "breaking[code] 404 Gone: the code is renamed"


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder of a test, and return what it printed."""
    command = ["git", *SOMEBODY, "-c", "protocol.file.allow=always", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def refusal(project: Project, *arguments: str) -> str:
    """Return what a run says that could not look, and so has no result."""
    done = project.run(*arguments)
    assert (done.code, done.out) == (2, "")
    return done.err


# Links


LINKED = [
    ("spec/codes.yaml", {"spec": "real"}, "real/codes.yaml"),
    ("a/b/codes.yaml", {"a/b": "../real/deep"}, "real/deep/codes.yaml"),
    ("spec.yaml", {"spec.yaml": "real/codes.yaml"}, "real/codes.yaml"),
    ("spec/codes.yaml", {"spec": "one", "one": "real"}, "real/codes.yaml"),
    ("spec/*.yaml", {"spec": "real"}, "real/codes.yaml"),
    ("**/codes.yaml", {"spec/deep": "../real"}, "real/codes.yaml"),
]


@pytest.mark.parametrize(("spec", "links", "catalog"), LINKED)
def test_symbolic_links_are_followed_as_on_the_disk(
    spec: str, links: dict[str, str], catalog: str, repository: Repository
) -> None:
    for name, target in links.items():
        (repository.path / name).parent.mkdir(parents=True, exist_ok=True)
        (repository.path / name).symlink_to(target)
    repository.write(catalog, CATALOG)
    # A file that two links lead to would be two files of one catalog.
    name = spec.replace("**", "spec/deep")
    repository.write("apicodes.toml", f'spec = "{name}"\n')
    repository.commit()
    assert repository.run(*AGAINST, "HEAD").code == 0
    repository.write(catalog, RENAMED)
    done = repository.run(*AGAINST, "HEAD")
    assert (done.code, done.err) == (1, "")
    assert IS_RENAMED in done.out


@pytest.mark.parametrize(
    ("link", "target", "message"),
    [
        ("spec", "/etc", "the symbolic link 'spec' leads out of the repository"),
        ("spec", "../outside", "the symbolic link 'spec' leads out of the repository"),
        ("spec", "spec", "too many symbolic links"),
    ],
)
def test_a_link_that_git_cannot_follow_is_no_new_catalog(
    link: str, target: str, message: str, repository: Repository
) -> None:
    repository.write("apicodes.toml", 'spec = "spec/codes.yaml"\n')
    (repository.path / link).symlink_to(target)
    repository.commit()
    (repository.path / link).unlink()
    repository.write("spec/codes.yaml", CATALOG)
    error = refusal(repository, *AGAINST, "HEAD")
    assert f"HEAD:spec/codes.yaml: error[unreadable] {message}" in error


# Submodules


@pytest.fixture
def with_submodule(repository: Repository, tmp_path: Path) -> Repository:
    """A repository whose catalog is in a submodule, where a code is renamed since."""
    api = tmp_path / "api"
    api.mkdir()
    git(api, "init", "-q", "-b", "main")
    (api / "codes.yaml").write_text(CATALOG)
    git(api, "add", "-A")
    git(api, "commit", "-qm", "A")
    git(repository.path, "submodule", "--quiet", "add", str(api), "vendor/api")
    repository.commit(apicodes_toml='spec = "vendor/api/codes.yaml"\n')
    repository.write("vendor/api/codes.yaml", RENAMED)
    return repository


@pytest.mark.parametrize("spec", ["vendor/api/codes.yaml", "vendor/*/codes.yaml"])
def test_a_submodule_is_read_at_its_commit(spec: str, with_submodule: Repository) -> None:
    with_submodule.write("apicodes.toml", f'spec = "{spec}"\n')
    done = with_submodule.run(*AGAINST, "HEAD")
    assert (done.code, done.err) == (1, "")
    assert IS_RENAMED in done.out
    by_name = "HEAD:vendor/api/codes.yaml", "vendor/api/codes.yaml"
    assert IS_RENAMED in with_submodule.run("diff", *by_name).out


def test_a_submodule_is_read_where_git_runs_a_hook(with_submodule: Repository) -> None:
    path = with_submodule.path
    done = with_submodule.run(
        *AGAINST, "HEAD", GIT_DIR=str(path / ".git"), GIT_INDEX_FILE=str(path / ".git/index")
    )
    assert IS_RENAMED in done.out


def test_a_submodule_that_is_not_here_is_no_new_catalog(
    with_submodule: Repository, tmp_path: Path
) -> None:
    clone = Project(tmp_path / "clone")
    git(tmp_path, "clone", "--quiet", str(with_submodule.path), "clone")
    clone.write("vendor/api/codes.yaml", CATALOG)
    error = refusal(clone, *AGAINST, "HEAD")
    assert "in the submodule 'vendor/api', which is not checked out" in error
    assert "hint: git submodule update --init vendor/api" in error


def test_a_commit_that_a_submodule_lacks_is_named(
    with_submodule: Repository, tmp_path: Path
) -> None:
    commit = git(with_submodule.path / "vendor/api", "rev-parse", "HEAD")
    git(with_submodule.path / "vendor/api", "remote", "rename", "origin", "other")
    for name in ("vendor/api", ".git/modules/vendor/api"):
        git(tmp_path, "-C", str(with_submodule.path / name), "rev-parse", "HEAD")
    objects = with_submodule.path / ".git/modules/vendor/api/objects" / commit[:2]
    (objects / commit[2:]).unlink()
    error = refusal(with_submodule, *AGAINST, "HEAD")
    assert f"the submodule 'vendor/api' lacks the commit {commit}" in error


# The catalogs that the settings named


def test_a_catalog_that_moved_is_compared_with_what_it_was(repository: Repository) -> None:
    repository.commit(apicodes_toml='spec = "old.yaml"\n', old_yaml=CATALOG)
    repository.git("mv", "old.yaml", "new.yaml")
    repository.commit(apicodes_toml='spec = "new.yaml"\n', new_yaml=RENAMED)
    done = repository.run(*AGAINST, "HEAD~1")
    assert (done.code, done.err) == (1, "")
    assert IS_RENAMED in done.out
    assert "(was HEAD~1:old.yaml:" in done.out


def test_settings_may_move_to_another_file_and_catalogs_get_a_name(repository: Repository) -> None:
    repository.commit(pyproject_toml='[tool.apicodes]\nspec = "old.yaml"\n', old_yaml=CATALOG)
    (repository.path / "pyproject.toml").unlink()
    (repository.path / "old.yaml").unlink()
    repository.write("apicodes.toml", '[catalogs.shop]\nspec = "new.yaml"\n')
    repository.write("new.yaml", RENAMED)
    assert IS_RENAMED in repository.run(*AGAINST, "HEAD").out


def test_a_file_that_the_settings_name_no_more_lost_its_codes(repository: Repository) -> None:
    more = "apicodes: 1\ncodes:\n  - {http_status: 409, code: Taken}\n"
    settings = 'spec = ["codes.yaml", "more.yaml"]\n'
    repository.commit(apicodes_toml=settings, codes_yaml=CATALOG, more_yaml=more)
    repository.write("apicodes.toml", 'spec = "codes.yaml"\n')
    done = repository.run(*AGAINST, "HEAD")
    assert done.code == 1
    assert "HEAD:more.yaml:3:5: breaking[removed] 409 Taken: the code is removed" in done.out


def test_a_catalog_that_left_the_settings_lost_its_codes(repository: Repository) -> None:
    tables = [f'[catalogs.{name}]\nspec = "{name}.yaml"\n' for name in "abc"]
    for name in "abc":
        repository.write(f"{name}.yaml", CATALOG)
    repository.commit(apicodes_toml="".join(tables))
    repository.write("apicodes.toml", tables[0] + tables[2])
    done = repository.run(*AGAINST, "HEAD")
    assert done.code == 1
    assert "HEAD:b.yaml:7:5: breaking[removed] 404 NotFound: the code is removed" in done.out
    assert repository.run(*AGAINST, "HEAD", "--catalog", "a").code == 0


def test_settings_that_were_no_toml_are_named(repository: Repository) -> None:
    repository.commit(apicodes_toml="spec = \n", codes_yaml=CATALOG)
    repository.write("apicodes.toml", 'spec = "codes.yaml"\n')
    error = refusal(repository, *AGAINST, "HEAD")
    assert error.startswith("HEAD:apicodes.toml:1:")


# Branches


def test_what_the_base_gained_since_is_not_removed_here(repository: Repository) -> None:
    repository.commit(apicodes_toml='spec = "codes.yaml"\n', codes_yaml=CATALOG)
    repository.git("branch", "feature")
    repository.commit(codes_yaml=f"{CATALOG}  - {{http_status: 409, code: Taken}}\n")
    repository.git("switch", "--quiet", "feature")
    assert repository.run(*AGAINST, "main").code == 1
    for name in ("main...", "main...HEAD", "main...feature", "HEAD...main"):
        assert repository.run(*AGAINST, name).code == 0, name


def test_branches_without_a_common_ancestor_are_told(repository: Repository) -> None:
    repository.commit(apicodes_toml='spec = "codes.yaml"\n', codes_yaml=CATALOG)
    repository.git("switch", "--quiet", "--orphan", "other")
    repository.commit(apicodes_toml='spec = "codes.yaml"\n', codes_yaml=RENAMED)
    error = refusal(repository, *AGAINST, "main...")
    assert "git finds no common ancestor of main and HEAD" in error


# Breaking changes that are accepted


def test_a_code_that_went_as_announced_breaks_nobody(repository: Repository) -> None:
    announced = CATALOG.replace(
        "    code: NotFound\n",
        "    code: NotFound\n    deprecated: {since: '2.0', sunset: 2027-01-31}\n",
    )
    repository.commit(apicodes_toml='spec = "codes.yaml"\n', codes_yaml=announced)
    removed = announced.replace("    deprecated:", "    removed: {since: '3.0'}\n    deprecated:")
    repository.write("codes.yaml", removed)
    day_before, day = "1801267200", "1801353600"  # 30 and 31 January 2027
    assert repository.run(*AGAINST, "HEAD", SOURCE_DATE_EPOCH=day_before).code == 1
    done = repository.run(*AGAINST, "HEAD", SOURCE_DATE_EPOCH=day)
    assert done.code == 0
    assert "compatible[removed] 404 NotFound: it is removed after its sunset" in done.out


ACCEPTED = [
    ({"Gone": "Announced."}, 0),
    ({"NotFound": "Announced."}, 0),
    ({"NotFound.code": "Announced."}, 1),
    ({"Gone.code": "A.", "Gone.anchor": "B.", "Gone.identifiers": "C."}, 0),
    ({"envelope": "Other."}, 1),
]


@pytest.mark.parametrize(("reasons", "code"), ACCEPTED)
@pytest.mark.parametrize("name", [None, "shop"])
def test_the_settings_accept_breaking_changes(
    name: str | None, reasons: dict[str, str], code: int, repository: Repository
) -> None:
    prefix = f"catalogs.{name}." if name else ""
    spec = f'[{prefix[:-1]}]\nspec = "codes.yaml"\n' if name else 'spec = "codes.yaml"\n'
    repository.commit(apicodes_toml=spec, codes_yaml=CATALOG)
    lines = "".join(f"{json.dumps(key)} = {json.dumps(why)}\n" for key, why in reasons.items())
    repository.write("apicodes.toml", f"{spec}[{prefix}accepted]\n{lines}")
    repository.write("codes.yaml", RENAMED)
    done = repository.run(*AGAINST, "HEAD")
    assert done.code == code, done.out
    if "envelope" in reasons:
        line = len(spec.splitlines()) + 2
        assert (
            f"apicodes.toml:{line}:1: warning[accepted-unused] no change is 'envelope'" in done.err
        )
        assert "Announced" not in done.out
    else:
        assert "the code is renamed; accepted: A" in done.out
        assert done.err == ""


def test_an_accepted_change_needs_a_reason(repository: Repository) -> None:
    repository.commit(codes_yaml=CATALOG)
    for value in ("true", "{}", '""', "1", "[]"):
        settings = f'spec = "codes.yaml"\n[accepted]\nNotFound = {value}\n'
        repository.write("apicodes.toml", settings)
        error = refusal(repository, *AGAINST, "HEAD")
        assert "apicodes.toml:2:2: error[config] 'accepted' must hold a reason" in error


# What a clone lacks

SHALLOW = [
    ("main", ["git fetch --depth=1 origin main:refs/remotes/origin/main"], "origin/main"),
    ("origin/main", ["git fetch --depth=1 origin main:refs/remotes/origin/main"], "origin/main"),
    ("HEAD^1", ["git fetch --deepen=1"], "HEAD^1"),
    ("HEAD~2", ["git fetch --deepen=2"], "HEAD~2"),
    (
        "origin/main...",
        ["git fetch --unshallow origin main:refs/remotes/origin/main"],
        "origin/main...",
    ),
    (
        "main...HEAD",
        ["git fetch --unshallow origin main:refs/remotes/origin/main"],
        "origin/main...HEAD",
    ),
]


@pytest.mark.parametrize(("name", "commands", "then"), SHALLOW)
def test_the_hint_of_a_shallow_clone_is_the_command_that_helps(
    name: str, commands: list[str], then: str, repository: Repository, tmp_path: Path
) -> None:
    repository.commit(apicodes_toml='spec = "codes.yaml"\n', codes_yaml=CATALOG)
    repository.git("switch", "--quiet", "--create", "feature")
    for text in (CATALOG, CATALOG, RENAMED):
        repository.commit(codes_yaml=text)
    options = ("--quiet", "--depth=1", "--single-branch", "--branch", "feature")
    git(tmp_path, "clone", *options, repository.path.as_uri(), "clone")
    clone = Project(tmp_path / "clone")
    for command in commands:
        error = refusal(clone, *AGAINST, name)
        assert f"hint: {'the clone is shallow: ' if 'deepen' in command else ''}{command}" in (
            error
        )
        assert "feature" not in error
        git(clone.path, *command.split()[1:])
    done = clone.run(*AGAINST, then)
    assert done.err == ""
    assert IS_RENAMED in done.out


def test_no_commit_and_no_such_ancestor_are_told(repository: Repository) -> None:
    repository.write("apicodes.toml", 'spec = "codes.yaml"\n')
    repository.write("codes.yaml", CATALOG)
    assert "this repository has no commits yet" in refusal(repository, *AGAINST, "HEAD")
    repository.commit()
    assert "'HEAD' has no such ancestor" in refusal(repository, *AGAINST, "HEAD^1")


def test_the_own_branch_is_never_a_guess(repository: Repository) -> None:
    repository.commit(apicodes_toml='spec = "codes.yaml"\n', codes_yaml=CATALOG)
    repository.git("switch", "--quiet", "--create", "release-2")
    assert "release-2" not in refusal(repository, *AGAINST, "release-1").partition("hint")[2]


def test_what_a_partial_clone_lacks_is_said_with_the_command_that_fetches_it(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit(apicodes_toml='spec = "codes.yaml"\n', codes_yaml=CATALOG)
    repository.commit(codes_yaml=RENAMED)
    repository.git("config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", repository.path.as_uri(), "clone")
    clone = Project(tmp_path / "clone")
    error = refusal(clone, *AGAINST, "HEAD~1")
    assert "warning" not in error
    command = error.partition("this fetches it: ")[2].strip()
    subprocess.run(command, shell=True, cwd=clone.path, check=True)
    assert IS_RENAMED in clone.run(*AGAINST, "HEAD~1").out


def test_a_repository_of_somebody_else_is_told_as_git_does(repository: Repository) -> None:
    repository.commit(apicodes_toml='spec = "codes.yaml"\n', codes_yaml=CATALOG)
    done = repository.run(*AGAINST, "HEAD", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert done.code == 2
    assert "dubious ownership" in done.err
    path = os.path.realpath(repository.path)
    assert f"hint: git config --global --add safe.directory {path}" in done.err


def test_json_names_what_was_compared(repository: Repository) -> None:
    settings = '[catalogs.a]\nspec = "a.yaml"\n[catalogs.b]\nspec = "b.yaml"\n'
    repository.commit(apicodes_toml=settings, a_yaml=CATALOG, b_yaml=CATALOG)
    repository.write("apicodes.toml", '[catalogs.a]\nspec = "a.yaml"\n')
    done = repository.run("diff", "--against", "HEAD", "--format", "json")
    sides = [(each["old"], each["new"]) for each in json.loads(done.out)["comparisons"]]
    assert sides == [("HEAD:a.yaml", "a.yaml"), ("HEAD:b.yaml", "apicodes.toml")]
