"""Documentation of the rules that reports name."""

from msgspec import Struct


class RuleDocs(Struct, frozen=True):
    """A rule in one line, why it matters and what to do, and examples in Markdown."""

    summary: str
    explanation: str
    examples: str = ""


_REGENERATE = (
    "Run `apicodes generate`, and commit the result. Make changes in the catalog, not in outputs."
)

RULES = {
    "drift": RuleDocs("An output differs from the catalog.", _REGENERATE),
    "missing-output": RuleDocs("An output named in the settings does not exist.", _REGENERATE),
    "untracked-output": RuleDocs(
        "An output that git neither tracks nor ignores.",
        "The commit would lack it. Add it with git add, or let git ignore it.",
    ),
    "orphan": RuleDocs(
        "A generated file or region that no target writes any more.",
        "Nothing updates it any more, so it goes out of date. Delete it.",
    ),
    "breaking-change": RuleDocs(
        "A change that breaks clients.",
        "Clients that were built for the old codes misread the new ones. Deprecate first, and "
        "release a new major version.",
    ),
    "compatible-change": RuleDocs(
        "A change that does not break clients.",
        "Release a new minor version, and tell clients about it.",
    ),
    "documentation-change": RuleDocs(
        "A change of the documentation only.", "Responses do not change."
    ),
    "accepted-unused": RuleDocs(
        "An accepted change that is not there any more.",
        "A line of `[accepted]` in the settings lets a breaking change pass. Delete it.",
    ),
    "left-out": RuleDocs(
        "A part of a source that was not understood.",
        "It was not compared. An entry that seems to be missing may be in it.",
    ),
}


def docs_of(rule: str) -> RuleDocs:
    """Return the documentation of a rule, by its id."""
    if rule in RULES:
        return RULES[rule]
    from apicodes import lint

    if known := lint.all_rules().get(rule):
        docs = known.docs
        examples = f"Bad:\n\n```yaml\n{docs.bad}\n```\n\nGood:\n\n```yaml\n{docs.good}\n```"
        return RuleDocs(docs.summary, docs.explanation or docs.summary, examples)
    summary = f"{rule.replace('-', ' ').capitalize()}."
    return RuleDocs(summary, "The message says what is wrong and how to fix it.")
