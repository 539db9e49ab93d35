"""Where outputs may lie: inside the folder of the settings, each at a path of its own."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.project import CATALOG, Project
from helpers.refusals import assert_refused, missing_words, refused, settings


def python_at(path: str) -> str:
    """Return settings whose one output lies at a path."""
    return settings("[targets.python]", f"path = '{path}'")


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is not the project's."""
    return tmp_path_factory.mktemp("outside")


@pytest.mark.parametrize(
    "path", ["../codes.py", "out/../../codes.py", "/codes.py", "/etc/codes.py", ".."]
)
def test_a_path_that_leads_out_of_the_folder_is_refused(path: str, project: Project) -> None:
    project.write("apicodes.toml", python_at(path))
    assert_refused(
        project, "apicodes.toml:3:1: error[path-outside]", (f"'{path}'", "hint:"), code=2
    )


def test_an_absolute_path_is_refused_even_inside_the_folder(project: Project) -> None:
    project.write("apicodes.toml", python_at(str(project.path / "codes.py")))
    refusal = refused(project)
    assert refusal.places == ["apicodes.toml:3:1: error[path-outside]"]
    assert refusal.code == 2


@pytest.mark.parametrize("path", ["out", "out/", ".", "./", "new/"])
def test_a_path_of_a_folder_is_refused(path: str, project: Project) -> None:
    (project.path / "out").mkdir()
    project.write("apicodes.toml", python_at(path))
    refusal = refused(project)
    assert refusal.places == ["apicodes.toml:3:1: error[path-taken]"]
    assert f"'{path}' is a folder" in refusal.printed
    assert refusal.code == 2


@pytest.mark.parametrize("command", ["check", "generate"])
def test_a_path_of_a_pipe_is_refused_and_not_opened(command: str, project: Project) -> None:
    project.write("apicodes.toml", python_at("codes.py"))
    os.mkfifo(project.path / "codes.py")
    refusal = refused(project, command)
    assert refusal.places == ["apicodes.toml:3:1: error[path-taken]"]
    assert "'codes.py' is a pipe" in refusal.printed
    assert refusal.code == 2


@pytest.mark.parametrize("path", ["out/codes.py", "./out/codes.py", "more/../out/codes.py"])
def test_a_path_inside_the_folder_is_fine_in_any_spelling(path: str, project: Project) -> None:
    project.write("apicodes.toml", python_at(path))
    done = project.run("generate")
    assert done.code == 0
    assert done.err == "created    out/codes.py\n"
    assert (project.path / "out/codes.py").is_file()


# Symbolic links


def linked_folder(project: Project, target: Path) -> None:
    (project.path / "out").symlink_to(target)


def linked_file(project: Project, target: Path) -> None:
    (project.path / "out").mkdir()
    (project.path / "out/codes.py").symlink_to(target / "codes.py")


LINKS: dict[str, Callable[[Project, Path], None]] = {
    "folder": linked_folder,
    "file": linked_file,
}


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_a_link_that_leads_out_of_the_folder_is_refused(
    link: Callable[[Project, Path], None], project: Project, outside: Path
) -> None:
    project.write("apicodes.toml", python_at("out/codes.py"))
    link(project, outside)
    refusal = refused(project)
    assert refusal.places == ["apicodes.toml:3:1: error[path-outside]"]
    assert refusal.code == 2
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_a_link_inside_the_folder_is_followed_and_stays(
    link: Callable[[Project, Path], None], project: Project
) -> None:
    project.write("apicodes.toml", python_at("out/codes.py"))
    (project.path / "real").mkdir()
    link(project, project.path / "real")
    done = project.run("generate")
    assert done.code == 0
    assert done.err == "created    out/codes.py\n"
    assert "@generated" in project.read("real/codes.py")
    assert (project.path / "out").is_symlink() or (project.path / "out/codes.py").is_symlink()
    assert project.run("check").code == 0


# Paths that are taken

