"""Where a field belongs in its mapping: in the order in which the format declares its fields."""

from collections.abc import Sequence
from functools import cache

from msgspec import inspect as types

from apicodes.catalog.entry import EXTENSIONS
from apicodes.catalog.model import Catalog
from apicodes.catalog.source.yaml_tree import Step


def place(steps: Sequence[Step], names: Sequence[str]) -> tuple[int, int]:
    """Return before which of the names a new field comes, and its rank among new ones."""
    order = _order(steps[:-1])
    known = {name: rank for rank, name in enumerate(order)}
    rank = known.get(str(steps[-1]), len(order))
    before = [at for at, name in enumerate(names) if known.get(name, len(order)) <= rank]
    return (before[-1] + 1 if before else 0), rank


def _order(steps: Sequence[Step]) -> list[str]:
    """Return the fields of the mapping at the end of some steps; none where it is open."""
    found: list[types.Type] = [_root()]
    for step in steps:
        found = [inner for its in found for inner in _inside(its, step)]
    return [
        field.encode_name
        for its in _bare(found)
        if isinstance(its, types.StructType)
        for field in its.fields
        if field.encode_name != EXTENSIONS
    ]


@cache
def _root() -> types.Type:
    return types.type_info(Catalog)


def _inside(of: types.Type, step: Step) -> list[types.Type]:
    """Return the types that a value at a step may have."""
    found: list[types.Type] = []
    for its in _bare([of]):
        match its:
            case types.StructType():
                found += [field.type for field in its.fields if field.encode_name == step]
            case types.DictType():
                found.append(its.value_type)
            case types.VarTupleType():
                found.append(its.item_type)
    return found


def _bare(found: Sequence[types.Type]) -> list[types.Type]:
    """Return types without what is said about them, and the alternatives of a union one by one."""
    bare: list[types.Type] = []
    for its in found:
        match its:
            case types.Metadata():
                bare += _bare([its.type])
            case types.UnionType():
                bare += _bare(its.types)
            case _:
                bare.append(its)
    return bare
