"""The URLs of entries in files of apicodes, as the one `docs_url` that they were made of."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from apicodes.catalog import naming
from apicodes.catalog.docs_url import address
from apicodes.catalog.groups import class_of
from apicodes.compare.record import Record
from apicodes.importers.composing import Node
from apicodes.importers.findings import NAME, Findings, shown
from apicodes.problems import Location
from apicodes.render.envelope import lone

Addressed = tuple[Record, str, Location]
"""An entry, its URL, and where that stands."""


def find(findings: Findings, addressed: Sequence[Addressed]) -> None:
    """Set the `docs_url` that makes the URL of each entry; URLs without one are left out.

    An anchor may be spelled as the name is of which a file has no more than an identifier, or
    nothing where the entry has no code: then it is the name.
    """
    if not addressed:
        return
    votes = Counter(
        template for record, url, _ in addressed for template in _templates(url, *_parts(record))
    )
    ((template, _),) = votes.most_common(1)
    names = [_anchor(template, record, url) for record, url, _ in addressed]
    for name, (_, url, at) in zip(names, addressed, strict=True):
        if name is None:
            text = f"the URLs of entries, such as {shown(url)}: no 'docs_url' makes all of them"
            findings.note("left out", at, text)
            return
    findings.set("docs_url", template, addressed[0][2])
    for name, (record, _, at) in zip(names, addressed, strict=True):
        if name and name != _parts(record)[0]:
            record.fields["name"] = name
            record.lines["name"] = findings.line(at)


def _parts(record: Record) -> tuple[str, str]:
    """Return the anchor of an entry, and its group in a catalog that has none of its own."""
    return naming.anchor(str(record.fields.get("name") or record.key)), class_of(record.statuses)


def _templates(url: str, anchor: str, group: str) -> Iterable[str]:
    """Return what makes a URL of its parts, the likeliest first."""
    before, found, after = url.rpartition(anchor) if anchor else ("", "", "")
    anchored = [f"{before}{{anchor}}{after}", url.replace(anchor, "{anchor}")] if found else []
    plain = [*anchored, url]
    return dict.fromkeys([*plain, *(its.replace(group, "{group}") for its in plain)])


def _anchor(template: str, record: Record, url: str) -> str | None:
    """Return the anchor in a URL; None where the URL is not made of the template and the entry."""
    anchor, group = _parts(record)
    if address(template, anchor, group) == url:
        return anchor
    pattern = re.escape(address(template, "{anchor}", group))
    pattern = pattern.replace(_PLACEHOLDER, "(.+)", 1).replace(_PLACEHOLDER, r"\1")
    match = re.fullmatch(pattern, url)
    if match is None or naming.anchor(match[1]) != match[1] or not NAME.fullmatch(match[1]):
        return None
    code, name = record.fields.get("code"), record.fields.get("name")
    is_its = naming.constant(match[1]) == naming.constant(name) if name else code is None
    return match[1] if is_its else None


_PLACEHOLDER = re.escape("{anchor}")


def find_in_bodies(findings: Findings, examples: Iterable[Node]) -> None:
    """Set the `docs_url` of the URLs in examples, where the body of errors has a place for one."""
    template = findings.root.fields.get("envelope", {}).get("body")
    rows = {row.key: row for row in findings.rows}
    found = []
    for example in examples:
        values = _in_body(template, example.plain())
        row, url = rows.get(str(values.get("code"))), values.get("url")
        if row is not None and isinstance(url, str):
            found.append((row, url, example.at))
    find(findings, found)


def _in_body(template: object, value: object) -> dict[str, object]:
    """Return the values in a body that stand in the place of lone placeholders, by their names."""
    if name := lone(template):
        return {name: value}
    found: dict[str, object] = {}
    if isinstance(template, dict) and isinstance(value, dict):
        for key, its in template.items():
            found |= _in_body(its, value[key]) if key in value else {}
    return found
