"""The differences between two versions of a catalog's files, printed as git prints them."""

from apicodes.cli import terminal
from apicodes.edit.catalog_edits import Files, differing
from apicodes.text.unified_diff import unified


def print_diff(old: Files, new: Files) -> None:
    """Print the unified diff of each file that differs."""
    for path in differing(old, new):
        for line in unified(path, old.texts[path], new.texts[path]):
            for_terminal = terminal.stdout_is_terminal()
            terminal.print_text(terminal.coloured_diff_line(line, for_terminal=for_terminal))
