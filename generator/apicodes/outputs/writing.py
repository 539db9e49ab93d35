"""Write outputs that are missing or changed, and remove those that no target makes any more."""

from collections.abc import Iterable

from apicodes import disk
from apicodes.outputs.output_file import File, written
from apicodes.problems import Location, Problem, raise_any


def write(files: Iterable[File], *, force: bool = False) -> list[File]:
    """Write the files that are missing or changed, remove orphans of ours, and return all these.

    Raises `ProblemsFound` before anything is written where a file is not apicodes' own (unless
    `force`), and where a folder or disk does not let it write. Each new text is complete in a
    temporary file beside its place before the first file is replaced.
    """
    wanted, gone = pending(files, force=force)
    hosts = [file.full for file in wanted if file.region is not None]
    disk.write(written(wanted), by_people=hosts)
    disk.remove([file.full for file in gone])
    return [*wanted, *gone]


def pending(files: Iterable[File], *, force: bool = False) -> tuple[list[File], list[File]]:
    """Return the files to write, and the files to remove.

    Raises `ProblemsFound` where a file to write is not apicodes' own (unless `force`).
    """
    files = list(files)
    wanted = [file for file in files if file.state in ("missing", "changed")]
    raise_any(not_generated(file) for file in wanted if not (file.ours or force))
    return wanted, [file for file in files if file.state == "orphaned" and file.ours]


def not_generated(file: File) -> Problem:
    """Return the problem of a file at the path of an output that apicodes did not write."""
    message = "apicodes did not write this file: it lacks the '@generated' line of this catalog"
    hint = "move it away, or overwrite it with 'apicodes generate --force'"
    return Problem(Location(file.path), "not-generated", message, hint)
