"""What a change means for those who use an API: whether it breaks clients, and why.

The rules of a field stand in the table of fields; those of whole entries and of the catalog itself
are here. The first rule whose condition holds decides.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from apicodes.catalog.field_row import ChangeRule, Level
from apicodes.catalog.fields import field
from apicodes.compare.differences import Change
from apicodes.compare.pairing import anchors
from apicodes.compare.record import Record

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
    def names(self) -> set[str]:
        """What settings may call the change: the entry's key, with and without the field."""
        records = filter(None, (self.change.old, self.change.new))
        keys = {record.key for record in records} if self.change.of_entry else {""}
        return {
            name.strip(".") for key in keys for name in (key, f"{key}.{self.change.field or ''}")
        }

    @property
    def is_rename(self) -> bool:
        """Whether a code took the place of another."""
        return self.change.field == "code" and None not in (
            self.change.old_value,
            self.change.new_value,
        )


def semver(changes: list[Classified]) -> str:
    """Return the part of the version that changes ask to raise: none where there are none."""
    return next(
        (SEMVER[level] for level in LEVELS if any(change.level == level for change in changes)),
        "none",
    )


def accepted(
    changes: list[Classified], reasons: Mapping[str, str]
) -> tuple[list[Classified], list[str]]:
    """Return changes with those that are accepted made compatible, and the names that fit none."""
    unused = dict.fromkeys(reasons)
    result = []
    for change in changes:
        for name in sorted(change.names & reasons.keys()):
            unused.pop(name, None)
            if change.level == "breaking":
                why = f"{change.why}; accepted: {reasons[name]}"
                change = Classified(change.change, "compatible", why)
        result.append(change)
    return sorted(result, key=lambda each: LEVELS.index(each.level)), list(unused)


class Setting(Struct, frozen=True):
    """What the older source promised, as far as rules ask for it."""

    extensible: bool
    removed: frozenset[str]
    """The codes that were removed, and are never used again."""
    sends_address: bool
    """Whether the address of the documentation is on the wire."""
    sends_group: bool = False
    """Whether the key of the group is in it."""


# Conditions


def _items(value: Any) -> set[object]:
    return set(value or ())


def _lost_name(change: Change, _setting: Setting) -> bool:
    new = change.new_value or {}
    return any(new.get(output) != name for output, name in (change.old_value or {}).items())


def _sunset(deprecated: object) -> str:
    return deprecated.get("sunset") or "" if isinstance(deprecated, dict) else ""


def _sunset_pulled_in(change: Change, _setting: Setting) -> bool:
    return "" < _sunset(change.new_value) < _sunset(change.old_value)


def _sunset_passed(change: Change, _setting: Setting) -> bool:
    """Return whether a code is removed as it was announced: noted, on its day, in its version."""
    from apicodes.catalog import dates
    from apicodes.catalog.versions import is_later

    deprecated, removed = (
        record.fields.get(name) if record else None
        for record, name in ((change.old, "deprecated"), (change.new, "removed"))
    )
    day = dates.day(_sunset(deprecated))
    if not (isinstance(deprecated, dict) and isinstance(removed, dict) and day):
        return False
    if day > dates.today():
        return False
    announced, since = deprecated.get("since"), removed.get("since")
    return not (announced and since and is_later(announced, since))


def _schema_changed(change: Change, _setting: Setting) -> bool:
    new = change.new_value or {}
    return any(
        header.get("schema") != new[name].get("schema")
        for name, header in (change.old_value or {}).items()
        if name in new
    )


