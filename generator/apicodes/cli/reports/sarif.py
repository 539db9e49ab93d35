"""SARIF 2.1.0 (OASIS standard), for code scanning and for editors."""

from typing import Any
from urllib.parse import quote

from apicodes import __version__
from apicodes.cli.reports import Report
from apicodes.cli.reports.json_report import encoded
from apicodes.cli.reports.repository_paths import fingerprints, root, rooted
from apicodes.cli.reports.rule_docs import explained
from apicodes.problems import COULD_NOT_RUN, Problem

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def rendered(its: Report) -> str:
    """Return a log with one run."""
    folder = root()
    found = [(rooted(problem.location.path, folder), problem) for problem in its.all_problems]
    rules = list(dict.fromkeys(problem.rule for _, problem in found))
    driver = {
        "name": "apicodes",
        "version": __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": its.exit_code < COULD_NOT_RUN, "exitCode": its.exit_code}
        ],
        "results": [
            _result(path, problem, rules.index(problem.rule), fingerprint)
            for (path, problem), fingerprint in zip(found, fingerprints(found), strict=True)
        ],
    }
    return encoded({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: str) -> dict[str, Any]:
    its = explained(rule)
    return {
        "id": rule,
        "shortDescription": {"text": its.summary},
        "fullDescription": {"text": its.explanation},
        "help": {
            "text": its.explanation,
            "markdown": f"{its.explanation}\n\n{its.examples}".strip(),
        },
    }


def _result(path: str, problem: Problem, index: int, fingerprint: str) -> dict[str, Any]:
    hint = f"\n{problem.hint}" if problem.hint else ""
    where = problem.location
    region = {"startLine": where.line or 1, "startColumn": where.column or 1}
    place = {"artifactLocation": {"uri": _uri(path)}, "region": region}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": LEVELS[problem.severity],
        "message": {"text": _text(problem.message + hint)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"apicodes/v1": fingerprint},
    }


def _uri(path: str) -> str:
    """Return a relative reference (RFC 3986, section 4.2), or the URL of an absolute path.

    A colon is encoded as well: in the first segment it would end a scheme.
    """
    return f"{'file://' if path.startswith('/') else ''}{quote(path, safe='/')}"


def _text(message: str) -> str:
    """Return text without what section 3.11.6 of the standard reads as a link."""
    return message.replace("](", "\\](")
