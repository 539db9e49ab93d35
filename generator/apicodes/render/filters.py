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

_FUNCTIONS: dict[str, Callable[..., Any]] = {
    # Markdown, which is what descriptions are
    "cell": tables.cell,
    "mdx": markdown.mdx,
    "mdx_list": markdown.mdx_list,
    "plain": markdown.plain,
    "one_line": markdown.one_line,
    "without_html": markdown.without_html,
    # text that is not Markdown
    "literal": markdown.literal,
    "text": markdown.text,
    "text_cell": markdown.text_cell,
    "code": markdown.code,
    "code_cell": markdown.code_cell,
    "table": tables.table,
    # what a page is built from
    "heading_id": page_elements.heading_id,
    "anchors": page_elements.anchors,
    "badges": page_elements.badges,
    "bold": page_elements.bold,
    "link": page_elements.link,
    "admonition": page_elements.admonition,
    "json_block": page_elements.json_block,
    # values as source text
    "python": python_literals.python,
    "typescript": typescript_literals.typescript,
    "typescript_key": typescript_literals.typescript_key,
    "yaml": yaml_literals.yaml,
    "yaml_value": yaml_literals.yaml_value,
    "yaml_key": yaml_literals.yaml_key,
    "front_matter": yaml_literals.front_matter,
    "toml": json_toml.toml,
    "json": json_toml.as_json,
    "go": go_java.go,
    "java": go_java.java,
    # comments
    "docstring": comments.docstring,
    "tsdoc": comments.tsdoc,
    "tsdoc_block": comments.tsdoc_block,
    "javadoc": comments.javadoc,
    "hash_comment": comments.hash_comment,
    "slash_comment": comments.slash_comment,
    "block_comment": comments.block_comment,
    # names
    "constant": naming.constant,
    "snake": naming.snake,
    "kebab": naming.kebab,
    "camel": naming.camel,
    "pascal": naming.pascal,
}


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
    name: function if function is tables.cell else _with_sources(function)
    for name, function in _FUNCTIONS.items()
}
"""The filters of templates. A cell is rendered by the type of its value; others take its source."""
