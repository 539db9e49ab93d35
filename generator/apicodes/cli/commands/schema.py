"""``apicodes schema``: the JSON Schemas of the catalog and of reports."""

import json

from apicodes.catalog.json_schema import json_schema
from apicodes.cli import terminal


def schema(subject: str) -> int:
    """Print the JSON Schema of catalog files, or of JSON reports."""
    if subject == "report":
        from apicodes.cli.reports.report_schema import report_schema

        schema = report_schema()
    else:
        schema = json_schema()
    terminal.print_data(json.dumps(schema, indent=2, ensure_ascii=False))
    return 0
