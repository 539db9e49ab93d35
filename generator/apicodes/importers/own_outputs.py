"""Files and regions that apicodes wrote, read by the readers of their targets: nothing is guessed.

The settings that name an output tell its options; without them it is read with the default ones.
"""

import os
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from apicodes import loading, targets
from apicodes.catalog.audience import published
from apicodes.catalog.model import Catalog
from apicodes.catalog.naming import NameClash
from apicodes.compare.comparable import ImportedKind
from apicodes.compare.record import Record, Records, Unreadable
from apicodes.compare.view import Reading
from apicodes.importers import Imported, catalog_terms
from apicodes.importers.findings import refuse
from apicodes.importers.notes import Notes
from apicodes.outputs import regions, rendering, target_tables
from apicodes.outputs.rendering import ConfiguredTarget
from apicodes.problems import ProblemsFound
from apicodes.settings import config, settings_file
from apicodes.targets.notice import NOTICE, bears
from apicodes.targets.parts import Part
from apicodes.text.lines import without_endings


class OwnOutput(Struct, frozen=True):
    """An output: its target, the part of it that it is, its options, and its table if known."""

    kind: str
    part: Part
    options: Struct | None
    table: ConfiguredTarget | None = None

    def records(self, reading: Reading, notes: Notes) -> Records:
        """Return what a reading says in the terms of a catalog."""
        records = targets.module(self.kind).records(reading, self.part, self.options or Struct())
        if self.table is None or self.table.common.template is None:
            records.leftovers = reading.leftovers  # A template of the user's may say more.
        return catalog_terms.converted(records, notes)

    def of_catalog(self, source: loading.Source) -> Records | None:
        """Return what a catalog makes the output say; None where it makes no such output."""
        part = self._part_of(source)
        if part is None or self.options is None:
            return None
        try:
            view = targets.module(self.kind).build_view(part, self.options)
        except NameClash:
            return None
        return replace(self, part=part).records(Reading(view), Notes())

    def _part_of(self, source: loading.Source) -> Part | None:
        if self.table is None:
            catalog = published(source.catalog, "public")
            return None if self.part.subject else replace(self.part, catalog=catalog)
        try:
            outputs = rendering.outputs_of(self.table, source)
        except ProblemsFound:
            return None
        return next((each.part for each in outputs if each.part.path == self.part.path), None)


def read(text: str, label: str, full: str, kind: ImportedKind) -> Imported | None:
    """Return what a file of apicodes says, or its regions; None for a file of somebody else.

    `full` is its absolute path, by which its settings are looked for.
    """
    text = "\n".join(without_endings(text.removeprefix("\ufeff")))
    notes = Notes()
    outputs, records = [], []
    for possible, content in _contents(text, label, full, kind):
        for output, reading in _likeliest(possible, content):
            outputs.append(output)
            records.append(output.records(reading, notes))
    whole = joined(records)
    if not whole.entries:
        return None
    notes.say("recognised", 1, "apicodes wrote this file")
    return Imported(label, kind, whole, notes.made(label), outputs=tuple(outputs))


def for_catalog(file: Imported) -> Imported:
    """Return a file of apicodes without what no catalog can hold, which is noted.

    Raises `ProblemsFound` where nothing is left.
    """
    notes = Notes()
    entries = list(catalog_terms.for_catalog(file.reading.entries, notes.say))
    noted = [*file.notes, *notes.made(file.path)]
    if not entries:
        lost = "; ".join(
            f"{note.location}: {note.text}" for note in noted if note.kind == "left out"
        )
        hint = f"name its columns with --map 'Heading=field'; left out: {lost}"
        refuse(file.path, 1, "no entry has a code, a name or an HTTP status", "nothing-found", hint)
    return replace(file, reading=Records(file.reading.root, entries), notes=noted)


def read_folder(folder: str, label: str, texts: Mapping[str, str]) -> Imported | None:
    """Return what the pages of a folder say that one target made; None where there are none."""
    pages = [
        read(text, f"{label}/{name}", os.path.join(folder, name), "page")
        for name, text in texts.items()
    ]
    # The index comes first: no other page has the title of the catalog.
    own = sorted(filter(None, pages), key=lambda page: "title" not in page.reading.root.fields)
    if not own:
        return None
    notes = [note for page in own for note in page.notes]
    outputs = tuple(output for page in own for output in page.outputs)
    return Imported(label, "page", joined([page.reading for page in own]), notes, {}, outputs)


