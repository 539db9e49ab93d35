"""Annotations for a workflow of GitHub: its workflow commands.

The grammar is that of actions/toolkit (packages/core/src/command.ts) and actions/runner.
"""

from apicodes.cli.reports import Report
from apicodes.cli.reports.repository_paths import root, rooted
from apicodes.problems import SEVERITIES, Problem
from apicodes.text.display import printable

CAP = 10
"""How many annotations GitHub shows of one kind and step."""

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def rendered(its: Report) -> str:
    """Return a line for each annotation, the gravest first, and one that says how many are left."""
    found = sorted(its.all_problems, key=lambda problem: SEVERITIES.index(problem.severity))
    # What is left out is a notice as well, and is not to be the eleventh of its kind.
    cap = CAP - (bool(found) and found[0].severity == "info")
    shown = found if len(found) <= CAP else found[:cap]
    folder = root()
    lines = [_command(problem, rooted(problem.location.path, folder)) for problem in shown]
    if more := len(found) - len(shown):
        lines.append(f"::notice title=apicodes {its.command}::{more} more in the log")
    return "\n".join(lines)


def _command(problem: Problem, path: str) -> str:
    properties = {
        "file": path,
        "line": problem.location.line or 1,
        "col": problem.location.column or 1,
        "title": problem.rule,
    }
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = _data(printable(problem.message))
    hint = _data(f"\nhint: {printable(problem.hint)}") if problem.hint else ""
    return f"::{COMMANDS[problem.severity]} {said}::{message}{hint}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
