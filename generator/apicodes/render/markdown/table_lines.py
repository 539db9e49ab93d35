"""The lines of a table."""

from collections.abc import Sequence

from apicodes.text.width import padded


def table_row(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return a row of a table from escaped cells, each padded to the width of its column."""
    return f"| {' | '.join(map(padded, cells, widths))} |"


def table_delimiter(widths: Sequence[int], flush: bool = False) -> str:
    """Return the row below a table's headings, spaced as prettier has it, or flush."""
    if flush:
        return f"|{'|'.join('-' * (max(3, columns) + 2) for columns in widths)}|"
    return f"| {' | '.join('-' * max(3, columns) for columns in widths)} |"