def of_catalog(outputs: Iterable[OwnOutput], source: loading.Source) -> Records | None:
    """Return what a catalog makes outputs say; None where it does not make all of them."""
    records = [output.of_catalog(source) for output in outputs]
    known = [each for each in records if each is not None]
    return joined(known) if known and len(known) == len(records) else None


def joined(parts: list[Records]) -> Records:
    """Return the parts of a whole as one; what an earlier one says is kept."""
    if len(parts) == 1:
        return parts[0]
    root = Record({}, 1)
    entries: dict[object, Record] = {}
    for part in parts:
        for name, value in part.root.fields.items():
            kept = root.fields.setdefault(name, value)
            if isinstance(kept, dict) and isinstance(value, dict):
                root.fields[name] = kept | {
                    key: item for key, item in value.items() if key not in kept
                }
        root.lines = part.root.lines | root.lines
        for record in part.entries:
            identity = (record.fields.get("code"), record.fields.get("name"), record.statuses)
            entry = entries.setdefault(identity if any(identity) else id(record), record)
            entry.fields = record.fields | entry.fields
            entry.lines = record.lines | entry.lines
    return Records(root, list(entries.values()))


# Finding outputs


def _contents(
    text: str, label: str, full: str, kind: ImportedKind
) -> Iterator[tuple[OwnOutput, str]]:
    """Return the outputs that a file may be, or that are in it, each with its text."""
    name = next(each for each in targets.NAMES if kind == targets.module(each).KIND)
    marked = regions.other_regions(text, label, ()) if "apicodes:begin" in text else {}
    mark = targets.module(name).MARK
    whole = bears(text, NOTICE) or (mark != "" and mark in text and not marked)
    tables = _tables(text, full) if whole or marked else []
    for table in tables:
        path = f"{table.path}/{os.path.basename(full)}" if table.owned else table.path
        part = Part(path, _UNKNOWN, region=table.common.region)
        if table.kind == name and (part.region in marked or (part.region is None and whole)):
            yield from _content(OwnOutput(name, part, table.options, table), text, label)
    for region in () if tables else [None] if whole else marked:
        yield from _content(OwnOutput(name, Part(full, _UNKNOWN, region=region), None), text, label)


_UNKNOWN = Catalog(apicodes=1)
"""The catalog of a part before it is known."""


def _content(output: OwnOutput, text: str, label: str) -> Iterator[tuple[OwnOutput, str]]:
    region = output.part.region
    if region is None:
        yield output, text
        return
    try:
        content = regions.read(text, label, [region])[region]
    except ProblemsFound:
        return
    yield output, "\n" * (content.line - 1) + content.text


def _tables(text: str, full: str) -> list[ConfiguredTarget]:
    """Return the tables of the settings that name a file, else the one whose notice it bears."""
    for start in dict.fromkeys((os.path.dirname(full), os.getcwd())):
        try:
            settings = config.load(settings_file.find(start).path)
            tables = target_tables.configured_targets(settings)
        except (ProblemsFound, OSError):
            continue
        folder = os.path.dirname(full)
        named = [
            table
            for table in tables
            if settings.inside(table.path) == (folder if table.owned else full)
        ]
        of_notice = [table for table in tables if table.notice and bears(text, table.notice)]
        if named or len(of_notice) == 1:
            return named or of_notice
    return []


def _likeliest(possible: OwnOutput, text: str) -> Iterator[tuple[OwnOutput, Reading]]:
    """Return the output that leaves the least of a text over, and its reading; none at all."""
    module, folders = targets.module(possible.kind), targets.splitting(possible.kind)
    parts = (
        folders.possible_parts(possible.part, possible.options)
        if folders
        else [(possible.part, possible.options or module.Options())]
    )
    readings = []
    for part, options in parts:
        try:
            reading = module.read(text, part, options)
        except (Unreadable, RecursionError):
            continue
        readings.append((replace(possible, part=part, options=options), reading))
    if readings:
        yield min(readings, key=lambda each: (len(each[1].leftovers), -_facts(each[1])))


def _facts(reading: Reading) -> int:
    return sum(len(entry.fields) for entry in reading.view.entries)
