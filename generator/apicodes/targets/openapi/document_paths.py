"""The paths of values in a document, such as ``info.title``."""

import json


def flat(value: object, path: str = "") -> dict[str, object]:
    """Return what a document says under the path of each value, such as ``info.title``."""
    if not isinstance(value, dict) or not value:
        return {path: value}
    values: dict[str, object] = {}
    for key, item in value.items():
        values.update(flat(item, below(path, str(key))))
    return values


def below(path: str, key: str) -> str:
    """Return the path of a key; one with a dot in it is quoted, so that no two share a path."""
    step = json.dumps(key, ensure_ascii=False) if "." in key or '"' in key else key
    return f"{path}.{step}" if path else step
