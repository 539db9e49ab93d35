"""``apicodes schema``: the catalog's JSON Schema."""

import json

from apicodes import report
from apicodes import schema as catalog_schema


def schema() -> int:
    """Print the JSON Schema of a catalog's file."""
    report.result(text())
    return 0


def text() -> str:
    """Return the JSON Schema as prettier leaves a file of it, without a line break at its end."""
    return json.dumps(catalog_schema.json_schema(), indent=2, ensure_ascii=False)
