"""Unified diffs, as git prints them."""

from collections.abc import Iterator, Sequence


def unified(path: str, current: str | None, text: str | None) -> Iterator[str]:
    """Return the lines of a unified diff from the current text of a file to a new one.

    Equal lines at the start and the end are cut off first: difflib is slow on large texts.
    """
    from difflib import unified_diff

    before, after = _lines(current or ""), _lines(text or "")
    start = shared(before, after)
    end = shared(before[start:][::-1], after[start:][::-1])
    start, end = max(0, start - 3), max(0, end - 3)
    hunks = unified_diff(
        before[start : len(before) - end],
        after[start : len(after) - end],
        f"a/{path}" if current is not None else "/dev/null",
        f"b/{path}",
        lineterm="",
    )
    return (_shifted(line, start) if line.startswith("@@") else line for line in hunks)


def first_difference(current: str, text: str) -> int:
    """Return the number of the first line that differs between two texts."""
    lines = _lines(current)
    return min(shared(lines, _lines(text)) + 1, max(len(lines), 1))


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    if lines[-1] == "":
        return lines[:-1]
    lines[-1] += "\n\\ No newline at end of file"
    return lines


def shared(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many items, or characters, two sequences share at their start."""
    count = 0
    for left, right in zip(before, after, strict=False):
        if left != right:
            break
        count += 1
    return count


def _shifted(header: str, lines: int) -> str:
    """Return the header of a hunk, moved down by the number of lines that were cut off."""
    _, old, new, _ = header.split(" ", 3)
    return f"@@ {_moved(old, lines)} {_moved(new, lines)} @@"


def _moved(span: str, lines: int) -> str:
    start, comma, count = span[1:].partition(",")
    return f"{span[0]}{int(start) + lines}{comma}{count}"
