"""The difference between two versions of a catalog's files, printed as git prints it."""

from apicodes.cli import terminal
from apicodes.edit.catalog_edits import Files, differing
from apicodes.text.unified_diff import unified


def show(old: Files, new: Files) -> None:
    """Print the difference between the files, as git prints it."""
    for path in differing(old, new):
        texts = (its.texts[path].replace("\r\n", "\n") for its in (old, new))
        for line in unified(path, *texts):
            terminal.said(terminal.painted(line, terminal=terminal.on_terminal()))
