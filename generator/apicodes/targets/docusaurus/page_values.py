"""Values of a catalog as a page shows them."""

import json
import re
from typing import Any

from apicodes.catalog.entry import Entry
from apicodes.catalog.field_row import Field
from apicodes.render.texts import Code, Line, Markdown
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.extensions import of


def heading(row: Field, options: Options) -> Line:
    """Return the heading of the column of a field."""
    return Line(options.headings.get(row.name, row.heading))


def value_of(entry: Entry, row: Field) -> Any:
    """Return a field of an entry with its texts typed; deprecations and data are not for this."""
    if row.kind == "statuses":
        return entry.http_statuses
    value = getattr(entry, row.name)
    if value is None:
        return None
    if row.kind == "text":
        return Line(value)
    return Code(value) if row.kind == "code" else row.with_markdown(value, Markdown)


def extension_fields(entry: Entry, options: Options) -> dict[str, Code]:
    """Return the extension fields that a page shows of an entry, by their names on the page."""
    return {Line(name).normal: Code(display(value)) for name, value in of(entry, options).items()}


def display(value: object) -> str:
    """Return a value on one line: text as it is where it can be, else as JSON has it."""
    if isinstance(value, str) and re.fullmatch(r"\S(?:.*\S)?", value):
        return value
    return json.dumps(value, ensure_ascii=False)
