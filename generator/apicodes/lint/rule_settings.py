"""What the settings say of rules: how grave each is, the style of codes, fields of the team's."""

from typing import Any, Literal, get_args

from msgspec import Struct

from apicodes.lint import Extension, Level, Settings, index
from apicodes.problems import COULD_NOT_RUN, Problem, ProblemsFound, nearest
from apicodes.settings.config import CatalogTable, Config
from apicodes.settings.typed_tables import typed

Style = Literal["PascalCase", "camelCase", "snake_case", "SCREAMING_SNAKE_CASE", "kebab-case"]


class Table(Struct, frozen=True):
    """The keys of a catalog that are about its rules."""

    rules: dict[str, Any] = {}
    code_style: Style | None = None
    extensions: dict[str, Any] = {}


def read(config: Config, table: CatalogTable) -> Settings:
    """Return what the settings say of the rules of a catalog.

    Raises `ProblemsFound` (exit code 2) with all that is wrong there.
    """
    problems: list[Problem] = []
    said = typed(config, table.rules, [Table], table.steps, problems)
    if said is None:
        raise ProblemsFound(problems, COULD_NOT_RUN)
    (its,) = said
    levels = _levels(config, table, its.rules, problems)
    extensions = {}
    for name, content in its.extensions.items():
        steps = (*table.steps, "extensions", name)
        if not name.startswith("x-"):
            message, hint = f"'{name}' is no field of your own", f"call it 'x-{name}'"
            problems.append(Problem(config.locate(*steps), "config", message, hint))
        elif not isinstance(content, dict):
            message, hint = f"'{name}' takes a table", 'write it as { type = "string" }'
            problems.append(Problem(config.locate(*steps), "config", message, hint))
        elif declared := typed(config, content, [Extension], steps, problems):
            extensions[name] = declared[0]
    if problems:
        raise ProblemsFound(problems, COULD_NOT_RUN)
    return Settings(levels, its.code_style, extensions)


def _levels(
    config: Config, table: CatalogTable, said: dict[str, Any], problems: list[Problem]
) -> dict[str, Level]:
    """Return how grave the settings say that rules are; what is wrong is added to `problems`."""
    known = index.known()
    hint: str | None
    words = get_args(Level)
    levels = {}
    for name, level in said.items():
        if name not in known:
            message, hint = (
                f"there is no rule '{name}'",
                nearest(name, known) or "'apicodes rule' lists them",
            )
        elif level not in words:
            message = f"'{level}' is none of {', '.join(words)}"
            hint = nearest(str(level), words)
        elif index.is_required(name) and level != "error":
            message = f"outputs rely on the rule '{name}': it is always an error"
            hint = "delete the line"
        else:
            levels[name] = level
            continue
        where = config.locate(*table.steps, "rules", name)
        problems.append(Problem(where, "config", message, hint))
    return levels
