"""Lines of a text, which end as those of Markdown, YAML and Python do: with LF, CRLF or CR."""

import re
from collections.abc import Sequence

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_ENDING = re.compile(r"\r\n?|\n")


def split(text: str) -> list[str]:
    """Return the lines of a text, each with the ending that it has."""
    return _LINE.findall(text)


def without_endings(text: str) -> list[str]:
    """Return the lines of a text; the last one is what stands behind the last ending."""
    return _ENDING.split(text)


def bare(line: str) -> str:
    """Return a line without its ending."""
    return line.rstrip("\r\n")


def _is_blank(line: str) -> bool:
    return not line.strip(" \t\r\n")


def inner(lines: Sequence[str]) -> tuple[int, int]:
    """Return where lines begin and end that have no blank ones at their ends."""
    full = [number for number, line in enumerate(lines) if not _is_blank(line)]
    return (full[0], full[-1] + 1) if full else (0, 0)


def margin(lines: Sequence[str]) -> str:
    """Return the indentation that all lines share; blank ones may have any."""
    indents = [indent(line) for line in lines if not _is_blank(line)]
    shared = min(indents, key=len, default="")
    while not all(its.startswith(shared) for its in indents):
        shared = shared[:-1]
    return shared


def indent(line: str) -> str:
    """Return the indentation of a line."""
    return line[: len(line) - len(line.lstrip(" \t"))]
