"""The files of a catalog that the settings name: none is left out unseen."""

import os

import pytest

from helpers.project import CATALOG, CONFIG, Project
from helpers.repositories import Repository, repository

pytestmark = pytest.mark.slow

__all__ = ["repository"]


def test_a_folder_below_a_glob_that_cannot_be_listed_is_an_error(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = project.read("apicodes.toml").replace('"codes.yaml"', '"spec/**/*.yaml"', 1)
    project.write("apicodes.toml", settings)
    project.write("spec/codes.yaml", CATALOG)
    project.write("spec/more/codes.yaml", "apicodes: 1\ncodes: [{http_status: 409, code: Taken}]\n")
    assert project.run("generate").code == 0
    scandir = os.scandir

    def refusing(path: str) -> object:
        if os.fspath(path).endswith("more"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    for command in ("generate", "check", "lint"):
        done = project.run(command)
        assert done.code == 2
        assert (
            done.err == "spec/more: error[unreadable] cannot list the folder: Permission denied\n"
        )
    assert "Taken" in project.read("out/codes.md")


FOLDERS = {"--cone": ["out", "spec/a"], "--no-cone": ["/out", "/spec/a", "/apicodes.toml"]}


@pytest.mark.parametrize("cone", FOLDERS)
def test_a_sparse_checkout_loses_no_codes(cone: str, repository: Repository) -> None:
    repository.write("spec/a/codes.yaml", CATALOG)
    repository.write("spec/b/codes.yaml", "apicodes: 1\ncodes: [{http_status: 409, code: Taken}]\n")
    repository.write("apicodes.toml", CONFIG.replace('"codes.yaml"', '"spec/*/codes.yaml"', 1))
    assert repository.run("generate").code == 0
    repository.commit()
    repository.git("sparse-checkout", "set", cone, *FOLDERS[cone])
    for command in (["generate"], ["check"], ["lint"], ["diff", "--against", "HEAD"]):
        done = repository.run(*command)
        assert done.code == 2, command
        assert "'spec/b/codes.yaml' is not checked out: the checkout is sparse" in done.err
    hint = done.err.partition("hint: git ")[2]
    repository.git(*hint.split())
    assert repository.run("check").code == 0
