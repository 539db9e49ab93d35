"""Match the rows of an edited output to those that a catalog makes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from apicodes.compare.record import Record
from apicodes.edit.adopting.values import entry_of
from apicodes.render.catalog_yaml import item_lines
from apicodes.render.sentences import listed

Refused = tuple[int | None, str, str]
"""An edit that adopt does not take: its line, and in words what it is and what to do."""


def structure(old: Sequence[Record], new: Sequence[Record]) -> list[Refused]:
    """Return the rows that were added, removed or moved, with what to do about each."""
    added, removed = list(_extra(new, old)), list(_extra(old, new))
    # The key of a row is edited where it is new: other rows with another key came from elsewhere.
    keys = {row.key for row in added}
    pairs = zip(old, new, strict=False)
    moved = [after for before, after in pairs if before.key != after.key and after.key not in keys]
    if len(old) == len(new) and not moved:
        return []
    message = "the row was added, and adopt adds no entries"
    refused: list[Refused] = [(row.line, f"{row.label}: {message}", _paste(row)) for row in added]
    message = "the row was removed, and adopt removes no entries"
    hint = "delete the entry in the catalog"
    refused += [(None, f"{row.label}: {message}", hint) for row in removed]
    message = "the row was moved, and adopt moves no entries"
    hint = "move the entry in the catalog"
    return refused or [(row.line, f"{row.label}: {message}", hint) for row in moved]


def _extra(records: Sequence[Record], others: Sequence[Record]) -> Iterator[Record]:
    """Yield the records of each key that others have fewer of."""
    counts = Counter(record.key for record in others)
    for record in records:
        counts[record.key] -= 1
        if counts[record.key] < 0:
            yield record


def _paste(row: Record) -> str:
    """Return the hint for an added row: its entry as YAML."""
    entry, left = entry_of(row)
    others = f", and add {listed(map(repr, left), 'and')} by hand" if left else ""
    return "\n".join((f"paste it below 'codes:'{others}:", *item_lines(entry, 0)))
