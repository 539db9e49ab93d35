"""The syntax tree of TypeScript, by tree-sitter's grammar, and the texts in it."""

import re

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from apicodes.compare.record import Unreadable


def parse(text: str, *, has_jsx: bool = False) -> Node:
    """Return the program that a text is. Raises `Unreadable` where it is no TypeScript."""
    grammar = tree_sitter_typescript
    language = grammar.language_tsx() if has_jsx else grammar.language_typescript()
    root = Parser(Language(language)).parse(text.encode()).root_node
    if root.has_error:
        raise Unreadable(line_of(_error(root)), "not TypeScript")
    return root


def _error(node: Node) -> Node:
    """Return the innermost node with an error."""
    while True:
        wrong = (
            child
            for child in node.children
            if child.is_error or child.is_missing or child.has_error
        )
        inner = next(wrong, None)
        if inner is None or inner.is_missing:
            return inner or node
        node = inner


def line_of(node: Node) -> int:
    """Return the line on which a node begins, from 1."""
    return node.start_point[0] + 1


def text_of(node: Node | None) -> str:
    """Return the source text of a node; empty where there is none."""
    return (node.text or b"").decode() if node is not None else ""


_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|(\r\n|.))", re.DOTALL
)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0",
          "\n": "", "\r\n": ""}  # fmt: skip


def unescaped(body: str) -> str:
    """Return the value of a string by what is between its quotes.

    Two halves of a character become one.
    """
    if "\\" not in body:
        return body
    value = _ESCAPE.sub(_character, body)
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    number = match[1] or match[2] or match[3]
    if number:
        return chr(min(int(number, 16), 0x10FFFF))
    return _NAMED.get(match[4], match[4])
