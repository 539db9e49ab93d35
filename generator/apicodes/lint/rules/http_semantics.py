"""HTTP statuses and headers, as RFC 9110 defines them."""

from collections.abc import Container, Iterator

from apicodes.catalog.entry import Entry
from apicodes.catalog.http_status import PHRASES, has_body
from apicodes.lint import Context, Finding, Steps, rule


def _with_status(
    context: Context, statuses: Container[int]
) -> Iterator[tuple[int, Entry, int, Steps]]:
    """Return the entries with one of these HTTP statuses, as index, entry, HTTP status, steps."""
    for index, entry in context.current_entries:
        for number, status in enumerate(entry.http_statuses):
            if status in statuses:
                step = status if isinstance(entry.http_status, dict) else number
                yield index, entry, status, ("codes", index, "http_status", step)


UNREGISTERED = frozenset(range(100, 600)) - PHRASES.keys()
BODYLESS = frozenset(status for status in range(100, 600) if not has_body(status))


@rule("warning")
def status_unregistered(context: Context) -> Iterator[Finding]:
    """HTTP statuses are registered with IANA.

    Clients treat an unknown status as the x00 of its class (RFC 9110, section 15), and tools may
    reject it. The registry is at <https://www.iana.org/assignments/http-status-codes>; 418 is
    reserved there, and accepted. Statuses of servers and gateways, such as 499 and 520, are not
    registered: silence the rule if clients do get them.

    Bad:
        - http_status: 434
          code: RegionUnavailable
          description: The service is not offered in this region.

    Good:
        - http_status: 403
          code: RegionUnavailable
          description: The service is not offered in this region.
    """
    for _, _, status, steps in _with_status(context, UNREGISTERED):
        message = f"the HTTP status {status} is not in the registry of IANA"
        hint = (
            f"clients treat it as {status // 100}00; use a registered status and a code of your own"
        )
        yield Finding(steps, message, hint)


OK_WORDS = frozenset(("ok", "okay", "success", "successful", "succeeded"))
ERROR_WORDS = frozenset(
    ("err", "error", "errors", "exception", "fail", "failed", "failure", "fault")
)


@rule("warning", once=True)
def status_word_contradicts(context: Context) -> Iterator[Finding]:
    """The status word agrees with the HTTP status: no `error` with 2xx, no `ok` with 4xx or 5xx.

    Clients that check only one of the two take a success for a failure, or the reverse. Other
    status words are not checked, and neither is 207, which can contain both. Only the first entry
    that no comment silences is reported. If the API really answers like this, silence the rule
    there.

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
    for _, entry, status, steps in _with_status(context, range(200, 600)):
        word = (entry.status or "").strip().lower()
        is_ok = status < 300
        wrong = ERROR_WORDS if is_ok else OK_WORDS if status >= 400 else ()
        if word in wrong and status != 207:
            message = f"the status word '{entry.status}' contradicts the HTTP status {status}"
            hint = f"{status} is {'a success' if is_ok else 'an error'}; correct one of the two"
            yield Finding(steps, message, hint)


@rule("warning")
def retry_after_missing(context: Context) -> Iterator[Finding]:
    """429 and 503 have the header `Retry-After`, or the entry says whether a retry may succeed.

    Clients that do not know how long to wait retry at once, and all at the same time (RFC 6585,
    section 4; RFC 9110, section 10.2.3). If the API does not send the header, `retryable` at least
    says whether the same request may succeed later. A catalog that defines no headers is not
    checked.

    Bad:
        title: Codes
        headers:
          X-Request-Id: {description: The number of the request.}
        codes:
          - http_status: 429
            code: TooManyRequests
            description: The rate limit of the plan is reached.
            headers: [X-Request-Id]

    Good:
        title: Codes
        headers:
          X-Request-Id: {description: The number of the request.}
        codes:
          - http_status: 429
            code: TooManyRequests
            description: The rate limit of the plan is reached.
            headers: [X-Request-Id]
            retryable: true
    """
    for index, entry, status, steps in _with_status(context, (429, 503)):
        if entry.retryable is None and _lacks(context, index, entry, "Retry-After", "retryable"):
            message = f"{status} has neither the header 'Retry-After' nor 'retryable'"
            hint = "add Retry-After to 'headers:', or set 'retryable:' to true or false"
            yield Finding(steps, message, hint)


@rule("warning")
def www_authenticate_missing(context: Context) -> Iterator[Finding]:
    """401 has the header `WWW-Authenticate`.

    A server that answers 401 must send the header with at least one challenge, which tells clients
    how to authenticate (RFC 9110, section 15.5.2). A catalog that defines no headers is not
    checked. If the API never sends the header, switch this rule off.

    Bad:
        title: Codes
        headers:
          X-Request-Id: {description: The number of the request.}
        codes:
          - http_status: 401
            code: KeyMissing
            description: The request has no API key.
            headers: [X-Request-Id]

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
    for index, entry, _, steps in _with_status(context, (401,)):
        if _lacks(context, index, entry, "WWW-Authenticate"):
            message = "401 has no header 'WWW-Authenticate' (RFC 9110, section 15.5.2)"
            hint = (
                "define it under 'headers:' of the catalog, and add it to 'headers:' of the entry"
            )
            yield Finding(steps, message, hint)


def _lacks(context: Context, index: int, entry: Entry, header: str, *fields: str) -> bool:
    """Return whether an entry really lacks a header, in a catalog that defines headers."""
    named = any(name.lower() == header.lower() for name in entry.headers)
    has_headers = bool(context.catalog.headers)
    return has_headers and not named and context.is_readable(index, "headers", *fields)


@rule("warning")
def body_on_bodyless(context: Context) -> Iterator[Finding]:
    """Responses without a body have no code and no examples: 1xx, 204, 205 and 304.

    Servers and proxies cut off such a body, so clients never see it (RFC 9110, sections 15.2,
    15.3.5, 15.3.6 and 15.4.5). Outputs show no body for these statuses. If the API sends the code
    in a header, silence the rule there.

    Bad:
        - http_status: 204
          code: Deleted
          description: The entry is deleted.

    Good:
        - http_status: 204
          name: Deleted
          description: The entry is deleted.
    """
    for _, entry, status, steps in _with_status(context, BODYLESS):
        contents = [f"the code '{entry.code}'"] if entry.code else []
        contents += ["examples"] if entry.examples else []
        if contents:
            message = f"a response {status} has no body for {' and '.join(contents)}"
            hint = f"make {status} an entry of its own, with 'name:' instead of 'code:'"
            yield Finding(steps, message, hint)


@rule("warning")
def retryable_client_error(context: Context) -> Iterator[Finding]:
    """`retryable` agrees with the HTTP status: of 4xx, only 408, 425 and 429 are retryable.

    The other client errors mean that the same request fails until something is changed (RFC 9110,
    section 15.5), so clients that rely on `retryable` repeat it for nothing. An entry that also has
    another HTTP status is not reported.

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
    for index, entry in context.current_entries:
        statuses = entry.http_statuses
        if entry.retryable and statuses and all(map(_is_lasting_client_error, statuses)):
            listed = ", ".join(map(str, statuses))
            message = f"'retryable: true' contradicts the HTTP status {listed}"
            hint = "the same request fails again; set it to false, or use 408, 425, 429 or 5xx"
            yield Finding(("codes", index, "retryable"), message, hint)


def _is_lasting_client_error(status: int) -> bool:
    return 400 <= status < 500 and status not in (408, 425, 429)
