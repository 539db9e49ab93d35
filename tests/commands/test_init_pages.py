"""Pages that people wrote come back: each column and each cell, in their order and spelling."""

import re

import pytest

from helpers.html_text import PAGE, shown
from helpers.project import Project

PAGES = {
    "columns beside the usual ones": """
# Errors

| HTTP | Error | When | How to fix | Retry? |
|------|-------|------|------------|--------|
| `404` | `no_order` | The order was deleted. | Check the id. | No |
| `429` | `too_fast` | More than 5 calls a second. | Wait, then call *again*. | Yes |
""",
    "tables with headings of their own": """
# Errors

Every answer has one of these.

## Baskets

Before an order is made.

| Code | Status | Message |
| ---- | ------ | ------- |
| `basket_empty` | 400 | The basket is empty. |
| `basket_stale` | 409 | Somebody changed the basket. |

## Payments

| HTTP status | Error code | Description | Resolution |
| ---- | ------ | ------- | ---- |
| 402 | `card_declined` | The bank refused the card. | Ask for another card. |
| 402 | `card_expired` | The card is too old. | Ask for a new card. |
""",
    "a table before the groups": """
# Errors

| Code | Description |
| ---- | ----------- |
| 1000 | Unknown error. |
| 1001 | Bad |

### Search

| Code | Description | Solution |
| ---- | ----------- | -------- |
| 2000 | No such index. | Create the index. |
| 2001 | The query is too long. | Send fewer words. |
""",
    "plain codes, and statuses in code": """
# Errors

Code | HTTP status | Meaning
:--- | :---: | ---
NotFound | `404` | No such thing
Gone | `410` | It was there
""",
}


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_every_cell_of_a_page_comes_back_in_its_order(text: str, empty: Project) -> None:
    empty.write("docs/errors.md", text)
    assert empty.run("init", "--from", "docs/errors.md").code == 0
    assert empty.run("generate").code == 0
    assert empty.run("check", "--verify").code == 0
    page = empty.read("out/docusaurus/response_codes.md")
    assert tables(page.partition("\n---\n")[2]) == tables(text)


def tables(text: str) -> list[list[list[str]]]:
    """Return the cells of each table as HTML in words, code in its element."""
    html = re.sub(r"<(/?code)>", r"[\1]", PAGE.render(text))
    return [
        [
            [shown(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
            for row in re.findall(r"<tr>(.*?)</tr>", table, re.S)
        ]
        for table in re.findall(r"<table>(.*?)</table>", html, re.S)
    ]


def test_an_extension_column_without_values_is_left_out(empty: Project) -> None:
    empty.write(
        "docs/errors.md", "| Code | Description | Team |\n|-|-|-|\n| `no_order` | Gone. | |\n"
    )
    mapped = ("init", "--from", "docs/errors.md", "--map", "Team=x-team")
    assert empty.run(*mapped).code == 0
    assert empty.run("generate").code == 0
    assert 'columns = ["code", "description"]' in empty.read("apicodes.toml")


# Regions


BASKETS = """\
| Code | Status | Description |
| --- | --- | --- |
| `basket_empty` | 400 | The basket is empty. |
| `basket_stale` | 409 | Somebody changed the basket. |
"""

SEVERAL = f"""\
# Errors

Our words.

## Baskets

Before an order is made.

{BASKETS}
## Payments

| Code | Status | Description | What to do |
| --- | --- | --- | --- |
| `card_declined` | 402 | The bank refused the card. | Ask for another card. |

## More

Write to us.
"""

REGION = ("init", "--from", "docs/errors.md", "--region", "codes")
BEGIN, END = "<!-- apicodes:begin codes -->", "<!-- apicodes:end codes -->"


def test_several_tables_become_one_region_and_nothing_else_changes(empty: Project) -> None:
    empty.write("docs/errors.md", SEVERAL)
    done = empty.run(*REGION)
    assert done.code == 0, done.err
    assert "spelled anew" not in done.err
    assert "dropped" not in done.err
    marked = SEVERAL.replace("## Baskets", f"{BEGIN}\n\n## Baskets")
    marked = marked.replace("## More", f"{END}\n\n## More")
    assert empty.read("docs/errors.md") == marked
    assert empty.run("generate").code == 0
    assert empty.read("docs/errors.md") == marked


@pytest.mark.parametrize(
    ("old", "new", "line", "printed"),
    [
        (
            "## Payments\n",
            "- Mine.\n\n## Payments\n",
            14,
            'the region would not have the text "Mine."',
        ),
        (
            "## Payments\n",
            "[a]: /b\n\n## Payments\n",
            14,
            'the region would not have the text "[a]: /b"',
        ),
        (
            "## Payments\n",
            "## Limits\n\n| Plan | Calls |\n|---|---|\n| Free | many |\n\n## Payments\n",
            14,
            'the region would not have the text "Limits"',
        ),
        (
            BASKETS,
            "| # | Code | Status |\n|---|---|---|\n| 1 | `a` | 400 |\n| 2 | `b` | 400 |\n",
            9,
            'the region would not have the column "#"',
        ),
    ],
)
def test_a_page_of_which_the_region_would_drop_text_or_a_column_stays(
    old: str, new: str, line: int, printed: str, empty: Project
) -> None:
    empty.write("docs/errors.md", SEVERAL.replace(old, new))
    before = empty.files()
    done = empty.run(*REGION)
    assert f"docs/errors.md:{line}: error[region] {printed}" in done.err
    assert (done.code, empty.files()) == (1, before)


def test_what_a_region_changes_is_named_with_its_line(empty: Project) -> None:
    page = SEVERAL.replace("| `basket_stale`", "| `E1`–`E9` | 409 | A range. |\n| `basket_stale`")
    page = page.replace("## Payments", "---\n\n## Payments").replace("| 402 |", "|   `402` |")
    empty.write("docs/errors.md", page)
    done = empty.run(*REGION)
    assert done.code == 0, done.err
    assert [line for line in done.err.splitlines() if "anew" in line or "dropped" in line] == [
        '  docs/errors.md:12: dropped: nothing in the region has "E1–E9"',
        '  docs/errors.md:15: dropped: nothing in the region has "---"',
        "  docs/errors.md:21: spelled anew: what is in code, line 21",
        "  docs/errors.md:5: spelled anew: the spaces, pipes, escapes and alignment of tables",
    ]
