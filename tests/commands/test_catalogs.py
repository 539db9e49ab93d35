"""Several catalogs in one repository: every command works on all of them, or on those named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import cases
from helpers.project import Project
from helpers.refusals import refused
from helpers.repositories import Repository

OUTPUTS = {
    "shop": ["out/docs/shop.md", "out/internal/shop.md", "out/web/shopCodes.ts"],
    "broker": ["out/docs/broker.md", "out/broker_codes.py"],
    "gateway": ["out/gateway.openapi.yaml"],
}
SPECS = ("spec/shop.yaml", "spec/broker/2-streams.yaml", "spec/gateway.yaml")


@pytest.fixture
def several(tmp_path: Path) -> Repository:
    """The case with three catalogs, committed, its outputs in sync."""
    cases.finished("generate/several", tmp_path)
    repository = Repository(tmp_path)
    repository.commit()
    return repository


def edit(project: Project, name: str, old: str, new: str) -> None:
    """Replace a text that stands in a file."""
    text = project.read(name)
    assert old in text
    project.write(name, text.replace(old, new))


def retitled(project: Project) -> None:
    """Change what each of the three catalogs says."""
    for name in SPECS:
        edit(project, name, "description: ", "description: Now. ")


@pytest.mark.parametrize("names", [[], ["broker"], ["gateway", "shop"], ["shop", "shop"]])
def test_generate_writes_the_catalogs_that_are_named(several: Repository, names: list[str]) -> None:
    retitled(several)
    before = several.files()
    done = several.run("generate", *(word for name in names for word in ("--catalog", name)))
    assert done.code == 0, done.err
    written = {name for name, data in several.files().items() if data != before[name]}
    assert written == {path for name in names or OUTPUTS for path in OUTPUTS[name]}


def test_generate_and_targets_of_a_catalog(several: Repository) -> None:
    refusal = refused(several, "generate", "docusaurus", "--stdout")
    assert "2 catalogs have a target 'docusaurus'" in refusal.printed
    assert "hint: choose one of them with --catalog: shop, broker, gateway" in refusal.printed
    done = several.run("generate", "docusaurus", "--stdout", "--catalog", "broker")
    assert (done.code, done.out) == (0, several.read("out/docs/broker.md"))
    refusal = refused(several, "generate", "python", "--catalog", "shop", "--catalog", "gateway")
    assert refusal.code == 2
    assert "no target 'python' in the selected catalogs" in refusal.printed


def test_check_looks_at_the_catalogs_that_are_named(several: Repository) -> None:
    retitled(several)
    done = several.run("check", "--catalog", "broker")
    assert done.code == 1
    assert [line.split()[-1] for line in done.out.splitlines()[:2]] == OUTPUTS["broker"]
    assert "out/docs/shop.md" not in done.out
    assert (
        "2 files are out of sync with the catalog. Fix it with: apicodes generate --catalog broker"
        in (done.out)
    )
    assert several.run("generate", "--catalog", "broker").code == 0
    assert several.run("check", "--catalog", "broker").code == 0
    assert several.run("check").code == 1


def test_a_file_of_another_catalog_is_no_orphan(several: Repository) -> None:
    shutil.copy(several.path / "out/docs/shop.md", several.path / "out/docs/old.md")
    done = several.run("check", "--catalog", "broker")
    assert done.code == 0, done.out
    done = several.run("check", "--catalog", "shop")
    assert done.code == 1
    assert "orphaned  out/docs/old.md" in done.out


def test_paths_are_compared_with_those_of_all_catalogs(several: Repository) -> None:
    edit(several, "apicodes.toml", "out/docs/broker.md", "out/docs/shop.md")
    refusal = refused(several, "generate", "--catalog", "shop")
    assert refusal.code == 2
    assert refusal.places == ["apicodes.toml:6:1: error[path-taken]"]
    assert "already the path of the target 'catalogs.broker.targets.docusaurus'" in refusal.printed


def test_another_catalog_may_be_broken(several: Repository) -> None:
    several.write("spec/gateway.yaml", "apicodes: [\n")
    for command in ("generate", "check", "lint"):
        assert several.run(command).code == 1
        assert several.run(command, "--catalog", "shop", "--catalog", "broker").code == 0


def test_lint_reads_the_catalogs_that_are_named(several: Repository) -> None:
    for name in SPECS:
        edit(several, name, "description: ", "description: TODO ")
    counts = {}
    for name in OUTPUTS:
        done = several.run("lint", "--catalog", name, "--format", "json")
        counts[name] = len(json.loads(done.out)["problems"])
    done = several.run("lint", "--format", "json")
    assert all(counts.values())
    assert len(json.loads(done.out)["problems"]) == sum(counts.values())


def test_diff_compares_the_catalogs_that_are_named(several: Repository) -> None:
    retitled(several)
    names = ["spec/shop.yaml", "spec/broker/1-general.yaml", "spec/gateway.yaml"]
    for words, reported in (([], names), (["--catalog", "gateway"], names[2:])):
        done = several.run("diff", "--against", "main", "--format", "json", *words)
        comparisons = json.loads(done.out)["comparisons"]
        assert done.code == 1
        assert [each["new"].split(" ")[0].rstrip(",") for each in comparisons] == reported


def test_diff_compares_a_source_with_the_catalog_that_is_named(several: Repository) -> None:
    refusal = refused(several, "diff", "out/broker_codes.py")
    assert refusal.code == 2
    assert "this could be compared with 3 catalogs" in refusal.printed
    assert "--catalog: shop, broker, gateway" in refusal.printed
    assert several.run("diff", "out/broker_codes.py", "--catalog", "broker").code == 0
    assert several.run("diff", "out/broker_codes.py", "--catalog", "gateway").code == 1
    done = several.run("diff", "spec/shop.yaml", "spec/gateway.yaml", "--catalog", "shop")
    assert done.code == 2
    assert "--catalog cannot be used when OLD is given" in done.err


def test_explain_finds_entries_of_the_catalogs_that_are_named(several: Repository) -> None:
    found = {}
    for words in ("", "shop", "broker", "gateway"):
        chosen = ["--catalog", words] if words else []
        done = several.run("explain", "404", "--format", "json", *chosen)
        found[words] = [each["catalog"] for each in json.loads(done.out)]
    assert found == {
        "": ["broker"],
        "shop": ["shop"],
        "broker": ["broker"],
        "gateway": ["gateway"],
    }


def test_release_edits_the_catalogs_that_are_named(several: Repository) -> None:
    done = several.run("release", "2.0", "--catalog", "broker")
    assert done.code == 0
    assert "since: 2.0" in several.read("spec/broker/2-streams.yaml").replace('"', "")
    assert "since: next" in several.read("spec/shop.yaml")
    assert "Update the outputs with: apicodes generate --catalog broker" in done.err


def test_adopt_leaves_the_other_catalogs_alone(several: Repository) -> None:
    edit(several, "out/docs/broker.md", "It worked.", "All is well.")
    edit(several, "out/docs/shop.md", "The order is taken.", "Taken.")
    refusal = refused(several, "adopt", "--force", "out/docs/shop.md", "--catalog", "broker")
    assert refusal.code == 2
    assert "no target of the selected catalogs writes this file" in refusal.printed
    assert several.run("adopt", "--force", "out/docs/broker.md", "--catalog", "broker").code == 0
    assert "All is well." in several.read("spec/broker/1-general.yaml")
    assert "Taken." in several.read("out/docs/shop.md")


COMMANDS = (
    ["generate"],
    ["generate", "python", "--stdout"],
    ["check"],
    ["lint"],
    ["diff", "--against", "main"],
    ["diff", "out/broker_codes.py"],
    ["explain", "404"],
    ["release", "2.0"],
    ["adopt", "--force", "out/docs/shop.md"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_name_that_there_is_not_is_refused(several: Repository, command: list[str]) -> None:
    refusal = refused(several, *command, "--catalog", "brokr", "--catalog", "shop")
    assert refusal.code == 2
    assert refusal.printed.splitlines() == [
        "apicodes.toml: error[usage] no catalog 'brokr' in the settings",
        "  hint: did you mean 'broker'?",
    ]


def test_settings_with_one_catalog_have_no_names(generated: Project) -> None:
    refusal = refused(generated, "check", "--catalog", "codes")
    assert refusal.code == 2
    assert refusal.places == ["apicodes.toml: error[usage]"]
    assert "the settings have only one catalog, and it has no name" in refusal.printed


BROKEN = {
    "its file is gone": lambda several: (several.path / "spec/shop.yaml").unlink(),
    "it is no catalog": lambda several: several.write("spec/shop.yaml", "apicodes: 2\n"),
    "its target has an unknown option": lambda several: several.write(
        "apicodes.toml",
        several.read("apicodes.toml") + '\n[catalogs.shop.targets.python]\npath = "x.py"\nno = 1\n',
    ),
    "its table has an unknown key": lambda several: several.write(
        "apicodes.toml",
        several.read("apicodes.toml").replace("[catalogs.shop]", "[catalogs.shop]\nspecs = 1", 1),
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_nothing_of_a_catalog_that_is_not_selected_fails_a_run(
    broken: Callable[[Repository], object], several: Repository
) -> None:
    broken(several)
    assert several.run("generate").code in (1, 2)
    for command in ("generate", "check", "lint"):
        done = several.run(command, "--catalog", "gateway")
        assert (done.code, done.err.count("error")) == (0, 0), done.err
