"""Edits of a catalog's file: what they change, and that they change nothing else."""

import difflib
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from apicodes.catalog.model import Catalog
from apicodes.catalog.source import build
from apicodes.catalog.source.yaml_tree import parse
from apicodes.edit import catalog_edits, spans
from apicodes.edit.spans import Span
from apicodes.edit.text_edits import Edit, apply
from apicodes.problems import ProblemsFound
from apicodes.settings.config import load
from helpers import strategies
from helpers.project import Project
from helpers.yaml_styles import Styled

TEXT = """\
# The codes of the shop.
apicodes: 1   # the format
title: Codes
defaults: {status: error}   # all but one
codes:
  # all is well
  - http_status: 200   # fine
    status: ok  # the word
    description: Everything worked as expected, and nothing else is to be said about that here
  - code: "X"
    http_status:
      409: taken   # by others
      410: 'gone'
    description: >-  # folded at 40
      The emergence of this error
      code indicates something
      or other.
    # of the version
    since: next

  - {code: Z, http_status: 500, message: "hi"}   # in one line
  - code: L
    http_status: 501
    description: |
      a

      b
    causes:
      - one  # first
      - two
    deprecated: true  # soon
  - code: P
    description: The emergence of
     this error code
     or other.   # without quotes
  - code: A
    http_status: 502
    title: &shared Shared
    message: *shared
    links: [{title: a, url: /a},   # the first
            {title: b, url: /b}]
  # of the limit
  # and the size
  - code: S
    params:
      name: {}
"""

CASES: dict[str, tuple[list[Edit], str]] = {
    "a plain text, and a field before it": (
        [Edit(("codes", 0, "description"), "Short."), Edit(("codes", 0, "code"), "NO")],
        """\
-    description: Everything worked as expected, and nothing else is to be said about that here
+    code: "NO"
+    description: Short.
""",
    ),
    "a plain text that gets too long is folded": (
        [Edit(("codes", 3, "causes", 0), "word " * 20 + "end")],
        """\
-      - one  # first
+      - >-  # first
+        word word word word word word word word word word word word word word word word word word
+        word word end
""",
    ),
    "one word of a folded text, and the comment at its head": (
        [Edit(("codes", 1, "description"),
              "The emergence of that error code indicates something or other.")],
        """\
-      The emergence of this error
+      The emergence of that error
""",
    ),
    "the end of a folded text": (
        [Edit(("codes", 1, "description"),
              "The emergence of this error code indicates something or else.")],
        """\
-      or other.
+      or else.
""",
    ),
    "paragraphs in the place of a folded text": (
        [Edit(("codes", 1, "description"), "One.\n\nTwo.")],
        """\
-    description: >-  # folded at 40
-      The emergence of this error
-      code indicates something
-      or other.
+    description: |-  # folded at 40
+      One.
+
+      Two.
""",
    ),
    "a literal text": (
        [Edit(("codes", 3, "description"), "a\n\n- b\n- c")],
        """\
-      b
+      - b
+      - c
""",
    ),
    "a text of several lines without quotes, and the comment at its end": (
        [Edit(("codes", 4, "description"), "The emergence of x.")],
        """\
-     this error code
-     or other.   # without quotes
+     x.   # without quotes
""",
    ),
    "quotes stay quotes": (
        [Edit(("codes", 1, "http_status", 410), "it's gone"), Edit(("codes", 1, "code"), "Y")],
        """\
-  - code: "X"
+  - code: "Y"
-      410: 'gone'
+      410: 'it''s gone'
""",
    ),
    "the text of one HTTP status": (
        [Edit(("codes", 1, "http_status", 409), "Taken.")],
        """\
-      409: taken   # by others
+      409: Taken.   # by others
""",
    ),
    "a field that comes from the defaults, and one behind a comment": (
        [Edit(("codes", 1, "status"), "fail"), Edit(("codes", 1, "since"), "1.2")],
        """\
+    status: fail
-    since: next
+    since: "1.2"
""",
    ),
    "fields between brackets": (
        [Edit(("codes", 2, "message"), 'say "x"'),
         Edit(("codes", 2, "http_status"), None, "delete")],
        """\
-  - {code: Z, http_status: 500, message: "hi"}   # in one line
+  - {code: Z, message: "say \\"x\\""}   # in one line
""",
    ),
    "the field behind the dash goes": (
        [Edit(("codes", 0, "http_status"), None, "delete"), Edit(("version",), "1.10")],
        """\
+version: "1.10"
-  - http_status: 200   # fine
-    status: ok  # the word
+  - status: ok  # the word
""",
    ),
    "values of another kind": (
        [Edit(("codes", 1, "http_status"), [500, 501]),
         Edit(("codes", 3, "deprecated"), {"since": "2", "reason": "Old."}),
         Edit(("codes", 3, "http_status"), {500: "a", 503: "b"})],
        """\
-    http_status:
-      409: taken   # by others
-      410: 'gone'
+    http_status: [500, 501]
-    http_status: 501
+    http_status:
+      500: a
+      503: b
-    deprecated: true  # soon
+    deprecated:  # soon
+      since: "2"
+      reason: Old.
""",
    ),
    "items of a list": (
        [Edit(("codes", 3, "causes", 0), None, "delete"),
         Edit(("codes", 3, "causes", 1), "three")],
        """\
-      - one  # first
-      - two
+      - three
""",
    ),
    "an entry is deleted": (
        [Edit(("codes", 2), None, "delete")],
        """\
-  - {code: Z, http_status: 500, message: "hi"}   # in one line
""",
    ),
    "an entry and a field are deleted with the comments above them": (
        [Edit(("codes", 6), None, "delete"), Edit(("codes", 1, "since"), None, "delete")],
        """\
-    # of the version
-    since: next
-  # of the limit
-  # and the size
-  - code: S
-    params:
-      name: {}
""",
    ),
    "the first entry is deleted with its comment": (
        [Edit(("codes", 0), None, "delete")],
        """\
-  # all is well
-  - http_status: 200   # fine
-    status: ok  # the word
-    description: Everything worked as expected, and nothing else is to be said about that here
""",
    ),
    "nothing": ([], ""),
}  # fmt: skip


