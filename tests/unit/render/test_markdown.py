"""Descriptions in each of their places."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.token import Token

from apicodes.render import markdown
from apicodes.render.markdown import parsers, plain_text, simple, table_cell
from helpers.project import Project

PROSE = [
    "Typically, this is a transient problem, so it's advisable to attempt your request again.",
    "Wait 30 seconds - then try again (at 12:30, say); see RFC 9110, section 15.5.2!",
    "snake_case_words and C++ and 50 % and a+b=c and 1.5 and \"quotes\" and 'quotes'",
    "余额不足，请充值。Ошибка запроса. Échec : réessayez plus tard.",
    "Costs $5 & more; a@b.example is the address.",
]


@pytest.mark.parametrize("prose", PROSE)
def test_plain_prose_comes_out_as_it_went_in(prose: str) -> None:
    assert markdown.is_plain(prose)
    assert markdown.cell(prose) == markdown.mdx(prose) == markdown.plain(prose) == prose
    assert markdown.text(prose) == markdown.text_cell(prose) == prose


@pytest.mark.parametrize(
    ("source", "cell"),
    [
        ("a | b", r"a \| b"),
        ("`a|b`", "<code>a&#124;b</code>"),
        ("`{x} <T>`", "`{x} <T>`"),
        ("{module} and {{coin}}", r"\{module} and \{\{coin}}"),
        ("<5 and Array<T>", r"\<5 and Array\<T>"),
        ("<b>HTML</b> is text", r"\<b>HTML\</b> is text"),
        ("*a* __b__ ~~c~~", "_a_ **b** ~~c~~"),
        ("in*word*s", "in*word*s"),
        ("a * b", r"a \* b"),
        ("_lead and trail _", r"\_lead and trail \_"),
        ("&amp; is &, &copy is not", "& is &, &copy is not"),
        ("`&amp;`", "`&amp;`"),
        (r"\&lt;", r"\&lt;"),
        (r"C:\users", r"C:\\users"),
        (":smile: at 12:30:45", ":<wbr/>smile: at 12:30:45"),
        ("a:b[c]", r"a\:b[c\]"),
        (":100:a{b}", r":<wbr/>100\:a\{b}"),
        ("<https://example.com>", "[https://example.com](https://example.com)"),
        ("[a](<b c> \"t\")", '[a](b%20c "t")'),
        ("![alt](/i.png)", "![alt](/i.png)"),
        ("[a b](#c-D)", '<a href="#c-D">a b</a>'),
        ("[`a`](#b_c) [*d*](#e)", '<a href="#b_c">`a`</a> <a href="#e">_d_</a>'),
        ("[a](#b \"t\") [c](d#e)", '[a](#b "t") [c](d#e)'),
        (r"a\![b](#c) d\![e](f)", r'a!<a href="#c">b</a> d\![e](f)'),
        ("one\ntwo", "one two"),
        ("one\\\ntwo", "one<br/>two"),
        ("one\n\ntwo", "one<br/><br/>two"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("- a\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("> a", "<blockquote>a</blockquote>"),
        ("a~b\n\n> `x|y~z`", r"a\~b<blockquote><code>x&#124;y\~z</code></blockquote>"),
        ("- a~b\n- c", "<ul><li>a~b</li><li>c</li></ul>"),
        ("```\na~b\nc~d\n```", r"<pre><code>a\~b<br/>c\~d<br/></code></pre>"),
        ("# A", "**A**"),
        ("www.a.b:port", "www<wbr/>.a.b:port"),
        ("[*a*](https://b:c)", '<a href="https://b:c">_a_</a>'),
        ("![a|b](https://b:c)", r'<img src="https://b:c" alt="a\|b"/>'),
        ("```json\n{\"a\":  1}\n```", r'<pre><code>\{"a":&#32; 1}<br/></code></pre>'),
    ],
)  # fmt: skip
def test_markdown_becomes_one_line_of_a_table(source: str, cell: str) -> None:
    assert markdown.cell(source) == cell


@pytest.mark.parametrize(
    ("source", "mdx"),
    [
        ("import x from y", "&#105;mport x from y"),
        ("a\nexport b", "a\n&#101;xport b"),
        (r"1\. no list", r"1\. no list"),
        (r"\- no list", r"\- no list"),
        (r"\# no heading", r"\# no heading"),
        (":::note", r"\:::note"),
        ("* a\n* b", "- a\n- b"),
        ("1) a\n2) b", "1. a\n2. b"),
        ("A\n=", "# A"),
        ("~~~py\nx = {}\n~~~", "```py\nx = {}\n```"),
        ("    indented {code}", "```\nindented {code}\n```"),
        ("> a\n>\n> b", "> a\n>\n> b"),
        ("***", "---"),
        ("{x}", r"\{x}"),
        ("https://a.b:80 https://a:B", "https://a.b:80 https:<wbr/>//a:B"),
    ],
)
def test_markdown_becomes_blocks_of_mdx(source: str, mdx: str) -> None:
    assert markdown.mdx(source) == mdx


@pytest.mark.parametrize(
    ("source", "mdx"),
    [
        ("&nbsp;a&nbsp;", "&nbsp;a&nbsp;"),  # Spaces that are text stay, where they could be lost.
        ("import&nbsp;", "&#105;mport&nbsp;"),
        ("a\u00a0:\u00a0b\n\u00a0c", "a\u00a0:\u00a0b\n&nbsp;c"),
        ("a\n\n\u3000\u3000b", "a\n\n&#12288;&#12288;b"),
        ("a\n&nbsp;\nb", "a\n&nbsp;\nb"),
        ("# &nbsp;a&nbsp;", "# &nbsp;a&nbsp;"),
        ("` \u00a0 `", "`\u00a0`"),
        ("```\na\u3000\n```", "```\na\u3000\n```"),
        ("&#32;a&#10;b&#32;", "a b"),  # Spaces that are none in the text go, references or not.
        ("a\n&#32;\nb", "a\nb"),
        ("*a\n&#32;\nb*", "_a\nb_"),
        ("a] \\\nb", "a\\]\\\nb"),
        ("&#8203;a&#x2028;b", "&#8203;a&#8232;b"),  # What no catalog may hold stays a reference.
        ("*a*&#8203;b", "_a_&#8203;b"),
        ("-\n  #\n  0.\n  a", "- #\n\n  0. &nbsp;\n\n  a"),
        ("- - a\n  #\n\n  &#32;", "- - a\n  #"),
        ("2. ~~~\n\n\t\na", "2. ```\n\n   ```\n\na"),
        ("999999999. a\n1. b", "999999998. a\n999999999. b"),
        ("]\na\n-", "## ] a"),
        ("https://a.b/c\nx\n---", "## https://a.b/c x"),
        ("a www. *b*", "a www\\. _b_"),
        ("[[^]a]()", "[\\[^\\]a]()"),
        ("![a[]]()", "![a\\[\\]]()"),
        ("&#32;~~~a~~", "\\~~~a~~"),
        ('[a](b "&amp;lt;")', '[a](b "&amp;lt;")'),
    ],
)
def test_blocks_of_mdx_are_their_own_normal_form(source: str, mdx: str) -> None:
    assert markdown.mdx(source) == mdx
    assert markdown.mdx(mdx) == mdx


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("*a* `b` [c](d)", "a b c"),
        ("a&#10;b&#8203;", "a b"),
        ("a\nb", "a b"),
        ("a\n\n- b\n- c", "a\n\n- b\n- c"),
        ("&lt;", "<"),
    ],
)
def test_markdown_becomes_plain_text(source: str, plain: str) -> None:
    assert markdown.plain(source) == plain


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_a_cell_is_always_one_line_without_a_bare_pipe(source: str) -> None:
    for rendered in (markdown.cell(source), markdown.text_cell(source), markdown.code_cell(source)):
        assert "\n" not in rendered
        assert "|" not in rendered.replace(r"\|", "")


PIECES = (
    "a", "The key", "b-c", "x_y", "1", "1.", "- d", "*", "**", "*em*", "**strong**", "&",
    "*two words*", "`code`", "`a b`", "`a  b`", "``", "`", "[x]", "(", ")", "é", "请求", "、",
    "[guide](https://docs.example.com/a/b)", "[a b](http://x.y)", "https://x.y", ".", " ", ", ",
    "[c](/d#e-F)", "[f](g)", "[n](#o)", "[p q](#r-S)", "[h]()", "[k](/)", "[m](https://a.b/)",
    ": ", ":", "!", "'", '"', "$", "=", "#", "+", "/", "_", "-", "\u00a0", "\u3000", "?", ";",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join).map(str.strip))
def test_what_is_read_without_a_parser_is_what_the_parser_reads(source: str) -> None:
    assume(source)
    rendered = simple.cell(source)
    if rendered is not None:
        assert rendered == table_cell.cell(source)
        assert simple.plain(source) == plain_text.plain(source)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Send <id>.", "Send &lt;id>."),
        ("Less than <5, or a <= b.", "Less than <5, or a <= b."),
        ("`<id>` or <id>", "`<id>` or &lt;id>"),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("See <https://a.example>.", "See <https://a.example>."),
        # The author's Markdown stays, whatever MDX would make of it.
        (
            'Send <b>\n*one* {id}:\n\n1) a\n\n```json\n{"a": <b>}\n```',
            'Send &lt;b>\n*one* {id}:\n\n1) a\n\n```json\n{"a": <b>}\n```',
        ),
        ("- <!-- a\n  b -->\n- <?x?>", "- &lt;!-- a\n  b -->\n- &lt;?x?>"),
        ("> <div\n> class=a", "> &lt;div\n> class=a"),
        ("    <b>\n\n\\<b> \\\\<b>", "    <b>\n\n\\<b> \\\\&lt;b>"),
        ('[a](<b> "<c>") <a:b> <d@e.f>', '[a](<b> "<c>") <a:b> <d@e.f>'),
        ("![<b>](c) [<d>](e)", "![&lt;b>](c) [&lt;d>](e)"),
        ("<a b='`<c>`'>", "<a b='`<c>`'>".replace("<a", "&lt;a")),
        # What follows a sign that is escaped can be an attribute's value of a tag before it.
        ("<a b=<c>", "&lt;a b=&lt;c>"),
        # A line in code, in an address or in a title that begins an HTML block.
        ("`a\n<div>`", "`a <div>`"),
        ("> [a](\n> <div> 'b\n> <p>')", "> [a]( <div> 'b\n> &lt;p>')"),
        ("[a]:\n<div>\n\n[a]", "[a]: <div>\n\n[a]"),
        # A label is escaped wherever it is; text in brackets does not become a link.
        ("[<b>] [a][<b>]\n\n[<b>]: c", "[&lt;b>] [a][&lt;b>]\n\n[&lt;b>]: c"),
        ("[a][<b>]\n\n[<b>]: c", "[a][<b>]\n\n[<b>]: c"),
        ("[a](<b>c)", "[a]\\(&lt;b>c)"),
    ],
)
def test_raw_html_is_text_where_html_is_live(text: str, written: str) -> None:
    assert markdown.without_html(text) == written


CATALOG = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
LIVE = MarkdownIt("commonmark", {"html": True}).enable("strikethrough")
HTML_PIECES = (
    "<b>", "</b>", "<div>", "<div", "</p", "<pre", "<script>", "<!--", "-->", "<?", "?>", "<!X",
    "<![CDATA[", "]]>", "<a href=", "<a b='", '<a b="', "'>", '">', ">", "<", "<1", "<=", "<x:y>",
    "<https://x.y>", "<a@b.c>", "`", "``", "```\n", "\n```\n", "~~~\n", "\n", "\n\n", "\r\n", "> ",
    "- ", "1. ", "    ", "\t", " ", "*", "_", "**", "~~", "\\", "\\<", "&lt;", "&#60;", "[", "]",
    "](", ")", "[a](", "![", "[a](<b>)", "(<", ' "', "'", "[foo]: ", "[foo]", "[foo <b>]",
    "\n[foo <b>]: /u", "\n[<div>]: ", "[x][<b>]", "# ", "#", "\n===", "---", "a", "é", "|", "x=",
    "!", "\u00a0", ";",
)  # fmt: skip


def is_html(tokens: Sequence[Token]) -> bool:
    return any(
        token.type in ("html_block", "html_inline") or is_html(token.children or ())
        for token in tokens
    )


@given(st.lists(st.sampled_from(HTML_PIECES), min_size=1, max_size=14).map("".join))
def test_only_raw_html_is_escaped_and_nothing_changes_its_meaning(source: str) -> None:
    written = markdown.without_html(source)
    assert LIVE.render(written) == CATALOG.render(source)
    assert not is_html(LIVE.parse(written))
    assert not is_html(MarkdownIt("commonmark", {"html": True}).parse(written))
    if not is_html(LIVE.parse(source)) and LIVE.render(source) == CATALOG.render(source):
        assert written == source


FIVE_OUTPUTS = """\
spec = "codes.yaml"
targets.page = { target = "docusaurus", path = "codes.md" }
targets.reference = { target = "docusaurus", layout = "reference", path = "reference.md" }
targets.python = { path = "codes.py", openapi_responses = true }
targets.openapi = { path = "codes.yaml.out" }
targets.typescript = { path = "codes.ts" }
"""
DESCRIBED = "Not *here*: see [limits](..) | or {id}, <b>bold</b>"


def test_a_text_is_parsed_once_a_run_for_each_dialect(
    empty: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: Counter[tuple[MarkdownIt, str, str]] = Counter()
    parse_blocks, parse_inline = ParserBlock.parse, MarkdownIt.parseInline

    def blocks(self: ParserBlock, text: str, parser: MarkdownIt, *rest: Any) -> object:
        parsed[parser, "blocks", text] += 1
        return parse_blocks(self, text, parser, *rest)

    def inline(self: MarkdownIt, text: str, *rest: Any) -> object:
        parsed[self, "inline", text] += 1
        return parse_inline(self, text, *rest)

    monkeypatch.setattr(ParserBlock, "parse", blocks)
    monkeypatch.setattr(MarkdownIt, "parseInline", inline)
    empty.write("apicodes.toml", FIVE_OUTPUTS)
    empty.write(
        "codes.yaml",
        "apicodes: 1\ntitle: Codes\ncodes:\n"
        f"  - {{http_status: 404, code: NotFound, description: '{DESCRIBED}'}}\n",
    )
    assert empty.run("generate").code == 0
    assert parsed[parsers.catalog_parser(), "blocks", DESCRIBED] == 1
    assert [key for key, count in parsed.items() if count > 1] == []
