"""What a report says of the rules of its problems."""

from msgspec import Struct


class Rule(Struct, frozen=True):
    """What a rule wants, in a line, and in a few sentences that say what to do."""

    summary: str
    explanation: str
    examples: str = ""
    """Markdown."""


OUTPUTS = (
    "Run `apicodes generate`, and commit what it writes. An edit by hand belongs in the catalog."
)

RULES = {
    "drift": Rule("An output does not say what the catalog says.", OUTPUTS),
    "missing-output": Rule("An output of the settings is not there.", OUTPUTS),
    "orphan": Rule(
        "A generated file, or a region, that no target makes any more.",
        "It bears the notice of a catalog, or markers, and would grow old unseen. Delete it.",
    ),
    "breaking-change": Rule(
        "A change that breaks clients.",
        "Clients that are built for the older codes misread the newer ones. Deprecate first, and "
        "raise the major version.",
    ),
    "compatible-change": Rule(
        "A change that clients can live with.", "Raise the minor version, and tell clients of it."
    ),
    "documentation-change": Rule(
        "A change of the documentation alone.", "Nothing that clients receive is different."
    ),
    "left-out": Rule(
        "A part of a source that was not understood.",
        "It was not compared. What the other source seems to lack may stand there.",
    ),
}


def explained(rule: str) -> Rule:
    """Return what is known of a rule, by its id."""
    if rule in RULES:
        return RULES[rule]
    from apicodes import lint

    if its := lint.every().get(rule):
        examples = f"Bad:\n\n```yaml\n{its.bad}\n```\n\nGood:\n\n```yaml\n{its.good}\n```"
        return Rule(its.summary, its.explanation or its.summary, examples)
    summary = f"{rule.replace('-', ' ').capitalize()}."
    return Rule(summary, "The message says what is wrong, and what to do.")
