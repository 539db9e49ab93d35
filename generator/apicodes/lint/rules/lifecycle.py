"""The life of a code: it is added, deprecated and removed."""

from collections.abc import Iterator

from apicodes.catalog.versions import is_later
from apicodes.lint import Context, Finding, Steps, rule


@rule("warning")
def deprecated_without_way(context: Context) -> Iterator[Finding]:
    """A deprecated entry names a replacement or gives a reason.

    Developers who handle the code have to know what to handle instead, or that nothing is needed.

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
        details = entry.deprecation
        if details is None or entry.removed is not None:
            continue
        if details.reason or details.replacements:
            continue
        if "deprecated" not in context.entry_positions(index).wrong:
            message = f"'{entry.key}' is deprecated without a replacement or a reason"
            hint = "write it as {replaced_by: ...} or {reason: ...}"
            yield Finding(("codes", index, "deprecated"), message, hint)


@rule("warning")
def sunset_past(context: Context) -> Iterator[Finding]:
    """A sunset is not in the past, unless the entry is removed.

    From that day on the code may be gone: then mark the entry as removed, or else set a later day.
    Today is the UTC date of the environment variable `SOURCE_DATE_EPOCH` (reproducible-builds.org)
    if it is set, so that a run can be repeated; otherwise that of the clock.

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
    from apicodes.catalog import dates

    for index, entry in enumerate(context.catalog.entries):
        sunset = entry.deprecation.sunset if entry.deprecation else None
        if not sunset or entry.removed is not None:
            continue
        if (day := dates.day(sunset)) and day < dates.today():
            message = f"the sunset of '{entry.key}' was {sunset}, but it is not removed"
            hint = "add 'removed: {since: ...}' if it is gone, or set a later day"
            yield Finding(("codes", index, "deprecated", "sunset"), message, hint)


@rule("warning")
def since_order(context: Context) -> Iterator[Finding]:
    """A code is added before it is deprecated, and deprecated before it is removed.

    Versions are compared as versions, so `1.10` is later than `1.9`, and dates as dates; `next` is
    later than all of them. Values that cannot be compared, such as a version and a date, are not
    reported.

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
        if entry.deprecation is None and entry.removed is None:
            continue
        versions: list[tuple[Steps, str | None]] = [
            (("since",), entry.since),
            (("deprecated", "since"), entry.deprecation.since if entry.deprecation else None),
            (("removed", "since"), entry.removed.since if entry.removed else None),
        ]
        known = [(steps, version) for steps, version in versions if version]
        for number, (steps, version) in enumerate(known):
            for after, other in known[number + 1 :]:
                if is_later(version, other):
                    name, later = ".".join(map(str, steps)), ".".join(map(str, after))
                    location = context.positions.locate("codes", index, *after)
                    message = f"{name} '{version}' is later than {later} '{other}' ({location})"
                    yield Finding(("codes", index, *steps), message, "correct one of the two")
                    break


@rule("warning")
def removed_code_reused(context: Context) -> Iterator[Finding]:
    """The code, the name and the number of a removed entry are not used again.

    Clients that know the old meaning would misunderstand the new one. If another entry has the key
    of a removed one, that is an error of its own, `duplicate-key`.

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
    removed = [(index, entry) for index, entry in enumerate(entries) if entry.removed is not None]
    if not removed:
        return
    taken: dict[object, tuple[str, Steps]] = {}
    for index, entry in removed:
        for field in ("code", "name", "number"):
            if (value := getattr(entry, field)) is not None:
                taken.setdefault(value, (entry.key, ("codes", index, field)))
    for index, entry in context.current_entries:
        for field in ("code", "name", "number"):
            value = getattr(entry, field)
            key, steps = taken.get(value, ("", ()))
            if steps and value is not None and key != entry.key:
                location = context.positions.locate(*steps)
                message = f"the removed entry '{key}' had the {field} '{value}' ({location})"
                yield Finding(("codes", index, field), message, f"choose another {field}")
