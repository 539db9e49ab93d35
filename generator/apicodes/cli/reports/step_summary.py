"""The step summary, which GitHub shows on the page of a workflow run."""

import os

from apicodes.cli import terminal
from apicodes.cli.reports import Report
from apicodes.cli.reports.github_markdown import render

LIMIT = 2**20
"""The size limit of a step summary in bytes; GitHub drops a longer one."""


def add(report: Report) -> None:
    """Append a report to the step summary as Markdown, up to its size limit."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    text = f"## apicodes {report.command}\n\n{render(report)}\n\n"
    try:
        with open(path, "ab") as file:
            file.write(_cut_to(LIMIT - file.tell(), text))
    except OSError as error:
        terminal.print_progress(f"{path}: cannot write the summary: {error.strerror}")


def _cut_to(size: int, text: str) -> bytes:
    """Return as many whole lines of a text as fit in a size, and a last line if some do not."""
    data = text.encode()
    if len(data) <= size:
        return data
    rest = b"\nThe rest is in the log.\n\n"
    end = data.rfind(b"\n", 0, max(size - len(rest), 0))
    return data[: end + 1] + rest if end >= 0 else b""
