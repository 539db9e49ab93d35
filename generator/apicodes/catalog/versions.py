"""The order of versions."""

import re

Key = tuple[tuple[int, ...], tuple[tuple[int, int, str], ...]]

NEXT = "next"
"""The name of the next version in a catalog."""

UNRELEASED = "Unreleased"
"""What readers get for an entry that comes with the next version."""

_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_VERSION = re.compile(r"[vV]?(\d{1,18}(?:\.\d{1,18})*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?")


def is_later(version: str, other: str) -> bool:
    """Return whether a version is later than another; False if they cannot be compared.

    Dates are compared as dates, numbers by Semantic Versioning 2.0.0, section 11, though with any
    number of parts. `next` is later than all others.
    """
    if NEXT in (version, other):
        return version == NEXT != other
    for key in (_date, _number):
        first, second = key(version), key(other)
        if first and second:
            return first > second
        if first or second:
            return False
    return False


def _date(text: str) -> Key | None:
    match = _DATE.fullmatch(text)
    return (tuple(int(part) for part in match.groups() if part), ()) if match else None


def _number(text: str) -> Key | None:
    match = _VERSION.fullmatch(text)
    if not match:
        return None
    numbers = [int(part) for part in match[1].split(".")]
    while numbers[-1:] == [0]:
        numbers.pop()
    if match[2] is None:
        return tuple(numbers), ((2, 0, ""),)
    parts = match[2].split(".")
    return tuple(numbers), tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts
    )
