"""Rules about what comes, is deprecated and goes: where each fires, to the column, and where not.

A mark stands before the character where a problem is expected; a text without one is silent.
"""

import pytest

from helpers.linting import assert_marked, problems
from helpers.marks import codes
from helpers.project import Project

HIDDEN = {
    "an internal entry": """
  - code: A
    deprecated: {replaced_by: ▶B}
  - code: B
    visibility: internal
""",
    "one of a list, internal by default": """
defaults: {visibility: internal}
title: Codes
codes:
  - code: A
    visibility: public
    deprecated: {replaced_by: [B, ▶C]}
  - code: B
    visibility: public
  - code: C
""",
    "of an internal entry": """
  - code: A
    visibility: internal
    deprecated: {replaced_by: B}
  - code: B
    visibility: internal
""",
    "of a removed entry": """
  - code: A
    deprecated: {replaced_by: B}
    removed: {since: "3"}
  - code: B
    visibility: internal
""",
    "an entry for all": """
  - code: A
    deprecated: {replaced_by: B}
  - code: B
""",
}

CHAIN = {
    "two steps": """
  - code: A
    deprecated: {replaced_by: ▶B}
  - code: B
    deprecated: {replaced_by: C}
  - code: C
""",
    "three steps": """
  - code: A
    deprecated: {replaced_by: ▶B}
  - code: B
    deprecated: {replaced_by: ▶C}
  - code: C
    deprecated: {replaced_by: D}
  - code: D
""",
    "an earlier entry": """
  - code: C
  - code: B
    deprecated: {replaced_by: C}
  - code: A
    deprecated: {replaced_by: ▶B}
""",
    "one of a list": """
  - code: A
    deprecated: {replaced_by: [C, ▶B]}
  - code: B
    deprecated: {replaced_by: C}
  - code: C
""",
    "an end that is deprecated as well": """
  - code: A
    deprecated: {replaced_by: ▶B}
  - code: B
    deprecated: {reason: Nobody asks for it.}
""",
    "a replacement that stays": """
  - code: A
    deprecated: {replaced_by: B}
  - code: B
""",
    "a removed entry": """
  - code: A
    deprecated: {replaced_by: B}
    removed: {since: "3"}
  - code: B
    deprecated: {replaced_by: C}
  - code: C
""",
    "a circle, which is told as one": """
  - code: A
    deprecated: {replaced_by: B}
  - code: B
    deprecated: {replaced_by: A}
""",
    "a way into a circle": """
  - code: A
    deprecated: {replaced_by: B}
  - code: B
    deprecated: {replaced_by: C}
  - code: C
    deprecated: {replaced_by: B}
""",
    "a circle with a way out of it, and a way into it": """
  - code: A
    deprecated: {replaced_by: B}
  - code: B
    deprecated: {replaced_by: [A, C]}
  - code: C
  - code: D
    deprecated: {replaced_by: ▶A}
""",
}

CIRCLE = {
    "two": """
  - code: A
    deprecated: {replaced_by: ▶B}
  - code: B
    deprecated: {replaced_by: A}
""",
    "three, and a way into it": """
  - code: A
    deprecated: {replaced_by: B}
  - code: B
    deprecated: {replaced_by: ▶C}
  - code: C
    deprecated: {replaced_by: D}
  - code: D
    deprecated: {replaced_by: B}
""",
    "itself": """
  - code: A
    deprecated: {replaced_by: ▶A}
""",
    "two circles": """
  - code: A
    deprecated: {replaced_by: [▶B, ▶C]}
  - code: B
    deprecated: {replaced_by: A}
  - code: C
    deprecated: {replaced_by: A}
""",
    "none, on two ways to one end": """
  - code: A
    deprecated: {replaced_by: [B, C]}
  - code: B
    deprecated: {replaced_by: D}
  - code: C
    deprecated: {replaced_by: D}
  - code: D
""",
    "a removed entry": """
  - code: A
    deprecated: {replaced_by: B}
    removed: {since: "3"}
  - code: B
    deprecated: {replaced_by: B2}
  - code: B2
""",
}

