"""The rules that a catalog keeps beyond the types of its fields.

A rule is one decorated generator: from a `Context` to what it finds. Its id is the function's name
with hyphens; its docstring is what `apicodes rule` shows: a summary, an explanation, the settings
that its examples need (``Settings:``, as TOML), and YAML of a catalog's codes that breaks it
(``Bad:``) and that keeps it (``Good:``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import Literal

from msgspec import Struct

from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog
from apicodes.catalog.source.positions import Positions
from apicodes.lint.index import ERRORS, REQUIRED, WARNINGS, ids_of, known
from apicodes.problems import Location, Problem, Severity

Level = Literal["error", "warning", "off"]
"""How grave the settings say that a rule is."""

Selection = Literal["required", "errors", "all"]
"""Which rules run: those that outputs rely on, those that are errors, or all that are not off."""

Steps = tuple[str | int, ...]
"""The way from the root of a catalog to a value: ``("codes", 3, "description")``."""

MARK = "apicodes: ignore"
"""How a comment begins that silences rules."""


class Fix(Struct, frozen=True):
    """How a finding is mended without a judgement, and without another meaning of the catalog.

    The text at the end of some steps becomes another one, or the whole value goes. Where `where` is
    a place, the name of a rule that stands there goes from its comment.
    """

    where: Steps | Location
    text: str | None = None


class Finding(Struct, frozen=True):
    """What a rule found: at the end of which steps, or where; what; and what to do about it."""

    where: Steps | Location
    message: str
    hint: str | None = None
    fix: Fix | None = None


class Extension(Struct, frozen=True, forbid_unknown_fields=True):
    """What the settings say of a field of the team's own, such as ``x-owner``."""

    type: Literal["string", "integer", "number", "boolean", "array", "object"] = "string"
    required: bool = False


class Settings(Struct, frozen=True):
    """What the settings say of the rules of one catalog."""

    levels: Mapping[str, Level] = {}
    code_style: str | None = None
    extensions: Mapping[str, Extension] = {}


class Ignore(Struct):
    """A comment that silences rules: where it stands, and the lines that it is about."""

    path: str
    lines: range
    rules: dict[str, Location]
    used: set[str] = set()


class Context(Struct):
    """What rules look at: a catalog, where its values stand, and the texts of its files by path."""

    catalog: Catalog
    positions: Positions
    settings: Settings = Settings()
    texts: Mapping[str, str] = {}
    ignores: tuple[Ignore, ...] = ()

    @property
    def sent(self) -> Iterator[tuple[int, Entry]]:
        """The entries that come to clients: those that are not removed, each with its index."""
        return ((at, its) for at, its in enumerate(self.catalog.entries) if its.removed is None)

    def is_sure(self, index: int, *fields: str) -> bool:
        """Return whether an entry lacks what it does not have of these fields.

        It may have it where a value was wrong, or under a name that is no field's.
        """
        wrong = self.positions.children["codes"].children[index].wrong
        return not any(name in fields or name not in _FIELDS for name in wrong)


_FIELDS = frozenset(Entry.__struct_encode_fields__)
Find = Callable[[Context], Iterator[Finding]]


class Rule(Struct, frozen=True):
    """One rule. What outputs rely on is `required`: it can be neither silenced nor switched off.

    Of one that `mends`, some findings have a fix.
    """

    id: str
    find: Find
    severity: Severity
    required: bool
    mends: bool

    @property
    def summary(self) -> str:
        """What holds where the rule is kept, in one line."""
        return self._parts[0]

    @property
    def explanation(self) -> str:
        """Why it is so, as Markdown; paragraphs with a line each."""
        return self._parts[1]

    @property
    def settings(self) -> str:
        """TOML of the settings that the examples need; mostly none."""
        return self._parts[4]

    @property
    def bad(self) -> str:
        """YAML that breaks the rule: codes, or a whole catalog."""
        return self._parts[2]

    @property
    def good(self) -> str:
        """YAML that keeps it."""
        return self._parts[3]

    @property
    def _parts(self) -> tuple[str, str, str, str, str]:
        from inspect import cleandoc

        says, _, examples = cleandoc(self.find.__doc__ or "").partition("\nBad:\n")
        bad, _, good = examples.partition("\nGood:\n")
        says, _, settings = says.partition("\nSettings:\n")
        summary, _, explanation = says.partition("\n\n")
        paragraphs = (" ".join(its.split()) for its in explanation.strip().split("\n\n"))
        bad, good, settings = (cleandoc(f"\n{text}") for text in (bad, good, settings))
        return summary.strip(), "\n\n".join(paragraphs), bad, good, settings


_RULES: dict[str, Rule] = {}
_LAST = "unused-ignore"
"""The rule that is about what the others have found."""


def rule(
    severity: Severity, *, required: bool = False, mends: bool = False
) -> Callable[[Find], Find]:
    """Register a rule with the severity that it has where the settings do not say."""

    def register(find: Find) -> Find:
        name = find.__name__.replace("_", "-")
        _RULES[name] = Rule(name, find, severity, required, mends)
        return find

    return register


def every() -> dict[str, Rule]:
    """Return all rules by their ids, in the order of the alphabet."""
    _load(known())
    return dict(sorted(_RULES.items()))


def _load(wanted: Iterable[str]) -> None:
    """Load the modules of rules."""
    ids = set(wanted)
    for module, names in (REQUIRED | ERRORS | WARNINGS).items():
        if not ids.isdisjoint(names):
            import_module(f"apicodes.lint.rules.{module}")


def _needed(levels: Mapping[str, Level], selection: Selection) -> set[str]:
    """Return the rules that may run, of those that are not loaded."""
    if selection == "all" or levels.get(_LAST) == "error":
        return known()
    graver = {name for name, level in levels.items() if level == "error"}
    return ids_of(REQUIRED) | (ids_of(ERRORS) | graver if selection == "errors" else set())


def problems(context: Context, selection: Selection = "all") -> dict[Problem, Fix | None]:
    """Return what the rules find, each problem once with its fix.

    What comments in the files silence is not among it.
    """
    levels = context.settings.levels
    _load(_needed(levels, selection))
    context.ignores = _ignores(context)
    # Whether a comment silences nothing is known when every rule has run before.
    runs_all = selection == "all" or levels.get(_LAST) == "error"
    found: dict[Problem, Fix | None] = {}
    for rule in sorted(_RULES.values(), key=lambda its: its.id == _LAST):
        level = levels.get(rule.id, rule.severity)
        if level == "off" or not (level == "error" or runs_all):
            continue
        if selection == "required" and not rule.required:
            continue
        for finding in rule.find(context):
            where = finding.where
            location = where if isinstance(where, Location) else context.positions.locate(*where)
            if rule.required or not _silenced(context.ignores, rule.id, location):
                problem = Problem(location, rule.id, finding.message, finding.hint, level)
                found.setdefault(problem, finding.fix)
    return {its: fix for its, fix in found.items() if selection == "all" or its.severity == "error"}


def _ignores(context: Context) -> tuple[Ignore, ...]:
    texts = {path: text for path, text in context.texts.items() if MARK in text}
    if not texts:
        return ()
    from apicodes.lint.rules import ignores

    return tuple(its for path, text in texts.items() for its in ignores.read(text, path))


def _silenced(ignores: tuple[Ignore, ...], rule: str, where: Location) -> bool:
    """Return whether a comment silences a rule at a place; all that do are in use."""
    silencing = [
        its
        for its in ignores
        if rule in its.rules and its.path == where.path and where.line in its.lines
    ]
    for its in silencing:
        its.used.add(rule)
    return bool(silencing)
