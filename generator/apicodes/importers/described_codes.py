"""Codes that descriptions of a document have: headings with a text below, and lines of lists."""

import re
from collections.abc import Collection
from itertools import zip_longest

from msgspec import Struct, field

from apicodes.importers import page
from apicodes.importers.composing import Node
from apicodes.importers.findings import Findings, count
from apicodes.problems import Location, ProblemsFound

_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_QUOTED = re.compile(r"`([^`\s]+)`")
_CODE = re.compile(r"[A-Z]\w*[a-z0-9][A-Z]\w*|[A-Z0-9]+(?:_[A-Z0-9]+)+|[a-z]+(?:[_.-][a-z0-9]+)+")
_STATUS_LINE = re.compile(r"^.*(?:http|status).*?\b[1-5][0-9]{2}\b.*$\n?", re.I | re.MULTILINE)
_STATUS = re.compile(r"(?<![\w#./-])[1-5][0-9]{2}(?![\w-])")
_LABEL = re.compile(r"\A\s*[*+-][ \t]+(?:(__|\*\*)[^\n]+?\1[ \t]*:?[ \t]*|)(?=\S)")
_LINE = re.compile(
    r"^[ \t]*(?:[*+-]|\d+[.)])?[ \t]*[`\"'*_]{0,2}([^\s`\"'*|:=]+?)[`\"'*]{0,2}"
    r"[ \t]*(?:[-:(\u2013\u2014=][ \t]*(?:HTTP[ \t]+)?([1-5][0-9]{2})\)?)?"
    r"[ \t]*(?::|=|-|\u2013|\u2014)[ \t]+(\S.*)$",
    re.MULTILINE,
)


class Described(Struct):
    """A code in a text: its place, its HTTP statuses, and what is said of it."""

    code: str
    at: Location
    text: str | None
    statuses: dict[int, Location] = field(default_factory=dict)


def listed_in(node: Node | None, known: Collection[str | None] | None = None) -> list[Described]:
    """Return the codes of lines such as ``CODE - 422: text``: those known, else what looks so.

    A single line is no list, unless it has an HTTP status.
    """
    if node is None or not node.text:
        return []
    codes = []
    for match in _LINE.finditer(node.text):
        code, status, text = match.groups()
        is_alike = status is not None or (re.search(r"[A-Z]", code) and _CODE.fullmatch(code))
        if code in known if known is not None else is_alike:
            at = _line(node, match.start())
            statuses = {int(status): at} if status is not None else {}
            codes.append(Described(code, at, text.strip(), statuses))
    is_list = known is not None or len(codes) > 1 or any(each.statuses for each in codes)
    return codes if is_list else []


def read_headings(findings: Findings, text: str, node: Node) -> None:
    """Add what headings that are codes say, and keep what stands before the first one."""
    headings = list(_HEADING.finditer(text))
    findings.set("description", text[: headings[0].start() if headings else None].strip(), node.at)
    sections = [
        section
        for match, after in zip_longest(headings, headings[1:])
        if (section := _section(node, match, text[match.end() : after.start() if after else None]))
    ]
    for section in sections:
        findings.add(section.at, section.code, section.statuses, description=section.text)
    if not sections and "|" in text:
        read_tables(findings, text, node)
    if sections:
        number = count(len(sections), "heading")
        findings.note("guessed", node.at, f"{number} of the description: codes")
    if others := len(headings) - len(sections):
        note = f"what stands below {count(others, 'other heading')} of the description"
        findings.note("left out", node.at, note)


def read_tables(findings: Findings, text: str, node: Node) -> None:
    """Add what the tables of codes in a description say, as the importer of pages reads them."""
    try:
        tables = page.read(text, node.at.path)
    except ProblemsFound:
        return
    for record in tables.reading.entries:
        fields = {**record.fields}
        at = _line(node, sum(map(len, text.splitlines(keepends=True)[: (record.line or 1) - 1])))
        statuses = dict.fromkeys(fields.pop("http_status", ()), at)
        findings.add(at, fields.pop("code", None), statuses, **fields)
    number = count(len(tables.reading.entries), "row")
    findings.note("guessed", node.at, f"{number} of tables or lists of the description: codes")
    findings.set("groups", tables.reading.root.fields.get("groups"), node.at)


def _section(node: Node, heading: re.Match[str], text: str) -> Described | None:
    """Return the code that a heading is, with what the text below says of it."""
    quoted = _QUOTED.fullmatch(heading[1])
    code = quoted[1] if quoted else heading[1]
    line = _STATUS_LINE.search(text)
    if not quoted and (line is None or not _CODE.fullmatch(code)):
        return None
    at = _line(node, heading.start())
    statuses = {}
    if line is not None:
        words = re.sub(r"\]\([^)]*\)", "]", line[0])
        statuses = {int(status): at for status in _STATUS.findall(words)}
        text = text[: line.start()] + text[line.end() :]
    return Described(code, at, _LABEL.sub("", text.strip("\n"), count=1), statuses)


def _line(node: Node, offset: int) -> Location:
    """Return the line of an offset in the text of a node, if the node keeps its lines."""
    if node.style != "|":
        return node.at
    text = node.text or ""
    return Location(node.at.path, (node.at.line or 1) + 1 + text.count("\n", 0, offset))
