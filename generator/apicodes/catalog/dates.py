"""Today, and the days that entries name."""

import os
from datetime import UTC, date, datetime

from apicodes.problems import could_not_run


def day(text: str) -> date | None:
    """Return a date that is written YYYY-MM-DD, None where there is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # The rule impossible-date reports it.


def today() -> date:
    """Return the UTC date of SOURCE_DATE_EPOCH (reproducible-builds.org), else of the clock.

    Raises `ProblemsFound` where the variable is no number of seconds.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f"'{seconds}' is not a number of seconds"
        hint = "set it to the output of 'date +%s', or unset it"
        raise could_not_run("SOURCE_DATE_EPOCH", "environment", message, hint) from None
