"""Draws hostile catalogs with settings, as docs/catalog.md and docs/settings.md describe them."""

import json
import random
import re
from typing import NamedTuple

import yaml

Row = dict[str, object]

PIECES = (
    "|", "\\|", "`", "``", "`a|b`", "*", "**b**", "_i_", "~~s~~", "[a](b)", "[a]", "[a]: http://b.c",
    "![i](x.png)", "<b>", "</td>", "<br/>", "<!-- c -->", "{x}", "{", "}", "{{x}}", "{/* c */}",
    "{% x %}", "{#id}", "{{ notice }}", "import a from 'b'", "export const a = 1", ":::note", ":::",
    ":a[b]{c}", ":smile:", "#", "# h", "- ", "1. ", "> q", "---", "===", "***", "```", "~~~", "    c",
    "\\", "\\u0041", "\\x41", "\\1", "\\n", "&amp;", "&lt;", "&#0;", "&", "<", ">", "$", "$&", "${x}",
    '"', "'", '"""', "'''", "*/", "/*", "//", "/**", "@deprecated", "{@link X}", "# noqa", "%s", "%",
    "%%", "{0}", ": ", " #", "- - - a", "? a", "!!int 1", "&a", "*a", "@x", "null", "~", "true", "no",
    "0010", "1_000", "12:30", "0x1F", "1e3", ".inf", "Infinity", "NaN", "-0", "2027-01-01", "=",
    "https://a.b/c?d=e&f", "https://localhost:PORT/x", "https://a.b:99999", "http://[::1", "www.a.b",
    "https://a.b|c", "<https://a.b>", "<a@b.c>", "a@b.c", "https://1.2.3.4.5/", "ftp://x:y/", "/root",
    "mailto:x", "javascript:alert(1)", "http://:80/", "https://{host}/x", "https://xn--a/", "\u00a0",
    "\u2003", "\u3000", "\u200d", "\u00ad", "\ud7ff", "\ue000", "\ufffd",
    "\U0001f600", "\U0010fffd", "e\u0301", "\u6f22\u5b57", "\u05d0", "\ufb01", "\u0130", "\u1e9e",
    "<kbd>x</kbd>", "<a id=\"x\"></a>", "(apicodes:begin codes)", "@generated", "__proto__", "a\tb",
    "x" * 300, "<details>", "<T>", "<Foo />", "==m==", "^a^", "[^1]", "[^1]: x", "[ ] t", "\\*", "\\`",
)  # fmt: skip
BREAKS = (
    "\n",
    "\n\n",
    "\n    ",
    "\n- ",
    "\n> ",
    "\n\n```js\n",
    "\\\n",
    "  \n",
    "\n| a | b |\n|---|---|\n",
)
MARGINS = ("> ", "- ", "    ", "> > ", "| ", "# ", "1. - ", "\t", "[a]: ", "`", ">     ")
REFUSED = ("\u2028", "\x85", "\0", "\x1b", "\u200b", "\u202e", "\ufeff", "\ud800")
NAMES = (
    "NotFound", "rate_limited", "auth/claims-too-large", "billing.Refused", "0010", "no", "12:30",
    "None", "null", "true", "__proto__", "constructor", "class", "Self", "details", "name", "value",
    "mro", "CON", "NUL", "com1", "a|b", "a b", "`x`", "\\u0041", "x\\", "{x}", "<b>", "\u00e9t\u00e9",
    "\u6f22\u5b57", "\U0001f600", "-1", "1.0", "1e3", "#a", "a#b", "*", "..", "a\u00a0b", "_", "__a__",
    "toString", "default", "import", "parse", "http_status", "index", "other", "A" * 120, "%41", "~",
    "\"q\"", "it's", "=1", "@a", "$a", "hasOwnProperty", "describe()", "x" * 240, "i\u0307", "\u00df",
)  # fmt: skip
WORDS = ("the", "Request", "limit", "was", "refused", "account", "balance", "again", "key.", "It")
AMBIGUOUS = re.compile(r"(?i)^$|^[-+.]?[\d.]|^(true|false|null|yes|no|on|off|y|n|~|=|<<)$|^\.")
GROUPS = ("auth", "Pay", "other", "index", "CON", "a.b", "constructor", "a-b", "x1")
HEADERS = (
    "Retry-After",
    "X-Job-Id",
    "WWW-Authenticate",
    "constructor",
    "x_y",
    "E-Tag'",
    "A|B",
    "$&",
)
TYPES = (
    "AcmeCode", "E", "Code2", "Details", "Responses", "Response", "Deprecation", "Codes", "Is", "Any2",
    "Final", "Self", "StrEnum", "Mapping", "Record", "Array", "LookupError",
)  # fmt: skip
COLUMNS = (
    "http_status", "status", "code", "number", "title", "description", "message", "retryable",
    "since", "deprecated", "name", "causes", "solutions", "x-owner",
)  # fmt: skip
ONE_LINE = ("status", "code", "title", "message", "since")
EXTENSIONS = ("x-owner", "x-level")
TEMPLATE = "{{ notice }}\n{% for entry in entries %}{{ entry.description or '' }}\n{% endfor %}"
TABLES = (
    ("page.md", "docusaurus"),
    ("tables.md", "docusaurus"),
    ("reference.md", "docusaurus"),
    ("pages", "docusaurus"),
    ("README.md", "docusaurus"),
    ("codes.py", "python"),
    ("internal.py", "python"),
    ("openapi.yaml", "openapi"),
    ("per-code.yaml", "openapi"),
    ("codes.ts", "typescript"),
    ("internal.ts", "typescript"),
    ("runbooks/{key}.txt", "template"),
)


