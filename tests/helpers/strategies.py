"""Catalogs for properties: any document of format 1 that is accepted, as JSON would load it.

Most text is put together from fragments that mean something somewhere: to Markdown, MDX, YAML,
Jinja, Python, TypeScript or TSDoc. Random characters alone would hardly ever hit one.

Each strategy is made once: hypothesis spends more time on new ones than on drawing from them.
"""

import json
import re
from functools import cache
from typing import Any

from hypothesis import strategies as st

from apicodes.catalog import naming
from apicodes.catalog.fields import Column, kind_of
from apicodes.catalog.http_status import PHRASES, status_name
from apicodes.targets.docusaurus.options import OF_TABLES, WITH_MARKUP
from apicodes.text.forbidden import FORBIDDEN

Document = dict[str, Any]

WORDS = (
    "a", "The", "request", "is", "malformed.", "import", "export default", "from", "x", "I", "id",
    "été", "naïve", "Straße", "Ошибка", "запроса", "请求", "错误。", "リクエスト", "エラー", "ﾊﾝｶｸ", "전체", "오류",
    "שגיאה", "خطأ", "می‌خواهم", "क्षमा", "ข้อผิดพลาด", "e\u0301", "\uff21\uff11", "“quoted”",
    "l\u2019erreur", "—", "…", "😀", "👩‍👩‍👧", "🇩🇪", "1️⃣", "✔️", "✔", "☎", "⚠️", "👍🏽", "½", "²",
    "\U0001d518", "𠮷", "\u3000", "\u00a0", "a\u00adb", "ﷺ", "ǆ", "ß", "İ", "①", "(｡･ω･｡)", "→",
)  # fmt: skip

MARKUP = (
    "*", "**", "***", "_", "__", "`", "``", "```", "~", "~~", "~~~", "|", "||", "\\", "\\\\", "\\|",
    "[", "]", "](", "[]", "()", "!", "![", "<", ">", "<>", "</", "/>", "{", "}", "{{", "}}", "&",
    "&amp;", "&#124;", "&lt;", "&copy", "&nbsp;", "&#32;", "&#10;", "&#x3000;", "#", "##", "# ", "- ", "+ ", "* ", "1. ", "1) ",
    "10. ", "> ", ":", "::", ":::", ":::note", ":::note[Title]", ":x:", ":smile:", ":100:", ":a[b]",
    ":a{b}", "::a{b}", "---", "***", "___", "===", "--", "-", "+", "=", "$", "$$", "$x$", "^",
    "[^1]", "[^1]: x", "@", "%", '"', "'", '"""', "'''", '\\"', "\\'", '""', "''", "*/", "/*",
    "/**", "//", "<!--", "-->", "?", ",", ";", ".", "(", ")", "/", "\t", "  ", "   ",
)  # fmt: skip

