"""``apicodes schema``: the JSON Schemas of the catalog and of reports."""

from apicodes import report
from apicodes import schema as schemas


def schema(of: str) -> int:
    """Print the JSON Schema of a catalog's file, or of a report in JSON."""
    report.result(schemas.text(of), newline=False)
    return 0
