"""Pages that people wrote: what is recognised, guessed and left out."""

import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from apicodes.catalog.fields import column_headings
from apicodes.importers import Imported, markup, page
from apicodes.problems import ProblemsFound
from apicodes.render import markdown
from helpers.project import ROOT, Project
from helpers.strategies import markdown as descriptions

CODES = "| HTTP | Code | Description |\n|---|---|---|\n"


def read(text: str, **mapping: str) -> Imported:
    return page.read(text, "page.md", mapping)


def entries(text: str, **mapping: str) -> list[dict[str, Any]]:
    """Return the fields of the entries of a page."""
    return [entry.fields for entry in read(text, **mapping).reading.entries]


def printed(imported: Imported, kind: str) -> list[str]:
    """Return the notes of one kind, each with its line."""
    return [f"{note.location.line}: {note.text}" for note in imported.notes if note.kind == kind]


def table(*rows: str) -> str:
    """Return a table: headings, then rows, as cells with pipes between them."""
    header, *below = rows
    return "\n".join([f"| {header} |", re.sub(r"[^|]+", "---", f"|{header}|"),
                      *(f"| {row} |" for row in below), ""])  # fmt: skip


def refused(text: str, **mapping: str) -> list[str]:
    """Return what is said of a page that is refused."""
    with pytest.raises(ProblemsFound) as caught:
        read(text, **mapping)
    assert caught.value.exit_code == (2 if mapping else 1)
    return [f"{problem.rule}: {problem.message}" for problem in caught.value.problems]


SEED = """\
---
sidebar_position: 3
slug: '/codes'
title: 'The codes'
---

# The codes
| HTTP Response Code | Status | Code       | Description          |
|--------------------|--------|------------|----------------------|
| 200                | ok     |            | It worked.           |
| 404                | error  | `NotFound` | There is no such id. |
"""


def test_a_page_becomes_entries_with_their_lines() -> None:
    imported = read(SEED)
    assert [(entry.fields, entry.line) for entry in imported.reading.entries] == [
        ({"http_status": (200,), "status": "ok", "description": "It worked."}, 10),
        (
            {
                "http_status": (404,),
                "status": "error",
                "code": "NotFound",
                "description": "There is no such id.",
            },
            11,
        ),
    ]
    for record in (imported.reading.root, *imported.reading.entries):
        assert record.fields.keys() == record.lines.keys()
    assert imported.reading.root.fields == {"title": "The codes"}
    assert imported.options == {
        "front_matter": {"sidebar_position": 3, "slug": "/codes"},
        "delimiter": "flush",
        "columns": ["http_status", "status", "code", "description"],
    }


def regenerated(project: Project, imported: Imported) -> str:
    """Return the page that a catalog of what was imported makes, with the options given."""
    codes = []
    for entry in imported.reading.entries:
        fields = dict(entry.fields)
        texts = fields.pop("status_descriptions", None)
        codes.append({**fields, "http_status": texts or list(entry.statuses)})
    root = {"apicodes": 1, **imported.reading.root.fields, "codes": codes}
    project.write("codes.yaml", json.dumps(root))
    options = imported.options
    matter = ", ".join(
        f"{key} = {value!r}" for key, value in options.get("front_matter", {}).items()
    )
    headings = ", ".join(f"{key} = {value!r}" for key, value in options.get("headings", {}).items())
    project.write(
        "apicodes.toml",
        f'spec = "codes.yaml"\n[targets.docusaurus]\npath = "codes.md"\n'
        f"front_matter = {{ {matter} }}\nheadings = {{ {headings} }}\n"
        f'delimiter = "{options["delimiter"]}"\ncolumns = {options["columns"]}\n'
        f"align = {str(options.get('align', True)).lower()}\n",
    )
    done = project.run("generate")
    assert done.code == 0, done.err
    return project.read("codes.md")


def test_the_page_of_this_repository_gives_its_catalog(empty: Project) -> None:
    text = (ROOT / "out" / "docusaurus" / "http_response_codes.md").read_text()
    imported = read(text)
    catalog = yaml.safe_load((ROOT / "spec" / "http_response_codes.yaml").read_text())
    assert imported.reading.root.fields["title"] == catalog["title"]
    assert [{**one, "http_status": one["http_status"][0]} for one in entries(text)] == [
        {**catalog["defaults"], **entry} for entry in catalog["codes"]
    ]
    rows = [line for line in text.split("\n") if line.startswith("|")]
    again = regenerated(empty, imported)
    assert [line for line in again.split("\n") if line.startswith("|")] == rows
    assert not printed(imported, "guessed") + printed(imported, "left out")


