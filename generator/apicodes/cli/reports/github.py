"""Annotations of a GitHub workflow, as workflow commands.

The grammar is that of actions/toolkit (packages/core/src/command.ts) and actions/runner.
"""

from apicodes.cli.reports import Report
from apicodes.cli.reports.repository_paths import path_in_repository, root
from apicodes.problems import SEVERITIES, Problem
from apicodes.text.display import printable

CAP = 10
"""How many annotations of one kind GitHub shows for a step."""

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report) -> str:
    """Return annotations, the most severe first, at most `CAP`; then how many are left out."""
    problems = sorted(report.all_problems, key=lambda problem: SEVERITIES.index(problem.severity))
    # The line about the rest is a notice too, and must not be the eleventh one.
    cap = CAP - (bool(problems) and problems[0].severity == "info")
    annotated = problems if len(problems) <= CAP else problems[:cap]
    folder = root(report.all_problems)
    lines = [
        _command(problem, path_in_repository(problem.location.path, folder))
        for problem in annotated
    ]
    if rest := len(problems) - len(annotated):
        lines.append(f"::notice title=apicodes {report.command}::{rest} more in the log")
    return "\n".join(lines)


def _command(problem: Problem, path: str) -> str:
    properties = {
        "file": path,
        "line": problem.location.line or 1,
        "col": problem.location.column or 1,
        "title": problem.rule,
    }
    pairs = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = _data(printable(problem.message))
    hint = _data(f"\nhint: {printable(problem.hint)}") if problem.hint else ""
    return f"::{COMMANDS[problem.severity]} {pairs}::{message}{hint}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
