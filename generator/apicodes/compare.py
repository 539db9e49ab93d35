"""What differs between two readings, field by field."""

from collections import Counter
from typing import Any, Literal

from msgspec import Struct

from apicodes.reading import Reading, Record

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
        """What the field was; None where there was none."""
        return self.old.fields.get(self.field) if self.old and self.field else ABSENT

    @property
    def new_value(self) -> Any:
        """What the field is; None where there is none."""
        return self.new.fields.get(self.field) if self.new and self.field else ABSENT


def compare(old: Reading, new: Reading) -> list[Change]:
    """Return the changes from one reading to another: of the catalog, then of its entries."""
    changes = [
        Change("changed", old.root, new.root, name, of_entry=False)
        for name in _differing(old.root, new.root)
    ]
    before, after = _keyed(old), _keyed(new)
    for key, record in before.items():
        if key not in after:
            changes.append(Change("removed", record, None))
    for key, record in after.items():
        earlier = before.get(key)
        if earlier is None:
            changes.append(Change("added", None, record))
            continue
        changes += [
            Change("changed", earlier, record, name) for name in _differing(earlier, record)
        ]
    return changes + _moved(before, after)


Key = tuple[str, int]
"""The key of an entry, and how many had the same before it."""


def _keyed(reading: Reading) -> dict[Key, Record]:
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
    return [name for name in names if not _same(old.fields.get(name), new.fields.get(name))]


def _same(left: Any, right: Any) -> bool:
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return list(left) == list(right) and all(_same(left[key], right[key]) for key in left)
    if isinstance(left, list | tuple):
        return len(left) == len(right) and all(map(_same, left, right))
    return bool(left == right) or (left != left and right != right)


def _moved(before: dict[Key, Record], after: dict[Key, Record]) -> list[Change]:
    """Return the entries that stand elsewhere among those that both readings have."""
    old = [key for key in before if key in after]
    new = [key for key in after if key in before]
    if old == new:
        return []
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = {new[block.b + offset] for block in blocks for offset in range(block.size)}
    return [Change("moved", before[key], after[key]) for key in new if key not in kept]
