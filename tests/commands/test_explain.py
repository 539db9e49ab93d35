"""`apicodes explain`, through the real command."""

import json
import os
import pty
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apicodes.catalog.field_row import Field
from apicodes.catalog.fields import FIELDS
from apicodes.cli.reports import entry_card
from apicodes.text.folding import fold, unfold
from apicodes.text.width import width
from helpers.command import Result
from helpers.project import Project

SETTINGS = """\
spec = ["first.yaml", "more/*.yaml"]

[targets.page]
target = "docusaurus"
path = "out/codes.md"

[targets.python]
path = "out/codes.py"

[targets.openapi]
path = "out/codes.openapi.yaml"
responses = "per-code"
prefix = "Shop"

[targets.staff]
target = "typescript"
path = "out/staff.ts"
audience = "internal"
keys = "wire"
"""

FIRST = """\
apicodes: 1
title: Codes of the shop
docs_url: https://docs.example.com/codes#{anchor}
headers:
  Retry-After: { description: Seconds to wait., schema: { type: integer }, example: 30 }
groups:
  flow: { title: Traffic }
codes:
  - http_status: 429
    status: error
    code: rate/limited
    name: RateLimited
    number: 42901
    title: Slow down
    description: |
      The limit of the key is reached, which every answer before this one has told in its headers.
      Wait.

      - Read `Retry-After`, and wait for as many seconds as it says before the same request is sent
        again.
      - Do not guess.
    message: "Wait {seconds} seconds."
    params:
      seconds: { description: How long to wait., type: integer, example: 30 }
    group: flow
    causes: [Too many requests.]
    solutions: [Wait., Ask for more.]
    retryable: true
    headers: [Retry-After]
    examples: [{ summary: A busy day, body: { code: rate/limited } }]
    links: [{ title: Guide, url: "https://docs.example.com/guide" }]
    since: "1.2"
    aliases: [SlowDown]
    x-team: platform
    x-tags: [a, b]
  - http_status: 503
    description: We are at work.
"""

MORE = """\
apicodes: 1
codes:
  - http_status: { 409: The name is taken., 423: The item is locked. }
    code: Conflict
    deprecated:
      { since: "2.0", sunset: "2027-01-01", replaced_by: [rate/limited, Hush], reason: Vague. }
  - { http_status: 503, code: Hush, description: Not for all., visibility: internal }
  - http_status: 410
    code: Gone
    description: It left.
    removed: { since: "3.0", reason: Unused. }
"""

CARD = """\
rate/limited
first.yaml:9:5

  http_status  429 Too Many Requests
  status       error
  code         rate/limited
  name         RateLimited
  number       42901
  title        Slow down
  description  The limit of the key is reached, which every answer before this one has told in its
               headers. Wait.

               - Read `Retry-After`, and wait for as many seconds as it says before the same request
                 is sent again.
               - Do not guess.
  message      Wait {seconds} seconds.
  params       {seconds}: How long to wait. For example 30.
  group        flow: Traffic
  causes       Too many requests.
  solutions    - Wait.
               - Ask for more.
  retryable    yes
  headers      Retry-After: Seconds to wait.
  examples     A busy day:
                   {
                     "code": "rate/limited"
                   }
  links        Guide: https://docs.example.com/guide
  since        1.2
  aliases      SlowDown
  x-team       platform
  x-tags       ["a", "b"]

  anchor       #RateLimited
  url          https://docs.example.com/codes#RateLimited
  python       member ResponseCode.RATE_LIMITED
  openapi      response ShopRateLimited
               example ShopRateLimited
  staff        key ResponseCode.RateLimited
"""

CONFLICT = """\
Conflict  deprecated
more/codes.yaml:3:5

  Deprecated since 2.0. May be gone from 2027-01-01. Use `rate/limited` or `Hush` (internal). Vague.

  http_status  409 Conflict: The name is taken.
               423 Locked: The item is locked.
  code         Conflict

  anchor       #Conflict
  url          https://docs.example.com/codes#Conflict
  python       member ResponseCode.CONFLICT
  openapi      response ShopConflict
               example ShopConflict, ShopConflict-423
  staff        key ResponseCode.Conflict
"""

HUSH = """\
Hush  internal
more/codes.yaml:7:5

  Internal: only in outputs of targets with `audience = "internal"`.

  http_status  503 Service Unavailable
  code         Hush
  description  Not for all.

  anchor       #Hush
  url          https://docs.example.com/codes#Hush
  page         left out: its audience is public
  python       left out: its audience is public
  openapi      left out: its audience is public
  staff        key ResponseCode.Hush
"""

GONE = """\
Gone  removed
more/codes.yaml:8:5

  Removed since 3.0: in no output, and its code is never used again. Unused.

  http_status  410 Gone
  code         Gone
  description  It left.
"""


@pytest.fixture
def shop(empty: Project) -> Project:
    empty.write("apicodes.toml", SETTINGS)
    empty.write("first.yaml", FIRST)
    empty.write("more/codes.yaml", MORE)
    return empty


