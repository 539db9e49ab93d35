"""Which entries of two readings are the same: by code and name, by alias, or by what they say."""

from collections.abc import Callable, Iterator
from typing import Any

from apicodes.catalog import naming
from apicodes.compare.comparable import Common
from apicodes.compare.differences import Pair
from apicodes.compare.record import Record
from apicodes.render import markdown

SIMILAR = 0.6
"""How like two texts are, as difflib measures it, that stand for one entry."""

FUZZY_LIMIT = 10_000
"""How many pairs of texts of one HTTP status are measured, at most."""

Same = Callable[[Record], Any]


def pairs(old: list[Record], new: list[Record], common: Common) -> Iterator[Pair]:
    """Return the records that stand for the same entry, by what is surest first.

    What has another code now is a rename, where it has the same name, leads there by an alias, is
    the same word in another spelling, or says similar things of the same HTTP statuses.
    """
    for sure in _sure(common):
        matched = list(_matched(old, new, sure))
        yield from matched
        old, new = _left(old, new, matched)
    aliased = list(_aliased(old, new))
    yield from aliased
    old, new = _left(old, new, aliased)
    for likely in (_respelled, _text_and_statuses, _text_without_code, _status_without_code):
        matched = list(_matched(old, new, likely))
        yield from matched
        old, new = _left(old, new, matched)
    yield from _similar(old, new)


def _sure(common: Common) -> Iterator[Same]:
    """Return what tells entries apart, as far as both sides have it."""
    coded = "code" in common.entry
    if coded:
        yield lambda record: record.fields.get("code")
    yield lambda record: naming.constant(record.fields.get("name", "")) or None
    yield lambda record: None if coded and "code" in record.fields else record.statuses or None


def _matched(old: list[Record], new: list[Record], same: Same) -> Iterator[Pair]:
    """Return records of which the same can be said, in their order."""
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
    return [its for its in old if id(its) not in taken], [
        its for its in new if id(its) not in taken
    ]


def anchors(record: Record | None) -> set[str]:
    """Return the anchors that lead to an entry, old ones included."""
    fields = record.fields if record else {}
    return {fields.get("anchor", ""), *fields.get("aliases", ())}


def _aliased(old: list[Record], new: list[Record]) -> Iterator[Pair]:
    """Return entries of which the newer names the older's anchor as its own."""
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


def _text_and_statuses(record: Record) -> Any:
    text = _text(record)
    return (record.statuses, text) if text and record.statuses else None


def _text_without_code(record: Record) -> str | None:
    return None if "code" in record.fields else _text(record) or None


def _status_without_code(record: Record) -> int | None:
    return None if "code" in record.fields or not record.statuses else record.statuses[0]


def _text(record: Record) -> str:
    """Return what a record says in prose, short enough to be measured."""
    fields = record.fields
    said = [fields.get("description"), *fields.get("status_descriptions", {}).values()]
    texts = [markdown.one_line(text) for text in said if text] or [str(fields.get("title", ""))]
    return " ".join(texts)[:500]


def _similar(old: list[Record], new: list[Record]) -> Iterator[Pair]:
    """Return entries of the same HTTP statuses with similar texts, the most similar first."""
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
