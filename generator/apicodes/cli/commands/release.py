"""``apicodes release``: replace ``since: next`` by a version."""

import re
from collections.abc import Iterator

from apicodes import disk
from apicodes.catalog.entry import Entry
from apicodes.catalog.versions import NEXT
from apicodes.cli import catalog_diff, terminal
from apicodes.cli.options import Chosen
from apicodes.edit import catalog_edits
from apicodes.edit.catalog_edits import Files
from apicodes.edit.text_edits import Edit
from apicodes.problems import COULD_NOT_RUN, could_not_run, raise_any
from apicodes.text.forbidden import FORBIDDEN


def release(chosen: Chosen, version: str, *, diff_only: bool = False) -> int:
    """Replace every `since: next` of the selected catalogs by the version."""
    settings = chosen.load()
    _check(version)
    raise_any(settings.problems, COULD_NOT_RUN)
    changed: list[tuple[Files, Files]] = []
    lines: dict[str, None] = {}
    for table in settings.selected:
        files = catalog_edits.read(settings, table)
        edits = []
        for index, entry in enumerate(files.source.catalog.entries):
            for steps in _unreleased(entry):
                edits.append(Edit(("codes", index, *steps), version))
                location = files.source.positions.locate("codes", index, *steps)
                lines[f"{location}: {entry.key}: {'.'.join(steps)}: {NEXT} → {version}"] = None
        if edits:
            changed.append((files, files.edited(edits)))
    if not lines:
        terminal.print_data(f"Nothing to release: no entry has 'since: {NEXT}'.")
        return 0
    if diff_only:
        for old, new in changed:
            catalog_diff.print_diff(old, new)
        return 0
    texts = catalog_edits.texts(changed)
    disk.write(texts, by_people=texts)
    for line in lines:
        terminal.print_text(line)
    generate = chosen.command_line("generate")
    terminal.print_progress(f"Update the outputs with: {generate}")
    return 0


def _check(version: str) -> None:
    """Raise `ProblemsFound` for a text that cannot be a version."""
    if version == NEXT:
        message = f"'{NEXT}' is the placeholder that a version replaces"
    elif not re.fullmatch(r"\S(?:.*\S)?", version) or FORBIDDEN.search(version):
        message = "a version is one line of text without spaces around it"
    else:
        return
    raise could_not_run("VERSION", "usage", message, "for example: apicodes release 2.4.0")


def _unreleased(entry: Entry) -> Iterator[tuple[str, ...]]:
    """Return the steps to each `since: next` of an entry."""
    if entry.since == NEXT:
        yield ("since",)
    if entry.deprecation and entry.deprecation.since == NEXT:
        yield "deprecated", "since"
    if entry.removed and entry.removed.since == NEXT:
        yield "removed", "since"