@pytest.mark.parametrize(
    "rows",
    [
        "| State | Meaning      |\n| ----- | ------------ |\n| 404   | Nothing here |\n",
        "| State | Meaning      |\n|-------|--------------|\n| 404   | Nothing here |\n",
        "| State | Meaning |\n| --- | --- |\n| 404 | Nothing here |\n",
        "| State | Meaning |\n|---|---|\n| 404 | Nothing here |\n",
        "| Meaning      | State |\n| ------------ | ----- |\n| Nothing here | 404   |\n",
    ],
    ids=["spaced", "flush", "spaced, not padded", "flush, not padded", "another order"],
)
def test_the_options_give_the_table_back(empty: Project, rows: str) -> None:
    imported = read(f"# Codes\n\n{rows}")
    assert imported.options["headings"] == {"http_status": "State", "description": "Meaning"}
    assert regenerated(empty, imported).endswith(rows)


@given(descriptions())
def test_what_a_page_says_is_what_the_catalog_said(source: str) -> None:
    cell = markdown.cell(source)
    assert markdown.normal(markup.read(cell, {}).markdown) == markdown.normal_cell(cell)


@given(st.text(alphabet="|-`*_~<>{}[]()!#\\&; \n:=ab40", max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    for tried in (text, f"{CODES}| 404 | A | {text.replace(chr(10), ' ')} |"):
        try:
            read(tried)
        except ProblemsFound:
            continue


# Columns


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Code | Meaning", ["http_status", "description"]),
        ("Status | Code | Description", ["http_status", "code", "description"]),
        ("状态码 | 错误码 | 描述", ["http_status", "code", "description"]),
        ("ステータスコード | コード | 説明", ["http_status", "code", "description"]),
        ("Código HTTP | Código de erro | Descrição", ["http_status", "code", "description"]),
        ("HTTP-Status | Fehlercode | Beschreibung", ["http_status", "code", "description"]),
        ("Code HTTP | Code d'erreur | Description", ["http_status", "code", "description"]),
        ("Código de estado | Código | Descripción", ["http_status", "code", "description"]),
        ("Код ответа | Код ошибки | Описание", ["http_status", "code", "description"]),
        ("상태 코드 | 코드 | 설명", ["http_status", "code", "description"]),
        ("HTTP | gRPC | Description", ["http_status", "code", "description"]),
        ("HTTP | Reason | Message", ["http_status", "code", "message"]),
        ("HTTP | Motivo | Mensagem", ["http_status", "code", "message"]),
        ("HTTP | Grund | Meldung", ["http_status", "code", "message"]),
        ("HTTP | 原因 | 消息", ["http_status", "code", "message"]),
        (" | | ", ["http_status", "code", "description"]),
    ],
)
def test_headings_are_known_in_several_languages(headings: str, fields: list[str]) -> None:
    row = "404 | `NotFound` | There is no such thing, look elsewhere."
    if len(fields) == 2:
        row = row.replace("`NotFound` | ", "")
    assert set(read(table(headings, row)).reading.entries[0].fields) == set(fields)


def test_values_decide_whether_status_is_a_word_or_http() -> None:
    assert entries(table("Status | Code", "error | E1", "ok | E2")) == [
        {"status": "error", "code": "E1"},
        {"status": "ok", "code": "E2"},
    ]
    assert entries(table("Status | Code", "400 | E1")) == [{"http_status": (400,), "code": "E1"}]


def test_numbers_of_three_digits_are_no_http_statuses_where_none_is_one() -> None:
    rows = ["`tooFast` | 168 | Slow down.", "`tooSlow` | 273 | Hurry up."]
    first = entries(table("Code | Value | Explanation", *rows))[0]
    assert first == {"code": "tooFast", "number": 168, "description": "Slow down."}


@pytest.mark.parametrize(
    "text",
    [
        table("Setting | Value", "timeout | 400", "`max_size` | 200"),
        "# Errors\n\n" + table("Option | Value | Description", "`timeout` | 400 | How long."),
        table("Name | Value", "`timeout` | 400", "`size` | 500"),
    ],
)
def test_settings_are_no_codes(text: str) -> None:
    assert refused(text)[0].startswith("nothing-found: no table of codes: 1 table")


