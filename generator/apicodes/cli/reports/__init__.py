"""The results of a command, in the formats that people, CI and editors read.

A format is one module with one function, ``render``, from a `Report` to text.
"""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib import import_module

from msgspec import Struct

from apicodes import disk
from apicodes.cli import terminal
from apicodes.cli.options import FORMATS, Chosen, ReportFile
from apicodes.problems import Problem, ProblemsFound, could_not_run

STDOUT = "-"

DEFAULT = Chosen()
"""The settings of the current folder."""


class Report(Struct, frozen=True):
    """The result of a command.

    `notes` are warnings about what was read; they do not change the exit code. `summary` is one
    sentence about the problems. `text` makes what is printed for people in the place of the
    problems, for a terminal or for a file; `markdown` makes the same in Markdown. `data` is what
    the JSON document holds beside the problems.
    """

    command: str
    exit_code: int
    problems: Sequence[Problem] = ()
    notes: Sequence[Problem] = ()
    summary: str = ""
    text: Callable[[bool], str] | None = None
    markdown: Callable[[], str] | None = None
    data: dict[str, object] = {}

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The notes, then the problems."""
        return (*self.notes, *self.problems)

    @property
    def printed_problems(self) -> Sequence[Problem]:
        """What text output lists as problems: notes alone, where `text` covers the problems."""
        return self.notes if self.text else self.all_problems

    def render_text(self, *, for_terminal: bool) -> str:
        """Return what is printed for people to stdout; problems and notes go to stderr."""
        return self.text(for_terminal) if self.text else self.summary


def render(format_name: str, report: Report) -> str:
    """Return a report in a format, without a line break at its end."""
    text: str = import_module(f"apicodes.cli.reports.{FORMATS[format_name]}").render(report)
    return text


def deliver(
    command: str,
    files: Sequence[ReportFile],
    run: Callable[[], Report],
    chosen: Chosen = DEFAULT,
    sources: Iterable[str] = (),
) -> int:
    """Run a command, write its report in each format, and return its exit code.

    Problems that stop the command are reported as well. Without `files`, the report is text on
    stdout; in a GitHub workflow it is annotations on stdout, and always a step summary.

    Raises `ProblemsFound` with exit code 2 where a file cannot be written, or is one of `sources`
    or of the settings that are chosen.
    """
    if existing := [path for _, path in files if os.path.isfile(path)]:
        _refuse_used(existing, chosen, sources)
    files = files or [("github" if terminal.runs_on_github() else "text", STDOUT)]
    try:
        report = run()
    except ProblemsFound as error:
        report = Report(command, error.exit_code, error.problems)
    terminal.print_problems(report.printed_problems)
    try:
        _write({path: _line(render(name, report)) for name, path in files if path != STDOUT})
        if terminal.runs_on_github():
            from apicodes.cli.reports.step_summary import add

            add(report)
    finally:
        for name, path in files:
            if path == STDOUT:
                _print(name, report)
    return report.exit_code


def _refuse_used(paths: Iterable[str], chosen: Chosen, sources: Iterable[str]) -> None:
    """Raise `ProblemsFound` for a report that would replace a file that runs read or write."""
    from fnmatch import fnmatchcase
    from glob import escape

    from apicodes.outputs import watching

    used = [escape(os.path.realpath(source)) for source in sources]
    with suppress(ProblemsFound):  # The command reports them.
        settings = chosen.load()
        used += [escape(os.path.realpath(path)) for path in watching.state(settings)]
        for table in (table for catalog in settings.catalogs for table in catalog.targets):
            path = os.path.join(settings.folder, str(table.content.get("path")))
            used.append(re.sub(r"\{[^{}]*\}", "*", escape(path)))
    for path in paths:
        full = os.path.realpath(path)
        if any(fnmatchcase(full, file) or fnmatchcase(full, f"{file}/*") for file in used):
            message = "a report would replace this file, which is no report"
            raise could_not_run(path, "usage", message, "choose another path for --output")


def _print(format_name: str, report: Report) -> None:
    """Print a report; the log of a workflow has the text for people below its annotations.

    The problems of that text are on stderr already.
    """
    if format_name != "text" and (text := render(format_name, report)):
        print_report = terminal.print_data if format_name == "github" else terminal.print_text
        print_report(text)
    if format_name in ("text", "github"):
        text = report.render_text(for_terminal=terminal.stdout_is_terminal())
        if text:
            terminal.print_text(text)


def _line(text: str) -> str:
    return f"{text}\n" if text else ""


def _write(texts: dict[str, str]) -> None:
    """Write reports to files: regular files are replaced, pipes and devices are written to."""
    files = {}
    for path, text in texts.items():
        if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
            try:
                with open(path, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
            except OSError as error:
                raise could_not_run(path, "file", f"cannot write: {error.strerror}") from None
        else:
            files[os.path.realpath(path)] = text
    disk.write(files)
