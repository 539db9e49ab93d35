"""``apicodes rule``: what the rules of `lint` are, and why."""

from apicodes import lint
from apicodes.cli import terminal
from apicodes.lint import Rule
from apicodes.problems import COULD_NOT_RUN, Location, Problem, ProblemsFound, nearest
from apicodes.render import environment


def rule(name: str | None) -> int:
    """Print all rules in a line each, or one with its explanation and its examples."""
    known = lint.every()
    if name is None:
        columns = max(map(len, known))
        for its in known.values():
            terminal.result(f"{its.id.ljust(columns)}  {_level(its).ljust(8)}  {its.summary}")
        return 0
    if name not in known:
        hint = nearest(name, known) or "'apicodes rule' lists them"
        problem = Problem(Location(name), "usage", "there is no such rule", hint)
        raise ProblemsFound([problem], COULD_NOT_RUN)
    terminal.result(_explained(known[name]))
    return 0


def page() -> int:
    """Print all rules as a page of Markdown."""
    terminal.result(
        environment.built_in("rules/page.md.jinja", {"rules": list(lint.every().values())}),
        newline=False,
    )
    return 0


def _level(its: Rule) -> str:
    return "always" if its.required else its.severity


def _explained(its: Rule) -> str:
    settings = "always an error" if its.required else f"{its.severity}, unless the settings differ"
    parts = [f"{its.id} ({settings})", its.summary, its.explanation]
    if its.mends:
        parts.append("'apicodes lint --fix' mends what it can of this.")
    if its.settings:
        parts += ["Settings:", _indented(its.settings)]
    parts += ["Bad:", _indented(its.bad), "Good:", _indented(its.good)]
    return "\n\n".join(filter(None, parts))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))
