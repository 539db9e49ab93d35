"""Codes come, are announced to go, and go: in this order, with a way out, and for good."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from apicodes.lint import Context, Finding, Steps, rule
from apicodes.lint.versions import is_later
from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound

if TYPE_CHECKING:
    from datetime import date


@rule("warning")
def deprecated_without_way(context: Context) -> Iterator[Finding]:
    """A deprecated entry says what takes its place, or why it goes.

    Whoever handles the code has to know what to handle instead, or that nothing is needed.

    Bad:
        - code: Missing
          description: The entry does not exist.
          deprecated: true

    Good:
        - code: Missing
          description: The entry does not exist.
          deprecated: {reason: Entries are never deleted any more.}
    """
    for index, entry in enumerate(context.catalog.entries):
        its = entry.deprecation
        if its is None or its.reason or its.replacements or entry.removed is not None:
            continue
        if "deprecated" not in context.positions.children["codes"].children[index].wrong:
            message = f"'{entry.key}' is deprecated, with neither reason nor replacement"
            hint = "write it as {replaced_by: ...}, or {reason: ...}"
            yield Finding(("codes", index, "deprecated"), message, hint)


@rule("warning")
def sunset_past(context: Context) -> Iterator[Finding]:
    """A sunset lies ahead, or its entry is removed.

    From that day on the code may be gone: either it is, and the entry is a tombstone now, or the
    day was put off. Today is the day in UTC of the environment variable `SOURCE_DATE_EPOCH`
    (reproducible-builds.org) where it is set, so that a run can be repeated; else of the clock.

    Bad:
        - code: Missing
          description: The entry does not exist.
          deprecated: {sunset: 2020-01-01, reason: Entries are never deleted any more.}

    Good:
        - code: Missing
          description: The entry does not exist.
          deprecated: {sunset: 2020-01-01, reason: Entries are never deleted any more.}
          removed: {since: "3.0"}
        - code: Gone
          description: The entry was deleted.
          deprecated: {sunset: 9999-12-31, reason: Entries are never deleted any more.}
    """
    today = None
    for index, entry in enumerate(context.catalog.entries):
        sunset = entry.deprecation.sunset if entry.deprecation else None
        if not sunset or entry.removed is not None:
            continue
        today = today or _today()
        if (day := _day(sunset)) and day < today:
            message = f"the sunset of '{entry.key}' was {sunset}, and it is not removed"
            hint = "add 'removed: {since: ...}' if it is gone, or put the day off"
            yield Finding(("codes", index, "deprecated", "sunset"), message, hint)


def _day(text: str) -> "date | None":
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # impossible-date tells it.


def _today() -> "date":
    import os
    from datetime import UTC, datetime

    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f"'{seconds}' is no number of seconds since 1970"
        hint = "set it as 'date +%s' prints it, or unset it"
        problem = Problem(Location("SOURCE_DATE_EPOCH"), "environment", message, hint)
        raise ProblemsFound([problem], COULD_NOT_RUN) from None


@rule("warning")
def since_order(context: Context) -> Iterator[Finding]:
    """A code comes before it is deprecated, and is deprecated before it is removed.

    Versions are compared as versions, `1.10` is later than `1.9`, and dates as dates; `next` is
    later than all. Those that cannot be compared, such as a version and a date, are not told.

    Bad:
        - code: Missing
          description: The entry does not exist.
          since: "1.10"
          deprecated: {since: "1.9", reason: Entries are never deleted any more.}

    Good:
        - code: Missing
          description: The entry does not exist.
          since: "1.9"
          deprecated: {since: "1.10", reason: Entries are never deleted any more.}
    """
    for index, entry in enumerate(context.catalog.entries):
        its = entry.deprecation
        if its is None and entry.removed is None:
            continue
        versions: list[tuple[Steps, str | None]] = [
            (("since",), entry.since),
            (("deprecated", "since"), its.since if its else None),
            (("removed", "since"), entry.removed.since if entry.removed else None),
        ]
        known = [(steps, version) for steps, version in versions if version]
        for number, (steps, version) in enumerate(known):
            for after, other in known[number + 1 :]:
                if is_later(version, other):
                    name, later = ".".join(map(str, steps)), ".".join(map(str, after))
                    where = context.positions.locate("codes", index, *after)
                    message = f"{name} '{version}' is later than {later} '{other}' at {where}"
                    yield Finding(("codes", index, *steps), message, "mend one of the two")
                    break


@rule("warning")
def removed_code_reused(context: Context) -> Iterator[Finding]:
    """What a removed entry was called is not used again: its code, its name, its number.

    Clients that still know the old meaning would take the new one for it. That a removed entry and
    another share their key is an error of its own, `duplicate-key`.

    Bad:
        - code: Missing
          number: 40401
          removed: {since: "3.0"}
        - code: NotFound
          number: 40401
          description: The entry does not exist.

    Good:
        - code: Missing
          number: 40401
          removed: {since: "3.0"}
        - code: NotFound
          number: 40402
          description: The entry does not exist.
    """
    entries = context.catalog.entries
    gone = [(index, entry) for index, entry in enumerate(entries) if entry.removed is not None]
    if not gone:
        return
    taken: dict[object, tuple[str, Steps]] = {}
    for index, entry in gone:
        for field in ("code", "name", "number"):
            if (value := getattr(entry, field)) is not None:
                taken.setdefault(value, (entry.key, ("codes", index, field)))
    for index, entry in enumerate(entries):
        if entry.removed is not None:
            continue
        for field in ("code", "name", "number"):
            value = getattr(entry, field)
            key, steps = taken.get(value, ("", ()))
            if steps and value is not None and key != entry.key:
                where = context.positions.locate(*steps)
                message = f"the {field} '{value}' is that of the removed '{key}' at {where}"
                yield Finding(("codes", index, field), message, "choose another")
