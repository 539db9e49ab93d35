"""Where a field belongs in a mapping: in the order in which the format declares the fields."""

from collections.abc import Sequence
from functools import cache

from msgspec import inspect as types

from apicodes.catalog.entry import EXTENSIONS
from apicodes.catalog.model import Catalog
from apicodes.catalog.source.yaml_tree import Step


def place(steps: Sequence[Step], names: Sequence[str]) -> tuple[int, int]:
    """Return the index of the name before which a new field comes, and its rank among new ones."""
    order = _order(steps[:-1])
    known = {name: rank for rank, name in enumerate(order)}
    rank = known.get(str(steps[-1]), len(order))
    before = [at for at, name in enumerate(names) if known.get(name, len(order)) <= rank]
    return (before[-1] + 1 if before else 0), rank


def _order(steps: Sequence[Step]) -> list[str]:
    """Return the fields of the mapping at the end of some steps; none where it is open."""
    kinds: list[types.Type] = [_root()]
    for step in steps:
        kinds = [inner for each in kinds for inner in _inside(each, step)]
    return [
        field.encode_name
        for each in _bare(kinds)
        if isinstance(each, types.StructType)
        for field in each.fields
        if field.encode_name != EXTENSIONS
    ]


@cache
def _root() -> types.Type:
    return types.type_info(Catalog)


def _inside(of: types.Type, step: Step) -> list[types.Type]:
    """Return the types that a value at a step may have."""
    kinds: list[types.Type] = []
    for each in _bare([of]):
        match each:
            case types.StructType():
                kinds += [field.type for field in each.fields if field.encode_name == step]
            case types.DictType():
                kinds.append(each.value_type)
            case types.VarTupleType():
                kinds.append(each.item_type)
    return kinds


def _bare(kinds: Sequence[types.Type]) -> list[types.Type]:
    """Return types without what is said about them, and the alternatives of a union one by one."""
    bare: list[types.Type] = []
    for each in kinds:
        match each:
            case types.Metadata():
                bare += _bare([each.type])
            case types.UnionType():
                bare += _bare(each.types)
            case _:
                bare.append(each)
    return bare
