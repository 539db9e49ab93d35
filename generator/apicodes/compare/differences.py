"""The differences between two sets of records, field by field."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct

from apicodes.compare.record import Record, Records

ABSENT: Any = None
"""The value of a field that a record does not have."""


class Change(Struct, frozen=True):
    """One difference: a field of an entry or of the catalog itself, a whole entry, or the order.

    `old` and `new` are the records that differ; one is None where an entry was added or removed.
    """

    kind: Literal["changed", "added", "removed", "moved"]
    old: Record | None
    new: Record | None
    field: str | None = None
    of_entry: bool = True

    @property
    def record(self) -> Record:
        """The newer of the two records."""
        record = self.new or self.old
        assert record is not None
        return record

    @property
    def old_value(self) -> Any:
        """The old value of the field, None if it had none."""
        return self.old.fields.get(self.field) if self.old and self.field else ABSENT

    @property
    def new_value(self) -> Any:
        """The new value of the field, None if it has none."""
        return self.new.fields.get(self.field) if self.new and self.field else ABSENT


Pair = tuple[Record, Record]
"""Two records of one entry: the older and the newer."""


def compare(
    old: Records, new: Records, pair: Callable[[Records, Records], list[Pair]] | None = None
) -> list[Change]:
    """Return the changes between two sets of records: of the catalog itself, then of its entries.

    `pair` matches the records of the same entry; by default those with the same key.
    """
    changes = [
        Change("changed", old.root, new.root, name, of_entry=False)
        for name in _differing(old.root, new.root)
    ]
    pairs = (pair or _by_key)(old, new)
    kept, earlier = {id(left) for left, _ in pairs}, {id(right): left for left, right in pairs}
    changes += [Change("removed", record, None) for record in old.entries if id(record) not in kept]
    for record in new.entries:
        if id(record) not in earlier:
            changes.append(Change("added", None, record))
            continue
        before = earlier[id(record)]
        changes += [Change("changed", before, record, name) for name in _differing(before, record)]
    return changes + _moved(old, new, pairs)


def _by_key(old: Records, new: Records) -> list[Pair]:
    before, after = _keyed(old), _keyed(new)
    return [(before[key], after[key]) for key in before if key in after]


Key = tuple[str, int]
"""The key of an entry, and the number of entries before it with the same key."""


def _keyed(reading: Records) -> dict[Key, Record]:
    seen: Counter[str] = Counter()
    keyed = {}
    for record in reading.entries:
        key = record.key
        keyed[key, seen[key]] = record
        seen[key] += 1
    return keyed


def _differing(old: Record, new: Record) -> list[str]:
    """Return the names of the fields whose values differ; true is not 1, and 1 is not 1.0."""
    names = dict.fromkeys((*new.fields, *old.fields))
    return [name for name in names if not same(old.fields.get(name), new.fields.get(name))]


def same(left: object, right: object) -> bool:
    """Return whether two values are the same: true is not 1, and 1 is not 1.0."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict) and isinstance(right, dict):
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right) or (left != left and right != right)


def _moved(old: Records, new: Records, pairs: list[Pair]) -> list[Change]:
    """Return the entries that were moved, among those that both sides have."""
    ordered = _in_order(old, pairs)
    places = {id(right): at for at, (_, right) in enumerate(ordered)}
    order = [places[id(record)] for record in new.entries if id(record) in places]
    if order == sorted(order):
        return []
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, range(len(order)), order, autojunk=False)
    kept = {
        order[block.b + step]
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
    return [Change("moved", *ordered[place]) for place in order if place not in kept]


def _in_order(old: Records, pairs: list[Pair]) -> list[Pair]:
    """Return the pairs in the order of the older records."""
    newer = {id(left): right for left, right in pairs}
    return [(record, newer[id(record)]) for record in old.entries if id(record) in newer]
