"""Problems of catalogs, fixed in their files round by round.

A fix may uncover what another rule reports, and two fixes of one text are made one after the other.
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
from apicodes.lint import Fix
from apicodes.lint.rules import ignores
from apicodes.loading import Examined
from apicodes.problems import Location, Problem, ProblemsFound
from apicodes.settings.config import CatalogTable, Config

_ROUNDS = 10
"""More than fixes need; what remains then is reported like any other problem."""

Fixes = Mapping[Fix, Sequence[Problem]]
"""The fixes of one file, each with the problems that it fixes."""


class Fixed(Struct, frozen=True):
    """A catalog before and after: the problems that were fixed, and those that remain."""

    old: Files
    new: Files
    fixed: tuple[Problem, ...]
    remaining: tuple[Problem, ...]


def fix(config: Config, examined: Sequence[Examined]) -> list[Fixed]:
    """Fix the catalogs that are selected, in memory; `examined` is what is wrong in each.

    They must be sound. What cannot be fixed in its place remains, with the reason in its hint.
    """
    read = [catalog_edits.read_unchecked(config, table) for table in config.selected]
    paths = (catalog_files.paths(config, table) for table in config.catalogs)
    counts = Counter(config.display_path(path) for each in paths for path in each)
    shared = {path for path, count in counts.items() if count > 1}
    catalogs = zip(config.selected, read, examined, strict=True)
    return [_fixed(config, table, files, problems, shared) for table, files, problems in catalogs]


def _fixed(
    config: Config, table: CatalogTable, old: Files, examined: Examined, shared: Collection[str]
) -> Fixed:
    fixed: list[Problem] = []
    files = old
    for _ in range(_ROUNDS):
        reasons: dict[Problem, str] = {}
        texts, done = _round(files, examined.fixes, shared, reasons)
        if not done:
            break
        fixed += done
        files = files.overlaid(texts)
        examined = loading.examine(config, table, texts=files.texts)
    hints = {
        problem: "; ".join(filter(None, (problem.hint, f"not fixed: {reason}")))
        for problem, reason in reasons.items()
    }
    remaining = (replace(each, hint=hints.get(each, each.hint)) for each in examined.problems)
    return Fixed(old, files, tuple(fixed), tuple(remaining))


def _round(
    files: Files,
    fixes: Mapping[Problem, Fix],
    shared: Collection[str],
    reasons: dict[Problem, str],
) -> tuple[dict[str, str], list[Problem]]:
    """Return the texts that fixes change, and what is fixed there; record why others are not.

    Comments come when no value is left to fix: what they silence is known then.
    """
    texts: dict[str, str] = {}
    done: list[Problem] = []
    for kind, fix_all in ((tuple, _with_values), (Location, _without_comments)):
        by_path: dict[str, dict[Fix, list[Problem]]] = {}
        for problem, fix in fixes.items():
            path = problem.location.path
            if path in shared:
                reasons[problem] = "several catalogs share this file"
            elif isinstance(fix.position, kind) and not done:
                by_path.setdefault(path, {}).setdefault(fix, []).append(problem)
        for path, wanted in by_path.items():
            texts[path], refused = fix_all(files, path, wanted)
            for fix, problems in wanted.items():
                if fix in refused:
                    reasons.update(dict.fromkeys(problems, refused[fix]))
                else:
                    done += problems
    return texts, done


Refused = Mapping[Fix, str]
"""Fixes that were not made, and why."""


def _with_values(files: Files, path: str, fixes: Fixes) -> tuple[str, Refused]:
    """Return the text of a file with fixed values, as far as its edits can be made together."""
    text = files.texts[path]
    edits = files.by_file(
        Edit(fix.position, fix.text, "delete" if fix.text is None else "set")
        for fix in fixes
        if isinstance(fix.position, tuple)
    )
    try:
        edited, errors = text_edits.apply_possible(text, path, edits[path])
    except ProblemsFound as error:
        return text, dict.fromkeys(fixes, error.problems[0].message)
    wanted = list(fixes)
    return edited, {wanted[number]: str(error) for number, error in errors.items()}


def _without_comments(files: Files, path: str, fixes: Fixes) -> tuple[str, Refused]:
    """Return the text of a file without names of rules in comments; unchanged if values would."""
    old = files.texts[path]
    names = [fix.position for fix in fixes if isinstance(fix.position, Location)]
    new = ignores.without(old, path, names)
    if new != old and build(new, path, Catalog)[0] == build(old, path, Catalog)[0]:
        return new, {}
    return old, dict.fromkeys(fixes, "removing the comment would change a value")
