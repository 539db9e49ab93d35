"""What a module says of its catalog."""

import ast
from typing import cast

from apicodes.catalog import naming
from apicodes.compare.record import Record, Records
from apicodes.compare.view import Reading, entry_records
from apicodes.render import comments, markdown
from apicodes.targets.python.view import PythonEntry, PythonView


def records(reading: Reading) -> Records:
    """Return what a module says in the terms of a catalog."""
    view = cast("PythonView", reading.view)
    introduction = comments.docstring(str(view.introduction or ""))  # It may not be wrapped yet.
    title, _, description = ast.literal_eval(introduction).strip("\n").partition("\n\n")
    root = {
        "title": markdown.one_line(title).removesuffix("."),
        "description": description,
        "type_name": view.type_name,
        "code_type": "integer" if view.base == "IntEnum" else "string",
    }
    entries = entry_records(reading)
    for entry, record in zip(view.entries, entries, strict=True):
        _add_name(cast("PythonEntry", entry).identifier, record)
    line = reading.lines.get((None, "type_name"), 1)
    return Records(Record(root, 1, dict.fromkeys(root, line)), entries)


def _add_name(identifier: str | None, record: Record) -> None:
    """Add the name that a member is made from where the row lacks one, as in older modules."""
    if identifier and identifier != naming.constant(str(record.fields.get("code"))):
        record.fields.setdefault("name", identifier)
