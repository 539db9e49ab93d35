"""Functions that read values, made from the types of msgspec Structs."""

from collections.abc import Mapping
from typing import Any

from msgspec import inspect as types
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from apicodes.catalog.entry import EXTENSIONS
from apicodes.catalog.source import scalars
from apicodes.catalog.source.core_schema import NULLS
from apicodes.catalog.source.positions import Positions
from apicodes.catalog.source.walk import INVALID, Invalid, Read, Walk, describe
from apicodes.catalog.source.yaml_events import Event, Mark
from apicodes.problems import nearest

DEPTH_LIMIT = 64
"""How deep values of open type may nest."""


def reader(of: types.Type) -> tuple[str, Read]:
    """Return the words for what a type expects, and the function that reads it."""
    match of:
        case types.Metadata():
            expected, holds = map((of.extra or {}).get, ("expects", "holds"))
            if expected and isinstance(of.type, types.StrType):
                return expected, scalars.text(of.type, expected)
            if isinstance(of.type, types.VarTupleType):
                unique = bool((of.extra_json_schema or {}).get("uniqueItems"))
                return "a list", _list(of.type, holds, unique=unique)
            if isinstance(of.type, types.DictType):
                return "a mapping", _mapping(of.type, holds)
            return reader(of.type)
        case types.StrType():
            return "text", scalars.text(of, "text")
        case types.IntType():
            return scalars.integer(of)
        case types.BoolType():
            return "true or false", scalars.boolean
        case types.LiteralType():
            return scalars.literal(of)
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


def _union(of: types.UnionType) -> tuple[str, Read]:
    nullable = False
    readers: dict[type, Read] = {}
    words = []
    for alternative in of.types:
        if isinstance(alternative, types.NoneType):
            nullable = True
            continue
        expected, read = reader(alternative)
        words.append(expected)
        bare = alternative.type if isinstance(alternative, types.Metadata) else alternative
        readers[_BEGINS.get(type(bare), ScalarEvent)] = read
    expected = " or ".join(words)
    structs = [option for option in of.types if isinstance(option, types.StructType)]
    hint = _shape(structs[0]) if structs else None

    def read_any(walk: Walk, event: Event) -> object:
        kind = type(event)
        if nullable and kind is ScalarEvent and event.implicit[0] and event.value in NULLS:
            return None
        read = readers.get(kind)
        return read(walk, event) if read else walk.report_type(event, expected, hint)

    return expected, read_any


def _shape(of: types.StructType) -> str | None:
    """Return the hint that lists the fields of a mapping, unless there are many."""
    names = [field.encode_name for field in of.fields]
    if len(names) > 4:
        return None
    return f"write it as {{{', '.join(f'{name}: ...' for name in names)}}}"


_BEGINS = {
    types.StructType: MappingStartEvent,
    types.DictType: MappingStartEvent,
    types.VarTupleType: SequenceStartEvent,
}


def _struct(of: types.StructType) -> Read:
    struct = of.cls
    # Filled at the first value: most catalogs use few of the types of the format.
    fields: dict[str, tuple[str, Read]] = {}
    required = [field.encode_name for field in of.fields if field.required]
    hint = _shape(of)

    def read(walk: Walk, event: Event) -> object:
        if type(event) is not MappingStartEvent or event.tag is not None:
            return walk.report_type(event, "a mapping", hint)
        if not fields:
            for field in of.fields:
                fields[field.encode_name] = (field.name, reader(field.type)[1])
        values: dict[str, Any] = {}
        children: dict[str, Any] = {}
        wrong: list[str] = []
        next_event = walk.next
        while type(key := next_event()) is not MappingEndEvent:
            name = _key(walk, key, children)
            if name is INVALID:
                continue
            value_event = next_event()
            children[name] = value_event.start_mark
            known = fields.get(name)
            if known is not None and name != EXTENSIONS:
                before = len(walk.problems)
                value = known[1](walk, value_event)
                if len(walk.problems) > before:
                    wrong.append(name)
                if value is not INVALID:
                    values[known[0]] = value
            elif name.startswith("x-") and EXTENSIONS in fields:
                value = _any(walk, value_event)
                if value is not INVALID:
                    values.setdefault(fields[EXTENSIONS][0], {})[name] = value
            else:
                _unknown(walk, key, name, fields)
                wrong.append(name)
                walk.skip(value_event)
            if walk.positions is not None:
                children[name] = walk.positions
                walk.positions = None
        walk.positions = Positions(walk.path, event.start_mark, children, tuple(wrong))
        missing = [name for name in required if fields[name][0] not in values]
        for name in missing:
            if name not in children:
                walk.report(event, "missing-field", f"the field '{name}' is missing here")
        return INVALID if missing else struct(**values)

    return read


def _key(walk: Walk, key: Event, children: Mapping[str, Positions | Mark]) -> str | Invalid:
    """Return the name of a field, or skip the field and return `INVALID`."""
    if type(key) is not ScalarEvent:
        walk.report_type(key, "the name of a field")
        return walk.skip(walk.next())
    name = scalars.unescaped(walk, key) if key.style == '"' else str(key.value)
    if name is not INVALID and name in children:
        name = _duplicate(walk, key, name, children[name])
    return walk.skip(walk.next()) if name is INVALID else name


