"""What outputs say, from the terms of their views to those of a catalog, by the table of fields."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import structs

from apicodes.catalog.entry import Entry
from apicodes.catalog.entry_parts import Deprecated
from apicodes.catalog.fields import field
from apicodes.catalog.given import given
from apicodes.catalog.model import Catalog
from apicodes.compare.record import Record, Records
from apicodes.importers import addresses, markup
from apicodes.importers.findings import TYPE_NAME, excerpt
from apicodes.importers.notes import Notes, Say
from apicodes.render import markdown, sentences
from apicodes.render.texts import Markdown, Text


def converted(records: Records, notes: Notes) -> Records:
    """Return records with the values that a catalog has; what it cannot have is noted."""
    for leftover in records.leftovers:
        notes.say("left out", leftover.line, excerpt(leftover.text))
    root = records.root
    root.fields = {name: _value(value) for name, value in root.fields.items()}
    root.fields = {
        name: value
        for name, value in root.fields.items()
        if value not in ("", {}, None) and _is(value, _ROOT_TYPES.get(name))
    }
    if not TYPE_NAME.fullmatch(root.fields.get("type_name", "")):
        root.fields.pop("type_name", None)
    entries = list(_entries(records.entries, notes))
    addressed = [(entry, entry.fields["url"]) for entry in entries if "url" in entry.fields]
    if addressed and (docs_url := addresses.docs_url(addressed)):
        root.fields["docs_url"] = docs_url
        for entry, _ in addressed:
            del entry.fields["url"]
    root.lines = {name: root.lines.get(name, 1) for name in root.fields}
    return Records(root, entries)


def for_catalog(entries: Sequence[Record], say: Say) -> Iterator[Record]:
    """Return the entries that a catalog can hold, without what it cannot, which is noted."""
    keys = {str(entry.fields.get("code", entry.fields.get("name", entry.key))) for entry in entries}
    url = ""
    for entry in entries:
        deprecated = Deprecated(**entry.fields.get("deprecated", {}))
        if not keys.issuperset(deprecated.replacements):
            entry.fields["deprecated"] = {"reason": sentences.deprecation(deprecated)}
        if "url" in entry.fields:
            url = url or entry.fields["url"]
            text = f"the URLs of entries, such as {excerpt(url)}: no 'docs_url' makes all of them"
            say("left out", entry.line_of("url") or 1, text)
            del entry.fields["url"]
        if entry.key:
            yield entry
        else:
            text = "an entry with neither code, name nor HTTP status"
            say("left out", entry.line or 1, text)


def _entries(records: list[Record], notes: Notes) -> Iterator[Record]:
    for record in records:
        fields = {}
        for name, value in record.fields.items():
            plain = _field(name, value)
            if plain is None or (name == "http_status" and plain != _value(value)):
                notes.say(
                    "left out", record.line_of(name) or 1, f"{name}: {excerpt(_value(value))}"
                )
            if plain is not None:
                fields[name] = plain
        record.fields = fields
        yield record


_ROOT_TYPES = {field.name: field.type for field in structs.fields(Catalog)}
_TYPES = {field.name: field.type for field in structs.fields(Entry)} | {
    "url": str,
    "status_descriptions": dict[int, str],
}


def _field(name: str, value: object) -> object:
    """Return the value of a field as a catalog has it; None where it is none of the field's."""
    row = field(name)
    if row is None:
        return value if name.startswith("x-") else None
    plain = _value(value)
    if row.kind == "code":
        return str(plain)
    if row.kind == "statuses" and isinstance(plain, tuple):
        return tuple(status for status in plain if type(status) is int) or None
    if row.kind == "deprecation":
        plain = _deprecation(plain)
    return plain if _is(plain, _TYPES.get(name)) else None


def _is(value: object, of_type: object) -> bool:
    """Return whether a value is of a type, which None does not limit."""
    try:
        msgspec.convert(value, of_type or object)
    except msgspec.ValidationError:
        return False
    return True


def _value(value: object) -> Any:
    """Return a value of a view as plain data, its texts as a catalog spells them."""
    match value:
        case Markdown(source=source, dialect="cell"):
            return _of_cell(source)
        case Markdown(source=source, dialect="page"):
            return _of_blocks(source)
        case Markdown(source=source):
            return "&nbsp;" if value.is_blank else source  # As a page shows what shows nothing.
        case Text():
            return value.normal
        case dict():
            return {key: _value(item) for key, item in value.items()}
        case list() | tuple():
            return tuple(map(_value, value))
        case _:
            return value


def _of_cell(cell: str) -> str:
    """Return a cell of a page as Markdown of a catalog."""
    text = markup.read(cell, {}).markdown
    if "&nbsp;" in text and markdown.normal(text) != markdown.normal_cell(cell):
        return text.replace("&nbsp;", "\N{NO-BREAK SPACE}")
    return text


def _of_blocks(blocks: str) -> str:
    """Return blocks of a page as Markdown of a catalog; elements of HTML become marks."""
    if markdown.is_plain(blocks):
        return blocks
    wanted = markdown.normal_page(blocks)
    for text in (re.sub(r"\\([{}<:])|<wbr/>", r"\1", blocks), blocks):
        if markdown.normal(text) == wanted:
            return text
    # The form is HTML on one line, as a cell is, but for the marks in its texts.
    pieces = re.split(r"(<[^>]*>|&#?\w+;)", wanted)
    pieces[::2] = (_MARK.sub(lambda match: f"&#{ord(match[0])};", text) for text in pieces[::2])
    return _of_cell("".join(pieces))


_MARK = re.compile(r"[!-/:-@\[-`{-~]")
"""A character that may mean something in Markdown (CommonMark 0.31, section 2.4)."""


def _deprecation(value: object) -> object:
    """Return an announcement as fields; a page has sentences, which are taken apart."""
    if isinstance(value, dict):
        return value
    text = _LINKED.sub(r"\1", str(value))
    if text == sentences.BARE:
        return {}
    # A reason is a paragraph of its own on a reference page, where a version may hold anything.
    match = _ANNOUNCEMENT.fullmatch(text.partition("\n\n")[0]) or _ANNOUNCEMENT.match(text)
    assert match is not None
    fields = given(match.groupdict())
    if "since" in fields:
        fields["since"] = markdown.one_line(fields["since"])
    keys = tuple(re.findall("`([^`]+)`", fields.pop("replaced_by", "")))
    announced = Deprecated(since=fields.get("since"), sunset=fields.get("sunset"), replaced_by=keys)
    if markdown.normal(sentences.deprecation(announced)) != markdown.normal(text[: match.end()]):
        return {"reason": text}
    reason = text[match.end() :].lstrip("\n")
    return given({**fields, "replaced_by": keys, "reason": reason or None})


_ANNOUNCEMENT = re.compile(
    r"(?:Since (?P<since>.+?)\.(?:\s+|\Z))?"
    r"(?:May be gone from (?P<sunset>[0-9-]{10})\.(?:\s+|\Z))?"
    r"(?:Use (?P<replaced_by>(?:`[^`]+`(?:, | or )?)+)\.(?:\s+|\Z))?"
)
_LINKED = re.compile(r"\[((`+).+?\2)\]\((?:#|\./)\S*?\)")
"""A link to another entry of the page, or to its page."""
