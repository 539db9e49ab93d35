"""Items between brackets, as source code lays them out."""

from collections.abc import Sequence

SHORT = 60
"""Up to so many characters, brackets and what is between them stand on one line."""


def in_brackets(items: Sequence[str], brackets: str, indent: int, step: int) -> str:
    """Return items between two brackets: on one line where that is short, else a line each.

    `indent` is the column at which the line of the opening bracket begins, `step` how much
    further right the items stand. The lines of an item after its first are indented already.
    """
    flat = f"{brackets[0]}{', '.join(items)}{brackets[1]}"
    if not items or (len(flat) <= SHORT and "\n" not in flat):
        return flat
    margin = " " * indent
    lines = "".join(f"{margin}{' ' * step}{item},\n" for item in items)
    return f"{brackets[0]}\n{lines}{margin}{brackets[1]}"
