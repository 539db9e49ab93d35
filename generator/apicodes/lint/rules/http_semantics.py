"""What HTTP says of the statuses that entries come with (RFC 9110)."""

from collections.abc import Container, Iterator

from apicodes.catalog.entry import Entry
from apicodes.catalog.http_status import PHRASES, has_body
from apicodes.lint import Context, Finding, Steps, rule


def _having(context: Context, statuses: Container[int]) -> Iterator[tuple[int, Entry, int, Steps]]:
    """Return the entries with one of these HTTP statuses: index, entry, status, its steps."""
    for index, entry in context.sent:
        for number, status in enumerate(entry.http_statuses):
            if status in statuses:
                step = status if isinstance(entry.http_status, dict) else number
                yield index, entry, status, ("codes", index, "http_status", step)


UNREGISTERED = frozenset(range(100, 600)) - PHRASES.keys()
BODYLESS = frozenset(status for status in range(100, 600) if not has_body(status))


@rule("warning")
def status_unregistered(context: Context) -> Iterator[Finding]:
    """HTTP statuses are registered with IANA.

    Clients treat one that they do not know as the x00 of its class (RFC 9110, section 15), and
    tools may refuse it. The registry is at <https://www.iana.org/assignments/http-status-codes>;
    418 is reserved there, and fine. Statuses of servers and gateways, such as 499 and 520, are not
    in it: silence the rule where clients really see them.

    Bad:
        - http_status: 434
          code: RegionUnavailable
          description: The service is not offered in this region.

    Good:
        - http_status: 403
          code: RegionUnavailable
          description: The service is not offered in this region.
    """
    for _, _, status, steps in _having(context, UNREGISTERED):
        message = f"IANA has no HTTP status {status} in its registry"
        hint = f"clients treat it as {status // 100}00; use a registered one and a code of your own"
        yield Finding(steps, message, hint)


OK_WORDS = frozenset(("ok", "okay", "success", "successful", "succeeded"))
ERROR_WORDS = frozenset(
    ("err", "error", "errors", "exception", "fail", "failed", "failure", "fault")
)


@rule("warning")
def status_word_contradicts(context: Context) -> Iterator[Finding]:
    """The status word agrees with the HTTP status: no `error` on 2xx, no `ok` on 4xx or 5xx.

    Clients that look at one of the two take a success for a failure, or the reverse. Words other
    than those for success and failure say nothing here, and neither does 207, which may hold both.
    Where the API answers so, silence the rule there.

    Bad:
        - http_status: 409
          status: ok
          code: NameTaken
          description: Another entry has the name.

    Good:
        - http_status: 409
          status: error
          code: NameTaken
          description: Another entry has the name.
    """
    for _, entry, status, steps in _having(context, range(200, 600)):
        word = (entry.status or "").strip().lower()
        is_ok = status < 300
        wrong = ERROR_WORDS if is_ok else OK_WORDS if status >= 400 else ()
        if word in wrong and status != 207:
            message = f"the status word '{entry.status}' contradicts the HTTP status {status}"
            hint = f"{status} is {'a success' if is_ok else 'an error'}; mend one of the two"
            yield Finding(steps, message, hint)


@rule("warning")
def retry_after_missing(context: Context) -> Iterator[Finding]:
    """429 and 503 come with `Retry-After`, or the entry says whether to try again.

    Without a word on when, clients try at once, and all together (RFC 6585, section 4; RFC 9110,
    section 10.2.3). Where the API does not send the header, `retryable` says at least whether
    the same request may succeed later.

    Bad:
        - http_status: 429
          code: TooManyRequests
          description: The rate limit of the plan is reached.

    Good:
        - http_status: 429
          code: TooManyRequests
          description: The rate limit of the plan is reached.
          retryable: true
    """
    for index, entry, status, steps in _having(context, (429, 503)):
        if entry.retryable is None and _lacks(context, index, entry, "Retry-After", "retryable"):
            message = f"{status} without the header 'Retry-After', and without 'retryable'"
            hint = "name Retry-After under 'headers:', or say 'retryable: true' or 'false'"
            yield Finding(steps, message, hint)


@rule("warning")
def www_authenticate_missing(context: Context) -> Iterator[Finding]:
    """401 comes with `WWW-Authenticate`.

    A server that answers 401 must send the header with at least one challenge (RFC 9110, section
    15.5.2): it tells clients how to authenticate. An API that never sends it turns this rule off.

    Bad:
        - http_status: 401
          code: KeyMissing
          description: The request has no API key.

    Good:
        title: Codes
        headers:
          WWW-Authenticate: {description: The scheme to use., example: Bearer}
        codes:
          - http_status: 401
            code: KeyMissing
            description: The request has no API key.
            headers: [WWW-Authenticate]
    """
    for index, entry, _, steps in _having(context, (401,)):
        if _lacks(context, index, entry, "WWW-Authenticate"):
            message = "401 without the header 'WWW-Authenticate' (RFC 9110, section 15.5.2)"
            hint = "define it under the catalog's 'headers:', and name it in the entry's"
            yield Finding(steps, message, hint)


def _lacks(context: Context, index: int, entry: Entry, header: str, *fields: str) -> bool:
    """Return whether an entry does not name a header; case says nothing in its name."""
    named = any(name.lower() == header.lower() for name in entry.headers)
    return not named and context.is_sure(index, "headers", *fields)


@rule("warning")
def body_on_bodyless(context: Context) -> Iterator[Finding]:
    """Answers that can have no body have no code and no examples: 1xx, 204, 205 and 304.

    Clients never see what a body would say there (RFC 9110, sections 15.2, 15.3.5, 15.3.6 and
    15.4.5); servers and proxies cut it off. Outputs show no body for these statuses. Where the
    code comes in a header, silence the rule there.

    Bad:
        - http_status: 204
          code: Deleted
          description: The entry is deleted.

    Good:
        - http_status: 204
          name: Deleted
          description: The entry is deleted.
    """
    for _, entry, status, steps in _having(context, BODYLESS):
        said = [f"the code '{entry.code}'"] if entry.code else []
        said += ["examples"] if entry.examples else []
        if said:
            message = f"{status} has no body that could carry {' and '.join(said)}"
            hint = f"give {status} an entry of its own, with 'name:' in the place of a code"
            yield Finding(steps, message, hint)


@rule("warning")
def retryable_client_error(context: Context) -> Iterator[Finding]:
    """What is `retryable` is no fault of the request: of 4xx, only 408, 425 and 429 are.

    The other client errors say that the same request fails again until something is changed (RFC
    9110, section 15.5): clients that believe `retryable` repeat it for nothing. An entry that comes
    with a status of both kinds may mean the other one.

    Bad:
        - http_status: 422
          code: NameTooLong
          description: The name has more than 80 characters.
          retryable: true

    Good:
        - http_status: 422
          code: NameTooLong
          description: The name has more than 80 characters.
          retryable: false
    """
    for index, entry in context.sent:
        statuses = entry.http_statuses
        if entry.retryable and statuses and all(map(_is_fault_of_request, statuses)):
            listed = ", ".join(map(str, statuses))
            message = f"'retryable: true' contradicts the HTTP status {listed}"
            hint = "the same request fails again; say false, or use 408, 425, 429 or 5xx"
            yield Finding(("codes", index, "retryable"), message, hint)


def _is_fault_of_request(status: int) -> bool:
    return 400 <= status < 500 and status not in (408, 425, 429)
