"""What can be compared: a catalog, a page, an OpenAPI document, a Python module or TypeScript.

Each is a file, or a file at a revision of git, as in ``main:spec/codes.yaml``. What kind it is, its
name tells, and for YAML and JSON the keys at its top. Nothing in it is run, nothing fetched.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from apicodes import git, naming, spec
from apicodes.catalog import Catalog, Entry, given
from apicodes.config import CatalogTable, Config
from apicodes.git import Revision, failed
from apicodes.importers import Imported, Note
from apicodes.importers import Kind as ImportedKind
from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound
from apicodes.reading import Reading, Record, Unreadable
from apicodes.shown import printable
from apicodes.spec import SIZE_LIMIT
from apicodes.walk import Place

Kind = Literal["catalog"] | ImportedKind

KINDS: dict[str, Kind] = {
    ".md": "page",
    ".mdx": "page",
    ".py": "python",
    ".pyi": "python",
    ".ts": "typescript",
    ".mts": "typescript",
    ".cts": "typescript",
}
"""The kinds that the end of a file's name tells."""

TOPS: dict[str, Kind] = {
    "apicodes": "catalog",
    "openapi": "openapi",
    "swagger": "openapi",
    "components": "openapi",
    "paths": "openapi",
}
"""The keys that tell, at the top of YAML or JSON, what it is."""

DERIVED = ("anchor", "identifiers")
"""The fields of an entry that apicodes makes of its name, else of its code."""


