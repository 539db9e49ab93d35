"""What an edited output says that neither the catalog nor the edited catalog makes it say.

Outputs hold some facts several times. A place that still says what the catalog said was not
edited; every other one has to say what the edited catalog makes of it.
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from apicodes.compare.differences import same
from apicodes.compare.record import Reading, Record
from apicodes.edit.adopting.pairs import Row
from apicodes.edit.adopting.proposals import DERIVED


class Left(Struct, frozen=True):
    """A place that is not explained: its line, how it is called, and its values.

    `entry` is the key of the entry that it belongs to, `row` the record in the older reading, `at`
    the one in the newer, and `item` the value in a list or mapping.
    """

    line: int | None
    label: str
    name: str
    old: Any
    said: Any
    entry: str | None = None
    row: int | None = None
    at: int | None = None
    item: int | str | None = None

    def value(self, reading: Reading, row: int | None) -> Any:
        """Return what a reading says at this place, which is in the record with this number."""
        record = reading.root if row is None else reading.entries[row]
        value = record.fields.get(self.name)
        if self.item is None or value is None:
            return value
        return value.get(self.item) if isinstance(value, dict) else value[self.item]


def unexplained(old: Reading, said: Reading, new: Reading, rows: list[Row]) -> list[Left]:
    """Return the places of a reading that are neither as they were nor as they will be."""
    found = list(_of_record("", old.root, said.root, new.root))
    index = {id(record): number for number, record in enumerate(old.entries)}
    standing = [row for row in rows if row.said is not None]
    for number, row in enumerate(standing):
        assert row.said is not None
        label = f"{row.said.label}: "
        if number >= len(new.entries):
            found.append(Left(row.said.line, label, "row", None, row.said.label))
            continue
        entry = row.old.entry if row.old else None
        before = index[id(row.old)] if row.old else None
        record = new.entries[number]
        found += _of_record(label, row.old, row.said, record, entry, before, number)
    for record in new.entries[len(standing) :]:
        found.append(Left(None, f"{record.label}: ", "row", record.label, None, record.entry))
    return found


def _of_record(
    label: str,
    old: Record | None,
    said: Record,
    new: Record,
    entry: str | None = None,
    row: int | None = None,
    at: int | None = None,
) -> Iterator[Left]:
    names = dict.fromkeys((*(old.fields if old else ()), *said.fields, *new.fields))
    for name in names:
        value, after = said.fields.get(name), new.fields.get(name)
        before = old.fields.get(name) if old else None
        is_known = old is not None or name in DERIVED
        if same(value, after) or (is_known and same(value, before)):
            continue
        line = said.lines.get(name, said.line if label else None)
        if items := _items(before, value, after):
            for item, one, two, three in items:
                if not same(two, three) and not same(two, one):
                    yield Left(line, label, name, one, two, entry, row, at, item)
        else:
            yield Left(line, label, name, before, value, entry, row, at)


def _items(*values: Any) -> list[tuple[Any, Any, Any, Any]]:
    """Return the keys and items of three mappings, or of lists of the same length; else none."""
    if all(isinstance(its, dict) for its in values):
        keys = dict.fromkeys(key for its in values for key in its)
        return [(key, *(its.get(key) for its in values)) for key in keys]
    if all(isinstance(its, list) for its in values) and len({*map(len, values)}) == 1:
        return [(item, *found) for item, found in enumerate(zip(*values, strict=True))]
    return []