class Text(str):
    """A text of a field that holds texts alone: each spelling of it in YAML means the same."""


class Case(NamedTuple):
    """The files of a project, and what its outputs are to say."""

    files: dict[str, str]
    document: Row
    merged: list[Row]
    """The entries of all files, with the defaults that they take."""
    outputs: dict[str, bool]
    """The outputs that are not pages, and whether they have internal entries."""
    pages: dict[str, list[str]]
    """The fields that pages show of an entry."""
    extensions: list[str]

    @property
    def docs_url(self) -> str:
        return str(self.document.get("docs_url", ""))

    @property
    def type_name(self) -> str:
        return str(self.document.get("type_name", "ResponseCode"))

    def entries(self, internal: bool) -> list[Row]:
        """Return the published entries."""
        return [
            entry
            for entry in self.merged
            if "removed" not in entry and (internal or entry.get("visibility") != "internal")
        ]

    def rows(self, internal: bool) -> list[Row]:
        """Return what modules say of the entries, by the names of Python."""
        entries = self.entries(internal)
        keys = {_key(entry) for entry in entries}
        return [_row(entry, keys, self.extensions) for entry in entries]

    def literals(self, page: str) -> list[str]:
        """Return the texts without markup that a page shows."""
        entries = self.entries(internal=False)
        fields = self.pages[page]
        texts = [str(entry[name]) for entry in entries for name in fields if name in entry]
        return [text for text in texts if text != "next"]  # pages say "Unreleased"


def _key(entry: Row) -> str:
    statuses = entry.get("http_status", [])
    listed = statuses if isinstance(statuses, list | dict) else [statuses]
    return str(entry.get("code", entry.get("name", "-".join(map(str, listed)))))


def _row(entry: Row, keys: set[str], extensions: list[str]) -> Row:
    statuses = entry.get("http_status", [])
    row: Row = {
        "http_statuses": list(statuses) if isinstance(statuses, list | dict) else [statuses]
    }
    for name in (
        "status",
        "code",
        "number",
        "title",
        "description",
        "message",
        "retryable",
        "since",
        "name",
    ):
        if name in entry and (name != "name" or entry[name] != entry.get("code")):
            row[name] = _plain(entry[name])
    if isinstance(statuses, dict):
        row["status_descriptions"] = {key: _plain(text) for key, text in statuses.items() if text}
    announced = entry.get("deprecated")
    if announced is True:
        row["deprecated"] = {}
    elif isinstance(announced, dict):
        row["deprecated"] = deprecated = {key: _plain(text) for key, text in announced.items()}
        replaced = announced.get("replaced_by", [])
        listed = replaced if isinstance(replaced, list) else [replaced]
        left = [str(key) for key in listed if key in keys]
        deprecated.pop("replaced_by", None)
        if left:
            deprecated["replaced_by"] = left
    shown = {name: entry[name] for name in extensions if entry.get(name) is not None}
    if shown:
        row["extensions"] = shown
    return row


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value


