"""Problems of a catalog's text before it is YAML: forbidden characters and conflict markers."""

import re
from itertools import islice

from apicodes.problems import Problem, location_at
from apicodes.text.forbidden import FORBIDDEN, describe_character

REPORT_LIMIT = 10
"""How many forbidden characters of one file are reported one by one."""


def replace_forbidden(text: str, path: str) -> tuple[str, list[Problem]]:
    """Return the text with each forbidden character replaced by U+FFFD, and a problem for each.

    A replaced text keeps its length, so that positions in it are those of the file.
    """
    if "".join(text.split("\n")).isprintable():
        return text, []
    matches = FORBIDDEN.finditer(text)
    problems = [
        Problem(
            location_at(path, text, match.start()),
            "forbidden-character",
            f"{describe_character(match.group())} is not allowed in a catalog",
            "delete it; it cannot be seen, and changes how the text around it is read",
        )
        for match in islice(matches, REPORT_LIMIT)
    ]
    if (further := next(matches, None)) is not None:
        message = f"and {1 + sum(1 for _ in matches)} more characters that are not allowed"
        location = location_at(path, text, further.start())
        problems.append(Problem(location, "forbidden-character", message))
    if problems:
        text = FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
    return text, problems


_MARKERS = ("<" * 7, "=" * 7, ">" * 7, "|" * 7)
_CONFLICT = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: .*)?|={7})\r?$", re.MULTILINE)


def conflict_markers(text: str, path: str) -> list[Problem]:
    """Return a problem for each conflict that git left in the text."""
    problems = []
    inside = False
    for match in _CONFLICT.finditer(text) if any(marker in text for marker in _MARKERS) else ():
        begins = match.group()[0] == "<"
        if begins or not inside:
            problems.append(
                Problem(
                    location_at(path, text, match.start()),
                    "conflict-marker",
                    "a merge conflict starts here" if begins else "a marker of a merge conflict",
                    "keep the codes of both sides, without the markers; run 'apicodes generate'",
                )
            )
        inside = match.group()[0] != ">" and (begins or inside)
    return problems
