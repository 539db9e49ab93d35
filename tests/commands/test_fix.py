"""``apicodes lint --fix``: what is mechanical is mended in place, and nothing else changes."""

import difflib
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apicodes import lint, loading
from apicodes.catalog.model import Catalog
from apicodes.catalog.source import build
from apicodes.edit import lint_fix
from apicodes.settings.config import load
from helpers import strategies
from helpers.marks import codes
from helpers.project import Project
from helpers.yaml_styles import Styled

SETTINGS = 'spec = "codes.yaml"\n'

STOPS = """
  - code: A   # the first
    description: A plain text
  - {code: B, description: "Within brackets"}  # in one line
  - code: C
    description: 'It''s in quotes'   # with a comment
  - code: D
    description: "In \\u2018other\\u2019 quotes"
  - code: E
    description: >-  # folded
      Folded text over
      two lines
    number: 7
  - code: F
    description: |
      A paragraph.

      And **another**
  - code: G
    description: Without quotes
      in two lines   # and a comment
  - code: H
    http_status:
      404: Nothing is there   # by status
      410: "It was there"
  - code: I
    description: One.
    causes: [The first, 'The second (or so)', "The third."]
    solutions:
      - Do it.
      - Do `that`  # or not
"""
STOPPED = """\
-    description: A plain text
-  - {code: B, description: "Within brackets"}  # in one line
+    description: A plain text.
+  - {code: B, description: "Within brackets."}  # in one line
-    description: 'It''s in quotes'   # with a comment
+    description: 'It''s in quotes.'   # with a comment
-    description: "In \\u2018other\\u2019 quotes"
+    description: "In ‘other’ quotes."
-      two lines
+      two lines.
-      And **another**
+      And **another**.
-      in two lines   # and a comment
+      in two lines.   # and a comment
-      404: Nothing is there   # by status
-      410: "It was there"
+      404: Nothing is there.   # by status
+      410: "It was there."
"""
DONE = "".join(f"  - code: Z{number}\n    description: Text {number}.\n" for number in range(72))

CASES: dict[str, tuple[str, str]] = {
    "full-stop": (STOPS + DONE, STOPPED),
    "full-stop in causes and solutions": (
        """
  - code: A
    description: One.
    causes:
      - The first
      - "The second."
      - 'It''s the third.'
      - It's a fourth.
      - It's a fifth.
      - It's a sixth.
      - It's a seventh.
    solutions:
      - Do it.
      - Do this.
      - Do this as well.
      - Do this later.
      - Do this now.
      - Do this at last.
      - Do `that`  # or not
""",
        """\
-      - The first
+      - The first.
-      - Do `that`  # or not
+      - Do `that`.  # or not
""",
    ),
    "malformed-link": (
        """
  - code: A
    description: See [a] (https://a.example), and [b] (./b).  # twice
  - code: B
    description: "(The guide)[https://a.example] says it."
""",
        """\
-    description: See [a] (https://a.example), and [b] (./b).  # twice
+    description: See [a](https://a.example), and [b](./b).  # twice
-    description: "(The guide)[https://a.example] says it."
+    description: "[The guide](https://a.example) says it."
""",
    ),
    "two in one text, several in one entry": (
        """
  - code: A
    description: See [a] (https://a.example)   # and so on
    message: The {name} is taken.
    params:
      name: {description: The name.}   # said
      size: {description: "See [b] (./b)"}   # not said
    deprecated: {replaced_by: B}
  - code: B
    description: Second.
    deprecated: {since: "2", replaced_by: [C]}
  - code: C
    description: Third.  # apicodes: ignore[full-stop]
""",
        """\
-    description: See [a] (https://a.example)   # and so on
+    description: See [a](https://a.example)   # and so on
-      size: {description: "See [b] (./b)"}   # not said
-    deprecated: {replaced_by: B}
+    deprecated: {replaced_by: C}
-    description: Third.  # apicodes: ignore[full-stop]
+    description: Third.
""",
    ),
    "replacement-chain": (
        """
  - code: A
    description: First.
    deprecated: {replaced_by: ["B", D]}   # split
  - code: B
    description: Second.
    deprecated:
      replaced_by: C   # renamed
  - code: C
    description: Third.
    deprecated:
      replaced_by:
        - D
  - code: D
    description: Fourth.
  - code: E
    description: Fifth.
    deprecated:
      replaced_by:
        - B   # it was B
        - F
        - C
  - code: F
    description: Sixth.
""",
        """\
-    deprecated: {replaced_by: ["B", D]}   # split
+    deprecated: {replaced_by: [D]}   # split
-      replaced_by: C   # renamed
+      replaced_by: D   # renamed
-        - B   # it was B
+        - D   # it was B
-        - C
""",
    ),
    "unused-parameter": (
        """
  - code: A
    description: First.
    message: Nothing to fill in.
    params:   # none
      name: {description: The name.}
      size: {description: The size.}
    number: 7
  - code: B
    description: Second.
    message: "{size} is too large."
    params: {name: {description: The name.}, size: {description: The size.}}
""",
        """\
-    params:   # none
-      name: {description: The name.}
-      size: {description: The size.}
-    params: {name: {description: The name.}, size: {description: The size.}}
+    params: {size: {description: The size.}}
""",
    ),
    "unused-ignore": (
        """
  # apicodes: ignore[full-stop]
  - code: A   # the first  # apicodes: ignore[duplicate-key]
    # apicodes: ignore[full-stop, malformed-link]

    description: First.  # apicodes: ignore[full-stop] the page says so
  - # apicodes: ignore[full-stop]
    code: B  # apicodes: ignore[ full-stop,description-missing,  unfinished-text ]
""",
        """\
-  # apicodes: ignore[full-stop]
-  - code: A   # the first  # apicodes: ignore[duplicate-key]
-    # apicodes: ignore[full-stop, malformed-link]
+  - code: A   # the first
-    description: First.  # apicodes: ignore[full-stop] the page says so
-  - # apicodes: ignore[full-stop]
-    code: B  # apicodes: ignore[ full-stop,description-missing,  unfinished-text ]
+    description: First.  # the page says so
+  -
+    code: B  # apicodes: ignore[description-missing]
""",
    ),
}  # fmt: skip


