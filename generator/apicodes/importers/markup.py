"""Cells of tables that people wrote, as the Markdown of a catalog and as plain text.

A cell is Markdown and elements of HTML on one line; a catalog has Markdown alone, in lines.
"""

import re
from collections.abc import Mapping

from msgspec import Struct

from apicodes.importers import html_elements
from apicodes.importers.cell_writer import Writer, escaped
from apicodes.render import markdown
from apicodes.render.markdown import escaping, normal_form, parsers, simple

LENGTH_LIMIT = 10_000
MARK_LIMIT = 400
"""How long a cell may be, and how many marks it may have, for its markup to be read."""


class Cell(Struct):
    """What a cell means as Markdown, as plain text, and what became of its elements."""

    markdown: str
    text: str
    notes: tuple[str, ...] = ()


def read(cell: str, references: Mapping[str, object]) -> Cell:
    """Read a cell; `references` are the definitions of links that its page holds."""
    if plain := _simple(cell):
        return plain
    if len(cell) > LENGTH_LIMIT or sum(map(cell.count, "[*_`<")) > MARK_LIMIT:
        return _unread(cell, "the markup of a cell with so much of it is kept as text")
    try:
        return _parsed(cell, references)
    except RecursionError:
        return _unread(cell, "the markup of a cell that nests too deep is kept as text")


def _simple(cell: str) -> Cell | None:
    """Read a cell of prose, simple markup, line breaks and braces without the parser."""
    if _NOT_SIMPLE.search(cell) or ("\\" in cell and "`" in cell):
        return None
    parts = _BREAK.split(_INERT.sub(lambda match: _STANDING[match[0][-1]], cell))
    texts = [part if markdown.is_plain(part) else simple.plain(part) for part in parts]
    empty = [index for index, part in enumerate(parts) if not part]
    if None in texts or (len(parts) > 1 and {0, len(parts) - 1} & set(empty)):
        return None
    if any(index + 1 in empty for index in empty):
        return None
    source = "\\\n".join(parts).replace("\\\n\\\n", "\n\n")
    text = " ".join(filter(None, texts))
    return Cell(source.translate(_STOOD), text.translate(_STOOD))


_NOT_SIMPLE = re.compile(r"[\ue000-\ue006]|\{[\"'`/]")
_BREAK = re.compile(r" ?<br ?/?> ?")
_INERT = re.compile(r"\\?[{}|]|[&<](?=[ =\d])|!(?!\[)|@")
_STANDING = {character: chr(0xE000 + index) for index, character in enumerate("{}|&<!@")}
"""Letters that stand for what means nothing in Markdown, while it is looked at."""

_STOOD = {ord(letter): character for character, letter in _STANDING.items()}


def _unread(cell: str, note: str) -> Cell:
    return Cell(escaping.literal(cell), cell, (note,))


def _parsed(cell: str, references: Mapping[str, object]) -> Cell:
    source = cell.replace("\\|", "|")
    if "{" in source and "`" not in source:
        source = _EXPRESSION.sub(lambda match: escaping.literal(match[2] or ""), source)
    notes: list[str] = []
    tokens = parsers.cell_tokens(source, dict(references))
    for token in tokens:
        if token.type == "html_inline":
            html_elements.know(token, notes)
    root = html_elements.tree(tokens)
    wanted = normal_form.of_spans(parsers.tree_of_spans(tokens).children)
    plain = Writer("*", str, source)
    others = (Writer(marks, escaped, source) for marks in _EMPHASES)
    for writer in (plain, *others):
        made = writer.blocks(root.children)
        if _without_edges(markdown.normal(made)) == _without_edges(wanted):
            return Cell(made, html_elements.words(root), tuple(notes))
    notes.append("its markup is kept as near as Markdown comes to it")
    best = Writer("*_", escaped, source).blocks(root.children)
    return Cell(best, html_elements.words(root), tuple(notes))


_EMPHASES = ("*", "_", "*_", "_*")
"""Marks of emphases that differ from each other in turn, the plainest first."""

_EXPRESSION = re.compile(r"(?<!\\)\{(?:([\"'`])([^\"'`\\]*)\1|/\*[^*]*\*/)\}")
_BREAKS = re.compile(
    r"(?:<br/>)*(</?(?:ul|ol(?: start=\"\d+\")?|li|blockquote|pre)>|<hr/>)(?:<br/>)*"
)


def _without_edges(form: str) -> str:
    """Return a normal form without the breaks beside blocks, which show nothing."""
    form = re.sub(r"(?:<br/>){3,}", "<br/><br/>", _BREAKS.sub(r"\1", form))
    return re.sub(r"^(?:<br/>)+|(?:<br/>)+$", "", form)
