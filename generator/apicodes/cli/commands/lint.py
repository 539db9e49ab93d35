"""``apicodes lint``: what the rules find in the catalogs of the settings, and mend."""

from collections.abc import Sequence

from apicodes import disk, loading
from apicodes.cli import catalog_diff, reports, terminal
from apicodes.cli.reports import Report, Wanted
from apicodes.loading import Examined
from apicodes.problems import COULD_NOT_RUN, PROBLEMS_FOUND, Problem, ProblemsFound, Severity
from apicodes.settings import config
from apicodes.settings.config import Config


def lint(
    config_path: str | None,
    catalogs: Sequence[str],
    *,
    wanted: Sequence[Wanted],
    fail_on: Severity = "error",
    fix: bool = False,
) -> int:
    """Report what the rules find; return 1 where something is at least as grave as `fail_on`.

    With `fix`, what is mechanical is mended first, and reported is what is left.
    """
    return reports.deliver("lint", wanted, lambda: _linted(config_path, catalogs, fail_on, fix=fix))


def show_fixes(config_path: str | None, catalogs: Sequence[str]) -> int:
    """Print the difference that `fix` would make; return 1 where there is one."""
    from apicodes.edit import lint_fix

    settings, examined = _examined(config_path, catalogs)
    if not all(its.is_sound for its in examined):
        _refuse()
        problems = [its for found in examined for its in found.problems if its.severity == "error"]
        raise ProblemsFound(problems, max(its.exit_code for its in examined))
    mended = lint_fix.mend(settings, examined)
    for its in mended:
        catalog_diff.show(its.old, its.new)
    count = sum(len(its.mended) for its in mended)
    terminal.progress(f"{count} problem{'s' * (count != 1)} would be mended.")
    return PROBLEMS_FOUND if count else 0


def _linted(
    config_path: str | None, catalogs: Sequence[str], fail_on: Severity, *, fix: bool
) -> Report:
    settings, examined = _examined(config_path, catalogs)
    is_sound = all(its.is_sound for its in examined)
    # Catalogs may share a file: what is wrong in it is told once.
    found = list(dict.fromkeys(problem for its in examined for problem in its.problems))
    if fix and is_sound:
        found = _mended(config_path, catalogs, settings, examined)
    elif fix:
        _refuse()
    grave = any(fail_on in ("warning", its.severity) for its in found)
    code = PROBLEMS_FOUND if grave else 0
    if any(its.exit_code == COULD_NOT_RUN for its in examined):
        code = COULD_NOT_RUN
    summary = _summary(found)
    count = sum(len(its.fixes) for its in examined)
    if count and is_sound and not fix:
        command = f"{terminal.command(config_path, 'lint', catalogs)} --fix"
        summary += f"\n{count} of {len(found)} can be mended by '{command}'."
    return Report("lint", code, found, summary=summary)


def _examined(config_path: str | None, catalogs: Sequence[str]) -> tuple[Config, list[Examined]]:
    settings = config.load(config_path, catalogs)
    if settings.problems:
        raise ProblemsFound(settings.problems, COULD_NOT_RUN)
    return settings, [loading.examine(settings, table) for table in settings.selected]


def _mended(
    config_path: str | None,
    catalogs: Sequence[str],
    settings: Config,
    examined: Sequence[Examined],
) -> list[Problem]:
    """Mend and write the catalogs, say what was mended, and return what is left."""
    from apicodes.edit import catalog_edits, lint_fix

    mended = lint_fix.mend(settings, examined)
    disk.write(catalog_edits.texts([(its.old, its.new) for its in mended]))
    for its in mended:
        for problem in its.mended:
            terminal.mended(problem)
    if any(its.mended for its in mended):
        generate = terminal.command(config_path, "generate", catalogs)
        terminal.progress(f"To update the outputs: {generate}")
    return list(dict.fromkeys(problem for its in mended for problem in its.left))


def _refuse() -> None:
    terminal.progress(
        "Nothing was mended: first mend the mistakes that keep outputs from being made."
    )


def _summary(found: list[Problem]) -> str:
    errors = sum(its.severity == "error" for its in found)
    counts = ((errors, "error"), (len(found) - errors, "warning"))
    words = [f"{count} {word}{'s' * (count != 1)}" for count, word in counts if count]
    return f"{' and '.join(words) or 'no problems'} found."
