"""A text that somebody edited in an output, as the Markdown that the catalog is to hold."""

import re
from collections.abc import Iterator

from apicodes.render import markdown
from apicodes.text.unified_diff import shared


def as_markdown(held: str | None, before: object, after: object, text: object) -> str | None:
    """Return the Markdown of an edited text, near to what the catalog holds; None if none is right.

    `before` and `after` are the old and the new value in the output, as in `Record.fields`;
    `text` is the Markdown in the output, None where it has plain text.
    """
    if not isinstance(after, str):
        return None
    if isinstance(text, str):
        candidates = [each for each in _candidates(held, text) if markdown.normal(each) == after]
    else:
        plain = [*_patched(held, before if isinstance(before, str) else "", after), after]
        candidates = [each for each in plain if after in (each, markdown.without_html(each))]
    return next(filter(str.strip, candidates), None)


def _candidates(held: str | None, text: str) -> Iterator[str]:
    """Yield what Markdown of a page may mean in the catalog, the likeliest first."""
    from apicodes.importers import markup

    renderings = [markdown.cell(held)] if held is not None else []
    renderings += [markdown.mdx(held, headings=each) for each in (True, False)] if held else []
    patched = [each for before in renderings for each in _patched(held, before, text)]
    plainer = re.sub(r"\\([{}<:|])", r"\1", text)
    # What a page escapes need not be escaped in a catalog.
    yield from sorted([*patched, plainer, text], key=lambda source: source.count("\\"))
    yield markup.read(text, {}).markdown


_CONTEXTS = (0, 4, 10, 20, 40)
"""The numbers of characters beside a change that are looked for in a source."""


def _patched(source: str | None, before: str, after: str) -> Iterator[str]:
    """Make the change between two renderings in their source, wherever one place fits."""
    if not source:
        return
    start = shared(before, after)
    end = shared(before[start:][::-1], after[start:][::-1])
    for context in _CONTEXTS:
        left, right = before[max(0, start - context) : start], before[len(before) - end :][:context]
        gone, come = before[start : len(before) - end], after[start : len(after) - end]
        if source.count(left + gone + right) == 1:
            yield source.replace(left + gone + right, left + come + right)