def changed(old: str, new: str) -> str:
    lines = difflib.unified_diff(old.splitlines(True), new.splitlines(True), n=0)
    return "".join(line for line in lines if line[:3] not in ("---", "+++") and line[0] != "@")


@pytest.fixture
def linted(empty: Project) -> Project:
    empty.write("apicodes.toml", SETTINGS)
    return empty


@pytest.mark.parametrize("name", CASES)
def test_a_fix_changes_its_own_text_alone(name: str, linted: Project) -> None:
    text, lines = CASES[name]
    text = codes(text)
    linted.write("codes.yaml", text)
    shown = linted.run("lint", "--fix", "--diff")
    assert linted.read("codes.yaml") == text
    done = linted.run("lint", "--fix")
    fixed = linted.read("codes.yaml")
    assert changed(text, fixed) == lines
    assert changed(text, fixed) == "".join(
        f"{line}\n" for line in shown.out.splitlines() if re.match(r"[-+](?![-+])", line)
    )
    assert (shown.code, done.code, done.out) == (1, 0, "no problems found.\n")
    assert f"{done.err.count('fixed  ')} problem" in shown.err
    again = linted.run("lint", "--fix", "--fail-on", "warning")
    assert (again.code, again.err, linted.read("codes.yaml")) == (0, "", fixed)
    assert linted.run("lint", "--diff").code == 0

    linted.write("codes.yaml", "\ufeff" + text.replace("\n", "\r\n"))
    linted.run("lint", "--fix")
    assert linted.read("codes.yaml") == "\ufeff" + fixed.replace("\n", "\r\n")


LEFT: dict[str, str] = {
    "another mark at the end": "  - code: A\n    description: 'Do one of these:'\n" + DONE,
    "another script": "  - code: A\n    description: 没有 这个 条目\n" + DONE,
    "a backslash at the end": "  - code: A\n    description: Look at C\\\n" + DONE,
    "a link in code as well": """
  - code: A
    description: Not `[a] (./a)` but [a] (./a).
""",
    "a parameter that may be misspelt": """
  - code: A
    description: First.
    message: The {name} is taken.
    params: {title: {description: The name.}}
""",
    "a parameter without a message": """
  - code: A
    description: First.
    params: {title: {description: The name.}}
""",
    "two ends": """
  - code: A
    description: First.
    deprecated: {replaced_by: B}
  - code: B
    description: Second.
    deprecated: {replaced_by: [C, D]}
  - code: C
    description: Third.
  - code: D
    description: Fourth.
""",
    "an end that not all readers see": """
  - code: A
    description: First.
    deprecated: {replaced_by: B}
  - code: B
    description: Second.
    deprecated: {replaced_by: C}
  - code: C
    description: Third.
    visibility: internal
""",
    "a rule that there is not": "  - code: A\n    description: A.  # apicodes: ignore[ful-stop]\n",
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT)
def test_what_takes_a_judgement_is_left(name: str, linted: Project) -> None:
    linted.write("codes.yaml", codes(LEFT[name]))
    before = linted.run("lint", "--fail-on", "warning")
    done = linted.run("lint", "--fix", "--fail-on", "warning")
    assert before.code == 1
    assert done == before
    assert linted.read("codes.yaml") == codes(LEFT[name])


