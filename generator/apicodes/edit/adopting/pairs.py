"""Which row of an edited output stands for which of those that the catalog made."""

from collections.abc import Sequence

from msgspec import Struct

from apicodes.compare.differences import same
from apicodes.compare.record import Record


class Row(Struct):
    """A row as the catalog made it, and as the file has it; None where there is none."""

    old: Record | None
    said: Record | None


def pairs(old: Sequence[Record], said: Sequence[Record]) -> list[Row]:
    """Return the rows of a file in its order, and at the end those that are gone from it.

    Rows of the same key are the same; else those in the same place that share what they say.
    """
    found: dict[int, Record] = {}
    taken: set[int] = set()
    of_key: dict[str, list[Record]] = {}
    for record in old:
        of_key.setdefault(record.key, []).append(record)
    for same_statuses in (True, False):
        for record in said:
            mine = of_key.get(record.key, [])
            for other in mine if id(record) not in found else ():
                if id(other) in taken or (same_statuses and other.statuses != record.statuses):
                    continue
                if same_statuses or _keeps_order(record, other, mine, said, found):
                    found[id(record)] = other
                    taken.add(id(other))
                    break
    _pair_neighbours(old, said, found, taken)
    rows = [Row(found.get(id(record)), record) for record in said]
    return rows + [Row(record, None) for record in old if id(record) not in taken]


def _keeps_order(
    record: Record, other: Record, mine: list[Record], said: Sequence[Record],
    found: dict[int, Record],
) -> bool:  # fmt: skip
    """Return whether a row stands among those of its key where the older one stood."""
    before = [found[id(its)] for its in said[: _at(said, record)] if id(its) in found]
    after = [found[id(its)] for its in said[_at(said, record) :] if id(its) in found]
    at = _at(mine, other)
    return not any(its in before for its in mine[at:]) and not any(
        its in after for its in mine[:at]
    )


def _at(records: Sequence[Record], record: Record) -> int:
    return next(at for at, its in enumerate(records) if its is record)


def _pair_neighbours(
    old: Sequence[Record], said: Sequence[Record], found: dict[int, Record], taken: set[int]
) -> None:
    """Pair what is left: the rows behind the same row, if they say the same in other fields."""
    at = {id(record): index for index, record in enumerate(old)}
    before = -1
    for record in said:
        if id(record) not in found and before + 1 < len(old):
            other = old[before + 1]
            if id(other) not in taken and _is_alike(other, record):
                found[id(record)] = other
                taken.add(id(other))
        if id(record) in found:
            before = at[id(found[id(record)])]


_TELLING = ("description", "title", "message", "number", "documentation", "status_descriptions")


def _is_alike(old: Record, said: Record) -> bool:
    return any(
        name in old.fields and same(old.fields[name], said.fields.get(name)) for name in _TELLING
    )