def changed(old: str, new: str) -> str:
    lines = difflib.unified_diff(old.splitlines(True), new.splitlines(True), n=0)
    return "".join(line for line in lines if line[:3] not in ("---", "+++") and line[0] != "@")


@pytest.mark.parametrize("name", CASES)
def test_an_edit_changes_its_own_lines_alone(name: str) -> None:
    edits, lines = CASES[name]
    assert changed(TEXT, apply(TEXT, "codes.yaml", edits)) == lines


def test_a_block_that_ends_with_another_space_is_replaced_whole() -> None:
    head, codes = "apicodes: 1\ntitle: T\ndescription: |\n", "codes:\n  - name: A\n"
    text = f"{head}  One.\n  Two.\u00a0\n{codes}"
    edited = apply(text, "codes.yaml", [Edit(("description",), "New.")])
    assert "One" not in edited
    assert edited.endswith(f"New.\n{codes}")


def test_line_endings_and_a_byte_order_mark_stay(empty: Project) -> None:
    empty.write("apicodes.toml", 'spec = "codes.yaml"\n')
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    full = empty.write("codes.yaml", text)
    settings = load(str(empty.path / "apicodes.toml"))
    old = catalog_edits.read_unchecked(settings, settings.catalogs[0])
    assert list(old.texts.values()) == [TEXT]
    new = old.edited([Edit(("title",), "Our codes")])
    written = text.replace("title: Codes", "title: Our codes")
    assert catalog_edits.texts([(old, new)]) == {str(full): written}


