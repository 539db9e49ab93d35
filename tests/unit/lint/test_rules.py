"""Every rule does what its explanation says, and the documentation has all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apicodes import lint
from apicodes.lint import index
from helpers import strategies
from helpers.linting import NOTHING, problems, settings
from helpers.marks import codes
from helpers.project import ROOT, Project


@pytest.mark.parametrize("name", lint.all_rules())
def test_the_bad_example_of_a_rule_breaks_it_and_the_good_one_keeps_it(name: str) -> None:
    each = lint.all_rules()[name]
    printed = settings(each.docs.settings)
    assert name in {problem.rule for problem in problems(codes(each.docs.bad), printed)}
    assert [str(problem) for problem in problems(codes(each.docs.good), printed)] == []


SILENCED = [
    each.id
    for each in lint.all_rules().values()
    if not each.required and each.id != "unused-ignore"
]


@pytest.mark.parametrize("name", SILENCED)
def test_a_comment_that_silences_a_rule_is_in_use(name: str) -> None:
    each = lint.all_rules()[name]
    printed = settings(each.docs.settings)
    lines = codes(each.docs.bad).split("\n")
    for where in {found.location.line for found in problems(codes(each.docs.bad), printed)}:
        assert where is not None
        lines[where - 1] += f"  # apicodes: ignore[{name}]"
    found = {problem.rule for problem in problems("\n".join(lines), printed)}
    assert not found & {name, "unused-ignore"}


@pytest.mark.parametrize("name", lint.all_rules())
def test_a_rule_explains_itself(name: str) -> None:
    each = lint.all_rules()[name]
    assert each.docs.summary.endswith(".")
    assert each.docs.bad
    assert each.docs.good


def test_the_index_lists_every_rule_with_its_module() -> None:
    modules: dict[str, list[str]] = {}
    for name, each in lint.all_rules().items():
        modules.setdefault(each.check.__module__.rpartition(".")[2], []).append(name)
    assert modules == {module: list(names) for module, names in index.MODULES.items()}


def test_a_run_for_errors_imports_the_modules_of_all_errors() -> None:
    rules = lint.all_rules()
    required = {name for name, each in rules.items() if each.required}
    assert index.rule_ids(index.REQUIRED) == required
    errors = {name for name, each in rules.items() if each.severity == "error"}
    assert index.rule_ids((*index.REQUIRED, *index.ERRORS)) == errors


def test_the_page_of_rules_is_what_the_command_prints(empty: Project) -> None:
    done = empty.run("rule", "--markdown")
    assert done.out == (ROOT / "docs" / "rules.md").read_text("utf-8"), "run 'make docs'"


def test_the_rules_are_listed_and_one_is_explained(empty: Project) -> None:
    listed = empty.run("rule").out.splitlines()
    assert [line.split()[0] for line in listed] == list(lint.all_rules())
    explained = empty.run("rule", "description-missing").out
    each = lint.all_rules()["description-missing"]
    assert all(
        text in explained for text in (each.docs.summary, each.docs.explanation, "Bad:", "Good:")
    )


def test_a_misspelt_rule_gets_the_nearest(empty: Project) -> None:
    done = empty.run("rule", "descripton-missing")
    assert done.code == 2
    assert "did you mean 'description-missing'?" in done.err


SAID = settings("""
code_style = "PascalCase"
[extensions.x-team]
type = "integer"
[extensions.x-owner]
required = true
""")


@pytest.mark.slow
@given(strategies.catalogs(), st.data())
def test_no_rule_fails_whatever_a_catalog_holds(
    document: strategies.Document, data: st.DataObject
) -> None:
    entry = data.draw(st.sampled_from(document["codes"]))
    holder = data.draw(st.sampled_from([document, entry]))
    # A value of any kind at any place: rules also run over what could not be read whole.
    if data.draw(st.booleans()):
        holder[data.draw(st.sampled_from(sorted(holder)))] = data.draw(strategies.values())
    text = strategies.as_yaml(document)
    for problem in problems(text, data.draw(st.sampled_from([NOTHING, SAID]))):
        assert problem.location.line
        assert problem.location.column