def _duplicate(walk: Walk, key: Event, name: str, first: Positions | Mark) -> Invalid:
    line = (first.mark if isinstance(first, Positions) else first).line + 1
    message = f"'{name}' is given twice in one mapping, first on line {line}"
    return walk.report(key, "duplicate-field", message, "delete one of the two")


def _unknown(walk: Walk, key: Event, name: str, fields: Mapping[str, object]) -> None:
    known = [field for field in fields if field != EXTENSIONS]
    if name == "<<":
        hint: str | None = _NO_MERGE_KEYS
    else:
        hint = nearest(name, known) or f"known here: {', '.join(known)}"
        if EXTENSIONS in fields:
            hint += "; extension fields start with 'x-'" if "known here" in hint else ""
    walk.report(key, "unknown-field", f"unknown field '{name}'", hint)


_NO_MERGE_KEYS = "YAML 1.2 has no merge keys; use 'defaults', or an alias for one value"


def _mapping(of: types.DictType, holds: str | None = None) -> Read:
    """Read a mapping; with `holds`, the words for what it holds, it may not be empty."""
    read_value = reader(of.value_type)[1]
    read_key = reader(of.key_type)[1]
    integer_keys = isinstance(of.key_type, types.IntType)

    def read(walk: Walk, event: Event) -> object:
        if type(event) is not MappingStartEvent or event.tag is not None:
            return walk.report_type(event, "a mapping")
        values: dict[Any, Any] = {}
        children: dict[Any, Any] = {}
        partial = False
        while type(key := walk.next()) is not MappingEndEvent:
            name = _key(walk, key, children)
            if name is INVALID:
                partial = True
                continue
            if integer_keys:
                key.implicit = (True, False)  # The keys of JSON are always text.
            typed = read_key(walk, key)
            value_event = walk.next()
            if typed is INVALID or typed in children:
                if typed is not INVALID:
                    _duplicate(walk, key, key.value, children[typed])
                children[key.value] = value_event.start_mark
                walk.skip(value_event)
                continue
            value = read_value(walk, value_event)
            children[typed] = _position(walk, value_event)
            if value is not INVALID:
                values[typed] = value
        if holds and not children:
            return walk.report(event, "wrong-value", f"expected at least one {holds}, found none")
        walk.positions = Positions(walk.path, event.start_mark, children, partial=partial)
        return values

    return read


def _list(of: types.VarTupleType, holds: str | None = None, *, unique: bool = False) -> Read:
    """Read a list; with `holds`, the words for what it holds, it may not be empty."""
    read_item = reader(of.item_type)[1]

    def read(walk: Walk, event: Event) -> object:
        if type(event) is not SequenceStartEvent or event.tag is not None:
            return walk.report_type(event, "a list")
        values: list[Any] = []
        children: list[Any] = []
        seen: set[Any] = set()
        empty, partial = True, False
        while type(item := walk.next()) is not SequenceEndEvent:
            empty = False
            value = read_item(walk, item)
            position = _position(walk, item)
            if unique and value in seen:
                walk.report(item, "wrong-value", f"{describe(item)} is in this list twice")
            elif value is INVALID:
                partial = True
            else:
                values.append(value)
                children.append(position)
                if unique:
                    seen.add(value)
        if holds and empty:
            return walk.report(event, "wrong-value", f"expected at least one {holds}, found none")
        walk.positions = Positions(walk.path, event.start_mark, children, partial=partial)
        return tuple(values)

    return read


def _position(walk: Walk, event: Event) -> Positions | Mark:
    """Return the positions of the value that was just read, or the mark of a scalar."""
    positions, walk.positions = walk.positions, None
    return positions or event.start_mark


def _any(walk: Walk, event: Event) -> object:
    kind = type(event)
    if event.tag is not None:
        return walk.report_type(event, "a value without a tag")
    if kind is ScalarEvent:
        return scalars.core(walk, event)
    if walk.depth == DEPTH_LIMIT:
        walk.report(event, "too-deep", f"values nest more than {DEPTH_LIMIT} levels deep here")
        return walk.skip(event)
    walk.depth += 1
    value: Any = (_open_list if kind is SequenceStartEvent else _open_mapping)(walk, event)
    walk.depth -= 1
    return value


def _open_list(walk: Walk, event: Event) -> list[object]:
    values: list[Any] = []
    children: list[Any] = []
    while type(item := walk.next()) is not SequenceEndEvent:
        values.append(_any(walk, item))
        children.append(_position(walk, item))
    walk.positions = Positions(walk.path, event.start_mark, children)
    return values


def _open_mapping(walk: Walk, event: Event) -> dict[str, object]:
    values: dict[str, Any] = {}
    children: dict[str, Any] = {}
    while type(key := walk.next()) is not MappingEndEvent:
        name = _key(walk, key, children)
        if name is INVALID:
            continue
        if name == "<<" and key.implicit[0]:
            walk.report(key, "unknown-field", "unknown field '<<'", _NO_MERGE_KEYS)
        value_event = walk.next()
        values[name] = _any(walk, value_event)
        children[name] = _position(walk, value_event)
    walk.positions = Positions(walk.path, event.start_mark, children)
    return values
