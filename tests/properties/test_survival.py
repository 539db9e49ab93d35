"""Any text that a catalog accepts comes through every target as it is."""

import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from apicodes.render import markdown as descriptions
from apicodes.text.width import width
from helpers.expected_rows import COLUMNS, expected, rendered, shown_rows
from helpers.html_text import PAGE, SOURCE, shown
from helpers.strategies import Document, catalogs, markdown, options

pytestmark = pytest.mark.slow

GENERATED = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
TEXTS = settings(GENERATED, max_examples=400)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# Python


def namespace_of(module: str) -> Document:
    """Run a module; what the compiler warns of, such as an escape it does not know, is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compiled = compile(module, "codes.py", "exec")
    namespace: Document = {"__name__": __name__}  # Dataclasses look their module up.
    exec(compiled, namespace)
    return namespace


def said_by_python(details: Any) -> Document:
    row: Document = {"http_statuses": list(details.http_statuses)}
    carried = ("name", "status", "number", "title", "description", "message", "retryable", "since")
    for name in carried:
        if getattr(details, name) is not None:
            row[name] = getattr(details, name)
    if details.code is not None:
        row["code"] = details.code.value
    if details.status_descriptions:
        row["status_descriptions"] = dict(details.status_descriptions)
    if details.deprecated is not None:
        names = ("since", "sunset", "reason")
        row["deprecated"] = {
            name: getattr(details.deprecated, name)
            for name in names
            if getattr(details.deprecated, name) is not None
        }
        if details.deprecated.replaced_by:
            row["deprecated"]["replaced_by"] = list(details.deprecated.replaced_by)
    return row | getattr(details, "extensions", {})


@GENERATED
@given(catalogs(), options())
def test_the_python_module_compiles_and_holds_the_very_texts(
    document: Document, chosen: dict[str, Document]
) -> None:
    namespace = namespace_of(rendered(document, chosen)["codes.py"])
    table, enum = (namespace[name] for name in sorted(namespace["__all__"], key=_table_first)[:2])
    rows = expected(document, chosen.get("python", {}))
    assert [said_by_python(details) for details in table] == rows
    assert [member.value for member in enum] == [row["code"] for row in rows if "code" in row]


def _table_first(name: str) -> tuple[bool, bool, int]:
    return (not re.fullmatch(r"[A-Z0-9_]+S", name), name == "openapi_responses", len(name))


# OpenAPI


class Yaml12(yaml.SafeLoader):
    """Reads plain scalars as YAML 1.2's core schema does (YAML 1.2.2, section 10.3.2)."""


