"""What people name to commands: a catalog, a page, an OpenAPI document, Python or TypeScript.

Each is a file, or a file at a revision of git, as in ``main:spec/codes.yaml``. What kind it is, its
name tells, and for YAML and JSON the keys at its top. Nothing in it is run, nothing fetched.
"""

import os
import re
from collections.abc import Callable, Mapping
from importlib import import_module

from msgspec import Struct

from apicodes import loading
from apicodes.catalog import files
from apicodes.catalog.files import SIZE_LIMIT
from apicodes.compare import catalog_reading
from apicodes.compare.comparable import ImportedKind, OfOutput, Source, of_catalog
from apicodes.compare.record import Records, Unreadable
from apicodes.git import revisions, trees
from apicodes.git.process import failed
from apicodes.git.revisions import Revision
from apicodes.importers import Imported, source_kinds
from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound
from apicodes.text.display import printable


def load(argument: str, *, public: bool = False) -> Source:
    """Read a source: a path, or ``REV:path``; a file that is called so is meant before a revision.

    With `public`, what a catalog has for internal use alone is left out.

    Raises `ProblemsFound`: exit code 2 where it cannot be read, 1 where a catalog has mistakes.
    """
    if "\0" not in argument and not os.path.lexists(argument) and (revised := _revised(argument)):
        name, path = revised
        if not name:
            hint = f"name a branch, a tag or a commit before the colon, as in 'main:{path}'"
            raise failed(argument, "the revision is missing", hint)
        revision = revisions.revision(name)
        data, others = trees.read(revision, path, SIZE_LIMIT), _at_revision(revision, path)
    elif (pages := _folder(argument)) is not None:
        return _source(pages.path, pages.kind, pages)
    else:
        path, data, others = argument, _from_disk(argument), _on_disk(argument)
    label = printable(argument)
    return _read(path, label, decoded(data, label), others, public=public)


class Others(Struct, frozen=True):
    """The files that a document may refer to: how their names begin, and what reads one.

    `load` raises `OSError` where a file cannot be read.
    """

    base: str
    load: Callable[[str], str]
    folder: str = "."
    """The folder on the disk from which paths of documents lead."""


def _on_disk(path: str) -> Others:
    """Return the files of the current folder, or of that of a document which lies elsewhere."""
    folder = os.path.dirname(path) if os.path.isabs(path) or path.startswith("..") else ""

    def load(name: str) -> str:
        text: str = import_module("apicodes.importers.openapi_refs").within(folder or ".")(name)
        return text

    return Others(printable(os.path.join(folder, "")), load)


def _at_revision(revision: Revision, path: str) -> Others:
    """Return the files at a revision: below its root, or where a path with ``./`` begins."""
    above = re.sub(r"((?:\.{1,2}/)*).*", r"\1", path, flags=re.DOTALL)

    def load(name: str) -> str:
        try:
            return decoded(trees.read(revision, above + name, SIZE_LIMIT), name)
        except ProblemsFound as error:
            raise OSError(error.problems[0].message) from None

    root = "." if above else os.path.relpath(".", revision.prefix)
    return Others(printable(f"{revision.name}:{above}"), load, root)


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
                problem = files.too_large(os.path.getsize(path), printable(path))
                raise ProblemsFound([problem], COULD_NOT_RUN)
            return file.read()
    except OSError as error:
        hint = (
            "a file of git is named as REV:path" if isinstance(error, FileNotFoundError) else None
        )
        raise failed(path, f"cannot read the file: {error.strerror}", hint) from None


def decoded(data: bytes, label: str) -> str:
    """Return the text of a source. Raises `ProblemsFound` with exit code 2 where it is none."""
    if b"\0" in data:
        raise failed(label, "this is a binary file", "sources are text, in UTF-8", "not-utf-8")
    try:
        return files.decoded(data, label)
    except ProblemsFound as error:
        raise ProblemsFound(error.problems, COULD_NOT_RUN) from None


