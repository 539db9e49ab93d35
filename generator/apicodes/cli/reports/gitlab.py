"""A report of code quality for GitLab (docs.gitlab.com/ci/testing/code_quality)."""

from apicodes.cli.reports import Report
from apicodes.cli.reports.json_report import encoded
from apicodes.cli.reports.repository_paths import fingerprints, root, rooted

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def rendered(its: Report) -> str:
    """Return a list of issues."""
    folder = root()
    found = [(rooted(problem.location.path, folder), problem) for problem in its.all_problems]
    return encoded(
        [
            {
                "description": problem.message + (f" ({problem.hint})" if problem.hint else ""),
                "check_name": problem.rule,
                "fingerprint": fingerprint,
                "severity": SEVERITIES[problem.severity],
                "location": {"path": path, "lines": {"begin": problem.location.line or 1}},
            }
            for (path, problem), fingerprint in zip(found, fingerprints(found), strict=True)
        ]
    )
