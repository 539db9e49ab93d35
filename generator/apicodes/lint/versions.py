"""The order of versions, as far as they have one."""

import re

Key = tuple[tuple[int, ...], tuple[tuple[int, int, str], ...]]

NEXT = "next"
"""Stands for the version that is not out yet."""

_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_VERSION = re.compile(r"[vV]?(\d{1,18}(?:\.\d{1,18})*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?")


def is_later(one: str, other: str) -> bool:
    """Return whether a version is later than another.

    Dates go by the calendar, numbers by Semantic Versioning 2.0.0, section 11, with as many
    numbers as there are; `next` comes after all. What cannot be compared is not later.
    """
    if NEXT in (one, other):
        return one == NEXT != other
    for key in (_date, _number):
        first, second = key(one), key(other)
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
