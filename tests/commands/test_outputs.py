"""What `generate` writes, and what it leaves as it is."""

import os
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime
from math import inf, isnan

import pytest
import yaml

from helpers.outputs import CHANGED, NOTICE, OUTPUTS
from helpers.project import CATALOG, CONFIG, Project


def stamps(project: Project) -> dict[str, tuple[int, int, int]]:
    """Return of each output when it was changed, which file it is, and its mode."""
    found = {name: os.stat(project.path / name) for name in OUTPUTS}
    return {name: (it.st_mtime_ns, it.st_ino, it.st_mode) for name, it in found.items()}


# What is written


def test_generate_writes_every_output_and_says_so(project: Project) -> None:
    done = project.run("generate")
    assert done.code == 0
    assert done.out == ""
    assert done.err.splitlines() == [f"created    {name}" for name in OUTPUTS]
    assert set(project.files()) == {"apicodes.toml", "codes.yaml", *OUTPUTS}


def test_every_output_bears_the_notice_of_its_catalog(generated: Project) -> None:
    for name in OUTPUTS:
        assert NOTICE in "".join(generated.read(name).splitlines()[:10])


def test_every_output_is_utf8_with_lf_and_a_line_break_at_its_end(generated: Project) -> None:
    generated.write("codes.yaml", CATALOG.replace("Entry", "入力 é").replace("\n", "\r\n"))
    assert generated.run("generate").code == 0
    for name in OUTPUTS:
        text = generated.read(name)
        assert "入力 é not found." in text
        assert "\r" not in text
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_generating_again_touches_nothing(generated: Project) -> None:
    before = stamps(generated)
    done = generated.run("generate")
    assert done.code == 0
    assert done.err.splitlines() == [f"unchanged  {name}" for name in OUTPUTS]
    assert stamps(generated) == before


def test_only_the_file_that_differs_is_written(generated: Project) -> None:
    before = stamps(generated)
    generated.write("out/codes.ts", generated.read("out/codes.ts") + "// more\n")
    done = generated.run("generate")
    assert "updated    out/codes.ts" in done.err.splitlines()
    after = stamps(generated)
    assert {name for name in OUTPUTS if before[name] != after[name]} == {"out/codes.ts"}


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o444])
def test_a_file_that_is_updated_keeps_its_mode(mode: int, generated: Project) -> None:
    (generated.path / "out/codes.py").chmod(mode)
    generated.write("codes.yaml", CHANGED)
    assert generated.run("generate").code == 0
    assert "No such entry." in generated.read("out/codes.py")
    assert stat.S_IMODE(os.stat(generated.path / "out/codes.py").st_mode) == mode


def test_a_new_file_has_the_mode_of_any_new_file(generated: Project) -> None:
    ours, other = generated.path / "out/codes.py", generated.write("out/notes.txt", "mine")
    assert os.stat(ours).st_mode == os.stat(other).st_mode


