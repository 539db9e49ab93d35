"""The rules that a catalog must follow beyond the types of its fields.

A rule is a generator function with the decorator `rule`: it takes a `Context` and yields findings.
Its id is the name of the function with hyphens. Its docstring is what `apicodes rule` prints: a
summary, an explanation, the settings that the examples need (``Settings:``, as TOML), codes that
break the rule (``Bad:``, as YAML) and codes that follow it (``Good:``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from apicodes.catalog.entry import Entry
from apicodes.catalog.model import Catalog
from apicodes.catalog.source.positions import Positions
from apicodes.lint.index import ERRORS, MODULES, REQUIRED
from apicodes.problems import Location, Problem, Severity

Level = Literal["error", "warning", "off"]
"""The severity of a rule in the settings."""

Selection = Literal["required", "errors", "all"]
"""The rules to run: those that outputs rely on, all that are errors, or all that are not off."""

Steps = tuple[str | int, ...]
"""The position of a value in a catalog, from the root: ``("codes", 3, "description")``."""

IGNORE = "apicodes: ignore"
"""The beginning of a comment that silences rules."""


class Fix(Struct, frozen=True):
    """A safe fix of a finding: it needs no decision and keeps the meaning of the catalog.

    The text at `position` becomes `text`; without a `text` the value is deleted. If `position` is
    a location, the name of a rule there is deleted from its comment.
    """

    position: Steps | Location
    text: str | None = None


class Finding(Struct, frozen=True):
    """What a rule reports about the value at `position`."""

    position: Steps | Location
    message: str
    hint: str | None = None
    fix: Fix | None = None
    severity: Severity | None = None
    """Its severity if it is not that of the rule."""


class Extension(Struct, frozen=True, forbid_unknown_fields=True):
    """The declaration of an extension field, such as ``x-owner``, in the settings."""

    type: Literal["string", "integer", "number", "boolean", "array", "object"] = "string"
    required: bool = False


class Settings(Struct, frozen=True):
    """The settings of the rules for one catalog."""

    levels: Mapping[str, Level] = {}
    code_style: str | None = None
    extensions: Mapping[str, Extension] = {}


class Ignore(Struct):
    """A comment that silences rules, and the lines that it applies to.

    `used` are the rules that have a finding there.
    """

    path: str
    lines: range
    rules: dict[str, Location]
    used: set[str] = set()


class Context(Struct, frozen=True):
    """The input of rules: a catalog, the positions of its values and the texts of its files."""

    catalog: Catalog
    positions: Positions
    settings: Settings = Settings()
    texts: Mapping[str, str] = {}
    ignores: tuple[Ignore, ...] = ()

    @property
    def current_entries(self) -> Iterator[tuple[int, Entry]]:
        """The entries that are not removed, each with its index."""
        return (
            (index, entry)
            for index, entry in enumerate(self.catalog.entries)
            if entry.removed is None
        )

    def entry_positions(self, index: int) -> Positions:
        """Return the positions of the values of an entry."""
        positions: Positions = self.positions.children["codes"].children[index]
        return positions

    def is_readable(self, index: int, *fields: str) -> bool:
        """Return whether these fields of an entry have no mistakes in the source.

        A field that is empty after a mistake is not really missing. That includes unknown fields,
        as any of them may be one of these fields misspelled.
        """
        wrong = self.entry_positions(index).wrong
        return not any(name in fields or name not in _ENTRY_FIELDS for name in wrong)


_ENTRY_FIELDS = frozenset(Entry.__struct_encode_fields__)
Check = Callable[[Context], Iterator[Finding]]


class RuleDocstring(NamedTuple):
    """The parts of the docstring of a rule."""

    summary: str
    """What the rule requires, in one line."""
    explanation: str
    """The reasons, as Markdown; each paragraph is one line."""
    settings: str
    """The settings that the examples need, as TOML; mostly empty."""
    bad: str
    """Codes, or a whole catalog, that break the rule, as YAML."""
    good: str
    """Codes, or a whole catalog, that follow the rule, as YAML."""


class Rule(Struct, frozen=True):
    """A rule.

    Outputs rely on `required` rules: these cannot be silenced or switched off. Some findings of
    `fixable` rules have a fix. Of a rule `once`, only the first finding is reported.
    """

    id: str
    check: Check
    severity: Severity
    required: bool
    fixable: bool
    once: bool

    @property
    def docs(self) -> RuleDocstring:
        """The documentation of the rule."""
        from inspect import cleandoc

        text, _, examples = cleandoc(self.check.__doc__ or "").partition("\nBad:\n")
        bad, _, good = examples.partition("\nGood:\n")
        text, _, settings = text.partition("\nSettings:\n")
        summary, _, explanation = text.partition("\n\n")
        paragraphs = explanation.strip().split("\n\n")
        return RuleDocstring(
            summary.strip(),
            "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs),
            *(cleandoc(f"\n{block}") for block in (settings, bad, good)),
        )


_RULES: dict[str, Rule] = {}
"""The rules of the modules that are loaded, by id."""

_LAST = "unused-ignore"
"""The rule that depends on the findings of all other rules."""


def rule(
    severity: Severity, *, required: bool = False, fixable: bool = False, once: bool = False
) -> Callable[[Check], Check]:
    """Register a rule with its default severity."""

    def register(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        _RULES[name] = Rule(name, check, severity, required, fixable, once)
        return check

    return register


def all_rules() -> dict[str, Rule]:
    """Return all rules by id, in alphabetical order."""
    _load(MODULES)
    return dict(sorted(_RULES.items()))


def _load(modules: Iterable[str]) -> None:
    for module in modules:
        import_module(f"apicodes.lint.rules.{module}")


def _modules(selection: Selection, raised: set[str]) -> list[str]:
    """Return the modules with the rules to run; `raised` are those that the settings make errors.

    Whether a comment silences nothing is only known after all rules have run.
    """
    if selection == "all" or _LAST in raised:
        return list(MODULES)
    if selection == "required":
        return list(REQUIRED)
    errors = (*REQUIRED, *ERRORS)
    return [
        module for module, ids in MODULES.items() if module in errors or not raised.isdisjoint(ids)
    ]


def problems(context: Context, selection: Selection = "all") -> dict[Problem, Fix | None]:
    """Return the findings of the selected rules as problems, each with its fix.

    Findings that a comment silences are left out.
    """
    levels = context.settings.levels
    raised = {name for name, level in levels.items() if level == "error"}
    _load(_modules(selection, raised))
    context = replace(context, ignores=_ignores(context))
    runs_all = selection == "all" or _LAST in raised
    fixes: dict[Problem, Fix | None] = {}
    for rule in sorted(_RULES.values(), key=lambda rule: rule.id == _LAST):
        level = levels.get(rule.id)
        if level == "off" or not ((level or rule.severity) == "error" or runs_all):
            continue
        if selection == "required" and not rule.required:
            continue
        for finding in rule.check(context):
            position = finding.position
            if not isinstance(position, Location):
                position = context.positions.locate(*position)
            if not rule.required and _is_silenced(context.ignores, rule.id, position):
                continue
            if not (rule.once and any(problem.rule == rule.id for problem in fixes)):
                severity = level or finding.severity or rule.severity
                problem = Problem(position, rule.id, finding.message, finding.hint, severity)
                fixes.setdefault(problem, finding.fix)
    return {
        problem: fix
        for problem, fix in fixes.items()
        if selection == "all" or problem.severity == "error"
    }


def _ignores(context: Context) -> tuple[Ignore, ...]:
    """Return the comments in all files that silence rules."""
    texts = {path: text for path, text in context.texts.items() if IGNORE in text}
    if not texts:
        return ()
    from apicodes.lint.rules import ignores

    return tuple(ignore for path, text in texts.items() for ignore in ignores.read(text, path))


def _is_silenced(ignores: tuple[Ignore, ...], rule: str, location: Location) -> bool:
    """Return whether comments silence a rule at a location; record that they are used."""
    silencing = [
        ignore
        for ignore in ignores
        if rule in ignore.rules and ignore.path == location.path and location.line in ignore.lines
    ]
    for ignore in silencing:
        ignore.used.add(rule)
    return bool(silencing)
