"""Values as JSON and TOML."""

import re
from datetime import date, time
from json import dumps


def json(value: object, indent: int = 0) -> str:
    """Return a value as JSON (RFC 8259), a line for each member and item.

    `indent` is the indentation of the line that it begins in.
    """
    return dumps(value, ensure_ascii=False, indent=2).replace("\n", f"\n{' ' * indent}")


def toml(value: object) -> str:
    """Return a value as TOML on one line; what TOML has no value for, null, is left out."""
    match value:
        case str():
            return dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case dict():
            items = (f"{_toml_key(key)} = {toml(item)}" for key, item in value.items()
                     if item is not None)  # fmt: skip
            return f"{{ {', '.join(items)} }}" if value else "{}"
        case list() | tuple():
            return f"[{', '.join(toml(item) for item in value if item is not None)}]"
        case bool():
            return "true" if value else "false"
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _toml_key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else dumps(name, ensure_ascii=False)
