"""How results are printed: nothing else in the package emits text.

Results go to stdout, problems and progress to stderr. Colour only on a terminal; ``NO_COLOR``
switches it off (no-color.org).
"""

import os
import shlex
import sys
from collections.abc import Iterable, Sequence

import click

from apicodes.problems import Problem

_SEVERITY_COLOURS = {"error": "red", "warning": "yellow"}
_STATE_COLOURS = {"in sync": "green", "changed": "red", "missing": "red", "orphaned": "yellow"}
_LEVEL_COLOURS = {"breaking": "red", "compatible": "yellow", "docs": "cyan"}
_STATE_WIDTH = max(map(len, _STATE_COLOURS))


def problems(found: Iterable[Problem]) -> None:
    """Print problems as ``path:line:col: error[rule-id] message``, with their hints."""
    for problem in found:
        label = click.style(
            f"{problem.severity}[{problem.rule}]", fg=_SEVERITY_COLOURS[problem.severity], bold=True
        )
        _say(f"{click.style(str(problem.location), bold=True)}: {label} {problem.message}")
        if problem.hint:
            _say(f"  hint: {problem.hint}")


def progress(text: str) -> None:
    """Print what was done."""
    _say(text)


def result(text: str, *, newline: bool = True) -> None:
    """Print what was asked for."""
    click.echo(text, nl=newline, color=_colour())


def command(config_path: str | None, name: str) -> str:
    """Return how a command of apicodes is run with the settings that this run was given."""
    return shlex.join(["apicodes", *(["--config", config_path] if config_path else []), name])


def orphans(paths: Sequence[str]) -> str:
    """Return what to say of files that no target makes any more, and how to be rid of them."""
    return f"{files(len(paths))} made by no target any more. To mend: rm -- {shlex.join(paths)}"


def files(count: int) -> str:
    """Return a number of files as the subject of a sentence, with its verb."""
    return f"{count} file is" if count == 1 else f"{count} files are"


def state(path: str, its: str) -> None:
    """Print the state of one file."""
    result(f"{click.style(its.ljust(_STATE_WIDTH), fg=_STATE_COLOURS[its])}  {path}")


def classed(level: str, text: str) -> str:
    """Return a text in the colour of a level of changes."""
    return click.style(text, fg=_LEVEL_COLOURS[level], bold=True)


def diff(path: str, current: str | None, text: str | None) -> None:
    """Print what `generate` would change in a file, as git prints it."""
    old = f"a/{path}" if current is not None else "/dev/null"
    for line in _unified(current or "", text or "", old, f"b/{path}"):
        result(_painted(line))


def _painted(line: str) -> str:
    if line.startswith(("---", "+++")):
        return click.style(line, bold=True)
    colour = {"-": "red", "+": "green", "@": "cyan"}.get(line[:1])
    return click.style(line, fg=colour) if colour else line


def _unified(current: str, text: str, old: str, new: str) -> Iterable[str]:
    """Return the lines of a unified diff with three lines of context.

    What both ends share is cut off first: difflib takes very long over large texts.
    """
    from difflib import unified_diff

    before, after = _lines(current), _lines(text)
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    start, end = max(0, start - 3), max(0, end - 3)
    hunks = unified_diff(
        before[start : len(before) - end], after[start : len(after) - end], old, new, lineterm=""
    )
    return (_shifted(line, start) if line.startswith("@@") else line for line in hunks)


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    if lines[-1] == "":
        return lines[:-1]
    lines[-1] += "\n\\ No newline at end of file"
    return lines


def _shared(before: Sequence[str], after: Sequence[str]) -> int:
    count = 0
    for left, right in zip(before, after, strict=False):
        if left != right:
            break
        count += 1
    return count


def _shifted(header: str, lines: int) -> str:
    """Return the header of a hunk, moved down by lines that were cut off."""
    _, old, new, _ = header.split(" ", 3)
    return f"@@ {_moved(old, lines)} {_moved(new, lines)} @@"


def _moved(span: str, lines: int) -> str:
    start, comma, count = span[1:].partition(",")
    return f"{span[0]}{int(start) + lines}{comma}{count}"


def _say(text: str) -> None:
    click.echo(text, err=True, color=_colour())


def _colour() -> bool | None:
    """Return False for no colour, None to let click look whether it writes to a terminal."""
    return False if os.environ.get("NO_COLOR") else None


def bug(error: BaseException) -> None:
    """Print a bug of ours, with what is needed to mend it."""
    from traceback import format_exception

    _say("".join(format_exception(error)).rstrip())
    _say(f"apicodes failed: {type(error).__name__}. This is a bug in apicodes.")
    _say("Please report it with the lines above, and the catalog if it may be shown.")
    sys.stderr.flush()
