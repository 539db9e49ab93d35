"""What a change means for those who use an API: whether it breaks clients, and why.

The rules are one table, read from its top: the first that fits a change decides.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any, Literal

from msgspec import Struct

from apicodes import markdown, naming, prose
from apicodes.catalog import Deprecated
from apicodes.compare import Change, Pair, compare
from apicodes.reading import Reading, Record
from apicodes.sources import Common

Level = Literal["breaking", "compatible", "docs"]
LEVELS: tuple[Level, ...] = ("breaking", "compatible", "docs")

SEMVER = {"breaking": "major", "compatible": "minor", "docs": "patch"}
"""The version that a change asks for."""


class Classified(Struct, frozen=True):
    """A change, what it means for clients, and why."""

    change: Change
    level: Level
    why: str

    @property
    def record(self) -> Record:
        """The newer of the two records, unless the older alone has a code to be named by."""
        old, new = self.change.old, self.change.new
        return (
            old
            if old and "code" in old.fields and "code" not in (new or old).fields
            else self.change.record
        )

    @property
    def is_rename(self) -> bool:
        """Whether a code took the place of another."""
        return self.change.field == "code" and None not in (
            self.change.old_value,
            self.change.new_value,
        )


def semver(found: list[Classified]) -> str:
    """Return the part of the version that changes ask to raise: none where there are none."""
    return next(
        (SEMVER[level] for level in LEVELS if any(its.level == level for its in found)), "none"
    )


class Setting(Struct, frozen=True):
    """What the older source promised, as far as rules ask for it."""

    extensible: bool
    removed: frozenset[str]
    """The codes that were removed, and are never used again."""
    sends_address: bool
    """Whether the address of the documentation is on the wire."""


# The rules


class Rule(Struct, frozen=True):
    """One row: the level of changes of a subject, where the condition holds, and why.

    A subject is a field of an entry, ``entry`` with what happened to the whole of it, or
    ``catalog`` with a field of the catalog itself.
    """

    level: Level
    subject: str
    when: Callable[[Change, Setting], bool]
    why: str


def _always(_change: Change, _setting: Setting) -> bool:
    return True


def _gained(change: Change, _setting: Setting) -> bool:
    return change.old_value is None


def _lost(change: Change, _setting: Setting) -> bool:
    return change.new_value is None


def _is_closed(_change: Change, setting: Setting) -> bool:
    return not setting.extensible


def _is_used_again(change: Change, setting: Setting) -> bool:
    return str((change.new or change.record).fields.get("code")) in setting.removed


def _gained_in_closed(change: Change, setting: Setting) -> bool:
    return _gained(change, setting) and not setting.extensible


def _was(old: Any) -> Callable[[Change, Setting], bool]:
    return lambda change, _: change.old_value is old


def _became(new: Any) -> Callable[[Change, Setting], bool]:
    return lambda change, _: change.new_value == new


def _lost_an_item(change: Change, _setting: Setting) -> bool:
    return bool(set(change.old_value or ()) - set(change.new_value or ()))


def _gained_an_item(change: Change, _setting: Setting) -> bool:
    return bool(set(change.new_value or ()) - set(change.old_value or ()))


def _lost_anchor(change: Change, _setting: Setting) -> bool:
    return change.old_value is not None and change.old_value not in _anchors(change.new)


def _lost_alias(change: Change, _setting: Setting) -> bool:
    return bool(set(change.old_value or ()) - _anchors(change.new))


def _anchors(record: Record | None) -> set[str]:
    """Return the anchors that lead to an entry, old ones included."""
    fields = record.fields if record else {}
    return {fields.get("anchor", ""), *fields.get("aliases", ())}


def _lost_name(change: Change, _setting: Setting) -> bool:
    new = change.new_value or {}
    return any(new.get(output) != name for output, name in (change.old_value or {}).items())


def _pulled_in(change: Change, _setting: Setting) -> bool:
    old, new = _sunset(change.old_value), _sunset(change.new_value)
    return bool(old and new and new < old)


def _sunset_moved(change: Change, _setting: Setting) -> bool:
    return _sunset(change.old_value) != _sunset(change.new_value)


def _sunset(deprecated: Any) -> str | None:
    return deprecated.get("sunset") if isinstance(deprecated, dict) else None


def _schema_changed(change: Change, _setting: Setting) -> bool:
    new = change.new_value or {}
    return any(
        its.get("schema") != new[name].get("schema")
        for name, its in (change.old_value or {}).items()
        if name in new
    )


def _address_on_the_wire(change: Change, setting: Setting) -> bool:
    return setting.sends_address and change.old_value is not None


RULES = (
    Rule("breaking", "entry removed", _always, "the code is removed"),
    Rule("breaking", "entry added", _is_used_again, "a code that was removed is used again"),
    Rule("breaking", "entry added", _is_closed, "a code is added, though not extensible"),
    Rule("compatible", "entry added", _always, "a code is added"),
    Rule("docs", "entry moved", _always, "it stands elsewhere in the order"),
    Rule("breaking", "code", _is_used_again, "a code that was removed is used again"),
    Rule("breaking", "code", _gained_in_closed, "a code is added, though not extensible"),
    Rule("compatible", "code", _gained, "a code is added where there was none"),
    Rule("breaking", "code", _lost, "the code is gone from the wire"),
    Rule("breaking", "code", _always, "the code is renamed"),
    Rule("breaking", "number", _gained_in_closed, "a number is added, though not extensible"),
    Rule("compatible", "number", _gained, "a number is added"),
    Rule("breaking", "number", _always, "the number changed on the wire"),
    Rule("breaking", "http_status", _lost_an_item, "the HTTP status moved"),
    Rule("compatible", "http_status", _gained_an_item, "an HTTP status is added"),
    Rule("compatible", "status", _gained, "a status word is added"),
    Rule("breaking", "status", _always, "the status word changed"),
    Rule("breaking", "retryable", _was(True), "clients that try again no longer should"),
    Rule("compatible", "retryable", _always, "it is said whether clients may try again"),
    Rule("breaking", "headers", _lost_an_item, "a header is no longer sent"),
    Rule("compatible", "headers", _gained_an_item, "a header is added"),
    Rule("compatible", "deprecated", _gained, "the deprecation is announced"),
    Rule("compatible", "deprecated", _lost, "the deprecation is withdrawn"),
    Rule("breaking", "deprecated", _pulled_in, "the sunset is pulled in"),
    Rule("compatible", "deprecated", _sunset_moved, "the sunset changed"),
    Rule("breaking", "visibility", _became("internal"), "the code is no longer public"),
    Rule("compatible", "visibility", _always, "the code is public now"),
    Rule("breaking", "anchor", _lost_anchor, "the anchor is lost; name it under aliases"),
    Rule("docs", "anchor", _always, "the anchor changed, and the old one still leads there"),
    Rule("breaking", "aliases", _lost_alias, "an old anchor is lost"),
    Rule("breaking", "identifiers", _lost_name, "names in generated code are lost"),
    Rule("compatible", "identifiers", _always, "names in generated code are added"),
    Rule("breaking", "catalog code_type", _always, "the type of codes on the wire changed"),
    Rule("breaking", "catalog envelope", _always, "the envelope changed"),
    Rule("breaking", "catalog envelope.schema", _always, "the schema of the envelope changed"),
    Rule("breaking", "catalog extensible", _became(True), "clients must expect unknown codes"),
    Rule("compatible", "catalog extensible", _always, "no unknown codes can come"),
    Rule("breaking", "catalog type_name", _always, "the name of the generated type is lost"),
    Rule("breaking", "catalog headers", _lost_an_item, "a header's component is lost"),
    Rule("breaking", "catalog headers", _schema_changed, "the schema of a header changed"),
    Rule("compatible", "catalog headers", _gained_an_item, "a header is defined"),
    Rule("breaking", "catalog docs_url", _address_on_the_wire, "the address on the wire changed"),
)  # fmt: skip
"""Whatever no row fits is documentation: prose, links, examples, order."""

DOCS = "the documentation changed"


def _classified(change: Change, setting: Setting) -> Classified:
    field = change.field or f"entry {change.kind}"
    subject = field if change.of_entry else f"catalog {field}"
    for rule in RULES:
        if rule.subject == subject and rule.when(change, setting):
            return Classified(change, rule.level, rule.why)
    return Classified(change, "docs", DOCS)


# From two readings to changes


def classify(old: Reading, new: Reading, common: Common) -> list[Classified]:
    """Return what changed in the fields that both readings have, the gravest first.

    A removed entry is one that is not there; what its tombstone says is documentation.
    """
    before, after = _Side(old, new, common), _Side(new, old, common)
    extensible = old.root.fields.get("extensible", new.root.fields.get("extensible", True))
    envelope = old.root.fields.get("envelope", {})
    setting = Setting(extensible, frozenset(before.removed), "{url}" in str(envelope))
    changes = compare(
        Reading(old.root, before.live),
        Reading(new.root, after.live),
        lambda left, right: list(_pairs(left.entries, right.entries, common)),
    )
    found = [
        _classified(_with_tombstone(change, before, after), setting)
        for change in changes
        if _is_common(change, common) and not _means_the_same(change)
    ]
    if "removed" in common.entry:
        found += _of_tombstones(before, after)
    return sorted(found, key=lambda its: LEVELS.index(its.level))


class _Side:
    """The entries of a reading that are there, and those that were removed, by their keys.

    Where the other one cannot tell what is internal, what it leaves out is not looked for; nor are
    entries without a code where it has nothing else to know an entry by.
    """

    def __init__(self, reading: Reading, other: Reading, common: Common) -> None:
        self.live: list[Record] = []
        self.removed: dict[str, Record] = {}
        known = {record.key for record in other.entries}
        for record in reading.entries:
            if "removed" in record.fields:
                self.removed[record.key] = record
            elif not _is_hidden(record, known, common) and _can_be_known(record, common):
                self.live.append(record)
        self.keys = {record.key for record in self.live}


def _is_hidden(record: Record, known: set[str], common: Common) -> bool:
    internal = record.fields.get("visibility") == "internal"
    return internal and "visibility" not in common.entry and record.key not in known


def _can_be_known(record: Record, common: Common) -> bool:
    return "http_status" in common.entry or "code" in record.fields


def _is_common(change: Change, common: Common) -> bool:
    if change.field is None:
        return True
    return change.field in (common.entry if change.of_entry else common.root)


def _with_tombstone(change: Change, before: _Side, after: _Side) -> Change:
    """Return a change with the tombstone of what was removed, or is there again."""
    if change.kind == "removed" and change.old:
        return Change("removed", change.old, after.removed.get(change.old.key))
    if change.kind == "added" and change.new:
        return Change("added", before.removed.get(change.new.key), change.new)
    return change


def _of_tombstones(before: _Side, after: _Side) -> Iterator[Classified]:
    for key, record in after.removed.items():
        if key not in before.removed and key not in before.keys:
            yield Classified(Change("added", None, record), "docs", "a removed code is noted")
    for key, record in before.removed.items():
        newer = after.removed.get(key)
        if newer is None:
            if key not in after.keys:
                why = "a removed code is no longer noted, and may be used again"
                yield Classified(Change("removed", record, None), "docs", why)
            continue
        for change in compare(Reading(Record({}), [record]), Reading(Record({}), [newer])):
            if not _means_the_same(change):
                yield Classified(change, "docs", "what is said of a removed code changed")


MARKDOWN: dict[str, tuple[str, ...]] = {
    "description": (),
    "status_descriptions": ("*",),
    "causes": ("*",),
    "solutions": ("*",),
    "removed": ("reason",),
    "params": ("*", "description"),
    "headers": ("*", "description"),
    "groups": ("*", "description"),
}
"""Where fields hold Markdown: the steps that lead to it, ``*`` for any."""


ORDERED = frozenset(("groups", "status_descriptions"))
"""The mappings whose order says something."""


def _means_the_same(change: Change) -> bool:
    if change.field is None:
        return False
    old, new = change.old_value, change.new_value
    if change.field == "deprecated" and old is not None and new is not None:
        return _announcement(old) == _announcement(new)
    path = MARKDOWN.get(change.field, ("",))
    return _canonical(change.field, _meaning(old, path)) == _canonical(
        change.field, _meaning(new, path)
    )


def _canonical(name: str, value: Any) -> str:
    """Return a value as text that is the same where the value is: true is not 1."""
    return json.dumps(value, sort_keys=name not in ORDERED)


def _announcement(deprecated: dict[str, Any]) -> str:
    """Return what is said of a deprecation: a page says in prose what a catalog has in fields."""
    return markdown.normal(prose.deprecation(Deprecated(**deprecated)))


def _meaning(value: Any, path: tuple[str, ...]) -> Any:
    """Return a value with the Markdown at the end of a path in its normal form."""
    if not path:
        return markdown.normal(value) if isinstance(value, str) else value
    step, *rest = path
    if isinstance(value, dict):
        return {
            key: _meaning(its, tuple(rest)) if step in ("*", key) else its
            for key, its in value.items()
        }
    if isinstance(value, tuple) and step == "*":
        return tuple(_meaning(its, tuple(rest)) for its in value)
    return value


# Which entries are the same


SIMILAR = 0.6
"""How like two texts are, as difflib measures it, that stand for one entry."""

FUZZY_LIMIT = 10_000
"""How many pairs of texts of one HTTP status are measured, at most."""

Same = Callable[[Record], Any]


def _pairs(old: list[Record], new: list[Record], common: Common) -> Iterator[Pair]:
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


def _aliased(old: list[Record], new: list[Record]) -> Iterator[Pair]:
    """Return entries of which the newer names the older's anchor as its own."""
    names = {name: record for record in reversed(old) for name in (record.key, *_anchors(record))}
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