WAY = {
    "true": "deprecated: ▶true",
    "only a version": "deprecated: ▶{since: '2'}",
    "only a day": "deprecated:\n      ▶sunset: 2999-01-01",
    "an empty list": "deprecated: ▶{replaced_by: []}",
    "a reason": "deprecated: {reason: Nobody asks for it.}",
    "a replacement": "deprecated: {replaced_by: Z}",
    "false": "deprecated: false",
    "a removed entry": "deprecated: true\n    removed: {since: '3'}",
    "silenced": "deprecated: true  # apicodes: ignore[deprecated-without-way]",
}

ORDER = {
    "later than deprecated": "since: ▶2.0\n    deprecated: {since: 1.9, reason: R.}",
    "versions, not text": "since: ▶1.10\n    deprecated: {since: 1.9, reason: R.}",
    "a v before one": "since: ▶v2.1\n    deprecated: {since: 2.0.9, reason: R.}",
    "a release and its candidate": "since: ▶2.0\n    deprecated: {since: 2.0-rc.1, reason: R.}",
    "candidates": "since: ▶2.0-rc.10\n    deprecated: {since: 2.0-rc.9, reason: R.}",
    "a word after a number": "since: ▶2.0-a\n    deprecated: {since: 2.0-9, reason: R.}",
    "dates": "since: ▶2026-10-01\n    deprecated: {since: 2026-09-30, reason: R.}",
    "a month and a day": "since: ▶2026-10\n    deprecated: {since: 2026-09-30, reason: R.}",
    "next": "since: ▶next\n    deprecated: {since: 2.0, reason: R.}",
    "later than removed": "since: ▶3\n    removed: {since: 2.9}",
    "deprecated later than removed": "deprecated: {since: ▶3.1, reason: R.}\n"
    "    removed: {since: 3.0}",
    "all the wrong way": "since: ▶3\n    deprecated: {since: ▶2}\n    removed: {since: 1}",
    "next, twice": "since: next\n    deprecated: {since: next, reason: R.}",
    "in order": "since: 1.9\n    deprecated: {since: 1.10, reason: R.}\n    removed: {since: 2}",
    "equal": "since: 2\n    deprecated: {since: 2.0.0, reason: R.}",
    "deprecated next": "since: 2\n    deprecated: {since: next, reason: R.}",
    "a build": "since: 2.0+b\n    deprecated: {since: 2.0+a, reason: R.}",
    "a date and a version": "since: 2026-01-01\n    deprecated: {since: 2.0, reason: R.}",
    "a year and a date": "since: '2026'\n    deprecated: {since: 2025-01-01, reason: R.}",
    "names": "since: zebra\n    deprecated: {since: ant, reason: R.}",
    "nothing to compare": "since: 2.0",
}

REUSED = {
    "a number": """
  - code: A
    number: 1
    removed: {since: "3"}
  - code: B
    number: ▶1
""",
    "a name": """
  - code: A
    removed: {since: "3"}
  - code: B
    name: ▶A
""",
    "the name of a removed entry as a code": """
  - code: "1"
    name: A
    removed: {since: "3"}
  - code: ▶A
""",
    "before it": """
  - code: B
    number: ▶1
  - code: A
    number: 1
    removed: {since: "3"}
""",
    "another number": """
  - code: A
    number: 1
    removed: {since: "3"}
  - code: B
    number: 2
""",
    "a code like a number": """
  - code: A
    number: 1
    removed: {since: "3"}
  - code: "1"
""",
    "both removed": """
  - code: A
    number: 1
    removed: {since: "3"}
  - code: B
    number: 1
    removed: {since: "3"}
""",
    "neither removed": """
  - code: A
    number: 1
  - code: B
    number: 1
""",
}

