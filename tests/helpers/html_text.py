"""The text that a reader sees of HTML, and parsers of Markdown that are not those of apicodes."""

from html.parser import HTMLParser

from markdown_it import MarkdownIt

from apicodes.render.markdown.parser_rules import paragraph


class Shown(HTMLParser):
    """Collects the text that a reader of HTML sees, words apart where blocks are."""

    BLOCKS = frozenset(
        ("p", "br", "li", "ul", "ol", "pre", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6")
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Part words at a block; the text of an image is the one it has instead."""
        self.parts += [" "] if tag in self.BLOCKS else []
        self.parts += [dict(attrs).get("alt") or ""] if tag == "img" else []

    def handle_endtag(self, tag: str) -> None:
        """Part words at the end of a block."""
        self.parts += [" "] if tag in self.BLOCKS else []

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.parts.append(data)


def shown(html: str) -> str:
    reader = Shown()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split())


SOURCE = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
PAGE = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"])
for _parser in (SOURCE, PAGE):
    _parser.block.ruler.at("paragraph", paragraph)
