"""The envelope that made the examples of an output which shows nothing else of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from apicodes import loading
from apicodes.catalog.error_envelope import PLACEHOLDERS, PROBLEM_DETAILS, Envelope
from apicodes.compare.differences import same
from apicodes.compare.record import Record, Records
from apicodes.importers import Imported, addresses, merge_files, own_outputs
from apicodes.problems import ProblemsFound
from apicodes.render import catalog_yaml, error_bodies

Made = Sequence[tuple[Any, Record, dict[str, Any]]]
"""A part of each of some bodies, its entry, and the values of placeholders."""


def without_examples(file: Imported) -> Imported:
    """Return a file without the examples that one envelope makes, which its catalog gets.

    Examples that it does not make stay. What it makes is compared with what the output shows.
    """
    entries = [(entry, entry.fields["examples"]) for entry in file.reading.entries
               if "examples" in entry.fields]  # fmt: skip
    titles = Counter(examples[0].get("summary") for _, examples in entries if len(examples) == 1)
    media_type = next((title for title, _ in titles.most_common() if "/" in str(title)), None)
    plain = _source(file, {})
    if media_type is None or plain is None:
        return file
    sent = {entry.key: next(error_bodies.sent_with(plain.catalog, entry), None)
            for entry in plain.catalog.entries}  # fmt: skip
    made = [
        (examples[0]["body"], entry, response.values)
        for entry, examples in entries
        if examples[0].get("summary") == media_type and (response := sent.get(_key(entry)))
    ]
    root: dict[str, Any] = {}
    body = _template(made, root) if made else None
    if not isinstance(body, dict):
        return file
    chosen = Envelope(media_type=media_type, body=body)
    if chosen != Envelope():
        own = {"media_type": media_type, "body": body}
        root["envelope"] = "problem" if chosen == PROBLEM_DETAILS else own
    source = _source(file, root)
    rendered = own_outputs.of_catalog(file.outputs, source) if source else None
    return _without_equal(file, root, rendered) if rendered else file


def _key(entry: Record) -> str:
    return str(entry.fields.get("code") or entry.fields.get("name") or entry.key)


def _source(file: Imported, root: dict[str, Any]) -> loading.Source | None:
    """Return the catalog of a file without examples, with other fields of its own."""
    entries = [
        Record({name: value for name, value in entry.fields.items() if name != "examples"}, 1)
        for entry in file.reading.entries
    ]
    records = Records(Record(file.reading.root.fields | root, 1), entries)
    fields = merge_files.merged([replace(file, reading=records)]).fields
    try:
        return loading.assemble([file.path], lambda _: catalog_yaml.catalog(fields))
    except ProblemsFound:
        return None


def _without_equal(file: Imported, root: dict[str, Any], rendered: Records) -> Imported:
    """Leave out the examples that the output shows without them; keep all if there are none."""
    examples = {_key(entry): entry.fields.get("examples") for entry in rendered.entries}
    equal = [
        entry
        for entry in file.reading.entries
        if "examples" in entry.fields and entry.fields["examples"] == examples.get(_key(entry))
    ]
    if equal:
        file.reading.root.fields |= root
        file.reading.root.lines |= dict.fromkeys(root, 1)
    for entry in equal:
        del entry.fields["examples"]
    return file


def _template(made: Made, root: dict[str, Any]) -> Any:
    """Return the template of parts of bodies; None where one template does not make all of them.

    A `docs_url` that makes the addresses in them is added to the fields of the catalog.
    """
    parts = [part for part, _, _ in made]
    if all(isinstance(part, dict) for part in parts):
        keys = dict.fromkeys(key for part in parts for key in part)
        members = {
            key: _template([(part[key], *rest) for part, *rest in made if key in part], root)
            for key in keys
        }
        return None if None in members.values() else members
    if all(isinstance(part, tuple) and len(part) == len(parts[0]) for part in parts):
        items = [
            _template([(part[at], *rest) for part, *rest in made], root)
            for at in range(len(parts[0]))
        ]
        return None if None in items else items
    return next(_scalars(made, root), None)


def _scalars(made: Made, root: dict[str, Any]) -> Iterator[Any]:
    """Return what may make a scalar of each body, the likeliest first."""
    first = made[0][0]
    for name in PLACEHOLDERS:
        if all(same(part, values[name]) for part, _, values in made):
            yield f"{{{name}}}"
    if all(same(part, first) for part, _, _ in made):
        yield first
    if not all(isinstance(part, str) for part, _, _ in made):
        return
    docs_url = addresses.docs_url([(entry, part) for part, entry, _ in made])
    if docs_url and "{anchor}" in docs_url and "/" in docs_url:
        root["docs_url"] = docs_url
        yield "{url}"
    for name in PLACEHOLDERS:
        around = {
            part.replace(str(values[name]), f"{{{name}}}", 1)
            for part, _, values in made
            if values[name] not in (None, "")
        }
        if len(around) == 1 and len(made) > 1 and f"{{{name}}}" in str(around):
            yield around.pop()
