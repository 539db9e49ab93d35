"""Text inside the comments of source code: docstrings, TSDoc, Javadoc, and plain ones."""

import re
from collections.abc import Sequence

from apicodes.render import markdown, sentences
from apicodes.text.lines import collapsed

PYTHON_COLUMNS = 88
TYPESCRIPT_COLUMNS = 80
"""How long lines of comments are at most, where their words let."""


def docstring(value: str, indent: int = 0) -> str:
    """Return Markdown as a whole docstring of Python, its quotes included.

    `indent` is the column where it stands.
    """
    escaped = value.replace("\\", "\\\\").replace('"""', '\\"\\"\\"').replace("\t", "\\t")
    if escaped.startswith('"'):
        escaped = f"\\{escaped}"
    columns = PYTHON_COLUMNS - indent
    lines = _lines(escaped, columns, first=3)
    if len(lines) == 1:  # The quotes at its end take room as well.
        lines = _lines(escaped, columns, first=6)
    if _loses_margin(lines):
        lines = ["", *_lines(escaped, columns, first=0)]
    first, *rest = (line.rstrip(" ") for line in lines)
    if not rest and not first.endswith('"'):
        return f'"""{first}"""'
    margin = " " * indent
    return "\n".join([f'"""{first}', *(_indented(line, margin) for line in rest), f'{margin}"""'])


def _loses_margin(lines: Sequence[str]) -> bool:
    """Return whether Python would take indentation from the text, such as that of code.

    It takes the smallest margin of all lines but the one beside the quotes (`inspect.cleandoc`).
    """
    first, *rest = lines
    return first[:1].isspace() or (any(rest) and all(line[:1].isspace() for line in rest if line))


def tsdoc(
    value: str, indent: int = 0, deprecated: str | None = None, links: Sequence[str] = ()
) -> str:
    """Return Markdown as a whole comment of TSDoc; empty where there is nothing to say.

    `deprecated` is the text of the tag that editors strike a name through by, None for no tag;
    `links` are what to use instead: names of the file, or code spans of what has no name there.
    """
    return tsdoc_block(tsdoc_text(value, deprecated, links), indent)


def tsdoc_block(value: str, indent: int = 0) -> str:
    """Return text that `tsdoc_text` escaped as a whole comment; a tag is its last paragraph."""
    text, tag = _parted(value)
    columns = TYPESCRIPT_COLUMNS - indent - 3
    paragraphs = [_lines(text, columns, 0)] if text else []
    if tag:
        wrapped = _wrapped(re.sub(r"(?<=\{@link) ", _NO_BREAK, tag), columns, 0)
        paragraphs.append([line.replace(_NO_BREAK, " ") for line in wrapped])
    lines = [line for paragraph in paragraphs for line in ("", *paragraph)][1:]
    margin = " " * indent
    if len(lines) == 1 and len(lines[0]) + 4 <= columns:
        return f"/** {lines[0]} */"
    lines = [_indented(f" * {line}".rstrip(" "), margin) for line in lines]
    return "\n".join(["/**", *lines, f"{margin} */"])


_TAG = "@deprecated"
"""Text that is escaped has no other tag."""


def tsdoc_text(value: str, deprecated: str | None = None, links: Sequence[str] = ()) -> str:
    """Return the text of a comment of TSDoc, escaped, with its tag as the last paragraph."""
    if deprecated is None:
        return _escaped(value)
    use = f"Use {sentences.listed(map(_linked, links), 'or')}." if links else ""
    words = _escaped(collapsed(deprecated))
    tag = " ".join(filter(None, (_TAG, words, use)))
    return "\n\n".join(filter(None, (_escaped(value), tag)))


def _parted(value: str) -> tuple[str, str]:
    """Return the text and the tag of an escaped comment; either may be empty."""
    text, _, last = value.rpartition("\n\n")
    is_tag = last == _TAG or last.startswith(f"{_TAG} ")
    return (text, last) if is_tag else (value, "")


def _linked(link: str) -> str:
    return _escaped(link) if link.startswith("`") else f"{{@link {link}}}"


_NO_BREAK = "\0"
"""Stands for the space in a link until the text is wrapped, so that a link stays on one line."""


