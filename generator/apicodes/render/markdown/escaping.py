"""Text that is not Markdown, escaped so that MDX and CommonMark read it as text or as code."""

import re

from apicodes.render.markdown.parsers import is_plain, references
from apicodes.render.markdown.url_syntax import is_url
from apicodes.text.lines import SPACES


def text(value: str) -> str:
    """Escape text that is not Markdown for a line of MDX, such as a title or a status word."""
    return heading_end(value if is_plain(value) else escaped(value))


def heading_end(line: str) -> str:
    """Escape the end of a heading that parsers would read as a closing sequence or as an id."""
    line = _CLOSING.sub(r"\\\g<0>", _EDGE.sub(lambda spaces: reference(spaces[0]), line))
    return f"{line}<wbr/>" if _HEADING_ID.search(line) else line


_EDGE = re.compile(rf"^[^\S{SPACES}]+|[^\S{SPACES}]+$")
_CLOSING = re.compile(r"(?:(?<=\s)|^)#+$")
# Docusaurus takes an id, or the element that has it, from the end of a heading: an empty element.
_HEADING_ID = re.compile(r"\{#[^}]*\}(?:[*_~`]|</[a-z]+>)*$")


def text_cell(value: str) -> str:
    """Escape text that is not Markdown for a table cell."""
    return (value if is_plain(value) else escaped(value)).replace("|", "\\|")


_ESCAPED = re.compile(
    r"[\\`*{<~]"
    r"|&(?=#?[A-Za-z0-9]+;)"  # a character reference
    r"|\[(?=\^)|\](?=[(\[:]|$)|(?<=!)\["  # a link, a footnote, an image
    r"|:(?=[A-Za-z][\w-]*[\[{])"  # a directive with a label
    r"|(?<=https):(?=//)|(?<=http):(?=//)|(?<=www)\."  # see _linked
    r"|_+"
    rf"|[{SPACES}]+"
)
# The second colon may be escaped already, where it begins a directive.
_EMOJI = re.compile(r":(?=(?:[+\w-]*[A-Za-z+_-][+\w-]*|100|1234)\\?:)")
_WORD = re.compile(r"[^\W_]")


def escaped(value: str, *, keep_tilde: bool | None = None, followed: bool = False) -> str:
    """Escape text for a page, where Docusaurus makes emojis of names between colons.

    An address that is no URL, which Docusaurus does not build, is broken as well. The arguments are
    those of `literal`.
    """
    written = _EMOJI.sub(":<wbr/>", literal(value, keep_tilde=keep_tilde, followed=followed))
    return _BARE_ADDRESS.sub(_broken, written)


def _broken(match: re.Match[str]) -> str:
    """Return the start of a bare address, followed by a break if the address is no URL."""
    start = match[0].replace("\\", "")
    rest = re.sub(r"\\(.)", r"\1", match["rest"]).rstrip("!\"'),.:;?")
    address = f"http:{rest}" if start.endswith(":") else f"http://www{rest}"
    without_email = re.sub(r"[-+.\w]+@.*", "", address)  # GFM links what is before it by itself.
    return match[0] if is_url(address) and is_url(without_email) else f"{start}<wbr/>"


_BARE_ADDRESS = re.compile(
    r"(?:https?\\?:(?=//[-.\w])|www\\?(?=\.\S))(?=(?P<rest>(?:\\.|[^\s<\\])*))", re.IGNORECASE
)


def literal(value: str, *, keep_tilde: bool | None = None, followed: bool = False) -> str:
    """Escape text for Markdown in any place.

    `keep_tilde` leaves ``~`` as it is, which is right if the paragraph has no other; by default the
    text alone decides. `followed` says that markup follows without a space, which an address at the
    end of the text would include.
    """
    if keep_tilde is None:
        keep_tilde = value.count("~") == 1

    def escape(match: re.Match[str]) -> str:
        matched = match.group()
        if matched[0] == "_":
            before, after = value[: match.start()][-1:], value[match.end() :][:1]
            inside = _WORD.match(before) and _WORD.match(after)
            return matched if inside else "\\_" * len(matched)
        if matched[0] in SPACES:
            return " "
        if (
            matched in ":."
            and not _DIRECTIVE.match(value, match.start())
            and _linked(value, match, followed)
        ):
            return matched
        if matched == "~" and keep_tilde:
            return matched
        return f"\\{matched}"

    return _ESCAPED.sub(escape, value)


def reference(characters: str) -> str:
    """Return characters as character references; a no-break space by name."""
    return "".join(
        "&nbsp;" if character == "\u00a0" else f"&#{ord(character)};" for character in characters
    )


_ADDRESS = re.compile(r"\S*")
_DIRECTIVE = re.compile(r":[A-Za-z][\w-]*[\[{]")


def _linked(value: str, match: re.Match[str], followed: bool) -> bool:
    """Return whether the address at a match needs no escape.

    GFM links bare addresses and ignores escapes in them. An address that needs an escape is broken,
    so that GFM does not link it; Docusaurus links it from the unescaped text.
    """
    address = _ADDRESS.findall(value, match.end())[0]
    if followed and value.endswith(address):
        return False
    return not re.search(r"[\\`*{<~_\[\]|&]", address)


def escape_labels(text: str, page: str) -> str:
    """Escape what a page would take for references to the links that it defines."""
    if not any(match["label"] for match in _LABEL.finditer(text)):
        return text
    from markdown_it.common.utils import normalizeReference

    labels = references(page)

    def escape(match: re.Match[str]) -> str:
        is_reference = normalizeReference(match["label"] or "") in labels
        return f"\\{match[0]}" if is_reference else match[0]

    return _LABEL.sub(escape, text)


# Escapes and code are skipped; a link with an address is no reference.
_LABEL = re.compile(r"\\.|(`+)(?!`).*?(?<!`)\1(?!`)|\[(?P<label>[^\[\]]+)\](?!\()", re.DOTALL)


# Code spans


def code(value: str) -> str:
    """Return text as a code span."""
    if not _NEEDS_FENCE.search(value):
        return f"`{value}`"
    value = re.sub(r"[\t\n]", " ", value)
    runs = {len(run) for run in re.findall(r"`+", value)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    is_spaced = value[:1] == value[-1:] == " " and value.strip(" ")
    is_padded = value[:1] == "`" or value[-1:] == "`" or is_spaced
    return f"{fence} {value} {fence}" if is_padded else f"{fence}{value}{fence}"


_NEEDS_FENCE = re.compile(r"[`\t\n]|^ | $")


def code_cell(value: str, *, keep_tilde: bool | None = None) -> str:
    """Return text as code in a table cell.

    A code span cannot hold a pipe: markdown-it and micromark split it differently.
    """
    if "|" not in value:
        return code(value)
    return f"<code>{escaped(value, keep_tilde=keep_tilde).replace('|', '&#124;')}</code>"