def test_a_number_is_the_code_of_rows_without_an_http_status() -> None:
    text = table("HTTP | Number | Message", "404 | 1001 | Gone", " | 1002 | Wait")
    assert [one["code"] for one in entries(text)] == ["1001", "1002"]
    text = table("HTTP | Number | Message", "404 | 1001 | Gone", "500 | 1002 | Wait")
    assert [one["number"] for one in entries(text)] == [1001, 1002]


@pytest.mark.parametrize("heading", ["Retry?", "Retryable", "Can retry"])
def test_an_answer_can_have_more_words(heading: str) -> None:
    text = table(f"HTTP | Code | {heading}", "404 | `A` | No", "429 | `B` | Yes, after a while",
                 "500 | `C` | Maybe")  # fmt: skip
    assert [one.get("retryable") for one in entries(text)] == [False, True, None]
    imported = read(text)
    assert printed(imported, "guessed") == ["4: retryable as true: Yes, after a while"]
    assert printed(imported, "left out") == ["5: retryable: no value of it: Maybe"]


def test_a_value_is_the_code_where_nothing_else_is() -> None:
    text = "## Error codes\n\n" + table("Value | Meaning", "10001 | Unknown account.")
    assert entries(text) == [{"code": "10001", "description": "Unknown account."}]


def test_a_column_without_a_field_becomes_an_extension_field() -> None:
    imported = read(table("Code | Owner | Meaning", "E1 | Team blue | It is gone."))
    assert imported.reading.entries[0].fields["x-owner"] == "Team blue"
    assert imported.options["columns"] == ["code", "x-owner", "description"]
    assert printed(imported, "guessed") == [
        "1: columns (--map 'Heading=field' takes them as others): 'Owner' as x-owner, "
        "as no field fits"
    ]


def test_a_mapping_overrides() -> None:
    text = table("Name | Notes | Owner", "boom | It is *gone*. | blue")
    assert entries(text, Name="code", Notes="description", Owner="x-team") == [
        {"code": "boom", "description": "It is *gone*.", "x-team": "blue"}
    ]


def test_a_mapping_of_what_there_is_not_is_refused() -> None:
    text = table("Code | Meaning", "E1 | Gone.")
    assert refused(text, Cod="code", Meaning="descripton") == [
        "unknown-column: no table has a column 'Cod'",
        "unknown-field: an entry has no field 'descripton' that a column could fill",
    ]


# Cells


@pytest.mark.parametrize(
    ("cell", "fields"),
    [
        ("200 (OK)", {"http_status": (200,)}),
        ("`404 Not Found`", {"http_status": (404,)}),
        ("404 - Not found", {"http_status": (404,)}),
        ("422 Unprocessable Entity", {"http_status": (422,)}),
        ("500, 502, 504 - Our Errors", {"http_status": (500, 502, 504), "title": "Our Errors"}),
        ("201,202", {"http_status": (201, 202)}),
        ("`400` / `409`", {"http_status": (400, 409)}),
        ("400 or 409", {"http_status": (400, 409)}),
        ("HTTP 400", {"http_status": (400,)}),
        ("400, 4xx", {"http_status": (400,)}),
        ("—", {}),
        ("any", {}),
        ("20x", {}),
        ("4xx (others)", {}),
        ("400-499", {}),
        ("`~~404~~`", {}),
        ("~~404~~", {"http_status": (404,), "deprecated": {}}),
    ],
)  # fmt: skip
def test_http_statuses_are_taken_where_they_are_exact(cell: str, fields: dict[str, Any]) -> None:
    text = table("HTTP status | Code", f"{cell} | E1", "401 | E2", "403 | E3", "404 | E4")
    assert entries(text)[0] == {**fields, "code": "E1"}


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("`Gone`", ["Gone"]),
        ("[`Gone`](#gone)", ["Gone"]),
        ("[Gone](./gone.md)", ["Gone"]),
        ("**Gone**", ["Gone"]),
        ('<a id="gone"></a>`Gone`', ["Gone"]),
        ("0010", ["0010"]),
        ("14_030", ["14_030"]),
        ("COMPTE 13", ["COMPTE 13"]),
        ("`a` / `b`", ["a", "b"]),
        ("`a`, `b` or `c`", ["a", "b", "c"]),
        ("1001, 1002", ["1001", "1002"]),
        ("<code>a&#124;b</code>", ["a|b"]),
        ("—", [None]),
        ("N/A", [None]),
        ("any", [None]),
        ("", [None]),
        ("301000~301099", [None]),
    ],
)
def test_codes_are_taken_as_the_wire_has_them(cell: str, codes: list[str | None]) -> None:
    text = table("HTTP | Code", f"410 | {cell}", "401 | `No`", "403 | `NotYou`", "404 | `None1`")
    assert [one.get("code") for one in entries(text)][:-3] == codes


