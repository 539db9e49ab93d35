"""Apply the defaults of a file to its entries."""

from collections.abc import Mapping

from msgspec.structs import replace

from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog, Defaults
from apicodes.catalog.source.positions import Positions


def with_defaults(catalog: Catalog, positions: Positions) -> tuple[Catalog, Positions]:
    """Return the catalog of one file with its defaults applied, and the positions of its values.

    The position of a value that comes from the defaults is in the defaults.
    """
    defaults = catalog.defaults
    if defaults == Defaults():
        return catalog, positions
    catalog = replace(catalog, defaults=Defaults())
    if not catalog.entries:
        return catalog, positions
    default_positions = positions.children["defaults"].children
    codes = positions.children["codes"]
    pairs = [
        _apply(defaults, default_positions, entry, entry_positions)
        for entry, entry_positions in zip(catalog.entries, codes.children, strict=True)
    ]
    codes = replace(codes, children=[entry_positions for _, entry_positions in pairs])
    return (
        replace(catalog, entries=tuple(entry for entry, _ in pairs)),
        replace(positions, children={**positions.children, "codes": codes}),
    )


def _apply(
    defaults: Defaults, default_positions: Mapping[str, object], entry: Entry, positions: Positions
) -> tuple[Entry, Positions]:
    fields = [name for name in ("status", "group", "visibility") if not positions.has(name)]
    values = {name: getattr(defaults, name) for name in fields}
    fields += [name for name in defaults.extensions if not positions.has(name)]
    if defaults.extensions:
        values["extensions"] = {**defaults.extensions, **entry.extensions}
    inherited = {name: default_positions[name] for name in fields if name in default_positions}
    return replace(entry, **values), replace(
        positions, children={**positions.children, **inherited}
    )
