"""The page with every message of the program: what people read, in one place, to be read aloud."""

import ast
from pathlib import Path

from helpers.project import ROOT

PACKAGE = ROOT / "generator" / "apicodes"
PAGE = ROOT / "tests" / "messages.txt"
NO_MESSAGES = {PACKAGE / "importers" / "heading_words.py", PACKAGE / "catalog" / "http_status.py"}
"""The modules of words and phrases of others, which no message is made of."""

HEAD = """\
Every sentence that the program prints, by module, as it stands in the code; {…} is a value.
Written by 'make docs'. Read it whole after a change of words: does each line tell the person who
gets it what is wrong, and what to do?
"""


def page() -> str:
    """Return the page as it is to be."""
    sections = (
        "\n".join((name, *(f"  {message}" for message in messages)))
        for path in sorted(set(PACKAGE.rglob("*.py")) - NO_MESSAGES)
        for name in [str(path.relative_to(PACKAGE))]
        if (messages := messages_of(path))
    )
    return "\n\n".join((HEAD.rstrip(), *sections)) + "\n"


def messages_of(path: Path) -> list[str]:
    """Return the sentences of a module in their order: literals of three words, no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    skipped = set[ast.AST]()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=docstring):
                skipped.add(docstring)
            case (
                ast.JoinedStr(values=values)
                | ast.Call(func=ast.Attribute(attr="compile"), args=values)
            ):
                skipped.update(values)
            case ast.arg(annotation=ast.Constant() as annotation):
                skipped.add(annotation)
            case ast.FunctionDef(returns=ast.Constant() as annotation):
                skipped.add(annotation)
            case ast.AnnAssign(annotation=annotation):
                skipped.update(ast.walk(annotation))
            case _:
                pass
    literals = (node for node in ast.walk(tree) if node not in skipped)
    found = [
        (node.lineno, node.col_offset, text)
        for node in literals
        if isinstance(node, ast.Constant | ast.JoinedStr)
        and len((text := _text(node)).split()) > 2
        and any(character.isalpha() for character in text)
    ]
    return [" ".join(text.split()) for _, _, text in sorted(found)]


def _text(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(map(_text, values))
        case ast.FormattedValue(value=ast.Name(id=name)):
            return f"{{{name}}}"
        case ast.FormattedValue(value=ast.Attribute(attr=name)):
            return f"{{{name}}}"
        case ast.FormattedValue():
            return "{…}"
    return ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
