"""What a text of an output was made from: the texts of the catalog that stand in it."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from apicodes.catalog.entry import Entry
from apicodes.catalog.fields import FIELDS
from apicodes.catalog.model import Catalog
from apicodes.edit.adopting.explained import Left
from apicodes.edit.adopting.proposals import Steps

Origin = tuple[str | None, Steps, str]
"""The key of an entry or None for the catalog itself, the steps below it, and the text there."""


class Parts(Struct, frozen=True):
    """A text as what stands between the texts of a catalog, these, and what became of them."""

    between: list[str]
    texts: list[Origin]
    said: list[str]

    @property
    def changed(self) -> list[Origin]:
        """The texts that changed, as they are now."""
        pairs = zip(self.texts, self.said, strict=True)
        return [(key, steps, new) for (key, steps, text), new in pairs if new != text]

    def filled(self, texts: Sequence[str]) -> str:
        """Return the whole with other texts in it."""
        pairs = zip(self.between, (*texts, ""), strict=True)
        return "".join(part for pair in pairs for part in pair)


def of(left: Left, catalog: Catalog) -> Iterator[Parts]:
    """Return the ways to see a text as made from texts of a catalog, of which some changed."""
    if not isinstance(left.old, str) or not isinstance(left.said, str):
        return
    of_root: list[Origin] = [(None, ("title",), catalog.title)]
    of_root.append((None, ("description",), catalog.description or ""))
    for name, header in catalog.headers.items():
        of_root.append((None, ("headers", name, "description"), header.description or ""))
    groups = [] if left.entry else [of_root]
    groups += [list(_of(its)) for its in catalog.entries if left.entry in (None, its.key)]
    for texts in groups:
        found = _parts(texts, left.old, left.said)
        if found is not None and found.changed:
            yield found


def _of(entry: Entry) -> Iterator[Origin]:
    for row in FIELDS:
        if row.kind in ("markdown", "text") and row.heading:
            yield entry.key, (row.name,), getattr(entry, row.name) or ""
    for status, text in entry.status_descriptions.items():
        yield entry.key, ("http_status", status), text
    if entry.deprecation:
        for name in ("reason", "since", "sunset"):
            yield entry.key, ("deprecated", name), getattr(entry.deprecation, name) or ""


def _parts(texts: Sequence[Origin], old: str, said: str) -> Parts | None:
    """Return the texts that stand in an old text; None where anything else changed in it."""
    placed: list[tuple[int, Origin]] = []
    free = old
    for origin in sorted(texts, key=lambda its: -len(its[2])):
        at = free.find(origin[2]) if origin[2] else -1
        if at >= 0:
            placed.append((at, origin))
            # What is taken is no part of another text.
            free = free[:at] + "\0" * len(origin[2]) + free[at + len(origin[2]) :]
    placed.sort(key=lambda its: its[0])
    between, end = [], 0
    for at, (_, _, text) in placed:
        between.append(old[end:at])
        end = at + len(text)
    between.append(old[end:])
    match = re.fullmatch("(.+?)".join(map(re.escape, between)), said, re.DOTALL)
    if match is None:
        return None
    return Parts(between, [origin for _, origin in placed], list(match.groups()))
