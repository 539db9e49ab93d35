"""Match the rows of an edited output to those that a catalog makes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from apicodes.compare.record import Record
from apicodes.edit.adopting.values import entry_of
from apicodes.render.catalog_yaml import item_lines
from apicodes.render.sentences import listed

Refused = tuple[int | None, str, str]
"""An edit that adopt does not take: its line, and in words what it is and what to do."""


def structure(old: Sequence[Record], new: Sequence[Record]) -> Iterator[Refused]:
    """Return the rows that were added, removed or moved, with what to do about each."""
    before, after = (Counter(record.key for record in records) for records in (old, new))
    added, removed = after - before, before - after
    if len(old) == len(new):
        for record, other in zip(old, new, strict=True) if before == after else ():
            if record.key != other.key:
                message = f"{other.label}: the row was moved, and adopt moves no entries"
                yield other.line, message, "move the entry in the catalog"
        return
    for record in new:
        if added[record.key] > 0:
            added[record.key] -= 1
            message = f"{record.label}: the row was added, and adopt adds no entries"
            entry, left = entry_of(record)
            others = f", and add {listed(map(repr, left), 'and')} by hand" if left else ""
            lines = "\n".join(item_lines(entry, 0))
            yield record.line, message, f"paste it below 'codes:'{others}:\n{lines}"
    for record in old:
        if removed[record.key] > 0:
            removed[record.key] -= 1
            message = f"{record.label}: the row was removed, and adopt removes no entries"
            yield None, message, "delete the entry in the catalog"