TWO = ("[targets.python]", "path = '{}'", "[targets.openapi]", "path = '{}'")
SAME = [
    ("codes.txt", "codes.txt"),
    ("codes.txt", "./codes.txt"),
    ("codes.txt", "out/../codes.txt"),
    ("codes.txt", "Codes.TXT"),
    ("link/codes.txt", "real/codes.txt"),
]


@pytest.mark.parametrize(("first", "second"), SAME, ids=" and ".join)
def test_two_outputs_with_one_path_are_refused(first: str, second: str, project: Project) -> None:
    (project.path / "real").mkdir()
    (project.path / "link").symlink_to("real")
    project.write("apicodes.toml", settings(*TWO).format(first, second))
    refusal = refused(project)
    assert refusal.places == ["apicodes.toml:5:1: error[path-taken]"]
    assert "targets.python" in refusal.printed
    assert refusal.code == 2


def test_an_output_below_another_is_refused(project: Project) -> None:
    project.write("apicodes.toml", settings(*TWO).format("codes", "codes/openapi.yaml"))
    refusal = refused(project)
    assert refusal.places == ["apicodes.toml:5:1: error[path-taken]"]
    assert refusal.code == 2


def test_two_outputs_of_two_catalogs_with_one_path_are_refused(project: Project) -> None:
    project.write("b.yaml", CATALOG)
    project.write(
        "apicodes.toml",
        '[catalogs.a]\nspec = "codes.yaml"\n[catalogs.a.targets.python]\npath = "codes.py"\n'
        '[catalogs.b]\nspec = "b.yaml"\n[catalogs.b.targets.python]\npath = "codes.py"\n',
    )
    refusal = refused(project)
    assert refusal.places == ["apicodes.toml:8:1: error[path-taken]"]
    assert "catalogs.a.targets.python" in refusal.printed
    assert refusal.code == 2


@pytest.mark.parametrize("path", ["codes.yaml", "./codes.yaml", "Codes.YAML", "here/codes.yaml"])
def test_an_output_at_the_path_of_the_catalog_is_refused(path: str, project: Project) -> None:
    (project.path / "here").symlink_to(".")
    project.write("apicodes.toml", python_at(path))
    refusal = refused(project, "generate", "--force")
    assert refusal.places == ["apicodes.toml:3:1: error[path-taken]"]
    assert missing_words(refusal, (f"'{path.removeprefix('./')}'", "catalog")) == []
    assert refusal.code == 2


def test_an_output_at_the_path_of_another_catalog_is_refused(project: Project) -> None:
    project.write("b.yaml", CATALOG)
    project.write(
        "apicodes.toml",
        '[catalogs.a]\nspec = "codes.yaml"\n[catalogs.a.targets.openapi]\npath = "b.yaml"\n'
        '[catalogs.b]\nspec = "*.yaml"\n[catalogs.b.targets.python]\npath = "codes.py"\n',
    )
    refusal = refused(project, "generate", "--force")
    assert refusal.places == ["apicodes.toml:4:1: error[path-taken]"]
    assert refusal.code == 2


@pytest.mark.parametrize("path", ["apicodes.toml", "out/../apicodes.toml"])
def test_an_output_at_the_path_of_the_settings_is_refused(path: str, project: Project) -> None:
    project.write("apicodes.toml", python_at(path))
    refusal = refused(project, "generate", "--force")
    assert refusal.places == ["apicodes.toml:3:1: error[path-taken]"]
    assert refusal.code == 2


def test_an_output_at_the_path_of_its_template_is_refused(project: Project) -> None:
    project.write("own.jinja", "# {{ notice }}\n")
    project.write(
        "apicodes.toml",
        settings(
            "[targets.own]", "target = 'template'", "template = 'own.jinja'", "path = 'own.jinja'"
        ),
    )
    refusal = refused(project, "generate", "--force")
    assert refusal.places == ["apicodes.toml:5:1: error[path-taken]"]
    assert refusal.code == 2
