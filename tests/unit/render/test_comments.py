"""Markdown in the comments of source code."""

import ast
from inspect import cleandoc

import pytest

from apicodes.render import comments

LONG = f"{'word ' * 15}- dash 1. one # hash {'word ' * 5}".strip()


def test_a_docstring_is_wrapped_without_making_other_markdown() -> None:
    lines = comments.docstring(LONG, 4).splitlines()
    assert len(lines) > 2
    assert all(len(line) <= 88 for line in lines)
    assert not any(line.lstrip().startswith(("- ", "1. ", "# ")) for line in lines)


def test_a_comment_of_typescript_is_wrapped_without_making_other_markdown() -> None:
    lines = comments.tsdoc(LONG, 2).splitlines()
    assert len(lines) > 2
    assert all(len(line) <= 80 for line in lines)
    assert not any(line.startswith(("   * - ", "   * 1. ", "   * # ")) for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "Look.\n\n    indented = code",
        "    indented = code\n\nLook.",
        f"Look.\n\n```\n{' '.join(['a = 1'] * 20)}\n  b = 2\n```",
        "- one\n  - two",
    ],
)
def test_code_and_lists_keep_their_lines_and_margins_in_a_docstring(text: str) -> None:
    assert cleandoc(ast.literal_eval(comments.docstring(text, 4))) == text


@pytest.mark.parametrize(
    ("source", "docstring"),
    [
        ("Plain.", '"""Plain."""'),
        ('ends in "quotes"', '"""ends in "quotes"\n"""'),
        ('"starts', '"""\\"starts"""'),
        (r"C:\users", '"""C:\\\\users"""'),
        ('a """ b', '"""a \\"\\"\\" b"""'),
        (f"{'a ' * 40}bc", f'"""{"a " * 40}bc"""'),  # as wide as a line may be
        (f"{'a ' * 40}bcd", f'"""{("a " * 40).strip()}\nbcd\n"""'),
        ("a" * 90, f'"""{"a" * 90}"""'),
    ],
)
def test_a_docstring_cannot_end_early(source: str, docstring: str) -> None:
    assert comments.docstring(source) == docstring


@pytest.mark.parametrize(
    ("source", "tsdoc"),
    [
        ("Plain.", "/** Plain. */"),
        ("a */ b", "/** a *\\/ b */"),
        ("@deprecated no, {@link x}", "/** \\@deprecated no, \\{\\@link x} */"),
        ("\\{@link x} \\@y", "/** \\{\\@link x} \\@y */"),
        ("\\\\{@link x} \\\\@y", "/** \\\\\\{\\@link x} \\\\\\@y */"),
        ("a@b.example", "/** a@b.example */"),
    ],
)
def test_a_comment_cannot_end_early_or_hold_a_tag(source: str, tsdoc: str) -> None:
    assert comments.tsdoc(source) == tsdoc
