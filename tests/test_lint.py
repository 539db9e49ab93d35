"""``apicodes lint``: how grave rules are, and the comments that silence them."""

import pytest

from conftest import Project
from linted import assert_fires, assert_silent, problems
from marks import codes, marked
from refusals import refused, unsaid

TERSE = """\
apicodes: 1
title: Codes
codes:
  - code: A
    http_status: 404
  - code: B
    description: What it means.
"""


@pytest.fixture
def terse(empty: Project) -> Project:
    """A project whose catalog has one entry without a description."""
    empty.write("apicodes.toml", 'spec = "codes.yaml"\n[targets.python]\npath = "codes.py"\n')
    empty.write("codes.yaml", TERSE)
    return empty


def levels(terse: Project, *lines: str) -> None:
    text = terse.read("apicodes.toml")
    terse.write("apicodes.toml", "\n".join((text, "[rules]", *lines, "")))


def test_an_error_stops_generate_check_and_lint(terse: Project) -> None:
    for command in ("lint", "generate", "check"):
        done = terse.run(command)
        assert done.code == 1
        assert "codes.yaml:4:5: error[description-missing] 'A' has no description" in done.err
    assert "codes.py" not in terse.files()


def test_a_warning_is_told_by_lint_alone(terse: Project) -> None:
    levels(terse, 'description-missing = "warning"')
    done = terse.run("lint")
    assert done.code == 0
    assert "codes.yaml:4:5: warning[description-missing]" in done.err
    assert done.out == "1 warning found.\n"
    assert terse.run("lint", "--fail-on", "warning").code == 1
    done = terse.run("generate")
    assert done.code == 0
    assert "warning" not in done.err


def test_a_rule_that_is_off_finds_nothing(terse: Project) -> None:
    levels(terse, 'description-missing = "off"')
    done = terse.run("lint", "--fail-on", "warning")
    assert (done.code, done.out, done.err) == (0, "no problems found.\n", "")


def test_a_warning_that_the_settings_make_an_error_stops_generate(terse: Project) -> None:
    levels(terse, 'unused-ignore = "error"')
    terse.write("codes.yaml", TERSE + "    # apicodes: ignore[description-missing]\n")
    done = terse.run("generate")
    assert done.code == 1
    assert "codes.yaml:8:24: error[unused-ignore]" in done.err


MISTAKEN = {
    "a rule that there is not": (
        'descripton-missing = "off"',
        ("there is no rule 'descripton-missing'", "did you mean 'description-missing'?"),
    ),
    "a level that there is not": (
        'description-missing = "warn"',
        ("'warn' is none of error, warning, off", "did you mean 'warning'?"),
    ),
    "a level that is no text": ("description-missing = 1", ("'1' is none of",)),
    "a rule that outputs rely on": ('duplicate-key = "off"', ("outputs rely on",)),
}


@pytest.mark.parametrize(("line", "said"), MISTAKEN.values(), ids=MISTAKEN)
def test_a_mistake_about_a_rule_is_one_of_the_settings(
    line: str, said: tuple[str, ...], terse: Project
) -> None:
    levels(terse, line)
    refusal = refused(terse, "lint")
    assert refusal.code == 2
    assert refusal.places == ["apicodes.toml:6:1: error[config]"]
    assert unsaid(refusal, said) == []


def test_every_mistake_of_the_settings_of_rules_is_named(terse: Project) -> None:
    levels(terse, 'a = "off"', 'b = "off"', "[extensions.owner]", '[extensions.x-a]\ntype = "text"')
    done = terse.run("lint")
    assert done.code == 2
    assert [line.split(" ")[0] for line in done.err.splitlines() if "error[config]" in line] == [
        "apicodes.toml:6:1:",
        "apicodes.toml:7:1:",
        "apicodes.toml:8:13:",
        "apicodes.toml:10:1:",
    ]


# Comments


SILENCED = {
    "at the end of the entry's first line": """
  - code: A  # apicodes: ignore[description-missing]
    http_status: 404
""",
    "on the line above": """
  # apicodes: ignore[description-missing]
  - code: A
""",
    "above, with a comment between": """
  # apicodes: ignore[description-missing]
  # It is plain enough.

  - code: A
""",
    "among others": """
  - code: A  # apicodes: ignore[unused-ignore, description-missing]
""",
    "after a dash of its own": """
  - # apicodes: ignore[description-missing]
    code: A
""",
    "in a list at the margin": """
title: Codes
codes:
# apicodes: ignore[description-missing]
- code: A
""",
}


@pytest.mark.parametrize("text", SILENCED.values(), ids=SILENCED)
def test_a_comment_silences_a_rule_at_its_place(text: str) -> None:
    assert problems(codes(text)) == []


def test_a_comment_silences_one_place_alone() -> None:
    assert_fires(
        "description-missing",
        """
  - code: A  # apicodes: ignore[description-missing]
  - ▶code: B
""",
    )


UNUSED = {
    "nothing to silence": """
  - code: A
    description: Text.  # apicodes: ignore[▶description-missing]
""",
    "no such rule": """
  - code: A
    description: Text.  # apicodes: ignore[▶description-mising]
""",
    "no rule": """
  - code: A
    description: Text.  ▶# apicodes: ignore
""",
    "no rule in the brackets": """
  - code: A
    description: Text.  ▶# apicodes: ignore[]
""",
    "a rule that outputs rely on": """
  - code: A
    description: Text.  # apicodes: ignore[▶duplicate-key]
""",
    "two rules": """
  - code: A
    description: Text.  # apicodes: ignore[▶duplicate-key, ▶no-codes]
""",
}


@pytest.mark.parametrize("text", UNUSED.values(), ids=UNUSED)
def test_a_comment_that_silences_nothing_is_reported(text: str) -> None:
    assert_fires("unused-ignore", text)


TEXTS = {
    "in a block": "description: |\n      # apicodes: ignore[no-codes]",
    "folded": "description: >-\n      Text\n      # apicodes: ignore[no-codes]",
    "in quotes": "description: ' # apicodes: ignore[no-codes]'",
    "in quotes of two lines": 'description: "Text\n      # apicodes: ignore[no-codes]"',
    "after a word": "description: Text# apicodes: ignore[no-codes]",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_looks_like_a_comment_in_a_text_is_text(text: str) -> None:
    assert_silent("unused-ignore", f"  - code: A\n    {text}")


def test_what_outputs_rely_on_cannot_be_silenced() -> None:
    text = codes("""
  - code: A  # apicodes: ignore[duplicate-key]
    description: Text.
  - code: A  # apicodes: ignore[duplicate-key]
    description: Text.
""")
    assert [its.rule for its in problems(marked(text).text)] == [
        "unused-ignore",
        "duplicate-key",
        "unused-ignore",
    ]
