"""Outputs against the disk: what is in sync, what drifted, what nobody makes any more; and writing.

`plan` is the same for `generate` and `check`; they part at the last step.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Literal

from msgspec import Struct

from apicodes import catalog_files, disk, spec, targets
from apicodes.config import CatalogTable, Config
from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound, nearest
from apicodes.spec import Source
from apicodes.targets import Job, Output

State = Literal["in sync", "changed", "missing", "orphaned"]


class File(Struct, frozen=True):
    """One file: where it is, how it stands to the catalog, and what of it differs.

    `path` is how the current folder names it, `full` is absolute. `current` is what it holds (None
    for a missing file) and `text` what it ought to hold, with LF line endings; both are empty
    where nothing differs, as outputs may be large. `ours` says that apicodes may write it: it is
    missing or empty, or bears the notice of its catalog, or the settings claim it. `job` and
    `source` are what it was rendered from; an orphan has none.
    """

    path: str
    full: str
    state: State
    text: str = ""
    current: str | None = ""
    ours: bool = True
    job: Job | None = None
    source: Source | None = None


def plan(config: Config, chosen: Sequence[str] = ()) -> list[File]:
    """Return the files of the chosen tables, of all tables where none is chosen; then the orphans.

    Both are those of the selected catalogs. Paths are compared with those of all.

    Raises `ProblemsFound` with all that is wrong in settings, catalogs and templates.
    """
    jobs = targets.jobs(config)
    check_chosen(config, chosen)
    places = _places(config, jobs)
    problems: list[Problem] = []
    exit_codes = []
    files = []
    for catalog in config.selected:
        wanted = [
            (job, full)
            for job, full in places
            if job.catalog is catalog and (not chosen or job.table.name in chosen)
        ]
        try:
            files += _files(config, catalog, wanted)
        except ProblemsFound as error:
            problems += error.problems
            exit_codes.append(error.exit_code)
    if problems:
        raise ProblemsFound(dict.fromkeys(problems), max(exit_codes))
    return files + _orphans(config, {full for _, full in places})


def rendered(config: Config, name: str) -> list[str]:
    """Return the text of the tables of this name, one for each catalog that has it."""
    jobs = [job for job in targets.jobs(config) if job.catalog in config.selected]
    check_chosen(config, [name])
    texts = []
    for job in jobs:
        if job.table.name == name:
            source = spec.load(config, job.catalog)
            output = targets.render(config, job, source)
            _refuse([(job, source, output.text, config.shown(output.path))])
            texts.append(output.text)
    return texts


def again(config: Config, files: Iterable[File], source: Source) -> list[File]:
    """Return the same outputs of another catalog."""
    return [
        _file(config, file.job, source, targets.render(config, file.job, source), file.full)
        for file in files
        if file.job is not None
    ]


def check_chosen(config: Config, chosen: Sequence[str]) -> None:
    """Raise `ProblemsFound` with every chosen name that no table of the settings has."""
    known = sorted({table.name for its in config.selected for table in its.targets})
    problems = [
        Problem(
            Location(config.path),
            "usage",
            f"no target '{name}' in {config.scope}",
            nearest(name, known) or f"known here: {', '.join(known)}",
        )
        for name in chosen
        if name not in known
    ]
    if problems:
        raise ProblemsFound(problems, COULD_NOT_RUN)


def _places(config: Config, jobs: Sequence[Job]) -> list[tuple[Job, str]]:
    """Return each job with the absolute path of its output; no two share one, none is an input."""
    places = []
    taken = {os.path.realpath(config.path).casefold(): "the settings"}
    for catalog in config.catalogs:
        for path in catalog_files.paths(config, catalog):
            taken[_identity(config, path)] = "a catalog"
    for job in jobs:
        if job.common.template is not None:
            taken[_identity(config, job.common.template)] = "a template"
    problems = []
    for job in jobs:
        full = config.inside(job.path)
        if wrong := _misplaced(job, full, taken):
            problems.append(Problem(config.locate(*job.table.steps, "path"), *wrong))
        if full is not None:
            taken[full.casefold()] = f"the target '{'.'.join(job.table.steps)}'"
            places.append((job, full))
    if problems:
        raise ProblemsFound(problems, COULD_NOT_RUN)
    return places


def _misplaced(job: Job, full: str | None, taken: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return the rule, the message and the hint where an output cannot lie at its path."""
    path = job.common.path
    if full is None:
        message = f"'{path}' leads out of the folder of the settings"
        return "path-outside", message, "keep outputs inside it"
    if os.path.isdir(full) or path.endswith("/"):
        return "path-taken", f"'{path}' is a folder", "name the file in it"
    if os.path.exists(full) and not os.path.isfile(full):
        return "path-taken", f"'{path}' is a pipe, a socket or a device", "name a file"
    if clash := _clash(full, taken):
        return "path-taken", f"'{job.path}' {clash}", "give each output its own"
    return None


def _identity(config: Config, path: str) -> str:
    """Return what two spellings of a path share, also where a disk ignores case."""
    return os.path.realpath(os.path.join(config.folder, path)).casefold()


