"""Every rule does what its explanation says, and the documentation has all of them."""

import pytest

from apicodes import rules
from conftest import ROOT, Project
from linted import assert_silent, problems
from marks import codes


@pytest.mark.parametrize("name", rules.every())
def test_the_bad_example_of_a_rule_breaks_it_and_the_good_one_keeps_it(name: str) -> None:
    its = rules.every()[name]
    assert name in {problem.rule for problem in problems(codes(its.bad))}
    assert_silent(name, its.good)
    assert {problem.rule for problem in problems(codes(its.good))} <= {name}


@pytest.mark.parametrize("name", rules.every())
def test_a_rule_explains_itself(name: str) -> None:
    its = rules.every()[name]
    assert its.summary.endswith(".")
    assert its.bad
    assert its.good


def test_the_rules_that_are_errors_are_known_without_loading_the_others() -> None:
    errors = {its.id for its in rules.every().values() if its.severity == "error"}
    modules = {name: rules.every()[name].find.__module__ for name in errors}
    assert {module.rpartition(".")[2] for module in modules.values()} <= set(rules.ERRORS)


def test_the_page_of_rules_is_what_the_command_prints(empty: Project) -> None:
    done = empty.run("rule", "--markdown")
    assert done.out == (ROOT / "docs" / "rules.md").read_text("utf-8"), "run 'make docs'"


def test_the_rules_are_listed_and_one_is_explained(empty: Project) -> None:
    listed = empty.run("rule").out.splitlines()
    assert [line.split()[0] for line in listed] == list(rules.every())
    explained = empty.run("rule", "description-missing").out
    its = rules.every()["description-missing"]
    assert all(text in explained for text in (its.summary, its.explanation, "Bad:", "Good:"))


def test_a_misspelt_rule_gets_the_nearest(empty: Project) -> None:
    done = empty.run("rule", "descripton-missing")
    assert done.code == 2
    assert "did you mean 'description-missing'?" in done.err
