"""The rules about HTTP: each where it finds something, and where it does not."""

import pytest

from helpers.linting import assert_fires, assert_silent
from helpers.marks import MARK

HEADERS = """
title: Codes
headers:
  Retry-After: {description: Seconds to wait.}
  WWW-Authenticate: {description: The scheme to use.}
codes:
  - name: Both
    description: Both headers are in use.
    headers: [Retry-After, WWW-Authenticate]
"""

CASES = [
    ("status-unregistered", "http_status: ▶299"),
    ("status-unregistered", "http_status: [400, ▶499, ▶520]"),
    ("status-unregistered", "http_status: {400: One., 419: ▶Another.}"),
    ("status-unregistered", "http_status: ▶306"),
    ("status-unregistered", "http_status: [100, 226, 418, 451, 511]"),
    ("status-unregistered", "name: None"),
    ("status-unregistered", "http_status: 299\n    removed: {}"),
    ("status-word-contradicts", "http_status: ▶200\n    status: error"),
    ("status-word-contradicts", "http_status: ▶404\n    status: OK"),
    ("status-word-contradicts", "http_status: ▶500\n    status: success"),
    ("status-word-contradicts", "http_status: [▶200, 201]\n    status: error"),
    (
        "status-word-contradicts",
        "{http_status: 200, status: error, code: A, description: A.}"
        "  # apicodes: ignore[status-word-contradicts]\n"
        "  - {http_status: ▶200, status: error, code: B, description: B.}\n"
        "  - {http_status: 200, status: error, code: C, description: C.}\n"
        "  - {http_status: 200, status: error, code: D, description: D.}"
        "  # apicodes: ignore[status-word-contradicts]\n  - name: Last",
    ),
    ("status-word-contradicts", "http_status: [▶200, 400]\n    status: fail"),
    ("status-word-contradicts", "http_status: {200: One., 400: ▶Another.}\n    status: ok"),
    ("status-word-contradicts", "http_status: [400, 500]\n    status: error"),
    ("status-word-contradicts", "http_status: [200, 304]\n    status: ok"),
    ("status-word-contradicts", "http_status: 200\n    status: pending"),
    ("status-word-contradicts", "http_status: 207\n    status: error"),
    ("status-word-contradicts", "http_status: 302\n    status: error"),
    ("status-word-contradicts", "status: error\n    name: NoHttpStatus"),
    ("status-word-contradicts", "http_status: 200\n    status: error\n    removed: {}"),
    ("retry-after-missing", "http_status: ▶429"),
    ("retry-after-missing", "http_status: [400, ▶503]"),
    ("retry-after-missing", "http_status: {429: ▶One., 503: ▶Another.}"),
    ("retry-after-missing", "http_status: ▶429\n    headers: [WWW-Authenticate]"),
    ("retry-after-missing", "http_status: 429\n    headers: [Retry-After]"),
    ("retry-after-missing", "http_status: 429\n    retryable: false"),
    ("retry-after-missing", "http_status: 429\n    retryable: 1"),
    ("retry-after-missing", "http_status: 503\n    headers: Retry-After"),
    ("retry-after-missing", "http_status: 503\n    header: [Retry-After]"),
    ("retry-after-missing", "http_status: 500"),
    ("retry-after-missing", "http_status: 429\n    removed: {}"),
    ("www-authenticate-missing", "http_status: ▶401"),
    ("www-authenticate-missing", "http_status: [▶401, 403]"),
    ("www-authenticate-missing", "http_status: ▶401\n    headers: [Retry-After]"),
    ("www-authenticate-missing", "http_status: 401\n    headers: [WWW-Authenticate]"),
    ("www-authenticate-missing", "http_status: 401\n    headers: [a b]"),
    ("www-authenticate-missing", "http_status: [403, 407]"),
    ("www-authenticate-missing", "http_status: 401\n    removed: {}"),
    ("body-on-bodyless", "http_status: ▶204\n    code: Gone"),
    ("body-on-bodyless", "http_status: ▶304\n    name: Same\n    examples: [{body: {a: b}}]"),
    ("body-on-bodyless", "http_status: [200, ▶204, ▶205]\n    code: Done"),
    ("body-on-bodyless", "http_status: {200: One., 100: ▶Another.}\n    code: Done"),
    ("body-on-bodyless", "http_status: 204\n    status: error"),
    ("body-on-bodyless", "http_status: [200, 404]\n    code: Done"),
    ("body-on-bodyless", "code: Done"),
    ("body-on-bodyless", "http_status: 204\n    code: Done\n    removed: {}"),
    ("retryable-client-error", "http_status: 404\n    retryable: ▶true"),
    ("retryable-client-error", "http_status: [400, 409]\n    retryable: ▶true"),
    ("retryable-client-error", "http_status: {400: One.}\n    retryable: ▶true"),
    ("retryable-client-error", "http_status: [408, 425, 429]\n    retryable: true"),
    ("retryable-client-error", "http_status: [409, 503]\n    retryable: true"),
    ("retryable-client-error", "http_status: 404\n    retryable: false"),
    ("retryable-client-error", "http_status: 500\n    retryable: true"),
    ("retryable-client-error", "retryable: true\n    name: NoHttpStatus"),
    ("retryable-client-error", "http_status: 404\n    retryable: true\n    removed: {}"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "entry"), CASES)
def test_a_rule_about_http_finds_what_is_marked(rule: str, entry: str) -> None:
    text = f"{HEADERS}\n  - {entry}\n    description: What it means.\n"
    (assert_fires if MARK in entry else assert_silent)(rule, text)


@pytest.mark.parametrize("entry", ["http_status: 401", "http_status: 429"])
def test_a_catalog_without_headers_lacks_none(entry: str) -> None:
    text = f"  - {entry}\n    description: What it means.\n"
    assert_silent("www-authenticate-missing", text)
    assert_silent("retry-after-missing", text)
