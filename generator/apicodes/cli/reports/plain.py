"""For people, in a file."""

import click

from apicodes.cli import terminal
from apicodes.cli.reports import Report


def rendered(its: Report) -> str:
    """Return what the command prints to stdout and stderr, without colour."""
    told = its.notes if its.text else its.all_problems
    lines = [line for problem in told for line in terminal.in_text(problem, terminal=False)]
    return click.unstyle("\n".join(filter(None, [*lines, its.in_words(terminal=False)])))
