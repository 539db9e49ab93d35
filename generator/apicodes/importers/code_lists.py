"""Codes that stand in lists and headings of one shape, as tables."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from apicodes.importers import heading_words
from apicodes.importers.column_shapes import is_identifier
from apicodes.importers.constants import WORDS, normalized
from apicodes.importers.html_tables import TERMS
from apicodes.importers.outline import Heading, Line, Outline, Row, Table
from apicodes.render import markdown

_LEAD = re.compile(
    r"(?:(?i:http|error|status|code|fehler|fehlercode|erro|erreur|código|код|ошибка|错误|錯誤|"
    r"エラー)(?![a-zA-Z_.])[\s-]*"
    r"(?i:code|status|码|碼|コード)?\s*[:#：]?\s*)?[*_\[]*"
    r"(?P<code>`[^`]+`|-\d{1,9}|\d{3,9}|0x[0-9A-Fa-f]+|[A-Z]{1,6}[-_]?\d{2,}[\w-]*"
    r"|[A-Za-z][A-Za-z0-9]*(?:[_.][A-Za-z0-9]+)+|[A-Z]{4,}|[A-Za-z]+[a-z0-9](?:[A-Z][a-z0-9]+)+)"
    r"[*_\]]*(?P<between>\s*[-–—:：=|,]+\s*|\s+|$)(?P<rest>.*)$"
)
"""A code at the start of a heading or of an item, what parts it from the rest, and the rest."""

_ITEM = re.compile(r"(\s*)(?:[-*+]|\d+[.)])\s+(.*)$")
_LABEL = re.compile(r"(?:[-*+]\s+)?\*\*([^*]{1,40}?)\s*(?:[:：]\s*\*\*|\*\*\s*[:：])\s*(.*)$")
"""A line that begins with a label in bold, and what it says."""

_SUBHEADING = re.compile(r"#{2,6}\s+(.*?)\s*#*()$")

LONGEST = 200
"""How many characters of a heading or an item are looked at for a code."""

REGULAR = 0.75
"""The share of items or headings that must begin with a code for all of them to be read."""


def lists(page: Outline) -> Iterator[Table]:
    """Return the lists of a page whose items are rows: nested ones, definitions, and plain ones."""
    taken = page.hidden | {number for table in page.tables for number in table.lines}
    for is_list, group in groupby(page.lines, lambda line: _in_list(line, taken)):
        block = list(group) if is_list else []
        yield from _table_of(page, list(_items(block)), [line.number for line in block])
    terms = _definitions([line for line in page.lines if line.number not in taken])
    for _, definitions in groupby(terms, lambda row: page.above(row.line)):
        rows = list(definitions)
        yield from _table_of(page, rows, [row.line + below for row in rows for below in (0, 1)])


def _in_list(line: Line, taken: set[int]) -> bool:
    is_part = _ITEM.match(line.bare) or line.text[:2].isspace() or not line.bare
    return bool(is_part) and line.number not in taken


def _items(block: Sequence[Line]) -> Iterator[Row]:
    """Return the items of a list, each with those nested in it as further cells."""
    number, cells, margin = 0, [""], None
    for line in block:
        item = _ITEM.match(line.text.replace("\t", "    ").lstrip(">"))
        if item and (margin is None or len(item[1]) <= margin):
            if number:
                yield Row(number, tuple(cells))
            number, cells, margin = line.number, [item[2].strip()], len(item[1])
        elif item:
            cells.append(item[2].strip())
        elif line.bare:
            cells[-1] += f" {line.bare}"
    if number:
        yield Row(number, tuple(cells))


def _definitions(lines: Sequence[Line]) -> Iterator[Row]:
    """Return terms with their definitions, which begin with a colon."""
    for term, line in pairwise(lines):
        if line.text.startswith(": ") and term.bare:
            yield Row(term.number, (term.bare, line.text[1:].strip()))


def _table_of(page: Outline, items: Sequence[Row], lines: Sequence[int]) -> Iterator[Table]:
    """Return the table that items of one size make, if they begin with codes or have headings."""
    sizes = {len(row.cells) for row in items}
    if len(sizes) != 1 or len(items) < 2:
        return
    first, above = items[0], page.above(items[0].line)
    headings = [heading_words.normal(cell) for cell in first.cells]
    known = (*heading_words.WHOLE.values(), heading_words.PART["code"])
    if sizes == {1}:
        rows = [row for item in items if (row := _led(item))]
        if _is_regular([row.cells[0] for row in rows], len(items)):
            yield Table("list", Row(first.line, TERMS), rows, lines, above=above)
    elif all(any(pattern.search(heading) for pattern in known) for heading in headings[1:]):
        yield Table("list", first, list(items[1:]), lines, above=above)
    elif sizes == {2} and all(_LEAD.match(row.cells[0][:LONGEST]) for row in items):
        yield Table("list", Row(first.line, TERMS), list(items), lines, above=above)


def _led(item: Row) -> Row | None:
    """Return an item as a code and its text; None where it does not begin with a code."""
    match = _LED.match(item.cells[0])
    if not match or not _LEAD.match(match["lead"].strip("*_[]")):
        return None
    return Row(item.line, (match["lead"], match["text"] or match["remark"] or ""))


_LED = re.compile(
    r"(?P<lead>\*\*`?[^(\[]{1,100}?`?\*\*|`[^`]{1,100}`"
    r"|[^\s:：–—(\[]{1,100}(?: [^:：–—(\[]{0,30})?)"
    r"(?:\s*(?:[:：]\s*|[–—=-]+\s+)(?P<text>.+)|(?<=`)\s*\((?P<remark>.+)\)\.?|(?<=`))$"
)
"""An item of a list that parts what it is about from what it says of it."""

_NO_CODE = re.compile(
    r"v?\d+\.\d|(?:https?|json|yaml)$|[-/]+[a-z]|(?!\d{3}).*[\s/{}\"'=]"
    r"|(?:option|setting|config|param|prop|attribute|res|req)s?\.",
    re.IGNORECASE,
)
"""The number of a version, the name of a protocol or a format, an option or a path."""

_FAULT = re.compile(
    r"error|exception|invalid|not|missing|fail|exceed|denied|limit|time|forbid|conflict|unavail|bad|"
    r"require|expire|unauth|unknown|illegal|duplicate|already|un[a-z]|no[A-Z]",
    re.IGNORECASE,
)


def _is_regular(codes: Sequence[str], count: int) -> bool:
    """Return whether so many items begin with codes that it is no accident.

    A word in mixed case is likelier the name of a product, as in ``GitHub``, or of a field.
    """
    bare = [re.sub(r"\s*\(\d+\)$", "", code.strip("*`_[]")) for code in codes]
    others = sum(bool(_NO_CODE.match(code)) for code in bare)
    spans = [code for code in codes if "`" in code and "_" in code]
    words_alone = [code for code in bare if re.fullmatch(r"[A-Za-z]+(?:_[a-z]+)*", code)]
    faults = [code for code in words_alone if code.isupper() or _FAULT.search(code)]
    if 2 * len(faults) < len(words_alone) - len(spans):
        return False
    return len(codes) - others > 1 and len(codes) - others >= REGULAR * count


def headings(
    page: Outline,
    tables: Sequence[Table],
    title_of: Callable[[Heading], str],
    cell_of: Callable[[str], str | None],
) -> Iterator[Table]:
    """Return the headings of one level that begin with codes as tables, with what stands below.

    Headings above one of `tables` are its own. `cell_of` makes a cell of blocks of Markdown.
    """
    used = {number for table in tables for number in table.lines}
    kinds: dict[tuple[int, int], list[tuple[Heading, list[Line]]]] = {}
    for parent, heading, below in _sections(page):
        kinds.setdefault((-heading.level, parent), []).append((heading, below))
    for _, siblings in sorted(kinds.items()):
        rows = [
            (heading, below, lead)
            for heading, below in siblings
            if used.isdisjoint(line.number for line in below)
            and (lead := _LEAD.match(title_of(heading)[:LONGEST]))
        ]
        codes = [lead["code"] + "`" * heading.text.count("`") for heading, _, lead in rows]
        are_shown = all(
            _code(lead) in _example(below, _code(lead)).values() for _, below, lead in rows
        )
        if _is_regular(codes, len(siblings)) or (are_shown and len(rows) == len(siblings) > 1):
            table = _table_of_headings(page, rows, cell_of)
            table.above = page.above(table.header.line)
            used.update(heading.line for heading, _, _ in rows)
            yield table


def _code(lead: re.Match[str]) -> str:
    return str(lead["code"]).strip("`")


def _example(lines: Sequence[Line], code: str) -> dict[str, str]:
    """Return the texts of the JSON object with a message: the one with a code, or the only one."""
    bodies: list[dict[str, str]] = []
    for _, example in _EXAMPLE.findall("\n".join(line.text for line in lines)):
        try:
            parts = [json.loads(example)]
        except (ValueError, RecursionError):
            continue
        for part in parts:
            inner = list(part.values()) if isinstance(part, dict) else part
            parts += inner if isinstance(inner, list) else []
            texts = part.items() if isinstance(part, dict) else ()
            body = {
                normalized(key): str(value) for key, value in texts if type(value) in (str, int)
            }
            message = next((body[word] for word in WORDS["message"] if word in body), "")
            if message:
                bodies.append({**body, "message": " ".join(message.split())})
    fitting = [body for body in bodies if code in body.values()] or bodies[: len(bodies) == 1]
    return next(iter(fitting), {})


_EXAMPLE = re.compile(r"^(```|~~~)(?:json[^\n]*)?\n(.*?)^\1", re.DOTALL | re.MULTILINE)


def _sections(page: Outline) -> Iterator[tuple[int, Heading, list[Line]]]:
    """Return each heading with the line of the one that it stands below, and the lines below."""
    first = page.lines[0].number if page.lines else 1
    open_headings: list[Heading] = []
    end = Heading(first + len(page.lines), 0, "")
    for heading in (*page.headings, end):
        while open_headings and open_headings[-1].level >= heading.level:
            closed = open_headings.pop()
            parent = open_headings[-1].line if open_headings else 0
            yield parent, closed, list(page.lines[closed.line + 1 - first : heading.line - first])
        open_headings.append(heading)


def _table_of_headings(
    page: Outline,
    rows: Sequence[tuple[Heading, list[Line], re.Match[str]]],
    cell_of: Callable[[str], str | None],
) -> Table:
    entries = []
    lines: list[int] = []
    for heading, below, lead in rows:
        visible = [line for line in below if line.number not in page.hidden]
        parts = {name: cell_of(text.strip("\n")) for name, text in _parts(visible).items()}
        is_name = any(
            heading_words.WHOLE["code"].match(heading_words.normal(name)) for name in parts
        )
        rest = lead["rest"].strip("()（） ")
        cells = {"Constant" if is_name else "Code": lead["code"], "Title": rest}
        cells |= {name: cell for name, cell in parts.items() if cell}
        example = _example(below, _code(lead))
        if example:
            cells.setdefault("Message", markdown.literal(example["message"]))
        if lead["code"].isdigit() and is_identifier(example.get("code", "")):
            cells.setdefault("Error code", example["code"])
        entries.append((heading.line, cells))
        lines.append(heading.line)
        if None not in parts.values():
            lines += [line.number for line in visible]
    names = list(dict.fromkeys(name for _, cells in entries for name in cells))
    table_rows = [
        Row(line, tuple(cells.get(name, "") for name in names)) for line, cells in entries
    ]
    return Table("headings", Row(rows[0][0].line, tuple(names)), table_rows, lines)


def _parts(lines: Sequence[Line]) -> dict[str, str]:
    """Return what stands below a heading, by labels: lines that begin in bold, and headings."""
    name, parts = "Description", {"Description": ""}
    for line in lines:
        if label := _LABEL.match(line.text) or _SUBHEADING.match(line.text):
            name = label[1]
            parts[name] = label[2] + "\n"
        elif not line.bare and parts[name].strip() and parts[name].count("\n") == 1:
            name = "Description"
            parts[name] += "\n"
        elif line.text.strip() not in ("---", "***", "___"):
            parts[name] += line.text + "\n"
    return {name: text for name, text in parts.items() if text.strip()}