SNIPPETS = (
    "{{x}}", "{{ coin }}", "{% raw %}", "{% endraw %}", "{# x #}", "${x}", "{x}", "{param}", "%s",
    "%1$s", "<a>", "</a>", "<br>", "<br/>", "<b>x</b>", "<Tag x={1} />", "</script>", "<script>",
    "<!-- x -->", "<https://example.com>", "<a@example.com>", "<5", "a < b", "a<b", "Array<T>",
    "x >= 1", "=>", "https://example.com/a_b?c=d&e=f", "https://example.com/*x*", "http://a.b/(c)",
    "www.example.com", "www.a_b.c", "mailto:a@example.com", "a@example.com", "a_b@example.com",
    "https://例え.jp/路", "[text](https://example.com)", "[text](/a 'title')", '[a](b "c")',
    "[a](<b c>)", "[a][b]", "[a]: /b", "[*a* `b|c`](/d_(e))", "![alt](/i.png)",
    '![a|b](/i.png "t")', "[x](y)z", "[](/empty)", "*em*", "_em_", "**strong**", "__strong__",
    "***both***", "~~gone~~", "~one~", "a*b*c", "a**b**c", "**a**b", "*a*b", "**“a”**b", "*请*求",
    "**错误。**请", "*a **b** c*", "**a *b* c**", "~~*a*~~", "*a*_b_", "**a**__b__", "*a***b**",
    "_a_*b*", "**a***b*", "`code`", "`` a`b ``", "`a|b`", "`a\\|b`", "` `", "`{x}`", "`<a>`",
    "`a``b`", "`_x_`", "`\\`", "`&amp;`", "`a  b`", "\\N{BULLET}", "\\d", "\\x41", "\\u0041",
    "\\U0001F600", "C:\\users\\new", "\\n", "a\\", "\\`", "\\*", "\\_", "\\#", "\\<", "\\&amp;",
    "\\{x\\}", "\\@", "\\[a\\]", "\\!", "\\\"", "\\'", "__proto__", "_x_", "__init__",
    "snake_case_name", "_lead", "trail_", "a__b", "*args", "**kwargs", "{@link X}", "@deprecated",
    "@param x", "@example", "a@b", "*/ alert(1) /*", "// eslint-disable", "# noqa",
    "# type: ignore", "# fmt: off", "prettier-ignore", "<!-- prettier-ignore -->", "$ref",
    "#/components/x", "!!str", "&anchor", "*alias", "%YAML 1.2", "? x", "- x", "a: b", "a #b", "~",
    "null", "true", "NO", "on", "12:30", "0010", "1_000", "1e3", "2027-01-01", ".inf", "0x1F", "=",
    "<<", "say \"hi\"", "it's", "\"'", "'\"", "ends\"", "ends'", "ends\\\"", "ends\\", "a\"\"\"b",
    "\"\"\"\"", "import x", "export x", "import", "export", "import{x}", "from x import y",
    "use strict", "1. a", "1) a", "- [ ] task", "- [x] done", "# Heading", "#hashtag", "# a #",
    "Setext\n===", "Setext\n---", "+ a", "> quote", "term\n: definition",
    "| a | b |\n| - | - |\n| c | d |", "a | b\n--|--\nc | d", "===", "Note: x", ":::tip\nx\n:::",
    "\xa0", "\u3000* a", "\xa0- a\u2003", "<details>", "&#x41;", "&#0;", "&quot;", "A&B", "AT&T;", "a&b;",
)  # fmt: skip

BLOCKS = (
    "- a\n- b", "- a\n\n- b", "* a\n* b", "+ a", "1. a\n2. b", "3. a\n4. b", "0. a", "1) a\n2) b",
    "1. a\n1. b", "- a\n  - b\n    - c", "- a\n\n  b\n- c", "1. a\n   - b\n2. c", "- > a",
    "> - a\n> - b", "- \n- a", "-", "- a\n- b\n\n* c", "- ```\n  x\n  ```", "10. a\n    b",
    "999999999. a", "- - a", "- # a", "1. - a", "```\ncode\n```",
    "```python\nx = {'a': 1}\n\ny | z\n```", "~~~\n```\n~~~", "    indented\n    code",
    "````md\n```\nx\n```\n````", "```\n```", "```a`b", "~~~ a`b\nx\n~~~", "```\n  x\n\ty\n```",
    "```js {1} title=\"a\"\nx\n```", "> quote\n> more", "> a\n\nb", "> > nested", ">", "> # a\n> b",
    "> ```\n> x\n> ```", "# Heading", "###### six", "## a `b` *c*", "# a\nb", "#",
    "Setext *a*\n===", "a\nb\n---", "---", "***", "a\n\n---\n\nb", "a  \nb", "a\\\nb", "a  \n  b",
    "a\n   b", "a\\\n\\\nb", "**a  \nb**", "[a]\n\n[a]: /b", "[a]: /b 'c'", "<div>\nx\n</div>",
    "<!-- x\n\ny -->", "<script>\nx\n</script>", "| a | b |\n|---|---|\n| c | d |", "a\n: b",
    "[^1]\n\n[^1]: note", ":::note\n\nx\n\n:::", "$$\nx\n$$", "import a from 'b'\n\nx",
    "export const a = 1\nb", "a\nimport b", "a\n# b", "a\n1. b", "a\n2. b", "a\n+ b", "a\n===",
    "a\n> b", "a\n```\nb\n```", "a\n\tb", "\ta", "a\n    b", "a\n\n\n\nb", "a\n-\nb", "a\n| b",
    "a\n:::note\nb", "*a\nb*", "`a\nb`", "[a\nb](c)", "**a**\n**b**", "~~a\nb~~", "a\n~~~\nb",
    "a\n\n    b", "1986\\. A great year", "a\n1986. b", "\\# a", "\\- a", "\\+ a", "\\> a",
    "a\n\\# b", "a\n\\- b", "a\n\\=", "- a\n\n      b", "- a\n  ```\n  b", "-   a",
    "1.  a\n\n    b", "- a\n\n\n- b", "* * *", "- ---", "+ +",
)  # fmt: skip


