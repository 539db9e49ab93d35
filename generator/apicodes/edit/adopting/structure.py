"""Entries that come, go and move in an edited output, as edits of the lists of codes."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from msgspec.structs import fields

from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import carried_names
from apicodes.catalog.model import Catalog
from apicodes.catalog.source import build
from apicodes.compare.record import Record
from apicodes.edit.adopting.announcements import announced, plain
from apicodes.edit.adopting.pairs import Row
from apicodes.edit.adopting.proposals import Proposals
from apicodes.edit.text_edits import BOM, Edit


def propose(proposals: Proposals, rows: Sequence[Row]) -> None:
    """Ask for the edits that entries ask for, each with all of its rows."""
    source = proposals.files.source
    positions = proposals.files.positions()
    index = {entry.key: number for number, entry in enumerate(source.catalog.entries)}
    of_entry: dict[int, list[Row]] = {}
    for row in rows:
        if row.old is not None and row.old.entry is not None:
            of_entry.setdefault(index[row.old.entry], []).append(row)
    staying = []
    for number, found in of_entry.items():
        if any(row.said is not None for row in found):
            staying.append(number)
            proposals.entry(source.catalog.entries[number], positions[number], found)
        else:
            path, here = positions[number]
            proposals.structure.setdefault(path, []).append(Edit(("codes", here), None, "delete"))
    if proposals.lines and not proposals.columns:
        _refuse_other_order(proposals, rows)
        return
    kept = _rising(staying)
    first = min(kept, default=0)
    before = positions[first]
    rank: set[int] = set()
    for row in rows:
        if row.said is None:
            continue
        number = index[row.old.entry] if row.old is not None and row.old.entry else -1
        if number in kept:
            path, here = positions[number]
            before = path, here + 1
        elif number < 0:
            if not _into_map(proposals, source.catalog.entries, positions, index, row):
                _insert(proposals, before, row)
        elif number not in rank:
            rank.add(number)
            _move(proposals, positions[number], before, row)


def _refuse_other_order(proposals: Proposals, rows: Sequence[Row]) -> None:
    """Tell of sections that come or move: the order of pages is not that of the catalog."""
    hint = "nothing was written; change the entries in the catalog, and generate the page"
    for row in rows:
        if row.old is None and row.said is not None:
            message = f"{row.said.label}: not in the catalog, and a section is no whole entry"
            proposals.tell(row.said.line, message, hint)


def _rising(numbers: Sequence[int]) -> set[int]:
    """Return the longest run of rising numbers: the entries that need not move."""
    if list(numbers) == sorted(numbers):
        return set(numbers)
    best: list[list[int]] = []
    for number in numbers:
        longer = _longest([its for its in best if its[-1] < number])
        best.append([*longer, number])
    return set(_longest(best))


def _longest(runs: list[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run), default=[])


def _insert(proposals: Proposals, before: tuple[str, int], row: Row) -> None:
    assert row.said is not None
    path, here = before
    defaults = {"status": _default_status(proposals.files.texts[path])}
    said = row.said.fields.get("description")
    source = proposals.source(None, row.said, None, said) if isinstance(said, str) else None
    deprecated = row.said.fields.get("deprecated")
    if (said is not None and source is None) or (
        isinstance(deprecated, str) and announced(deprecated) is None
    ):
        proposals.tell(row.said.line, f"{row.said.label}: a new row that the catalog cannot hold")
        return
    value: dict[str, Any] = _fields(row.said, source, defaults)
    proposals.structure.setdefault(path, []).append(Edit(("codes", here), value, "insert"))


@lru_cache(8)
def _default_status(text: str) -> str | None:
    catalog, _, _ = build(text.removeprefix(BOM), "", Catalog)
    return catalog.defaults.status if catalog is not None else None


def _into_map(
    proposals: Proposals,
    entries: Sequence[Entry],
    positions: list[tuple[str, int]],
    index: dict[str, int],
    row: Row,
) -> bool:
    """Ask for one more HTTP status of an entry that has a description for each."""
    assert row.said is not None
    number = index.get(row.said.key)
    if number is None or not entries[number].status_descriptions or not proposals.lines:
        return False
    source = proposals.source(None, row.said, None, row.said.fields.get("description", ""))
    statuses = row.said.statuses
    if source is None or len(statuses) != 1:
        return False
    path, here = positions[number]
    proposals.add(path, ("codes", here, "http_status", statuses[0]), source, row.said.line)
    return True


def _move(proposals: Proposals, place: tuple[str, int], before: tuple[str, int], row: Row) -> None:
    assert row.said is not None
    path, here = place
    if path != before[0]:
        hint = "move the entry by hand; the order of files is that of 'spec' in the settings"
        proposals.tell(row.said.line, f"{row.said.label}: moved to another file's entries", hint)
        return
    proposals.structure.setdefault(path, []).append(Edit(("codes", here), before[1], "move"))


def _fields(said: Record, source: str | None, defaults: dict[str, Any]) -> dict[str, Any]:
    """Return a new entry as a catalog has it; without what the defaults of its file say."""
    values = dict(said.fields)
    statuses = values.get("http_status", ())
    values["http_status"] = values.get("status_descriptions") or (
        statuses[0] if len(statuses) == 1 else list(statuses) or None
    )
    values["description"] = source
    if values.get("code") is not None:
        values["code"] = str(values["code"])
    if "deprecated" in values:
        told = values["deprecated"]
        values["deprecated"] = (plain(told) if isinstance(told, dict) else announced(told)) or True
    if "headers" in values:
        values["headers"] = list(values["headers"])
    carried = carried_names("document")
    names = [field.encode_name for field in fields(Entry) if field.name in carried]
    return {
        name: values[name]
        for name in (*names, *(its for its in values if its.startswith("x-")))
        if values.get(name) is not None and values[name] != defaults.get(name)
    }
