"""The rules about examples, headers and groups: each where it finds something, and where not."""

import pytest

from helpers.linting import assert_fires, assert_silent
from helpers.marks import MARK

ENTRY = """\
  - http_status: 404
    status: error
    code: Missing
    description: It is not there.
    examples:
      - body: """


def example(body: str, envelope: str = "", entry: str = ENTRY) -> str:
    """Return a catalog with an example, and with the body of an envelope that is not the usual."""
    root = f"title: Codes\nenvelope: {{body: {envelope}}}\ncodes:\n" if envelope else ""
    return f"{root}{entry}{body}\n"


MISMATCHED = {
    "another code": example("{status: error, code: ▶Mising, message: No.}"),
    "another status word": example("{status: ▶fail, code: Missing, message: No.}"),
    "a code that is a number": example("{status: error, code: ▶1, message: No.}"),
    "no mapping": example('▶\'{"status": "error"}\''),
    "nothing": example("▶null"),
    "in the second example": example(
        "{status: error, code: Missing, message: No.}\n"
        "      - summary: Two\n        body:\n          status: error\n          message: No.\n"
        "          code: ▶Lost"
    ),
    "another HTTP status": example("{type: ▶500}", '{type: "{http_status}"}'),
    "an HTTP status as text": example("{type: ▶'404'}", '{type: "{http_status}"}'),
    "deep inside": example("{error: {code: ▶Lost}}", '{error: {code: "{code}"}}'),
    "in a list": example("{errors: [{code: ▶Lost}]}", '{errors: [{code: "{code}"}]}'),
    "no list": example("{errors: ▶{code: Missing}}", '{errors: [{code: "{code}"}]}'),
    "a value of the envelope's own": example("{ok: ▶0}", "{ok: false}"),
    "a text with placeholders": example("{text: ▶1}", '{text: "{code}: {message}"}'),
    "no text": example("{text: ▶[1]}", '{text: "{message}"}'),
    "a number": example(
        "{n: ▶40002}",
        '{n: "{number}"}',
        ENTRY.replace("    status: error", "    number: 40001"),
    ),
}


@pytest.mark.parametrize("text", MISMATCHED.values(), ids=MISMATCHED)
def test_an_example_that_is_not_as_the_envelope_says_is_found(text: str) -> None:
    assert_fires("example-mismatch", text)


MATCHING = {
    "as the envelope": example("{status: error, code: Missing, message: Any text.}"),
    "with more members": example("{status: error, code: Missing, message: No., id: 7}"),
    "with fewer members": example("{code: Missing, mesage: No.}"),
    "in another order": example("{message: No., status: error, code: Missing}"),
    "without what the entry lacks": example("{}", '{n: "{number}", url: "{url}"}'),
    "with what the entry lacks": example("{n: 7}", '{n: "{number}"}'),
    "one of several statuses": example(
        "{s: 500}", '{s: "{http_status}"}', ENTRY.replace("404", "[404, 500]")
    ),
    "several items": example(
        "{errors: [{code: Missing}, {code: Lost}]}", '{errors: [{code: "{code}"}]}'
    ),
    "no items": example("{errors: []}", '{errors: [{code: "{code}"}]}'),
    "no placeholder": example("{a: '{{coin}}'}", "{a: '{{coin}}'}"),
    "an unknown placeholder": example("{a: x}", "{a: '{cod}'}"),
    "a success": example("{any: thing}", entry=ENTRY.replace("404", "200").replace("code", "name")),
    "perhaps a success": example(
        "{any: thing}", entry=ENTRY.replace("404", "[200, 404]").replace("code", "name")
    ),
    "no status and no code": example(
        "{any: thing}", entry=ENTRY.replace("http_status: 404", "name: A").replace("code", "title")
    ),
    "no body": example("{any: thing}", entry=ENTRY.replace("404", "204")),
    "gone": example("{any: thing}", entry=ENTRY.replace("    status: error", "    removed: {}")),
    "a code of the wrong type": example("{code: Missing}\ncode_type: integer", '{code: "{code}"}'),
    "problem details": """
title: Codes
envelope: problem
codes:
  - http_status: 404
    code: Missing
    description: It is not there.
    examples: [body: {title: Not Found, status: 404, detail: No., code: Missing, instance: /x}]
""",
}


@pytest.mark.parametrize("text", MATCHING.values(), ids=MATCHING)
def test_an_example_that_the_envelope_may_have_is_fine(text: str) -> None:
    assert_silent("example-mismatch", text)


def test_an_integer_code_is_compared_as_the_wire_has_it() -> None:
    entry = ENTRY.replace("Missing", "404")
    text = example("{code: ▶'404'}\ncode_type: integer", '{code: "{code}"}', entry)
    assert_fires("example-mismatch", text)
    assert_silent("example-mismatch", text.replace("▶'404'", "404"))


USED = """
title: Codes
headers:
  Retry-After: {description: Seconds to wait.}
  X-Left: %s{description: Requests that are left.}
groups:
  auth: {title: Who is asking}
  billing: %s{title: Who is paying}
codes:
  - http_status: 429
    code: TooMany
    description: Too many requests.
    headers: [Retry-After]
    group: auth
%s"""

UNUSED = [
    ("unused-header", USED % (MARK, "", "  - {name: B, description: Two., group: billing}")),
    ("empty-group", USED % ("", MARK, "  - {name: B, description: Two., headers: [X-Left]}")),
    ("unused-header", USED % ("", "", "    removed: {}\n  - {name: B, headers: [X-Left]}")),
    ("empty-group", USED % ("", "", "    removed: {}\n  - {name: B, group: billing}")),
    ("unused-header", USED % ("", "", "  - {name: B, headers: X-Left}")),
    ("unused-header", USED % ("", "", "  - {name: B, header: [X-Left]}")),
    ("empty-group", USED % ("", "", "  - {name: B, group: [billing]}")),
    ("empty-group", USED % ("", "", "  - {name: B}\ndefaults: {group: billing}")),
    ("unused-header", "  - {name: B}"),
    ("empty-group", "  - {name: B}"),
]


@pytest.mark.parametrize(("rule", "text"), UNUSED)
def test_what_is_defined_and_never_named_is_found(rule: str, text: str) -> None:
    (assert_fires if MARK in text else assert_silent)(rule, text)
