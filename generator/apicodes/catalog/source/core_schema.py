"""Plain scalars as YAML 1.2's core schema reads them (YAML 1.2.2, section 10.3)."""

import re

from yaml import CSafeLoader

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
BOOLEANS = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
AMBIGUOUS = re.compile(r"[-+]?(?:0[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[0-9]{19,}|\.inf|\.nan)\Z", re.I)
"""Numbers that JSON cannot write, or that YAML 1.1 and 1.2 read as different ones."""


def value_of(text: str) -> object:
    """Return the value of a plain scalar; a number of many digits stays text."""
    if text in NULLS:
        return None
    if INTEGER.match(text):
        return int(text)
    return float(text) if FLOAT.match(text) and len(text) < 30 else BOOLEANS.get(text, text)


def is_ambiguous(text: str) -> bool:
    """Return whether YAML 1.1 takes a plain scalar for anything but text: ``NO``, ``12:30``."""
    resolvers = CSafeLoader.yaml_implicit_resolvers.get(text[:1], ())
    return any(pattern.match(text) for _, pattern in resolvers)
