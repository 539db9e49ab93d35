"""Printing: nothing else in the package writes to stdout or stderr.

Results go to stdout, problems and progress to stderr. Colour is used on a terminal only;
``NO_COLOR`` switches it off (no-color.org).
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress

import click

from apicodes.problems import Location, Problem, could_not_run
from apicodes.text.display import printable

_SEVERITY_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_STATE_COLOURS = {"in sync": "green", "changed": "red", "missing": "red", "orphaned": "yellow"}
_LEVEL_COLOURS = {"breaking": "red", "compatible": "yellow", "docs": "cyan"}
_STATE_WIDTH = max(map(len, _STATE_COLOURS))


# Printing


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems as ``path:line:col: error[rule-id] message``, with their hints."""
    for problem in problems:
        for line in problem_lines(problem, excerpt=sys.stderr.isatty()):
            _print_to_stderr(line)


def print_fixed(problem: Problem) -> None:
    """Print a problem that was fixed, with the location where it was."""
    _print_to_stderr(printable(f"fixed  {problem.location}: {problem.rule}: {problem.message}"))


def print_progress(text: str) -> None:
    """Print to stderr what was done."""
    _print_to_stderr(text)


def print_data(text: str, *, newline: bool = True) -> None:
    """Print a result to stdout, byte for byte.

    Raises `ProblemsFound` where the disk behind stdout is full.
    """
    try:
        click.echo(text, nl=newline, color=_colour())
    except BrokenPipeError:
        raise
    except OSError as error:
        _discard_stdout()
        raise could_not_run("<stdout>", "file", f"cannot write: {error.strerror}") from None


def _discard_stdout() -> None:
    """Let what is still buffered go nowhere, or Python fails to flush it as it ends (exit 120)."""
    # A stdout that is captured has no file, and nothing to flush.
    with suppress(OSError), open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def print_text(text: str) -> None:
    """Print a result for people to stdout."""
    print_data(_escaped_for_github(text))


def print_bug(error: BaseException) -> None:
    """Print a bug of apicodes, with what a report of it needs."""
    from traceback import format_exception

    _print_to_stderr("".join(format_exception(error)).rstrip())
    _print_to_stderr(f"apicodes failed: {type(error).__name__}. This is a bug in apicodes.")
    _print_to_stderr(
        "Please report it with the lines above, and with the catalog if it is not confidential."
    )
    sys.stderr.flush()


def _print_to_stderr(text: str) -> None:
    click.echo(_escaped_for_github(text), err=True, color=_colour())


def _colour() -> bool | None:
    """Return False for no colour, None to let click check whether it writes to a terminal."""
    return False if os.environ.get("NO_COLOR") else None


# Where stdout goes


def stdout_is_terminal() -> bool:
    """Return whether results go to a terminal."""
    return sys.stdout.isatty()


def runs_on_github() -> bool:
    """Return whether this runs in a GitHub workflow."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


# GitHub's runner reads as a command a line that starts with `::`, after spaces, and one that holds
# `##[` anywhere (ActionCommand.cs in actions/runner). It ends a line at a lone CR too.
_COMMAND = re.compile(r"(?:(?<=[\r\n])|^)[^\S\r\n]*(?=::)|(?<=##)(?=\[)")


def _escaped_for_github(text: str) -> str:
    """Return text in which GitHub's runner sees no command, where this runs there."""
    return _COMMAND.sub(r"\g<0>\\", click.unstyle(text)) if runs_on_github() else text


# Parts of messages


def problem_lines(problem: Problem, *, excerpt: bool) -> Iterator[str]:
    """Return a problem and its hint; between them, if wanted, an excerpt of its file."""
    label = click.style(
        f"{problem.severity}[{problem.rule}]", fg=_SEVERITY_COLOURS[problem.severity], bold=True
    )
    location = click.style(printable(str(problem.location)), bold=True)
    yield f"{location}: {label} {printable(problem.message)}"
    if excerpt:
        yield from excerpt_lines(problem.location)
    if problem.hint:
        for number, line in enumerate(problem.hint.split("\n")):
            yield f"  {printable(line)}" if number else f"  hint: {printable(line)}"


def excerpt_lines(location: Location) -> Iterator[str]:
    """Return the line of a file at a location, and a caret under its column."""
    from apicodes.text.excerpt import excerpt

    for number, line in enumerate(excerpt(location)):
        yield click.style(line, fg="red") if number else line


def files_are(count: int) -> str:
    """Return a number of files as the subject of a sentence, with ``is`` or ``are``."""
    return f"{count} file is" if count == 1 else f"{count} files are"


def state_line(path: str, state: str) -> str:
    """Return the state of one file as a line."""
    return f"{click.style(state.ljust(_STATE_WIDTH), fg=_STATE_COLOURS[state])}  {path}"


def coloured_by_level(level: str, text: str) -> str:
    """Return text in the colour of a level of changes."""
    return click.style(text, fg=_LEVEL_COLOURS[level], bold=True)


def coloured_diff_line(line: str, *, for_terminal: bool) -> str:
    """Return a line of a unified diff in its colour; for a terminal, without control characters."""
    if for_terminal:
        line = "    ".join(map(printable, line.split("\t")))
    if line.startswith(("---", "+++")):
        return click.style(line, bold=True)
    colour = {"-": "red", "+": "green", "@": "cyan"}.get(line[:1])
    return click.style(line, fg=colour) if colour else line
