"""The summary of a step, which GitHub shows on the page of a run."""

import os

from apicodes.cli import terminal
from apicodes.cli.reports import Report
from apicodes.cli.reports.github_markdown import rendered

LIMIT = 2**20
"""How many bytes a step may say; GitHub drops a summary that says more."""


def add(its: Report) -> None:
    """Add a report to the summary, in Markdown, as far as there is room."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    text = f"## apicodes {its.command}\n\n{rendered(its)}\n\n"
    try:
        with open(path, "ab") as file:
            file.write(_fitting(text, LIMIT - file.tell()))
    except OSError as error:
        terminal.progress(f"{path}: cannot write the summary: {error.strerror}")


def _fitting(text: str, room: int) -> bytes:
    """Return as many whole lines as there is room for, and say that there are more."""
    data = text.encode()
    if len(data) <= room:
        return data
    more = b"\nThe rest is in the log.\n\n"
    end = data.rfind(b"\n", 0, max(room - len(more), 0))
    return data[: end + 1] + more if end >= 0 else b""
