"""What the tests of rules share: what `lint` finds in a catalog."""

import tomllib

from msgspec import convert

from apicodes import lint, loading
from apicodes.lint import Settings
from apicodes.problems import Problem
from helpers.marks import MARK, codes, marked

NOTHING = Settings()


def settings(text: str) -> Settings:
    """Return what TOML says of rules."""
    return convert(tomllib.loads(text), Settings)


def problems(text: str, settings: Settings = NOTHING) -> list[Problem]:
    """Return what all rules find in the text of one file, ``codes.yaml``."""
    return list(loading.examine_files(["codes.yaml"], lambda _: text, settings).problems)


def assert_fires(rule: str, text: str, settings: Settings = NOTHING) -> None:
    """Assert that a rule, and no other, finds something at each mark of a text, and only there."""
    assert MARK in text
    clean, places = marked(codes(text))
    found = problems(clean, settings)
    assert [(each.location.line, each.location.column, each.rule) for each in found] == [
        (*place, rule) for place in places
    ]


def assert_silent(rule: str, text: str, settings: Settings = NOTHING) -> None:
    """Assert that a rule finds nothing in a text."""
    assert rule in lint.all_rules()
    assert [each for each in problems(codes(text), settings) if each.rule == rule] == []


def assert_marked(rule: str, text: str, settings: Settings = NOTHING) -> None:
    """Assert that a rule finds something at each mark of a text, and only there; others may, too.

    A text without marks is silent. Nothing else than rules finds anything.
    """
    clean, places = marked(codes(text))
    found = problems(clean, settings)
    assert {rule, *(each.rule for each in found)} <= set(lint.all_rules())
    assert [
        (each.location.line, each.location.column) for each in found if each.rule == rule
    ] == places
