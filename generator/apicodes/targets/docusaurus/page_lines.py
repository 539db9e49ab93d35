"""The lines of a page: front matter by YAML, blocks by markdown-it, and the cells of tables."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from itertools import pairwise
from typing import Any

from apicodes.catalog.field_row import Kind
from apicodes.compare.record import Leftover
from apicodes.render import markdown
from apicodes.render.markdown import parsers
from apicodes.render.tables import Value
from apicodes.render.texts import Address, Line, Markdown
from apicodes.targets.yaml_values import Values, mapping
from apicodes.text.lines import without_endings


class Block:
    """A block at the top of a page: its lines, from 0, and the level of a heading."""

    def __init__(self, token: Any, offset: int) -> None:
        self.type = token.type.removesuffix("_open")
        self.start, self.end = (offset + at for at in token.map)
        self.level = int(token.tag[1:]) if self.type == "heading" else 0


class Lines:
    """The lines of a page, where in them the facts of its view are, and what was not understood."""

    def __init__(self, text: str) -> None:
        self.lines = without_endings(text)
        self.at: dict[tuple[int | None, str], int] = {}
        self.leftovers: list[Leftover] = []

    def leave(self, index: int) -> None:
        """Keep a line that is not understood."""
        self.leftovers.append(Leftover(index + 1, self.lines[index]))

    def leave_lines(self, start: int, end: int) -> None:
        """Keep lines that are not understood, save blank ones."""
        for index in range(start, end):
            if self.lines[index].strip():
                self.leave(index)

    def blocks(self, start: int, end: int) -> list[Block]:
        """Return the blocks between two lines; what MDX would run in them is not understood."""
        content, expressions = blocks("\n".join(self.lines[start:end]), start)
        for index in expressions:
            self.leave(index)
        return content

    def text(self, content: Sequence[Block]) -> list[str]:
        """Return the lines from the first of some blocks to the last."""
        return self.lines[content[0].start : content[-1].end] if content else []

    def markdown(self, name: str, content: Sequence[Block]) -> Markdown | None:
        """Return blocks as Markdown, None where there are none; keep where they are."""
        self.keep_line(name, content)
        return Markdown("\n".join(self.text(content)), "page") if content else None

    def heading(self, name: str, content: Sequence[Block]) -> Line | None:
        """Return the text of a heading, None where there is none; keep where it is."""
        self.keep_line(name, content)
        return Line(title("\n".join(self.text(content)))) if content else None

    def keep_line(self, name: str, content: Sequence[Block]) -> None:
        """Keep where a fact of the page is: at the first of some blocks, if there are any."""
        for block in content[:1]:
            self.at[None, name] = block.start + 1

    def front_matter(self) -> tuple[dict[str, Any], int]:
        """Return the front matter, and the index of the line below it."""
        if self.lines[0] != "---" or "---" not in self.lines[1:]:
            return {}, 0
        end = self.lines.index("---", 1)
        values = Values(self.leftovers.append)
        nodes = values.items(mapping("\n".join(("", *self.lines[1:end]))))
        for name, node in nodes.items():
            self.at[None, f"front matter: {name}"] = node.line
        return {name: values.value(node) for name, node in nodes.items()}, end + 1


def words(line: str) -> str:
    """Return the text of a line that is not Markdown; its normal form, where it has elements."""
    return unescaped(markdown.normal_line(line))


def code(line: str) -> str | None:
    """Return the code that a line is, every run of spaces as one; None for any other line."""
    return code_of(markdown.normal_line(line))


def bold(line: str) -> str | None:
    """Return the text of a line that is nothing but text in bold; None for any other line."""
    if not line.startswith(("**", "<strong>")):
        return None
    match = re.fullmatch("<strong>((?:(?!<strong>).)*)</strong>", markdown.normal_line(line))
    return unescaped(match[1]) if match and "<" not in match[1] else None


def link(form: str, around: str = "") -> tuple[str, Address] | None:
    """Return the normal form and the address of a link, by the normal form of what is one.

    `around` is the element that may be around the link.
    """
    form = form.removeprefix(f"<{around}>").removesuffix(f"</{around}>")
    match = _LINK.fullmatch(form)
    return (match[2], Address(unescape(match[1]))) if match else None


_LINK = re.compile(r'<a href="([^"]*)">((?:(?!</?a[ >]).)*)</a>')


def title(heading: str) -> str:
    """Return the text of a heading that is not Markdown."""
    form = markdown.normal_page(heading).removeprefix("<strong>").removesuffix("</strong>")
    return unescaped(form)


def blocks(text: str, offset: int = 0) -> tuple[list[Block], list[int]]:
    """Return the blocks at the top of a text, and the lines that MDX would run.

    What stands in their lines is not parsed. `offset` is the index of the first line.
    """
    tokens = parsers.blocks(parsers.page_parser(), text)
    top_level = [
        Block(token, offset) for token in tokens if token.level == 0 and token.nesting >= 0
    ]
    expressions = [
        offset + token.map[0]
        for above, token in pairwise(tokens)
        if token.type == "inline" and token.map
        if has_expression(token.content)
        or (above.type == "paragraph_open" and _MODULE.search(token.content))
    ]
    return top_level, expressions


def items(lines: Sequence[str]) -> list[str] | None:
    """Return the items of a list as they are written.

    None where the lines are anything else than items that begin with ``- ``.
    """
    tokens = parsers.blocks(parsers.page_parser(), "\n".join(lines))
    starts = [
        token.map[0]
        for token in tokens
        if token.type == "list_item_open" and token.level == 1 and token.map
    ]
    if not all(re.match("- |  |$", line) for line in lines):
        return None
    pieces = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    return ["\n".join(line[2:] for line in piece).strip("\n") for piece in pieces]


_MODULE = re.compile(r"^(?:import|export) ", re.MULTILINE)
"""What MDX takes for a statement of a module at the start of a line."""


def has_expression(text: str) -> bool:
    """Return whether a brace stands in a text that is neither escaped nor in code."""
    return "{" in text and any("{" in piece for piece in parsers.unescaped_text(text))


# The cells of tables
#
# markdown-it drops a cell too many without a word, and splits at other pipes than the parser of
# Docusaurus does; so the rows are split here, strictly.


def cells_of(line: str) -> list[str] | None:
    """Return the cells of a row; None where it does not stand between two pipes."""
    match = re.fullmatch(r"\|((?:[^|\\]|\\.)*\|)+", line)
    return [cell.strip(" ") for cell in _CELL.findall(line[1:])] if match else None


_CELL = re.compile(r"((?:[^|\\]|\\.)*)\|")


def cell_text(cell: str) -> str:
    """Return the text of a cell that is not Markdown; its normal form, where it has elements."""
    return unescaped(markdown.normal_cell(cell))


def unescaped(form: str) -> str:
    """Return a normal form as text, if it is nothing but text."""
    return form if _ELEMENT.search(form) else unescape(form)


_ELEMENT = re.compile(r"<[a-z/]")


def cell_code(cell: str) -> str:
    """Return the code in a cell, every run of spaces as one, as a page shows it."""
    if simple := _SIMPLE_CODE.fullmatch(cell):
        return re.sub(" +", " ", simple[1])
    form = markdown.normal_cell(cell)
    words = code_of(form)
    return form if words is None else words


def code_of(form: str) -> str | None:
    """Return the code that a normal form is, every run of spaces as one; None for any other."""
    match = re.fullmatch(r"<code>([^<]*)</code>", form)
    return re.sub(" +", " ", unescaped(match[1])) if match else None


_SIMPLE_CODE = re.compile(r"`([^`|\s](?:[^`|]*[^`|\s])?)`")


def read_statuses(cell: str) -> tuple[int, ...] | Line:
    """Return the HTTP statuses in a cell, its text where it has others."""
    numbers = re.fullmatch(r"[0-9]{3}(?:, [0-9]{3})*", cell)
    return tuple(map(int, cell.split(", "))) if numbers else Line(cell_text(cell))


def _number(cell: str) -> int | Line:
    return int(cell) if re.fullmatch(r"-?[0-9]{1,20}", cell) else Line(cell_text(cell))


def _markdown(cell: str) -> Markdown:
    return Markdown(cell, "cell")


def _list(cell: str) -> tuple[Markdown, ...]:
    items = markdown.cell_items(cell)
    return tuple(map(_markdown, [cell] if items is None else items))


CellReader = Callable[[str], Value]
"""Returns what a cell says, which is not empty."""

READERS: Mapping[Kind, CellReader] = {
    "statuses": read_statuses,
    "number": _number,
    "markdown": _markdown,
    "markdown list": _list,
    "deprecation": _markdown,
}
"""What reads a cell whose spelling no option changes, by the kind of its field."""
