"""The page as a reference: a summary, a section for each entry, and nothing that looks like one."""

import json
import re
from typing import Any

import pytest

from apicodes import loading
from apicodes.render import environment
from apicodes.settings import config
from apicodes.targets.docusaurus import pages, reference_reader, reference_view
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.parts import Part
from helpers.project import Project

CONFIG = """\
spec = "codes.yaml"
[targets.docusaurus]
path = "codes.md"
layout = "reference"
"""
CATALOG = """\
apicodes: 1
title: Codes
headers:
  Retry-After: {description: Seconds to wait., example: 30}
groups:
  limits: {title: Limits, description: What holds everybody.}
  old: {title: Old ones}
codes:
  - http_status: 429
    status: error
    code: TooManyRequests
    group: limits
    title: Too many requests
    description: The limit is *reached*.
    message: "Wait {seconds} seconds."
    params: {seconds: {type: integer, description: How long., example: 30}}
    causes: [More than ten requests a second., A loop.]
    solutions: ["Wait as `Retry-After` says."]
    headers: [Retry-After]
    retryable: true
    since: "1.2"
    aliases: [RateLimited]
    links: [{title: Limits, url: "https://docs.example.com/limits"}]
  - http_status: {402: No money is left., 409: Another one is paid.}
    code: Refused
    group: old
    deprecated: {since: "2.0", replaced_by: TooManyRequests, reason: It says *little*.}
  - http_status: 204
    group: old
    description: All went well.
"""


@pytest.fixture
def page(empty: Project) -> Project:
    """A project whose page is a reference, in sync."""
    empty.write("apicodes.toml", CONFIG)
    empty.write("codes.yaml", CATALOG)
    done = empty.run("generate")
    assert done.code == 0, done.err
    return empty


def test_a_section_shows_what_its_entry_has_and_no_more(page: Project) -> None:
    text = page.read("codes.md")
    headings = re.findall(r"^#+ .*", text.split("\n---\n")[1], re.M)
    assert headings[:11] == [
        "# Codes",
        r"## Limits \{#group-limits}",
        r"### `TooManyRequests` \{#TooManyRequests}",
        r"#### Message \{#TooManyRequests-message}",
        r"#### Causes \{#TooManyRequests-causes}",
        r"#### What to do \{#TooManyRequests-solutions}",
        r"#### Headers \{#TooManyRequests-headers}",
        r"#### Example \{#TooManyRequests-example}",
        r"#### Links \{#TooManyRequests-links}",
        r"## Old ones \{#group-old}",
        r"### `Refused` \{#Refused}",
    ]
    assert headings[-1] == r"### 204 No Content \{#204}"
    assert text.endswith("**<kbd>204 No Content</kbd>**\n\nAll went well.\n")


TABLES = """\
[targets.tables]
target = "docusaurus"
path = "tables.md"
tables = "per-group"
columns = ["code", "title", "description", "causes", "solutions", "status", "since"]
"""
STRUCTURE = (
    "**Bold**", "# Heading", "**Bold**\n\nmore", "### `X` \\{#R}", "#### Causes \\{#A-causes}",
    ":::", ":::warning[Deprecated]\n\nx\n\n:::", "```\n:::\n```", "    :::\n    :::::",
    "- ```\n  ::::\n  ```",
    "| a | b |\n|---|---|\n| c | d |", "**[General](#group-other)**", "<kbd>404</kbd>",
    '<a id="x"></a>', "<wbr/>**x**", "```JSON\n{}\n```", "- [a](b)", "[a]: /b", "&nbsp;", "---",
    "export x", f"{'- ' * 90}a", "[a](b)", "[**a**](b)", "[a](b)[c](d)", "[![i](x)](y)",
    "<kbd>x</kbd>", "[r]: http://x.y", "[^1]: x", "~~[a](b)~~", "**[a](b)**",
)  # fmt: skip


