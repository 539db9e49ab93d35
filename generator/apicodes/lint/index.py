"""Which rules there are, and in which modules: names are known without loading those."""

Modules = dict[str, tuple[str, ...]]
"""Modules of this package, and the ids of the rules in each: a run loads those that it needs."""

REQUIRED: Modules = {
    "identity": (
        "code-not-integer",
        "duplicate-alias",
        "duplicate-key",
        "entry-without-identity",
        "no-codes",
        "reserved-type-name",
    ),
    "references": (
        "duplicate-header",
        "impossible-date",
        "unknown-placeholder",
        "unknown-reference",
    ),
}
"""The rules that outputs rely on: always errors, neither silenced nor switched off."""

ERRORS: Modules = {"completeness": ("description-missing",)}
"""The rules that are errors where the settings say nothing."""

WARNINGS: Modules = {
    "anchors": ("unused-anchor",),
    "contents": ("empty-group", "example-mismatch", "unused-header"),
    "extension_fields": ("extension-missing", "extension-type", "undeclared-extension"),
    "hashes": ("text-after-hash",),
    "ignores": ("unused-ignore",),
    "lifecycle": (
        "deprecated-without-way",
        "removed-code-reused",
        "since-order",
        "sunset-past",
    ),
    "links": ("malformed-link",),
    "code_names": ("code-style", "identifier-collision", "similar-codes"),
    "message_placeholders": ("undefined-parameter", "unused-parameter"),
    "wording": (
        "description-repeated",
        "full-stop",
        "heading-in-description",
        "unfinished-text",
    ),
    "replacements": ("hidden-replacement", "replacement-chain", "replacement-circle"),
    "http_semantics": (
        "body-on-bodyless",
        "retry-after-missing",
        "retryable-client-error",
        "status-unregistered",
        "status-word-contradicts",
        "www-authenticate-missing",
    ),
}
"""The others."""


def known() -> set[str]:
    """Return the ids of all rules; no module is loaded for that."""
    return {name for modules in (REQUIRED, ERRORS, WARNINGS) for name in ids_of(modules)}


def is_required(name: str) -> bool:
    """Return whether outputs rely on a rule; no module is loaded for that."""
    return name in ids_of(REQUIRED)


def is_optional(name: str) -> bool:
    """Return whether a problem is of a rule that could be silenced, as outputs do without it."""
    return name in known() and not is_required(name)


def ids_of(modules: Modules) -> set[str]:
    """Return the ids of the rules in some modules."""
    return {name for names in modules.values() for name in names}
