"""Lists and maps that a section of an edited page shows, as a catalog has them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from apicodes.catalog.entry import Entry
from apicodes.catalog.entry_parts import Example, Link
from apicodes.catalog.given import given
from apicodes.compare.differences import same
from apicodes.compare.record import Record
from apicodes.edit.adopting import edited_text
from apicodes.render import markdown

Steps = tuple[str | int, ...]


def source(entry: Entry, name: str, said: Record) -> list[Any] | None:
    """Return what a section says in a list, as the catalog is to hold it; None where it cannot."""
    shown = said.fields[name]
    if name == "links":
        return [_link(its, entry.links) for its in shown]
    if name == "examples":
        return [_example(its, entry.examples) for its in shown]
    held = list(getattr(entry, name))
    found = [
        _text(form, text, held, number)
        for number, (form, text) in enumerate(zip(shown, said.texts[name], strict=True))
    ]
    return None if None in found else found


def edits(held: Sequence[Any], wanted: list[Any]) -> Iterator[tuple[Steps, Any]]:
    """Return the steps below a list and what is to stand there, as little as can be replaced."""
    return _differences((), list(map(_as_written, held)), wanted)


def _differences(steps: Steps, old: Any, new: Any) -> Iterator[tuple[Steps, Any]]:
    pairs: Iterable[tuple[Any, Any, Any]]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = zip(range(len(old)), old, new, strict=True)
    elif isinstance(old, dict) and isinstance(new, dict) and list(old) == list(new):
        pairs = ((key, old[key], new[key]) for key in old)
    else:
        pairs = ()
        if not same(old, new):
            yield steps, new
    for step, left, right in pairs:
        yield from _differences((*steps, step), left, right)


def descriptions(entry: Entry, said: Record) -> dict[int, str]:
    """Return the descriptions of HTTP statuses that a section shows, as the catalog's Markdown."""
    found: dict[int, str] = {}
    for status, form in said.fields["status_descriptions"].items():
        held = entry.status_descriptions.get(status)
        text = said.texts["status_descriptions"][status]
        if held is None or markdown.normal(held) != form:
            held = edited_text.of_blocks(held, text) or text
        found[status] = held
    return found


def reason(entry: Entry, said: Record) -> str | None:
    """Return why an entry goes, as an admonition says it; None where that is no text of its own."""
    held = entry.deprecation
    if held is None or held.reason is None or "deprecated" not in said.texts:
        return None
    text = said.texts["deprecated"]
    if held.since or held.sunset or held.replaced_by:
        text = text.partition("\n\n")[2]
    return edited_text.of_blocks(held.reason, text)


def _as_written(value: Any) -> Any:
    match value:
        case Link():
            return {"title": value.title, "url": value.url}
        case Example():
            return {**given({"summary": value.summary}), "body": value.body}
        case _:
            return value


def _text(form: str, text: str, held: list[str], number: int) -> str | None:
    """Return an item: one that the catalog holds, else the one in its place, edited."""
    known = next((its for its in held if markdown.normal(its) == form), None)
    if known is not None:
        return known
    return edited_text.of_blocks(held[number] if number < len(held) else None, text)


def _link(shown: dict[str, str], held: Sequence[Link]) -> dict[str, str]:
    """Return a link; an address that the page only spells otherwise is the catalog's."""
    urls = {markdown.address(its.url): its.url for its in held}
    titles = {" ".join(its.title.split()): its.title for its in held}
    return {
        "title": titles.get(shown["title"], shown["title"]),
        "url": urls.get(shown["url"], shown["url"]),
    }


def _example(shown: dict[str, Any], held: Sequence[Example]) -> dict[str, Any]:
    titles = {" ".join((its.summary or "").split()): its.summary for its in held}
    summary = titles.get(shown["title"], shown["title"]) or None
    return {**given({"summary": summary}), "body": shown["body"]}
