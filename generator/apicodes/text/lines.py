"""Lines of a text: they end with LF, CRLF or CR, as in Markdown, YAML and Python."""

import re
from collections.abc import Sequence

SPACES = " \t\n\f\r"
"""The white space of Markdown and YAML; any other space, such as U+00A0, belongs to the text."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_ENDING = re.compile(r"\r\n?|\n")


def split(text: str) -> list[str]:
    """Return the lines of a text with their line endings."""
    return _LINE.findall(text)


def without_endings(text: str) -> list[str]:
    """Return the lines of a text without line endings; the last is the text after the last one."""
    return _ENDING.split(text)


def collapsed(text: str) -> str:
    """Return a text on one line, every run of white space as one space."""
    return _RUN.sub(" ", text).strip(" ")


_RUN = re.compile(f"[{SPACES}]+")


def bare(line: str) -> str:
    """Return a line without its line ending."""
    return line.rstrip("\r\n")


def _is_blank(line: str) -> bool:
    return not line.strip(" \t\r\n")


def non_blank_range(lines: Sequence[str]) -> tuple[int, int]:
    """Return (start, end) of the lines without leading and trailing blank lines."""
    numbers = [number for number, line in enumerate(lines) if not _is_blank(line)]
    return (numbers[0], numbers[-1] + 1) if numbers else (0, 0)


def shared_indent(lines: Sequence[str]) -> str:
    """Return the indentation that all lines share, blank lines ignored."""
    indents = [indent(line) for line in lines if not _is_blank(line)]
    shared = min(indents, key=len, default="")
    while not all(each.startswith(shared) for each in indents):
        shared = shared[:-1]
    return shared


def indent(line: str) -> str:
    """Return the indentation of a line."""
    return line[: len(line) - len(line.lstrip(" \t"))]
