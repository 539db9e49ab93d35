"""SARIF 2.1.0 (OASIS standard), for code scanning and editors."""

from collections.abc import Sequence
from urllib.parse import quote

from apicodes import __version__
from apicodes.cli.reports import Report
from apicodes.cli.reports.json_report import encode
from apicodes.cli.reports.repository_paths import in_repository
from apicodes.cli.reports.rule_docs import docs_of
from apicodes.problems import COULD_NOT_RUN, Problem

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {"error": "error", "warning": "warning", "info": "note"}

Object = dict[str, object]


CAP = 25_000
"""How many results GitHub takes of a run; a file with more is refused whole."""


def render(report: Report) -> str:
    """Return a log with one run, as JSON: the most severe results, at most `CAP`."""
    problems: Sequence[Problem] = report.all_problems
    left_out = len(problems) - CAP
    if left_out > 0:
        problems = sorted(problems, key=lambda problem: list(LEVELS).index(problem.severity))[:CAP]
    rules = list(dict.fromkeys(problem.rule for problem in problems))
    driver = {
        "name": "apicodes",
        "version": __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    invocation: Object = {
        "executionSuccessful": report.exit_code < COULD_NOT_RUN,
        "exitCode": report.exit_code,
    }
    if left_out > 0:
        text = f"{left_out:,} results are left out: GitHub takes {CAP:,} of a run."
        notification = {"level": "warning", "message": {"text": text}}
        invocation["toolExecutionNotifications"] = [notification]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": [
            _result(path, problem, rules.index(problem.rule), fingerprint)
            for path, problem, fingerprint in in_repository(problems)
        ],
    }
    return encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: str) -> Object:
    docs = docs_of(rule)
    return {
        "id": rule,
        "shortDescription": {"text": docs.summary},
        "fullDescription": {"text": docs.explanation},
        "help": {
            "text": docs.explanation,
            "markdown": f"{docs.explanation}\n\n{docs.examples}".strip(),
        },
    }


def _result(path: str, problem: Problem, index: int, fingerprint: str) -> Object:
    hint = f"\n{problem.hint}" if problem.hint else ""
    location = problem.location
    region = {"startLine": location.line or 1, "startColumn": location.column or 1}
    physical = {"artifactLocation": {"uri": _uri(path)}, "region": region}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": LEVELS[problem.severity],
        "message": {"text": _without_links(problem.message + hint)},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"apicodes/v1": fingerprint},
    }


def _uri(path: str) -> str:
    """Return a relative reference (RFC 3986, section 4.2), or the URL of an absolute path.

    A colon is encoded as well: in the first segment it would end a scheme.
    """
    return f"{'file://' if path.startswith('/') else ''}{quote(path, safe='/')}"


def _without_links(message: str) -> str:
    """Return a message in which nothing is a link by section 3.11.6 of the standard."""
    return message.replace("](", "\\](")
