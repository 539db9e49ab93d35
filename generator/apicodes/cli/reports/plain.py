"""Text for people, in a file."""

import click

from apicodes.cli import terminal
from apicodes.cli.reports import Report


def render(report: Report) -> str:
    """Return what the command prints to stdout and stderr, without colour."""
    lines = [
        line
        for problem in report.printed_problems
        for line in terminal.problem_lines(problem, excerpt=False)
    ]
    text = report.render_text(for_terminal=False)
    return click.unstyle("\n".join(filter(None, [*lines, text])))
