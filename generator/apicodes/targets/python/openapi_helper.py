"""The constants that `openapi_responses` of a module is made from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from apicodes.catalog.entry import Entry
from apicodes.catalog.entry_parts import Example
from apicodes.catalog.model import Catalog
from apicodes.render import error_bodies, markdown, sentences
from apicodes.render.error_bodies import Sent


def constants(catalog: Catalog, coded: Sequence[Entry], names: Mapping[str, str]) -> dict[str, Any]:
    """Return the constants by name; `names` are those of the members, by the key of the entry."""
    sent = list(error_bodies.sent(catalog))
    code: dict[str, Any] = {"type": catalog.code_type}
    if not catalog.extensible:
        code["enum"] = [catalog.wire_code(entry) for entry in coded]
    return {
        "_MEDIA_TYPE": catalog.error_envelope.media_type,
        "_SCHEMA": error_bodies.schema(catalog, sent, code),
        "_HEADERS": {
            name: error_bodies.header_object(header) for name, header in catalog.headers.items()
        },
        "_DOCUMENTED": _all_documented(catalog, sent, names),
    }


def _all_documented(
    catalog: Catalog, sent: Iterable[Sent], names: Mapping[str, str]
) -> tuple[dict[int, dict[str, Any]], ...]:
    """Return the documentation of each entry's responses, by HTTP status."""
    examples = {
        (response.entry.key, response.http_status): error_bodies.examples(catalog, response)
        for response in sent
    }
    return tuple(
        {
            status: _documented(
                names.get(entry.key, entry.key),
                entry,
                status,
                examples.get((entry.key, status), ()),
            )
            for status in entry.http_statuses
        }
        for entry in catalog.entries
    )


def _documented(
    name: str, entry: Entry, http_status: int, examples: Sequence[Example]
) -> dict[str, Any]:
    """Return the documentation of an entry with one HTTP status; `name` is for its examples."""
    values = {
        "description": markdown.without_html(sentences.response(entry, [http_status])),
        "headers": list(entry.headers),
        "examples": {
            name if number == 1 else f"{name}-{number}": error_bodies.example_object(example)
            for number, example in enumerate(examples, 1)
        },
    }
    return {key: value for key, value in values.items() if value}
