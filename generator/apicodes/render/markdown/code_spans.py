"""Code spans."""

import re


def code(value: str) -> str:
    """Return text as a code span."""
    if not _NEEDS_FENCE.search(value):
        return f"`{value}`"
    value = re.sub(r"[\t\n]", " ", value)
    runs = {len(run) for run in re.findall(r"`+", value)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    spaced = value[:1] == value[-1:] == " " and value.strip(" ")
    padded = value[:1] == "`" or value[-1:] == "`" or spaced
    return f"{fence} {value} {fence}" if padded else f"{fence}{value}{fence}"


_NEEDS_FENCE = re.compile(r"[`\t\n]|^ | $")


def code_cell(value: str, *, keep_tilde: bool | None = None) -> str:
    """Return text as code in a cell of a table.

    A code span cannot hold a pipe: markdown-it and micromark split it differently.
    """
    if "|" not in value:
        return code(value)
    from apicodes.render.markdown.escaping import escaped

    return f"<code>{escaped(value, keep_tilde=keep_tilde).replace('|', '&#124;')}</code>"
