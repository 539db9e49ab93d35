"""``apicodes schema``: the catalog's JSON Schema."""

from apicodes import report
from apicodes import schema as catalog_schema


def schema() -> int:
    """Print the JSON Schema of a catalog's file."""
    report.result(catalog_schema.text(), newline=False)
    return 0
