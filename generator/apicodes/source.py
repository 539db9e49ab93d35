"""YAML text to typed values, with the position of every one of them.

The builder walks libyaml's events against the types of a msgspec Struct. It does not stop at the
first mistake: what is wrong becomes a `Problem` at its line and column, and the walk goes on. A
scalar is resolved by the type of its field, so that ``code: 0010`` stays text; where the format
leaves the type open, YAML 1.2's core schema decides (YAML 1.2.2, section 10.3).
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct
from msgspec import inspect as types
from yaml import YAMLError
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from apicodes.catalog import EXTENSIONS
from apicodes.events import FORBIDDEN, Event, Unreadable, cleaned, conflicts, events, named, syntax
from apicodes.problems import Location, Problem, nearest

DEPTH_LIMIT = 64
"""How deep values of open type may nest."""

INVALID: Any = object()
"""Stands for a value that is wrong; its `Problem` is recorded."""

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
BOOLEANS = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
AMBIGUOUS = re.compile(r"[-+]?(?:0[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[0-9]{19,}|\.inf|\.nan)\Z", re.I)
"""Numbers that JSON cannot write, or that YAML 1.1 and 1.2 read as different ones."""

INFINITY = float("inf")

T = TypeVar("T", bound=Struct)
Read = Callable[["Walk", Event], Any]


class Place(Struct):
    """The position of a mapping or list, and of what it holds, by field or index.

    A scalar has no `Place` but libyaml's mark alone, whose line and column count from 0.
    """

    path: str
    mark: Any
    children: Any

    def locate(self, *steps: str | int) -> Location:
        """Return where the value at the end of `steps` begins; where one is missing, its parent."""
        place = self
        for step in steps:
            try:
                child = place.children[step]
            except (KeyError, IndexError, TypeError):
                break
            if not isinstance(child, Place):
                return Location(place.path, child.line + 1, child.column + 1)
            place = child
        return Location(place.path, place.mark.line + 1, place.mark.column + 1)

    def gives(self, name: str) -> bool:
        """Return whether the source gives this field, be its value right or wrong."""
        return name in self.children


class Walk:
    """One pass over the events of one file."""

    __slots__ = ("depth", "next", "path", "place", "problems")

    def __init__(self, path: str, next_event: Callable[[], Event]) -> None:
        self.path = path
        self.next = next_event
        self.problems: list[Problem] = []
        self.depth = 0
        self.place: Place | None = None
        """The place of the mapping or list that was read last, until its parent takes it."""

    def wrong(self, event: Event, rule: str, message: str, hint: str | None = None) -> Any:
        """Record a problem at an event and return `INVALID`."""
        location = Location(self.path, event.start_mark.line + 1, event.start_mark.column + 1)
        self.problems.append(Problem(location, rule, message, hint))
        return INVALID

    def mistyped(self, event: Event, expects: str, hint: str | None = None) -> Any:
        """Record that another type was expected, pass over the value and return `INVALID`."""
        self.wrong(event, "wrong-type", f"expected {expects}, found {_shown(event)}", hint)
        return self.skip(event)

    def skip(self, event: Event) -> Any:
        """Pass over the value that an event begins and return `INVALID`."""
        depth = 0
        while True:
            kind = type(event)
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                depth += 1
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1
            if depth == 0:
                return INVALID
            event = self.next()


def build(text: str, path: str, struct: type[T]) -> tuple[T | None, Place | None, list[Problem]]:
    """Build a struct from the YAML text of one file.

    Returns the value, or None where nothing could be built; where each value in it begins; and
    every problem of the file. The value is complete only where there are none.
    """
    text, problems = cleaned(text, path)
    if unmerged := conflicts(text, path):
        return None, None, problems + unmerged
    walk = Walk(path, events(text, path))
    walk.problems = problems
    value, place = INVALID, None
    try:
        value, place = _document(walk, struct)
    except YAMLError as error:
        problems.append(syntax(error, text, path))
    except Unreadable as error:
        problems.append(error.problem)
    return (None if value is INVALID else value), place, problems


def _document(walk: Walk, struct: type[Struct]) -> tuple[Any, Place | None]:
    walk.next()
    event = walk.next()
    if type(event) is StreamEndEvent:
        hint = "start it with 'apicodes: 1'"
        return walk.wrong(event, "empty", "the file holds nothing", hint), None
    value = _root(struct)(walk, walk.next())
    place, walk.place = walk.place, None
    walk.next()
    event = walk.next()
    if type(event) is DocumentStartEvent:
        hint = "keep one document in a file; a catalog may have several files"
        walk.wrong(event, "several-documents", "a second YAML document starts here", hint)
    return value, place


@cache
def _root(struct: type[Struct]) -> Read:
    return _reader(types.type_info(struct))[1]


def _reader(of: types.Type) -> tuple[str, Read]:
    """Return what a type expects, in words, and the function that reads it."""
    match of:
        case types.Metadata():
            expects = (of.extra or {}).get("expects")
            if expects and isinstance(of.type, types.StrType):
                return expects, _text(of.type, expects)
            if isinstance(of.type, types.VarTupleType):
                unique = bool((of.extra_json_schema or {}).get("uniqueItems"))
                return "a list", _list(of.type, unique=unique)
            return _reader(of.type)
        case types.StrType():
            return "text", _text(of, "text")
        case types.IntType():
            return _integer(of)
        case types.BoolType():
            return "true or false", _boolean
        case types.LiteralType():
            return _literal(of)
        case types.UnionType():
            return _union(of)
        case types.StructType():
            return "a mapping", _struct(of)
        case types.DictType():
            return "a mapping", _mapping(of)
        case types.VarTupleType():
            return "a list", _list(of)
        case _:
            return "any value", _any


# Scalars


def _text(of: types.StrType, expects: str) -> Read:
    pattern = of.pattern or ""
    # In Python, unlike in JSON Schema, `$` also matches before a last line break.
    matches = (
        re.compile(pattern[1:-1]).fullmatch if pattern[:1] == "^" else re.compile(pattern).search
    )

    def read(walk: Walk, event: Event) -> Any:
        if type(event) is not ScalarEvent or event.tag is not None:
            return walk.mistyped(event, expects)
        value: str = event.value
        if event.style == '"':
            value = _unescaped(walk, event)
            if value is INVALID:
                return INVALID
        elif value in NULLS and event.implicit[0]:
            return walk.mistyped(event, expects)
        if not matches(value):
            return walk.wrong(event, "wrong-value", f"expected {expects}, found {_shown(event)}")
        return value.strip() if "\n" not in value else value.strip("\n").rstrip()

    return read


def _unescaped(walk: Walk, event: Event) -> Any:
    """Return the text of a double-quoted scalar, whose escapes can say what no file may hold."""
    value: str = event.value.replace("\r\n", "\n")
    if found := FORBIDDEN.search(value):
        message = f"an escape for {named(found.group())} is not allowed in a catalog"
        return walk.wrong(event, "forbidden-character", message, "delete it")
    return value


def _integer(of: types.IntType) -> tuple[str, Read]:
    expects = "an integer" if of.ge is None else f"an integer from {of.ge} to {of.le}"
    low, high = (of.ge, of.le) if of.ge is not None and of.le is not None else (None, None)

    def read(walk: Walk, event: Event) -> Any:
        if type(event) is not ScalarEvent or event.tag is not None:
            return walk.mistyped(event, expects)
        if not event.implicit[0] or not INTEGER.match(event.value):
            quoted = not event.implicit[0] and INTEGER.match(event.value)
            hint = "write it without quotes" if quoted else None
            return walk.mistyped(event, expects, hint)
        value = int(event.value)
        if low is not None and high is not None and not low <= value <= high:
            return walk.wrong(event, "wrong-value", f"expected {expects}, found {value}")
        return value

    return expects, read


def _boolean(walk: Walk, event: Event) -> Any:
    plain = type(event) is ScalarEvent and event.tag is None and event.implicit[0]
    if not plain or event.value not in BOOLEANS:
        return walk.mistyped(event, "true or false")
    return BOOLEANS[event.value]


def _literal(of: types.LiteralType) -> tuple[str, Read]:
    allowed = {str(value): value for value in of.values}
    expects = " or ".join(f"'{word}'" for word in allowed)

    def read(walk: Walk, event: Event) -> Any:
        if type(event) is not ScalarEvent or event.tag is not None:
            return walk.mistyped(event, expects)
        value = allowed.get(event.value, INVALID)
        if value is INVALID or (isinstance(value, int) and not event.implicit[0]):
            return walk.mistyped(event, expects, nearest(event.value, allowed))
        return value

    return expects, read


def _union(of: types.UnionType) -> tuple[str, Read]:
    nullable = False
    readers: dict[type, Read] = {}
    words = []
    for alternative in of.types:
        if isinstance(alternative, types.NoneType):
            nullable = True
            continue
        expects, read = _reader(alternative)
        words.append(expects)
        bare = alternative.type if isinstance(alternative, types.Metadata) else alternative
        readers[_BEGINS.get(type(bare), ScalarEvent)] = read
    expects = " or ".join(words)

    def read_any(walk: Walk, event: Event) -> Any:
        kind = type(event)
        if nullable and kind is ScalarEvent and event.implicit[0] and event.value in NULLS:
            return None
        read = readers.get(kind)
        return read(walk, event) if read else walk.mistyped(event, expects)

    return expects, read_any


_BEGINS = {
    types.StructType: MappingStartEvent,
    types.DictType: MappingStartEvent,
    types.VarTupleType: SequenceStartEvent,
}


# Mappings and lists


def _struct(of: types.StructType) -> Read:
    struct = of.cls
    # Filled when the first one is met: most catalogs use few of the format's types.
    fields: dict[str, tuple[str, Read]] = {}
    required = [field.encode_name for field in of.fields if field.required]

    def read(walk: Walk, event: Event) -> Any:
        if type(event) is not MappingStartEvent or event.tag is not None:
            return walk.mistyped(event, "a mapping")
        if not fields:
            for field in of.fields:
                fields[field.encode_name] = (field.name, _reader(field.type)[1])
        values: dict[str, Any] = {}
        places: dict[str, Any] = {}
        next_event = walk.next
        while type(key := next_event()) is not MappingEndEvent:
            name = _key(walk, key, places)
            if name is INVALID:
                continue
            value_event = next_event()
            places[name] = value_event.start_mark
            known = fields.get(name)
            if known is not None and name != EXTENSIONS:
                value = known[1](walk, value_event)
                if value is not INVALID:
                    values[known[0]] = value
            elif name.startswith("x-") and EXTENSIONS in fields:
                value = _any(walk, value_event)
                if value is not INVALID:
                    values.setdefault(fields[EXTENSIONS][0], {})[name] = value
            else:
                _unknown(walk, key, name, fields)
                walk.skip(value_event)
            if walk.place is not None:
                places[name] = walk.place
                walk.place = None
        walk.place = Place(walk.path, event.start_mark, places)
        missing = [name for name in required if fields[name][0] not in values]
        for name in missing:
            if name not in places:
                walk.wrong(event, "missing-field", f"the field '{name}' is missing here")
        return INVALID if missing else struct(**values)

    return read


def _key(walk: Walk, key: Event, places: dict[Any, Any]) -> Any:
    """Return the name of a field, or pass over the field and return `INVALID`."""
    if type(key) is not ScalarEvent:
        walk.mistyped(key, "the name of a field")
        return walk.skip(walk.next())
    name = key.value
    if key.style == '"':
        name = _unescaped(walk, key)
    if name is not INVALID and name in places:
        first = places[name]
        line = (first.mark if isinstance(first, Place) else first).line + 1
        name = walk.wrong(
            key,
            "duplicate-field",
            f"'{name}' stands twice in one mapping, first on line {line}",
            "delete one of the two",
        )
    return walk.skip(walk.next()) if name is INVALID else name


def _unknown(walk: Walk, key: Event, name: str, fields: dict[str, Any]) -> None:
    known = [field for field in fields if field != EXTENSIONS]
    if name == "<<":
        hint: str | None = "YAML 1.2 has no merge keys; use 'defaults', or an alias for one value"
    else:
        hint = nearest(name, known) or f"known here: {', '.join(known)}"
        if EXTENSIONS in fields:
            hint += "; a field of your own starts with 'x-'" if "known here" in hint else ""
    walk.wrong(key, "unknown-field", f"unknown field '{name}'", hint)


def _mapping(of: types.DictType) -> Read:
    read_value = _reader(of.value_type)[1]
    read_key = _reader(of.key_type)[1]
    integer_keys = isinstance(of.key_type, types.IntType)
    nonempty = bool(of.min_length)

    def read(walk: Walk, event: Event) -> Any:
        if type(event) is not MappingStartEvent or event.tag is not None:
            return walk.mistyped(event, "a mapping")
        values: dict[Any, Any] = {}
        places: dict[Any, Any] = {}
        while type(key := walk.next()) is not MappingEndEvent:
            name = _key(walk, key, places)
            if name is INVALID:
                continue
            if integer_keys:
                key.implicit = (True, False)  # JSON's keys are text, YAML's need not be.
            name = read_key(walk, key)
            value_event = walk.next()
            if name is INVALID:
                places[key.value] = walk.skip(value_event)
                continue
            value = read_value(walk, value_event)
            places[name] = _placed(walk, value_event)
            if value is not INVALID:
                values[name] = value
        if nonempty and not places:
            return walk.wrong(event, "wrong-value", "expected at least one, found none")
        walk.place = Place(walk.path, event.start_mark, places)
        return values

    return read


def _list(of: types.VarTupleType, *, unique: bool = False) -> Read:
    read_item = _reader(of.item_type)[1]
    nonempty = bool(of.min_length)

    def read(walk: Walk, event: Event) -> Any:
        if type(event) is not SequenceStartEvent or event.tag is not None:
            return walk.mistyped(event, "a list")
        values: list[Any] = []
        places: list[Any] = []
        item = event
        while type(item := walk.next()) is not SequenceEndEvent:
            value = read_item(walk, item)
            place = _placed(walk, item)
            if unique and value in values:
                walk.wrong(item, "wrong-value", f"{_shown(item)} stands twice in this list")
            elif value is not INVALID:
                values.append(value)
                places.append(place)
        if nonempty and item is event:
            return walk.wrong(event, "wrong-value", "expected at least one, found none")
        walk.place = Place(walk.path, event.start_mark, places)
        return tuple(values)

    return read


def _placed(walk: Walk, event: Event) -> Any:
    """Return the place of the value that was just read: its own, or the mark where it begins."""
    place, walk.place = walk.place, None
    return place or event.start_mark


# Values of open type


def _any(walk: Walk, event: Event) -> Any:
    kind = type(event)
    if event.tag is not None:
        return walk.mistyped(event, "a value without a tag")
    if kind is ScalarEvent:
        return _core(walk, event)
    if walk.depth == DEPTH_LIMIT:
        walk.wrong(event, "too-deep", f"values nest more than {DEPTH_LIMIT} levels deep here")
        return walk.skip(event)
    walk.depth += 1
    value: Any = _open_list(walk) if kind is SequenceStartEvent else _open_mapping(walk)
    walk.depth -= 1
    return value


def _open_list(walk: Walk) -> list[Any]:
    values = []
    while type(item := walk.next()) is not SequenceEndEvent:
        values.append(_any(walk, item))
    return values


def _open_mapping(walk: Walk) -> dict[str, Any]:
    values: dict[str, Any] = {}
    places: dict[str, Any] = {}
    while type(key := walk.next()) is not MappingEndEvent:
        name = _key(walk, key, places)
        if name is not INVALID:
            places[name] = key.start_mark
            values[name] = _any(walk, walk.next())
    return values


def _core(walk: Walk, event: Event) -> Any:
    """Resolve a scalar as YAML's core schema does; a number must be one that JSON can write."""
    value: str = event.value
    if not event.implicit[0]:
        return _unescaped(walk, event) if event.style == '"' else value
    if value in NULLS:
        return None
    if value in BOOLEANS:
        return BOOLEANS[value]
    if INTEGER.match(value):
        return int(value)
    if AMBIGUOUS.match(value) or (FLOAT.match(value) and float(value) in (INFINITY, -INFINITY)):
        hint = "quote it if it is text"
        return walk.wrong(event, "wrong-value", f"{value} is not a number of JSON", hint)
    if FLOAT.match(value):
        return float(value)
    return value


def _shown(event: Event) -> str:
    """Return how a message shows the value that an event begins."""
    match event:
        case ScalarEvent(tag=str(tag)):
            return f"a value with the tag '{tag}'"
        case ScalarEvent(value=value, implicit=(True, _)) if value in NULLS:
            return "nothing"
        case ScalarEvent(value=value, implicit=(plain, _)):
            short = value if len(value) <= 60 else value[:57] + "..."
            short = short.replace("\n", "\\n").replace("\t", "\\t")
            return short if plain else f'"{short}"'
        case MappingStartEvent():
            return "a mapping"
        case _:
            return "a list"