@pytest.mark.parametrize("text", STRUCTURE)
@pytest.mark.parametrize("bare", [True, False])
def test_a_text_cannot_look_like_structure(text: str, bare: bool, empty: Project) -> None:
    line = " ".join(text.split())
    groups = {group: {"title": line, "description": text} for group in ("G", "H")}
    entry: dict[str, Any] = {"code": "A", "description": text, "group": "G"}
    other = {"code": line, "name": "B", "title": line, "status": line, "since": line, "group": "H"}
    if not bare:
        entry |= {
            "http_status": {"400": text, "500": text},
            "causes": [text, text],
            "solutions": [text],
            "deprecated": {"reason": text},
            "headers": ["X-A"],
            "message": "{p}",
            "params": {"p": {"description": text}},
            "examples": [{"summary": line, "body": text}],
            "links": [{"title": line, "url": "/x"}],
        }
    document = {"apicodes": 1, "title": "Codes", "description": text, "groups": groups}
    document["codes"] = [entry] if bare else [entry, other]
    document |= {"headers": {"X-A": {"description": text}}}
    empty.write("apicodes.toml", CONFIG + TABLES)
    empty.write("codes.yaml", json.dumps(document))
    done = empty.run("generate")
    assert done.code == 0, done.err


@pytest.mark.parametrize(
    ("codes", "printed"),
    [
        (
            "[{code: a.b}, {code: a-b}]",
            "codes.yaml:3:29: error[name-clash] 'a-b' and 'a.b' are both the anchor 'a-b'",
        ),
        (
            "[{code: a, causes: [x]}, {code: a-causes}]",
            "codes.yaml:3:40: error[name-clash] 'a-causes' and the causes of 'a' are both the "
            "anchor 'a-causes'",
        ),
        (
            "[{code: group-other}]",
            "codes.yaml:3:16: error[name-clash] 'group-other' and the group 'other' are both the "
            "anchor 'group-other'",
        ),
        (
            "[{code: 错误}]",
            "codes.yaml:3:16: error[name-clash] no letter or digit of '错误' can stand in",
        ),
    ],
)
def test_every_id_of_a_page_is_its_own(codes: str, printed: str, empty: Project) -> None:
    empty.write("apicodes.toml", CONFIG)
    empty.write("codes.yaml", f"apicodes: 1\ntitle: Codes\ncodes: {codes}\n")
    done = empty.run("generate")
    assert done.code == 1
    assert printed in done.err
    assert "set name:" in done.err


@pytest.mark.parametrize(
    ("old", "new", "printed"),
    [
        ("A loop.", "A *loop*.", 'causes: page has "More than ten requests a second.", "A <em>'),
        ("Since 1.2", "Since 1.3", 'since: page has "1.3", catalog has "1.2"'),
        ("Another one is paid.", "Two are paid.", 'status descriptions: page has {402: "No money'),
        ("(#Refused)", "(#Refuse)", "402, 409 Refused: duplicate entry"),
        ('id="RateLimited"', 'id="Limited"', 'aliases: page has "Limited", catalog has "RateLim'),
        ("#TooManyRequests-causes}", "#TooMany-causes}", '"- A loop." does not belong here'),
        ("All went well.\n", "All went well.\n\n## More\n", '"## More" does not belong here'),
        ("All went well.\n", "All went well. {x}\n", '"All went well. {x}" does not belong here'),
        ('"status": "error"', '"status": "a", "status": "b"', "examples: page has none"),
        ("## Old ones", "## Older ones", 'group-old: title: page has "Older ones", catalog has'),
        ("| Seconds to wait.", "| Minutes to wait.", "header descriptions: page has"),
    ],
)  # fmt: skip
def test_check_tells_what_a_page_says_otherwise(
    old: str, new: str, printed: str, page: Project
) -> None:
    text = page.read("codes.md")
    assert old in text
    page.write("codes.md", text.replace(old, new))
    done = page.run("check")
    assert done.code == 1
    assert printed in done.out


