"""The hooks as pre-commit runs them: cloned, installed, and run in a git repository of a user's."""

import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from apicodes import __version__
from helpers.git_hooks import commit_all, copy_tree, environment, execute, published, shared
from helpers.project import CATALOG, CONFIG, ROOT, Project

__all__ = ["environment", "published", "shared"]

PAGE = "out/codes.md"
OUTPUTS = (PAGE, "out/codes.openapi.yaml", "out/codes.py", "out/codes.ts")

(DOCUMENTED,) = re.findall(
    r"^# \.pre-commit-config\.yaml\n(.*?)^```$",
    (ROOT / "docs" / "ci.md").read_text("utf-8"),
    re.MULTILINE | re.DOTALL,
)


def hooks(repository: Path, revision: str) -> str:
    """Return the settings that the documentation has, of this repository and with both hooks."""
    address, release = "https://github.com/apicodes/apicodes", f"v{__version__}"
    assert address in DOCUMENTED
    assert release in DOCUMENTED
    settings = DOCUMENTED.replace(address, str(repository)).replace(release, revision)
    return f"{settings}      - id: apicodes-check\n"


NEW_TARGET = """
[targets.second]
target = "docusaurus"
path = "docs/codes.md"
"""


def pre_commit(folder: Path, *arguments: str, code: int | None = 0) -> str:
    """Run the real pre-commit, and return all that it printed."""
    return execute(folder, sys.executable, "-m", "pre_commit", *arguments, code=code)


class Repository(NamedTuple):
    """A user's git repository: a project whose pre-commit settings name both hooks."""

    project: Project

    def git(self, *arguments: str, code: int | None = 0) -> str:
        """Run git in the repository."""
        return execute(self.project.path, "git", *arguments, code=code)

    def run(self, hook: str, *, code: int) -> str:
        """Stage everything and run a hook, as a commit would."""
        self.git("add", "--all")
        return pre_commit(self.project.path, "run", "--verbose", hook, code=code)

    def status(self) -> list[str]:
        """Return what git says of the files that are not as they are staged."""
        lines = self.git("status", "--porcelain", "--untracked-files=all").splitlines()
        return [line for line in lines if line[1] != " "]


@pytest.fixture
def repository(project: Project, published: Path) -> Repository:
    """A committed project that is in sync and uses both hooks."""
    revision = execute(published, "git", "rev-parse", "HEAD").strip()
    project.write(".pre-commit-config.yaml", hooks(published, revision))
    result = project.run("generate")
    assert result.code == 0, result.err
    commit_all(project.path)
    return Repository(project)


@pytest.mark.slow
@pytest.mark.parametrize("hook", ["apicodes-generate", "apicodes-check"])
def test_a_hook_passes_and_changes_nothing_where_all_is_in_sync(
    repository: Repository, hook: str
) -> None:
    assert "Passed" in repository.run(hook, code=0)
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.slow
@pytest.mark.parametrize("path", OUTPUTS)
def test_the_generate_hook_fails_on_a_hand_edit_and_repairs_it(
    repository: Repository, path: str
) -> None:
    text = repository.project.read(path)
    repository.project.write(path, text.replace("Wait, then try again.", "Just try again."))
    printed = repository.run("apicodes-generate", code=1)
    assert f"updated    {path}" in printed
    assert repository.project.read(path) == text
    repository.run("apicodes-generate", code=0)


@pytest.mark.slow
def test_the_check_hook_fails_on_a_hand_edit_shows_it_and_leaves_it(
    repository: Repository,
) -> None:
    text = repository.project.read("out/codes.py")
    edited = text.replace("Wait, then try again.", "Just try again.")
    repository.project.write("out/codes.py", edited)
    printed = repository.run("apicodes-check", code=1)
    for word, sign in (("Just try again.", "-"), ("Wait, then try again.", "+")):
        assert any(word in line and line.startswith(sign) for line in printed.splitlines()), printed
    assert repository.project.read("out/codes.py") == edited


@pytest.mark.slow
def test_the_generate_hook_fails_on_a_deleted_output_and_restores_it(
    repository: Repository,
) -> None:
    text = repository.project.read(PAGE)
    repository.git("rm", "--quiet", PAGE)
    printed = repository.run("apicodes-generate", code=1)
    assert f"created    {PAGE}" in printed
    assert repository.project.read(PAGE) == text
    repository.run("apicodes-generate", code=0)


