"""``apicodes adopt``: move edits made in outputs to the catalog."""

import os
from collections.abc import Iterable, Sequence

from apicodes import disk, outputs, targets
from apicodes.catalog import files as catalog_files
from apicodes.cli import catalog_diff, orphan_messages, terminal
from apicodes.cli.options import Chosen
from apicodes.edit import catalog_edits
from apicodes.edit.adopting import Adoption
from apicodes.edit.adopting.last_agreed import History
from apicodes.edit.catalog_edits import Files
from apicodes.outputs import read_back, writing
from apicodes.outputs.output_file import File, written
from apicodes.problems import COULD_NOT_RUN, Collector, Location, Problem, nearest, raise_any
from apicodes.settings.config import CatalogTable, Config


def adopt(
    chosen: Chosen, paths: Sequence[str], *, diff_only: bool = False, force: bool = False
) -> int:
    """Move edits made in outputs to the catalog, and regenerate all of its outputs.

    With `force`, git is not asked what the outputs and the catalog last agreed on: every difference
    is an edit of an output.
    """
    settings = chosen.load()
    planned = outputs.plan(settings)
    selected = _selected(planned, paths, settings.scope)
    _check_encodings(selected)
    edited = [file for file in selected if file.state == "changed" and _differs(file)]
    if not edited:
        _print_matching(selected)
        return 0
    _check_nothing_is_lost(planned, selected)
    old, new = _edited_catalogs(settings, edited, force=force)
    files = [
        file
        for table, before, after in zip(settings.selected, old, new, strict=True)
        if before is not after
        for file in _replanned(settings, planned, table, after)
    ]
    _check_comments(edited, files)
    to_write, to_remove = writing.pending(files)
    catalogs_changed = list(zip(old, new, strict=True))
    _print_matching(file for file in selected if file not in edited)
    if not any(catalog_edits.differing(*pair) for pair in catalogs_changed):
        for file in edited:
            message = "has no edits of its own; it is older than the catalog"
            terminal.print_data(f"{file.label} {message}. Update it with: apicodes generate")
        return 0
    for before, after in catalogs_changed:
        catalog_diff.print_diff(before, after)
    if diff_only:
        return 0
    texts = catalog_edits.texts(catalogs_changed)
    disk.write(texts | written(to_write), by_people=texts)
    disk.remove([file.full for file in to_remove])
    adopted = [path for pair in catalogs_changed for path in catalog_edits.differing(*pair)]
    _print_done(dict.fromkeys(adopted), to_write, to_remove)
    for line in orphan_messages.messages(files):
        terminal.print_progress(line)
    return 0


def _print_done(
    adopted: Iterable[str], to_write: Iterable[File], to_remove: Iterable[File]
) -> None:
    for path in adopted:
        terminal.print_progress(f"adopted    {path}")
    for file in to_write:
        terminal.print_progress(f"updated    {file.label}")
    for file in to_remove:
        terminal.print_progress(f"removed    {file.path}")


def _selected(planned: Sequence[File], paths: Sequence[str], scope: str) -> list[File]:
    """Return the outputs that the arguments name. Raises `ProblemsFound` for any other file."""
    known: dict[str, list[File]] = {}
    for file in planned:
        if file.output is not None:
            known.setdefault(os.path.realpath(file.full), []).append(file)
    problems = []
    selected: dict[str, File] = {}
    for path in paths:
        files = known.get(os.path.realpath(path), [])
        readable = [
            file for file in files if file.output and file.output.target.kind != targets.OF_USER
        ]
        if not files:
            outputs_known = [file.path for file, *_ in known.values()]
            message = f"no target of {scope} writes this file"
            listed = ", ".join(outputs_known) or "none"
            hint = nearest(path, outputs_known) or f"the outputs are: {listed}"
        elif files[0].state == "missing":
            message, hint = "the file does not exist", "write it with: apicodes generate"
        elif not readable:
            message = "apicodes cannot read the format of your own template"
            hint = "edit the catalog instead"
        else:
            selected |= {file.label: file for file in readable}
            continue
        problems.append(Problem(Location(path), "usage", message, hint))
    raise_any(problems, COULD_NOT_RUN)
    return list(selected.values())