Yaml12.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"(?:null|Null|NULL|~|)\Z", "nN~"),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)\Z", "tTfF"),
    ("int", r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z", "-+.0123456789"),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def said_by_openapi(row: Document) -> Document:
    printed = {name: value for name, value in row.items() if name not in ("http_status", "headers")}
    found = row.get("http_status", [])
    printed["http_statuses"] = [found] if isinstance(found, int) else [int(item) for item in found]
    if isinstance(found, dict):
        printed["status_descriptions"] = {int(status): text for status, text in found.items()}
    if printed.get("deprecated") is True:
        printed["deprecated"] = {}
    return printed


@GENERATED
@given(catalogs(), options())
def test_the_openapi_fragment_loads_to_the_very_texts_in_yaml_1_1_and_1_2(
    document: Document, chosen: dict[str, Document]
) -> None:
    fragment = rendered(document, chosen)["openapi.yaml"]
    rows = [shown_where_html_is_live(row) for row in expected(document, chosen.get("openapi", {}))]
    for loader in (yaml.CSafeLoader, Yaml12):
        loaded = yaml.load(fragment, loader)
        assert [said_by_openapi(row) for row in loaded["x-response-codes"]] == rows
        assert loaded["info"]["title"] == document["title"]
        introduction = loaded["info"].get("description")
        assert introduction == shown_where_html_is_live(document).get("description")


def shown_where_html_is_live(row: Document) -> Document:
    """Return a row, or the root of a catalog, with its Markdown as OpenAPI has it."""
    live = {**row}
    if "description" in row:
        live["description"] = descriptions.without_html(row["description"])
    if "status_descriptions" in row:
        live["status_descriptions"] = {
            status: descriptions.without_html(text)
            for status, text in row["status_descriptions"].items()
        }
    if "reason" in row.get("deprecated", {}):
        reason = descriptions.without_html(row["deprecated"]["reason"])
        live["deprecated"] = {**row["deprecated"], "reason": reason}
    return live


# TypeScript

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?P<space>\s+)"""
    r"""|(?P<name>[A-Za-z_$][\w$]*|-?[0-9][0-9.e+-]*)|(?P<mark>[][{}:,])"""
)


def literal(source: str) -> Any:
    """Read an array or object of TypeScript: the part of its grammar that an output may use."""
    tokens = list(_tokens(source))
    value, rest = _value(tokens)
    assert not rest, rest[:3]
    return value


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        assert match, source[at : at + 40]
        at = match.end()
        if match.lastgroup and match.lastgroup != "space":
            yield match.lastgroup, match.group()


def _value(tokens: list[tuple[str, str]]) -> tuple[Any, list[tuple[str, str]]]:
    (kind, token), rest = tokens[0], tokens[1:]
    if token == "[":
        items = []
        while rest[0][1] != "]":
            item, rest = _value(rest)
            items.append(item)
            rest = rest[1:] if rest[0][1] == "," else rest
        return items, rest[1:]
    if token == "{":
        properties = {}
        while rest[0][1] != "}":
            computed = rest[0][1] == "["
            name, rest = _value(rest[1:] if computed else rest)
            rest = rest[1:] if computed else rest
            assert rest[0][1] == ":"
            properties[name], rest = _value(rest[1:])
            rest = rest[1:] if rest[0][1] == "," else rest
        return properties, rest[1:]
    if kind == "text":
        return _unquoted(token), rest
    is_value = token in ("true", "false", "null") or re.match(r"-?[0-9]", token)
    return json.loads(token) if is_value else token, rest


def _unquoted(token: str) -> str:
    body = token[1:-1]
    if token[0] == "'":
        body = re.sub(r"\\.|\"", lambda match: _in_double_quotes(match.group()), body)
    value: str = json.loads(f'"{body}"', strict=True)
    return value


def _in_double_quotes(found: str) -> str:
    return {"\\'": "'", '"': '\\"'}.get(found, found)


def said_by_typescript(row: Document) -> Document:
    names = {"httpStatuses": "http_statuses", "statusDescriptions": "status_descriptions"}
    printed = {names.get(name, name): value for name, value in row.items() if name != "url"}
    printed |= printed.pop("extensions", {})
    if "deprecated" in printed:
        printed["deprecated"] = {
            {"replacedBy": "replaced_by"}.get(name, name): value
            for name, value in printed["deprecated"].items()
        }
    return printed


@GENERATED
@given(catalogs(), options())
def test_the_typescript_constants_hold_the_very_texts(
    document: Document, chosen: dict[str, Document]
) -> None:
    constants = rendered(document, chosen)["codes.ts"]
    rows = expected(document, chosen.get("typescript", {}))
    table = re.search(
        r"^export const \w+: readonly \w+\[\] =\s+(\[.*?\]);\n\n/\*\*", constants, re.M | re.S
    )
    assert table
    plain = re.sub(r"(?m)^  \} as \w+,$", "  },", table[1])
    assert [said_by_typescript(row) for row in literal(plain)] == rows
    assert values_of_the_object(constants) == [row["code"] for row in rows if "code" in row]


def values_of_the_object(constants: str) -> list[Any]:
    body = re.search(r"^export const \w+ = (\{.*?\}) as const;$", constants, re.M | re.S)
    assert body
    without_comments = re.sub(r"^  /\*\*.*?\*/$", "", body[1], flags=re.M | re.S)
    return list(literal(without_comments).values())


# The page


def rows_of_the_table(page: str) -> list[list[str]]:
    """Return the cells of a page's one table, as HTML, its headings first."""
    html = PAGE.render(page)
    tables = re.findall(r"<table>(.*?)</table>", html, re.S)
    assert len(tables) == 1
    rows = re.findall(r"<tr>(.*?)</tr>", tables[0], re.S)
    return [re.findall(r"<t[dh]>(.*?)</t[dh]>", row, re.S) for row in rows]