def _read(path: str, label: str, text: str, others: Others, *, public: bool) -> Source:
    kind = source_kinds.of(path, text)
    if kind is None:
        message = "neither a catalog nor anything else that has response codes"
        hint = (
            "a catalog has 'apicodes: 1' at its top, an OpenAPI document 'openapi: …'; "
            "others end in .md, .mdx, .py or .ts"
        )
        raise failed(label, message, hint, "unknown-source")
    if kind == "catalog":
        return of_catalog(label, loading.assemble([label], lambda _: text), public=public)
    return _source(label, kind, _imported(kind, text, label, others, path))


def _source(label: str, kind: ImportedKind, file: Imported) -> Source:
    left_out = tuple(note for note in file.notes if note.kind == "left out")
    reading = catalog_reading.of_imported(file.reading)
    return Source(label, kind, reading, left_out=left_out, of_output=_of_output(file))


def _of_output(file: Imported) -> OfOutput | None:
    """Return what makes of a catalog what it says in the outputs of a file of apicodes."""
    if not file.outputs:
        return None

    def records(catalog: loading.Source) -> Records | None:
        says = import_module("apicodes.importers.own_outputs").of_catalog(file.outputs, catalog)
        return says and catalog_reading.of_imported(says)

    return records


def _folder(path: str) -> Imported | None:
    """Return what a folder of pages says that apicodes wrote; None for anything else."""
    if "\0" in path or not os.path.isdir(path):
        return None
    label = printable(path).rstrip("/")
    texts = {
        name: decoded(_from_disk(os.path.join(path, name)), f"{label}/{name}")
        for name in sorted(os.listdir(path))
        if source_kinds.KINDS.get(os.path.splitext(name)[1]) == "page"
    }
    pages: Imported | None = import_module("apicodes.importers.own_outputs").read_folder(
        os.path.realpath(path), label, texts
    )
    return pages


def imported(path: str, mapping: Mapping[str, str]) -> Imported:
    """Read a file that is no catalog, for a catalog to be made of it.

    `mapping` names the fields of columns by their headings. Raises `ProblemsFound`.
    """
    label = printable(path)
    if (pages := _folder(path)) is not None:
        return _for_catalog(pages)
    text = decoded(_from_disk(path), label)
    kind = source_kinds.of(path, text, broken="openapi")
    if kind is None or kind == "catalog":
        what = "a catalog already" if kind else "nothing that has response codes"
        hint = "import reads pages, OpenAPI documents, Python modules and TypeScript"
        raise failed(label, f"this is {what}", hint, "unknown-source")
    file = _imported(kind, text, label, _on_disk(path), path, mapping)
    return _for_catalog(file) if file.outputs else file


def _for_catalog(file: Imported) -> Imported:
    """Return a file of apicodes without what no catalog can hold. Raises `ProblemsFound`."""
    own: Imported = import_module("apicodes.importers.own_outputs").for_catalog(file)
    if any("examples" in entry.fields for entry in own.reading.entries):
        own = import_module("apicodes.importers.body_templates").without_examples(own)
    return own


def _imported(
    kind: ImportedKind,
    text: str,
    label: str,
    others: Others,
    path: str,
    mapping: Mapping[str, str] | None = None,
) -> Imported:
    """Read what apicodes wrote as its target does, else with the importer of a kind."""
    options: tuple[object, ...] = ()
    if not mapping:
        full = os.path.realpath(os.path.join(others.folder, path))
        own: Imported | None = import_module("apicodes.importers.own_outputs").read(
            text, label, full, kind
        )
        if own is not None:
            return own
    if kind == "page":
        options = (mapping or {},)
    elif kind == "openapi":
        options = (others.load, others.base)
    try:
        imported_file: Imported = import_module(f"apicodes.importers.{kind}").read(
            text, label, *options
        )
    except Unreadable as error:
        problem = Problem(Location(label, error.line), "unreadable", error.message)
        raise ProblemsFound([problem], COULD_NOT_RUN) from None
    return imported_file