class Pen:
    """Draws texts and values; a mild one takes ordinary words most of the time."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.wildness = chance.choice((0.02, 0.1, 0.3, 0.8))
        self.density = chance.choice((0.1, 0.3, 0.7))

    def maybe(self, likely: float | None = None) -> bool:
        return self.chance.random() < (self.density if likely is None else likely)

    def line(self) -> Text:
        pieces = [
            self.chance.choice(PIECES if self.maybe(self.wildness) else WORDS)
            for _ in range(self.chance.choice((1, 1, 2, 3, 6)))
        ]
        if self.maybe(self.wildness / 300):
            pieces.append(self.chance.choice(REFUSED))
        return Text(self.chance.choice((" ", " ", "")).join(pieces).strip(" \t"))

    def text(self) -> Text:
        """Return Markdown of some lines."""
        text = self.line()
        while self.maybe(0.4):
            text = Text(
                text + self.chance.choice(BREAKS if self.maybe(0.5) else "\n") + self.line()
            )
        if self.maybe(0.1):
            margin = self.chance.choice(MARGINS)
            text = Text("\n".join(margin + line for line in text.split("\n")))
        return Text(text.strip(" \t\n"))

    def value(self, depth: int = 0) -> object:
        """Return what JSON can hold."""
        kind = self.chance.randrange(8 if depth < 3 else 6)
        if kind < 2:
            return str(self.text())
        if kind < 6:
            return self.chance.choice((None, True, False, 0, -1, 10**15, 1.5, -2.5e-10, "", "null"))
        items = [self.value(depth + 1) for _ in range(self.chance.randrange(4))]
        return items if kind == 6 else {str(self.line()): item for item in items}

    def fields(self, **fields: object) -> Row:
        """Return some of the fields; one that is a function is called for its value."""
        return {
            name: value() if callable(value) else value
            for name, value in fields.items()
            if self.maybe()
        }


def draw(chance: random.Random) -> Case:
    """Draw a project."""
    pen = Pen(chance)
    document = _document(pen)
    has_extensions = [name for name in EXTENSIONS if pen.maybe()]
    files, merged = _catalogs(pen, document)
    tables = [_setting("spec", list(files)), "[extensions]\nx-owner = {}\nx-level = {}\n"]
    outputs: dict[str, bool] = {}
    pages: dict[str, list[str]] = {}
    for number, (path, target) in enumerate(TABLES):
        if not pen.maybe(0.6):
            continue
        table: Row = {"path": path, "target": target}
        if pen.maybe(0.2):
            table["audience"] = "internal"
        if target == "docusaurus":
            pages[path] = _page(pen, path, table)
        elif target == "template":
            table["template"] = "text.jinja"
        else:
            outputs[path] = "audience" in table
            _module(pen, target, table)
            if has_extensions:
                table["extensions"] = has_extensions
        tables.append(f"[targets.t{number}]\n" + "".join(_setting(*item) for item in table.items()))
    mark = chance.choice(("[//]: # ({})", "{{/* {} */}}"))  # HTML is no MDX under future.v4
    begin, end = mark.format("apicodes:begin codes"), mark.format("apicodes:end codes")
    files |= {
        "apicodes.toml": "\n".join(tables),
        "text.jinja": TEMPLATE,
        "README.md": f"# Codes\n\n{begin}\n{end}\n\nThe end.\n",
    }
    return Case(files, document, merged, outputs, pages, has_extensions)


def _catalogs(pen: Pen, document: Row) -> tuple[dict[str, str], list[Row]]:
    """Return a catalog in one file or two, and its entries with the defaults of their files."""
    entries = document["codes"]
    assert isinstance(entries, list)
    parts = [document]
    if len(entries) > 2 and pen.maybe(0.2):
        more: Row = {"apicodes": 1, "codes": entries[2:]}
        parts = [
            document | {"codes": entries[:2]},
            more | pen.fields(defaults={"status": pen.line()}),
        ]
    merged: list[Row] = []
    for part in parts:
        defaults, codes = part.get("defaults", {}), part["codes"]
        assert isinstance(defaults, dict)
        assert isinstance(codes, list)
        merged += [defaults | entry for entry in codes]
    end = "\r\n" if pen.maybe(0.1) else "\n"
    texts = [_yaml(part, pen.chance).replace("\n", end) for part in parts]
    return dict(zip(("codes.yaml", "more.yaml"), texts, strict=False)), merged


def _document(pen: Pen) -> Row:
    groups = {
        name: {"title": pen.line()} | pen.fields(description=pen.text)
        for name in pen.chance.sample(GROUPS, 3)
    }
    headers: Row = {
        name: pen.fields(
            description=pen.text, schema={"type": "string"}, example=lambda: str(pen.line())
        )
        for name in pen.chance.sample(HEADERS, 3)
    }
    document: Row = {"apicodes": 1, "title": pen.line()}
    document |= pen.fields(
        description=pen.text,
        version=pen.line,
        type_name=lambda: Text(pen.chance.choice(TYPES)),
        extensible=lambda: pen.maybe(0.5),
        docs_url=lambda: Text(
            "https://d.e/x" + pen.chance.choice(("#{anchor}", "/{group}#{anchor}"))
        ),
        envelope=lambda: _envelope(pen),
        headers=headers,
        groups=groups,
        defaults=lambda: pen.fields(**{"status": pen.line, "x-owner": lambda: str(pen.line())}),
    )
    integers = pen.maybe(0.1)
    if integers:
        document["code_type"] = "integer"
    names = [Text(name) for name in pen.chance.sample(NAMES, 12)]
    if pen.maybe(pen.wildness):
        names = [Text(f"{pen.line()}{number}") for number in range(12)]
    elif not pen.maybe(pen.wildness):
        names = [Text(f"Code{number}") for number in range(12)]
    size = pen.chance.choice((1, 2, 4, 8, 12))
    entries = [_entry(pen, names, number, integers, document) for number in range(size)]
    first = _key(entries[0])
    for entry in entries[1:]:
        announced = entry.get("deprecated")
        if isinstance(announced, dict) and "removed" not in entries[0] and pen.maybe():
            announced["replaced_by"] = pen.chance.choice((Text(first), [Text(first)]))
    document["codes"] = entries
    return document


def _envelope(pen: Pen) -> object:
    if pen.maybe(0.3):
        return Text("problem")
    marks = ("status", "code", "message", "http_status", "number", "title", "description", "url")
    values = [f"{{{mark}}}" for mark in marks] + [
        "a {code} b",
        "{{x}}",
        True,
        None,
        1.5,
        ["{code}"],
    ]
    body = {str(pen.line()): value for value in pen.chance.sample(values, 4)}
    return {"body": body} | pen.fields(media_type=Text("application/vnd.acme+json"))


def _entry(pen: Pen, names: list[Text], number: int, integers: bool, document: Row) -> Row:
    statuses = pen.chance.sample((200, 204, 400, 404, 409, 418, 429, 500, 503, 599), 3)
    http_status: object = pen.chance.choice((statuses[0], statuses[0], statuses, None))
    if pen.maybe(0.1):
        http_status = {status: pen.text() for status in statuses}
    entry: Row = {} if http_status is None else {"http_status": http_status}
    if pen.maybe(0.85):
        entry["code"] = (
            pen.chance.choice((-7, 0, 10**6, 2**40)) + number if integers else names[number]
        )
    if "code" not in entry or pen.maybe(0.2):
        entry["name"] = Text(f"Name{number}")
    place = pen.line
    message = Text(pen.chance.choice(("", "{a} ")) + pen.line())
    entry |= pen.fields(
        status=place,
        description=pen.text,
        number=lambda: pen.chance.choice((0, -1, 40001, 2**31)),
        title=place,
        message=message,
        causes=lambda: [pen.text() for _ in range(2)],
        solutions=lambda: [pen.text() for _ in range(2)],
        retryable=lambda: pen.maybe(0.5),
        examples=lambda: [{"body": pen.value()} | pen.fields(summary=place) for _ in range(2)],
        links=lambda: [{"title": pen.line(), "url": Text("".join(pen.line().split()))}],
        since=lambda: pen.chance.choice((Text("1.10"), Text("next"), pen.line())),
        deprecated=lambda: (
            pen.maybe(0.3) or pen.fields(since=pen.line, sunset=Text("2027-01-31"), reason=pen.text)
        ),
        visibility=Text(pen.chance.choice(("internal", "public"))),
        **dict.fromkeys(EXTENSIONS, pen.value),
    )
    if "{a}" in message and pen.maybe(0.8):
        entry["params"] = {
            "a": pen.fields(description=pen.text, type=Text("string"), example=str(pen.line()))
        }
    for field, name in (("groups", "group"), ("headers", "headers")):
        defined = document.get(field)
        if isinstance(defined, dict) and pen.maybe():
            chosen = Text(pen.chance.choice(list(defined)))
            entry[name] = [chosen] if name == "headers" else chosen
    if "docs_url" in document:  # else the old pages for each code could not be redirected
        entry |= pen.fields(aliases=[Text(f"Old{number}"), Text(f"old.{number}-x_")])
    if pen.maybe(0.05):
        entry["removed"] = pen.fields(since=Text("3.0"), reason=pen.text)
    return entry


def _page(pen: Pen, path: str, table: Row) -> list[str]:
    """Add the settings of a page, and return the fields that it shows."""
    chance = pen.chance
    table |= pen.fields(
        front_matter=lambda: {
            "sidebar_label": str(pen.line()),
            "sidebar_custom_props": {"a": pen.text()},
        },
        edit_url="https://e.f/g",
        extensions=["x-level"],
    )
    if path in ("reference.md", "pages"):
        table["layout"] = "reference"
        if path == "pages":
            table["pages"] = chance.choice(("per-group", "per-code"))
            if table["pages"] == "per-code":
                table |= pen.fields(base_url="/b/")
        return ["code", "title", "message"]
    columns = chance.sample(COLUMNS, chance.randrange(1, len(COLUMNS)))
    table |= pen.fields(
        headings={chance.choice(COLUMNS): str(pen.line())},
        flag_words=["\u2713", "no" + pen.line()],
        delimiter=chance.choice(("spaced", "flush")),
        align=False,
        code_spans=chance.sample(("code", "status", "message", "http_status", "title"), 2),
        columns=columns,
    )
    if path == "README.md":
        table["region"] = "codes"
        table.pop("front_matter", None)
        table.pop("edit_url", None)
    if path == "tables.md":
        table |= {"tables": "per-group"} | pen.fields(
            group_level=chance.randrange(2, 7),
            group_columns={chance.choice(GROUPS): {"code": str(pen.line()), "causes": "When"}},
        )
    shown = ["code"] if "group_columns" in table else ONE_LINE
    return [name for name in shown if "columns" not in table or name in columns]


def _module(pen: Pen, target: str, table: Row) -> None:
    chance = pen.chance
    if target == "python":
        table |= pen.fields(openapi_responses=True)
    elif target == "typescript":
        table |= pen.fields(keys=chance.choice(("pascal", "camel", "constant", "wire")))
    else:
        table |= pen.fields(
            openapi=chance.choice(("3.0", "3.1", "3.2")),
            responses=chance.choice(("per-status", "per-code")),
            prefix="Shared",
        )


def _setting(name: str, value: object) -> str:
    return f"{name} = {_toml(value)}\n"


def _toml(value: object) -> str:
    if isinstance(value, dict):
        items = (f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items())
        return f"{{ {', '.join(items)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


class _Dumper(yaml.Dumper):
    """Writes scalars without tags: the fields say what they are."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - as PyYAML has it
    styles: tuple[str | None, ...] = ('"',)
    chance = random.Random(0)

    def ignore_aliases(self, _data: object) -> bool:
        return True

    def text(self, value: str) -> yaml.Node:
        nothing = value in ("", "~", "null", "Null", "NULL")
        is_unclear = nothing if isinstance(value, Text) else AMBIGUOUS.search(value)
        style = '"' if is_unclear else self.chance.choice(self.styles)
        return self.represent_scalar("tag:yaml.org,2002:str", value, style)

    def other(self, value: object) -> yaml.Node:
        return self.represent_scalar("tag:yaml.org,2002:str", json.dumps(value))


for _kind in (str, Text):
    _Dumper.add_representer(_kind, _Dumper.text)
for _other in (int, float, bool, type(None)):
    _Dumper.add_representer(_other, _Dumper.other)


def _yaml(document: Row, chance: random.Random) -> str:
    """Write a catalog with texts in styles of any kind; if one changes a text, in quotes alone."""
    _Dumper.chance = chance
    width, with_unicode = chance.choice((20, 80, 10**6)), chance.random() < 0.5
    for _Dumper.styles in ((None, None, '"', "'", "|", ">"), ('"',)):
        written = yaml.dump(
            document, Dumper=_Dumper, sort_keys=False, width=width, allow_unicode=with_unicode
        )
        if yaml.load(written, yaml.BaseLoader) == _spelled(document):
            break
    return written


def _spelled(value: object) -> object:
    """Return a value with the spelling of its scalars."""
    if isinstance(value, dict):
        return {_spelled(key): _spelled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_spelled(item) for item in value]
    return str(value) if isinstance(value, str) else json.dumps(value)
