"""The settings of the rules: their severities, the style of codes and the extension fields."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

from msgspec import Struct

from apicodes.lint import Extension, Level, Settings
from apicodes.lint.index import is_required, rule_ids
from apicodes.problems import COULD_NOT_RUN, Problem, nearest, raise_any
from apicodes.settings.config import CatalogTable, Config
from apicodes.settings.typed_tables import typed

Style = Literal["PascalCase", "camelCase", "snake_case", "SCREAMING_SNAKE_CASE", "kebab-case"]


class Table(Struct, frozen=True):
    """The settings of a catalog that are for its rules."""

    rules: dict[str, Any] = {}
    code_style: Style | None = None
    extensions: dict[str, Any] = {}


def read(config: Config, table: CatalogTable) -> Settings:
    """Return the settings of the rules for a catalog.

    Raises `ProblemsFound` (exit code 2) with all mistakes in them.
    """
    problems: list[Problem] = []
    structs = typed(config, table.rules, [Table], table.steps, problems)
    raise_any(problems, COULD_NOT_RUN)
    (settings,) = structs or (Table(),)
    levels = _levels(config, table, settings.rules, problems)
    extensions = _extensions(config, table, settings.extensions, problems)
    raise_any(problems, COULD_NOT_RUN)
    return Settings(levels, settings.code_style, extensions)


def _levels(
    config: Config, table: CatalogTable, levels: Mapping[str, object], problems: list[Problem]
) -> dict[str, Level]:
    """Return the valid severities by rule; add the problems of the others to `problems`."""
    ids = rule_ids()
    words: tuple[Level, ...] = get_args(Level)
    valid: dict[str, Level] = {}
    for rule, level in levels.items():
        word = next((word for word in words if word == level), None)
        hint: str | None
        if rule not in ids:
            message = f"there is no rule '{rule}'"
            hint = nearest(rule, ids) or "'apicodes rule' lists them"
        elif word is None:
            message = f"'{level}' is not one of {', '.join(words)}"
            hint = nearest(str(level), words)
        elif is_required(rule) and word != "error":
            message = f"the rule '{rule}' is always an error, because outputs rely on it"
            hint = "delete the line"
        else:
            valid[rule] = word
            continue
        location = config.locate(*table.steps, "rules", rule)
        problems.append(Problem(location, "config", message, hint))
    return valid


def _extensions(
    config: Config, table: CatalogTable, extensions: Mapping[str, object], problems: list[Problem]
) -> dict[str, Extension]:
    """Return the valid declarations by field; add the problems of the others to `problems`."""
    valid = {}
    for name, declaration in extensions.items():
        steps = (*table.steps, "extensions", name)
        if not name.startswith("x-"):
            message = f"'{name}' is not the name of an extension field"
            hint = f"extension fields begin with 'x-': name it 'x-{name}'"
            problems.append(Problem(config.locate(*steps), "config", message, hint))
        elif not isinstance(declaration, dict):
            message, hint = f"'{name}' must be a table", 'write it as { type = "string" }'
            problems.append(Problem(config.locate(*steps), "config", message, hint))
        elif structs := typed(config, declaration, [Extension], steps, problems):
            valid[name] = structs[0]
    return valid
