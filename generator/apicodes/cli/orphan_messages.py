"""Messages about orphans: files and regions that no target writes any more."""

import shlex
from collections.abc import Iterable, Iterator, Sequence

from apicodes.cli import terminal
from apicodes.outputs.output_file import File


def messages(files: Iterable[File]) -> Iterator[str]:
    """Return what to tell the user about orphans that apicodes does not remove by itself."""
    orphans = [file for file in files if file.state == "orphaned" and not file.ours]
    if paths := [file.path for file in orphans if file.region is None]:
        yield f"{orphaned_files(len(paths))} with: rm -- {shlex.join(paths)}"
    if regions := [f"{file.path}:{file.line}" for file in orphans if file.region is not None]:
        yield _orphaned_regions(regions)


def orphaned_files(count: int) -> str:
    """Return that a number of files are orphans, up to the command that removes them."""
    them = "it" if count == 1 else "them"
    return f"{terminal.files_are(count)} orphaned: no target writes {them} any more. Remove {them}"


def _orphaned_regions(locations: Sequence[str]) -> str:
    if len(locations) == 1:
        what = "1 region is orphaned: no target writes it any more. Delete it with its markers"
    else:
        what = (
            f"{len(locations)} regions are orphaned: no target writes them any more. "
            "Delete them with their markers"
        )
    return f"{what}: {', '.join(locations)}"
