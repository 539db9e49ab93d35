"""Values as source text of TypeScript."""

import json
import re
from functools import lru_cache

from apicodes.render.brackets import in_brackets
from apicodes.render.quotes import CACHED, quoted


def typescript(value: object, indent: int = 0) -> str:
    """Return a value as TypeScript: text, numbers, booleans, null, lists, and objects of them.

    A list that is short stands on one line; any other has a line for each item, and an object one
    for each property. `indent` is the column at which its first line begins.
    """
    match value:
        case str():
            return quoted(value)
        case dict() if value:
            margin = " " * indent
            lines = "".join(
                f"{margin}  {typescript_key(key)}: {typescript(item, indent + 2)},\n"
                for key, item in value.items()
            )
            return f"{{\n{lines}{margin}}}"
        case tuple() | list():
            return in_brackets([typescript(item, indent + 2) for item in value], "[]", indent, 2)
        case _:
            return json.dumps(value)


@lru_cache(CACHED)
def typescript_key(name: str | int) -> str:
    """Return the key of a property: an identifier, or quoted; computed where quotes do not keep it.

    As a plain key ``__proto__`` would set the prototype (ECMA-262, section B.3.1).
    """
    if isinstance(name, int):
        return str(name)
    if name == "__proto__":
        return f"[{quoted(name)}]"
    return name if _IDENTIFIER.fullmatch(name) else quoted(name)


_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
