"""JSON for programs, in the shapes of `report_schema`."""

import msgspec

from apicodes.cli.reports import Report
from apicodes.cli.reports.report_schema import DOCUMENTS, problem
from apicodes.text.forbidden import FORBIDDEN


def render(report: Report) -> str:
    """Return the JSON document of the command."""
    document = {
        "command": report.command,
        "exit_code": report.exit_code,
        "problems": tuple(map(problem, report.all_problems)),
        **report.data,
    }
    return encode(msgspec.convert(document, DOCUMENTS[report.command]))


def encode(value: object) -> str:
    """Return a value as JSON that is safe to print.

    Nothing in it moves the cursor of a terminal, and GitHub's runner sees no command in it.
    """
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    text = FORBIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    return text.replace("##[", "#\\u0023[")