def _check_encodings(files: Iterable[File]) -> None:
    """Raise `ProblemsFound` where a file is not UTF-8: what cannot be decoded would be lost."""
    collector = Collector()
    for file in files:
        with collector.collect(), open(file.full, "rb") as edited:
            catalog_files.decoded(edited.read(), file.path)
    collector.raise_any()


def _print_matching(files: Iterable[File]) -> None:
    for file in files:
        if file.state == "in sync":
            terminal.print_data(f"{file.label} matches the catalog.")
        else:
            terminal.print_data(
                f"{file.label} matches the catalog; only its formatting differs. "
                "Restore it with: apicodes generate"
            )


def _differs(file: File) -> bool:
    """Return whether a file differs from the catalog in more than its formatting."""
    return bool(read_back.drift(file))


def _check_nothing_is_lost(planned: Sequence[File], selected: Sequence[File]) -> None:
    """Raise `ProblemsFound` for outputs with edits that would be overwritten."""
    problems = []
    for file in planned:
        if file.state == "changed" and file not in selected:
            message = "the file is out of sync too, and adopt would overwrite it"
            hint = f"adopt it too, or discard its edits with: apicodes generate {_name(file)}"
            problems.append(Problem(Location(file.path), "not-adopted", message, hint))
        elif file.state in ("changed", "missing") and not file.ours:
            hint = "restore the line; 'apicodes check' shows it"
            message = "the file lacks the '@generated' line of this catalog"
            problems.append(Problem(Location(file.path), "not-generated", message, hint))
    raise_any(problems)


def _name(file: File) -> str:
    return file.output.target.table.name if file.output is not None else ""


def _edited_catalogs(
    settings: Config, edited: Sequence[File], *, force: bool
) -> tuple[list[Files], list[Files]]:
    """Return the catalogs before and after the edits of the files.

    Raises `ProblemsFound` with all edits that cannot be moved to a catalog.
    """
    collector = Collector()
    old = [catalog_edits.read(settings, table) for table in settings.selected]
    texts: dict[str, str] = {}
    for table, files in zip(settings.selected, old, strict=True):
        of_table = [file for file in edited if file.output and file.output.target.catalog is table]
        with collector.collect():
            new = _edited_catalog(settings, files, of_table, force=force)
            for path in catalog_edits.differing(files, new):
                if texts.setdefault(path, new.texts[path]) != new.texts[path]:
                    message = "two catalogs share this file and would edit it differently"
                    collector.problems.append(Problem(Location(path), "not-adopted", message))
    collector.raise_any()
    return old, [files.overlaid(texts) for files in old]


def _edited_catalog(
    settings: Config, files: Files, edited: Sequence[File], *, force: bool
) -> Files:
    """Return a catalog after the edits of its outputs. Raises `ProblemsFound`."""
    adoption, history = Adoption(files), History(settings)
    for file in edited:
        assert file.output is not None
        base = files.source if force else history.last_agreed(file.output)
        adoption.take(file.output, file.path, file.at_its_lines(file.current or ""), base)
    return adoption.result()


def _replanned(
    settings: Config, planned: Sequence[File], table: CatalogTable, files: Files
) -> list[File]:
    """Return the outputs of an edited catalog, rendered and read back."""
    before = [
        file for file in planned if file.output is not None and file.output.target.catalog is table
    ]
    after = outputs.replan(settings, before, files.source)
    read_back.prove(file for file in after if file.state != "in sync")
    return after


def _check_comments(edited: Sequence[File], files: Sequence[File]) -> None:
    """Raise `ProblemsFound` for comments in outputs, which would be lost."""
    texts = {file.label: file.text for file in files if file.state != "in sync"}
    raise_any(
        Problem(
            Location(file.path, line),
            "not-adopted",
            f"the comment '{comment}' would be lost: adopt cannot move comments",
            "nothing was written; move the comment to the catalog yourself",
        )
        for file in edited
        if file.output is not None and file.label in texts
        for line, comment in targets.module(file.output.target.kind).comments(
            file.at_its_lines(file.current or ""), file.output.part
        )
        if comment not in texts[file.label]
    )
