"""The components of the fragment: which response and which examples each entry has, and names."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from apicodes.catalog import naming
from apicodes.catalog.entry import Entry
from apicodes.catalog.entry_parts import Example
from apicodes.catalog.http_status import status_name
from apicodes.catalog.model import Catalog
from apicodes.render import error_bodies
from apicodes.render.error_bodies import Sent
from apicodes.targets import extensions
from apicodes.targets.openapi.options import Options


class NamedExample(Struct, frozen=True):
    """One example of a body, its name among the components, and the ``x-`` fields beside it."""

    name: str
    example: Example
    extensions: dict[str, object] = {}


Bodies = Mapping[tuple[str, int | None], tuple[NamedExample, ...]]
"""The examples of each body that is sent, by the entry's key and the HTTP status."""

Answers = list[tuple[Entry, int | None]]
"""The entries that one response stands for, each with the HTTP status that it is used for."""


def entry_names(catalog: Catalog, options: Options) -> dict[str, str]:
    """Return the component name of each entry, by its key. Raises `NameClash`."""
    components = {entry.name or entry.key: naming.component(entry) for entry in catalog.entries}

    def convert(text: str) -> str:
        name = components[text]
        return name and options.prefix + name

    return naming.identifiers(catalog.entries, convert, "the OpenAPI component")


def header_name(name: str, options: Options) -> str:
    """Return the component name of a header (OpenAPI 3.1, section 4.8.7)."""
    return re.sub(r"[^A-Za-z0-9._-]", "-", options.prefix + name)


def answers(catalog: Catalog, options: Options, names: Mapping[str, str]) -> dict[str, Answers]:
    """Return what each response stands for, by the name of the response."""
    if options.responses == "per-code":
        return {
            names[entry.key]: [(entry, status) for status in entry.http_statuses or (None,)]
            for entry in catalog.entries
        }
    grouped: dict[str, Answers] = {}
    for entry in catalog.entries:
        for status in entry.http_statuses:
            grouped.setdefault(options.prefix + status_name(status), []).append((entry, status))
    return grouped


def bodies(
    sent: Iterable[Sent], names: Mapping[str, str], catalog: Catalog, options: Options
) -> Bodies:
    """Return the examples of every body; HTTP statuses with the same body share one."""
    examples_by_body: dict[tuple[str, int | None], tuple[NamedExample, ...]] = {}
    by_entry: dict[str, list[tuple[NamedExample, ...]]] = {}
    for response in sent:
        key, http_status = response.entry.key, response.http_status
        earlier = by_entry.setdefault(key, [])
        name = f"{names[key]}-{http_status}" if earlier else names[key]
        extended = extensions.of(response.entry, options)
        examples = _named(name, error_bodies.examples(catalog, response), extended)
        equal = next((other for other in earlier if _values(other) == _values(examples)), None)
        if equal is None:
            earlier.append(examples)
        examples_by_body[key, http_status] = equal or examples
    return examples_by_body


def _named(
    name: str, examples: tuple[Example, ...], extended: dict[str, object]
) -> tuple[NamedExample, ...]:
    names = [name, *(f"{name}-{number}" for number in range(2, len(examples) + 1))]
    pairs = zip(names, examples, strict=True)
    return tuple(NamedExample(each, example, extended) for each, example in pairs)


def _values(examples: tuple[NamedExample, ...]) -> list[object]:
    return [named.example.body for named in examples]


def names_of_entries(catalog: Catalog, options: Options) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the responses and examples of each entry, by its key. Raises `NameClash`."""
    names = entry_names(catalog, options)
    responses: dict[str, list[str]] = {}
    for name, answered in answers(catalog, options, names).items():
        for entry, _ in answered:
            responses.setdefault(entry.key, []).append(name)
    examples: dict[str, list[str]] = {}
    for (key, _), named in bodies(error_bodies.sent(catalog), names, catalog, options).items():
        examples.setdefault(key, []).extend(each.name for each in named)
    return {
        key: {
            "response": tuple(dict.fromkeys(responses.get(key, ()))),
            "example": tuple(dict.fromkeys(examples.get(key, ()))),
        }
        for key in names
    }
