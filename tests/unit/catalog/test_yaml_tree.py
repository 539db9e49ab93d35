"""The tree of a YAML text: what its nodes say, where they are, and where a text cannot be read."""

from itertools import islice
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from apicodes.catalog.source.yaml_events import (
    ALIAS_LIMIT,
    NextEvent,
    YamlError,
    read_events,
    top_keys,
)
from apicodes.catalog.source.yaml_tree import Aliases, Node, parse
from helpers.yaml_styles import Styled

TEXT = """\
# above
a: &x [1, 'two']   # beside
b:
  - >-
    folded
    text

  # below
  - *x
"c": {}
"""


WORDS = st.text("ab :#-'\"&*,[]{}|>\n\u00e9\u4e2d", max_size=12)
DOCUMENTS = st.dictionaries(
    WORDS,
    st.recursive(
        WORDS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
        max_leaves=6,
    ),
    min_size=1,
    max_size=4,
)


def tree(text: str, aliases: Aliases = "keep", **options: Any) -> Node:
    root = parse(text, aliases=aliases, **options)
    assert root is not None
    return root


def outline(text: str) -> list[tuple[str, str, int, int]]:
    """Return what stands in the text at each node, with its kind, line and column."""
    return [
        (node.kind, text[node.start : node.end], node.line, node.column)
        for node in tree(text).walk()
    ]


def test_each_node_is_where_it_says_in_the_order_of_the_text() -> None:
    assert outline(TEXT) == [
        ("mapping", TEXT[8:-1], 2, 1),
        ("scalar", "a", 2, 1),
        ("list", "&x [1, 'two']", 2, 4),
        ("scalar", "1", 2, 8),
        ("scalar", "'two'", 2, 11),
        ("scalar", "b", 3, 1),
        ("list", TEXT[TEXT.index("- >-") : TEXT.index('\n"c"')], 4, 3),
        ("scalar", ">-\n    folded\n    text", 4, 5),
        ("alias", "*x", 9, 5),
        ("scalar", '"c"', 10, 1),
        ("mapping", "{}", 10, 6),
    ]


def test_a_node_keeps_how_it_is_written() -> None:
    root = tree(TEXT)
    first, second, third = root.items
    assert root.names == ["a", "b", "c"]
    assert [key.style for key in root.keys] == [None, None, '"']
    assert (first.anchor, first.is_flow, second.is_flow, third.is_flow) == ("x", True, False, True)
    assert [(item.value, item.style, item.is_plain) for item in first.items] == [
        ("1", None, True),
        ("two", "'", False),
    ]
    assert [item.value for item in second.items] == ["folded text", "x"]
    assert second.items[0].indent == 4
    assert tree("!t x").tag == "!t"
    assert not tree("!t x").is_plain


def test_steps_lead_to_values() -> None:
    root = tree(TEXT)
    assert [root.index(step) for step in ("b", "x", 0)] == [1, None, None]
    assert [root.items[1].index(step) for step in (0, 1, 2, -1, "0")] == [0, 1, None, None, None]
    assert tree("1: a").index(1) == 0


def test_the_node_at_an_offset_is_the_innermost() -> None:
    root = tree(TEXT)
    values = [
        (words, root.at(TEXT.index(words)).value)
        for words in ("a: &x", "1,", "two", "b:", "folded", "text", "*x", '"c"')
    ]
    assert values == [
        ("a: &x", "a"), ("1,", "1"), ("two", "two"), ("b:", "b"), ("folded", "folded text"),
        ("text", "folded text"), ("*x", "x"), ('"c"', "c"),
    ]  # fmt: skip
    assert root.at(0) is root.at(TEXT.index("# beside")) is root
    assert root.at(TEXT.index("# below")) is root.items[1]
    assert root.at(TEXT.index("{}")) is root.items[2]


@given(st.data())
@settings(deadline=None)
def test_each_scalar_is_the_node_at_both_its_ends(data: st.DataObject) -> None:
    root = tree("\n".join(Styled(data.draw).mapping(data.draw(DOCUMENTS), 0)) + "\n")
    for node in root.walk():
        if node.kind == "scalar" and node.start < node.end:
            assert root.at(node.start) is root.at(node.end - 1) is node


@pytest.mark.parametrize("text", ["", "\n", "# a comment\n"])
def test_a_text_without_a_document_has_no_root(text: str) -> None:
    assert parse(text, aliases="keep") is None
    assert list(top_keys(text)) == []


def content(node: Node) -> Any:
    """Return a tree as lists and text."""
    if node.kind == "mapping":
        return [
            [content(key), content(item)] for key, item in zip(node.keys, node.items, strict=True)
        ]
    return [content(item) for item in node.items] if node.kind == "list" else node.value


