"""What a command found, in the formats that people, CI and editors read.

A format is one module with one function, ``rendered``, from a `Report` to a text.
"""

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from msgspec import Struct

from apicodes import disk
from apicodes.cli import terminal as report
from apicodes.problems import Problem, ProblemsFound

FORMATS = {
    "text": "plain",
    "json": "json_report",
    "github": "github",
    "gitlab": "gitlab",
    "sarif": "sarif",
    "markdown": "github_markdown",
}
"""The formats, and the modules that render them."""

STDOUT = "-"

Wanted = tuple[str, str]
"""A format, and the path of the file that it goes to; `STDOUT` for standard output."""


class Report(Struct, frozen=True):
    """What a command found.

    `notes` are problems of what was read that do not count. `summary` is what the problems add up
    to, in a sentence. `text` is what the command prints for people instead of its problems, for a
    terminal or not; `markdown` likewise; `data` what its JSON holds beside them.
    """

    command: str
    exit_code: int
    problems: Sequence[Problem] = ()
    notes: Sequence[Problem] = ()
    summary: str = ""
    text: Callable[[bool], str] | None = None
    markdown: Callable[[], str] | None = None
    data: dict[str, Any] = {}

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The notes, then the problems."""
        return (*self.notes, *self.problems)

    def in_words(self, *, terminal: bool) -> str:
        """Return what the command prints for people, beside problems and notes on stderr."""
        return self.text(terminal) if self.text else self.summary


def rendered(name: str, its: Report) -> str:
    """Return a report in a format, without a line break at its end."""
    text: str = import_module(f"apicodes.cli.reports.{FORMATS[name]}").rendered(its)
    return text


def deliver(command: str, wanted: Sequence[Wanted], find: Callable[[], Report]) -> int:
    """Write what a command finds in the wanted formats, and return its exit code.

    What keeps the command from finding anything is reported as well. Where no format is wanted,
    it is text on stdout; in a workflow of GitHub, its annotations, and a summary in any case.

    Raises `ProblemsFound` with exit code 2 where a file cannot be written.
    """
    wanted = wanted or [("github" if report.on_github() else "text", STDOUT)]
    try:
        its = find()
    except ProblemsFound as error:
        its = Report(command, error.exit_code, error.problems)
    report.problems(its.notes if its.text else its.all_problems)
    try:
        _write({path: _lines(rendered(name, its)) for name, path in wanted if path != STDOUT})
        if report.on_github():
            from apicodes.cli.reports.step_summary import add

            add(its)
    finally:
        for name, path in wanted:
            if path == STDOUT:
                _print(name, its)
    return its.exit_code


def _print(name: str, its: Report) -> None:
    """Print a report; the log of a workflow has annotations, and what people read as well.

    Problems that people read are on stderr already.
    """
    if name != "text" and (text := rendered(name, its)):
        (report.result if name == "github" else report.said)(text)
    if name in ("text", "github") and (text := its.in_words(terminal=report.on_terminal())):
        report.said(text)


def _lines(text: str) -> str:
    return f"{text}\n" if text else ""


def _write(texts: dict[str, str]) -> None:
    """Write whole files; what is a pipe or a device is written to, and not replaced."""
    files = {}
    for path, text in texts.items():
        if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
            try:
                with open(path, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
            except OSError as error:
                raise disk.failed(path, f"cannot write: {error.strerror}") from None
        else:
            files[os.path.realpath(path)] = text
    disk.write(files)
