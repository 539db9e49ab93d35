"""A text that somebody edited in an output, as the Markdown that the catalog is to hold."""

import re
from collections.abc import Callable, Iterator

from apicodes.render import markdown
from apicodes.text.unified_diff import shared


def of_cell(old: str | None, cell: str) -> str | None:
    """Return the source of a cell of a page, near to the old one; None where there is none."""
    wanted = markdown.normal_cell(cell)
    return _first(_of_cell(old, cell), lambda source: markdown.normal(source) == wanted)


def _of_cell(old: str | None, cell: str) -> Iterator[str]:
    from apicodes.importers import markup

    before = "" if old is None else markdown.cell(old)
    # What a page escapes need not be escaped in a catalog.
    if old is not None and cell.count("\\") <= before.count("\\"):
        yield from patched(old, before, cell)
    yield markup.read(cell, {}).markdown
    yield cell.replace("\\|", "|")


def of_blocks(old: str | None, blocks: str) -> str | None:
    """Return the source of blocks of a page."""
    wanted = markdown.normal_page(blocks)
    candidates: list[str] = []
    for headings in (True, False) if old is not None else ():
        candidates += patched(old or "", markdown.mdx(old or "", headings=headings), blocks)
    plainer = re.sub(r"\\([{}<:])", r"\1", blocks)
    candidates = sorted([*candidates, plainer, blocks], key=lambda source: source.count("\\"))
    return _first(iter(candidates), lambda source: markdown.normal(source) == wanted)


def of_text(old: str | None, before: str | None, after: str) -> str | None:
    """Return the source of a text that was `before` where raw HTML is live, and is `after` now."""
    candidates = [*([] if old is None or before is None else patched(old, before, after)), after]
    return _first(
        iter(candidates), lambda source: source == after or markdown.without_html(source) == after
    )


def _first(candidates: Iterator[str], is_right: Callable[[str], bool]) -> str | None:
    return next((source for source in candidates if source.strip() and is_right(source)), None)


CONTEXTS = (0, 4, 10, 20, 40)
"""How much of what stands beside a change is looked for in a source, in characters."""


def patched(source: str, before: str, after: str) -> Iterator[str]:
    """Make the change between two renderings in their source, wherever one place fits."""
    if source == before:
        yield after
    start = shared(before, after)
    end = shared(before[start:][::-1], after[start:][::-1])
    for context in CONTEXTS:
        left = before[max(0, start - context) : start]
        right = before[len(before) - end :][:context]
        gone, come = before[start : len(before) - end], after[start : len(after) - end]
        if source.count(left + gone + right) == 1:
            yield source.replace(left + gone + right, left + come + right)