def _accepted(text: str) -> bool:
    return not FORBIDDEN.search(text)


CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"]).filter(_accepted)

_FRAGMENTS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.sampled_from(MARKUP),
    st.sampled_from(SNIPPETS).filter(lambda text: "\n" not in text),
    st.text(CHARACTERS, min_size=1, max_size=6),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=12),
)

_PROSE = (
    "The emergence of this error code indicates surpassing the rate limit allocated for your plan. "
    "It's a transient problem - wait for the limit to reset, then try again (see the docs). "
)


@st.composite
def _joined(draw: st.DrawFn, separators: tuple[str, ...], size: int) -> str:
    fragments = draw(st.lists(_FRAGMENTS, min_size=1, max_size=size))
    between = draw(st.lists(st.sampled_from(separators), min_size=size, max_size=size))
    return "".join(part for pair in zip(fragments, between, strict=False) for part in pair)


def _long(text: str, count: int) -> str:
    return (_PROSE * count + text + " " + _PROSE)[: 3500 + len(text)]


def _stripped(text: str) -> str:
    """Return a text as a catalog reads it: several lines keep the margin of the first."""
    text = text.strip("\n").rstrip(" \t\n")
    return text if "\n" in text else text.strip(" \t")


@cache
def lines(size: int = 8) -> st.SearchStrategy[str]:
    """Text on one line: titles, status words, messages."""
    made = st.one_of(
        _joined(("", " "), size),
        _joined((" ",), size),
        st.sampled_from(SNIPPETS),
        st.integers(0, 200).map(lambda length: (_PROSE * 2)[:length] + "x"),
    )
    return made.map(lambda text: text.replace("\n", " ").strip(" \t")).filter(str.strip)


@cache
def markdown() -> st.SearchStrategy[str]:
    """Descriptions: any text, of which much is Markdown."""
    one_line = _joined(("", " "), 10)
    paragraph = _joined(("", " ", "\n", "\n", " \n", "  \n", "\\\n"), 12)
    block = st.one_of(st.sampled_from(BLOCKS), st.sampled_from(SNIPPETS), one_line, paragraph)
    blocks = st.lists(block, min_size=1, max_size=5)
    made = st.one_of(
        one_line,
        one_line,
        paragraph,
        st.tuples(blocks, st.sampled_from(["\n\n", "\n\n", "\n", "\n\n\n"])).map(
            lambda pair: pair[1].join(pair[0])
        ),
        st.tuples(block, st.sampled_from(["> ", "- ", "1. ", "  ", "> - ", "- > "])).map(_nested),
        st.builds(_long, one_line, st.integers(0, 20)),
        st.integers(0, 400).map(lambda length: (_PROSE * 3)[:length] + "."),
    )
    return made.map(_stripped).filter(lambda text: re.search(r"\S", text) is not None)


def _nested(pair: tuple[str, str]) -> str:
    text, marker = pair
    margin = marker if marker.startswith(">") else " " * len(marker)
    first, *rest = text.split("\n")
    return "\n".join([f"{marker}{first}", *(f"{margin}{line}" for line in rest)])


