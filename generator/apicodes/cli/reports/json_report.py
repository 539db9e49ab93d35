"""For programs: JSON in the shapes of `report_schema`."""

from typing import Any

import msgspec

from apicodes.cli.reports import Report
from apicodes.cli.reports.report_schema import DOCUMENTS, problem
from apicodes.text.forbidden import FORBIDDEN


def rendered(its: Report) -> str:
    """Return the document of the command."""
    found = tuple(map(problem, its.all_problems))
    said = {"command": its.command, "exit_code": its.exit_code, "problems": found, **its.data}
    return encoded(msgspec.convert(said, DOCUMENTS[its.command]))


def encoded(value: Any) -> str:
    """Return a value as JSON that is safe to print.

    Nothing in it moves a terminal's cursor, and GitHub takes nothing in it for a command.
    """
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    text = FORBIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    return text.replace("##[", "#\\u0023[")
