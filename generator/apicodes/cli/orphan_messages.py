"""What to say of files and regions that no target makes any more."""

import shlex
from collections.abc import Iterable, Iterator, Sequence

from apicodes.cli import terminal
from apicodes.outputs.output_file import File


def messages(files: Iterable[File]) -> Iterator[str]:
    """Return what to say of the orphans among files that stay, and how to be rid of them."""
    lost = [file for file in files if file.state == "orphaned" and not file.ours]
    if paths := [file.path for file in lost if file.region is None]:
        yield _files(paths)
    if places := [f"{file.path}:{file.line}" for file in lost if file.region is not None]:
        yield _regions(places)


def _files(paths: Sequence[str]) -> str:
    """Return what to say of files that no target makes any more, and how to be rid of them."""
    fix = f"rm -- {shlex.join(paths)}"
    return f"{terminal.files(len(paths))} made by no target any more. To mend: {fix}"


def _regions(places: Sequence[str]) -> str:
    """Return what to say of regions that no target makes any more, and how to be rid of them."""
    one = len(places) == 1
    what = "1 region is" if one else f"{len(places)} regions are"
    them = "it with its markers" if one else "them with their markers"
    return f"{what} made by no target any more. To mend, delete {them}: {', '.join(places)}"