def lines_of_the_table(page: str) -> list[str]:
    """Return the lines of a page's last block, which is its table."""
    return page.removesuffix("\n").rpartition("\n\n")[2].split("\n")


@GENERATED
@given(catalogs(), options())
def test_the_page_holds_a_row_of_equal_length_for_each_response(
    document: Document, chosen: dict[str, Document]
) -> None:
    for name in ("layout", "tables", "group_columns"):
        chosen["docusaurus"].pop(name, None)
    page = rendered(document, chosen)["page.md"]
    assert page.startswith("---\n")
    front_matter, _, body = page[4:].partition("\n---\n")
    matter = yaml.load(front_matter, yaml.CSafeLoader)
    given_matter = chosen["docusaurus"].get("front_matter", {})
    assert {name: matter[name] for name in given_matter} == given_matter
    # After some backslashes stands a joiner, which shows nothing.
    assert matter["title"].replace("\u200d", "") == document["title"].replace("\u200d", "")
    heading, *rows = rows_of_the_table(f"{chr(10).join(lines_of_the_table(body))}\n")
    per_status = [row.get("status_descriptions") or [None] for row in expected(document, {})]
    assert len(rows) == sum(map(len, per_status))
    assert {len(row) for row in rows} <= {len(heading)}
    assert len({width(line) for line in lines_of_the_table(body)}) == 1


@GENERATED
@given(catalogs())
def test_the_cells_of_the_page_show_the_fields_of_the_catalog(document: Document) -> None:
    page = rendered(document, {"docusaurus": {"columns": COLUMNS}})["page.md"]
    _, *rows = rows_of_the_table(f"{chr(10).join(lines_of_the_table(page))}\n")
    assert [[shown(cell) for cell in row] for row in rows] == shown_rows(document)


@TEXTS
@given(markdown())
def test_a_description_shows_the_same_in_a_cell_as_it_does_by_itself(text: str) -> None:
    cell = descriptions.cell(text)
    assert "\n" not in cell
    (row,) = rows_of_the_table(f"| a |\n| --- |\n| {cell} |\n")[1:]
    assert [shown(part) for part in row] == [shown(SOURCE.render(text))]


@TEXTS
@given(markdown())
def test_a_description_shows_the_same_as_blocks_of_a_page(text: str) -> None:
    assert shown(PAGE.render(descriptions.mdx(text))) == shown(SOURCE.render(text))


@TEXTS
@given(markdown())
def test_a_description_means_the_same_where_raw_html_is_live(text: str) -> None:
    written = descriptions.without_html(text)
    assert SOURCE.render(written) == SOURCE.render(text)
    parts = [
        part.type
        for token in MarkdownIt("commonmark").parse(written)
        for part in (token, *(token.children or ()))
    ]
    assert not {"html_block", "html_inline"} & {*parts}


@TEXTS
@given(markdown())
def test_what_is_written_in_a_page_is_its_own_normal_form(text: str) -> None:
    blocks = descriptions.mdx(text)
    assume("<" not in blocks.replace("\\<", ""))  # An element is text when it is read as Markdown.
    assert descriptions.mdx(blocks) == blocks


@TEXTS
@given(st.one_of(markdown(), markdown().map(lambda text: f"{text}\n\n{text}")))
def test_plain_text_is_the_text_that_a_reader_sees(text: str) -> None:
    seen = re.sub(r"(?m)^ *(?:- )+|^---$", "", descriptions.plain(text))
    whole = shown(SOURCE.render(text))
    assert "".join(seen.split()).replace("-", "") == "".join(whole.split()).replace("-", "")