@pytest.mark.slow
def test_the_check_hook_fails_on_a_deleted_output(repository: Repository) -> None:
    repository.git("rm", "--quiet", PAGE)
    assert f"missing   {PAGE}" in repository.run("apicodes-check", code=1)
    assert not (repository.project.path / PAGE).exists()


@pytest.mark.slow
def test_the_generate_hook_fails_on_a_changed_catalog_and_updates_every_output(
    repository: Repository,
) -> None:
    repository.project.write("codes.yaml", CATALOG.replace("Wait, then", "Wait a minute, then"))
    repository.run("apicodes-generate", code=1)
    assert repository.status() == [f" M {path}" for path in OUTPUTS]
    for path in OUTPUTS:
        assert "Wait a minute, then" in repository.project.read(path)
    repository.run("apicodes-generate", code=0)


@pytest.mark.slow
def test_the_generate_hook_fails_on_a_new_target_and_makes_its_file(
    repository: Repository,
) -> None:
    repository.project.write("apicodes.toml", CONFIG + NEW_TARGET)
    repository.run("apicodes-generate", code=1)
    assert repository.status() == ["?? docs/codes.md"]
    repository.run("apicodes-generate", code=0)


@pytest.mark.slow
@pytest.mark.parametrize("hook", ["apicodes-generate", "apicodes-check"])
def test_a_hook_fails_on_an_invalid_catalog_at_its_line_and_writes_nothing(
    repository: Repository, hook: str
) -> None:
    repository.project.write("codes.yaml", CATALOG.replace("code: NotFound", "code: [NotFound]"))
    assert "codes.yaml:9:11: error" in repository.run(hook, code=1)
    assert repository.status() == []


@pytest.mark.slow
def test_whoever_tries_the_hook_sees_it_fail_on_every_kind_of_drift_and_pass_after(
    repository: Repository, published: Path
) -> None:
    """`try-repo` installs anew at each run: one run meets all kinds of drift at once."""
    path = repository.project.path
    (path / ".pre-commit-config.yaml").unlink()

    def trial(code: int) -> str:
        repository.git("add", "--all")
        return pre_commit(path, "try-repo", str(published), "apicodes-generate", code=code)

    project = repository.project
    project.write(PAGE, project.read(PAGE).replace("Entry not found.", "Gone."))
    (project.path / "out/codes.py").unlink()
    project.write("codes.yaml", CATALOG.replace("Wait, then", "Wait a minute, then"))
    project.write("apicodes.toml", CONFIG + NEW_TARGET)
    printed = trial(code=1)
    assert "Failed" in printed
    assert printed.count("created ") == 2
    assert printed.count("updated ") >= 3
    assert project.run("check").code == 0
    assert "Passed" in trial(code=0)


@pytest.mark.slow
def test_a_commit_with_stale_outputs_is_refused_until_they_are_added(
    repository: Repository,
) -> None:
    pre_commit(repository.project.path, "install")
    repository.project.write("codes.yaml", CATALOG.replace("Wait, then", "Wait a minute, then"))
    refused = repository.git("commit", "--all", "--message", "Longer", code=1)
    assert "updated    out/codes.md" in refused
    repository.git("commit", "--all", "--message", "Longer")
    assert repository.git("status", "--porcelain") == ""
    assert sorted(repository.git("show", "--name-only", "--format=").splitlines()) == sorted(
        ("codes.yaml", *OUTPUTS)
    )


@pytest.mark.slow
def test_this_repository_repairs_its_own_outputs_with_its_own_hook(tmp_path: Path) -> None:
    copy_tree(tmp_path)
    commit_all(tmp_path)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    run = ("run", "--verbose", "apicodes-generate")
    pre_commit(tmp_path, *run, code=None)
    page = tmp_path / "out" / "docusaurus" / "http_response_codes.md"
    text = page.read_bytes()
    page.write_bytes(text.replace(b"| 429 ", b"| 418 "))
    assert page.read_bytes() != text
    execute(tmp_path, "git", "add", "out")
    pre_commit(tmp_path, *run, code=1)
    assert page.read_bytes() == text
    execute(tmp_path, "git", "add", "out")
    pre_commit(tmp_path, *run)


def test_pre_commit_accepts_the_hooks_that_we_offer() -> None:
    pre_commit(ROOT, "validate-manifest", ".pre-commit-hooks.yaml")


def test_pre_commit_accepts_the_settings_of_this_repository() -> None:
    pre_commit(ROOT, "validate-config", ".pre-commit-config.yaml")