SUNSET = {
    "the day before": "deprecated: {sunset: ▶2026-03-14, reason: R.}",
    "years ago": "deprecated:\n      reason: R.\n      sunset: ▶1999-12-31",
    "today": "deprecated: {sunset: 2026-03-15, reason: R.}",
    "ahead": "deprecated: {sunset: 2027-01-01, reason: R.}",
    "a removed entry": "deprecated: {sunset: 2026-03-14, reason: R.}\n    removed: {since: '3'}",
    "no day of the calendar": "deprecated: {sunset: 2026-02-30, reason: R.}",
}
NOON = "1773576000"
"""15 March 2026, at noon in UTC."""


def entry(fields: str) -> str:
    return f"  - code: A\n    {fields}\n  - code: Z\n"


TABLES = {
    "hidden-replacement": HIDDEN,
    "replacement-chain": CHAIN,
    "replacement-circle": CIRCLE,
    "deprecated-without-way": {name: entry(text) for name, text in WAY.items()},
    "since-order": {name: entry(text) for name, text in ORDER.items()},
    "removed-code-reused": REUSED,
    "sunset-past": {name: entry(text) for name, text in SUNSET.items()},
}
CASES = [
    pytest.param(rule, text, id=f"{rule}: {name}")
    for rule, table in TABLES.items()
    for name, text in table.items()
]


@pytest.mark.parametrize(("rule", "text"), CASES)
def test_a_rule_fires_at_its_marks_and_nowhere_else(
    rule: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)
    assert_marked(rule, text)


def printed(rule: str, text: str) -> list[tuple[str, str | None]]:
    return [(each.message, each.hint) for each in problems(codes(text)) if each.rule == rule]


def chained(count: int, last: str) -> str:
    following = (*(f"C{number}" for number in range(1, count)), last)
    return "".join(
        f"  - code: C{number}\n    deprecated: {{replaced_by: {key}}}\n"
        for number, key in enumerate(following)
    )


def test_a_chain_names_its_end() -> None:
    found = printed("replacement-chain", chained(300, "Z") + "  - code: Z\n")
    assert len(found) == 299
    assert found[0] == (
        "'C1', the replacement of 'C0', is deprecated itself",
        "name the end of the chain: 'Z'",
    )
    assert {hint for _, hint in found} == {found[0][1]}


def test_a_long_circle_is_told_once_and_in_short() -> None:
    ((message, hint),) = printed("replacement-circle", chained(5000, "C0"))
    assert message == ("the replacements form a circle: 'C0' → 'C1' → 'C2' → … → 'C4999' → 'C0'")
    assert hint == "name an entry that stays, or delete 'replaced_by'"


def test_a_reuse_and_an_order_name_the_other_place() -> None:
    assert printed("removed-code-reused", REUSED["before it"].replace("▶", "")) == [
        ("the removed entry 'A' had the number '1' (codes.yaml:7:13)", "choose another number")
    ]
    ((message, _),) = printed("since-order", entry(ORDER["later than deprecated"].replace("▶", "")))
    assert message == "since '2.0' is later than deprecated.since '1.9' (codes.yaml:6:25)"


def test_today_is_the_day_that_the_environment_says(project: Project) -> None:
    text = "apicodes: 1\ntitle: Codes\ncodes:\n" + entry(
        "description: Text.\n    deprecated: {sunset: 2026-03-15, reason: R.}"
    )
    project.write("codes.yaml", text)
    assert "sunset-past" not in project.run("lint", SOURCE_DATE_EPOCH=NOON).err
    later = project.run("lint", SOURCE_DATE_EPOCH=str(int(NOON) + 12 * 60 * 60)).err
    assert "codes.yaml:6:26: warning[sunset-past] the sunset of 'A' was 2026-03-15" in later
    assert project.run("lint", SOURCE_DATE_EPOCH="").code == 0  # as if it were not set
    wrong = project.run("lint", SOURCE_DATE_EPOCH="noon")
    assert wrong.code == 2
    assert "'noon' is not a number of seconds" in wrong.err
