"""Codes that are headings in the description of a document, each with a text below it."""

import re
from itertools import zip_longest

from apicodes.importers.composing import Node
from apicodes.importers.findings import Findings, count
from apicodes.problems import Location

_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_QUOTED = re.compile(r"`([^`\s]+)`")
_CODE = re.compile(r"[A-Z]\w*[a-z0-9][A-Z]\w*|[A-Z0-9]+(?:_[A-Z0-9]+)+|[a-z]+(?:[_.-][a-z0-9]+)+")
_STATUS = re.compile(r"^.*(?:http|status).*?\b([1-5][0-9]{2})\b.*$\n?", re.I | re.MULTILINE)
_LABEL = re.compile(r"\A\s*[*+-][ \t]+(?:(__|\*\*)[^\n]+?\1[ \t]*:?[ \t]*|)(?=\S)")


def read(findings: Findings, text: str, node: Node) -> None:
    """Say what the headings of a description say, and keep what stands before the first one."""
    headings = list(_HEADING.finditer(text))
    findings.set("description", text[: headings[0].start() if headings else None].strip(), node.at)
    codes = 0
    for match, after in zip_longest(headings, headings[1:]):
        quoted = _QUOTED.fullmatch(match[1])
        code = quoted[1] if quoted else match[1]
        if not quoted and not _CODE.fullmatch(code):
            continue
        section = text[match.end() : after.start() if after else None].strip("\n")
        status = _STATUS.search(section)
        if not quoted and status is None:
            continue
        codes += 1
        if status is not None:
            section = section[: status.start()] + section[status.end() :]
        at = node.at
        if node.style == "|":
            line = (at.line or 1) + 1 + text.count("\n", 0, match.start())
            at = Location(at.path, line)
        statuses = {int(status[1]): at} if status is not None else {}
        findings.add(at, code, statuses, description=_LABEL.sub("", section, count=1))
    if codes:
        findings.note("guessed", node.at, f"{count(codes, 'heading')} of the description: codes")
    if others := len(headings) - codes:
        said = f"what stands below {count(others, 'other heading')} of the description"
        findings.note("left out", node.at, said)
