"""Text that is not Markdown, so that MDX and CommonMark read it as text."""

import re

from apicodes.render.markdown.parsing import is_plain
from apicodes.render.markdown.whitespace import ASCII_SPACES


def text(value: str) -> str:
    """Escape text that is not Markdown, for a line of MDX: a title, a status word."""
    return heading_end(value if is_plain(value) else escaped(value))


def heading_end(line: str) -> str:
    """Keep the end of a heading from being read as its closing sequence, or as Docusaurus' id."""
    if line[-1:] not in ("#", "}"):
        return line
    return _HEADING_ID.sub("&#123;", _CLOSING.sub(r"\\\g<0>", line))


_CLOSING = re.compile(r"(?:(?<=\s)|^)#+$")
_HEADING_ID = re.compile(r"\\\{(?=\s*#[^{}]*\}$)")


def text_cell(value: str) -> str:
    """Escape text that is not Markdown, for a cell of a table."""
    return (value if is_plain(value) else escaped(value)).replace("|", "\\|")


_ESCAPED = re.compile(
    r"[\\`*{<~]"
    r"|&(?=#?[A-Za-z0-9]+;)"  # a character reference
    r"|\[(?=\^)|\](?=[(\[:]|$)|(?<=!)\["  # a link, a footnote, an image
    r"|:(?=[A-Za-z][\w-]*[\[{])"  # a directive with a label
    r"|(?<=https):(?=//)|(?<=http):(?=//)|(?<=www)\."  # see _linked
    r"|_+"
    rf"|[{ASCII_SPACES}]+"
)
# The second colon may be escaped already, where it begins a directive.
_EMOJI = re.compile(r":(?=(?:[+\w-]*[A-Za-z+_-][+\w-]*|100|1234)\\?:)")
_WORD = re.compile(r"[^\W_]")


def escaped(value: str, *, keep_tilde: bool | None = None, followed: bool = False) -> str:
    """Escape literal text for a page, where Docusaurus makes emojis of names between colons.

    The arguments are those of `literal`.
    """
    return _EMOJI.sub(":<wbr/>", literal(value, keep_tilde=keep_tilde, followed=followed))


def literal(value: str, *, keep_tilde: bool | None = None, followed: bool = False) -> str:
    """Escape literal text for Markdown anywhere.

    A lone ``~`` is kept: `keep_tilde` says whether there is no other.

    `followed` says that markup stands right after the text, where an address must not run into it.
    """
    if keep_tilde is None:
        keep_tilde = value.count("~") == 1

    def escape(match: re.Match[str]) -> str:
        found = match.group()
        if found[0] == "_":
            before, after = value[: match.start()][-1:], value[match.end() :][:1]
            inside = _WORD.match(before) and _WORD.match(after)
            return found if inside else "\\_" * len(found)
        if found[0] in ASCII_SPACES:
            return " "
        if (
            found in ":."
            and not _DIRECTIVE.match(value, match.start())
            and _linked(value, match, followed)
        ):
            return found
        if found == "~" and keep_tilde:
            return found
        return f"\\{found}"

    return _ESCAPED.sub(escape, value)


def reference(characters: str) -> str:
    """Return characters that cannot stand as they are, as references; the known one by its name."""
    return "".join(
        "&nbsp;" if character == "\u00a0" else f"&#{ord(character)};" for character in characters
    )


_ADDRESS = re.compile(r"\S*")
_DIRECTIVE = re.compile(r":[A-Za-z][\w-]*[\[{]")


def _linked(value: str, match: re.Match[str], followed: bool) -> bool:
    """Return whether the address at a match can stay as it is.

    GFM makes links of bare addresses and ignores escapes in them; so an address that needs one is
    kept from being found as a literal, and is linked from its unescaped text instead.
    """
    address = _ADDRESS.findall(value, match.end())[0]
    if followed and value.endswith(address):
        return False
    return not re.search(r"[\\`*{<~_\[\]|&]", address)