@pytest.mark.parametrize(
    ("code", "card"),
    [("rate/limited", CARD), ("Conflict", CONFLICT), ("Hush", HUSH), ("Gone", GONE)],
)
def test_an_entry_is_told_with_all_that_is_to_know_of_it(
    shop: Project, code: str, card: str
) -> None:
    result = shop.run("explain", code)
    assert (result.out, result.err, result.code) == (card, "", 0)


def keys(result: Result) -> list[str]:
    assert result.err == ""
    return [entry["key"] for entry in json.loads(result.out)]


def test_a_new_row_of_the_table_of_fields_is_explained(
    shop: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = Field(name="owner", kind="names", value=lambda _, entry: (entry.key, "platform"))
    monkeypatch.setattr(entry_card, "FIELDS", (*FIELDS, owner))
    assert "  owner        Hush, platform\n" in shop.run("explain", "Hush").out


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (["rate/limited"], ["rate/limited"]),
        (["RateLimited"], ["rate/limited"]),
        (["SlowDown"], ["rate/limited"]),
        (["42901"], ["rate/limited"]),
        (["503"], ["503", "Hush"]),
        (["423"], ["Conflict"]),
        (["Gone", "410", "503", "SlowDown"], ["Gone", "503", "Hush", "rate/limited"]),
    ],
)
def test_an_entry_is_found_by_all_that_people_call_it(
    shop: Project, codes: list[str], found: list[str]
) -> None:
    assert keys(shop.run("explain", "--format", "json", *codes)) == found


def test_a_code_comes_before_a_number_and_a_number_before_a_status(empty: Project) -> None:
    empty.write("apicodes.toml", 'spec = "codes.yaml"\n')
    empty.write(
        "codes.yaml",
        "apicodes: 1\ntitle: A\ncode_type: integer\ncodes:\n  - {http_status: 400, code: 404}\n"
        "  - {http_status: 404, code: -1}\n  - {http_status: 418, code: 2, number: 400}\n"
        "  - {http_status: [500, 502]}\n",
    )
    reported = {
        "404": ["404"],
        "400": ["2"],
        "418": ["2"],
        "500-502": ["500-502"],
        "502": ["500-502"],
    }
    for code, found in reported.items():
        assert keys(empty.run("explain", code, "--format", "json")) == found
    assert keys(empty.run("explain", "--format", "json", "--", "-1")) == ["-1"]


def test_json_has_the_documented_shape(shop: Project) -> None:
    result = shop.run("explain", "--format", "json", "Conflict", "Gone", "Hush")
    conflict, gone, hush = json.loads(result.out)
    assert conflict == {
        "key": "Conflict",
        "catalog": None,
        "location": {"path": "more/codes.yaml", "line": 3, "column": 5},
        "fields": {
            "http_status": [409, 423],
            "code": "Conflict",
            "deprecated": {
                "since": "2.0",
                "sunset": "2027-01-01",
                "replaced_by": ["rate/limited", "Hush"],
                "reason": "Vague.",
            },
            "visibility": "public",
            "status_descriptions": {"409": "The name is taken.", "423": "The item is locked."},
        },
        "anchor": "Conflict",
        "url": "https://docs.example.com/codes#Conflict",
        "identifiers": [
            {"target": "python", "path": "out/codes.py", "member": ["ResponseCode.CONFLICT"]},
            {
                "target": "openapi",
                "path": "out/codes.openapi.yaml",
                "response": ["ShopConflict"],
                "example": ["ShopConflict", "ShopConflict-423"],
            },
            {"target": "staff", "path": "out/staff.ts", "key": ["ResponseCode.Conflict"]},
        ],
    }
    assert list(conflict) == list(gone) == list(hush)
    assert (gone["anchor"], gone["url"], gone["identifiers"]) == (None, None, [])
    assert [each["target"] for each in hush["identifiers"]] == ["staff"]


def test_all_unknown_codes_are_named_at_once_and_the_others_printed(shop: Project) -> None:
    result = shop.run("explain", "RATE_LIMITED", "Conflcit", "Gone", "\x1b[31mQ", "Conflcit")
    assert (result.out, result.code) == (GONE, 1)
    assert result.err == (
        "apicodes.toml: error[unknown-code] no entry is called 'RATE_LIMITED'\n"
        "  hint: did you mean 'rate/limited'?\n"
        "apicodes.toml: error[unknown-code] no entry is called 'Conflcit'\n"
        "  hint: did you mean 'Conflict'?\n"
        "apicodes.toml: error[unknown-code] no entry is called '\\u001b[31mQ'\n"
    )


def from_input(project: Project, data: bytes, *arguments: str) -> Result:
    """Run explain with something on standard input."""
    return project.run("explain", "-", *arguments, stdin=data)


