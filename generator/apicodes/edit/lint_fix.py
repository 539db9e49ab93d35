"""What rules find and can mend, mended in the files of catalogs, round by round.

A fix may uncover what another rule finds, and two of one text are made one after another.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from apicodes import loading
from apicodes.catalog import files as catalog_files
from apicodes.catalog.model import Catalog
from apicodes.catalog.source import build
from apicodes.edit import catalog_edits, text_edits
from apicodes.edit.catalog_edits import Files
from apicodes.edit.text_edits import Edit
from apicodes.lint import Fix, Steps
from apicodes.lint.rules import ignores
from apicodes.loading import Examined
from apicodes.problems import Location, Problem, ProblemsFound
from apicodes.settings.config import CatalogTable, Config

_ROUNDS = 10
"""More than fixes need; what is left then is told as any other problem."""

_SHARED = "several catalogs share this file"

Fixes = Mapping[Fix, Sequence[Problem]]
"""How some problems of one file are mended, each fix once."""


class Mended(Struct, frozen=True):
    """A catalog before and after: what was mended, and the problems that are left."""

    old: Files
    new: Files
    mended: tuple[Problem, ...]
    left: tuple[Problem, ...]


def mend(config: Config, examined: Sequence[Examined]) -> list[Mended]:
    """Mend the catalogs that are selected, in memory; `examined` is what is wrong in each.

    They must be sound. What cannot be mended in its place is left, with the reason in its hint.
    """
    read = [catalog_edits.read_unchecked(config, table) for table in config.selected]
    paths = (catalog_files.paths(config, table) for table in config.catalogs)
    counts = Counter(config.display_path(path) for each in paths for path in each)
    shared = {path for path, count in counts.items() if count > 1}
    catalogs = zip(config.selected, read, examined, strict=True)
    return [_mended(config, table, files, problems, shared) for table, files, problems in catalogs]


def _mended(
    config: Config, table: CatalogTable, old: Files, examined: Examined, shared: Collection[str]
) -> Mended:
    mended: list[Problem] = []
    files = old
    for _ in range(_ROUNDS):
        reasons: dict[Problem, str] = {}
        texts, done = _round(files, examined.fixes, shared, reasons)
        if not done:
            break
        mended += done
        files = files.overlaid(texts)
        bare = {path: text.removeprefix(text_edits.BOM) for path, text in files.texts.items()}
        examined = loading.examine(config, table, texts=bare)
    left = tuple(_with_reason(problem, reasons.get(problem)) for problem in examined.problems)
    return Mended(old, files, tuple(mended), left)


def _with_reason(problem: Problem, reason: str | None) -> Problem:
    if reason is None:
        return problem
    hint = f"{problem.hint}; " if problem.hint else ""
    return replace(problem, hint=f"{hint}not fixed: {reason}")


def _round(
    files: Files,
    fixes: Mapping[Problem, Fix],
    shared: Collection[str],
    reasons: dict[Problem, str],
) -> tuple[dict[str, str], list[Problem]]:
    """Return the texts that fixes change, and what is mended there; record why others are not.

    Comments come when no value is left to mend: what they silence is known then.
    """
    values: dict[str, dict[Fix, list[Problem]]] = {}
    comments: dict[str, dict[Fix, list[Problem]]] = {}
    for problem, fix in fixes.items():
        path = problem.location.path
        if path in shared:
            reasons[problem] = _SHARED
        else:
            kind = values if isinstance(fix.position, tuple) else comments
            kind.setdefault(path, {}).setdefault(fix, []).append(problem)
    numbers = [number for _, number in files.positions()]
    texts: dict[str, str] = {}
    done: list[Problem] = []
    for path, wanted in values.items():
        apart = _apart(wanted, numbers)
        texts[path], made = _edited(files.texts[path], path, list(apart), apart, reasons)
        done += (problem for edit in made for problem in apart[edit])
    if not done:
        for path, wanted in comments.items():
            texts[path] = _without(files.texts[path], path, wanted)
            silenced = [problem for each in wanted.values() for problem in each]
            if texts[path] != files.texts[path]:
                done += silenced
            else:
                reasons.update(dict.fromkeys(silenced, "removing the comment would change a value"))
    return texts, done


def _apart(fixes: Fixes, numbers: Sequence[int]) -> dict[Edit, Sequence[Problem]]:
    """Return the edits of one file that do not meet, with what they mend; others wait a round.

    `numbers` are the indexes of all entries in their files.
    """
    taken: set[Steps] = set()
    around: set[Steps] = set()
    chosen: dict[Edit, Sequence[Problem]] = {}
    for fix, problems in fixes.items():
        steps = fix.position
        assert isinstance(steps, tuple)
        if steps[0] == "codes":
            steps = ("codes", numbers[int(steps[1])], *steps[2:])
        parents = [steps[:count] for count in range(1, len(steps) + 1)]
        if steps not in around and taken.isdisjoint(parents):
            taken.add(steps)
            around.update(parents)
            edit = Edit(steps, action="delete") if fix.text is None else Edit(steps, fix.text)
            chosen[edit] = problems
    return chosen


def _edited(
    text: str,
    path: str,
    wanted: Sequence[Edit],
    problems: Mapping[Edit, Sequence[Problem]],
    reasons: dict[Problem, str],
) -> tuple[str, Sequence[Edit]]:
    """Return a text with those edits that can be made, and these; record why others cannot."""
    try:
        return text_edits.apply(text, path, wanted), wanted
    except ProblemsFound as error:
        if len(wanted) == 1:
            _, _, reason = error.problems[0].message.rpartition(" cannot be edited here: ")
            reasons.update(dict.fromkeys(problems[wanted[0]], reason))
            return text, []
    half = len(wanted) // 2
    _, first = _edited(text, path, wanted[:half], problems, reasons)
    _, second = _edited(text, path, wanted[half:], problems, reasons)
    if len(first) + len(second) == len(wanted):
        second = []  # Each half can be made, but not with the other: that has the next round.
    return _edited(text, path, [*first, *second], problems, reasons)


def _without(text: str, path: str, fixes: Fixes) -> str:
    """Return a text without names of rules in its comments; as it is, if it said another thing."""
    mark, body = (text_edits.BOM, text[1:]) if text.startswith(text_edits.BOM) else ("", text)
    names = [fix.position for fix in fixes if isinstance(fix.position, Location)]
    mended = ignores.without(body, path, names)
    is_same = build(mended, path, Catalog)[0] == build(body, path, Catalog)[0]
    return mark + mended if is_same else text