def test_a_rule_that_is_off_may_need_its_comments(linted: Project) -> None:
    linted.write("apicodes.toml", SETTINGS + 'rules.full-stop = "off"\n')
    text = codes("  - code: A\n    description: A.  # apicodes: ignore[full-stop]\n")
    linted.write("codes.yaml", text)
    linted.run("lint", "--fix")
    assert linted.read("codes.yaml") == text


def test_lint_says_how_many_problems_can_be_mended(linted: Project) -> None:
    linted.write(
        "codes.yaml",
        codes("  - code: A\n    description: See [a] (./a) TODO.\n    title: In room #5\n"),
    )
    done = linted.run("lint")
    assert done.code == 1
    assert done.out == ("1 error and 2 warnings found.\nFix 1 of 3 with: apicodes lint --fix\n")


def test_what_was_mended_is_told_and_what_is_left(linted: Project) -> None:
    linted.write(
        "codes.yaml",
        codes("  - code: A\n    description: See [a] (./a) TODO.\n    title: In room #5\n"),
    )
    reports = "--format json --output - --format text --output a.txt"
    done = linted.run("lint", "--fix", *reports.split())
    assert done.code == 1
    assert done.err.splitlines()[0] == (
        "fixed  codes.yaml:5:18: malformed-link: '[a] (./a)' looks like a link, but is not one"
    )
    assert "Update the outputs with: apicodes generate" in done.err
    report = json.loads(done.out)
    assert [each["rule"] for each in report["problems"]] == ["unfinished-text", "text-after-hash"]
    assert linted.read("a.txt").endswith("1 error and 1 warning found.\n")


def test_a_text_in_brackets_gets_no_full_stop(linted: Project) -> None:
    solutions = [f"Try way {number}." for number in range(8)]
    linted.write(
        "codes.yaml",
        codes(
            "  - code: A\n    description: The key lacks a scope.\n"
            f"    causes: {solutions}\n    solutions: [{', '.join(solutions)}]\n"
            "  - code: B\n    description: The scope is not there.\n"
            "    solutions: [Add the scope to the key, or use another key.]\n"
        ),
    )
    before = linted.read("codes.yaml")
    done = linted.run("lint", "--fix")
    assert linted.read("codes.yaml") == before
    assert "codes.yaml:10:17: warning[full-stop] no full stop after 'Add the scope" in done.err
    assert "codes.yaml:10:43: warning[text-split-by-comma] a comma splits this text" in done.err


def test_two_files_of_a_catalog_are_mended(linted: Project) -> None:
    linted.write("apicodes.toml", 'spec = ["one.yaml", "two.yaml"]\n')
    linted.write("one.yaml", codes("  - code: A\n    description: See [a] (./a).\n"))
    two = """\
apicodes: 1
groups:
  more: {title: More, description: "See [g] (./g)."}
codes:
  - code: B
    description: See [b] (./b).
    group: more
    deprecated: {replaced_by: C}
  - code: C
    description: Third.
    deprecated: {replaced_by: A}
"""
    linted.write("two.yaml", two)
    assert linted.run("lint", "--fix").out == "no problems found.\n"
    assert "See [a](./a)." in linted.read("one.yaml")
    mended = two.replace("] (", "](").replace("replaced_by: C", "replaced_by: A")
    assert linted.read("two.yaml") == mended


def test_what_cannot_be_edited_is_left_with_the_reason(linted: Project) -> None:
    text = codes("""
  - code: A
    description: &shared See [a] (./a).
    causes: [*shared]
    solutions: [Look at [b] (./b).]
  - code: B
    description: See [b] (./b).
    # nothing is lost
""").replace("[Look at [b] (./b).]", '["Look at [b] (./b)."]')
    linted.write("codes.yaml", text)
    done = linted.run("lint", "--fix")
    assert changed(text, linted.read("codes.yaml")).count("+") == 2
    assert done.out == "1 warning found.\n"
    hint = "hint: delete the space before the address; not fixed: "
    assert f"{hint}other values may refer to it as '*shared'; write it out" in done.err