def test_a_code_that_is_struck_through_is_deprecated() -> None:
    imported = read(table("Code | Meaning", "~~`Old`~~ | Was used once.", "`New` | Is used."))
    assert [entry.fields.get("deprecated") for entry in imported.reading.entries] == [{}, None]
    assert printed(imported, "guessed") == [
        "3: deprecated, as it is struck through or called so: Old"
    ]
    assert entries(table("Code | Meaning", "`Old` (deprecated) | Was used once.")) == [
        {"code": "Old", "description": "Was used once.", "deprecated": {}}
    ]


def test_the_code_can_be_the_first_word_of_the_description() -> None:
    text = table("HTTP | Description", "404 | NotFound There is none.", "410 | `GONE`: It left.")
    assert entries(text) == [
        {"http_status": (404,), "code": "NotFound", "description": "There is none."},
        {"http_status": (410,), "code": "GONE", "description": "It left."},
    ]


def test_prose_that_begins_with_a_word_has_no_code() -> None:
    text = table("HTTP | Description", "404 | Nothing is there.", "410 | Gone -- It left.")
    assert [set(one) for one in entries(text)] == [{"http_status", "description"}] * 2


def test_what_cannot_be_an_entry_is_left_out_with_its_line() -> None:
    imported = read(table("Code | Meaning", "10001 | A.", "2000~2999 | Many.", "| ", "10002 | B."))
    assert [entry.line for entry in imported.reading.entries] == [3, 6]
    assert printed(imported, "left out") == [
        "4: a row whose code stands for several: 2000~2999 | Many.",
        "5: an empty row",
    ]


