"""``apicodes adopt``: hand edits of outputs go back into the catalog."""

import os
from collections.abc import Iterable, Sequence

from apicodes import disk, outputs, targets
from apicodes.catalog import files as catalog_files
from apicodes.cli import catalog_diff, orphan_messages, terminal
from apicodes.edit import adopting, catalog_edits
from apicodes.edit.catalog_edits import Files
from apicodes.outputs import read_back, writing
from apicodes.outputs.output_file import File, written
from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound, nearest
from apicodes.settings import config
from apicodes.settings.config import CatalogTable, Config


def adopt(
    config_path: str | None,
    catalogs: Sequence[str],
    paths: Sequence[str],
    *,
    diff_only: bool = False,
) -> int:
    """Take what somebody edited in outputs into the catalog, and write all outputs anew."""
    settings = config.load(config_path, catalogs)
    planned = outputs.plan(settings)
    given = _given(planned, paths, settings.scope)
    _refuse_other_encodings(given)
    edited = [file for file in given if file.state == "changed" and _differs(file)]
    if not edited:
        _say_the_same(given)
        return 0
    _refuse_to_lose(planned, given)
    old, new = _edited(settings, edited)
    files = [
        found
        for table, before, after in zip(settings.selected, old, new, strict=True)
        if before is not after
        for found in _anew(settings, planned, table, after)
    ]
    _refuse_comments(edited, files)
    wanted, gone = writing.due(files)
    _say_the_same(file for file in given if file not in edited)
    changed = list(zip(old, new, strict=True))
    for before, after in changed:
        catalog_diff.show(before, after)
    if diff_only:
        return 0
    disk.write(catalog_edits.texts(changed) | written(wanted))
    disk.remove([file.full for file in gone])
    for path in dict.fromkeys(path for its in changed for path in catalog_edits.differing(*its)):
        terminal.progress(f"adopted    {path}")
    for file in wanted:
        terminal.progress(f"updated    {file.label}")
    for file in gone:
        terminal.progress(f"removed    {file.path}")
    for line in orphan_messages.messages(files):
        terminal.progress(line)
    return 0


def _given(planned: Sequence[File], paths: Sequence[str], scope: str) -> list[File]:
    """Return the outputs that the arguments name. Raises `ProblemsFound` where one names none."""
    known: dict[str, list[File]] = {}
    for file in planned:
        if file.task is not None:
            known.setdefault(os.path.realpath(file.full), []).append(file)
    problems = []
    found: dict[str, File] = {}
    for path in paths:
        files = known.get(os.path.realpath(path), [])
        readable = [file for file in files if file.task and file.task.job.target != targets.OF_USER]
        if not files:
            shown = [its.path for its, *_ in known.values()]
            message = f"no target of {scope} writes this file"
            hint = nearest(path, shown) or f"the outputs are: {', '.join(shown) or 'none'}"
        elif files[0].state == "missing":
            message, hint = "the file is not there", "to write it: apicodes generate"
        elif not readable:
            message = "a file of your own format, which apicodes cannot read"
            hint = "edit the catalog"
        else:
            found |= {file.label: file for file in readable}
            continue
        problems.append(Problem(Location(path), "usage", message, hint))
    if problems:
        raise ProblemsFound(problems, COULD_NOT_RUN)
    return list(found.values())


def _refuse_other_encodings(files: Iterable[File]) -> None:
    """Raise `ProblemsFound` where a file is not UTF-8: what cannot be read would be lost."""
    problems: list[Problem] = []
    for file in files:
        try:
            with open(file.full, "rb") as edited:
                catalog_files.decoded(edited.read(), file.path)
        except ProblemsFound as error:
            problems += error.problems
    if problems:
        raise ProblemsFound(problems)


def _say_the_same(files: Iterable[File]) -> None:
    for file in files:
        anew = "" if file.state == "in sync" else "; 'apicodes generate' writes it anew"
        terminal.result(f"{file.label} says what the catalog says{anew}.")


def _differs(file: File) -> bool:
    """Return whether a file says anything else than the catalog, and not in another layout."""
    return bool(read_back.drift(file))


def _refuse_to_lose(planned: Sequence[File], given: Sequence[File]) -> None:
    """Raise `ProblemsFound` for outputs that would be overwritten with edits in them."""
    problems = []
    for file in planned:
        if file.state == "changed" and file not in given:
            message = "the file is out of sync as well, and adopting would overwrite it"
            hint = f"adopt it too, or write it anew first: apicodes generate {_name(file)}"
            problems.append(Problem(Location(file.path), "not-adopted", message, hint))
        elif file.state in ("changed", "missing") and not file.ours:
            hint = "put the line back: 'apicodes check' shows it"
            message = "no notice of this catalog in it"
            problems.append(Problem(Location(file.path), "not-generated", message, hint))
    if problems:
        raise ProblemsFound(problems)


def _name(file: File) -> str:
    return file.task.job.table.name if file.task is not None else ""


def _edited(settings: Config, edited: Sequence[File]) -> tuple[list[Files], list[Files]]:
    """Return the catalogs as they are, and with what the files ask for.

    Raises `ProblemsFound` with all that cannot go back.
    """
    problems: list[Problem] = []
    asked: list[adopting.Asked] = []
    old = [catalog_edits.read(settings, table) for table in settings.selected]
    texts: dict[str, str] = {}
    for table, files in zip(settings.selected, old, strict=True):
        asked = []
        for file in edited:
            if file.task is not None and file.task.job.catalog is table:
                try:
                    asked.append(
                        adopting.asked(
                            file.task, files, file.path, file.at_its_lines(file.current or "")
                        )
                    )
                except ProblemsFound as error:
                    problems += error.problems
        if not problems:
            new = files.edited(*adopting.merged(asked).rounds)
            for path in catalog_edits.differing(files, new):
                if texts.get(path, new.texts[path]) != new.texts[path]:
                    message = "two catalogs share this file, and would edit it each in its way"
                    problems.append(Problem(Location(path), "not-adopted", message))
                texts[path] = new.texts[path]
    if problems:
        raise ProblemsFound(problems)
    return old, [files.overlaid(texts) for files in old]


def _anew(
    settings: Config, planned: Sequence[File], table: CatalogTable, files: Files
) -> list[File]:
    """Return the outputs of an edited catalog as they will be, proven."""
    mine = [file for file in planned if file.task is not None and file.task.job.catalog is table]
    found = outputs.again(settings, mine, files.source)
    read_back.prove(file for file in found if file.state != "in sync")
    return found


def _refuse_comments(edited: Sequence[File], files: Sequence[File]) -> None:
    """Raise `ProblemsFound` for comments that nobody could keep."""
    texts = {file.label: file.text for file in files if file.state != "in sync"}
    problems = [
        Problem(
            Location(file.path, line),
            "not-adopted",
            f"the comment '{comment}' has no place in the catalog",
            "nothing was written; move the comment to the catalog",
        )
        for file in edited
        if file.task is not None and file.label in texts
        for line, comment in adopting.comments(
            file.task, file.at_its_lines(file.current or ""), texts[file.label]
        )
    ]
    if problems:
        raise ProblemsFound(problems)
