"""Apply the defaults of a file to its entries."""

from collections.abc import Mapping

from msgspec.structs import replace

from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog, Defaults
from apicodes.catalog.source.walk import Place


def with_defaults(catalog: Catalog, place: Place) -> tuple[Catalog, Place]:
    """Return the catalog of one file with its defaults applied, and the positions of its values.

    The position of a value that comes from the defaults is in the defaults.
    """
    defaults = catalog.defaults
    if defaults == Defaults():
        return catalog, place
    catalog = replace(catalog, defaults=Defaults())
    if not catalog.entries:
        return catalog, place
    default_places = place.children["defaults"].children
    codes = place.children["codes"]
    pairs = [
        _apply(defaults, default_places, entry, entry_place)
        for entry, entry_place in zip(catalog.entries, codes.children, strict=True)
    ]
    codes = replace(codes, children=[entry_place for _, entry_place in pairs])
    return (
        replace(catalog, entries=tuple(entry for entry, _ in pairs)),
        replace(place, children={**place.children, "codes": codes}),
    )


def _apply(
    defaults: Defaults, default_places: Mapping[str, object], entry: Entry, place: Place
) -> tuple[Entry, Place]:
    fields = [name for name in ("status", "group", "visibility") if not place.gives(name)]
    values = {name: getattr(defaults, name) for name in fields}
    fields += [name for name in defaults.extensions if not place.gives(name)]
    if defaults.extensions:
        values["extensions"] = {**defaults.extensions, **entry.extensions}
    places = {name: default_places[name] for name in fields if name in default_places}
    return replace(entry, **values), replace(place, children={**place.children, **places})