UNSAFE: dict[str, tuple[list[Edit], str]] = {
    "an alias": ([Edit(("codes", 5, "message"), "x")],
                 "codes.yaml:39:14: 'codes.5.message' cannot be edited here: the value is the "
                 "alias '*shared'; write it out"),
    "an anchor": ([Edit(("codes", 5, "title"), "x")],
                  "codes.yaml:38:12: 'codes.5.title' cannot be edited here: other values may "
                  "refer to it as '*shared'; write it out"),
    "a comment between brackets": (
        [Edit(("codes", 5, "links", 0), None, "delete")],
        "codes.yaml:40:13: 'codes.5.links.0' cannot be edited here: there is a comment next to it; "
        "delete it by hand"),
    "what is not there": ([Edit(("codes", 0, "code"), None, "delete")],
                          "codes.yaml:7:5: 'codes.0.code' cannot be edited here: the file does not "
                          "set it; it may come from 'defaults'"),
    "all that there is": (
        [Edit(("codes", 3, "causes", 0), None, "delete"),
         Edit(("codes", 3, "causes", 1), None, "delete")],
        "codes.yaml: the edits cannot be made without changing something else"),
    "the only one": (
        [Edit(("codes", 6, "params", "name"), None, "delete")],
        "codes.yaml:46:13: 'codes.6.params.name' cannot be edited here: it is the only item; "
        "delete all of what it is in"),
    "two at one place": (
        [Edit(("codes", 0, "status"), "a"), Edit(("codes", 0, "status"), "b")],
        "codes.yaml:8:13: 'codes.0.status' cannot be edited here: it overlaps another edit; "
        "make one after the other"),
    "a value in one that goes": (
        [Edit(("codes", 0, "status"), "a"), Edit(("codes", 0), None, "delete")],
        "codes.yaml:8:13: 'codes.0.status' cannot be edited here: it overlaps another edit; "
        "make one after the other"),
    "a field that a mapping on one line lacks": (
        [Edit(("codes", 2, "title"), "a, b")],
        "codes.yaml:21:5: 'codes.2.title' cannot be edited here: 'title' is not in the mapping on "
        "this line; add it by hand"),
    "a value that the format refuses": (
        [Edit(("codes", 0, "http_status"), 99)],
        "codes.yaml: the edited catalog would be invalid: expected an integer from 100 to 599, "
        "found 99"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE)
def test_what_cannot_be_made_without_harm_is_refused(name: str) -> None:
    edits, message = UNSAFE[name]
    with pytest.raises(ProblemsFound) as refused:
        apply(TEXT, "codes.yaml", edits)
    assert str(refused.value).split("\n")[0] == message


WRONG: dict[str, Callable[[Span], Span]] = {
    "the next line is lost": lambda span: replace(span, end=TEXT.index("\n", span.end + 1)),
    "another value": lambda span: replace(span, text="fine"),
    "the line becomes a comment": lambda span: replace(span, text=f"# {span.text}"),
    "no YAML": lambda span: replace(span, text='"'),
    "another key": lambda span: replace(span, start=span.start - 2, text=f"_: {span.text}"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_text_that_says_anything_else_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_value = spans.set_value
    monkeypatch.setattr(spans, "set_value", lambda *arguments: WRONG[name](set_value(*arguments)))
    with pytest.raises(ProblemsFound, match="cannot be made without changing something else"):
        apply(TEXT, "codes.yaml", [Edit(("codes", 0, "status"), "good")])


# Random catalogs in random styles


@st.composite
def styled(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """Draw a document and a text of it."""
    document = draw(strategies.catalogs(many=3))
    text = "\n".join(Styled(draw).mapping(document, 0)) + "\n"
    return document, text


def places(value: Any, steps: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the steps to every text of the format in a document."""
    items: Any = enumerate(value) if isinstance(value, list) else ()
    items = value.items() if isinstance(value, dict) else items
    found = [steps] if isinstance(value, str) else []
    for key, item in items:
        if not str(key).startswith("x-") and key not in ("body", "example", "schema"):
            found += places(item, (*steps, key))
    return found


TEXTS = ("title", "description", "message", "reason", "summary")


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(styled(), st.data())
def test_random_edits_of_random_catalogs(
    drawn: tuple[dict[str, Any], str], data: st.DataObject
) -> None:
    document, text = drawn
    written, _, problems = build(text, "codes.yaml", Catalog)
    assert problems == []
    assert written == build(strategies.as_yaml(document), "codes.yaml", Catalog)[0]
    found = [steps for steps in places(document) if steps[-1] in TEXTS]
    steps = data.draw(st.sampled_from(found))
    value = data.draw(
        strategies.markdown() if steps[-1] in ("description", "reason") else strategies.lines()
    )
    parent: Any = document
    for step in steps[:-1]:
        parent = parent[step]
    parent[steps[-1]] = value
    edits = [Edit(steps, value)]
    root = parse(text, aliases="keep")
    assert root is not None
    entries = root.items[root.names.index("codes")].items
    for index, entry in enumerate(document["codes"]):
        if "number" not in entry and not entries[index].is_flow and data.draw(st.booleans()):
            entry["number"] = 7
            edits.append(Edit(("codes", index, "number"), 7))
        elif "number" in entry and len(entry) > 2 and data.draw(st.booleans()):
            del entry["number"]
            edits.append(Edit(("codes", index, "number"), None, "delete"))
    edited = apply(text, "codes.yaml", edits)
    assert (
        build(edited, "codes.yaml", Catalog)[0]
        == build(strategies.as_yaml(document), "c", Catalog)[0]
    )
    deleted = sum(edit.action == "delete" for edit in edits)
    assert lost(text, edited) <= 2 * deleted  # The comments on the line, and above it.


def lost(old: str, new: str) -> int:
    """Return how many comments only the older text has."""
    left, right = (set(re.findall(r"# comment \d+\.", text)) for text in (old, new))
    return len(left - right)
