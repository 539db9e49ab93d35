"""Values of a catalog as a page shows them."""

import json
import re
from typing import Any

from apicodes.catalog.entry import Entry
from apicodes.catalog.field_row import Field
from apicodes.catalog.http_status import PHRASES
from apicodes.render.texts import Code, Line, Markdown, Text
from apicodes.targets.docusaurus.options import Options
from apicodes.targets.extensions import of


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


def is_filled(value: object) -> bool:
    """Return whether a value of an entry says anything."""
    return (
        value is not None and value not in ((), {}) and (not isinstance(value, Text) or bool(value))
    )


def extension_fields(entry: Entry, options: Options) -> dict[str, Code]:
    """Return the extension fields that a page shows of an entry, by their names on the page."""
    return {Line(name).normal: Code(display(value)) for name, value in of(entry, options).items()}


def display(value: object) -> str:
    """Return a value on one line: text as it is where it can be, else as JSON has it."""
    if isinstance(value, str) and re.fullmatch(r"\S(?:.*\S)?", value):
        return value
    return json.dumps(value, ensure_ascii=False)


def label(entry: Entry) -> str:
    """Return how an entry without a code is called: by its HTTP statuses, else by its name."""
    return ", ".join(map(with_phrase, entry.http_statuses)) or entry.key


def with_phrase(status: int) -> str:
    """Return an HTTP status with its phrase, such as ``404 Not Found``."""
    return f"{status} {PHRASES.get(status, '')}".rstrip()
