"""The JSON Schema of the catalog, for editors and other tools (draft 2020-12)."""

import json
import re
from typing import Any

from msgspec.json import schema_components

from apicodes.catalog.entry import EXTENSIONS
from apicodes.catalog.model import Catalog

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a catalog file."""
    _, definitions = schema_components((Catalog,), ref_template="#/$defs/{name}")
    for definition in definitions.values():
        _open_to_extensions(definition)
    _accept_unquoted_text(definitions)
    top = definitions.pop("Catalog")
    del top["title"]
    return {
        "$schema": DIALECT,
        "$comment": "made by 'apicodes schema'",
        "title": "A catalog of response codes, format 1",
        **top,
        "$defs": definitions,
    }


def text() -> str:
    """Return the JSON Schema of a catalog as the text of a file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _open_to_extensions(definition: dict[str, Any]) -> None:
    """Allow extension fields in a mapping that takes them; msgspec cannot express this."""
    if definition.get("properties", {}).pop(EXTENSIONS, None) is not None:
        definition["patternProperties"] = {
            "^x-": {"description": "An extension field, for your own templates."}
        }


def _accept_unquoted_text(node: object) -> None:
    """Accept numbers and booleans as text: ``code: 0010`` is text here, but no text to editors."""
    if isinstance(node, list):
        for item in node:
            _accept_unquoted_text(item)
        return
    if not isinstance(node, dict):
        return
    for key, child in node.items():
        if key in ("properties", "patternProperties"):
            for schema in child.values():
                _accept_unquoted_text(schema)
        elif key not in ("default", "examples", "enum", "required"):  # these hold data
            _accept_unquoted_text(child)
    if "default" in node and node["default"] is None:
        del node["default"]  # Editors would write the word null into the catalog.
    if node.get("type") == "string":
        matches = re.compile(node.get("pattern", "")).search
        number = ["number"] if all(map(matches, ("404", "-1", "1.5"))) else []
        boolean = ["boolean"] if all(map(matches, ("true", "false"))) else []
        node["type"] = ["string", *number, *boolean] if number or boolean else "string"