_SPELLINGS = (
    "BadRequest", "BAD_REQUEST", "bad-request", "bad.request", "2FA_CONFIRM_WAIT_X",
    "PD:affinity:ErrX", "UK.OBIE.Field.Missing", "COMPTE 13", "0010", "14_030", "000", "-1", "0",
    "None", "continue", "default", "any", "unknown", "value", "name", "mro", "_x_", "__proto__",
    "constructor", "toString", "hasOwnProperty", "prototype", "length", "__init__", "self", "class",
    "NO", "on", "12:30", "2027-01-01", "1e3", "~x", "é1", "a|b", "a`b", "`x`", "a\\b", 'say "x"',
    "it's x", "a*b_c", "<x>", "{x1}", "&amp;x", "x #y", "x: y", "- x9", "错误 e1", "🎉 party", "null",
    "true", "x" * 70, "Long" * 24, "HTTPError", "iOSError", "x\ty", "a  b9", "1.10", "+1", "0x1F",
    "1_000", "$x", "a$b", "x/y", "@x", "%x", "!x", "?x", "x,y", "[x]", "x]", "\"x\"q", "'x'r", "\\",
    "`", "|", "请求错误", "---", "***", "NaN", "Infinity", "undefined", "async", "await", "yield",
)  # fmt: skip


@cache
def codes() -> st.SearchStrategy[str]:
    """Codes as the wire carries them: text on one line without spaces around it."""
    return st.one_of(
        st.sampled_from(_SPELLINGS),
        st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,100}", fullmatch=True),
        st.from_regex(r"[A-Z][a-z]{1,12}([A-Z][a-z]{1,12}){0,8}", fullmatch=True),
        st.from_regex(r"[0-9]{1,6}", fullmatch=True),
        lines(3).map(str.strip),
    )


@cache
def integer_codes() -> st.SearchStrategy[str]:
    """Codes of a catalog whose codes are integers."""
    return st.one_of(st.integers(-20, 2000), st.integers(-(10**18) + 1, 10**18 - 1)).map(str)


@cache
def names() -> st.SearchStrategy[str]:
    """Names of entries, groups and old anchors."""
    return st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,20}", fullmatch=True)


@cache
def values(depth: int = 3) -> st.SearchStrategy[Any]:
    """Values of open type: whatever JSON can hold."""
    scalars = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**17), 10**17),
        st.floats(allow_nan=False, allow_infinity=False, width=32).map(float),
        lines(4),
        markdown(),
        st.just(""),
        st.text(CHARACTERS, max_size=8),
    )
    keys = st.one_of(lines(2), st.sampled_from(["a", "__proto__", "", "0", "x y", "no", "a:b"]))
    return st.recursive(
        scalars,
        lambda children: st.one_of(
            st.lists(children, max_size=3), st.dictionaries(keys, children, max_size=3)
        ),
        max_leaves=depth * 3,
    )


PLACEHOLDERS = ("status", "code", "message", "http_status", "number", "title", "description", "url")


