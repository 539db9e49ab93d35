"""The parts of a page that are not descriptions, spelled to work in every mode of Docusaurus.

Docusaurus reads a page as MDX or as CommonMark, each with its compatibility flags or without.
"""

import json
import re
from collections.abc import Iterable

from apicodes.render import markdown
from apicodes.render.markdown.normal_form import JOINER


def heading_id(value: str, part: str = "") -> str:
    """Return the id of a heading as Docusaurus reads it, with a suffix for a part of a section."""
    return f"\\{{#{value}-{part}}}" if part else f"\\{{#{value}}}"


def heading_code(value: str) -> str:
    """Return text as code in a heading, where Docusaurus adds a backslash to `{#` in code spans."""
    return f"<code>{markdown.text(value)}</code>" if "{#" in value else markdown.code(value)


def page_title(value: str) -> str:
    r"""Return text for the title of a page, which mdx-loader 3.10 writes into JavaScript.

    There `\u`, `\x`, `\1` and a last `\` do not compile: a joiner, which shows nothing, follows.
    """
    return re.sub(r"\\(?=[ux0-9']|$)", rf"\\{JOINER}", value)


def heading_ids(page: str) -> list[str]:
    """Return the ids that `heading_id` gave to the headings of a page."""
    return re.findall(r"^#.* \\\{#([\w.-]+)\}$", page, re.MULTILINE)


def anchors(values: Iterable[str]) -> str:
    """Return ids as inline elements that links can point to."""
    return "".join(f'<a id="{value}"></a>' for value in values)


def bold(value: str) -> str:
    """Return text that is not Markdown in bold, for a line of MDX."""
    from apicodes.render.markdown import inline

    return inline.strong(markdown.text(value))


def link(value: str, url: str) -> str:
    """Return a link whose text is not Markdown."""
    from apicodes.render.markdown import inline

    return inline.link(value, url)


def badges(values: Iterable[str]) -> str:
    """Return texts as badges on one line, the first of them in bold.

    A line with nothing but elements would not be a paragraph in MDX.
    """
    badges = [f"<kbd>{markdown.text(value)}</kbd>" for value in values]
    return " ".join([*(f"**{badge}**" for badge in badges[:1]), *badges[1:]])


def admonition(value: str, kind: str, title: str) -> str:
    """Return Markdown as an admonition of Docusaurus: ``note``, ``tip``, ``info``, ``warning``."""
    body = markdown.mdx(value, headings=False)
    # The parser looks for the end in every line, in those of fenced code too.
    longest = max(map(len, re.findall(r"^\s*(:{3,})", body, re.MULTILINE)), default=2)
    fence = ":" * (longest + 1)
    return f"{fence}{kind}[{markdown.text(title)}]\n\n{body}\n\n{fence}"


def json_block(value: object, title: str = "") -> str:
    """Return a value as a block of JSON code with a title.

    Docusaurus reads the title, its own words and ranges of lines behind the language, and knows no
    escapes: a title that it could misread is in bold above the block. The language is in upper
    case, as prettier formats code whose language it knows in lower case.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    above = [bold(title), ""] if title and not _meta(title) else []
    return "\n".join([*above, f"{fence}JSON{_meta(title)}", text, fence])


def _meta(title: str) -> str:
    return f' title="{title}"' if _TITLE.fullmatch(title) else ""


_TITLE = re.compile(
    r"(?!.*(?:showLineNumbers|noInline|\blive\b|title=|  ))[^\W_][\w ,.;:()/+!?%'-]*"
)
