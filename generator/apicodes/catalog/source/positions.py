"""Where the values of a file begin, beside the values themselves."""

from typing import Any

from msgspec import Struct

from apicodes.problems import Location


class Positions(Struct):
    """The position of a mapping or list, and of what it holds, by field or index.

    A scalar has libyaml's mark alone, whose line and column count from 0.
    """

    path: str
    mark: Any
    children: Any
    wrong: tuple[str, ...] = ()
    """The fields whose values have problems."""
    partial: bool = False
    """Whether the file holds more items here, which could not be read and are in no child."""

    def locate(self, *steps: str | int) -> Location:
        """Return where the value at the end of `steps` begins, else where its parent begins."""
        positions = self
        for step in steps:
            try:
                child = positions.children[step]
            except (KeyError, IndexError, TypeError):
                break
            if not isinstance(child, Positions):
                return Location(positions.path, child.line + 1, child.column + 1)
            positions = child
        return Location(positions.path, positions.mark.line + 1, positions.mark.column + 1)

    def has(self, name: str) -> bool:
        """Return whether the file gives this field, with a right or a wrong value."""
        return name in self.children