class Source(Struct, frozen=True):
    """One side of a comparison: what it says, and how messages name it.

    `place` is where the values of a catalog stand, `left_out` what an importer did not understand.
    """

    label: str
    kind: Kind
    reading: Reading
    place: Place | None = None
    index: dict[str, int] = {}
    left_out: tuple[Note, ...] = ()

    def locate(self, record: Record, field: str | None = None) -> Location:
        """Return where a field of a record stands, else the record."""
        if self.place is None:
            line = record.line_of(field) if field else record.line
            return Location(self.label, line)
        if record.entry is None:
            return self.place.locate(*(field.split(".") if field else []))
        steps = ("codes", self.index[record.entry])
        if field in DERIVED:
            field = "name" if "name" in record.fields else "code"
        elif field == "status_descriptions":
            field = "http_status"
        return self.place.locate(*steps, *([field] if field else []))

    def says(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the fields that it has a value for: of the catalog itself, and of any entry."""
        ours = frozenset(name for record in self.reading.entries for name in record.fields)
        return frozenset(self.reading.root.fields), ours


class Common(Struct, frozen=True):
    """The fields that two sources can be compared in, and those that only one of them has."""

    root: frozenset[str]
    entry: frozenset[str]
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()


def aligned(source: Source, other: Source) -> Source:
    """Return a source with its numbers as the codes, where those of the other are integers.

    A column of numbers does not tell which of the two it is.
    """
    if other.reading.root.fields.get("code_type") != "integer" or source.kind == "catalog":
        return source
    if "code" in source.says()[1]:
        return source
    for record in source.reading.entries:
        if "number" in record.fields:
            record.fields["code"] = str(record.fields.pop("number"))
            if "number" in record.lines:
                record.lines["code"] = record.lines.pop("number")
    return source


def common(old: Source, new: Source) -> Common:
    """Return what two sources both carry.

    Two of one kind carry the same. Of an entry a catalog carries every field, another source those
    that it says anything of: a page without such a column says nothing of what may be retried. Of
    the whole, each carries what it says: every OpenAPI document has a version, a catalog need not.
    """
    (old_root, old_entry), (new_root, new_entry) = old.says(), new.says()
    entry = old_entry | new_entry
    if old.kind == new.kind:
        return Common(old_root | new_root, entry)
    root = old_root & new_root
    if old.kind != "catalog":
        entry &= old_entry
    if new.kind != "catalog":
        entry &= new_entry
    entry -= {"name"}  # In code it is spelled as identifiers are.
    return Common(root, entry, _alone(old, root, entry), _alone(new, root, entry))


def _alone(source: Source, root: frozenset[str], entry: frozenset[str]) -> tuple[str, ...]:
    """Return the fields in which a source says something that is not compared."""
    said = {
        name: None
        for name, value in source.reading.root.fields.items()
        if name not in root and value != _unsaid().get(name)
    }
    for record in source.reading.entries:
        said |= {name: None for name in record.fields if name not in entry}
    if all(its.fields.get("visibility") != "internal" for its in source.reading.entries):
        said.pop("visibility", None)
    return tuple(name for name in said if name not in (*DERIVED, "name", "removed"))


@cache
def _unsaid() -> dict[str, Any]:
    """Return the root fields of a catalog that gives none."""
    return _root(Catalog(apicodes=1))


# Reading sources


def load(argument: str, *, public: bool = False) -> Source:
    """Read a source: a path, or ``REV:path``; a file that is called so is meant before a revision.

    With `public`, what a catalog has for internal use alone is left out.

    Raises `ProblemsFound`: exit code 2 where it cannot be read, 1 where a catalog has mistakes.
    """
    if "\0" not in argument and not os.path.lexists(argument) and (found := _revised(argument)):
        name, path = found
        revision = git.revision(name)
        data, more = git.read(revision, path, SIZE_LIMIT), _at_revision(revision)
    else:
        path, data, more = argument, _from_disk(argument), None
    label = printable(argument)
    return _read(path, label, _decoded(data, label), more, public=public)


Load = Callable[[str], str]
"""Returns the text of a file that a document refers to; raises `OSError`."""


def _at_revision(revision: Revision) -> Load:
    """Return what reads a file at a revision, by its path or by its name after the revision."""

    def load(path: str) -> str:
        name = path.removeprefix(f"{revision.name}:")
        try:
            return _decoded(git.read(revision, name, SIZE_LIMIT), path)
        except ProblemsFound as error:
            raise OSError(error.problems[0].message) from None

    return load


# A colon in braces belongs to the revision: HEAD@{12:30}, HEAD^{/fix: it}.
_REVISED = re.compile(r"((?:[^:{}]|\{[^{}]*\})*):(.*)", re.DOTALL)


def _revised(argument: str) -> tuple[str, str] | None:
    """Return revision and path; None where there is no colon, or a Windows drive before it."""
    match = _REVISED.fullmatch(argument)
    if match is None or re.match(r"[A-Za-z]:[\\/]", argument):
        return None
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", argument):
        raise failed(argument, "this is an address, and nothing is fetched", "name a file")
    return match[1], match[2]


def _from_disk(path: str) -> bytes:
    if "\0" in path:
        raise failed(path, "no file has such a name")
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            what = "a folder" if os.path.isdir(path) else "no regular file"
            raise failed(path, f"this is {what}", "name a file")
        with open(path, "rb") as file:
            if os.path.getsize(path) > SIZE_LIMIT:
                problem = spec.too_large(os.path.getsize(path), printable(path))
                raise ProblemsFound([problem], COULD_NOT_RUN)
            return file.read()
    except OSError as error:
        hint = (
            "a file of git is named as REV:path" if isinstance(error, FileNotFoundError) else None
        )
        raise failed(path, f"cannot read the file: {error.strerror}", hint) from None


def _decoded(data: bytes, label: str) -> str:
    """Return the text of a source. Raises `ProblemsFound` with exit code 2 where it is none."""
    if b"\0" in data:
        raise failed(label, "this is a binary file", "sources are text, in UTF-8", "not-utf-8")
    try:
        return spec.decoded(data, label)
    except ProblemsFound as error:
        raise ProblemsFound(error.problems, COULD_NOT_RUN) from None


def _read(path: str, label: str, text: str, more: Load | None, *, public: bool) -> Source:
    kind = _kind(path, text)
    if kind is None:
        message = "neither a catalog nor anything else that has response codes"
        hint = (
            "a catalog has 'apicodes: 1' at its top, an OpenAPI document 'openapi: …'; "
            "others end in .md, .mdx, .py or .ts"
        )
        raise failed(label, message, hint, "unknown-source")
    if kind == "catalog":
        return of_catalog(label, spec.assemble([label], lambda _: text), public=public)
    found = _imported(kind, text, label, more=more)
    left_out = tuple(note for note in found.notes if note.kind == "left out")
    return Source(label, kind, _plain_reading(found.reading), left_out=left_out)


def imported(path: str, mapping: Mapping[str, str]) -> Imported:
    """Read a file that is no catalog, for a catalog to be made of it.

    `mapping` names the fields of columns by their headings. Raises `ProblemsFound`.
    """
    label = printable(path)
    text = _decoded(_from_disk(path), label)
    kind = _kind(path, text)
    if kind is None or kind == "catalog":
        what = "a catalog already" if kind else "nothing that has response codes"
        hint = "import reads pages, OpenAPI documents, Python modules and TypeScript"
        raise failed(label, f"this is {what}", hint, "unknown-source")
    return _imported(kind, text, label, mapping)


def _imported(
    kind: ImportedKind,
    text: str,
    label: str,
    mapping: Mapping[str, str] | None = None,
    more: Load | None = None,
) -> Imported:
    """Read with the importer of a kind; `more` reads what a document refers to.

    Where it is not given, that lies in the current folder.
    """
    options: tuple[Any, ...] = ()
    if kind == "page":
        options = (mapping or {},)
    elif kind == "openapi":
        options = (more or import_module("apicodes.importers.references").within("."),)
    try:
        found: Imported = import_module(f"apicodes.importers.{kind}").read(text, label, *options)
    except Unreadable as error:
        problem = Problem(Location(label, error.line), "unreadable", error.message)
        raise ProblemsFound([problem], COULD_NOT_RUN) from None
    return found


def _kind(path: str, text: str) -> Kind | None:
    """Return the kind of a source; YAML that says nothing yet is a catalog, which tells more."""
    end = os.path.splitext(path)[1].lower()
    if end in KINDS:
        return KINDS[end]
    found, whole = None, True
    try:
        found = next((TOPS[key] for key in _top(text) if key in TOPS), None)
    except ValueError:
        whole = False
    return found or ("catalog" if end in (".yaml", ".yml") and not whole else None)


def _top(text: str) -> Iterator[str]:
    """Return the keys at the top of YAML or JSON. Raises `ValueError` where it is neither."""
    import yaml
    from yaml.events import MappingStartEvent, NodeEvent, ScalarEvent

    depth = count = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if depth == 0 and isinstance(event, NodeEvent) and type(event) is not MappingStartEvent:
                return
            if depth == 1 and isinstance(event, NodeEvent):
                count += 1
                if count % 2 and isinstance(event, ScalarEvent):
                    yield event.value
            depth += _steps(event)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _steps(event: object) -> int:
    """Return 1 where an event begins a mapping or a list, -1 where it ends one."""
    from yaml.events import CollectionEndEvent, CollectionStartEvent

    return isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)


# The catalogs of the settings


def configured(config: Config, table: CatalogTable, *, public: bool = False) -> Source:
    """Read a catalog of the settings as it is on the disk."""
    names = [config.shown(path) for path in spec.paths(config, table)]
    return of_catalog(", ".join(map(printable, names)), spec.load(config, table), public=public)


def at_revision(table: CatalogTable, revision: Revision, *, public: bool = False) -> Source:
    """Read a catalog of the settings as it was at a revision, whose paths and globs they resolve.

    A file that was not there yet is left out, where another one was.
    """
    found = [path for pattern in table.spec for path in _at(revision, pattern)]
    names = {f"{revision.name}:{path}": path for path in dict.fromkeys(found)}
    if not names:
        where = ", ".join(table.spec)
        hint = f"where it had another name: apicodes diff {revision.name}:PATH {table.spec[0]}"
        raise failed(where, f"there is no such file at '{revision.name}'", hint)

    def read(name: str) -> str:
        return _decoded(git.read(revision, names[name], SIZE_LIMIT), name)

    return of_catalog(", ".join(map(printable, names)), spec.assemble(names, read), public=public)


def _at(revision: Revision, pattern: str) -> list[str]:
    """Return the files that a path or glob of the settings names at a revision."""
    path = os.path.normpath(os.path.join(revision.prefix, pattern)).replace(os.sep, "/")
    if path in _files(revision):
        return [path]
    if not spec.is_glob(pattern):
        return []
    steps = path.split("/")
    return sorted(file for file in _files(revision) if _matches(file.split("/"), steps))


@cache
def _files(revision: Revision) -> frozenset[str]:
    return frozenset(git.files(revision))


def _matches(steps: list[str], pattern: list[str]) -> bool:
    """Return whether a path matches a glob, as `glob` has it: ``**`` is any number of folders."""
    from fnmatch import fnmatchcase

    if not pattern or not steps:
        return pattern == steps
    first, *rest = pattern
    hidden = steps[0].startswith(".") and not first.startswith(".")
    if first == "**" and rest:
        return _matches(steps, rest) or (not hidden and _matches(steps[1:], pattern))
    return not hidden and fnmatchcase(steps[0], first) and _matches(steps[1:], rest)


# A catalog as a reading


def of_catalog(label: str, source: spec.Source, *, public: bool = False) -> Source:
    """Return a catalog as a source: every field of it, and what apicodes derives from them."""
    catalog = _public(source.catalog) if public else source.catalog
    records = [Record(_fields(entry), entry=entry.key) for entry in catalog.entries]
    index = {entry.key: number for number, entry in enumerate(source.catalog.entries)}
    return Source(label, "catalog", Reading(Record(_root(catalog)), records), source.place, index)


def _public(catalog: Catalog) -> Catalog:
    """Return what the public may read, with the tombstones of what it could; no ``x-*``."""
    published = spec.published(catalog, "public")
    tombs = (its for its in catalog.entries if its.removed and its.visibility == "public")
    entries = (replace(entry, extensions={}) for entry in (*published.entries, *tombs))
    return replace(published, entries=tuple(entries))


_ROOT = ("title", "description", "version", "type_name", "code_type", "extensible", "docs_url",
         "headers", "groups")  # fmt: skip


def _root(catalog: Catalog) -> dict[str, Any]:
    """Return what a catalog says of itself, its defaults included."""
    fields = {name: getattr(catalog, name) for name in _ROOT}
    return _apart(_plain({**fields, "envelope": catalog.error_envelope}))


def _apart(root: dict[str, Any]) -> dict[str, Any]:
    """Return root fields with the schema of the envelope as one: none but a catalog names it."""
    envelope = {**root.get("envelope", {})}
    schema = envelope.pop("schema", None)
    return root | given({"envelope": envelope or None, "envelope.schema": schema})


def _fields(entry: Entry) -> dict[str, Any]:
    values = asdict(entry)
    extensions = values.pop("extensions")
    values["http_status"] = entry.http_statuses
    values["status_descriptions"] = entry.status_descriptions
    values["deprecated"] = entry.deprecation
    return _plain({**values, **extensions, **_derived(entry)})


def _derived(entry: Entry) -> dict[str, Any]:
    """Return the names that outputs make of the name or code of an entry, with default options."""
    base = entry.name or entry.code
    if base is None:
        return {}
    names = {"OpenAPI": naming.pascal(base)}
    if entry.code is not None:
        names |= {"Python": naming.constant(base), "TypeScript": naming.pascal(base)}
    return {"anchor": naming.anchor(base), "identifiers": names}


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields that have a value, as plain data: mappings, tuples and scalars."""
    plain = {name: _data(value) for name, value in given(fields).items()}
    return {name: value for name, value in plain.items() if value != {} or name in _SAY_BY_BEING}


_SAY_BY_BEING = ("deprecated", "removed")
"""The fields that say something without a word in them."""


def _data(value: Any) -> Any:
    match value:
        case Struct():
            return {name: _data(item) for name, item in given(asdict(value)).items()}
        case dict():
            return {name: _data(item) for name, item in value.items()}
        case list() | tuple():
            return tuple(map(_data, value))
        case _:
            return value


def _plain_reading(reading: Reading) -> Reading:
    """Return what an importer read, its values as those of a catalog are."""
    for record in (reading.root, *reading.entries):
        record.fields = _plain(record.fields)
    reading.root.fields = _apart(reading.root.fields)
    return reading
