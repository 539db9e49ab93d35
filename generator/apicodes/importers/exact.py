"""Python and TypeScript that apicodes wrote: what it says is exact, and nothing is guessed."""

import re

from apicodes.compare.comparable import ImportedKind
from apicodes.compare.record import Record, Records
from apicodes.importers import Imported, addresses
from apicodes.importers.findings import Findings, is_name, shown
from apicodes.problems import Location
from apicodes.render import markdown


def exact(
    reading: Records, path: str, kind: ImportedKind, introduction: str, title: str
) -> Imported:
    """Return what a file that apicodes wrote says, from the table of all responses in it.

    The title of the catalog is the group of the pattern `title` in the introduction; what comes
    after the match is its description.
    """
    findings = Findings(path, kind)
    root = reading.root
    findings.note("recognised", Location(path, 1), "apicodes wrote this file")
    if match := re.match(title, introduction, re.DOTALL):
        at = Location(path, root.line_of("introduction"))
        findings.set("title", markdown.one_line(match[1]), at)
        findings.set("description", introduction[match.end() :].strip(), at)
    name = "type_name" if "type_name" in root.fields else "type"
    type_name = Location(path, root.line_of(name))
    findings.set("type_name", root.fields.get(name), type_name)
    if any(isinstance(record.fields.get("code"), int) for record in reading.entries):
        findings.set("code_type", "integer", type_name)
    for leftover in reading.leftovers:
        findings.note("left out", Location(path, leftover.line), shown(leftover.text))
    entries = [_entry(record) for record in reading.entries]
    addressed = [
        (entry, url, Location(path, record.line_of("url")))
        for entry, record in zip(entries, reading.entries, strict=True)
        if isinstance(url := record.fields.get("url"), str)
    ]
    addresses.find(findings, addressed)
    return Imported(path, kind, Records(findings.root, entries), findings.report())


def _entry(record: Record) -> Record:
    fields = dict(record.fields)
    lines = dict(record.lines)
    if "code" in fields:
        fields["code"] = str(fields["code"])
    name = fields.pop("identifier", None)
    if name and is_name(name, fields.get("code")):
        fields["name"], lines["name"] = name, record.line_of("identifier") or 1
    statuses = fields.pop("http_status", ())
    statuses = statuses if isinstance(statuses, tuple) else (statuses,)
    if statuses := tuple(its for its in statuses if type(its) is int):
        fields["http_status"] = statuses
    for derived in ("documentation", "url"):
        fields.pop(derived, None)
    return Record(fields, record.line, {at: line for at, line in lines.items() if at in fields})
