"""What a page is built from beside its texts, in the spelling that holds in every mode of it.

Docusaurus reads a page as MDX or as CommonMark, each with its compatibility flags or without.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from apicodes.render import markdown


def heading_id(value: str, part: str = "") -> str:
    """Return the id of a heading as Docusaurus reads it, or that of a part of what it is of."""
    return f"\\{{#{value}-{part}}}" if part else f"\\{{#{value}}}"


def anchors(values: Iterable[str]) -> str:
    """Return ids as places in a line that links lead to."""
    return "".join(f'<a id="{value}"></a>' for value in values)


def badges(values: Iterable[str]) -> str:
    """Return texts as badges on one line, the first of them in bold.

    A line that held nothing but elements would be no paragraph in MDX.
    """
    found = [f"<kbd>{markdown.text(value)}</kbd>" for value in values]
    return " ".join([*(f"**{its}**" for its in found[:1]), *found[1:]])


def admonition(value: str, kind: str, title: str) -> str:
    """Return Markdown as an admonition of Docusaurus: ``note``, ``tip``, ``info``, ``warning``."""
    body = markdown.mdx(value, headings=False)
    # The parser looks for the end in every line, in those of fenced code too.
    longest = max(map(len, re.findall(r"^\s*(:{3,})", body, re.MULTILINE)), default=2)
    fence = ":" * (longest + 1)
    return f"{fence}{kind}[{markdown.text(title)}]\n\n{body}\n\n{fence}"


def json_block(value: Any, title: str = "") -> str:
    """Return a value as a block of JSON code with a title, in bold above it where it must be.

    Docusaurus looks for its own words and ranges of lines in what follows the language, and knows
    no escapes. Prettier formats code whose language it knows, and looks for lower case.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    above = [markdown.bold(title), ""] if title and not _meta(title) else []
    return "\n".join([*above, f"{fence}JSON{_meta(title)}", text, fence])


def _meta(title: str) -> str:
    return f' title="{title}"' if _TITLE.fullmatch(title) else ""


_TITLE = re.compile(
    r"(?!.*(?:showLineNumbers|noInline|\blive\b|title=|  ))[^\W_][\w ,.;:()/+!?%'-]*"
)
