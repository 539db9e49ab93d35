"""The filters for templates of one's own: what text becomes, whatever it holds."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apicodes.render import comments, go_java

# Line ends of every language, and what would end a comment, or go on with it.
ENDS = st.sampled_from(
    [
        "\n",
        "\r",
        "\x0b",
        "\x0c",
        "\x85",
        "\u2028",
        "\u2029",
        "*/",
        "/*",
        "\\",
        "\\u000a",
        "\\u002a/",
    ]
)
TEXTS = st.lists(st.one_of(st.text(max_size=5), ENDS)).map("".join)
LINE = r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*"


@given(TEXTS, st.integers(0, 4))
def test_every_line_of_a_comment_is_one(text: str, indent: int) -> None:
    margin = " " * indent
    hashes = comments.hash_comment(text, indent)
    assert re.fullmatch(rf"#{LINE}(\n{margin}#{LINE})*", hashes)
    slashes = comments.slash_comment(text, indent)
    assert re.fullmatch(rf"//{LINE}(\n{margin}//{LINE})*", slashes)
    assert not re.search(r"\\$", slashes, re.MULTILINE)
    assert not has_unicode_escape(slashes)


@given(TEXTS)
def test_a_block_ends_at_its_end(text: str) -> None:
    for made in (comments.block_comment(text, 2), comments.javadoc(text, 2)):
        assert made.index("*/", 3) == len(made) - 2
        assert not has_unicode_escape(made)


def has_unicode_escape(text: str) -> bool:
    """Return whether Java reads a Unicode escape of a character (JLS 3.3)."""
    return bool(re.search(r"(?<!\\)(?:\\\\)*\\u", text))


def test_no_line_of_a_comment_goes_on_in_the_next() -> None:
    assert comments.slash_comment("one\\\ntwo\\ ") == "// one\\.\n// two\\."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.", "/** One. */"),
        ("One.\n\nTwo.", "/**\n   * One.\n   *\n   * Two.\n   */"),
        ("a */ b", "/** a *\\/ b */"),
    ],
)
def test_a_block_comment(text: str, expected: str) -> None:
    assert comments.block_comment(text, 2) == expected


def test_javadoc_shows_the_text_of_markdown() -> None:
    made = comments.javadoc("*No* `<b>` & {@link x} @see */ \\u0041")
    assert made == "/** No &lt;b&gt; &amp; &#123;&#64;link x&#125; &#64;see *&#47; &#92;u0041 */"


@given(st.text())
def test_texts_of_go_and_java_hold_what_went_in(text: str) -> None:
    """Both languages have the escapes of JSON that are used."""
    assert json.loads(go_java.go(text)) == text
    assert json.loads(go_java.java(text)) == text
    assert go_java.java(text).isascii()


@pytest.mark.parametrize(
    ("value", "go", "java"),
    [
        (404, "404", "404"),
        (2**31, "2147483648", "2147483648L"),
        (1.5, "1.5", "1.5"),
        (True, "true", "true"),
        (None, "nil", "null"),
    ],
)
def test_other_values_of_go_and_java(value: go_java.Scalar, go: str, java: str) -> None:
    assert (go_java.go(value), go_java.java(value)) == (go, java)