def test_a_table_without_rows_does_not_belong_on_a_page(page: Project) -> None:
    text = page.read("codes.md")
    head = text[text.index("| HTTP") :].splitlines()[:2]
    heading = next(line for line in text.splitlines() if line.startswith("## Old ones"))
    page.write("codes.md", text.replace(heading, "\n".join((heading, "", *head))))
    done = page.run("check")
    assert done.code == 1
    assert f'"{head[1]}" does not belong here' in done.out


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("A loop.", "A *loop* <5.", "A loop.]", "A *loop* <5.]"),
        ("Wait as `Retry", "Do as `Retry", "Wait as `Retry", "Do as `Retry"),
        ("**Too many requests**", "**Slow down**", "Too many requests", "Slow down"),
        ("is _reached_.", "is _hit_.", "is *reached*.", "is *hit*."),
        (
            "\n\n  No money is left.",
            "\n\n  All is spent.",
            "402: No money is left.",
            "402: All is spent.",
        ),
        ("## Old ones", "## Older ones", "Old ones", "Older ones"),
        ("What holds everybody.", "What holds all.", "What holds everybody.", "What holds all."),
        ("`Wait {seconds} seconds.`", "`Wait {seconds}.`", "{seconds} seconds.", "{seconds}."),
        ('id="RateLimited"', 'id="Limited"', "[RateLimited]", "[Limited]"),
        ("<kbd>Retryable", "<kbd>Not retryable", "retryable: true", "retryable: false"),
    ],
)
def test_adopt_takes_an_edit_of_a_section_back(
    old: str, new: str, before: str, after: str, page: Project
) -> None:
    text, catalog = page.read("codes.md"), page.read("codes.yaml")
    assert old in text
    assert catalog.count(before) == 1
    page.write("codes.md", text.replace(old, new))
    done = page.run("adopt", "--force", "codes.md")
    assert done.code == 0, done.err
    assert page.read("codes.yaml") == catalog.replace(before, after)
    assert page.run("check").code == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- A loop.\n", "- A loop.\n- A <b>bug</b>.\n"),
        ("| Seconds to wait. |", "| Minutes to wait. |"),
        ("All went well.", "All went well.\n\n### `New` \\{#New}"),
        ("{#group-old}", "{#group-new}"),
        ("#### Causes", "#### Reasons"),
        ('"status": "error"', '"status": "fail"'),
        ("| Too many requests", "| Slow down"),
        ("It says _little_.", "It says _naught_."),
        ("[Limits](https://docs", "[All](https://docs"),
    ],
)
def test_adopt_says_what_has_no_place_in_the_catalog(old: str, new: str, page: Project) -> None:
    text, catalog = page.read("codes.md"), page.read("codes.yaml")
    assert old in text
    page.write("codes.md", text.replace(old, new))
    done = page.run("adopt", "--force", "codes.md")
    assert done.code == 1
    assert "error[not-adopted]" in done.err
    assert page.read("codes.yaml") == catalog


def test_import_takes_the_sections_of_a_reference_and_leaves_nothing_out(page: Project) -> None:
    done = page.run("import", "codes.md")
    assert done.code == 0
    assert "left out" not in done.err
    assert done.out.count("causes:") == page.read("codes.md").count("### Causes") > 0
    assert done.out.count("solutions:") == page.read("codes.md").count("### What to do") > 0


def test_pages_may_hold_only_some_sections_or_the_summary_alone(
    page: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(page.path)
    settings = config.load("apicodes.toml")
    whole = Part("codes", loading.load(settings, settings.catalogs[0]).catalog)
    per_group = Options(layout="reference", pages="per-group")
    per_code = Options(layout="reference", pages="per-code")
    of_group = {part.path: part for part in pages.parts(whole, per_group)}
    of_code = {part.path: part for part in pages.parts(whole, per_code)}
    assert "./limits.md#TooManyRequests" in rendered(of_group["codes/index.md"], per_group)
    group = rendered(of_group["codes/old.md"], per_group)
    assert "## `Refused` \\{#Refused}\n" in group
    assert "Use [`TooManyRequests`](./limits.md#TooManyRequests)." in group
    assert rendered(of_code["codes/index.md"], per_code).count("./TooManyRequests.md") == 1
    code = rendered(of_code["codes/TooManyRequests.md"], per_code)
    assert "\n# `TooManyRequests`\n" in code
    assert '<a id="TooManyRequests"></a><a id="RateLimited"></a>**<kbd>429' in code


def rendered(part: Part, options: Options) -> str:
    """Render a page, and prove that its view is read back."""
    view = reference_view.build_view(part, options)
    context = {"view": view, "notice": None, "region": None}
    text = environment.built_in("docusaurus/reference.md.jinja", context)
    reading = reference_reader.read(text, part, options)
    assert reading.leftovers == []
    assert reading.view == view
    return text


@pytest.mark.parametrize("text", ["", "\n", "---\n---\n", "---\ntitle: A\n---\n", "Text.\n"])
def test_a_page_that_lost_its_content_is_told(text: str, page: Project) -> None:
    page.write("codes.md", text)
    done = page.run("check")
    assert done.code == 1
    assert "changed   codes.md" in done.out
