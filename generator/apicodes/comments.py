"""Text inside the comments of source code: Python's docstrings and TypeScript's TSDoc."""

import re
from collections.abc import Sequence

from apicodes import markdown
from apicodes.literals import PYTHON_WIDTH, TYPESCRIPT_WIDTH
from apicodes.width import width


def docstring(value: str, indent: int = 0) -> str:
    """Return Markdown as a whole docstring of Python, its quotes included.

    `indent` is the column where it stands. Plain prose is wrapped at 88 columns; other Markdown
    keeps its lines. Formatters leave the docstring as it is.
    """
    escaped = value.replace("\\", "\\\\").replace('"""', '\\"\\"\\"').replace("\t", "\\t")
    if escaped.startswith('"'):
        escaped = f"\\{escaped}"
    lines = _lines(value, escaped, PYTHON_WIDTH - indent, first=3)
    only = lines[0]
    if len(lines) == 1 and width(only) + indent + 6 <= PYTHON_WIDTH and not only.endswith('"'):
        return f'"""{only}"""'
    margin = " " * indent
    return "\n".join(
        [f'"""{only}', *(_indented(line, margin) for line in lines[1:]), f'{margin}"""']
    )


def tsdoc(
    value: str, indent: int = 0, deprecated: str | None = None, links: Sequence[str] = ()
) -> str:
    """Return Markdown as a whole comment of TSDoc; empty where there is nothing to say.

    `deprecated` is the text of the tag that editors strike a name through by, None for no tag;
    `links` are the names to use instead.
    """
    paragraphs = (
        [_lines(value, _tsdoc_text(value), TYPESCRIPT_WIDTH - indent - 3, 0)] if value else []
    )
    if deprecated is not None:
        use = f"Use {' or '.join(f'{{@link {name}}}' for name in links)}." if links else ""
        parts = ("@deprecated", _tsdoc_text(" ".join(deprecated.split())), use)
        tag = " ".join(part for part in parts if part)
        paragraphs.append(_wrapped(tag, TYPESCRIPT_WIDTH - indent - 3, 0))
    lines = [line for paragraph in paragraphs for line in ("", *paragraph)][1:]
    margin = " " * indent
    if len(lines) == 1 and width(lines[0]) + indent + 7 <= TYPESCRIPT_WIDTH:
        return f"/** {lines[0]} */"
    lines = [_indented(f" * {line}".rstrip(), margin) for line in lines]
    return "\n".join(["/**", *lines, f"{margin} */"])


def _tsdoc_text(value: str) -> str:
    """Break ``*/`` and escape what TSDoc reads as a tag: ``@word``, ``{@link}`` (tsdoc.org)."""
    value = value.replace("*/", "*\\/")
    value = re.sub(r"\{(?=@)", r"\\{", value)
    return re.sub(r"(?<![A-Za-z0-9_.-])@(?=[A-Za-z])", r"\\@", value)


def _indented(line: str, margin: str) -> str:
    return margin + line if line else ""


def _lines(value: str, escaped: str, columns: int, first: int) -> list[str]:
    """Return the lines of a comment; `first` is what stands on the first line before the text."""
    if len(escaped) + first <= columns and "\n" not in escaped:
        return [escaped]
    paragraphs = escaped.split("\n\n")
    if not all(markdown.is_plain(paragraph) for paragraph in value.split("\n\n")):
        return [line.rstrip() for line in escaped.split("\n")]
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += ([""] if lines else []) + _wrapped(paragraph, columns, 0 if lines else first)
    return lines


def _wrapped(text: str, columns: int, first: int) -> list[str]:
    """Break a paragraph at its spaces; a word longer than a line has one to itself."""
    lines = []
    room = columns - first
    while len(text) > room:
        end = text.rfind(" ", 0, room + 1)
        if end <= 0:
            end = text.find(" ", room)
            if end < 0:
                break
        lines.append(text[:end])
        text = text[end + 1 :]
        room = columns
    return [*lines, text]