def test_codes_come_from_a_log(shop: Project) -> None:
    data = b"\xef\xbb\xbf Gone\r\n\n\t\nGonne\nrate/limited\nGone \n\xff\nGonne\n410"
    result = from_input(shop, data, "--format", "json")
    assert [entry["key"] for entry in json.loads(result.out)] == ["Gone", "rate/limited"]
    assert result.code == 1
    assert result.err == (
        "<stdin>:4: error[unknown-code] no entry is called 'Gonne'\n"
        "  hint: did you mean 'Gone'?\n"
        "<stdin>:7: error[unknown-code] no entry is called '\ufffd'\n"
    )


def test_an_empty_log_has_nothing_to_explain(shop: Project) -> None:
    result = from_input(shop, b" \n\n")
    assert (result.out, result.code) == ("", 0)
    assert result.err == "Nothing to explain: standard input holds no code.\n"
    assert from_input(shop, b"", "--format", "json").out == "[]\n"


def test_every_catalog_of_the_settings_is_looked_through(shop: Project) -> None:
    shop.write(
        "apicodes.toml",
        '[catalogs.shop]\nspec = ["first.yaml", "more/*.yaml"]\n[catalogs.bank]\nspec = "b.yaml"\n',
    )
    shop.write("b.yaml", "apicodes: 1\ntitle: B\ncodes:\n  - {code: Gone, http_status: 503}\n")
    found = json.loads(shop.run("explain", "Gone", "503", "--format", "json").out)
    assert [(each["catalog"], each["key"]) for each in found] == [
        ("shop", "Gone"), ("bank", "Gone"), ("shop", "503"), ("shop", "Hush"),
    ]  # fmt: skip
    assert "b.yaml:4:5, in the catalog bank\n" in shop.run("explain", "Gone").out


@pytest.mark.parametrize(
    ("change", "code", "reported"),
    [
        (("title:", "titel:"), 1, "first.yaml:2:1: error[unknown-field]"),
        (("code: rate/limited", 'code: "rate\\e"'), 1, "error[forbidden-character]"),
        (("name: RateLimited", "name: Conflict"), 1, "error[name-clash]"),
    ],
)
def test_a_catalog_with_mistakes_explains_nothing(
    shop: Project, change: tuple[str, str], code: int, reported: str
) -> None:
    shop.write("first.yaml", FIRST.replace(*change))
    result = shop.run("explain", "Gone")
    assert (result.out, result.code) == ("", code)
    assert reported in result.err


def test_a_terminal_gets_colours_and_its_own_width(shop: Project) -> None:
    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "apicodes", "explain", "Conflict", "rate/limited"]
    environment = {name: item for name, item in os.environ.items() if name != "NO_COLOR"}
    environment["COLUMNS"] = "50"
    with subprocess.Popen(command, cwd=shop.path, env=environment, stdout=terminal) as running:
        os.close(terminal)
        with open(main, "rb", buffering=0) as file:
            shown = b"".join(iter(lambda: chunk(file), b"")).decode().replace("\r\n", "\n")
    assert running.returncode == 0
    assert shown.startswith("\x1b[1mConflict\x1b[0m  \x1b[33mdeprecated\x1b[0m\n")
    plain = shown.replace("\x1b[1m", "").replace("\x1b[33m", "").replace("\x1b[0m", "")
    assert all(len(line) <= 50 or "https://" in line for line in plain.split("\n"))
    assert "  description  The limit of the key is reached,\n" in plain


def chunk(file: Any) -> bytes:
    """Return what a terminal shows next; an error tells that nothing more will come."""
    try:
        return bytes(file.read(4096))
    except OSError:
        return b""


# Folding


@given(st.text(alphabet="ab -`*1.\n中文é", max_size=200), st.integers(20, 60))
def test_folding_loses_no_word_and_keeps_to_the_width(text: str, columns: int) -> None:
    lines = fold(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        if width(line) > columns and not line.startswith("    "):
            assert any(width(word) > columns // 2 for word in line.split())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("- one two three", ["- one two", "  three"]),
        ("https://a.example/b c", ["https://a.example/b", "c"]),
        ("    x = 1 + 2 + 3", ["    x = 1 + 2 + 3"]),
        ("```\nx = 1 + 2 + 3\n```", ["```", "x = 1 + 2 + 3", "```"]),
        ("请求的参数无效", ["请求的参数", "无效"]),
        ("", [""]),
    ],
)
def test_text_is_folded(text: str, lines: list[str]) -> None:
    assert fold(text, 10) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one\ntwo\n\nthree\n four", "one two\n\nthree four"),
        ("- one\n  two\n- three\n1. four", "- one two\n- three\n1. four"),
        ("one  \ntwo\\\nthree", "one  \ntwo\\\nthree"),
        ("# one\ntwo\n\n| a |\n| - |\n> b\nc", "# one\ntwo\n\n| a |\n| - |\n> b c"),
        ("a\n```\nb\nc\n```\nd", "a\n```\nb\nc\n```\nd"),
        ("a\n\n    b\n    c\nd", "a\n\n    b\n    c\nd"),
    ],
)
def test_a_paragraph_is_on_one_line_whoever_broke_it(text: str, lines: str) -> None:
    assert unfold(text) == lines
