"""`apicodes init`: ready to generate, and nothing overwritten."""

from apicodes import schema
from conftest import Project


def test_a_new_project_generates_at_once(empty: Project) -> None:
    done = empty.run("init")
    assert done.code == 0
    assert done.out == ""
    assert done.err.splitlines() == [
        "wrote  spec/response_codes.yaml",
        "wrote  spec/apicodes.schema.json",
        "wrote  apicodes.toml",
        "wrote  .gitattributes",
        "Next: apicodes generate",
    ]
    assert empty.run("generate", "--exit-code").code == 1
    assert empty.run("generate", "--exit-code").code == 0
    assert empty.run("check").code == 0


def test_the_settings_go_to_pyproject_where_there_is_one(empty: Project) -> None:
    empty.write("pyproject.toml", '[project]\nname = "acme"')
    assert empty.run("init").code == 0
    text = empty.read("pyproject.toml")
    assert text.startswith('[project]\nname = "acme"\n\n[tool.apicodes]\n')
    assert empty.run("generate").code == 0
    assert "apicodes.toml" not in empty.files()


def test_the_schema_is_the_one_that_the_command_prints(empty: Project) -> None:
    assert empty.run("init").code == 0
    assert empty.read("spec/apicodes.schema.json") == schema.text()
    assert empty.run("schema").out == schema.text()


def test_generated_files_are_marked_for_git_beside_what_is_there(empty: Project) -> None:
    empty.write(".gitattributes", "*.png binary")
    assert empty.run("init").code == 0
    assert empty.read(".gitattributes") == "*.png binary\nout/** linguist-generated\n"


def test_nothing_is_overwritten_and_all_that_is_in_the_way_is_named(empty: Project) -> None:
    empty.write("spec/response_codes.yaml", "mine")
    empty.write("pyproject.toml", '[tool.apicodes]\nspec = "mine.yaml"\n')
    before = empty.files()
    done = empty.run("init")
    assert done.code == 1
    assert "spec/response_codes.yaml: error[file-exists] the file is there already" in done.err
    assert (
        "pyproject.toml: error[file-exists] the file has settings of apicodes already" in done.err
    )
    assert empty.files() == before


def test_a_broken_pyproject_is_left_alone(empty: Project) -> None:
    empty.write("pyproject.toml", "[project\n")
    done = empty.run("init")
    assert done.code == 1
    assert "pyproject.toml: error[file-exists] not TOML" in done.err
    assert empty.files() == {"pyproject.toml": b"[project\n"}
