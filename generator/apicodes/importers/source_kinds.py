"""What kind of source a file is: its name tells, and for YAML and JSON the keys at its top."""

import os
from collections.abc import Iterator

from apicodes.catalog.source.syntax import is_json
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
        return next((TOPS[key] for key in _top(text) if key in TOPS), None)
    except ValueError:
        if is_json(text, path):
            return "openapi"
        return broken if end in (".yaml", ".yml") else None


def _top(text: str) -> Iterator[str]:
    """Return the keys at the top of YAML or JSON. Raises `ValueError` where it is neither."""
    import yaml
    from yaml.events import MappingStartEvent, NodeEvent, ScalarEvent

    depth = count = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if depth == 0 and isinstance(event, NodeEvent) and type(event) is not MappingStartEvent:
                return
            if depth == 1 and isinstance(event, NodeEvent):
                count += 1
                if count % 2 and isinstance(event, ScalarEvent):
                    yield event.value
            depth += _steps(event)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _steps(event: object) -> int:
    """Return 1 where an event begins a mapping or a list, -1 where it ends one."""
    from yaml.events import CollectionEndEvent, CollectionStartEvent

    return isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
