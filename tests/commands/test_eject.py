"""`apicodes eject`: the built-in template for changing, and the settings that use it."""

import os
import shutil
import tomllib

import pytest

from apicodes.targets import NAMES
from helpers.consumer import CATALOGS, CONSUMERS
from helpers.project import CATALOG, ROOT, Project
from helpers.refusals import missing_words, refused


@pytest.mark.parametrize("catalog", CATALOGS)
def test_an_ejected_template_gives_the_same_bytes(catalog: str, empty: Project) -> None:
    shutil.copy(CATALOGS[catalog], empty.path / "codes.yaml")
    shutil.copy(CONSUMERS / "hostile" / "apicodes.toml", empty.path)
    assert empty.run("generate").code == 0
    before = empty.files()
    for name in NAMES:
        done = empty.run("eject", name)
        assert (done.code, done.out) == (0, "")
    assert {text.partition("#")[0] for text in empty.read("apicodes.toml").splitlines()} > {
        'template = "templates/docusaurus/table.md.jinja"',
        'template = "templates/python/module.py.jinja"',
    }
    for path in (empty.path / "out").iterdir():
        path.unlink()
    done = empty.run("generate")
    assert done.code == 0, done.err
    after = empty.files()
    assert {name: after[name] for name in before if name != "apicodes.toml"} == {
        name: text for name, text in before.items() if name != "apicodes.toml"
    }
    for name in NAMES:
        for path in (empty.path / "templates" / name).iterdir():
            assert path.read_bytes() == (ROOT / "templates" / name / path.name).read_bytes()


NEW = 'template = "templates/python/module.py.jinja"'
SETTINGS = {
    "table": (
        '# one\nspec = "codes.yaml"\n[targets.python] # two\n# three\n  path = "a.py"  # four\n',
        f"  {NEW}\n  path",
        "  path",
    ),
    "windows": (
        'spec = "codes.yaml"\r\n[targets.python]\r\npath = "a.py"',
        f"{NEW}\r\npath",
        "path",
    ),
    "dotted": (
        'spec = "codes.yaml"\ntargets . "python".path = "a.py"\n',
        f'targets . "python".{NEW}\ntargets',
        "targets",
    ),
    "dotted below": (
        'spec = "codes.yaml"\n[targets]\npython.path = "a.py"\n',
        f"python.{NEW}\npython",
        "python",
    ),
    "inline": (
        'spec = "codes.yaml"\n[targets]\npython = { path = "a.py" } # path\n',
        f"{NEW}, path",
        "path",
    ),
    "inline after another": (
        'spec = "codes.yaml"\ntargets = { python = { notice=true,path = "a.py" } }\n',
        f"{NEW}, path",
        "path",
    ),
    "inline and dotted": (
        'spec = "codes.yaml"\ntargets = { python.path = "a.py" }\n',
        f"python.{NEW}, python.path",
        "python.path",
    ),
    "mark": (
        '\ufeffspec = "codes.yaml"\ntargets.python.path = "a.py"\n',
        f"targets.python.{NEW}\n",
        "",
    ),
    "texts that look like keys": (
        'spec = "codes.yaml"\n[targets.python]\nparams.a = """\npath = 1\n"""\npath = "a.py"\n'
        "params.nan = nan\n",
        f'{NEW}\npath = "a',
        'path = "a',
    ),
}


@pytest.mark.parametrize(("text", "new", "old"), SETTINGS.values(), ids=SETTINGS)
def test_all_else_in_the_settings_stays(text: str, new: str, old: str, empty: Project) -> None:
    empty.write("apicodes.toml", text)
    empty.write("codes.yaml", CATALOG)
    done = empty.run("eject", "python")
    assert done.code == 0, done.err
    after = empty.read("apicodes.toml")
    assert new in after
    assert after.replace(new, old, 1) == text
    table = tomllib.loads(after.removeprefix("\ufeff").replace("\r\n", "\n"))
    assert table["targets"]["python"]["template"] == "templates/python/module.py.jinja"
    assert table["targets"]["python"]["path"] == "a.py"


def test_the_settings_may_lie_in_pyproject_and_the_folder_elsewhere(empty: Project) -> None:
    empty.write("codes.yaml", CATALOG)
    empty.write(
        "pyproject.toml", '[tool.apicodes]\nspec = "codes.yaml"\ntargets.openapi.path = "a.yaml"\n'
    )
    (empty.path / "sub").mkdir()
    done = empty.run("eject", "openapi", "own", folder="sub")
    assert done.code == 0, done.err
    assert 'targets.openapi.template = "sub/own/openapi/components.yaml.jinja"' in empty.read(
        "pyproject.toml"
    )
    assert empty.run("generate").code == 0


def test_settings_behind_a_link_are_changed_where_they_are(project: Project) -> None:
    project.write("real/a.toml", project.read("apicodes.toml"))
    (project.path / "apicodes.toml").unlink()
    (project.path / "apicodes.toml").symlink_to("real/a.toml")
    assert project.run("eject", "python").code == 0
    assert (project.path / "apicodes.toml").is_symlink()
    assert NEW in project.read("real/a.toml")


def test_nothing_is_overwritten(project: Project) -> None:
    project.write("templates/python/module.py.jinja", "mine")
    refusal = refused(project, "eject", "python")
    assert refusal.places == ["templates/python/module.py.jinja: error[eject]"]
    assert missing_words(refusal, ("already exists", "DIR")) == []
    assert refusal.code == 2


def test_what_has_a_template_is_not_ejected_again(project: Project) -> None:
    assert project.run("eject", "python").code == 0
    refusal = refused(project, "eject", "python", "elsewhere")
    assert refusal.places == ["apicodes.toml:7:1: error[eject]"]
    assert refusal.code == 2


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("pyton",), "did you mean 'python'?"),
        (("python", ".."), "outside the folder"),
        (("python", "a\tb"), "such characters"),
    ],
)
def test_what_cannot_be_is_refused(arguments: tuple[str, ...], word: str, project: Project) -> None:
    refusal = refused(project, "eject", *arguments)
    assert word in refusal.printed
    assert refusal.code == 2


def test_a_folder_that_leads_out_is_refused(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (project.path / "templates").symlink_to(tmp_path_factory.mktemp("outside"))
    refusal = refused(project, "eject", "python")
    assert "outside the folder" in refusal.printed
    assert os.listdir(project.path / "templates") == []


def test_a_target_of_several_catalogs_is_refused(empty: Project) -> None:
    table = '[catalogs.{0}]\nspec = "codes.yaml"\ntargets.python.path = "{0}.py"\n'
    empty.write("apicodes.toml", table.format("a") + table.format("b"))
    refusal = refused(empty, "eject", "python")
    assert missing_words(refusal, ("2 catalogs have a target 'python'", "--catalog")) == []
    assert refusal.code == 2
    done = empty.run("eject", "python", "--catalog", "b")
    assert done.code == 0, done.err
    assert f'targets.python.{NEW}\ntargets.python.path = "b.py"' in empty.read("apicodes.toml")
