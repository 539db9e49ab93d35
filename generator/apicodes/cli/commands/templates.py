"""``apicodes templates``: document what templates can use, as a page of Markdown."""

import inspect
from collections.abc import Iterator
from typing import Annotated, get_args, get_origin

from msgspec import Meta, Struct
from msgspec.structs import fields

from apicodes import targets
from apicodes.catalog import groups
from apicodes.catalog.entry import EXTENSIONS, Entry
from apicodes.catalog.entry_parts import Deprecated, Example, Link, Parameter, Removed
from apicodes.catalog.error_envelope import Envelope
from apicodes.catalog.model import Catalog, Group, Header
from apicodes.cli import terminal
from apicodes.render import environment, sandbox
from apicodes.render.filters import FILTERS

STRUCTS = (
    Catalog, Entry, Deprecated, Removed, Parameter, Example, Link, Header, Group, Envelope,
    groups.Chapter,
)  # fmt: skip
"""The types of the values that a template gets from the catalog."""

MARKDOWN = r'"*Wait*, <b>then</b> `retry|again`."'
EXAMPLES = {
    "cell": f"{MARKDOWN} | cell",
    "mdx": f"{MARKDOWN} | mdx",
    "mdx_list": r'["One.", "*Two*\n\nand more."] | mdx_list',
    "plain": f"{MARKDOWN} | plain",
    "one_line": r'"First.\n\n- *second*" | one_line',
    "without_html": f"{MARKDOWN} | without_html",
    "literal": '"Send *all* of <id> :+1:" | literal',
    "text": '"Codes of <the> {exchange}" | text',
    "text_cell": '"this | that" | text_cell',
    "code": '"a `tick`" | code',
    "code_cell": '"this|that" | code_cell',
    "table": '[["`NotFound`", 404, true]] | table(["Code", "HTTP", "Retryable"])',
    "page_title": r'"The path C:\\users" | page_title',
    "heading_code": '"NotFound{#a}" | heading_code',
    "heading_id": '"NotFound" | heading_id("causes")',
    "anchors": '["Missing", "NoSuchEntry"] | anchors',
    "badges": '["404 Not Found", "Not retryable"] | badges',
    "bold": '"Codes of <the> exchange" | bold',
    "link": '"Limits [rates]" | link("https://docs.example.com/{id}")',
    "admonition": '"Use `NotFound`." | admonition("warning", "Deprecated")',
    "json_block": '{"code": "NotFound"} | json_block("404 Not Found")',
    "python": r'{"say \"no\"": [1, true, none]} | python',
    "typescript": r'["say \"no\"", 1, true, none] | typescript',
    "typescript_key": '"not-found" | typescript_key',
    "yaml": r'"say: \"no\"" | yaml',
    "yaml_value": '["one", 2] | yaml_value(2)',
    "yaml_key": '"on" | yaml_key',
    "front_matter": '{"title": "Codes: all", "slug": "/codes"} | front_matter',
    "toml": r'{"text": "say \"no\"", "list": [1, 2]} | toml',
    "json": r'{"say \"no\"": [1, true, none]} | json',
    "go": r'"say \"no\"" | go',
    "java": r'"Münz & \"Co\"" | java',
    "docstring": r'"No \"\"\" here." | docstring(4)',
    "tsdoc": '"See @you there. */" | tsdoc(2, "It goes.", ["NotFound"])',
    "tsdoc_block": '"See \\\\@you there." | tsdoc_block(2)',
    "javadoc": '"*Send* <id> to {@you}." | javadoc(4)',
    "hash_comment": r'"One.\nTwo." | hash_comment',
    "slash_comment": r'"One.\nTwo." | slash_comment',
    "block_comment": r'"One. */\nTwo." | block_comment',
    "constant": '"BadRequest" | constant',
    "snake": '"BadRequest" | snake',
    "kebab": '"BadRequest" | kebab',
    "camel": '"BadRequest" | camel',
    "pascal": '"bad_request" | pascal',
}
"""An expression for each filter; the page shows its result."""


def templates() -> int:
    """Print the variables, fields and filters of templates, from their docstrings."""
    context = {
        "structs": [_documentation(struct) for struct in STRUCTS],
        "views": {name: _views(name) for name in targets.NAMES},
        "filters": [_filter(name, expression) for name, expression in EXAMPLES.items()],
        "limits": {
            "range": f"{sandbox.RANGE_LIMIT:,}",
            "output": f"{sandbox.OUTPUT_LIMIT:,}",
            "power": f"{sandbox.POWER_LIMIT:,}",
            "memory": sandbox.MEMORY_LIMIT // 2**30,
            "seconds": f"{sandbox.TIME_LIMIT:g}",
        },
    }
    text = environment.built_in("templates/page.md.jinja", context)
    terminal.print_data(text, newline=False)
    return 0


def _documentation(struct: type[Struct]) -> dict[str, object]:
    return {
        "name": struct.__name__,
        "documentation": inspect.getdoc(struct),
        "fields": [*_fields(struct), *_properties(struct)],
    }


def _fields(struct: type[Struct]) -> Iterator[tuple[str, str]]:
    """Return the fields with their descriptions; a field without one is not for templates."""
    for field in fields(struct):
        if field.encode_name == EXTENSIONS:
            yield field.name, "The fields that start with `x-`, by their names."
        elif description := _description(field.type):
            yield field.name, description


def _description(annotation: object) -> str | None:
    if get_origin(annotation) is not Annotated:
        return None
    metas = [part for part in get_args(annotation) if isinstance(part, Meta)]
    return next((meta.description for meta in metas if meta.description), None)


def _properties(struct: type[Struct]) -> Iterator[tuple[str, str | None]]:
    for name, value in vars(struct).items():
        if isinstance(value, property):
            yield name, inspect.getdoc(value)


def _views(target: str) -> list[dict[str, object]]:
    """Return the documentation of the types of a target's view."""
    module = targets.module(target)
    return [_documentation(struct) for struct in module.view_types()]


def _filter(name: str, expression: str) -> dict[str, object]:
    function = FILTERS[name]
    parameters = [
        each.name if each.default is each.empty else f"{each.name}={each.default!r}"
        for each in list(inspect.signature(function).parameters.values())[1:]
        if each.kind is each.POSITIONAL_OR_KEYWORD and each.name != "text"
    ]
    return {
        "name": name,
        "signature": f"{name}({', '.join(parameters)})" if parameters else name,
        "documentation": inspect.getdoc(function),
        "expression": expression,
        "result": environment.expression(expression),
    }
