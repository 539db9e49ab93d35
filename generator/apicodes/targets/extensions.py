"""Fields of the team's own, ``x-…``: those that the table of a target lets through to it."""

from typing import Annotated

from msgspec import Meta, Struct

from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog
from apicodes.problems import Problem, nearest
from apicodes.settings.config import Config, LineText


class Extended(Struct, frozen=True, kw_only=True):
    """What the table of a built-in target takes that can show fields of the team's own."""

    extensions: Annotated[
        tuple[LineText, ...], Meta(description="The x- fields of entries that the output shows.")
    ] = ()

    @property
    def extension_names(self) -> tuple[str, ...]:
        """The names of the fields that the output shows, each once."""
        return tuple(dict.fromkeys(self.extensions))


def of(entry: Entry, options: Extended) -> dict[str, object]:
    """Return those of the fields that an entry has a value for; null is none."""
    return {
        name: value
        for name in options.extension_names
        if (value := entry.extensions.get(name)) is not None
    }


def problems(
    config: Config, steps: tuple[str, ...], options: Extended, declared: object, catalog: Catalog
) -> list[Problem]:
    """Return the names in a table, to which `steps` lead, that are none of the team's fields.

    Known are those that the settings declare, and those that an entry has.
    """
    if not options.extension_names:
        return []
    known = [*declared] if isinstance(declared, dict) else []
    known += dict.fromkeys(name for entry in catalog.entries for name in entry.extensions)
    return [
        Problem(
            config.locate(*steps, key),
            "config",
            f"{key}: no entry has '{name}', and the settings declare none",
            nearest(name, known) or "declare it under 'extensions' of the catalog's settings",
        )
        for name in options.extension_names
        for key in ["extensions" if name in options.extensions else "columns"]
        if name not in known
    ]