@pytest.mark.parametrize(
    ("cell", "source"),
    [
        ("Plain & simple.", "Plain & simple."),
        (r"a \| b", "a | b"),
        (r"\{x\} and &#123;y&#125;", "{x} and {y}"),
        ("{'<'}x{/* no */}", "<x"),
        ("one<br>two", "one\\\ntwo"),
        ("one<br /><br/>two", "one\n\ntwo"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("See<ul><li>a</li><li>b<br/>c</li></ul>", "See\n\n- a\n- b\\\n  c"),
        ("<ul><li>a<li>b</ul>", "- a\n- b"),
        ("<ol start='3'><li>a</li></ol>", "3. a"),
        ("<b>a</b> <i>b</i> <s>c</s>", "**a** *b* ~~c~~"),
        ("<code>a&#124;b</code>", "`a|b`"),
        ("<pre>x<br/>y</pre>", "```\nx\ny\n```"),
        ("<blockquote>a</blockquote>", "> a"),
        ('<a href="/x">here</a>', "[here](/x)"),
        ("x<sup>2</sup>", "x2"),
        ("No <id> here", "No <id> here"),
        ("1. first", "1\\. first"),
        ("- dash", "\\- dash"),
        (r"2 \* 3 * 4 <5", "2 * 3 * 4 <5"),
        ("{% note %}", "{% note %}"),
        ("x<b> a </b>y", "x **a** y"),
        ("a<b></b>", "a"),
        ("<b>a<br/></b>", "**a**"),
        ("x <em><br/>a</em>", "x \\\n*a*"),
        ("**a**__b__" * 8, "**a**__b__" * 8),
        ("&nbsp;a", "&nbsp;a"),
        ("![](/x.png)", "![](/x.png)"),
        ("<ul><li>&nbsp;</li><li>a</li></ul>", "- &nbsp;\n- a"),
    ],
)
def test_a_cell_becomes_the_markdown_of_a_catalog(cell: str, source: str) -> None:
    assert entries(f"{CODES}| 404 | `A` | {cell} |")[0]["description"] == source


def test_elements_that_markdown_has_no_words_for_are_noted() -> None:
    imported = read(f"{CODES}| 404 | `A` | x<sup>2</sup> for <id> |")
    assert printed(imported, "guessed") == [
        "3: the element <sup> is left out, what it holds stays",
        "3: the element <id> is kept as text",
    ]


def test_links_of_the_page_are_resolved() -> None:
    text = f"{CODES}| 404 | `A` | See [help]. |\n\n[help]: /help\n"
    assert entries(text)[0]["description"] == "See [help](/help)."


def test_other_columns_become_their_types() -> None:
    text = table(
        "HTTP | Code | Title | Message | Retryable | Since | Causes | Solution | Deprecated",
        "503 | `Busy` | Too *busy* | Wait {n} | ✅ | 1.2 | <ul><li>a<li>b</ul> | Wait. | no",
        "410 | `Old` | Gone | Left | no | 1.0 | It left. | | Use `New`.",
    )
    busy, old = entries(text)
    assert busy == {
        "http_status": (503,), "code": "Busy", "title": "Too busy", "message": "Wait {n}",
        "causes": ("a", "b"), "solutions": ("Wait.",), "retryable": True, "since": "1.2",
    }  # fmt: skip
    assert (old["retryable"], old["deprecated"]) == (False, {"reason": "Use `New`."})


def test_items_without_words_are_none() -> None:
    text = table("Code | Meaning | Causes", "`A` | x | <ul><li>a</li><li></li><li>b</li></ul>",
                 "`B` | y | <ul><li><ul></ul></li></ul>")  # fmt: skip
    assert [one.get("causes") for one in entries(text)] == [("a", "b"), None]


def test_what_a_catalog_refuses_is_kept_for_it_to_refuse() -> None:
    assert entries(f"{CODES}| 404 | `A\u200b` | x\u202ey |")[0]["code"] == "A\u200b"


# Rows


def test_rows_of_one_code_with_a_text_each_become_one_entry() -> None:
    imported = read(f"{CODES}| 500 | E | Ours. |\n| 502 | E | Theirs. |\n| 404 | F | None. |")
    assert [entry.fields for entry in imported.reading.entries] == [
        {
            "http_status": (500, 502),
            "code": "E",
            "status_descriptions": {500: "Ours.", 502: "Theirs."},
        },
        {"http_status": (404,), "code": "F", "description": "None."},
    ]
    assert printed(imported, "recognised")[-1] == (
        "4: rows of one code with several HTTP statuses are one entry, with a text for each "
        "status: 502 E"
    )


def test_rows_of_one_code_with_one_text_merge_their_statuses() -> None:
    imported = read(f"{CODES}| 500 | E | Ours. |\n| 502 | E | Ours. |")
    assert entries(f"{CODES}| 500 | E | Ours. |\n| 502 | E | Ours. |") == [
        {"http_status": (500, 502), "code": "E", "description": "Ours."}
    ]
    assert printed(imported, "recognised")[-1].endswith("are one entry, with one text: 502 E")


def test_a_row_without_a_text_shares_the_one_that_there_is() -> None:
    imported = read(f"{CODES}| 500 | E | |\n| 502 | E | Ours. |")
    (entry,) = imported.reading.entries
    assert entry.fields == {"http_status": (500, 502), "code": "E", "description": "Ours."}
    assert entry.fields.keys() == entry.lines.keys()
    texts = entries(f"{CODES}| 500 | E | |\n| 502 | E | A. |\n| 503 | E | B. |")[0]
    assert texts["status_descriptions"] == {500: "Internal Server Error", 502: "A.", 503: "B."}


def test_the_texts_of_a_code_that_is_said_again_are_its_causes() -> None:
    imported = read(f"{CODES}| 500 | E | Ours. |\n| 500 | E | Theirs. |")
    assert [entry.fields for entry in imported.reading.entries] == [
        {"http_status": (500,), "code": "E", "description": "Ours.", "causes": ("Theirs.",)}
    ]
    assert printed(imported, "guessed") == [
        "4: rows that say a code again, their texts as causes; import tables that mean others "
        "apart: 500 E, as line 3"
    ]


def test_entries_that_only_texts_tell_apart_get_names(empty: Project) -> None:
    rows = ("Wrong start | 400 | A.", "Wrong end | 400 | B.")
    empty.write("page.md", table("Error | HTTP | Description", *rows))
    assert "name: WrongEnd" in empty.run("import", "page.md").out


# Tables


@pytest.mark.parametrize(
    "text",
    [
        "HTTP | Code\n--|--\n404 | A\n410 | B\n",
        "| HTTP | Code\n|---|---\n| 404 | A\n| 410 | B",
        "| HTTP | Code |\r\n|---|---|\r\n| 404 | A |\r\n| 410 | B |\r\n",
        "\ufeff| HTTP | Code |\n| :-: | --: |\n| 404 | A |\n| 410 | B |",
        "- item\n\n  | HTTP | Code |\n  |---|---|\n  | 404 | A |\n  | 410 | B |",
        "> | HTTP | Code |\n> |---|---|\n> | 404 | A |\n> | 410 | B |",
        "<Tabs>\n\n| HTTP | Code |\n|-|-|\n| 404 | A |\n| 410 | B |\n</Tabs>",
        "| HTTP | Code |\n|-|-|-|\n| 404 | A |\n| 410 | B |",
        "| HTTP | Code | |\n|-|-|-|\n| 404 | A |\n| 410 | B | |",
        "HTTP | Code\n---\n404 | A\n410 | B",
    ],
    ids=["no outer pipes", "no closing pipes", "CRLF", "BOM", "in a list", "in a quotation",
         "in a component", "too many delimiters", "empty heading", "too few delimiters"],
)  # fmt: skip
def test_tables_are_read_leniently(text: str) -> None:
    assert [(one["http_status"], one["code"]) for one in entries(text)] == [
        ((404,), "A"),
        ((410,), "B"),
    ]


def test_a_table_that_pages_do_not_show_is_named() -> None:
    imported = read("| HTTP | Code |\n|-|-|-|\n| 404 | A |")
    assert (
        "pages do not show, which are read: 'HTTP, Code, (empty)' has 2 headings over"
        in imported.notes[0].text
    )


def test_cells_beyond_the_last_column_are_named() -> None:
    imported = read(f"{CODES}| 404 | A | x | y | z |")
    assert printed(imported, "left out") == ["3: what stands beyond the last column: y | z"]


@pytest.mark.parametrize(
    "hidden", ["```\n{}```\n", "<!--\n{}-->\n", "{{/*\n{}*/}}\n", "~~~md\n{}~~~\n"]
)
def test_tables_in_code_and_comments_are_none(hidden: str) -> None:
    inside = hidden.format(table("HTTP | Code", "400 | No"))
    assert [one["code"] for one in entries(inside + "\n" + table("HTTP | Code", "404 | A"))] == [
        "A"
    ]


def test_several_tables_become_groups() -> None:
    text = (
        "# Codes\n\n## Not you\n\n" + table("HTTP | Code", "401 | `A`")
        + "\n## 服务器\n\n" + table("HTTP | Code", "500 | `B`")
        + "\n### 500 Broken {#x}\n\n" + table("HTTP | Code", "500 | `C`")
        + "\n## Limits\n\n" + table("Plan | Requests", "Free | 100")
    )  # fmt: skip
    imported = read(text)
    assert imported.reading.root.fields["groups"] == {
        "not-you": {"title": "Not you"},
        "group": {"title": "服务器"},
        "group-500-broken": {"title": "500 Broken"},
    }
    assert [one["group"] for one in entries(text)] == ["not-you", "group", "group-500-broken"]
    assert printed(imported, "left out") == [
        "21: text outside of tables of codes, line 21, 1 heading",
        "23: the table 'Plan, Requests' with 1 row: no column of codes or HTTP statuses; "
        "--map 'Plan=code' takes it",
    ]


def test_prose_between_a_heading_and_its_table_describes_the_group() -> None:
    text = (
        "# Codes\n\nNot you\n-------\n\nLog *in*.\n\n- First.\n\n"
        + table("HTTP | Code", "401 | `A`")
        + "\n## Ours\n\n<Help />\n\n" + table("HTTP | Code", "500 | `B`")
    )  # fmt: skip
    imported = read(text)
    assert imported.reading.root.fields["groups"] == {
        "not-you": {"title": "Not you", "description": "Log *in*.\n\n- First."},
        "ours": {"title": "Ours"},
    }
    assert printed(imported, "left out") == [
        "16: text outside of tables of codes, line 16, 1 component"
    ]


def test_tables_of_fields_of_headers_and_of_types_are_left_out() -> None:
    text = (
        "## Error response\n\n" + table("Field | Type | Description", "`code` | string | The code.")
        + "\n" + table("Header | Description", "`Retry-After` | When to come back.")
        + "\n" + table("Type | HTTP Status | Description", "`api_error` | 500 | Ours.")
        + "\n" + table("Code | HTTP Status | Description", "`db_down` | 500 | No database.")
    )  # fmt: skip
    assert [one["code"] for one in entries(text)] == ["db_down"]
    assert len(printed(read(text), "left out")) == 3


def test_the_http_status_can_stand_in_the_heading_alone() -> None:
    text = (
        "# Codes\n\n### 401 Unauthorized\n\n" + table("Code", "`A`")
        + "\n### HTTP 404\n\n" + table("Code", "`B`")
    )  # fmt: skip
    assert [one["http_status"] for one in entries(text)] == [(401,), (404,)]
    assert read(text).options["columns"] == ["http_status", "code"]


def test_a_table_in_the_front_matter_is_read() -> None:
    text = (
        "---\ntitle: Errors\ncontent: >-\n  Words.\n\n\n  | Code | Name |\n\n  | --- | --- |\n\n"
        "  | 200 | Fine |\n\n  | 500 | Broken |\n\n\n  &nbsp;\nlayout: x\n---\n"
    )
    imported = read(text)
    assert [entry.line for entry in imported.reading.entries] == [11, 13]
    assert imported.options["front_matter"] == {"layout": "x"}
    assert "7: tables in the front matter: content" in printed(imported, "recognised")


# Around the tables


def test_the_title_is_that_of_the_front_matter_else_the_first_heading() -> None:
    body = "# The *first* \\{#id}\n\n" + table("Code", "`A`")
    assert read(body).reading.root.fields["title"] == "The first"
    titled = read(f"---\ntitle: Other\n---\n{body}")
    assert titled.reading.root.fields["title"] == "Other"
    left = "4: the heading 'The first': the title of the front matter is taken"
    assert left in printed(titled, "left out")


def test_the_introduction_becomes_the_description() -> None:
    text = "# T\n\nAll \\{codes} are *here*.\n\n- one\n- two\n\n---\n\n" + table("Code", "`A`")
    root = read(text).reading.root
    assert root.fields["description"] == "All {codes} are *here*.\n\n- one\n- two"
    assert root.lines["description"] == 3


@pytest.mark.parametrize("prose", ["{/* x */}", "    code", "\tcode", "<!-- x -->"])
def test_what_is_no_introduction_is_named(prose: str) -> None:
    imported = read(f"# T\n\n{prose}\n\n" + table("Code", "`A`"))
    assert "description" not in imported.reading.root.fields
    assert printed(imported, "left out")[0].startswith("3: text outside of tables of codes, line 3")


def test_an_introduction_that_is_more_than_prose_is_left_out() -> None:
    imported = read("# T\n\n<Tabs>\n  x\n</Tabs>\n\n" + table("Code", "`A`"))
    assert "description" not in imported.reading.root.fields
    assert printed(imported, "left out") == [
        "3: text outside of tables of codes, lines 3-5, 1 component"
    ]


@pytest.mark.parametrize(
    ("matter", "reported"),
    [
        ("---\na: [\n---\n", "3: the front matter: it is not YAML"),
        ("---\n- a\n---\n", "2: the front matter: it has no keys"),
        ("---\nwords\n---\n", "2: the front matter: it has no keys"),
        ("---\n# words\n---\n", "1: the front matter: it has no keys"),
        ("+++\na = 1\n+++\n", "1: the front matter: it is TOML, which Docusaurus does not read"),
        ("---\ntitle: 5\n---\n",
         "2: the title of the front matter: 5 can be no title of a catalog"),
        ("---\ntitle: ' '\n---\n",
         "2: the title of the front matter: ' ' can be no title of a catalog"),
        ("---\na:\n  b: ~\n---\n",
         "3: in the front matter: keys without a value, which settings cannot say: a.b"),
        ("---\na: &a {b: 1}\n<<: *a\n---\n", "3: in the front matter: '<<' and what it merges"),
        ("---\na: [1, !b 2]\n---\n",
         "2: in the front matter: expected a value without a tag, found a value with the tag '!b'"),
        ("---\n---\n", None),
    ],
)  # fmt: skip
def test_front_matter_that_the_page_would_lose_is_named(matter: str, reported: str | None) -> None:
    imported = read(matter + table("Code", "`A`"))
    assert printed(imported, "left out") == ([reported] if reported else [])


@pytest.mark.parametrize(
    ("beside", "reported"),
    [
        ("Words *below*.\n", "7: text outside of tables of codes, line 7"),
        ("Words.\n\nMore.\n\n---\n", "7: text outside of tables of codes, lines 7-9"),
        (
            "## Others\n\n- `gone`: It left.\n- 409: It is there.\n- not_yet\n- No code.\n",
            "7: text outside of tables of codes, lines 7-12, 1 heading, 4 list items, "
            "3 with what may be a code in front",
        ),
        (
            "### NotFound\n\nNothing.\n\n### `gone`\n\n```\n- 404\n```\n",
            "7: text outside of tables of codes, lines 7-15, 2 headings, "
            "2 with what may be a code in front",
        ),
        ("<Codes />\n\n<Tabs>\n", "7: text outside of tables of codes, lines 7-9, 2 components"),
        ("---\n\n[a]: /b\n\n&nbsp;\n\n", None),
    ],
)
def test_what_stands_beside_the_tables_is_named(
    empty: Project, beside: str, reported: str | None
) -> None:
    empty.write("page.md", "# T\n\n" + table("HTTP | Code", "404 | `A`") + "\n" + beside)
    done = empty.run("import", "page.md")
    assert done.code == 0
    found = [line for line in done.err.splitlines() if ": left out: " in line]
    assert found == ([f"  page.md:{reported.replace(': ', ': left out: ', 1)}"] if reported else [])


def test_what_stands_above_the_tables_below_another_heading_is_named() -> None:
    text = "# T\n\nWords.\n\n## A\n\nOther words.\n\n" + table("Code", "`A`")
    assert printed(read(text), "left out") == [
        "5: text outside of tables of codes, lines 5-7, 1 heading"
    ]


def test_text_beside_a_table_in_the_front_matter_is_named() -> None:
    text = "---\ncontent: |\n  Words.\n\n  | Code |\n  | --- |\n  | `A` |\nlayout: x\n---\n"
    assert printed(read(text), "left out") == ["3: text outside of tables of codes, line 3"]


# Nothing


def test_a_page_without_a_table_of_codes_says_what_was_seen() -> None:
    text = "# A\n\n## B\n\n- x\n- y\n\n<Codes />\n"
    assert refused(text) == [
        "nothing-found: no table of codes: no table, 2 headings, 2 list items, 1 component"
    ]


def test_a_table_without_an_entry_is_named() -> None:
    assert refused(table("Code | Meaning", "— | Nothing.")) == [
        "nothing-found: no table of codes: 1 table",
        "nothing-found: the table 'Code, Meaning': no row of it is an entry",
    ]


def test_tables_without_codes_are_named_one_by_one() -> None:
    assert refused(table("Plan | Requests", "Free | 100")) == [
        "nothing-found: no table of codes: 1 table",
        "nothing-found: the table 'Plan, Requests' with 1 row: "
        "no column of codes or HTTP statuses; --map 'Plan=code' takes it",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\na: " + "[" * 100_000 + "\n---\n" + CODES + "| 404 | A | x |",
        "---\ntitle: \ud800\n---\n" + CODES + "| 404 | A\ud800 | *x* |",
        CODES + "| 404 | A | " + "[" * 5_000 + " |",
        CODES + "| 404 | A | " + "**a " * 2_000 + " |",
        CODES + "| 404 | A | " + "<ul><li>" * 1_000 + " |",
        CODES + "| 404 | A | " + "\\|" * 100_000 + " |",
        "|" + "Code|" * 10_000 + "\n|" + "-|" * 10_000 + "\n" + "|a|\n" * 10_000,
        "# T\n\n" + ">" * 5_000 + "\n\n" + CODES + "| 404 | A | x |",
        (" " * 50_000 + "x\n") * 20 + "\n" + CODES + "| 404 | A | x |",
        "",
        "|",
        "|-|\n|-|",
        "---\n---",
        CODES + "| 404\x00 | \x00 | \x00 |",
        "# Errors\n\n- " + "a" * 50_000 + ": x\n- " + "aB" * 30_000 + ": x\n",
        "# Errors\n\n" + "<table>" * 20_000 + "\n" + "<dl>\n" * 20_000,
    ],
    ids=range(16),
)
def test_hostile_pages_are_read_or_refused(text: str) -> None:
    try:
        found = len(read(text).reading.entries)
    except ProblemsFound:
        found = 0
    assert found <= 1


def test_every_heading_of_a_generated_page_is_known() -> None:
    """A name is what people call a code; a column of names in our sense is of our pages alone."""
    headings = {name: heading for name, heading in column_headings().items() if name != "name"}
    values = {"code": "`A`", "retryable": "yes", "number": "7", "http_status": "404"}
    headings = {name: text for name, text in column_headings().items() if name != "name"}
    text = table(
        " | ".join(headings.values()),
        " | ".join(values.get(name, "Some words") for name in headings),
    )
    assert read(text).options["columns"] == list(headings)
    assert "headings" not in read(text).options
