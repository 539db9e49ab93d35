"""The changes between two sets of records, each with what it means for clients."""

import json
from collections.abc import Iterator
from typing import Any

from apicodes.catalog.entry_parts import Deprecated
from apicodes.catalog.field_row import converted
from apicodes.catalog.fields import field
from apicodes.compare import pairing
from apicodes.compare.change_classes import LEVELS, Classified, Setting, classified
from apicodes.compare.comparable import Common
from apicodes.compare.differences import Change, compare
from apicodes.compare.record import Record, Records
from apicodes.render import markdown, sentences


def classify(old: Records, new: Records, common: Common) -> list[Classified]:
    """Return the changes of the fields that both sides have, the most severe first.

    A removed entry counts as missing; a change of its tombstone is documentation.
    """
    before, after = _Side(old, new, common), _Side(new, old, common)
    extensible = old.root.fields.get("extensible", new.root.fields.get("extensible", True))
    envelope = old.root.fields.get("envelope", {})
    sends_address = "{url}" in str(envelope)
    sends_group = sends_address and "{group}" in old.root.fields.get("docs_url", "")
    setting = Setting(extensible, frozenset(before.removed), sends_address, sends_group)
    changes = compare(
        Records(old.root, before.live),
        Records(new.root, after.live),
        lambda left, right: list(pairing.pairs(left.entries, right.entries, common)),
    )
    classes = [
        classified(_with_tombstone(change, before, after), setting)
        for change in changes
        if _is_common(change, common) and not _means_the_same(change)
    ]
    if "removed" in common.entry:
        classes += _tombstone_changes(before, after)
    return sorted(classes, key=lambda each: LEVELS.index(each.level))


def of_new(reading: Records) -> list[Classified]:
    """Return the entries of a catalog that was not there before: each is added."""
    open_setting = Setting(extensible=True, removed=frozenset(), sends_address=False)
    return [
        classified(Change("added", None, record), open_setting)
        for record in reading.entries
        if "removed" not in record.fields
    ]


class _Side:
    """The entries of a reading that are there, and those that were removed, by their keys.

    Where the other one cannot tell what is internal, what it leaves out is not looked for; nor are
    entries without a code where it has nothing else to know an entry by.
    """

    def __init__(self, reading: Records, other: Records, common: Common) -> None:
        self.live: list[Record] = []
        self.removed: dict[str, Record] = {}
        known = {record.key for record in other.entries}
        for record in reading.entries:
            if "removed" in record.fields:
                self.removed[record.key] = record
            elif not _is_hidden(record, known, common) and _can_be_known(record, common):
                self.live.append(record)
        self.keys = {record.key for record in self.live}


def _is_hidden(record: Record, known: set[str], common: Common) -> bool:
    internal = record.fields.get("visibility") == "internal"
    return internal and "visibility" not in common.entry and record.key not in known


def _can_be_known(record: Record, common: Common) -> bool:
    return "http_status" in common.entry or "code" in record.fields


def _is_common(change: Change, common: Common) -> bool:
    if change.field is None:
        return True
    return change.field in (common.entry if change.of_entry else common.root)


def _with_tombstone(change: Change, before: _Side, after: _Side) -> Change:
    """Return a change with the tombstone of what was removed, or is there again."""
    if change.kind == "removed" and change.old:
        return Change("removed", change.old, after.removed.get(change.old.key))
    if change.kind == "added" and change.new:
        return Change("added", before.removed.get(change.new.key), change.new)
    return change


def _tombstone_changes(before: _Side, after: _Side) -> Iterator[Classified]:
    for key, record in after.removed.items():
        if key not in before.removed and key not in before.keys:
            yield Classified(Change("added", None, record), "docs", "a removed code is noted")
    for key, record in before.removed.items():
        newer = after.removed.get(key)
        if newer is None:
            if key not in after.keys:
                why = "a removed code is no longer noted, and may be used again"
                yield Classified(Change("removed", record, None), "docs", why)
            continue
        for change in compare(Records(Record({}), [record]), Records(Record({}), [newer])):
            if not _means_the_same(change):
                yield Classified(change, "docs", "the documentation of a removed code changed")


ROOT_MARKDOWN: dict[str, tuple[str, ...]] = {
    "description": (),
    "headers": ("*", "description"),
    "groups": ("*", "description"),
}
"""Where fields of the catalog itself hold Markdown: the steps that lead to it, ``*`` for any."""


ORDERED = frozenset(("groups", "status_descriptions"))
"""The mappings whose order says something."""


def _means_the_same(change: Change) -> bool:
    if change.field is None:
        return False
    old, new = change.old_value, change.new_value
    if change.field == "deprecated" and None not in (old, new) and _announce_the_same(old, new):
        return True
    path = _path_to_markdown(change.field, of_entry=change.of_entry)
    if path is not None:
        old, new = (converted(value, path, markdown.normal) for value in (old, new))
    return _canonical(change.field, old) == _canonical(change.field, new)


def _path_to_markdown(name: str, *, of_entry: bool) -> tuple[str, ...] | None:
    """Return the steps to the Markdown in a field, None where it holds none."""
    if not of_entry:
        return ROOT_MARKDOWN.get(name)
    row = field(name)
    return row.markdown if row else None


def _canonical(name: str, value: object) -> str:
    """Return a value as text that is the same where the value is: true is not 1."""
    return json.dumps(value, sort_keys=name not in ORDERED)


def _announcement(deprecated: dict[str, Any]) -> str:
    """Return a deprecation as prose: a page has a sentence where a catalog has fields."""
    return markdown.normal(sentences.deprecation(Deprecated(**deprecated)))


def _announce_the_same(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return _announcement(old) == _announcement(new)
