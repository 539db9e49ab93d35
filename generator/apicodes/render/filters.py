"""The filters of templates, by name."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from apicodes.catalog import naming
from apicodes.render import (
    comments,
    go_java,
    json_toml,
    markdown,
    python_literals,
    tables,
    typescript_literals,
    yaml_literals,
)
from apicodes.render.markdown import page_elements
from apicodes.render.texts import Text

_FUNCTIONS: tuple[Callable[..., Any], ...] = (
    # Markdown, which is what descriptions are
    tables.cell,
    markdown.mdx,
    markdown.mdx_list,
    markdown.plain,
    markdown.one_line,
    markdown.without_html,
    # text that is not Markdown
    markdown.literal,
    markdown.text,
    markdown.text_cell,
    markdown.code,
    markdown.code_cell,
    tables.table,
    # what a page is built from
    page_elements.page_title,
    page_elements.heading_code,
    page_elements.heading_id,
    page_elements.anchors,
    page_elements.badges,
    page_elements.bold,
    page_elements.link,
    page_elements.admonition,
    page_elements.json_block,
    # values as source text
    python_literals.python,
    typescript_literals.typescript,
    typescript_literals.typescript_key,
    yaml_literals.yaml,
    yaml_literals.yaml_value,
    yaml_literals.yaml_key,
    yaml_literals.front_matter,
    json_toml.toml,
    json_toml.json,
    go_java.go,
    go_java.java,
    # comments
    comments.docstring,
    comments.tsdoc,
    comments.tsdoc_block,
    comments.javadoc,
    comments.hash_comment,
    comments.slash_comment,
    comments.block_comment,
    # names
    naming.constant,
    naming.snake,
    naming.kebab,
    naming.camel,
    naming.pascal,
)
"""Each is the filter of its own name."""


def _with_sources(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that takes the texts of a view, and lists of them, as their sources."""

    @wraps(function)
    def filtered(*arguments: Any, **options: Any) -> Any:
        return function(*map(_source, arguments), **options)

    return filtered


def _source(value: object) -> object:
    if isinstance(value, Text):
        return value.source
    if isinstance(value, list | tuple) and any(isinstance(item, Text) for item in value):
        return [item.source if isinstance(item, Text) else item for item in value]
    return value


FILTERS = {
    function.__name__: function if function is tables.cell else _with_sources(function)
    for function in _FUNCTIONS
}
"""The filters of templates. A cell is rendered by the type of its value; others take its source."""
