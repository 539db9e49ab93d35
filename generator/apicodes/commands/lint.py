"""``apicodes lint``: what the rules find in the catalogs of the settings."""

from apicodes import config, report, spec
from apicodes.problems import COULD_NOT_RUN, PROBLEMS_FOUND, Problem, ProblemsFound, Severity


def lint(config_path: str | None, *, fail_on: Severity = "error") -> int:
    """Print what the rules find; return 1 where something is at least as grave as `fail_on`."""
    settings = config.load(config_path)
    if settings.problems:
        raise ProblemsFound(settings.problems, COULD_NOT_RUN)
    examined = [spec.examine(settings, table) for table in settings.catalogs]
    found = [problem for its in examined for problem in its.problems]
    unread = any(its.exit_code == COULD_NOT_RUN for its in examined)
    report.problems(found)
    report.result(_summary(found))
    if unread:
        return COULD_NOT_RUN
    return PROBLEMS_FOUND if any(fail_on in ("warning", its.severity) for its in found) else 0


def _summary(found: list[Problem]) -> str:
    errors = sum(its.severity == "error" for its in found)
    counts = ((errors, "error"), (len(found) - errors, "warning"))
    words = [f"{count} {word}{'s' * (count != 1)}" for count, word in counts if count]
    return f"{' and '.join(words) or 'no problems'} found."
