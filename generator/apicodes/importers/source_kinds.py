"""What kind of source a file is: its name tells, and for YAML and JSON the keys at its top."""

import os

from apicodes.catalog.source.syntax import is_json
from apicodes.catalog.source.yaml_events import top_keys
from apicodes.compare.comparable import Kind

KINDS: dict[str, Kind] = {
    ".md": "page",
    ".mdx": "page",
    ".py": "python",
    ".pyi": "python",
    ".ts": "typescript",
    ".mts": "typescript",
    ".cts": "typescript",
}
"""The kinds that the end of a file's name tells."""

TOPS: dict[str, Kind] = {
    "apicodes": "catalog",
    "openapi": "openapi",
    "swagger": "openapi",
    "components": "openapi",
    "paths": "openapi",
}
"""The keys that tell, at the top of YAML or JSON, what it is."""


def of(path: str, text: str, broken: Kind = "catalog") -> Kind | None:
    """Return the kind of a source, None where it is none of them.

    What reads the kind `broken` tells what is wrong in YAML whose kind is not clear before that.
    """
    end = os.path.splitext(path)[1].lower()
    if end in KINDS:
        return KINDS[end]
    try:
        return next((TOPS[key] for key in top_keys(text) if key in TOPS), None)
    except ValueError:
        if is_json(text, path):
            return "openapi"
        return broken if end in (".yaml", ".yml") else None