def test_a_file_of_two_catalogs_is_left(linted: Project) -> None:
    linted.write(
        "apicodes.toml",
        '[catalogs.a]\nspec = ["a.yaml", "c.yaml"]\n[catalogs.b]\nspec = ["b.yaml", "c.yaml"]\n',
    )
    for name in "abc":
        code = f"  - code: {name.upper()}\n    description: See [x] (/{name}).\n"
        linted.write(f"{name}.yaml", codes(code))
    shared = codes("  - code: C\n    description: See [x] (/c).\n").replace("title: Codes\n", "")
    linted.write("c.yaml", shared)
    done = linted.run("lint", "--fix")
    assert (done.err.count("fixed  "), linted.read("c.yaml")) == (2, shared)
    assert "not fixed: several catalogs share this file" in done.err


@pytest.mark.parametrize("mistake", ["    descripton: x\n", "  - code: A\n", "    number: [\n"])
def test_nothing_is_mended_in_a_catalog_with_mistakes(mistake: str, linted: Project) -> None:
    text = codes("  - code: A\n    description: See [a] (./a).\n" + mistake)
    linted.write("codes.yaml", text)
    before = linted.run("lint")
    done = linted.run("lint", "--fix")
    refused, _, reported = done.err.partition("\n")
    assert refused.startswith("Nothing was fixed: ")
    assert (done.code, reported, done.out) == (1, before.err, before.out)
    shown = linted.run("lint", "--diff")
    assert (shown.code, shown.out, shown.err.split(":")[0]) == (1, "", "Nothing was fixed")
    assert linted.read("codes.yaml") == text


def test_rules_that_mend_say_so(linted: Project) -> None:
    printed = "'apicodes lint --fix' fixes some of these problems."
    assert printed in linted.run("rule", "full-stop").out
    assert printed not in linted.run("rule", "description-missing").out


def test_a_difference_is_no_report(linted: Project) -> None:
    linted.write("codes.yaml", codes("  - code: A\n    description: A.\n"))
    assert linted.run("lint", "--fix", "--diff", "--format", "json").code == 2


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(linted: Project) -> None:
    linted.write("apicodes.toml", 'spec = ["a/codes.yaml", "b/codes.yaml"]\n')
    linted.write("a/codes.yaml", codes("  - code: A\n    description: See [a] (./a).\n"))
    second = codes("  - code: B\n    description: See [b] (./b).\n").replace("title: Codes\n", "")
    linted.write("b/codes.yaml", second)
    before = linted.files()
    (linted.path / "b").chmod(0o500)
    try:
        done = linted.run("lint", "--fix")
    finally:
        (linted.path / "b").chmod(0o700)
    if done.code == 2:  # Root may write anywhere.
        assert linted.files() == before
        assert "fixed  " not in done.err


# Random catalogs in random styles


def mendable(text: str) -> dict[Any, Any]:
    return dict(loading.examine_files(["codes.yaml"], lambda _: text, lint.Settings()).fixes)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(strategies.catalogs(many=4), st.data())
def test_nothing_but_the_fixed_values_of_random_catalogs_changes(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any], data: st.DataObject
) -> None:
    for entry in document["codes"]:
        match data.draw(st.integers(0, 4)):
            case 0:
                entry["description"] = "No full stop"
            case 1:
                entry["description"] = "See [it] (https://a.example), of course."
            case 2:
                entry["params"] = {"unheard": {"type": "string"}}
                entry["message"] = "No placeholder."
            case 3:
                entry["description"] = "All is well."
    text = "\n".join(Styled(data.draw).mapping(document, 0)) + "\n"
    project = Project(tmp_path_factory.mktemp("fix"))
    project.write("apicodes.toml", SETTINGS)
    project.write("codes.yaml", text)
    config = load(str(project.path / "apicodes.toml"))
    examined = loading.examine(config, config.catalogs[0])
    assert all(lint.all_rules()[each.rule].fixable for each in examined.fixes)
    (done,) = lint_fix.fix(config, [examined])
    (fixed,) = done.new.texts.values()
    assert not mendable(fixed)
    assert len(done.fixed) >= len(examined.fixes)
    wanted: Any = json.loads(json.dumps(document))
    # From behind, so that what goes moves nothing that is still to come.
    for fix in sorted(set(mendable(text).values()), key=repr, reverse=True):
        *steps, last = fix.position
        parent = wanted
        for step in steps:
            parent = parent[step if isinstance(parent, list) else str(step)]
        last = last if isinstance(parent, list) else str(last)
        if fix.text is None:
            del parent[last]
        else:
            parent[last] = fix.text
    again = build(strategies.as_yaml(wanted), "codes.yaml", Catalog)[0]
    assert build(fixed, "codes.yaml", Catalog)[0] == again
