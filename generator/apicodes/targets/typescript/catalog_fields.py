"""What the constants say of their catalog."""

from typing import cast

from apicodes.compare.record import Record, Records
from apicodes.compare.view import Reading, entry_records
from apicodes.render import markdown
from apicodes.targets.typescript.view import (
    INTRODUCTION,
    STYLES,
    TypeScriptEntry,
    TypeScriptView,
)


def records(reading: Reading) -> Records:
    """Return what the constants say in the terms of a catalog."""
    view = cast("TypeScriptView", reading.view)
    root: dict[str, object] = {"type_name": view.type_name}
    if view.introduction:
        root["title"] = markdown.one_line(str(view.introduction)).removesuffix(INTRODUCTION)
    if view.types:
        root["extensible"] = bool(view.wire_type)
    if view.wire_type or view.codes:
        is_number = view.wire_type == "number" or any(type(code) is int for code in view.codes)
        root["code_type"] = "integer" if is_number else "string"
    entries = entry_records(reading)
    for entry, record in zip(view.entries, entries, strict=True):
        _add_name(cast("TypeScriptEntry", entry).identifier, record)
    line = reading.lines.get((None, "type_name"), 1)
    return Records(Record(root, 1, dict.fromkeys(root, line)), entries)


def _add_name(identifier: str | None, record: Record) -> None:
    """Add the name that a key is made from where the row lacks one, as in older constants."""
    code = str(record.fields.get("code"))
    if identifier and identifier not in {style(code) for style in STYLES.values()}:
        record.fields.setdefault("name", identifier)