def _without_placeholders(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub(r"\{(?=[A-Za-z_])", "{ ", value)
    if isinstance(value, list):
        return [_without_placeholders(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_placeholders(item) for key, item in value.items()}
    return value


@cache
def envelopes() -> st.SearchStrategy[Any]:
    """The word problem, or bodies with placeholders anywhere in them."""
    lone = st.sampled_from(PLACEHOLDERS).map(lambda name: f"{{{name}}}")
    inside = st.tuples(lines(2).map(_without_placeholders), lone).map("".join)
    value = st.one_of(lone, lone, inside, values(1).map(_without_placeholders))
    member = st.one_of(
        value, st.lists(value, max_size=2), st.dictionaries(lines(2), value, max_size=3)
    )
    own = _optional(
        media_type=st.sampled_from(["application/json", "application/vnd.x+json; v=1"]),
        body=st.dictionaries(st.one_of(names(), lines(2)), member, max_size=4),
        schema=st.sampled_from(["openapi.yaml#/components/schemas/Error", "#/x", "a.yaml#/b'c\"d"]),
    )
    return st.one_of(st.just("problem"), own)


def _optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Document]:
    return st.fixed_dictionaries({}, optional=fields)


@cache
def _header_schemas() -> st.SearchStrategy[Document]:
    return st.one_of(
        st.sampled_from([{"type": "integer"}, {"type": "string", "enum": ["a", "no"]}, {}]),
        st.fixed_dictionaries({"type": st.just("string"), "description": markdown()}),
    )


_STATUSES = st.one_of(st.sampled_from(sorted(PHRASES)), st.integers(100, 599))


@cache
def _http_statuses() -> st.SearchStrategy[Any]:
    several = st.lists(_STATUSES, min_size=1, max_size=4, unique=True)
    many = st.lists(_STATUSES, min_size=15, max_size=25, unique=True)
    described = st.dictionaries(_STATUSES.map(str), markdown(), min_size=1, max_size=3)
    return st.one_of(_STATUSES, _STATUSES, several, many, described)


OWN = """x-o'w"n: {er}"""
"""The name of a field of the team's own that means something everywhere."""


@cache
def _fields() -> dict[str, st.SearchStrategy[Any]]:
    """The optional fields of an entry that refer to nothing else."""
    example = st.fixed_dictionaries({"body": values()}, optional={"summary": lines()})
    parameter = _optional(
        description=markdown(),
        type=st.sampled_from(["string", "integer", "number", "boolean"]),
        example=values(1),
    )
    link = st.fixed_dictionaries({"title": lines(), "url": st.just("https://example.com/a_b?c=*")})
    return {
        "status": st.one_of(st.sampled_from(["ok", "error", "fail"]), lines(3)),
        "description": markdown(),
        "number": st.one_of(st.integers(-5, 99999), st.integers(-(10**18) + 1, 10**18 - 1)),
        "title": lines(),
        "message": lines(),
        "params": st.dictionaries(
            st.sampled_from(["param", "x", "seconds"]), parameter, max_size=2
        ),
        "causes": st.lists(markdown(), max_size=2),
        "solutions": st.lists(markdown(), max_size=2),
        "retryable": st.booleans(),
        "examples": st.lists(example, max_size=3),
        "links": st.lists(link, max_size=2),
        "since": st.one_of(st.sampled_from(["1.2", "2027-01-01"]), lines(2)),
        "x-team": values(1),
        OWN: values(3),
    }


def _deprecations(keys: list[str]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.booleans(),
        _optional(
            since=lines(3),
            sunset=st.dates().map(lambda date: date.isoformat()),
            replaced_by=st.one_of(
                st.sampled_from(keys), st.lists(st.sampled_from(keys), max_size=3)
            ),
            reason=markdown(),
        ),
    )


def key(entry: Document) -> str:
    """Return the identity of an entry: the code, else the name, else the HTTP statuses."""
    statuses = entry.get("http_status", [])
    listed = list(statuses) if isinstance(statuses, list | dict) else [statuses]
    return str(entry.get("code") or entry.get("name") or "-".join(map(str, listed)))


def _components(entry: Document) -> str:
    """Return what two entries must not share: the component's name, whatever its case."""
    statuses = entry.get("http_status", [])
    listed = list(statuses) if isinstance(statuses, list | dict) else [statuses]
    bare = "Or".join(status_name(int(status)) for status in listed)
    base = entry.get("name") or entry.get("code")
    return re.sub(r"[^a-z0-9]", "", (naming.constant(base) if base else bare).lower())


def _serves_as_name(code: str) -> bool:
    """Return whether a code needs no name beside it: it has ASCII in it, and not too many words.

    Above 80 characters the name of a member makes a line that black breaks and ruff does not, so
    no module could stay as it is under both.
    """
    return 0 < len(naming.constant(code)) <= 80 and naming.anchor(code) != ""


@st.composite
def _identified(draw: st.DrawFn, code_type: str, many: int) -> list[Document]:
    """Draw entries that have no more than what identifies them."""
    entries: dict[str, Document] = {}
    codes_of_type = integer_codes() if code_type == "integer" else codes()
    for number in range(draw(st.integers(1, many))):
        entry: Document = {}
        kind = draw(st.sampled_from(["coded", "coded", "coded", "named", "bare"]))
        if kind == "bare" or draw(st.booleans()):
            entry["http_status"] = draw(_http_statuses())
        if kind == "coded":
            entry["code"] = draw(codes_of_type)
        if kind == "named" or (kind == "coded" and not _serves_as_name(entry["code"])):
            entry["name"] = f"{draw(names().filter(naming.words))}{number}"
        entries.setdefault(_components(entry), entry)
    return list({key(entry): entry for entry in entries.values()}.values())


@cache
def type_names(shortest: int = 1, longest: int = 30) -> st.SearchStrategy[str]:
    """Names of the generated type that no output has another use for."""
    body = st.text(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", max_size=longest
    )
    made = body.map(lambda text: f"Zq{text}"[: max(longest, 2)]).filter(
        lambda name: len(name) >= shortest
    )
    return st.one_of(st.just("ResponseCode"), st.just("ErrorCode"), made)


@st.composite
def catalogs(draw: st.DrawFn, *, many: int = 5) -> Document:
    """Draw a catalog that is accepted, of up to `many` entries; it may have every field."""
    code_type = draw(st.sampled_from(["string", "string", "string", "integer"]))
    entries = draw(_identified(code_type, many))
    document: Document = {"apicodes": 1, "title": draw(lines()), **draw(_roots())}
    if code_type == "integer" or draw(st.booleans()):
        document["code_type"] = code_type
    gone = [index for index in range(1, len(entries)) if draw(st.integers(0, 9)) == 0]
    staying = [key(entry) for index, entry in enumerate(entries) if index not in gone]
    fields = _fields() | {"deprecated": _deprecations(staying)}
    if document.get("headers"):
        named = st.sampled_from(sorted(document["headers"]))
        fields |= {"headers": st.lists(named, unique=True)}
    if document.get("groups"):
        fields |= {"group": st.sampled_from(sorted(document["groups"]))}
    document["codes"] = []
    for index, entry in enumerate(entries):
        more = draw(st.fixed_dictionaries({}, optional=fields))
        if draw(st.integers(0, 9)) == 0:
            more["aliases"] = [f"old-{index}"]
        if index and draw(st.integers(0, 9)) == 0:
            more["visibility"] = draw(st.sampled_from(["public", "internal"]))
        if index in gone:
            more["removed"] = draw(_optional(since=lines(2), reason=markdown()))
        document["codes"].append({**entry, **more})
    return document


@cache
def _roots() -> st.SearchStrategy[Document]:
    header = _optional(
        description=markdown(),
        schema=_header_schemas(),
        example=st.one_of(lines(2), st.integers(-99, 99)),
    )
    return _optional(
        description=markdown(),
        version=lines(2),
        type_name=type_names(),
        extensible=st.booleans(),
        docs_url=st.sampled_from(
            ["https://a.example/b#{anchor}", "/x?y='z'&w=\"v\"#{anchor}", "/{group}/#{anchor}"]
        ),
        envelope=envelopes(),
        headers=st.dictionaries(
            st.sampled_from(["Retry-After", "X-Rate'Limit", "x!#$%&*+.^_`|~-1"]), header, max_size=2
        ),
        groups=st.dictionaries(
            st.one_of(st.sampled_from(GROUPS), names()),
            st.fixed_dictionaries({"title": lines()}, optional={"description": markdown()}),
            max_size=2,
        ).filter(lambda groups: len(set(map(naming.anchor, groups))) == len(groups)),
        defaults=_optional(status=lines(2), visibility=st.just("public")),
    )


def as_yaml(document: Any) -> str:
    """Return a document as YAML; JSON is YAML, and no text needs a second thought in it."""
    return json.dumps(document, ensure_ascii=False, indent=1)


@cache
def _front_matters() -> st.SearchStrategy[Document]:
    value = st.one_of(lines(4), lines(4), st.integers(0, 99), st.booleans(), st.just(""))
    keys = st.one_of(
        st.sampled_from(["sidebar_position", "slug", "tags", "no", "a b"]), lines(2)
    ).filter(lambda name: name not in ("title", "custom_edit_url"))
    more = st.one_of(value, st.lists(value, max_size=3), st.dictionaries(keys, value, max_size=2))
    return st.dictionaries(keys, more, max_size=3)


GROUPS = ("auth", "no")
"""Keys of groups that options name."""


@cache
def options() -> st.SearchStrategy[dict[str, Document]]:
    """Options of every target, by its name; those of the page leave its table to formatters."""
    columns = [name for name in Column.WORDS if name != "x-…"] + ["x-team", OWN]
    texts = lines(3).filter(lambda text: "\t" not in text)  # The settings refuse a tab.
    headings = st.dictionaries(st.sampled_from(columns), texts, min_size=1, max_size=3)
    spans = [name for name in columns if kind_of(name) not in WITH_MARKUP]
    extensions = st.lists(st.sampled_from(["x-team", OWN]), max_size=3)
    return st.fixed_dictionaries(
        {
            "docusaurus": _optional(
                layout=st.sampled_from(["table", "reference"]),
                front_matter=_front_matters(),
                columns=st.lists(st.sampled_from(columns), min_size=1, unique=True),
                headings=st.dictionaries(st.sampled_from(columns), texts, max_size=2),
                edit_url=st.just("https://example.com/edit?a=b#c"),
                extensions=extensions,
                code_spans=st.lists(st.sampled_from(spans), max_size=5),
                flag_words=st.lists(texts, min_size=2, max_size=2, unique_by=_words),
                tables=st.sampled_from(["one", "per-group"]),
                group_level=st.integers(2, 6),
                group_columns=st.dictionaries(st.sampled_from(GROUPS), headings),
            ).map(_that_go_together),
            "python": _optional(openapi_responses=st.booleans(), extensions=extensions),
            "openapi": _optional(
                openapi=st.sampled_from(["3.0", "3.1", "3.2"]),
                responses=st.sampled_from(["per-status", "per-code"]),
                prefix=st.sampled_from(["", "Api", "a.b-c_", "0"]),
                extensions=extensions,
            ),
            "typescript": _optional(
                keys=st.sampled_from(["pascal", "camel", "constant", "wire"]), extensions=extensions
            ),
        }
    )


def _that_go_together(page: Document) -> Document:
    """Return options of the page without those that are for another layout."""
    if page.get("tables", "one") == "one":
        page = {name: value for name, value in page.items() if name != "group_columns"}
    if page.get("layout") != "reference":
        return page
    return {name: value for name, value in page.items() if name not in OF_TABLES}


def _words(text: str) -> str:
    return " ".join(text.split())


PATHS = {"docusaurus": "page.md", "python": "codes.py", "openapi": "openapi.yaml",
         "typescript": "codes.ts"}  # fmt: skip


def as_settings(chosen: dict[str, Document]) -> str:
    """Return the apicodes.toml of a project whose catalog is codes.yaml, with these options."""
    lines = ['spec = "codes.yaml"', 'rules.unbalanced-brace = "off"']
    lines.append(f"extensions = {_toml({'x-team': {}, OWN: {}})}")
    for target, path in PATHS.items():
        lines += [f"[targets.{target}]", f"path = {_toml(path)}"]
        lines += [f"{name} = {_toml(value)}" for name, value in chosen.get(target, {}).items()]
    return "\n".join([*lines, ""])


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        items = (f"{_toml(name)} = {_toml(item)}" for name, item in value.items())
        return f"{{{', '.join(items)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
