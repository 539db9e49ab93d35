"""What a change means for those who use an API: whether it breaks clients, and why.

The rules are one table, read from its top: the first that fits a change decides.
"""

from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct

from apicodes.compare.differences import Change
from apicodes.compare.pairing import anchors
from apicodes.compare.record import Record

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
    sends_group: bool = False
    """Whether the key of the group is in it."""


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


def _has_no_code(change: Change, _setting: Setting) -> bool:
    return "code" not in change.record.fields


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


def _lost_only(change: Change, _setting: Setting) -> bool:
    return set(change.old_value or ()) > set(change.new_value or ())


def _lost_an_item(change: Change, _setting: Setting) -> bool:
    return bool(set(change.old_value or ()) - set(change.new_value or ()))


def _gained_an_item(change: Change, _setting: Setting) -> bool:
    return bool(set(change.new_value or ()) - set(change.old_value or ()))


def _lost_anchor(change: Change, _setting: Setting) -> bool:
    return change.old_value is not None and change.old_value not in anchors(change.new)


def _lost_alias(change: Change, _setting: Setting) -> bool:
    return bool(set(change.old_value or ()) - anchors(change.new))


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


def _group_on_the_wire(_change: Change, setting: Setting) -> bool:
    return setting.sends_group


RULES = (
    Rule("breaking", "entry removed", _has_no_code, "an entry without a code is removed"),
    Rule("breaking", "entry removed", _always, "the code is removed"),
    Rule("compatible", "entry added", _has_no_code, "an entry without a code is added"),
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
    Rule("breaking", "http_status", _lost_only, "an HTTP status is removed"),
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
    Rule("breaking", "group", _group_on_the_wire, "the address on the wire changed"),
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


def classified(change: Change, setting: Setting) -> Classified:
    """Return a change with its level and why: those of the first rule that fits."""
    field = change.field or f"entry {change.kind}"
    subject = field if change.of_entry else f"catalog {field}"
    for rule in RULES:
        if rule.subject == subject and rule.when(change, setting):
            return Classified(change, rule.level, rule.why)
    return Classified(change, "docs", DOCS)
