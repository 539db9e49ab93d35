"""GitLab code quality reports (docs.gitlab.com/ci/testing/code_quality)."""

from apicodes.cli.reports import Report
from apicodes.cli.reports.json_report import encode
from apicodes.cli.reports.repository_paths import in_repository

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report) -> str:
    """Return a list of issues as JSON."""
    return encode(
        [
            {
                "description": problem.message + (f" ({problem.hint})" if problem.hint else ""),
                "check_name": problem.rule,
                "fingerprint": fingerprint,
                "severity": SEVERITIES[problem.severity],
                "location": {"path": path, "lines": {"begin": problem.location.line or 1}},
            }
            for path, problem, fingerprint in in_repository(report.all_problems)
        ]
    )
