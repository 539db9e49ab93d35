"""The built-in templates, as syntax trees: no text reaches an output but through its filter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from apicodes.cli.commands import templates
from apicodes.render import environment as render
from apicodes.render.filters import FILTERS
from helpers.project import ROOT, Project

TEMPLATES = sorted(Path(render.BUILT_IN).rglob("*.jinja"))

ESCAPING = {
    "literal", "constant", "snake", "kebab", "camel", "pascal",
    "cell", "mdx", "plain", "text", "text_cell", "code", "code_cell", "table",
    "mdx_list", "heading_code", "heading_id", "anchors", "badges", "bold", "link", "admonition",
    "json_block", "python", "typescript",
    "typescript_key", "yaml", "yaml_key", "yaml_value", "front_matter", "toml", "json",
    "docstring",
    "tsdoc", "tsdoc_block", "go", "java", "javadoc", "hash_comment", "slash_comment",
    "block_comment",
}  # fmt: skip
"""Filters whose result is safe in the place that they are made for."""

IDENTIFIERS = {
    "python/module.py.jinja": {
        "entry.identifier", "module", "name", "names", "notice", "view.base", "view.deprecation",
        "view.details", "view.table", "view.type_name", "view.value_type",
    },
    "typescript/constants.ts.jinja": {
        "name", "notice", "view.deprecation", "view.details", "view.table", "view.type_name",
        "view.wire_type",
    },
    "openapi/components.yaml.jinja": {"notice"},
    "docusaurus/table.md.jinja": {"heading", "notice"},
    "docusaurus/category.json.jinja": set(),
    "docusaurus/redirects.json.jinja": set(),
    "docusaurus/reference.md.jinja": {"above", "below", "heading", "notice"},
    "init/settings.toml.jinja": {"name", "prefix", "rule", "table"},
    "rules/page.md.jinja": {
        "docs.bad", "docs.explanation", "docs.good", "docs.settings", "docs.summary",
        "rule.docs.summary", "rule.id", "rule.severity",
    },
    "init/response_codes.yaml.jinja": set(),
    "examples/codes.go.jinja": {"name", "type"},
    "examples/codes.java.jinja": {"type", "value"},
    "examples/llms.txt.jinja": {"notice", "status"},
    "templates/page.md.jinja": {
        "filter.documentation", "filter.expression", "filter.name", "filter.result",
        "filter.signature", "limits.memory", "limits.output", "limits.power", "limits.range",
        "limits.seconds", "meaning", "name", "struct.documentation", "struct.name",
    },
}  # fmt: skip
"""What the code makes to be an identifier, an integer, the notice, or words of our own."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_interpolation_goes_through_a_filter_of_its_context(path: Path) -> None:
    allowed = IDENTIFIERS[path.relative_to(render.BUILT_IN).as_posix()]
    bare = [
        f"{path.name}:{node.lineno}" for node in _interpolated(path) if not _is_safe(node, allowed)
    ]
    assert bare == []


def _interpolated(path: Path) -> Iterator[nodes.Expr]:
    environment = Environment(autoescape=False)
    environment.filters.update(FILTERS)
    for output in environment.parse(path.read_text("utf-8")).find_all(nodes.Output):
        for node in output.nodes:
            if not isinstance(node, nodes.TemplateData):
                yield node


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "?"


def _is_safe(node: nodes.Node | None, allowed: set[str]) -> bool:
    if isinstance(node, nodes.CondExpr):
        return _is_safe(node.expr1, allowed) and _is_safe(node.expr2, allowed)
    if isinstance(node, nodes.Filter):
        joined = node.name == "join" and _is_safe(node.node, allowed)
        return joined or node.name in ESCAPING
    return node is None or isinstance(node, nodes.Const) or _dotted(node) in allowed


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_calls_anything_but_filters(path: Path) -> None:
    """Logic lives in Python; a template has loops and conditions."""
    tree = Environment(autoescape=False).parse(path.read_text("utf-8"))
    calls = {_dotted(call.node).rsplit(".", 1)[-1] for call in tree.find_all(nodes.Call)}
    assert calls <= {"items", "startswith"}


def test_every_filter_says_what_it_does() -> None:
    assert [name for name, function in FILTERS.items() if not function.__doc__] == []


def test_every_filter_has_an_example_that_uses_it() -> None:
    assert list(templates.EXAMPLES) == list(FILTERS)
    unused = [name for name, text in templates.EXAMPLES.items() if f"| {name}" not in text]
    assert unused == []


def test_the_page_of_templates_is_what_the_command_prints(empty: Project) -> None:
    done = empty.run("templates")
    assert done.out == (ROOT / "docs" / "templates.md").read_text("utf-8"), "run 'make docs'"
