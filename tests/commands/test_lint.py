"""``apicodes lint``: how grave rules are, and the comments that silence them."""

import re

import pytest

from helpers.linting import assert_fires, assert_silent, problems
from helpers.marks import codes, marked
from helpers.project import Project
from helpers.refusals import missing_words, refused

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


ERRORS = {
    "cut off": ("description: See issue #12 and C# docs", "5:28: error[text-after-hash]"),
    "cut off, in a list": ("causes: [See #12\n      ]", "5:18: error[text-after-hash]"),
    "not closed": ('message: "Use {{x}} and {y"', "5:14: error[unbalanced-brace]"),
}


@pytest.mark.parametrize(("field", "place"), ERRORS.values(), ids=ERRORS)
def test_a_lost_text_stops_generate_check_and_lint(field: str, place: str, terse: Project) -> None:
    terse.write("codes.yaml", codes(f"  - code: A\n    {field}\n"))
    for command in ("lint", "generate", "check"):
        done = terse.run(command)
        assert done.code == 1
        assert f"codes.yaml:{place}" in done.err
    assert "codes.py" not in terse.files()


CLASHING = "  - code: NotFound\n    description: A.\n  - code: not_found\n    description: B.\n"


@pytest.mark.parametrize(("target", "code"), [("python", 1), ("typescript", 1), ("docusaurus", 0)])
def test_names_that_generate_refuses_are_an_error(target: str, code: int, empty: Project) -> None:
    empty.write("apicodes.toml", f'spec = "codes.yaml"\n[targets.{target}]\npath = "a/b"\n')
    empty.write("codes.yaml", codes(CLASHING))
    assert empty.run("generate").code == code
    done = empty.run("lint")
    severity = "error" if code else "warning"
    assert done.code == code
    assert f"codes.yaml:6:11: {severity}[identifier-collision]" in done.err


def test_a_warning_is_told_by_lint_alone(terse: Project) -> None:
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
        ("'warn' is not one of error, warning, off", "did you mean 'warning'?"),
    ),
    "a level that is no text": ("description-missing = 1", ("'1' is not one of",)),
    "a rule that outputs rely on": ('duplicate-key = "off"', ("outputs rely on",)),
}


@pytest.mark.parametrize(("line", "printed"), MISTAKEN.values(), ids=MISTAKEN)
def test_a_mistake_about_a_rule_is_one_of_the_settings(
    line: str, printed: tuple[str, ...], terse: Project
) -> None:
    levels(terse, line)
    refusal = refused(terse, "lint")
    assert refusal.code == 2
    assert refusal.places == ["apicodes.toml:6:1: error[config]"]
    assert missing_words(refusal, printed) == []


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
    "a rule that is a warning": """
  - code: A
    description: See [a] (/a).  # apicodes: ignore[malformed-link]
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
    assert [each.rule for each in problems(marked(text).text)] == [
        "unused-ignore",
        "duplicate-key",
        "unused-ignore",
    ]


# Everything at once


FORTY = """\
apicodes: 1
title: ▶TODO
▶titel: Codes
type_name: ▶Record
docs_url: ▶https://docs.example.com/codes#{code}
extensible: ▶perhaps
envelope:
  body: {status: "{status}", detail: ▶"{detail}"}
headers:
  Retry-After: {description: Seconds to wait.}
  retry-after: ▶{description: The same in another case.}
groups:
  auth: {title: Authentication, description: ▶"# Keys"}
  data: {title: Data}
codes:
  - http_status: ▶42
    code: A
    description: The status is none.
  - code: B
    http_status: 404
    ▶descripton: What is spelt wrong is missing.
  - ▶description: Nobody knows which entry this is.
  - code: ▶[C, D]
    description: One of two codes.
  - code: D
    description: The first of two.
    group: ▶atuh
    headers: [▶X-None]
    aliases: [▶B]
  - code: ▶D
    description: The second of two.
  - ▶code: E
    http_status: 410
  - code: F
    description: ▶The first of two.
    ▶code: G
  - code: H
    description: ▶It does not end in a full stop
    retryable: ▶maybe
  - code: I
    description: Room ▶#5 is taken.
    links:
      - {title: The guide, url: ▶www.example.com}
  - code: J
    description: ▶See [the guide] (https://example.com).
    message: ▶The field {name} is missing.
    params:
      nme: ▶{type: string}
  - code: K
    description: ▶FIXME before the release.
    number: ▶1.5
  - code: L
    description: It was there.
    deprecated: ▶true
  - code: M
    description: It is replaced by what goes itself.
    deprecated: {replaced_by: ▶N}
  - code: N
    description: It goes, and what replaces it stays.
    since: ▶"1.10"
    deprecated: {since: "1.9", replaced_by: O}
  - code: O
    description: It stays.
  - code: O2
    description: It goes, one day.
    deprecated: {sunset: ▶2026-02-30, reason: Nobody asks for it.}
  - code: P
    description: It should be gone.
    deprecated: {sunset: ▶2020-01-01, reason: Nobody asks for it.}
  - code: Q
    description: It is replaced by one that replaces it.
    deprecated: {replaced_by: ▶R}
  - code: R
    description: It goes round.
    deprecated: {replaced_by: Q}
  - code: S
    number: 7
    removed: {since: "2.0"}
  - code: T
    number: ▶7
    description: The number was taken.
    deprecated: {replaced_by: ▶S}
  - code: U
    description: It is fine.  # apicodes: ignore[▶full-stop]
    visibility: ▶secret
    examples:
      - ▶{summary: A body is missing.}
    http_status: [500, ▶500]
"""
MISTAKES = """
unfinished-text unknown-field reserved-type-name unknown-placeholder wrong-type
unknown-placeholder duplicate-header heading-in-description wrong-value unknown-field
entry-without-identity wrong-type unknown-reference unknown-reference duplicate-alias
duplicate-key description-missing description-repeated duplicate-field full-stop wrong-type
text-after-hash malformed-link malformed-link undefined-parameter unused-parameter
unfinished-text wrong-type deprecated-without-way replacement-chain since-order
impossible-date sunset-past replacement-circle removed-code-reused unknown-reference
unused-ignore wrong-type missing-field wrong-value
"""
"""What is wrong at each mark; a rule that is not named here may find something, too."""


def test_forty_mistakes_are_told_in_one_run_each_at_its_place(terse: Project) -> None:
    text, places = marked(FORTY)
    terse.write("codes.yaml", text)
    rules = MISTAKES.split()
    assert len(places) == len(rules) == 40
    done = terse.run("lint", SOURCE_DATE_EPOCH="1800000000")
    assert done.code == 1
    reported = re.findall(r"^codes\.yaml:(\d+):(\d+): \w+\[([a-z-]+)\]", done.err, re.MULTILINE)
    assert [(int(line), int(column), rule) for line, column, rule in reported if rule in rules] == [
        (*place, rule) for place, rule in zip(places, rules, strict=True)
    ]
