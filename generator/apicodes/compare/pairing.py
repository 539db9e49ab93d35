"""Match the entries of two sources: by code and name, by alias, or by similar texts."""

from collections.abc import Callable, Hashable, Iterator
from typing import Any

from apicodes.catalog import naming
from apicodes.compare.comparable import Common
from apicodes.compare.differences import Pair
from apicodes.compare.record import Record
from apicodes.render import markdown

SIMILAR = 0.6
"""The least similarity of two texts of one entry, as difflib measures it."""

FUZZY_LIMIT = 10_000
"""The most pairs of texts of one HTTP status that are compared."""

Same = Callable[[Record], Hashable]


def pairs(old: list[Record], new: list[Record], common: Common) -> Iterator[Pair]:
    """Return the records of the same entry, the surest matches first.

    An entry with another code was renamed if it has the same name, an alias for the old anchor, the
    same code in another spelling, or a similar text for the same HTTP statuses.
    """
    for identity in _identities(common):
        matched = list(_matched(old, new, identity))
        yield from matched
        old, new = _left(old, new, matched)
    aliased = list(_aliased(old, new))
    yield from aliased
    old, new = _left(old, new, aliased)
    for likely in (
        _respelled, _text_and_statuses, _text_without_code, _status_without_code, _without_key
    ):  # fmt: skip
        matched = list(_matched(old, new, likely))
        yield from matched
        old, new = _left(old, new, matched)
    yield from _similar(old, new)


def _identities(common: Common) -> Iterator[Same]:
    """Return the functions that identify an entry, as far as both sides have their fields."""
    coded = "code" in common.entry
    if coded:
        yield lambda record: record.fields.get("code")
    yield lambda record: naming.constant(record.fields.get("name", "")) or None
    yield lambda record: None if coded and "code" in record.fields else record.statuses or None


def _matched(old: list[Record], new: list[Record], same: Same) -> Iterator[Pair]:
    """Return the records for which a function returns the same value, in order."""
    waiting: dict[Any, list[Record]] = {}
    for record in reversed(old):
        if (key := same(record)) is not None:
            waiting.setdefault(key, []).append(record)
    for record in new:
        key = same(record)
        if key is not None and waiting.get(key):
            yield waiting[key].pop(), record


def _left(
    old: list[Record], new: list[Record], pairs: list[Pair]
) -> tuple[list[Record], list[Record]]:
    taken = {id(record) for pair in pairs for record in pair}
    left = [[record for record in side if id(record) not in taken] for side in (old, new)]
    return left[0], left[1]


def anchors(record: Record | None) -> set[str]:
    """Return the anchors of an entry, with its aliases."""
    fields = record.fields if record else {}
    return {fields.get("anchor", ""), *fields.get("aliases", ())}


def _aliased(old: list[Record], new: list[Record]) -> Iterator[Pair]:
    """Return entries of which the newer has the anchor of the older as an alias."""
    names = {name: record for record in reversed(old) for name in (record.key, *anchors(record))}
    taken: set[int] = set()
    for record in new:
        for alias in record.fields.get("aliases", ()):
            earlier = names.get(alias)
            if earlier is not None and id(earlier) not in taken:
                taken.add(id(earlier))
                yield earlier, record
                break


def _respelled(record: Record) -> str | None:
    code = record.fields.get("code")
    return naming.constant(str(code)) or None if code is not None else None


def _text_and_statuses(record: Record) -> tuple[tuple[int, ...], str] | None:
    text = _text(record)
    return (record.statuses, text) if text and record.statuses else None


def _text_without_code(record: Record) -> str | None:
    return None if "code" in record.fields else _text(record) or None


def _status_without_code(record: Record) -> int | None:
    return None if "code" in record.fields or not record.statuses else record.statuses[0]


def _without_key(record: Record) -> str | None:
    return None if record.key else ""


def _text(record: Record) -> str:
    """Return the prose of a record, cut to a length that is cheap to compare."""
    fields = record.fields
    prose = [fields.get("description"), *fields.get("status_descriptions", {}).values()]
    texts = [markdown.one_line(text) for text in prose if text] or [str(fields.get("title", ""))]
    return " ".join(texts)[:500]


def _similar(old: list[Record], new: list[Record]) -> Iterator[Pair]:
    """Return entries with the same HTTP statuses and similar texts, the most similar first."""
    groups: dict[Any, tuple[list[Record], list[Record]]] = {}
    for side, records in enumerate((old, new)):
        for record in records:
            if record.statuses and _text(record):
                groups.setdefault(record.statuses, ([], []))[side].append(record)
    for left, right in groups.values():
        if 0 < len(left) * len(right) <= FUZZY_LIMIT:
            yield from _most_similar(left, right)


def _most_similar(old: list[Record], new: list[Record]) -> Iterator[Pair]:
    from difflib import SequenceMatcher

    measured = []
    matcher = SequenceMatcher(autojunk=False)
    for after, newer in enumerate(new):
        matcher.set_seq2(_text(newer))
        for before, older in enumerate(old):
            matcher.set_seq1(_text(older))
            if matcher.real_quick_ratio() >= SIMILAR and matcher.quick_ratio() >= SIMILAR:
                measured.append((-matcher.ratio(), before, after))
    taken: tuple[set[int], set[int]] = (set(), set())
    for ratio, before, after in sorted(measured):
        if -ratio >= SIMILAR and before not in taken[0] and after not in taken[1]:
            taken[0].add(before)
            taken[1].add(after)
            yield old[before], new[after]