CONDITIONS: dict[str, Callable[[Change, Setting], bool]] = {
    "any": lambda *_: True,
    "has no code": lambda change, _: "code" not in change.record.fields,
    "closed": lambda _, setting: not setting.extensible,
    "used again": lambda change, setting: (
        str((change.new or change.record).fields.get("code")) in setting.removed
    ),
    "gained": lambda change, _: change.old_value is None,
    "gained in closed": lambda change, setting: change.old_value is None and not setting.extensible,
    "lost": lambda change, _: change.new_value is None,
    "was true": lambda change, _: change.old_value is True,
    "became true": lambda change, _: change.new_value is True,
    "became internal": lambda change, _: change.new_value == "internal",
    "only lost items": lambda change, _: _items(change.old_value) > _items(change.new_value),
    "lost an item": lambda change, _: not _items(change.old_value) <= _items(change.new_value),
    "gained an item": lambda change, _: not _items(change.new_value) <= _items(change.old_value),
    "lost an anchor": lambda change, _: (
        change.old_value is not None and change.old_value not in anchors(change.new)
    ),
    "lost an alias": lambda change, _: not _items(change.old_value) <= anchors(change.new),
    "lost a name": _lost_name,
    "sunset pulled in": _sunset_pulled_in,
    "sunset passed": _sunset_passed,
    "sunset moved": lambda change, _: _sunset(change.old_value) != _sunset(change.new_value),
    "schema changed": _schema_changed,
    "url on the wire": lambda change, setting: (
        setting.sends_address and change.old_value is not None
    ),
    "group on the wire": lambda _, setting: setting.sends_group,
}
"""What a `ChangeRule` may ask of a change and of what the older source promised."""

# Rules of whole entries, of what is made from their names, and of the catalog itself

ENTRY_RULES: dict[str, tuple[ChangeRule, ...]] = {
    "removed": (
        ChangeRule("compatible", "sunset passed", "it is removed after its sunset, as announced"),
        ChangeRule("breaking", "has no code", "an entry without a code is removed"),
        ChangeRule("breaking", "any", "the code is removed"),
    ),
    "added": (
        ChangeRule("compatible", "has no code", "an entry without a code is added"),
        ChangeRule("breaking", "used again", "a code that was removed is used again"),
        ChangeRule("breaking", "closed", "a code is added, though not extensible"),
        ChangeRule("compatible", "any", "a code is added"),
    ),
    "moved": (ChangeRule("docs", "any", "it stands elsewhere in the order"),),
}
DERIVED_RULES: dict[str, tuple[ChangeRule, ...]] = {
    "anchor": (
        ChangeRule("breaking", "lost an anchor", "the anchor is lost; name it under aliases"),
        ChangeRule("docs", "any", "the anchor changed, and the old one still leads there"),
    ),
    "identifiers": (
        ChangeRule("breaking", "lost a name", "names in generated code are lost"),
        ChangeRule("compatible", "any", "names in generated code are added"),
    ),
}
CATALOG_RULES: dict[str, tuple[ChangeRule, ...]] = {
    "code_type": (ChangeRule("breaking", "any", "the type of codes on the wire changed"),),
    "envelope": (ChangeRule("breaking", "any", "the envelope changed"),),
    "envelope.schema": (ChangeRule("breaking", "any", "the schema of the envelope changed"),),
    "extensible": (
        ChangeRule("breaking", "became true", "clients must expect unknown codes"),
        ChangeRule("compatible", "any", "no unknown codes can come"),
    ),
    "type_name": (ChangeRule("breaking", "any", "the name of the generated type is lost"),),
    "headers": (
        ChangeRule("breaking", "lost an item", "a header's component is lost"),
        ChangeRule("breaking", "schema changed", "the schema of a header changed"),
        ChangeRule("compatible", "gained an item", "a header is defined"),
    ),
    "docs_url": (ChangeRule("breaking", "url on the wire", "the address on the wire changed"),),
}

DOCS = "the documentation changed"
"""Why a change that no rule fits is documentation: prose, links, examples, order."""


def classified(change: Change, setting: Setting) -> Classified:
    """Return a change with its level and why: those of the first rule that fits."""
    for rule in _rules(change):
        if CONDITIONS[rule.condition](change, setting):
            return Classified(change, rule.level, rule.why)
    return Classified(change, "docs", DOCS)


def _rules(change: Change) -> tuple[ChangeRule, ...]:
    if not change.of_entry:
        return CATALOG_RULES.get(change.field or "", ())
    if change.field is None:
        return ENTRY_RULES[change.kind]
    row = field(change.field)
    return row.rules if row else DERIVED_RULES.get(change.field, ())
