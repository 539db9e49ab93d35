"""``--tracked``: a commit lacks no output."""

import json

import pytest

from helpers.project import CATALOG, CONFIG, Project
from helpers.repositories import Repository, repository

pytestmark = pytest.mark.slow

__all__ = ["repository"]

MORE = '\n[targets.page2]\ntarget = "docusaurus"\npath = "out/new page.md"\n'


@pytest.fixture
def tracked(repository: Repository) -> Repository:
    """A repository whose outputs are all committed."""
    repository.write("apicodes.toml", CONFIG)
    repository.write("codes.yaml", CATALOG)
    assert repository.run("generate").code == 0
    repository.commit()
    return repository


@pytest.mark.parametrize("folder", [".", "out"])
def test_a_new_output_that_git_does_not_track_is_a_problem(
    folder: str, tracked: Repository
) -> None:
    for command in (("generate", "--exit-code"), ("check",)):
        assert tracked.run(*command, "--tracked", folder=folder).code == 0
    tracked.write("apicodes.toml", CONFIG + MORE)
    assert tracked.run("generate", "--exit-code", "--tracked").code == 1
    done = tracked.run("generate", "--exit-code", "--tracked", folder=folder)
    path = "new page.md" if folder == "out" else "out/new page.md"
    assert done.code == 1
    assert f"{path}: error[untracked-output] {path} is not in the commit" in done.err
    assert f"hint: git add '{path}'" in done.err
    done = tracked.run("check", "--tracked", "--format", "json")
    assert done.code == 1
    (problem,) = json.loads(done.out)["problems"]
    assert problem["rule"] == "untracked-output"
    assert tracked.run("check").code == 0
    tracked.git("add", "out")
    assert tracked.run("check", "--tracked").code == 0


def test_an_output_that_git_ignores_may_stay_out_of_the_commit(tracked: Repository) -> None:
    tracked.write("apicodes.toml", CONFIG + MORE)
    tracked.write(".gitignore", "new*\n")
    tracked.run("generate")
    assert tracked.run("generate", "--exit-code", "--tracked").code == 0


def test_without_a_repository_nobody_can_tell(generated: Project) -> None:
    done = generated.run("check", "--tracked", GIT_CEILING_DIRECTORIES=str(generated.path.parent))
    assert done.code == 2
    assert "not a git repository" in done.err
    assert "hint: leave out --tracked" in done.err


@pytest.mark.parametrize("other", ["--stdout", "--watch"])
def test_it_needs_files_that_are_written_once(other: str, tracked: Repository) -> None:
    done = tracked.run("generate", "python", "--tracked", other)
    assert done.code == 2
    assert "--tracked" in done.err
