"""For people, on a terminal or in a file."""

import sys

import click

from apicodes import report
from apicodes.reports import Report


def rendered(its: Report) -> str:
    """Return what the command prints, without colour."""
    return click.unstyle(_text(its, terminal=False))


def for_terminal(its: Report) -> str:
    """Return what goes to stdout: on a terminal, with the lines that it is about."""
    return _text(its, terminal=sys.stdout.isatty())


def _text(its: Report, *, terminal: bool) -> str:
    if its.text is not None:
        return its.text(terminal)
    lines = [
        line for problem in its.problems for line in report.in_text(problem, terminal=terminal)
    ]
    return "\n".join([*lines, *([its.summary] if its.summary else [])])