def test_the_same_catalog_gives_the_same_bytes_in_any_folder(
    generated: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Project(tmp_path_factory.mktemp("other folder"))
    other.write("apicodes.toml", CONFIG)
    other.write("codes.yaml", CATALOG)
    assert other.run("generate").code == 0
    assert other.files() == generated.files()


# What is chosen


def test_a_target_that_is_named_is_written_alone(project: Project) -> None:
    done = project.run("generate", "python")
    assert done.code == 0
    assert done.err == "created    out/codes.py\n"
    assert set(project.files()) == {"apicodes.toml", "codes.yaml", "out/codes.py"}


def test_front_matter_keeps_every_value_that_toml_has(project: Project) -> None:
    values = "2027-01-01, 2027-01-01T10:00:00Z, 2027-01-01T10:00:00, 10:00:00, nan, inf, -inf, 1.5"
    page = CONFIG.index("[targets.python]")
    project.write("apicodes.toml", f"{CONFIG[:page]}front_matter = {{ a = [{values}] }}\n")
    assert project.run("generate").code == 0
    _, matter, _ = project.read("out/codes.md").split("---\n")
    day, utc, local, clock, nan, *numbers = yaml.safe_load(matter)["a"]
    assert day == date(2027, 1, 1)
    assert utc == datetime(2027, 1, 1, 10, tzinfo=UTC)
    assert local == datetime(2027, 1, 1, 10)
    assert clock == "10:00:00"
    assert isnan(nan)
    assert numbers == [inf, -inf, 1.5]


def test_targets_are_written_in_the_order_of_the_settings(project: Project) -> None:
    done = project.run("generate", "typescript", "docusaurus")
    assert done.err.splitlines() == ["created    out/codes.md", "created    out/codes.ts"]


def test_check_of_one_target_says_nothing_of_the_others(project: Project) -> None:
    assert project.run("generate", "python").code == 0
    done = project.run("check", "python")
    assert done.code == 0
    assert done.out == "in sync   out/codes.py\n1 file is in sync with the catalog.\n"


def test_stdout_prints_what_the_file_would_hold_and_writes_nothing(project: Project) -> None:
    project.write("codes.yaml", CATALOG.replace("Entry", "入力 é"))
    before = project.files()
    done = project.run("generate", "python", "--stdout")
    assert done.code == 0
    assert done.err == ""
    assert project.files() == before
    assert project.run("generate", "python").code == 0
    assert done.out == project.read("out/codes.py")


def test_stdout_prints_what_may_not_be_overwritten(project: Project) -> None:
    project.write("out/codes.py", "mine\n")
    done = project.run("generate", "python", "--stdout")
    assert done.code == 0
    assert NOTICE in done.out
    assert project.read("out/codes.py") == "mine\n"


def test_stdout_refuses_a_target_that_two_catalogs_have(empty: Project) -> None:
    tables = [
        f'[catalogs.{name}]\nspec = "{name}.yaml"\n'
        f'[catalogs.{name}.targets.python]\npath = "{name}.py"\n'
        for name in ("a", "b")
    ]
    empty.write("apicodes.toml", "".join(tables))
    empty.write("a.yaml", CATALOG)
    empty.write("b.yaml", CATALOG)
    done = empty.run("generate", "python", "--stdout")
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith("apicodes.toml: error[usage] 2 catalogs have a target 'python'")
    assert "hint: choose one of them with --catalog: " in done.err


def test_the_exit_code_of_generate_is_zero_unless_it_is_asked_to_tell(project: Project) -> None:
    assert project.run("generate").code == 0
    project.write("codes.yaml", CHANGED)
    assert project.run("generate", "--exit-code").code == 1
    assert project.run("generate", "--exit-code").code == 0


# Files that are not ours


def test_files_without_the_notice_are_all_named_and_nothing_is_written(project: Project) -> None:
    project.write("out/codes.py", "mine\n")
    project.write("out/codes.ts", "mine too\n")
    before = project.files()
    done = project.run("generate")
    assert done.code == 1
    assert "out/codes.py: error[not-generated] " in done.err
    assert "out/codes.ts: error[not-generated] " in done.err
    assert "--force" in done.err
    assert project.files() == before


@pytest.mark.parametrize(
    "text",
    [
        "# @generated by apicodes from other.yaml. Do not edit.\n",
        "# @generated by apicodes from my/codes.yaml. Do not edit.\n",
        "# @generated by apicodes from ../gone.yaml. Do not edit.\n",
        "# @generated by apicodes from /**/gone.yaml. Do not edit.\n",
        "# @generated by apicodes from go\0ne*.yaml. Do not edit.\n",
        "\n" * 10 + f"# {NOTICE}\n",
    ],
    ids=[
        "of another catalog",
        "of a catalog of that name elsewhere",
        "outside",
        "absolute",
        "no name",
        "too late",
    ],
)
def test_a_file_without_our_notice_at_its_head_is_not_ours(text: str, project: Project) -> None:
    project.write("out/codes.py", text)
    project.write("other.yaml", "")
    project.write("my/codes.yaml", "")
    done = project.run("generate")
    assert done.code == 1
    assert "out/codes.py: error[not-generated] " in done.err
    assert project.read("out/codes.py") == text


def test_outputs_of_a_catalog_that_moved_are_written_again(project: Project) -> None:
    project.run("generate")
    project.write("spec/new.yaml", project.read("codes.yaml"))
    project.write(
        "apicodes.toml", project.read("apicodes.toml").replace("codes.yaml", "spec/new.yaml", 1)
    )
    assert project.run("generate").code == 1, "the catalog of the outputs is still there"
    (project.path / "codes.yaml").unlink()
    assert project.run("generate").code == 0
    assert "from spec/new.yaml" in project.read("out/codes.py")
    assert project.run("check").code == 0


def test_outputs_of_a_catalog_that_the_settings_still_name_are_not_ours(project: Project) -> None:
    gone = NOTICE.replace("codes.yaml", "gone.yaml")
    project.write("out/codes.py", f"# {gone}\n")
    settings = project.read("apicodes.toml").replace("[targets", "[catalogs.a.targets")
    settings = f'[catalogs.b]\nspec = "gone.yaml"\n[catalogs.a]\n{settings}'
    project.write("apicodes.toml", settings)
    assert project.run("generate", "--catalog", "a").code != 0
    assert project.read("out/codes.py") == f"# {gone}\n"


def test_an_empty_file_has_nothing_to_lose(project: Project) -> None:
    project.write("out/codes.py", "")
    assert project.run("generate").code == 0
    assert NOTICE in project.read("out/codes.py")


def test_force_overwrites_what_bears_no_notice(project: Project) -> None:
    project.write("out/codes.py", "mine\n")
    done = project.run("generate", "--force")
    assert done.code == 0
    assert "updated    out/codes.py" in done.err.splitlines()
    assert project.run("check").code == 0


def test_settings_without_the_notice_claim_the_path_themselves(project: Project) -> None:
    project.write("out/codes.py", "mine\n")
    project.write("apicodes.toml", CONFIG.replace('codes.py"', 'codes.py"\nnotice = false'))
    assert project.run("generate").code == 0
    assert "@generated" not in project.read("out/codes.py")
    assert project.run("check").code == 0


# What git does to files

OURS, THEIRS = "<<<<<<< HEAD\n", "=======\n{}>>>>>>> theirs\n"
CONFLICTS: dict[str, Callable[[str], str]] = {
    "in the text": lambda text: text + OURS + "a\n" + THEIRS.format("b\n"),
    "around the whole file": lambda text: OURS + text + THEIRS.format(text),
    "around its head": lambda text: OURS + text[:90] + "\n" + THEIRS.format("b\n") + text[90:],
    "with the base between": lambda text: OURS + "||||||| base\n" + text + THEIRS.format(text),
}


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_generate_works_over_conflicts(conflict: str, generated: Project) -> None:
    right = generated.files()
    for name in OUTPUTS:
        generated.write(name, CONFLICTS[conflict](generated.read(name)))
    assert generated.run("check").code == 1
    assert generated.run("generate").code == 0
    assert generated.files() == right


def test_a_checkout_with_crlf_is_in_sync_and_stays_as_it_is(generated: Project) -> None:
    for name in OUTPUTS:
        generated.write(name, generated.read(name).replace("\n", "\r\n"))
    before = generated.files(), stamps(generated)
    assert generated.run("check").code == 0
    assert generated.run("generate", "--exit-code").code == 0
    assert (generated.files(), stamps(generated)) == before


def test_what_changes_in_a_checkout_with_crlf_is_written_with_lf(generated: Project) -> None:
    for name in OUTPUTS:
        generated.write(name, generated.read(name).replace("\n", "\r\n"))
    generated.write("codes.yaml", CHANGED)
    diff = generated.run("check", "typescript").out
    assert "-  /** Entry not found. */" in diff.splitlines()
    assert "-export const ResponseCode = {" not in diff.splitlines()
    assert generated.run("generate").code == 0
    assert "\r" not in generated.read("out/codes.ts")


def test_a_description_of_many_lines_is_written_in_one_pass(project: Project) -> None:
    """Quadratic work would take minutes here, where a pass takes a second."""
    lines = "\n".join(f"      {number}" for number in range(60_000))
    text = CATALOG.replace("description: Entry not found.", f"description: |\n{lines}")
    project.write("codes.yaml", text)
    assert project.run("generate", "docusaurus").code == 0
    assert "59999" in project.read("out/codes.md")
