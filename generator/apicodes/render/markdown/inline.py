"""Inline nodes of descriptions rendered for MDX as prettier writes them: text, code, links."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from apicodes.render.markdown.escaping import code, code_cell, escaped, reference
from apicodes.render.markdown.normal_form import attributes, encoded, image
from apicodes.render.markdown.parser_rules import BREAKS
from apicodes.render.markdown.plain_text import plain_spans
from apicodes.render.markdown.simple import is_anchor
from apicodes.render.markdown.url_syntax import is_url
from apicodes.text.forbidden import FORBIDDEN
from apicodes.text.lines import collapsed

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode as Node


class _Context(NamedTuple):
    """The place of inline nodes, and the marks of the nodes around them."""

    in_cell: bool
    one_line: bool
    keep_tilde: bool
    marks: tuple[str, ...] = ()
    in_label: bool = False


def inline(
    node: "Node",
    *,
    in_cell: bool,
    one_line: bool = False,
    keep_tilde: bool | None = None,
    marks: tuple[str, ...] = (),
) -> str:
    """Render the inline content of a block; `marks` are the emphasis marks around it."""
    if keep_tilde is None:
        keep_tilde = has_lone_tilde(node)
    context = _Context(in_cell, in_cell or one_line, keep_tilde, marks)
    written = _spans(node.children, context)
    return _EDGE.sub(lambda match: reference(match.group()), written)


def has_lone_tilde(node: "Node") -> bool:
    """Return whether a text has no two tildes, which could strike the text between them."""
    inner = list(node.walk())
    tildes = sum(each.content.count("~") for each in inner if each.type in _LITERAL)
    return tildes <= 1 and all(each.type != "s" for each in inner)


_LITERAL = ("text", "code_inline", "code_block", "fence")


# Spaces that are not ASCII, at the edges of a line, where parsers and editors may drop them.
_EDGE = re.compile(r"^[^\S \n]+|[^\S \n]+$", re.MULTILINE)


def _spans(nodes: "list[Node]", context: _Context) -> str:
    written = ""
    nodes = _filled(nodes)
    for index, node in enumerate(nodes):
        if node.type in _ELEMENTS:
            written += _marked(node, *_beside(nodes, index), written, context)
        elif node.type in BREAKS:
            written += _break(node, context)
        else:
            followed = index + 1 < len(nodes) and nodes[index + 1].type not in BREAKS
            part = _span(node, context, followed=followed)
            if part[:1] == "[" and node.type == "link" and written[-1:] == "!":
                written = f"{written[:-1]}\\!"
            written += part
    return written


def _filled(nodes: "Sequence[Node]") -> "list[Node]":
    """Return the nodes without empty texts, which the parser leaves between two emphases."""
    return [node for node in nodes if node.type != "text" or node.content]


def _break(node: "Node", context: _Context) -> str:
    if node.type == "softbreak":
        return " " if context.one_line else "\n"
    return "<br/>" if context.one_line else "\\\n"


def _span(node: "Node", context: _Context, *, followed: bool) -> str:
    match node.type:
        case "text":
            return _text(node.content, context, followed=followed)
        case "code_inline" if context.one_line and not context.in_cell and "{#" in node.content:
            # In a heading Docusaurus adds a backslash, in code spans as well.
            return f"<code>{escaped(node.content)}</code>"
        case "code_inline":
            if not context.in_cell:
                return code(node.content)
            return code_cell(node.content, keep_tilde=context.keep_tilde)
        case "link":
            url, title = _target(node, "href")
            if (context.in_cell and is_anchor(url) and not title) or not is_url(url):
                # Docusaurus checks no link that is an element.
                target = attributes(node.attrs, "href", "title")
                return f"<a{target}>{_spans(node.children, context)}</a>"
            label = _spans(node.children, context._replace(in_label=True))
            return f"[{label}]({destination(url, title)})"
        case _ if not is_url(str(node.attrs["src"])):
            return image(node).replace("|", "\\|" if context.in_cell else "|")
        case _:  # an image
            alt = _text(plain_spans(node.children), context._replace(in_label=True))
            return f"![{alt}]({destination(*_target(node, 'src'))})"


def _target(node: "Node", name: str) -> tuple[str, str]:
    """Return the address and the title of a link or an image."""
    return str(node.attrs[name]), str(node.attrs.get("title") or "")


def _text(value: str, context: _Context, *, followed: bool = False) -> str:
    written = escaped(value, keep_tilde=context.keep_tilde, followed=followed)
    written = FORBIDDEN.sub(lambda match: reference(match.group()), written)
    if context.in_label:
        written = _BRACKET.sub(r"\1\\\2", written)
    return written.replace("|", "\\|") if context.in_cell else written


# Escaped or not: a label would end elsewhere if only one of a pair were escaped.
_BRACKET = re.compile(r"(?<!\\)((?:\\\\)*)\\?([\[\]])")


# Emphasis

_ELEMENTS = {"em": "em", "strong": "strong", "s": "del"}


def _marked(
    node: "Node", before: "Node | None", after: "Node | None", written: str, context: _Context
) -> str:
    """Return an emphasis between marks, or as an HTML element if marks would be misread."""
    mark = {"em": _mark_of_em(node, before, after, context), "strong": "**", "s": "~~"}[node.type]
    body = _spans(node.children, context._replace(marks=(*context.marks, mark)))
    first = _edge(after, context)
    misread = (
        mark in context.marks
        or (before is not None and before.type in _ELEMENTS and written[-1:] == mark[0])
        or (context.marks and context.marks[-1][0] == mark[0] and not (before and after))
        or not flanks(mark, written[-1:], body[:1])
        or not flanks(mark, first, body[-1:])
        or _touches_address(before, after)
    )
    if misread:
        element = _ELEMENTS[node.type]
        return f"<{element}>{_spans(node.children, context)}</{element}>"
    return f"{mark}{body}{mark}"


def _edge(node: "Node | None", context: _Context) -> str:
    """Return the first character of a rendered node; empty at the end of a line."""
    if node is None or node.type in BREAKS:
        return ""
    return _text(node.content, context)[:1] if node.type == "text" else "*"


def _mark_of_em(
    node: "Node", before: "Node | None", after: "Node | None", context: _Context
) -> str:
    """Return the mark that prettier writes: ``*`` in emphasis or next to a letter, else ``_``."""
    parent = node.parent
    touches = _touches_word(before, after)
    if (
        not touches
        and parent is not None
        and parent.type == "strong"
        and context.marks[-1:] == ("**",)
    ):
        siblings = _filled(parent.siblings)
        at = next(index for index, sibling in enumerate(siblings) if sibling is parent)
        touches = _touches_word(*_beside(siblings, at))
    return "*" if touches or "*" in context.marks or "_" in context.marks else "_"


def _beside(nodes: "Sequence[Node]", index: int) -> "tuple[Node | None, Node | None]":
    before = nodes[index - 1] if index else None
    return before, nodes[index + 1] if index + 1 < len(nodes) else None


def _touches_word(before: "Node | None", after: "Node | None") -> bool:
    """Return whether a letter is next to an emphasis, which ``_`` then cannot mark."""
    left = before.content[-1:] if before is not None and before.type == "text" else ""
    right = after.content[:1] if after is not None and after.type == "text" else ""
    return any(
        side and not (side.isspace() or _is_punctuation(side) or FORBIDDEN.match(side))
        for side in (left, right)
    )


def _touches_address(before: "Node | None", after: "Node | None") -> bool:
    """Return whether an address is next to an emphasis; GFM would link it with the mark."""
    return bool(
        (before is not None and before.type == "text" and _ADDRESS_BEFORE.search(before.content))
        or (after is not None and after.type == "text" and _ADDRESS_AFTER.match(after.content))
    )


_ADDRESS_BEFORE = re.compile(r"(?:@|://|www\.)\S*$")
_ADDRESS_AFTER = re.compile(r"\S*(?:@|://)|www\.")


def strong(body: str) -> str:
    """Return inline Markdown in bold, as an element where marks would be misread."""
    if not body:
        return ""
    flanked = flanks("**", "", body[0]) and flanks("**", "", body[-1])
    return f"**{body}**" if flanked else f"<strong>{body}</strong>"


def flanks(mark: str, outside: str, inside: str) -> bool:
    """Return whether a mark opens or closes between these two characters.

    CommonMark 0.31, section 6.2. Parsers of older versions read a symbol as a letter, so a symbol
    counts as what is worse.
    """
    if not inside or inside.isspace():
        return False
    separate = not outside or outside.isspace() or _is_punctuation(outside)
    return separate or (mark != "_" and inside.isalnum())


def _is_punctuation(character: str) -> bool:
    if character.isascii():
        return not character.isalnum() and not character.isspace()
    return character <= "\uffff" and category(character)[0] == "P"


def link(value: str, url: str) -> str:
    """Return a link whose text is not Markdown."""
    context = _Context(in_cell=False, one_line=True, keep_tilde=False)
    href = address(url)
    if not is_url(href):
        return f"<a{attributes({'href': href}, 'href', 'title')}>{_text(value, context)}</a>"
    return f"[{_text(value, context._replace(in_label=True))}]({destination(href, '')})"


def address(url: str) -> str:
    """Return an address normalized as parsers do."""
    from markdown_it.common.normalize_url import normalizeLink

    return encoded(normalizeLink(url))


def destination(url: str, title: str) -> str:
    """Return the address and title of a link as they are between its parentheses."""
    url = encoded(url)
    if re.search(r"&#?[A-Za-z0-9]+;", url):
        url = url.replace("&", "&amp;")
    if not title:
        return url
    title = re.sub(r"&(?=#?[A-Za-z0-9]+;)", "&amp;", collapsed(title))
    title = FORBIDDEN.sub(lambda match: reference(match.group()), title)
    title = title.replace("\\", "\\\\").replace("|", "&#124;")
    if '"' not in title:
        return f'{url} "{title}"'
    return f"{url} '{title}'" if "'" not in title else f'{url} "{title.replace(chr(34), "&quot;")}"'
