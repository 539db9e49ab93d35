"""Readers of scalars: by the type of their field, or by YAML's core schema where it is open."""

import re

from msgspec import inspect as types
from yaml.events import ScalarEvent

from apicodes.catalog.source.core_schema import AMBIGUOUS, BOOLEANS, FLOAT, INTEGER, NULLS
from apicodes.catalog.source.walk import INVALID, Invalid, Read, Walk, describe
from apicodes.catalog.source.yaml_events import Event
from apicodes.problems import nearest
from apicodes.text.forbidden import FORBIDDEN, describe_character
from apicodes.text.lines import SPACES

INFINITY = float("inf")


def text(of: types.StrType, expected: str) -> Read:
    """Read text: any scalar but a plain null, without the space around it."""
    pattern = of.pattern or ""
    # In Python, unlike in JSON Schema, `$` also matches before a last line break.
    matches = (
        re.compile(pattern[1:-1]).fullmatch if pattern[:1] == "^" else re.compile(pattern).search
    )

    def read(walk: Walk, event: Event) -> str | Invalid:
        if type(event) is not ScalarEvent or event.tag is not None:
            return walk.report_type(event, expected)
        value = unescaped(walk, event) if event.style == '"' else str(event.value)
        if value is INVALID:
            return INVALID
        if value in NULLS and event.implicit[0]:
            return walk.report_type(event, expected)
        if not matches(value):
            return walk.report(
                event, "wrong-value", f"expected {expected}, found {describe(event)}"
            )
        return value.strip(SPACES) if "\n" not in value else value.strip("\n").rstrip(SPACES)

    return read


def unescaped(walk: Walk, event: Event) -> str | Invalid:
    """Return the text of a double-quoted scalar; its escapes may give forbidden characters."""
    value: str = event.value.replace("\r\n", "\n")
    if match := FORBIDDEN.search(value):
        message = f"an escape for {describe_character(match.group())} is not allowed in a catalog"
        return walk.report(event, "forbidden-character", message, "delete it")
    return value


def integer(of: types.IntType) -> tuple[str, Read]:
    """Read a plain integer, spelled as JSON spells it, within the bounds of its type."""
    expected = "an integer" if of.ge is None else f"an integer from {of.ge} to {of.le}"
    low, high = (of.ge, of.le) if of.ge is not None and of.le is not None else (None, None)

    def read(walk: Walk, event: Event) -> int | Invalid:
        if type(event) is not ScalarEvent or event.tag is not None:
            return walk.report_type(event, expected)
        if not event.implicit[0] or not INTEGER.match(event.value):
            quoted = not event.implicit[0] and INTEGER.match(event.value)
            hint = "write it without quotes" if quoted else None
            return walk.report_type(event, expected, hint)
        value = int(event.value)
        if low is not None and high is not None and not low <= value <= high:
            return walk.report(event, "wrong-value", f"expected {expected}, found {value}")
        return value

    return expected, read


def boolean(walk: Walk, event: Event) -> bool | Invalid:
    """Read true or false; ``yes`` and ``on`` are text in YAML 1.2."""
    plain = type(event) is ScalarEvent and event.tag is None and event.implicit[0]
    if not plain or event.value not in BOOLEANS:
        return walk.report_type(event, "true or false")
    return BOOLEANS[event.value]


def literal(of: types.LiteralType) -> tuple[str, Read]:
    """Read one of several words or numbers."""
    allowed = {str(value): value for value in of.values}
    # A number is shown without quotes, as it is written in the catalog.
    expected = " or ".join(
        word if isinstance(value, int) else f"'{word}'" for word, value in allowed.items()
    )

    def read(walk: Walk, event: Event) -> object:
        if type(event) is not ScalarEvent or event.tag is not None:
            return walk.report_type(event, expected)
        value = allowed.get(event.value, INVALID)
        if isinstance(value, int) and not event.implicit[0]:
            return walk.report_type(event, expected, "write it without quotes")
        if value is INVALID:
            return walk.report_type(event, expected, nearest(event.value, allowed))
        return value

    return expected, read


def core(walk: Walk, event: Event) -> str | float | bool | Invalid | None:
    """Resolve a scalar as YAML's core schema does; a number must be one that JSON can write."""
    value: str = event.value
    if not event.implicit[0]:
        return unescaped(walk, event) if event.style == '"' else value
    if value in NULLS:
        return None
    if value in BOOLEANS:
        return BOOLEANS[value]
    if INTEGER.match(value):
        return int(value)
    if AMBIGUOUS.match(value) or (FLOAT.match(value) and float(value) in (INFINITY, -INFINITY)):
        hint = "quote it if it is text"
        return walk.report(event, "wrong-value", f"{describe(event)} is not a JSON number", hint)
    if FLOAT.match(value):
        return float(value)
    return value
