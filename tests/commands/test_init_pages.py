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
