"""``apicodes lint``: check the catalogs of the settings against the rules, and fix problems."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from apicodes import disk, loading
from apicodes.cli import catalog_diff, reports, terminal
from apicodes.cli.options import Chosen, ReportFile
from apicodes.cli.reports import Report
from apicodes.loading import Examined
from apicodes.problems import (
    COULD_NOT_RUN,
    PROBLEMS_FOUND,
    Location,
    Problem,
    ProblemsFound,
    Severity,
    raise_any,
)
from apicodes.settings.config import Config


def lint(
    chosen: Chosen,
    *,
    report_files: Sequence[ReportFile],
    fail_on: Severity = "error",
    fix: bool = False,
) -> int:
    """Report the problems of the catalogs; return 1 for a problem as severe as `fail_on`.

    With `fix`, fix what can be fixed automatically first, and report the problems that remain.
    """
    return reports.deliver("lint", report_files, lambda: _lint(chosen, fail_on, fix=fix), chosen)


def print_fixes(chosen: Chosen) -> int:
    """Print the diff that `fix` would make; return 1 where there is one."""
    from apicodes.edit import lint_fix

    settings, examined = _examine(chosen)
    if not all(catalog.is_sound for catalog in examined):
        _print_nothing_fixed()
        errors = [
            problem
            for catalog in examined
            for problem in catalog.problems
            if problem.severity == "error"
        ]
        raise ProblemsFound(errors, max(catalog.exit_code for catalog in examined))
    catalogs_fixed = lint_fix.fix(settings, examined)
    for catalog in catalogs_fixed:
        catalog_diff.print_diff(catalog.old, catalog.new)
    count = sum(len(catalog.fixed) for catalog in catalogs_fixed)
    terminal.print_progress(f"{_count(count, 'problem')} would be fixed.")
    return PROBLEMS_FOUND if count else 0


def _lint(chosen: Chosen, fail_on: Severity, *, fix: bool) -> Report:
    settings, examined = _examine(chosen)
    is_sound = all(catalog.is_sound for catalog in examined)
    # Catalogs may share a file: its problems are reported once.
    problems = list(dict.fromkeys(problem for each in examined for problem in each.problems))
    if fix and is_sound:
        problems = _fix(chosen, settings, examined)
    elif fix:
        _print_nothing_fixed()
    if any(problem.rule == "identifier-collision" for problem in problems):
        refused = set(_refused_names(settings, examined))
        problems = [
            replace(problem, severity="error") if problem.location in refused else problem
            for problem in problems
        ]
    fails = any(fail_on in ("warning", problem.severity) for problem in problems)
    exit_code = PROBLEMS_FOUND if fails else 0
    if any(catalog.exit_code == COULD_NOT_RUN for catalog in examined):
        exit_code = COULD_NOT_RUN
    summary = _summary(problems)
    fixable = sum(len(catalog.fixes) for catalog in examined)
    if fixable and is_sound and not fix:
        command = f"{chosen.command_line('lint')} --fix"
        summary += f"\nFix {fixable} of {len(problems)} with: {command}"
    return Report("lint", exit_code, problems, summary=summary)


def _refused_names(settings: Config, examined: Sequence[Examined]) -> Iterator[Location]:
    """Return where names are for which `generate` refuses to write an output."""
    from apicodes.outputs import rendering, target_tables

    targets = target_tables.configured_targets(settings)
    for table, catalog in zip(settings.selected, examined, strict=True):
        for target in targets:
            if target.catalog is table and catalog.source:
                try:
                    rendering.names(target, catalog.source)
                except ProblemsFound as error:
                    yield from (problem.location for problem in error.problems)


def _examine(chosen: Chosen) -> tuple[Config, list[Examined]]:
    settings = chosen.load()
    raise_any(settings.problems, COULD_NOT_RUN)
    return settings, [loading.examine(settings, table) for table in settings.selected]


def _fix(chosen: Chosen, settings: Config, examined: Sequence[Examined]) -> list[Problem]:
    """Fix and write the catalogs, print what was fixed, and return the problems that remain."""
    from apicodes.edit import catalog_edits, lint_fix

    catalogs_fixed = lint_fix.fix(settings, examined)
    texts = catalog_edits.texts([(catalog.old, catalog.new) for catalog in catalogs_fixed])
    disk.write(texts, by_people=texts)
    for catalog in catalogs_fixed:
        for problem in catalog.fixed:
            terminal.print_fixed(problem)
    if any(catalog.fixed for catalog in catalogs_fixed):
        generate = chosen.command_line("generate")
        terminal.print_progress(f"Update the outputs with: {generate}")
    return list(dict.fromkeys(problem for each in catalogs_fixed for problem in each.remaining))


def _print_nothing_fixed() -> None:
    terminal.print_progress(
        "Nothing was fixed: first fix the errors that stop 'apicodes generate'."
    )


def _summary(problems: list[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    counts = ((errors, "error"), (len(problems) - errors, "warning"))
    words = [_count(count, word) for count, word in counts if count]
    return f"{' and '.join(words) or 'no problems'} found."


def _count(count: int, word: str) -> str:
    return f"{count} {word}{'s' * (count != 1)}"