def _clash(full: str, taken: Mapping[str, str]) -> str | None:
    """Return how a path collides with one that is taken: it is the same, or lies in it."""
    path = full.casefold()
    if path in taken:
        return f"is already the path of {taken[path]}"
    for other, what in taken.items():
        if path.startswith(other + os.sep) or other.startswith(path + os.sep):
            return f"cannot be both a file and a folder, beside {what}"
    return None


def _files(config: Config, catalog: CatalogTable, places: Sequence[tuple[Job, str]]) -> list[File]:
    if not places:
        return []
    source = spec.load(config, catalog)
    problems: list[Problem] = []
    exit_codes = []
    files = []
    for job, full in places:
        try:
            output = targets.render(config, job, source)
        except ProblemsFound as error:
            problems += error.problems
            exit_codes.append(error.exit_code)
        else:
            files.append(_file(config, job, source, output, full))
    if problems:
        raise ProblemsFound(sorted(problems, key=_position), max(exit_codes))
    return files


def _position(problem: Problem) -> tuple[str, int, int]:
    where = problem.location
    return where.path, where.line or 0, where.column or 0


def _file(config: Config, job: Job, source: Source, output: Output, full: str) -> File:
    path = config.shown(output.path)
    if _holds(full, output.text):
        return File(path, full, "in sync", job=job, source=source)
    current = _current(full, path)
    if current == output.text:
        return File(path, full, "in sync", job=job, source=source)
    ours = job.notice is None or not current or targets.bears(current, job.notice)
    state: State = "missing" if current is None else "changed"
    return File(path, full, state, output.text, current, ours, job, source)


PIECE = 2**20
"""How many characters of a text are compared with its file at a time: outputs may be large."""


def _holds(full: str, text: str) -> bool:
    """Return whether a file holds a text byte for byte."""
    try:
        with open(full, "rb") as file:
            for start in range(0, len(text), PIECE):
                piece = text[start : start + PIECE].encode()
                if file.read(len(piece)) != piece:
                    return False
            return not file.read(1)
    except OSError:
        return False


def _current(full: str, shown: str) -> str | None:
    """Return the text of a file; CRLF on every line is how git checks out, not drift."""
    try:
        with open(full, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise disk.failed(shown, f"cannot read the file: {error.strerror}") from None
    if b"\r" in data and data.count(b"\r\n") == data.count(b"\n"):
        data = data.replace(b"\r\n", b"\n")
    return data.decode("utf-8", "replace")


# Read-back


def prove(files: Iterable[File]) -> None:
    """Read back what the files are to hold, and raise `ProblemsFound` where it breaks the law."""
    rendered = [
        (file.job, file.source, file.text or _current(file.full, file.path) or "", file.path)
        for file in files
        if file.job is not None and file.source is not None
    ]
    if rendered:
        _refuse(rendered)


WORDS_LIMIT = 20
"""How many differences of one file are told in words; the diff below has them all."""


def drift(file: File) -> list[Problem]:
    """Return what a changed file says otherwise than the catalog, in words.

    There is none where only its spelling differs.
    """
    if file.state != "changed" or file.job is None or file.source is None:
        return []
    from apicodes import proof

    found = proof.differences(file.job, file.source, file.current or "")
    told = [(its.line, its.text) for its in found[:WORDS_LIMIT]]
    if more := len(found) - len(told):
        told.append((None, f"and {more} more"))
    return [Problem(Location(file.path, line), "drift", text) for line, text in told]


def _refuse(rendered: Iterable[tuple[Job, Source, str, str]]) -> None:
    from apicodes import proof

    problems: list[Problem] = []
    exit_codes = []
    for job, source, text, path in rendered:
        found = proof.problems(job, source, text, path)
        if found:
            problems += found
            exit_codes.append(proof.exit_code(job))
    if problems:
        raise ProblemsFound(problems, max(exit_codes))


# Orphans


def _orphans(config: Config, planned: set[str]) -> list[File]:
    """Return the files with the notice of a selected catalog that no target makes.

    They lie beside planned ones. Folders below are not searched: Docusaurus copies pages, notice
    and all, to versioned_docs.
    """
    notices = [targets.notice_of(catalog) for catalog in config.selected]
    found = []
    for folder in sorted({os.path.dirname(path) for path in planned}):
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.path in planned or not entry.is_file(follow_symlinks=False):
                    continue
                text = _head(entry.path)
                if any(targets.bears(text, notice) for notice in notices):
                    path = config.shown(os.path.relpath(entry.path, config.folder))
                    found.append(File(path, entry.path, "orphaned"))
    return found


def _head(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return file.read(8192).decode("utf-8", "replace")
    except OSError:
        return ""


# Writing


def write(files: Iterable[File], *, force: bool = False) -> list[File]:
    """Write the files that are missing or changed, and return them.

    Raises `ProblemsFound` before anything is written where a file is not apicodes' own (unless
    `force`), and where a folder or disk does not let it write. Each new text is complete in a
    temporary file beside its place before the first file is replaced.
    """
    wanted = [file for file in files if file.state in ("missing", "changed")]
    foreign = [file for file in wanted if not file.ours]
    if foreign and not force:
        hint = "move it away, or overwrite it with --force"
        raise ProblemsFound(
            Problem(Location(file.path), "not-generated", "no notice of this catalog in it", hint)
            for file in foreign
        )
    disk.write({file.full: file.text for file in wanted})
    return wanted