def composed_content(node: yaml.Node) -> Any:
    """Return PyYAML's tree in the same way."""
    match node:
        case yaml.MappingNode(value=pairs):
            return [[composed_content(key), composed_content(item)] for key, item in pairs]
        case yaml.SequenceNode(value=items):
            return [composed_content(item) for item in items]
    return node.value


@settings(deadline=None)
@given(st.data())
def test_a_tree_says_what_pyyaml_composes_and_a_flow_node_is_its_source(
    data: st.DataObject,
) -> None:
    text = "\n".join(Styled(data.draw).mapping(data.draw(DOCUMENTS), 0)) + "\n"
    root, expected = tree(text), yaml.compose(text, yaml.CSafeLoader)
    assert expected is not None
    assert content(root) == composed_content(expected)
    assert text[: root.start].strip() == ""
    for node in root.walk():
        source = text[node.start : node.end]
        assert source == source.rstrip()
        if node.is_flow or node.style in ('"', "'"):
            assert content(tree(source)) == content(node)


def test_aliases_are_kept_expanded_or_refused() -> None:
    text = "a: &x [b]\nc: *x\n"
    assert content(tree(text)) == [["a", ["b"]], ["c", "x"]]
    assert content(tree(text, "expand")) == [["a", ["b"]], ["c", ["b"]]]
    repeated = tree(text, "expand").items[1]
    assert (repeated.line, repeated.column) == (1, 4)
    with pytest.raises(YamlError) as refused:
        parse(text, aliases="refuse")
    assert (refused.value.rule, refused.value.line, refused.value.column) == ("alias", 2, 4)


NESTED = "- " * 7 + "a"
BOMB = "\n".join(
    ["a0: &a0 [x, x]", *(f"a{at}: &a{at} [*a{at - 1}, *a{at - 1}]" for at in range(1, 40))]
)


@pytest.mark.parametrize(
    ("text", "options", "rule", "position"),
    [
        ("a: [b\nc: d", {}, "yaml-syntax", (2, 2)),
        ("a: \ud800", {}, "yaml-syntax", (1, 1)),
        ("a: \x07", {}, "yaml-syntax", (1, 1)),
        ("a: 1\n---\nb: 2", {}, "several-documents", (2, 1)),
        (NESTED, {"depth_limit": 6}, "too-deep", (1, 13)),
        ("a: *x", {"aliases": "expand"}, "alias", (1, 4)),
        ("a: &x [*x]", {"aliases": "expand"}, "alias", (1, 8)),
    ],
)
def test_what_cannot_be_read_is_one_error_with_its_place(
    text: str, options: dict[str, Any], rule: str, position: tuple[int, int]
) -> None:
    with pytest.raises(YamlError) as error:
        tree(text, **options)
    assert error.value.rule == rule
    assert (error.value.line, error.value.column) == position


def test_aliases_without_end_are_refused() -> None:
    with pytest.raises(YamlError, match=f"more than {ALIAS_LIMIT:,} values"):
        tree(BOMB, "expand")
    assert len(tree(BOMB).items) == 40


def test_a_limit_of_depth_is_the_deepest_that_is_read() -> None:
    assert len(list(tree(NESTED, depth_limit=7).walk())) == 8


def test_depth_costs_no_stack() -> None:
    assert sum(1 for _ in tree("- " * 20_000 + "a").walk()) == 20_001


def test_only_the_first_document_is_read_where_that_is_asked_for() -> None:
    assert content(tree("a: 1\n---\nb: [}\n", only_first=True)) == [["a", "1"]]
    assert content(tree("a: 1\n...\n", only_first=True)) == [["a", "1"]]


def test_keys_at_the_top_are_read_one_by_one() -> None:
    text = "a: {b: [c]}\n? [d]\n: e\nf: *g\n*g : h\n'i': j\nk: [}\n"
    assert list(islice(top_keys(text), 4)) == ["a", "f", "i", "k"]
    with pytest.raises(YamlError):
        list(top_keys(text))
    assert list(top_keys("a: 1\nb: 2\n")) == ["a", "b"]


@pytest.mark.parametrize("text", ["[a: b]", "- a: b", "words", "*a", "---\n---\na: b"])
def test_only_a_mapping_has_keys_at_the_top(text: str) -> None:
    assert list(top_keys(text)) == []


def test_events_of_an_alias_are_those_of_its_anchor() -> None:
    def values(next_event: NextEvent) -> list[str]:
        events = list(iter(next_event, None))
        return [event.value for event in events if isinstance(event, yaml.ScalarEvent)]

    text = "- &x {a: b}\n- *x\n"
    assert read_events(text, values) == ["a", "b", "a", "b"]
    assert read_events(text, values, expand=False) == ["a", "b"]
