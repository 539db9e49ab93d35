"""How results are printed: nothing else in the package emits text.

Results go to stdout, problems and progress to stderr. Colour only on a terminal; ``NO_COLOR``
switches it off (no-color.org).
"""

import os
import re
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence

import click

from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound
from apicodes.text.display import printable

_SEVERITY_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_STATE_COLOURS = {"in sync": "green", "changed": "red", "missing": "red", "orphaned": "yellow"}
_LEVEL_COLOURS = {"breaking": "red", "compatible": "yellow", "docs": "cyan"}
_STATE_WIDTH = max(map(len, _STATE_COLOURS))


def problems(found: Iterable[Problem]) -> None:
    """Print problems as ``path:line:col: error[rule-id] message``, with their hints."""
    for problem in found:
        for line in in_text(problem, terminal=sys.stderr.isatty()):
            _say(line)


def mended(problem: Problem) -> None:
    """Print a problem that is one no more, with the place where it was."""
    _say(printable(f"mended  {problem.location}: {problem.rule}: {problem.message}"))


def in_text(problem: Problem, *, terminal: bool) -> Iterator[str]:
    """Return a problem and its hint; between them, for a terminal, the line that it is about."""
    label = click.style(
        f"{problem.severity}[{problem.rule}]", fg=_SEVERITY_COLOURS[problem.severity], bold=True
    )
    place = click.style(printable(str(problem.location)), bold=True)
    yield f"{place}: {label} {printable(problem.message)}"
    if terminal:
        yield from excerpt(problem.location)
    if problem.hint:
        yield f"  hint: {printable(problem.hint)}"


def excerpt(location: Location) -> Iterator[str]:
    """Return the line of a file that a message is about, and a caret under its column."""
    from apicodes.text.excerpt import excerpt

    for number, line in enumerate(excerpt(location)):
        yield click.style(line, fg="red") if number else line


def progress(text: str) -> None:
    """Print what was done."""
    _say(text)


def result(text: str, *, newline: bool = True) -> None:
    """Print what was asked for. Raises `ProblemsFound` where the disk behind stdout is full."""
    try:
        click.echo(text, nl=newline, color=_colour())
    except BrokenPipeError:
        raise
    except OSError as error:
        problem = Problem(Location("<stdout>"), "file", f"cannot write: {error.strerror}")
        raise ProblemsFound([problem], COULD_NOT_RUN) from None


def on_terminal() -> bool:
    """Return whether results go to a terminal."""
    return sys.stdout.isatty()


def said(text: str) -> None:
    """Print what a command found, as a text for people."""
    result(_for_log(text))


def command(config_path: str | None, name: str, catalogs: Sequence[str] = ()) -> str:
    """Return how a command is run with the settings and catalogs that this run was given."""
    settings = ["--config", config_path] if config_path else []
    its = [word for catalog in catalogs for word in ("--catalog", catalog)]
    return shlex.join(["apicodes", *settings, name, *its])


def files(count: int) -> str:
    """Return a number of files as the subject of a sentence, with its verb."""
    return f"{count} file is" if count == 1 else f"{count} files are"


def state(path: str, its: str) -> str:
    """Return the state of one file as a line."""
    return f"{click.style(its.ljust(_STATE_WIDTH), fg=_STATE_COLOURS[its])}  {path}"


def classed(level: str, text: str) -> str:
    """Return a text in the colour of a level of changes."""
    return click.style(text, fg=_LEVEL_COLOURS[level], bold=True)


def painted(line: str, *, terminal: bool) -> str:
    """Return a line of a unified diff in its colour; what moves the cursor stays from terminals."""
    if terminal:
        line = "    ".join(map(printable, line.split("\t")))
    if line.startswith(("---", "+++")):
        return click.style(line, bold=True)
    colour = {"-": "red", "+": "green", "@": "cyan"}.get(line[:1])
    return click.style(line, fg=colour) if colour else line


def _say(text: str) -> None:
    click.echo(_for_log(text), err=True, color=_colour())


def _colour() -> bool | None:
    """Return False for no colour, None to let click look whether it writes to a terminal."""
    return False if os.environ.get("NO_COLOR") else None


# GitHub's runner takes for a command a line that starts with `::`, after spaces, and one that holds
# `##[` anywhere (ActionCommand.cs in actions/runner); a lone CR ends a line for it.
_COMMAND = re.compile(r"(?:(?<=[\r\n])|^)[^\S\r\n]*(?=::)|(?<=##)(?=\[)")


def on_github() -> bool:
    """Return whether this runs in a workflow of GitHub."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def _for_log(text: str) -> str:
    """Return text with a backslash in what GitHub would take for a command, where it runs there."""
    return _COMMAND.sub(r"\g<0>\\", click.unstyle(text)) if on_github() else text


def bug(error: BaseException) -> None:
    """Print a bug of ours, with what is needed to mend it."""
    from traceback import format_exception

    _say("".join(format_exception(error)).rstrip())
    _say(f"apicodes failed: {type(error).__name__}. This is a bug in apicodes.")
    _say("Please report it with the lines above, and the catalog if it may be shown.")
    sys.stderr.flush()