def _escaped(value: str) -> str:
    """Break ``*/`` and escape what TSDoc reads as a tag: ``@word``, ``{@link}`` (tsdoc.org)."""
    value = value.replace("*/", "*\\/")
    if "@" not in value:
        return value
    # What a backslash escapes already stays: a second one would escape the first.
    value = re.sub(r"(?<!\\)((?:\\\\)*)\{(?=@)", r"\1\\{", value)
    return re.sub(r"(?<![A-Za-z0-9_.\\-])((?:\\\\)*)@(?=[A-Za-z])", r"\1\\@", value)


def hash_comment(value: str, indent: int = 0) -> str:
    """Return text as comment lines that start with `#`, as YAML, Python and shells have them.

    `indent` is the column of the lines after the first.
    """
    return _prefixed(value.splitlines() or [""], "#", indent)


def slash_comment(value: str, indent: int = 0) -> str:
    r"""Return text as comment lines that start with `//`, as Go, Java, TypeScript and C have them.

    Where a language would read on, the text is broken: Java's `\u000a` gets a second backslash (JLS
    3.3), and a line that ends with a backslash, which C joins with the next one, gets a full stop.
    """
    lines = [re.sub(r"\\\s*$", r"\\.", line) for line in _not_unicode(value).splitlines()]
    return _prefixed(lines or [""], "//", indent)


def block_comment(value: str, indent: int = 0) -> str:
    r"""Return text as a comment from `/**` to `*/`; `*/` in it becomes `*\/`.

    Java's `\u002a` gets a second backslash (JLS 3.3). For TypeScript there is `tsdoc`, for Java
    `javadoc`, which also escape what those read as tags.
    """
    lines = _not_unicode(value).replace("*/", "*\\/").splitlines() or [""]
    if len(lines) == 1:
        return f"/** {lines[0].strip(' ')} */"
    margin = " " * indent
    return f"/**\n{margin} {_prefixed(lines, '*', indent + 1)}\n{margin} */"


def javadoc(value: str, indent: int = 0) -> str:
    """Return Markdown as a comment of Javadoc: its text, with HTML and tags as entities."""
    from html import escape

    text = escape(markdown.plain(value), quote=False)
    return block_comment(re.sub(r"[@{}\\]|(?<=\*)/", _entity, text), indent)


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def _not_unicode(text: str) -> str:
    return re.sub(r"(?<!\\)((?:\\\\)*\\)(?=u)", r"\1\\", text)


def _prefixed(lines: Sequence[str], prefix: str, indent: int) -> str:
    return f"\n{' ' * indent}".join(f"{prefix} {line}".rstrip(" ") for line in lines)


def _indented(line: str, margin: str) -> str:
    return margin + line if line else ""


def _lines(escaped: str, columns: int, first: int) -> list[str]:
    """Return the lines of a comment; `first` columns of the first one are taken.

    Paragraphs of one line are wrapped, which Markdown does not mind; what has lines of its own,
    such as a list, keeps them, and nothing is wrapped where code may stand in a block.
    """
    if len(escaped) + first <= columns and "\n" not in escaped:
        return [escaped]
    if _CODE_BLOCK.search(escaped):
        return [line.rstrip(" ") for line in escaped.split("\n")]
    lines: list[str] = []
    for paragraph in escaped.split("\n\n"):
        added = [line.rstrip(" ") for line in paragraph.split("\n")]
        if len(added) == 1 and not _BLOCK.match(paragraph):
            added = _wrapped(paragraph, columns, 0 if lines else first)
        lines += ["", *added] if lines else added
    return lines


_CODE_BLOCK = re.compile(r"^(?: {4}|\t|\\t| {0,3}(?:```|~~~))", re.MULTILINE)
_BLOCK = re.compile(r" *(?:(?:[-+*]|#{1,6}|\d{1,9}[.)])(?:\s|$)|[=>|]|---|:::|```|~~~|___|\*\*\*)")


def _wrapped(text: str, columns: int, first: int) -> list[str]:
    """Break a paragraph at its spaces; a word longer than a line has one to itself.

    No line begins with what would make it another block of Markdown.
    """
    lines = []
    room = columns - first
    while len(text) > room:
        end = text.rfind(" ", 0, room + 1)
        while end > 0 and _BLOCK.match(text, end + 1):
            end = text.rfind(" ", 0, end)
        if end <= 0:
            end = text.find(" ", room)
            while end >= 0 and _BLOCK.match(text, end + 1):
                end = text.find(" ", end + 1)
            if end < 0:
                break
        lines.append(text[:end])
        text = text[end + 1 :]
        room = columns
    return [*lines, text]
