"""Text folded to the width of a screen."""

import re
from collections.abc import Iterator

from apicodes.text.width import width


def fold(text: str, columns: int) -> list[str]:
    """Return the lines of a text, folded to a number of columns.

    A line is broken at spaces, and goes on under its own text where it is the item of a list. Words
    that are too long are broken around characters beyond ASCII, as Chinese text is; others, such as
    URLs, stay whole, and so do the lines of code blocks.
    """
    lines: list[str] = []
    for line, is_code in _lines(text):
        lines += [line] if is_code or width(line) <= columns else _folded(line, columns)
    return lines


def unfold(text: str) -> str:
    """Return Markdown with each of its paragraphs on one line."""
    lines: list[str] = []
    open_ended = False
    for line, is_code in _lines(text):
        if open_ended and not is_code and line.strip(" ") and not _BLOCK.match(line):
            lines[-1] = f"{lines[-1]} {line.strip(' ')}"
        else:
            lines.append(line)
        hard = line.endswith(("  ", "\\"))
        open_ended = bool(line.strip(" ")) and not (is_code or hard or _ALONE.match(line))
    return "\n".join(lines)


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Return the lines of Markdown, and whether each belongs to a code block."""
    fence = ""
    for line in text.expandtabs(4).split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
            yield line, True
        else:
            yield line, bool(fence) or line.startswith("    ")


_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ALONE = re.compile(r" *(?:#{1,6}(?:\s|$)|\||---|\*\*\*|___)")
_BLOCK = re.compile(rf"{_ALONE.pattern}| *(?:(?:[-+*]|\d{{1,9}}[.)])(?:\s|$)|[=>])")
_LEAD = re.compile(r" *(?:(?:[-*+>]|\d{1,9}[.)]) +)*")


def _folded(line: str, columns: int) -> Iterator[str]:
    match = _LEAD.match(line)
    written = match[0] if match else ""
    margin = " " * len(written)
    bare = True
    for word in line[len(written) :].split(" "):
        for part in _parts(word, columns - len(margin)):
            spaced = part if bare else f" {part}"
            if not bare and width(written) + width(spaced) > columns:
                yield written
                written, spaced = margin, part
            written += spaced
            bare = False
    yield written


def _parts(word: str, columns: int) -> Iterator[str]:
    """Return a word in parts that fit on a line, as far as it may be broken."""
    part = ""
    for piece in [word] if width(word) <= columns else _PIECES.findall(word):
        if part and width(part + piece) > columns:
            yield part
            part = ""
        part += piece
    yield part


_PIECES = re.compile(r"[!-~]+|[^!-~]")
