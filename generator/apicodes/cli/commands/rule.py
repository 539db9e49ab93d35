"""``apicodes rule``: list the rules of `lint`, or explain one."""

from apicodes import lint
from apicodes.cli import terminal
from apicodes.lint import Rule
from apicodes.problems import could_not_run, nearest
from apicodes.render import environment


def rule(rule_id: str | None) -> int:
    """Print one line per rule, or the explanation and the examples of one rule."""
    rules = lint.all_rules()
    if rule_id is None:
        columns = max(map(len, rules))
        for each in rules.values():
            line = f"{each.id.ljust(columns)}  {_level(each).ljust(8)}  {each.docs.summary}"
            terminal.print_data(line)
        return 0
    if rule_id not in rules:
        hint = nearest(rule_id, rules) or "'apicodes rule' lists them"
        raise could_not_run(rule_id, "usage", "there is no such rule", hint)
    terminal.print_data(_explanation(rules[rule_id]))
    return 0


def page() -> int:
    """Print the documentation of all rules as a page of Markdown."""
    rules = list(lint.all_rules().values())
    text = environment.built_in("rules/page.md.jinja", {"rules": rules})
    terminal.print_data(text, newline=False)
    return 0


def _level(rule: Rule) -> str:
    return "always" if rule.required else rule.severity


def _explanation(rule: Rule) -> str:
    level = "always an error" if rule.required else f"{rule.severity}, unless the settings differ"
    docs = rule.docs
    parts = [f"{rule.id} ({level})", docs.summary, docs.explanation]
    if rule.fixable:
        parts.append("'apicodes lint --fix' fixes some of these problems.")
    if docs.settings:
        parts += ["Settings:", _indented(docs.settings)]
    parts += ["Bad:", _indented(docs.bad), "Good:", _indented(docs.good)]
    return "\n\n".join(filter(None, parts))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))
