"""``apicodes lint``: what the rules find in the catalogs of the settings."""

from collections.abc import Sequence

from apicodes import config, reports, spec
from apicodes.problems import COULD_NOT_RUN, PROBLEMS_FOUND, Problem, ProblemsFound, Severity
from apicodes.reports import Report, Wanted


def lint(
    config_path: str | None,
    catalogs: Sequence[str],
    *,
    wanted: Sequence[Wanted],
    fail_on: Severity = "error",
) -> int:
    """Report what the rules find; return 1 where something is at least as grave as `fail_on`."""
    return reports.deliver("lint", wanted, lambda: _linted(config_path, catalogs, fail_on))


def _linted(config_path: str | None, catalogs: Sequence[str], fail_on: Severity) -> Report:
    settings = config.load(config_path, catalogs)
    if settings.problems:
        raise ProblemsFound(settings.problems, COULD_NOT_RUN)
    examined = [spec.examine(settings, table) for table in settings.selected]
    found = [problem for its in examined for problem in its.problems]
    grave = any(fail_on in ("warning", its.severity) for its in found)
    code = PROBLEMS_FOUND if grave else 0
    if any(its.exit_code == COULD_NOT_RUN for its in examined):
        code = COULD_NOT_RUN
    return Report("lint", code, found, summary=_summary(found))


def _summary(found: list[Problem]) -> str:
    errors = sum(its.severity == "error" for its in found)
    counts = ((errors, "error"), (len(found) - errors, "warning"))
    words = [f"{count} {word}{'s' * (count != 1)}" for count, word in counts if count]
    return f"{' and '.join(words) or 'no problems'} found."
